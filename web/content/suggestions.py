"""The names that a search box can offer: concepts, agencies, boards, cases and reports."""

from __future__ import annotations

from collections.abc import Iterator

from flask import current_app

from graph.vocabulary import load_vocabulary
from search.typeahead import Completer, Name, concept_names
from web.content.cells import words
from web.content.headings import review_headings
from web.snapshot import Snapshot

__all__ = ["completer"]

_KEPT = "completer"


def completer(shown: Snapshot) -> Completer:
    """Return the names of the generation that is shown, read once for each."""
    identity = (str(shown.generation.path), shown.manifest.generation)
    kept: tuple[object, Completer] | None = current_app.extensions.get(_KEPT)
    if kept is None or kept[0] != identity:
        kept = identity, Completer(_names(shown))
        current_app.extensions[_KEPT] = kept
    return kept[1]


def _names(shown: Snapshot) -> Iterator[Name]:
    yield from concept_names(load_vocabulary())
    headings = review_headings(shown).values()
    for board in sorted({one for row in headings for one in row.boards.split("; ") if one}):
        yield Name("board", board, f"board:{_quoted(board)}")
    for row in shown.table("pages/case-labels"):
        label, also = words(row, "label"), words(row, "also")
        others = tuple(one for one in also.split("; ") if one)
        yield Name("case", label, f"case:{_quoted(label)}", others)
    for heading in headings:
        yield Name("report", heading.title, f"title:{_quoted(heading.title)}")
    for row in shown.table("pages/agencies"):
        name = words(row, "name")
        yield Name("agency named", name, _quoted(name))


def _quoted(name: str) -> str:
    return '"' + name.replace('"', " ") + '"'
