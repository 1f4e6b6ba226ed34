"""Passages: numbered and unnumbered paragraphs, list items, table rows and footnotes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from graph.model import PassageKind
from ingest.reading import BlockKind
from ingest.recommendations.prose import whom_asked
from ingest.structure.asking import asking_paragraphs, asking_tables
from ingest.structure.items import Cut, after_standing, inline_items, row_number, run_in_parts
from ingest.structure.kinds import (
    ITEMISED,
    Section,
    announced,
    is_announcement,
    table_kind,
    wording,
)
from ingest.structure.pieces import Piece
from ingest.structure.rules import label_kind, layout, sections
from ingest.structure.run_ins import begins_with_ordinal, heading_of, opened_by

__all__ = ["Draft", "Walk", "drafts"]

# Paragraph labels do not change the kind in such sections.
_FIXED = frozenset(
    {
        PassageKind.FRONT_MATTER,
        PassageKind.TERMS_OF_REFERENCE,
        PassageKind.ACTION_PLAN,
        PassageKind.REFERENCES,
        PassageKind.GLOSSARY,
        PassageKind.BOILERPLATE,
    }
)
# Where an abstract may stand: one paragraph with "Learning includes: ..." inside.
_ABSTRACT = frozenset({PassageKind.NARRATIVE, PassageKind.ANALYSIS, PassageKind.CIRCUMSTANCES})
_ENDS = frozenset(".!?:;")


@dataclass(frozen=True, slots=True)
class Draft:
    """A passage before it has its id: its first and last block, `joined` if there are several."""

    start: int
    end: int
    number: str | None
    page: int | None
    section: tuple[str, ...]
    kind: PassageKind
    head: Piece
    tail: Piece
    joined: bool = False


@dataclass(slots=True)
class Walk:
    """What is known where the reading stands; passages are added as it goes."""

    section: Section = field(default_factory=Section)
    made: list[Draft] = field(default_factory=list)
    # The last passage may still grow by its list or its second half.
    open: bool = False
    lead_in: PassageKind | None = None
    lead_in_series: str = ""
    asking: frozenset[int] = frozenset()


def drafts(
    pieces: Sequence[Piece],
    opened: Mapping[int, Section],
    statements: frozenset[int],
    dropped: frozenset[int],
    told: int,
) -> Iterator[Draft]:
    """Yield the passages in reading order, footnotes last.

    `opened` gives the section that a heading (by its index) begins and
    `statements` the headings that are passages too; a story without a heading
    begins at `told`.
    """
    walk = Walk(asking=asking_paragraphs(opened, pieces, dropped))
    headers, asking = _headers(pieces), asking_tables(pieces)
    for index, piece in enumerate(pieces):
        if index == told and not walk.section.path:
            walk.section, walk.open = Section(kind=PassageKind.NARRATIVE), False
        if index in opened:
            _open_section(walk, opened[index], piece, stated=index in statements)
        elif index in dropped or piece.kind is BlockKind.FOOTNOTE:
            walk.open = walk.open and index in dropped
        elif piece.kind is BlockKind.TABLE_ROW:
            if not (piece.header and piece.table in headers):
                names = headers.get(piece.table, ())
                asks = piece.table in asking
                _add(walk, piece, table_kind(names, walk.section, asks=asks))
            walk.open = False
        else:
            _read(walk, piece, _next(pieces, index), asks=index in walk.asking)
    yield from (part for draft in walk.made for part in _parts(draft))
    for piece in pieces:
        if piece.kind is BlockKind.FOOTNOTE:
            yield _draft(piece, Section(), PassageKind.FOOTNOTE)


def _headers(pieces: Sequence[Piece]) -> dict[int, tuple[str, ...]]:
    """Return the column names of each table that has any."""
    return {
        piece.table: tuple(cell.header for cell in piece.cells)
        for piece in reversed(pieces)
        if piece.kind is BlockKind.TABLE_ROW and any(cell.header for cell in piece.cells)
    }


def _next(pieces: Sequence[Piece], index: int) -> Piece | None:
    return pieces[index + 1] if index + 1 < len(pieces) else None


def _open_section(walk: Walk, section: Section, piece: Piece, *, stated: bool) -> None:
    walk.section, walk.open, walk.lead_in = section, False, None
    if stated:
        _add(walk, piece, section.kind)


def _read(walk: Walk, piece: Piece, after: Piece | None, *, asks: bool) -> None:
    if asks:
        _add(walk, piece, PassageKind.RECOMMENDATION)
    elif walk.open and _continues(walk, piece):
        last = walk.made[-1]
        walk.made[-1] = replace(last, end=piece.end, tail=piece, joined=True)
    else:
        _add(walk, piece, _kind(walk, piece))
    walk.open = True
    before_list = after is not None and (_is_item(after) or _is_coded(after))
    kind = announced(piece.text, before_list=before_list) or opened_by(piece)
    if kind is not None and not _is_item(piece):
        if is_announcement(piece.text) and not walk.made[-1].joined:
            walk.made[-1] = replace(walk.made[-1], kind=PassageKind.BOILERPLATE)
        walk.lead_in = kind if _may_lead(walk.section.kind, kind) else walk.section.kind
        walk.lead_in_series = piece.number.series if piece.number else ""


def _may_lead(section: PassageKind, lead_in: PassageKind) -> bool:
    """Say no where items are expected: "to promote the learning, these actions:" is no lesson."""
    learned = lead_in in {PassageKind.LESSON, PassageKind.FINDING}
    return not (learned and section in ITEMISED)


def _add(walk: Walk, piece: Piece, kind: PassageKind) -> None:
    walk.made.append(_draft(piece, walk.section, kind))


def _draft(piece: Piece, section: Section, kind: PassageKind) -> Draft:
    number = piece.number.text if piece.number else row_number(piece)
    if _is_coded(piece) and kind not in ITEMISED:
        number = ""  # "SW2: the second social worker" is a person's code
    return Draft(
        start=piece.start,
        end=piece.end,
        number=number or None,
        page=piece.page,
        section=section.path,
        kind=kind,
        head=piece,
        tail=piece,
    )


def _is_item(piece: Piece) -> bool:
    """Say whether a piece is a list item: a bullet, or a lettered or counted point."""
    if piece.kind is BlockKind.LIST_ITEM:
        return True
    number = piece.number
    return number is not None and number.series.startswith(("brackets", "letter", "count"))


def _is_coded(piece: Piece) -> bool:
    """Say whether a piece opens with a code ("R1", "SW2"): a list's, or a person's."""
    return piece.number is not None and piece.number.series.startswith("code")


def _kind(walk: Walk, piece: Piece) -> PassageKind:
    """Return a new passage's kind: its label's, its lead-in's, or its section's and wording's."""
    kind = wording(piece.text, walk.section)
    if kind in _FIXED:
        return kind
    label = piece.label
    labelled = label_kind(label.label) if label else None
    if labelled is not None:
        return labelled
    headed = heading_of(piece)
    if headed is not None and kind not in ITEMISED:
        return headed[1]
    if walk.lead_in is not None:
        if _is_announced(walk, piece):
            return walk.lead_in
        walk.lead_in = None
    return kind


