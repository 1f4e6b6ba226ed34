"""The vectors of a library on disk: written beside its index, read by similarity.

Each publishing adds one segment for each kind of entry; segments are never
changed, so a new generation shares them with the last by hard links. The
manifest says which documents of a segment have gone since. A segment that is
not larger than the one after it is joined with it, as a log-structured merge
tree does, so a library of n reviews has some log n of them.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from graph.errors import LibraryDamaged
from search.embedding.codes import as_bits, differing, products
from search.embedding.embedder import EMBEDDERS, Embedder, Vectors, get_embedder
from search.embedding.segments import (
    Row,
    Segment,
    SegmentName,
    link_segment,
    open_segment,
    remove_segment,
    segment_of,
    write_segment,
)
from search.entry import Entry, EntryKind

__all__ = ["EMBEDDED", "Nearest", "VectorReader", "VectorWriter", "has_vectors", "held_embedder"]

# The kinds of entries that have vectors: a review is found through what it says.
EMBEDDED = (EntryKind.PASSAGE, EntryKind.LESSON, EntryKind.RECOMMENDATION)
SCHEMA = "lessons-vectors/1"
_MANIFEST = "manifest.json"
_BATCH = 4_096  # texts embedded at once
# Rows whose bits differ least, which are then compared by their bytes; of rows
# that differ equally at the edge all are taken, up to so many times as many.
_SHORTLIST, _EDGE = 2_000, 4
_DIGITS = 5  # of a cosine: beyond them it depends on how rows lie in memory


@dataclass(frozen=True, slots=True)
class Nearest:
    """An entry near a text: whose it is, and the cosine of their vectors (-1 to 1)."""

    row: Row
    cosine: float


class VectorWriter:
    """Builds the vectors of one generation from those of the last."""

    def __init__(self, folder: Path, embedder: Embedder, base: Path | None = None) -> None:
        """Begin in `folder`, sharing the segments of `base`, which has the same embedder."""
        folder.mkdir(parents=True)
        self._folder = folder
        self._embedder = embedder
        self._segments = list(_manifest(base)[1]) if base else []
        self._new: dict[str, list[Entry]] = defaultdict(list)
        self._made: dict[str, list[Segment]] = defaultdict(list)
        for one in self._segments:
            if base:
                link_segment(base, folder, one.name)

    def delete_document(self, document: str) -> None:
        """Take out every vector of one document that was there before."""
        for at, one in enumerate(self._segments):
            if open_segment(self._folder, one).holds(document):
                removed = tuple(sorted({*one.removed, document}))
                self._segments[at] = replace(one, removed=removed)

    def add(self, entries: Iterable[Entry]) -> None:
        """Add the vectors of entries; those of reviews have none."""
        for entry in entries:
            if entry.kind in EMBEDDED:
                self._new[entry.kind].append(entry)
                if len(self._new[entry.kind]) >= _BATCH:
                    self._embed(entry.kind)

    def commit(self, number: int) -> None:
        """Write what was added as segments of generation `number`, and the manifest."""
        for kind in EMBEDDED:
            self._embed(kind)
            self._write(f"{number:04d}-{kind}", kind, self._made[kind])
            self._join(kind, f"{number:04d}-{kind}-joined")
        _write_manifest(self._folder, self._embedder.name, self._segments)

    def _embed(self, kind: str) -> None:
        entries = self._new.pop(kind, [])
        if entries:
            rows = [Row(one.id, one.document, one.review) for one in entries]
            vectors = self._embedder.embed([one.text for one in entries])
            self._made[kind].append(segment_of(rows, vectors))

    def _write(self, name: str, kind: str, parts: Sequence[Segment]) -> None:
        count = sum(one.count for one in parts)
        if count:
            write_segment(self._folder, name, parts)
            self._segments.append(SegmentName(name, kind, count))

    def _join(self, kind: str, name: str) -> None:
        own = [one for one in self._segments if one.kind == kind]
        opened = {one.name: open_segment(self._folder, one) for one in own}
        last = _unbalanced(own, opened)
        if last == len(own):
            return
        joined = own[last:]
        self._write(name, kind, [opened[one.name] for one in joined])
        self._segments = [one for one in self._segments if one not in joined]
        for one in joined:
            remove_segment(self._folder, one.name)


def _unbalanced(names: Sequence[SegmentName], opened: dict[str, Segment]) -> int:
    """Return from which segment on all are to be joined; their number for none.

    Joined are those that are no larger than what comes after them, and those of
    which less than half still counts.
    """
    at, after = len(names), 0
    for place in range(len(names) - 1, -1, -1):
        count = opened[names[place].name].count
        if 2 * count < names[place].rows or (after and count <= after):
            at = place
        after += count
    return at


class VectorReader:
    """Finds what is near a text, in the vectors as they were when opened."""

    def __init__(self, folder: Path) -> None:
        """Open the vectors; raises LibraryDamaged, or UsageInvalid for an unknown embedder."""
        name, segments = _manifest(folder)
        self.embedder = get_embedder(name)
        self._segments: dict[str, list[Segment]] = {kind: [] for kind in EMBEDDED}
        for one in segments:
            self._segments[one.kind].append(open_segment(folder, one))

    def count(self) -> int:
        """Return the number of vectors."""
        return sum(one.count for kind in self._segments.values() for one in kind)

    def embed(self, text: str) -> Vectors:
        """Return the vector of one text, to be looked up as often as needed."""
        vector: Vectors = self.embedder.embed([text])[0]
        return vector

    def nearest(self, vector: Vectors, kind: EntryKind, limit: int) -> list[Nearest]:
        """Return the entries of one kind nearest to a vector, the nearest first, equals by id.

        Empty for a vector of zeros: the text said nothing that the embedder knows.
        """
        segments = self._segments[kind]
        if not segments or not vector.any():
            return []
        wanted = as_bits(vector[None, :])
        distances = [_distances(one, wanted) for one in segments]
        found: list[Nearest] = []
        for segment, places in zip(segments, _shortlists(distances), strict=True):
            cosines = products(segment.codes[places], segment.scales[places], vector)
            found += _best(segment, places, np.round(cosines, _DIGITS), limit)
        return sorted(found, key=lambda one: (-one.cosine, one.row.id))[:limit]

    def cosines(self, vector: Vectors, kind: EntryKind, ids: Sequence[str]) -> dict[str, float]:
        """Return how near each of these entries is to a vector, by id."""
        found: dict[str, float] = {}
        for segment in self._segments[kind] if ids else ():
            places = segment.places(ids)
            cosines = products(segment.codes[places], segment.scales[places], vector)
            for at, cosine in zip(places, np.round(cosines, _DIGITS), strict=True):
                found[segment.row(int(at)).id] = float(cosine)
        return found


def has_vectors(folder: Path) -> bool:
    """Tell whether a generation has vectors that this release can use: others' do not count."""
    if not (folder / _MANIFEST).is_file():
        return False
    name = held_embedder(folder)
    return name.partition("-")[0] in EMBEDDERS and get_embedder(name.partition("-")[0]).name == name


