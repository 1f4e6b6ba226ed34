"""One segment of a library's vectors: files that are written once and then only read."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from graph.errors import LibraryDamaged
from search.embedding.codes import Bits, Codes, as_bits, as_codes
from search.embedding.embedder import Vectors

__all__ = [
    "Row",
    "Segment",
    "SegmentName",
    "link_segment",
    "open_segment",
    "remove_segment",
    "segment_of",
    "write_segment",
]

_PARTS = ("codes", "scales", "bits", "rows")


@dataclass(frozen=True, slots=True)
class Row:
    """Whose vector it is: the id of an entry, its document and its review."""

    id: str
    document: str
    review: str = ""


@dataclass(frozen=True, slots=True)
class SegmentName:
    """A segment as the manifest lists it: its kind of entries, its rows, what has gone since."""

    name: str
    kind: str
    rows: int
    removed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Segment:
    """The open files of a segment; `live` is None where every row still counts."""

    codes: Codes
    scales: NDArray[np.float32]
    bits: Bits
    rows: NDArray[np.void]
    live: NDArray[np.bool_] | None

    def places(self, ids: Sequence[str]) -> NDArray[np.intp]:
        """Return where those of these ids stand that count; the rows lie by their ids."""
        wanted = np.array([one.encode() for one in ids])
        at = np.searchsorted(self.rows["id"], wanted)
        there = at[at < len(self.rows)]
        there = there[self.rows["id"][there] == wanted[at < len(self.rows)]]
        kept: NDArray[np.intp] = there if self.live is None else there[self.live[there]]
        return kept

    def holds(self, document: str) -> bool:
        """Tell whether any row that counts is of a document."""
        own = self.rows["document"] == document.encode()
        return bool((own if self.live is None else own & self.live).any())

    @property
    def count(self) -> int:
        """The number of rows that count."""
        return len(self.rows) if self.live is None else int(self.live.sum())

    def row(self, at: int) -> Row:
        """Return whose vector the one at a place is."""
        one = self.rows[at]
        return Row(*(bytes(one[name]).decode() for name in ("id", "document", "review")))


def segment_of(rows: Sequence[Row], vectors: Vectors) -> Segment:
    """Return a segment of these rows and their vectors that is not on disk yet."""
    codes, scales = as_codes(vectors)
    return Segment(codes, scales, as_bits(vectors), _table(rows), None)


def write_segment(folder: Path, name: str, segments: Sequence[Segment]) -> None:
    """Write the rows that count of one or several segments as one, by their ids."""
    kept = [slice(None) if one.live is None else np.flatnonzero(one.live) for one in segments]
    pairs = list(zip(segments, kept, strict=True))
    rows = np.concatenate([one.rows[at] for one, at in pairs])
    order = np.argsort(rows["id"], kind="stable")
    _save(
        folder,
        name,
        codes=np.concatenate([one.codes[at] for one, at in pairs])[order],
        scales=np.concatenate([one.scales[at] for one, at in pairs])[order],
        bits=np.concatenate([one.bits[:, at] for one, at in pairs], axis=1)[:, order],
        rows=rows[order],
    )


def link_segment(source: Path, target: Path, name: str) -> None:
    """Give another folder the same segment; its files are never changed in place.

    Raises LibraryDamaged where one of them is gone.
    """
    for part in _PARTS:
        try:
            os.link(_file(source, name, part), _file(target, name, part))
        except FileNotFoundError as cause:
            raise LibraryDamaged(
                f"The vectors {name} are not whole. Run: lessons rebuild --records"
            ) from cause


def remove_segment(folder: Path, name: str) -> None:
    """Take a segment out of a folder; others that share its files keep them."""
    for part in _PARTS:
        _file(folder, name, part).unlink()


def open_segment(folder: Path, told: SegmentName) -> Segment:
    """Return a segment with its files mapped into memory; raises LibraryDamaged."""
    try:
        codes, scales, bits, rows = (
            np.load(_file(folder, told.name, part), mmap_mode="r", allow_pickle=False)
            for part in _PARTS
        )
    except (OSError, ValueError) as cause:
        raise LibraryDamaged(
            f"The vectors {told.name} cannot be read ({cause}). Run: lessons rebuild"
        ) from cause
    if not len(codes) == len(scales) == bits.shape[1] == len(rows) == told.rows:
        raise LibraryDamaged(f"The vectors {told.name} are not whole. Run: lessons rebuild")
    gone = np.array([one.encode() for one in told.removed], dtype=rows.dtype["document"])
    live = ~np.isin(rows["document"], gone) if told.removed else None
    return Segment(codes, scales, bits, rows, live)


def _save(folder: Path, name: str, **parts: np.ndarray) -> None:
    for part in _PARTS:
        np.save(_file(folder, name, part), parts[part], allow_pickle=False)


def _file(folder: Path, name: str, part: str) -> Path:
    return folder / f"{name}.{part}.npy"


def _table(rows: Sequence[Row]) -> NDArray[np.void]:
    columns = {
        "id": [one.id.encode() for one in rows],
        "document": [one.document.encode() for one in rows],
        "review": [one.review.encode() for one in rows],
    }
    widths = {name: max(map(len, values), default=1) or 1 for name, values in columns.items()}
    table = np.zeros(len(rows), dtype=[(name, f"S{width}") for name, width in widths.items()])
    for name, values in columns.items():
        table[name] = values
    return table
