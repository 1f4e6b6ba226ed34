"""The questions that come with the project: each a `.rq` file that says what it asks, for whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.errors import NotFound
from graph.queries import query_names, query_text
from graph.view import GraphView, Row, bind

__all__ = ["ReadyQuestion", "first_rows", "ready_question", "ready_questions"]

_FOLDER = "questions/"
# Where the cases asked about may be written: a question with this line has a row for each
# thing stated of a case, ordered by ?caseLabel and ?case before all else.
_FIRST_CASES = re.compile(r"^ *# FIRST CASES.*$", re.MULTILINE)
_BEGIN = 50  # cases asked about at first; then twice as many each time


@dataclass(frozen=True, slots=True)
class ReadyQuestion:
    """A question: `title` is what it asks, `note` who asks it and how to change it."""

    name: str
    title: str
    note: str
    sparql: str

    @property
    def query(self) -> str:
        """The name under which `GraphView` knows it."""
        return f"{_FOLDER}{self.name}"


def ready_questions() -> list[ReadyQuestion]:
    """Return all questions in the order of their titles."""
    found = [_read(name) for name in query_names() if name.startswith(_FOLDER)]
    return sorted(found, key=lambda one: one.title)


def ready_question(name: str) -> ReadyQuestion:
    """Return one question by its short name; raises NotFound for an unknown one."""
    if f"{_FOLDER}{name}" not in query_names():
        raise NotFound(f"There is no question {name!r}. Choose one from the list of questions.")
    return _read(f"{_FOLDER}{name}")


def first_rows(view: GraphView, query: str, most: int) -> list[Row]:
    """Return the first rows of one of our queries, at most so many.

    They are those that `view.select` gives. Where the query says that it goes case
    by case, only the first cases are asked about: what a large collection states in
    all need not be read and sorted for one page.
    """
    text = query_text(query)
    if not _FIRST_CASES.search(text):
        return view.select(query, limit=most)
    rows: list[Row] = []
    for part in _parts(view.select("patterns/cases-in-order")):
        asked = _FIRST_CASES.sub(_values(part).replace("\\", r"\\"), text)
        rows += view.select(asked, limit=most - len(rows))
        if len(rows) >= most:
            break
    return rows


def _values(cases: Sequence[Row]) -> str:
    pairs = " ".join(bind("($label $case)", {**row}) for row in cases)
    return f"VALUES (?caseLabel ?case) {{ {pairs} }}"


def _parts(cases: Sequence[Row]) -> Iterator[Sequence[Row]]:
    start, size = 0, _BEGIN
    while start < len(cases):
        yield cases[start : start + size]
        start, size = start + size, 2 * size


def _read(name: str) -> ReadyQuestion:
    text = query_text(name)
    comment = []
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        comment.append(line.removeprefix("#").strip())
    title, mark, note = " ".join(comment).partition("?")
    return ReadyQuestion(name.removeprefix(_FOLDER), title + mark, note.strip(), text)