def held_embedder(folder: Path) -> str:
    """Return the name of the embedder that made the vectors in `folder`."""
    return _manifest(folder)[0]


def _distances(segment: Segment, wanted: NDArray[np.uint64]) -> NDArray[np.uint16]:
    found = differing(segment.bits, wanted)
    if segment.live is not None:
        found[~segment.live] = np.iinfo(np.uint16).max
    return found


def _shortlists(distances: Sequence[NDArray[np.uint16]]) -> list[NDArray[np.intp]]:
    """Return the places, in each segment, of the rows that differ least among all."""
    every = np.concatenate(distances)
    edge = np.iinfo(np.uint16).max - 1
    if len(every) > _SHORTLIST:
        edge = min(edge, int(np.partition(every, _SHORTLIST - 1)[_SHORTLIST - 1]))
    return [np.flatnonzero(one <= edge)[: _SHORTLIST * _EDGE] for one in distances]


def _best(
    segment: Segment, places: NDArray[np.intp], cosines: Vectors, limit: int
) -> list[Nearest]:
    if len(cosines) > limit:
        least = np.partition(cosines, len(cosines) - limit)[len(cosines) - limit]
        kept = np.flatnonzero(cosines >= least)
    else:
        kept = np.arange(len(cosines))
    return [Nearest(segment.row(int(places[at])), float(cosines[at])) for at in kept]


def _write_manifest(folder: Path, embedder: str, segments: Sequence[SegmentName]) -> None:
    told = {
        "schema": SCHEMA,
        "embedder": embedder,
        "segments": [asdict(one) for one in segments],
    }
    (folder / _MANIFEST).write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


def _manifest(folder: Path) -> tuple[str, tuple[SegmentName, ...]]:
    try:
        told = json.loads((folder / _MANIFEST).read_bytes())
        segments = (
            SegmentName(**one | {"removed": tuple(one["removed"])}) for one in told["segments"]
        )
        found = str(told["embedder"]), tuple(segments)
    except (OSError, ValueError, KeyError, TypeError) as cause:
        raise LibraryDamaged(
            f"The vectors of this generation cannot be read ({cause}). Run: lessons rebuild"
        ) from cause
    if told.get("schema") != SCHEMA:
        raise LibraryDamaged("The vectors are of another release. Run: lessons rebuild")
    return found
