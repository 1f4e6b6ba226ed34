"""The marks inside a Markdown paragraph: which characters only format its words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ingest.offsets import Edit, edited

__all__ = ["Inline", "parsed_inline"]

# A longer paragraph is taken as it stands: the parser's time grows faster than its length.
_LONGEST = 50_000

_ENTITY_OR_ESCAPE = "text_special"


@dataclass(frozen=True, slots=True)
class Inline:
    """A paragraph's edits, its words after them, and whether all of it is bold."""

    edits: tuple[Edit, ...]
    words: str
    all_bold: bool


def parsed_inline(parser: MarkdownIt, content: str, env: dict[str, object]) -> Inline:
    """Return the edits that leave only the words of `content` and its line breaks.

    Each piece of text that the parser reports is found again in order; what lies
    between two of them is marks.
    """
    if len(content) > _LONGEST or not _mark().search(content):
        return Inline((), content.strip(), all_bold=False)
    tokens: list[Token] = []
    parser.inline.parse(content, parser, env, tokens)
    edits = tuple(edit for edit in _cuts(tokens, content) if edit.start < edit.end)
    return Inline(edits, edited(content, edits).text.strip(), _is_bold(tokens))


def _cuts(tokens: Sequence[Token], content: str) -> Iterator[Edit]:
    at = 0
    for token in tokens:
        found = _place(token, content, at)
        if found is None:
            continue
        start, end, text = found
        yield Edit(at, start)
        if text != content[start:end]:
            yield Edit(start, end, text)
        at = end
    yield Edit(at, len(content))


def _place(token: Token, content: str, at: int) -> tuple[int, int, str] | None:
    """Return (start, end, what remains) of what a token stands for, at or after `at`."""
    kind = token.type
    if kind in ("text", "code_inline"):
        return _found(content, token.content, token.content, at)
    if kind == _ENTITY_OR_ESCAPE:
        return _found(content, token.markup, token.content, at)
    if kind in ("softbreak", "hardbreak"):
        return _found(content, "\n", "\n", at)
    if kind == "html_inline":
        line_break = token.content.lower().startswith("<br")
        return _found(content, token.content, "\n" if line_break else "", at)
    pattern = _patterns().get(kind)
    found = pattern.search(content, at) if pattern else None
    return (found.start(), found.end(), "") if found else None


def _found(content: str, sought: str, text: str, at: int) -> tuple[int, int, str] | None:
    start = content.find(sought, at) if sought else -1
    return (start, start + len(sought), text) if start >= 0 else None


def _is_bold(tokens: Sequence[Token]) -> bool:
    filled = [one for one in tokens if one.type != "text" or one.content.strip()]
    if len(filled) < 3 or filled[0].type != "strong_open":  # noqa: PLR2004 - open, words, close
        return False
    return filled[-1].type == "strong_close" and all(
        one.type != "strong_close" for one in filled[:-1]
    )


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    target = r"\((?:[^()\\]|\\.|\([^()]*\))*\)|\[[^\[\]]*\]"
    return {
        "link_close": re.compile(rf"\](?:{target})?|>"),
        "image": re.compile(rf"!\[[^\[\]]*\](?:{target})?"),
        "footnote_ref": re.compile(r"\[\^[^\[\]\s]+\]"),
        "footnote_anchor": re.compile(r"\[\^[^\[\]\s]+\]"),
    }


@cache
def _mark() -> re.Pattern[str]:
    return re.compile(r"[*_`\\\[\]<&!]|[ \t]\n")
