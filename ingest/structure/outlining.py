"""From a Reading to an Outline, in named steps."""

from __future__ import annotations

from collections.abc import Sequence

from graph.identifiers import content_id
from graph.model import Passage
from ingest.outline import Heading, Outline, TableRow
from ingest.reading import BlockKind, Reading
from ingest.structure.asking import told_by_content
from ingest.structure.depth import nested
from ingest.structure.furniture import furniture
from ingest.structure.headings import marks
from ingest.structure.kinds import Section, enter, is_statement
from ingest.structure.marks import Mark
from ingest.structure.passages import Draft, drafts
from ingest.structure.pieces import Piece, pieces
from ingest.structure.title import title_lines, title_of

__all__ = ["outline"]

# Prose before the first heading is a title page's, up to so many words; beyond
# them the document begins without a heading (a letter, a web page).
_TITLE_PAGE_PROSE = 60
_PROSE = 25


def outline(reading: Reading, key: str) -> Outline:
    """Return the sections and citable passages of a document.

    `key` identifies the document (its sha256) and makes passage ids its own.
    Every passage's text is the document's text[start:end]; passages do not
    overlap; footnotes come last. Raises nothing: any Reading has an Outline.
    """
    found = pieces(reading)
    dropped = furniture(found)
    all_marks = marks(found, dropped)
    lines = title_lines(found, all_marks, dropped)
    headed = all_marks[lines:]
    first = headed[0].index if headed else len(found)
    told = _told_before(found[:first], dropped)
    front = [one for i, one in enumerate(found[: min(first, told)]) if i not in dropped]
    title = title_of(front, reading.title)
    paths = tuple(nested(headed))
    opened = told_by_content(_sections(headed, paths, title), headed, found, dropped)
    statements = frozenset(
        mark.index for mark in headed if mark.runs_on or is_statement(opened[mark.index], mark.name)
    )
    made = [
        (_passage(draft, key, reading.text), draft)
        for draft in drafts(found, opened, statements, dropped, told)
    ]
    end = found[min(first, told)].start if min(first, told) < len(found) else len(reading.text)
    return Outline(
        text=reading.text,
        title=title,
        passages=tuple(passage for passage, _ in made),
        headings=_headings(found, headed, paths),
        rows=tuple(_rows(made, reading.text)),
        front=reading.text[:end].strip(),
        published_hint=reading.published,
        declared_title=reading.title,
        warnings=reading.warnings,
    )


def _told_before(pieces: Sequence[Piece], dropped: frozenset[int]) -> int:
    """Return the index at which a story begins before the first heading, if one does."""
    prose = [
        i
        for i, one in enumerate(pieces)
        if i not in dropped and one.words >= _PROSE and one.last in ".!?:"
        if one.kind is BlockKind.PARAGRAPH
    ]
    enough = sum(pieces[i].words for i in prose) >= _TITLE_PAGE_PROSE
    return prose[0] if enough else len(pieces)


def _sections(
    headed: Sequence[Mark], paths: Sequence[tuple[Mark, ...]], title: str
) -> dict[int, Section]:
    opened: dict[int, Section] = {}
    for mark, path in zip(headed, paths, strict=True):
        parent = opened[path[-2].index] if len(path) > 1 else Section()
        opened[mark.index] = enter(parent, mark, title)
    return opened


def _passage(draft: Draft, key: str, text: str) -> Passage:
    return Passage(
        id=content_id("p", key, draft.start, draft.end),
        number=draft.number,
        page=draft.page,
        section=draft.section,
        kind=draft.kind,
        start=draft.start,
        end=draft.end,
        text=text[draft.start : draft.end],
    )


def _headings(
    found: Sequence[Piece], headed: Sequence[Mark], paths: Sequence[tuple[Mark, ...]]
) -> tuple[Heading, ...]:
    return tuple(
        Heading(
            start=found[mark.index].start,
            end=found[mark.index].end,
            level=len(path),
            number=(mark.number.text or None) if mark.number else None,
            text=mark.text,
            path=tuple(one.text for one in path),
        )
        for mark, path in zip(headed, paths, strict=True)
    )


def _rows(made: Sequence[tuple[Passage, Draft]], text: str) -> list[TableRow]:
    rows: list[TableRow] = []
    for passage, draft in made:
        piece = draft.head
        if piece.kind is not BlockKind.TABLE_ROW:
            continue
        cells = tuple(
            (cell.header, text[cell.start : cell.end], cell.start, cell.end) for cell in piece.cells
        )
        rows.append(TableRow(passage=passage.id, table=piece.table, cells=cells))
    return rows