def _is_announced(walk: Walk, piece: Piece) -> bool:
    """Say whether a piece belongs to the list that a lead-in announced."""
    number = piece.number
    if number is not None:
        return number.series != walk.lead_in_series
    if _is_item(piece) or begins_with_ordinal(piece.text):
        return True
    if walk.lead_in is not PassageKind.RECOMMENDATION:
        return False
    asks = bool(sections().asking.search(piece.text[:500].lower()))
    return asks or whom_asked(piece.text) is not None


def _continues(walk: Walk, piece: Piece) -> bool:
    """Say whether a piece is the rest of the passage before it."""
    last = walk.made[-1]
    tail = last.tail
    if tail.number is not None and not tail.body and piece.number is None:
        return True  # the number stood on a line of its own
    if piece.number is None and piece.kind is BlockKind.PARAGRAPH:
        return _is_broken(tail, piece)
    if not _is_item(piece):
        return False
    return _is_led(walk, last, piece)


def _is_broken(tail: Piece, piece: Piece) -> bool:
    """Say whether a page cuts a paragraph: no stop before, lower case or an open phrase after."""
    if tail.kind is BlockKind.TABLE_ROW or tail.last in _ENDS:
        return False
    if piece.text[:1].islower():
        return tail.kind is BlockKind.PARAGRAPH or tail.last.isalpha()
    words = tail.text.split()
    return words[-1].lower() in layout().unfinished and tail.text[-1:].isalpha()


def _is_led(walk: Walk, last: Draft, piece: Piece) -> bool:
    """Say whether a list item belongs to the paragraph that leads it in."""
    head, tail = last.head, last.tail
    if walk.lead_in is not None or (head.number is not None and _same_series(head, piece)):
        return False
    itemised = last.kind in ITEMISED or last.kind is PassageKind.ACTION_PLAN
    if _is_item(head) and not itemised:
        return piece.level > head.level and piece.number is None
    if itemised:
        numbered = head.number is not None and piece.number is None
        return numbered and (last.joined or tail.last == ":")
    if last.joined:
        return True
    return tail.last in ":,-\u2013" or (head.number is not None and piece.number is None)


def _same_series(head: Piece, piece: Piece) -> bool:
    return bool(head.number and piece.number and head.number.series == piece.number.series)


def _parts(draft: Draft) -> Iterator[Draft]:
    """Yield a passage, cut where a list or an abstract's headings are printed inside it."""
    piece = draft.head
    if draft.joined or piece.kind is BlockKind.TABLE_ROW:
        yield draft
        return
    cuts: Sequence[Cut] = ()
    headed = heading_of(piece)
    if headed is not None and draft.kind is headed[1]:
        yield from _behind_heading(draft, headed[0])
        return
    if draft.kind in ITEMISED:
        cuts = inline_items(piece) or after_standing(piece)
    elif draft.kind in _ABSTRACT:
        cuts = run_in_parts(piece)
    yield from _cut(draft, piece, cuts)


def _behind_heading(draft: Draft, begins: int) -> Iterator[Draft]:
    """Yield a paragraph's run-in heading, then the words behind it as if they stood alone."""
    piece = draft.head
    heading = piece.text[:begins].rstrip()
    yield replace(draft, end=draft.start + len(heading), kind=PassageKind.BOILERPLATE)
    rest = replace(piece, start=piece.start + begins, text=piece.text[begins:])
    behind = replace(draft, start=rest.start, head=rest, tail=rest)
    yield from _cut(behind, rest, inline_items(rest) if draft.kind in ITEMISED else ())


def _cut(draft: Draft, piece: Piece, cuts: Sequence[Cut]) -> Iterator[Draft]:
    if not cuts:
        yield draft
        return
    lead = piece.text[: cuts[0].start - draft.start].rstrip()
    if lead:
        kind = wording(lead, Section(kind=draft.kind))
        yield replace(draft, end=draft.start + len(lead), kind=kind)
    for cut in cuts:
        kind = cut.kind or draft.kind
        number = cut.number or None
        yield replace(draft, start=cut.start, end=cut.end, number=number, kind=kind)
