"""Lessons that no rule finds, heard by a trained reader: the section that tells them.

`ingest/hearing.py` tells what the reader sees; `ingest/training/lessons.py` writes what it
learned (`models/lessons.npz`) from the gold set. Lessons stand together, so it is a whole
section that is heard, by what its passages amount to; each of them tells one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from statistics import fmean

from graph.model import Passage, PassageKind
from ingest.hearing import Sentence, chances, sentences_of
from ingest.outline import Outline

__all__ = ["Heard", "hear"]

_MODEL = "lessons"
# From this mean chance on, the likeliest section of a document tells its lessons; from the
# second on so does any other. On documents of other writers 19 in 20 of their passages do.
_LIKELIEST, _ANY = 0.35, 0.5
# Below this mean a section tells none, in a document where another is likely to.
_SILENT = 0.1
# A passage of a telling section that is surely no lesson.
_NONE = 0.05
# What has no lessons of its own, whatever it sounds like.
_NEVER = frozenset(
    {
        PassageKind.ACTION_TAKEN,
        PassageKind.ACTION_PLAN,
        PassageKind.RECOMMENDATION,
        PassageKind.QUESTION,
        PassageKind.TERMS_OF_REFERENCE,
        PassageKind.GLOSSARY,
        PassageKind.REFERENCES,
        PassageKind.RESEARCH,
        PassageKind.POLICY,
        PassageKind.FAMILY_VIEWS,
    }
)

Section = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Heard:
    """What the reader makes of a document: the chance of each passage, and of each section."""

    passages: Mapping[str, float]
    sections: Mapping[Section, float]

    def is_silent(self, passage: Passage) -> bool:
        """Say whether lessons are surely told elsewhere in the document and not here."""
        likeliest = max(self.sections.values(), default=0.0)
        return likeliest >= _ANY and self.sections.get(passage.section, 1.0) < _SILENT

    def tells(self, passage: Passage) -> bool:
        """Say whether a passage stands in a section that tells lessons and may be one."""
        if self.passages.get(passage.id, 0.0) < _NONE:
            return False
        mean = self.sections[passage.section]
        return mean >= _ANY or (mean >= _LIKELIEST and mean == max(self.sections.values()))


def hear(outline: Outline) -> Heard:
    """Return what the reader hears in a document, outside its tables."""
    rows = frozenset(row.passage for row in outline.rows)
    told: dict[Section, dict[str, float]] = defaultdict(dict)
    for sentence, chance in _heard(outline):
        if _may_tell(sentence, rows):
            best = told[sentence.passage.section]
            best[sentence.passage.id] = max(chance, best.get(sentence.passage.id, 0.0))
    return Heard(
        {passage: chance for best in told.values() for passage, chance in best.items()},
        {section: fmean(best.values()) for section, best in told.items()},
    )


def _heard(outline: Outline) -> Iterator[tuple[Sentence, float]]:
    sentences = tuple(sentences_of(outline))
    return zip(sentences, chances(sentences, _MODEL), strict=True)


def _may_tell(sentence: Sentence, rows: frozenset[str]) -> bool:
    return sentence.passage.kind not in _NEVER and sentence.passage.id not in rows
