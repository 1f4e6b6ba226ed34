"""Requests that no rule knows, heard by a trained reader: a sentence that asks for something.

A logistic model over the words of a sentence, how it begins, the headings above it,
how the sentence before it begins and where in the document it stands.
`ingest/training/asks.py` writes the file (`models/asks.npz`) from the gold set. It only
adds to what the rules of this folder find: where they have read a sentence, it is silent.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from itertools import pairwise

import numpy as np

from graph.model import Passage, PassageKind
from ingest.recommendations.found import Found
from ingest.recommendations.wording import is_excluded
from ingest.statements import statements

__all__ = ["Sentence", "chance", "from_sentences", "sentences_of"]

# From this chance on a sentence is a request: on documents of other writers three in
# four requests lie above it, and one sentence in a hundred there is none.
HEARD = 0.7
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
# How much of a sentence is looked at: a request says early that it is one.
_WORDS, _PAIRS, _FIRST, _BEFORE = 40, 25, 4, 3
_PARTS = 8  # of a document
_HEADINGS = 2  # the nearest ones
_MARK = re.compile(
    r"(?:[-*\u2022\u25cf\u25aa\u2013]\s*|\(?[a-z0-9]{1,3}[.)]\s+"
    r"|(?:rec(?:ommendation)?\s*)?\d+(?:\.\d+)*[.:)]?\s+)+",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"((?:\d+(?:\.\d+)*|\b[A-Za-z]))[.:)]*\s*$")
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+|[:;?!]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a passage without its list mark, and what is seen of it.

    `start` and `end` are offsets in the document; `number` is that of the mark.
    """

    passage: Passage
    start: int
    end: int
    text: str
    number: str | None
    seen: frozenset[str]


def from_sentences(
    passages: Sequence[Passage], rows: frozenset[str], found: Sequence[Found]
) -> Iterator[Found]:
    """Yield the requests that are heard outside tables and outside what is found already.

    Where a numbered list was found, they count as running text, which only argues for it.
    """
    listed = not any(one.listed and one.number for one in found)
    taken: dict[str, list[tuple[int, int]]] = {}
    for one in found:
        taken.setdefault(one.passage, []).append((one.start, one.start + len(one.text)))
    for told in sentences_of(passages):
        passage = told.passage
        if passage.kind in _NEVER or passage.id in rows:
            continue
        if any(start < told.end and told.start < end for start, end in taken.get(passage.id, ())):
            continue
        if chance(told.seen) >= HEARD and not is_excluded(told.text):
            place = passage.id, told.start, passage.section
            yield Found(told.number, told.text, *place, listed=listed)


def sentences_of(passages: Sequence[Passage]) -> Iterator[Sentence]:
    """Yield every sentence of a document with what is seen of it."""
    told = [(passage, one) for passage in passages for one in statements(passage)]
    before = ""
    for at, (passage, one) in enumerate(told):
        whole = passage.text[one.start - passage.start : one.end - passage.start]
        mark = _MARK.match(whole)
        begins = mark.end() if mark else 0
        text = whole[begins:].rstrip()
        seen = _seen(text, passage.section, before, listed=begins > 0)
        part = int(at / max(1, len(told) - 1) * _PARTS)
        start = one.start + begins
        number = _NUMBER.search(whole[:begins])
        yield Sentence(
            passage,
            start,
            start + len(text),
            text,
            number[1] if number else None,
            seen | {f"part:{part}"},
        )
        before = one.text


def chance(seen: frozenset[str]) -> float:
    """Return the chance, above 0 and below 1, that a sentence is a request of this review."""
    weights, bias = _model()
    score = bias + sum(weights.get(one, 0.0) for one in sorted(seen))
    return 1 / (1 + math.exp(-score))


def _seen(text: str, section: Sequence[str], before: str, *, listed: bool) -> frozenset[str]:
    words = _words(text)
    return frozenset(
        [
            *(f"word:{one}" for one in words[:_WORDS]),
            *(f"pair:{one} {after}" for one, after in pairwise(words[:_PAIRS])),
            *(f"first:{at}:{one}" for at, one in enumerate(words[:_FIRST])),
            *(f"above:{one}" for one in _words(" ".join(section[-_HEADINGS:]))),
            *(f"before:{one}" for one in _words(before)[:_BEFORE]),
            *(["listed"] if listed else []),
        ]
    )


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower().replace("\u2019", "'"))


@cache
def _model() -> tuple[Mapping[str, float], float]:
    """Return the weight of each thing seen, and the constant."""
    with (
        as_file(files("ingest") / "models" / "asks.npz") as path,
        np.load(path, allow_pickle=False) as stored,
    ):
        names = bytes(stored["names"]).decode().split("\n")
        weights = stored["weights"].astype(float).tolist()
        return dict(zip(names, weights, strict=True)), float(stored["bias"])
