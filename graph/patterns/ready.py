"""The questions that come with the project: each a `.rq` file that says what it asks, for whom."""

from __future__ import annotations

from dataclasses import dataclass

from graph.errors import NotFound
from graph.queries import query_names, query_text

__all__ = ["ReadyQuestion", "ready_question", "ready_questions"]

_FOLDER = "questions/"


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


def _read(name: str) -> ReadyQuestion:
    text = query_text(name)
    comment = []
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        comment.append(line.removeprefix("#").strip())
    title, mark, note = " ".join(comment).partition("?")
    return ReadyQuestion(name.removeprefix(_FOLDER), title + mark, note.strip(), text)
