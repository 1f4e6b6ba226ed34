"""The ready questions (`graph/queries/questions/`) as the query page lists them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from graph.queries import query_names, query_text

__all__ = ["Question", "question", "questions"]

_FOLDER = "questions/"


@dataclass(frozen=True, slots=True)
class Question:
    """One ready question: its name, its words, and its SPARQL."""

    name: str
    title: str
    text: str


@cache
def questions() -> tuple[Question, ...]:
    """Return the ready questions in the order of their words."""
    names = (one for one in query_names() if one.startswith(_FOLDER))
    found = (_question(name.removeprefix(_FOLDER), query_text(name)) for name in names)
    return tuple(sorted(found, key=lambda one: one.title))


def question(name: str) -> Question | None:
    """Return the ready question of this name, None when there is none."""
    return next((one for one in questions() if one.name == name), None)


def _question(name: str, text: str) -> Question:
    comments = re.match(r"(?:#.*\n)*", text)
    words = " ".join((comments[0] if comments else "").replace("#", " ").split())
    first = re.match(r".*?[?.](?=\s|$)", words)
    return Question(name, first[0] if first else name.replace("-", " ").capitalize(), text)
