"""Outlines made by hand for tests: a title, a front, headings and paragraphs."""

from __future__ import annotations

from graph.model import Passage, PassageKind
from graph.vocabulary import load_vocabulary
from ingest.cases import find_cases
from ingest.outline import Heading, Outline, TableRow
from ingest.people import People
from ingest.review import describe_review
from ingest.scopes import CaseScope, ReviewFacts

__all__ = ["cases_of", "facts", "only", "outline_of", "who"]


def outline_of(
    *paragraphs: str,
    title: str = "",
    front: str = "",
    kind: PassageKind = PassageKind.NARRATIVE,
    rows: tuple[tuple[tuple[str, str], ...], ...] = (),
    published: str = "",
    declared_title: str = "",
) -> Outline:
    """Return an outline; a paragraph that begins with "# " is a heading of its section."""
    text = f"{title}\n\n{front}\n\n"
    passages: list[Passage] = []
    headings: list[Heading] = []
    section: tuple[str, ...] = ()
    for number, paragraph in enumerate(paragraphs):
        start = len(text)
        words = paragraph.removeprefix("# ")
        text += words + "\n\n"
        if paragraph.startswith("# "):
            section = (words,)
            headings.append(Heading(start, start + len(words), 1, None, words, section))
        else:
            end = start + len(words)
            passages.append(Passage(f"p{number}", None, None, section, kind, start, end, words))
    table = []
    for number, cells in enumerate(rows):
        passage, row = _row(number, cells, len(text), section, kind)
        text += passage.text + "\n\n"
        passages.append(passage)
        table.append(row)
    return Outline(
        text=text,
        title=title,
        passages=tuple(passages),
        headings=tuple(headings),
        rows=tuple(table),
        front=f"{title}\n{front}",
        published_hint=published,
        declared_title=declared_title,
    )


def _row(
    number: int,
    cells: tuple[tuple[str, str], ...],
    start: int,
    section: tuple[str, ...],
    kind: PassageKind,
) -> tuple[Passage, TableRow]:
    """Return a row of a table as the passage that it is, and as its cells."""
    words = "; ".join(value for _, value in cells)
    passage = Passage(f"row{number}", None, None, section, kind, start, start + len(words), words)
    placed = tuple((head, cell, start, start) for head, cell in cells)
    return passage, TableRow(passage.id, 1, placed)


def cases_of(page: Outline, review_type: str = "scr-child") -> tuple[CaseScope, ...]:
    """Return the cases that are found in a page of a review of this type."""
    facts = ReviewFacts(is_review=True, title=page.title, review_type=review_type)
    return find_cases(page, facts, load_vocabulary())


def only(page: Outline, review_type: str = "scr-child") -> CaseScope:
    """Return the one case that is found in a page."""
    (case,) = cases_of(page, review_type)
    return case


def facts(title: str, front: str, *paragraphs: str) -> ReviewFacts:
    """Return what a document with this title, front and paragraphs reports."""
    return describe_review(outline_of(*paragraphs, title=title, front=front), load_vocabulary())


def who(page: Outline, scope: CaseScope, words: str, concept: str) -> tuple[str, ...]:
    """Return whose attribute the first place with these words speaks of."""
    start = page.text.index(words)
    passage = next(one for one in page.passages if one.start <= start < one.end)
    return People(scope, page).experiencer(
        passage, start, start + len(words), load_vocabulary()[concept]
    )
