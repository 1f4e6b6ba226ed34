"""What a trained reader sees of each sentence of a document, and the chance that it gives it.

Two logistic models, one above the other. The first weighs what a sentence shows: its words,
how it begins, its tenses, the headings above it, the kind and the length of its passage, where
that stands among its sisters and before the recommendations. The second weighs that chance
with what the first made of the sentences around it: what is listed together is of one kind.
`ingest/training/reader.py` writes the files (`models/asks.npz`, `models/lessons.npz`).
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from itertools import pairwise
from statistics import fmean

import numpy as np

from graph.model import Passage, PassageKind
from ingest.outline import Outline
from ingest.statements import Statement, statements

__all__ = ["AROUND", "Sentence", "around", "chances", "sentences_of"]

# How much of a sentence is looked at: it says early what it is.
_WORDS, _PAIRS, _FIRST, _BEFORE = 40, 25, 4, 3
_PARTS = 8  # of a document
_HEADINGS = 2  # the nearest ones
# From how many on a count is only "many".
_MANY = 3
_SISTERS, _SENTENCES, _SHARE = 6, 5, 8
_WORDS_A_SHARE, _WORDS_A_STEP, _STEPS = 15, 6, 6
_MARK = re.compile(
    r"(?:[-*\u2022\u25cf\u25aa\u2013]\s*|\(?[a-z0-9]{1,3}[.)]\s+"
    r"|(?:rec(?:ommendation)?\.?\s*)?\d+(?:\.\d+)*[.:)]?\s+)+",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"((?:\d+(?:\.\d+)*|\b[A-Za-z]))[.:)]*\s*$")
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+|[:;?!]")
_DATE = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November"
    r"|December|19\d\d|20\d\d)\b"
)
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z]")
_PAST = frozenset({"was", "were", "had", "did"})
_PRESENT = frozenset({"is", "are", "has", "have", "do", "does", "can", "should", "must", "may"})
_NEGATIVE = frozenset({"not", "no", "nobody", "never", "none", "without", "nothing"})
_TELLING = frozenset({PassageKind.LESSON, PassageKind.FINDING, PassageKind.GOOD_PRACTICE})
_ASKING = frozenset({PassageKind.RECOMMENDATION, PassageKind.ACTION_PLAN})

# What the second model weighs, in the order of its weights.
AROUND = ("own", "sisters", "opens", "sisters of an opening", "beside")
_ALONE = -6.0  # the score of a neighbour that is not there


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a passage without its list mark, and what is seen of it.

    `start` and `end` are offsets in the document; `number` is that of the mark;
    `opens` says that it is the first of its passage.
    """

    passage: Passage
    start: int
    end: int
    text: str
    number: str | None
    opens: bool
    seen: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Layout:
    """What is seen of a passage by its place in the document."""

    rows: frozenset[str]
    sisters: Mapping[tuple[str, ...], Sequence[str]]
    before_requests: Mapping[tuple[str, ...], str]
    tells: bool


def sentences_of(outline: Outline) -> Iterator[Sentence]:
    """Yield every sentence of a document with what is seen of it."""
    layout = _layout(outline)
    told = [(passage, list(statements(passage))) for passage in outline.passages]
    last = max(1, sum(len(group) for _, group in told) - 1)
    before, at = "", 0
    for passage, group in told:
        place = _placed(passage, layout, len(group))
        for index, one in enumerate(group):
            part = f"part:{int(at / last * _PARTS)}"
            yield _sentence(passage, one, before, index, place | {part})
            before, at = one.text, at + 1


def chances(sentences: Sequence[Sentence], model: str) -> list[float]:
    """Return the chance, above 0 and below 1, of each sentence of one document.

    `model` names the file under `ingest/models`, without its ending.
    """
    weights, bias, outer = _model(model)
    scores = [bias + sum(weights.get(one, 0.0) for one in sorted(told.seen)) for told in sentences]
    return [
        1 / (1 + math.exp(-outer[-1] - sum(map(float.__mul__, outer, row))))
        for row in around(sentences, scores)
    ]


def around(sentences: Sequence[Sentence], scores: Sequence[float]) -> Iterator[tuple[float, ...]]:
    """Yield what the second model weighs (`AROUND`) of each sentence of one document.

    `scores` are the log odds that the first model gives them.
    """
    best: dict[tuple[str, ...], dict[str, float]] = defaultdict(dict)
    for one, score in zip(sentences, scores, strict=True):
        told = best[one.passage.section]
        told[one.passage.id] = max(score, told.get(one.passage.id, score))
    beside: dict[str, list[float]] = defaultdict(list)
    for one, score in zip(sentences, scores, strict=True):
        beside[one.passage.id].append(score)
    for one, score in zip(sentences, scores, strict=True):
        others = [
            found
            for passage, found in best[one.passage.section].items()
            if passage != one.passage.id
        ]
        sisters = fmean(others) if others else 0.0
        near = list(beside[one.passage.id])
        near.remove(score)
        opens = float(one.opens)
        yield score, sisters, opens, sisters * opens, max(near, default=_ALONE)


