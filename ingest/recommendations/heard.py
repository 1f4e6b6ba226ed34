"""Requests that no rule knows, heard by a trained reader: a sentence that asks for something.

`ingest/hearing.py` tells what the reader sees; `ingest/training/asks.py` writes what it
learned (`models/asks.npz`) from the gold set. It only adds to what the rules of this folder
find: where they have read a sentence, it is silent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph.model import PassageKind
from ingest.hearing import chances, sentences_of
from ingest.outline import Outline
from ingest.recommendations.found import Found
from ingest.recommendations.tiers import is_name
from ingest.recommendations.wording import is_excluded

__all__ = ["MODEL", "from_sentences"]

MODEL = "asks"
# From this chance on a sentence is a request: of those that rules missed on documents of
# other writers, none of what lies above it was none.
HEARD = 0.6
# A line that only says whom the requests below it speak to.
_TO = re.compile(r"^(?:For|To)\s+(?:the\s+)?")
# Parts that speak of what was asked, done or wondered, never of what is asked now.
_NEVER = frozenset(
    {
        PassageKind.ACTION_TAKEN,
        PassageKind.QUESTION,
        PassageKind.TERMS_OF_REFERENCE,
        PassageKind.GLOSSARY,
        PassageKind.RESEARCH,
        PassageKind.POLICY,
    }
)


def from_sentences(outline: Outline, found: Sequence[Found]) -> Iterator[Found]:
    """Yield the requests that are heard outside tables and outside what is found already.

    Where a numbered list was found, they count as running text, which only argues for it.
    """
    rows = frozenset(row.passage for row in outline.rows)
    listed = not any(one.listed and one.number for one in found)
    taken: dict[str, list[tuple[int, int]]] = {}
    for one in found:
        taken.setdefault(one.passage, []).append((one.start, one.start + len(one.text)))
    sentences = tuple(sentences_of(outline))
    for told, chance in zip(sentences, chances(sentences, MODEL), strict=True):
        passage = told.passage
        if chance < HEARD or passage.kind in _NEVER or passage.id in rows:
            continue
        if any(start < told.end and told.start < end for start, end in taken.get(passage.id, ())):
            continue
        if not (is_excluded(told.text) or is_name(_TO.sub("", told.text).rstrip(" .:"))):
            place = passage.id, told.start, passage.section
            yield Found(told.number, told.text, *place, listed=listed)
