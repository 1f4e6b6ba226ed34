"""Marks around translated sentences, which become elements once a page is whole.

A sentence is translated before anybody knows whether it will stand in an element, an
attribute or a script. So it is put between two marks; when the page is finished, those
in the text of <main> become <span lang="...">, and all others go.
"""

from __future__ import annotations

import re
from functools import cache

__all__ = ["marked", "told_apart"]

# Of a private use area, which no text of ours or of a review has.
_BEGIN, _END = "\ue000", "\ue001"
_NO_MARKS = str.maketrans("", "", _BEGIN + _END)
_SENTENCE = ""  # among the names of open elements
_EMPTY = frozenset({"br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})


def marked(sentence: str) -> str:
    """Return the sentence between marks."""
    return f"{_BEGIN}{sentence}{_END}"


def told_apart(page: str, language: str) -> str:
    """Return the page with the sentences in <main> told to be of the language; marks gone.

    What was cut after it was marked (a title made shorter) still gives whole elements.
    """
    page = _main().sub(lambda found: _with_elements(found.group(), language), page)
    return _escaped().sub("", page.translate(_NO_MARKS))


def _with_elements(main: str, language: str) -> str:
    made: list[str] = []
    opened: list[str] = []
    for found in _pieces().finditer(main):
        piece = found.group()
        if piece == _BEGIN:
            opened.append(_SENTENCE)
            made.append(f'<span lang="{language}">')
        elif piece == _END:
            made += _closed(opened, _SENTENCE) if opened[-1:] == [_SENTENCE] else ()
        elif found["closes"]:
            made += [*_closed(opened, found["closes"].lower())[:-1], piece]
        else:
            if found["opens"] and found["opens"].lower() not in _EMPTY:
                opened.append(found["opens"].lower())
            made.append(piece)
    return "".join(made)


def _closed(opened: list[str], name: str) -> list[str]:
    """Close what is open down to a name; return the ends of sentences on the way, its own last.

    Nothing of the kind is open: then nothing is closed, and its own end stands alone.
    """
    ends: list[str] = []
    while name in opened:
        last = opened.pop()
        if last == name:
            break
        if last == _SENTENCE:
            ends.append("</span>")
    return [*ends, "</span>"]


@cache
def _main() -> re.Pattern[str]:
    return re.compile(r"<main\b.*</main>", re.DOTALL)


@cache
def _pieces() -> re.Pattern[str]:
    """Match an element that holds only text, the end or beginning of another, a mark, or text."""
    return re.compile(
        r"<(?P<whole>script|style|title|textarea|option)\b.*?</(?P=whole)\s*>"
        r"|</(?P<closes>[a-zA-Z0-9]+)[^>]*>"
        r"|<(?P<opens>[a-zA-Z0-9]+)\b[^>]*>"
        rf"|[{_BEGIN}{_END}]|[^<{_BEGIN}{_END}]+|<",
        re.DOTALL,
    )


@cache
def _escaped() -> re.Pattern[str]:
    """Match a mark as JSON escapes it."""
    return re.compile(r"\\u(?:e000|e001)")
