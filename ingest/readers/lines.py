"""The lines of a plain text: where they lie, what begins them, how they end."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = [
    "Line",
    "Marker",
    "MarkerKind",
    "ends_open",
    "ends_sentence",
    "lines_of",
    "marker_of",
    "plain_rules",
]


class MarkerKind(StrEnum):
    """What begins a line: a bullet, the letter of a list, or a printed number."""

    BULLET = "bullet"
    LETTER = "letter"
    COUNT = "count"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Marker:
    """The bullet or number that begins a line; `length` includes the space after it.

    `COUNT` is a number and a stop ("1."), of a list or of a paragraph; `NUMBER`
    one with parts ("4.6"); `LETTER` what only lists have ("a)", "(iv)", "(3)").
    """

    kind: MarkerKind
    length: int
    dash: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line: `start` and `end` leave out its indentation and trailing space.

    `indent` counts columns, tabs as four; `raw` is the whole line.
    """

    start: int
    end: int
    indent: int
    text: str
    raw: str

    @property
    def blank(self) -> bool:
        """Whether the line holds nothing but white space."""
        return not self.text

    @property
    def width(self) -> int:
        """The column after the line's last character."""
        return self.indent + len(self.text)

    @property
    def marker(self) -> Marker | None:
        """What begins the line, or None for plain words."""
        return marker_of(self.text)

    @property
    def first_word(self) -> str:
        """The line's first word."""
        return self.text.split(maxsplit=1)[0] if self.text else ""


@cache
def plain_rules() -> Mapping[str, Any]:
    """Return `rules/plain_text.toml`."""
    return tomllib.loads((files("ingest") / "rules" / "plain_text.toml").read_text("utf-8"))


def lines_of(text: str) -> list[Line]:
    """Return the lines of `text`, in order; only a newline ends a line."""
    lines = []
    at = 0
    for raw in text.split("\n"):
        content = raw.strip()
        lead = len(raw) - len(raw.lstrip()) if content else 0
        indent = len(raw[:lead].expandtabs(4))
        lines.append(Line(at + lead, at + lead + len(content), indent, content, raw))
        at += len(raw) + 1
    return lines


def ends_sentence(text: str) -> bool:
    """Say whether `text` ends as a sentence, a lead-in or a list item does."""
    bare = text.rstrip("\"'\u2019\u201d)]* ")
    return bare.endswith((".", "!", "?", ":", ";", "\u2026")) or bool(_list_end().search(bare))


def ends_open(text: str) -> bool:
    """Say whether `text` ends with a word that cannot end a paragraph ("of", "the", ",")."""
    if text.endswith(","):
        return True
    if ends_sentence(text):
        return False
    last = text.rsplit(maxsplit=1)[-1:]
    return bool(last) and last[0].lower() in _open_ends()


@cache
def _open_ends() -> frozenset[str]:
    return frozenset(plain_rules()["lines"]["open_ends"])


@cache
def _list_end() -> re.Pattern[str]:
    return re.compile(r"[;,]\s+(?:and|or)$")


def marker_of(text: str) -> Marker | None:
    """Return the bullet or number that begins `text`, or None."""
    found = _markers().match(text)
    if found is None:
        return None
    kind = MarkerKind(str(found.lastgroup))
    return Marker(kind, found.end(), kind is MarkerKind.BULLET and text[0] in _dashes())


@cache
def _dashes() -> str:
    return str(plain_rules()["lists"]["dashes"])


@cache
def _markers() -> re.Pattern[str]:
    bullets = re.escape(plain_rules()["lists"]["bullets"])
    return re.compile(
        # "- ", "•", and "o" with a wide gap, as Word's second level is pasted
        rf"(?P<bullet>[{bullets}][ \t]+|[\u2022\u25cf\u25aa\uf0b7\uf0a7](?=\w)"
        r"|o(?:\t| {2,})[ \t]*)"
        r"|(?P<number>\d{1,3}(?:\.\d{1,3}){1,4}(?:\.?[ \t]+|\.?(?=[A-Z])))"
        r"|(?P<count>\d{1,3}\.[ \t]+)"
        r"|(?P<letter>(?:\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,5})\)|[a-h]\.|[ivx]{1,5}\.)[ \t]+)"
    )
