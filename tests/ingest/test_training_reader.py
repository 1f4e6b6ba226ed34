"""A reader of sentences learns what begins an item, and is written as it is read."""

from pathlib import Path

import numpy as np

from graph.model import PassageKind
from ingest.hearing import AROUND, sentences_of
from ingest.training.reader import Taught, train, write
from tests.ingest.outline_pieces import outline_of, section

_ASKED = ("The Board should audit its log.", "The Trust should train its staff.")
_TOLD = ("Officers called in March.", "Nobody was at home that day.")


def _document() -> Taught:
    outline = outline_of(section("Plan", PassageKind.ANALYSIS, *_ASKED, *_TOLD))
    sentences = tuple(sentences_of(outline))
    return Taught(sentences, tuple(one.text in _ASKED for one in sentences))


def test_what_was_taught_is_told_apart() -> None:
    document = _document()
    scores = train([document] * 4).scores(document.sentences)
    asked = [score for score, begins in zip(scores, document.begins, strict=True) if begins]
    told = [score for score, begins in zip(scores, document.begins, strict=True) if not begins]
    assert min(asked) > max(told)


def test_the_same_documents_give_the_same_file(tmp_path: Path) -> None:
    for name in ("one.npz", "other.npz"):
        write(train([_document()] * 4), tmp_path / name)
    with np.load(tmp_path / "one.npz") as one, np.load(tmp_path / "other.npz") as other:
        assert one["around"].shape == (len(AROUND) + 1,)
        assert all(np.array_equal(one[key], other[key]) for key in one.files)
