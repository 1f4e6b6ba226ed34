"""What the columns and values of ready questions are called (graph/queries/questions/columns.toml).

>>> answer_words().heading("provenance", "sha256")
'File (its SHA-256 begins)'
>>> answer_words().value("method", "told:owed")
'Told in other words: owed'
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from web.language import later
from web.wording import date_words

__all__ = ["AnswerWords", "answer_words"]

# What a column's name ends in where it is the name of the thing in another column.
_NAMING = ("Label", "Name")
_FIRST = "first"
# Headings of the data file that the Welsh catalogue has; pages translate every heading it has.
_IN_WELSH = (later("Report"), later("Times said"))
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class AnswerWords:
    """The words of the data file, by column."""

    naming: Mapping[str, str]
    headings: Mapping[str, str]
    headings_of: Mapping[str, Mapping[str, str]]
    values: Mapping[str, Mapping[str, str]]
    dates: frozenset[str]
    characters: Mapping[str, int]
    last: tuple[str, ...]

    def heading(self, question: str, name: str) -> str:
        """Return what a column is called; of one that has no words, its own name spelt out."""
        known = self.headings_of.get(question, {}).get(name) or self.headings.get(name)
        return known or _HUMP.sub(" ", name).lower().capitalize()

    def named(self, name: str, names: Sequence[str]) -> str:
        """Return the column, of those there are, whose thing a column names; "" for none."""
        thing = self.naming.get(name, "")
        thing = names[0] if thing == _FIRST else thing
        stems = (name.removesuffix(end) for end in _NAMING if name.endswith(end))
        return next((one for one in (thing, *stems) if one in names and one != name), "")

    def value(self, name: str, text: str) -> str:
        """Return a cell's text as people read it."""
        if name in self.dates:
            return date_words(text)
        most = self.characters.get(name)
        if most and len(text) > most:
            return f"{text[:most]}…"
        words = self.values.get(name, {})
        if text in words:
            return words[text]
        kind, colon, rule = text.partition(":")
        if not colon or kind not in words:
            return text
        return f"{words[kind]}: {rule.replace(':', ', ').replace('-', ' ')}"


@cache
def answer_words() -> AnswerWords:
    """Return the words that come with the questions."""
    file = files("graph.queries") / "questions" / "columns.toml"
    plain = tomllib.loads(file.read_text(encoding="utf-8"))
    return AnswerWords(
        naming=plain["naming"],
        headings=plain["headings"],
        headings_of=plain["headings_of"],
        values=plain["values"],
        dates=frozenset(plain["shown"]["dates"]),
        characters=plain["shown"]["characters"],
        last=tuple(plain["shown"]["last"]),
    )
