"""Snippets: the part of a text that shows best why it was found, safe to show as HTML."""

from __future__ import annotations

import fnmatch
import html
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA
from whoosh import query as q

from search.analysis import Token, is_acronym, tokens
from search.fields import ACRONYMS, EXACT

__all__ = ["Highlighter"]

_LENGTH = 300  # characters of a snippet
_LEAD = 60  # characters before its first marked word
_CUT = "…"

# The words of a text from `start` to `end` (exclusive), counted in words.
_Span = tuple[int, int]
_Finder = Callable[[Sequence[Token], str], Iterator[_Span]]


@dataclass(frozen=True, slots=True)
class _Mark:
    """Characters `start` to `end` of a text and the condition that they meet."""

    start: int
    end: int
    condition: int


class Highlighter:
    """Marks what one query found; made once for a search, used for each hit."""

    def __init__(self, tree: q.Query) -> None:
        self._finders = tuple(_finder(leaf) for leaf in _wanted(tree))

    def snippet(self, text: str) -> str:
        """Return at most some 300 characters of `text` as HTML, matched words in `<mark>`.

        The window shown is the one with the most different conditions met, then
        the most matches, then the first. Without a match it is the beginning.
        """
        marks = self._marks(text)
        start, end = _window(text, marks)
        shown = [mark for mark in marks if mark.start >= start and mark.end <= end]
        return _marked(text, start, end, _merged(shown))

    def _marks(self, text: str) -> list[_Mark]:
        words = list(tokens(text))
        found = {
            _Mark(words[first].start, words[last - 1].end, number)
            for number, finder in enumerate(self._finders)
            for first, last in finder(words, text)
        }
        return sorted(found, key=lambda mark: (mark.start, mark.end, mark.condition))


def _wanted(node: q.Query) -> Iterator[q.Query]:
    """Yield the conditions on the text that a hit can have met: none below a Not."""
    if isinstance(node, q.AndMaybe | q.And | q.Or):
        for one in node.subqueries:
            yield from _wanted(one)
    elif getattr(node, "fieldname", None) in ("text", EXACT, ACRONYMS):
        yield node


def _finder(leaf: q.Query) -> _Finder:  # noqa: PLR0911 - one return for each kind
    match leaf:
        case q.Term() if leaf.fieldname == ACRONYMS:
            return lambda words, text: _each(
                words, lambda word: _is_that_acronym(text[word.start : word.end], leaf.text)
            )
        case q.Term():
            return lambda words, _: _each(words, lambda word: word.stem == leaf.text)
        case q.Phrase():
            return lambda words, _: _phrases(words, leaf.words, leaf.slop)
        case q.Prefix():
            return lambda words, _: _each(words, lambda word: word.word.startswith(leaf.text))
        case q.FuzzyTerm():
            return lambda words, _: _each(
                words,
                lambda word: (
                    OSA.distance(word.word, leaf.text, score_cutoff=leaf.maxdist) <= leaf.maxdist
                ),
            )
        case q.Wildcard():
            pattern = re.compile(fnmatch.translate(leaf.text))
            return lambda words, _: _each(words, lambda word: bool(pattern.match(word.word)))
        case _:
            return lambda _words, _text: iter(())


def _each(words: Sequence[Token], test: Callable[[Token], bool]) -> Iterator[_Span]:
    return ((at, at + 1) for at, word in enumerate(words) if test(word))


def _is_that_acronym(printed: str, acronym: str) -> bool:
    return printed.startswith(acronym) and (
        is_acronym(printed) or printed[len(acronym) :] in ("s", "'s", "\u2019s")
    )


def _phrases(words: Sequence[Token], wanted: Sequence[str], slop: int) -> Iterator[_Span]:
    for at, word in enumerate(words):
        if word.stem != wanted[0]:
            continue
        places = _follow(words, at, wanted, slop)
        if places and slop == 1:
            yield places[0], places[-1] + 1
        else:
            yield from ((place, place + 1) for place in places)


def _follow(words: Sequence[Token], at: int, wanted: Sequence[str], slop: int) -> list[int]:
    """Return the places of a phrase that begins at `at`, empty where it does not."""
    ways = [[at]]
    for stem in wanted[1:]:
        ways = [
            [*way, place]
            for way in ways
            for place in range(way[-1] + 1, min(way[-1] + slop + 1, len(words)))
            if words[place].stem == stem
        ]
    return ways[0] if ways else []


def _window(text: str, marks: Sequence[_Mark]) -> tuple[int, int]:
    best = (0, min(len(text), _LENGTH))
    most = (0, 0)
    for mark in marks:
        start = max(0, min(mark.start - _LEAD, len(text) - _LENGTH))
        end = min(len(text), max(start + _LENGTH, mark.end))
        inside = [one for one in marks if one.start >= start and one.end <= end]
        worth = (len({one.condition for one in inside}), len(inside))
        if worth > most:
            best, most = (start, end), worth
    return _whole_words(text, *best, [mark for mark in marks if mark.start >= best[0]])


def _whole_words(text: str, start: int, end: int, marks: Sequence[_Mark]) -> tuple[int, int]:
    """Move the ends of a window inwards, to where a word ends, but not into a mark."""
    first = min((mark.start for mark in marks), default=end)
    if start and not text[start - 1].isspace():
        space = text.find(" ", start, first)
        start = space + 1 if space >= 0 else start
    if end < len(text) and not text[end].isspace():
        last = max((mark.end for mark in marks if mark.end <= end), default=start)
        space = text.rfind(" ", max(last, start + 1), end)
        end = space if space >= 0 else end
    return start, end


def _merged(marks: Sequence[_Mark]) -> Iterator[_Span]:
    last: _Span | None = None
    for mark in marks:
        if last is not None and mark.start <= last[1]:
            last = (last[0], max(last[1], mark.end))
            continue
        if last is not None:
            yield last
        last = (mark.start, mark.end)
    if last is not None:
        yield last


def _marked(text: str, start: int, end: int, spans: Iterator[_Span]) -> str:
    parts = [f"{_CUT} " if start else ""]
    done = start
    for first, last in spans:
        parts += (html.escape(text[done:first]), "<mark>", html.escape(text[first:last]), "</mark>")
        done = last
    parts += (html.escape(text[done:end]), f" {_CUT}" if end < len(text) else "")
    return "".join(parts)
