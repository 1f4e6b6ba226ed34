"""What a review is called in lists: its title, kind, year and who commissioned it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.view import Row
from web.content.cells import key, whole, words
from web.content.kept import kept
from web.snapshot import Snapshot

__all__ = ["ReviewHeading", "review_headings"]


@dataclass(frozen=True, slots=True)
class ReviewHeading:
    """One review as a line of a list."""

    id: str
    title: str
    type: str
    type_label: str
    published: str
    area: str
    boards: str
    documents: int
    cases: int

    @property
    def year(self) -> str:
        """The year of publication, empty where it is not known."""
        return self.published[:4]


def review_headings(shown: Snapshot) -> Mapping[str, ReviewHeading]:
    """Return every review of the library by its id, the newest first."""

    def read() -> Mapping[str, ReviewHeading]:
        return {one.id: one for one in map(_heading, shown.graph.select("pages/reviews"))}

    return kept(shown, "headings", read)


def _heading(row: Row) -> ReviewHeading:
    return ReviewHeading(
        id=key(row, "review"),
        title=words(row, "title"),
        type=key(row, "type"),
        type_label=words(row, "typeLabel"),
        published=words(row, "published"),
        area=words(row, "area"),
        boards=words(row, "boards"),
        documents=whole(row, "documents"),
        cases=whole(row, "cases"),
    )