def _layout(outline: Outline) -> _Layout:
    sisters: dict[tuple[str, ...], list[str]] = defaultdict(list)
    kinds: dict[tuple[str, ...], PassageKind] = {}
    for passage in outline.passages:
        sisters[passage.section].append(passage.id)
        kinds.setdefault(passage.section, passage.kind)
    asks = next((at for at, kind in enumerate(kinds.values()) if kind in _ASKING), None)
    before = {
        section: "none" if asks is None else "behind" if at >= asks else str(min(asks - at, _MANY))
        for at, section in enumerate(kinds)
    }
    told = {PassageKind.LESSON, PassageKind.FINDING}
    tells = any(passage.kind in told for passage in outline.passages)
    return _Layout(frozenset(row.passage for row in outline.rows), sisters, before, tells)


def _placed(passage: Passage, layout: _Layout, count: int) -> frozenset[str]:
    """Return what is seen of all sentences of a passage."""
    sisters = layout.sisters[passage.section]
    at = sisters.index(passage.id)
    nearest = _words(passage.section[-1]) if passage.section else []
    telling = f"{layout.tells}:{passage.kind in _TELLING}"
    length = min(len(passage.text.split()) // _WORDS_A_SHARE, _SHARE)
    return frozenset(
        [
            f"kind:{passage.kind.value}",
            f"sister:{min(at, _MANY)}",
            f"sisters:{min(len(sisters), _SISTERS)}",
            f"passage:{length}",
            f"sentences:{min(count, _SENTENCES)}",
            f"depth:{len(passage.section)}",
            f"requests:{layout.before_requests[passage.section]}",
            f"telling:{telling}",
            *(f"above:{one}" for one in _words(" ".join(passage.section[-_HEADINGS:]))),
            *(f"above:{one} {after}" for one, after in pairwise(nearest)),
            *(["numbered"] if passage.number else []),
            *(["row"] if passage.id in layout.rows else []),
            *(["sister:last"] if at == len(sisters) - 1 else []),
        ]
    )


def _sentence(
    passage: Passage, one: Statement, before: str, index: int, place: frozenset[str]
) -> Sentence:
    whole = passage.text[one.start - passage.start : one.end - passage.start]
    mark = _MARK.match(whole)
    begins = mark.end() if mark else 0
    text = whole[begins:].rstrip()
    number = _NUMBER.search(whole[:begins])
    start = one.start + begins
    seen = place | _seen(text, before, listed=begins > 0) | _standing(index, place)
    if index == 0:
        seen |= _style(passage.text, "passage")
    return Sentence(
        passage, start, start + len(text), text, number[1] if number else None, index == 0, seen
    )


def _standing(index: int, place: frozenset[str]) -> frozenset[str]:
    """Return where in its passage a sentence stands, with the kinds of both."""
    at = min(index, 2)
    told = [one for one in place if one.startswith(("kind:", "requests:", "telling:"))]
    return frozenset([f"at:{at}", *(f"at:{at}:{one}" for one in told)])


def _seen(text: str, before: str, *, listed: bool) -> frozenset[str]:
    words = _words(text)
    return _style(text, "own") | frozenset(
        [
            *(f"word:{one}" for one in words[:_WORDS]),
            *(f"pair:{one} {after}" for one, after in pairwise(words[:_PAIRS])),
            *(f"first:{at}:{one}" for at, one in enumerate(words[:_FIRST])),
            *(f"before:{one}" for one in _words(before)[:_BEFORE]),
            f"length:{min(len(words) // _WORDS_A_STEP, _STEPS)}",
            *(["listed"] if listed else []),
        ]
    )


def _style(text: str, of: str) -> frozenset[str]:
    """Return the tenses of a text, and whether it names, dates, counts or denies."""
    words = _words(text)
    past = sum(one in _PAST for one in words)
    present = sum(one in _PRESENT for one in words)
    return frozenset(
        [
            f"{of}:past:{min(past, _MANY)}",
            f"{of}:present:{min(present, _MANY)}",
            f"{of}:tenses:{past > 0}:{present > 0}",
            f"{of}:names:{min(len(_NAME.findall(text)), _MANY)}",
            f"{of}:denies:{any(one in _NEGATIVE for one in words)}",
            *([f"{of}:dated"] if _DATE.search(text) else []),
            *([f"{of}:counted"] if re.search(r"\d", text) else []),
        ]
    )


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower().replace("\u2019", "'"))


@cache
def _model(name: str) -> tuple[Mapping[str, float], float, tuple[float, ...]]:
    """Return the weight of each thing seen, the constant, and the weights of the second model."""
    with (
        as_file(files("ingest") / "models" / f"{name}.npz") as path,
        np.load(path, allow_pickle=False) as stored,
    ):
        names = bytes(stored["names"]).decode().split("\n")
        weights = stored["weights"].astype(float).tolist()
        outer = tuple(stored["around"].astype(float).tolist())
        return dict(zip(names, weights, strict=True)), float(stored["bias"]), outer
