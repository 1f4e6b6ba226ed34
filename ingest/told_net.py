"""The told reader's second ear: a small transformer over the pieces of a sentence.

`ingest/training/told_net.py` writes the file (`models/told.onnx`). It hears what lies in
the order of words, which the linear reader (`ingest.told_model`) does not; that one says
how likely a sentence is to tell anything at all, and where in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ingest.wordpieces import WordPieces

if TYPE_CHECKING:
    import onnxruntime

__all__ = ["LONGEST", "ToldNet", "load_net"]

# Pieces of a sentence that are read; one in fifty sentences is longer.
LONGEST = 64

Array = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class ToldNet:
    """A trained net: `columns` says where each concept's row stands."""

    session: onnxruntime.InferenceSession
    pieces: WordPieces
    columns: Mapping[str, int]

    def odds(self, text: str) -> Array:
        """Return the log odds that the text tells each concept, in the net's order."""
        numbers = np.array([self.pieces.numbers(text, LONGEST)], np.int64)
        (odds,) = self.session.run(None, {"numbers": numbers, "known": np.ones_like(numbers)})
        return np.asarray(odds[0], np.float32)


@lru_cache(maxsize=4)
def load_net(path: Path) -> ToldNet:
    """Return a net written by `ingest.training.told_net`.

    One thread: a document is read by one process, and a process that forks later is safe.
    """
    import onnxruntime  # noqa: PLC0415 - a third of a second that searching should not pay

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    kept = session.get_modelmeta().custom_metadata_map
    columns = {concept: at for at, concept in enumerate(kept["concepts"].split("\n"))}
    return ToldNet(session, WordPieces(kept["pieces"].split("\n")), columns)
