"""Sections that no name gives away and that ask: most of what stands in them is a request."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from graph.model import PassageKind
from ingest.reading import BlockKind
from ingest.recommendations.prose import asks_a_body, asks_plainly, whom_asked
from ingest.sentences import sentences
from ingest.structure.kinds import Section
from ingest.structure.marks import Mark
from ingest.structure.pieces import Piece
from ingest.structure.rules import section_rule

__all__ = ["asking_paragraphs", "asking_tables", "told_by_content"]

# Kinds that a section has for want of a better name.
_UNDECIDED = frozenset(
    {
        PassageKind.ANALYSIS,
        PassageKind.NARRATIVE,
        PassageKind.CONCLUSION,
        PassageKind.CIRCUMSTANCES,
        PassageKind.BACKGROUND,
        PassageKind.FRONT_MATTER,
    }
)
# Named for learning, but a list of requests by name when bodies are told to act.
_LEARNING = frozenset({PassageKind.LESSON, PassageKind.FINDING})
_LISTED = frozenset({PassageKind.RECOMMENDATION, PassageKind.ACTION_PLAN})
_REVISABLE = _LEARNING | {PassageKind.ANALYSIS, PassageKind.CONCLUSION}
# At least so many requests, and this share of what the section says.
_FEWEST = 2
_SHARE = 0.7
# A paragraph of prose asks when so many of its sentences do, and this share of them.
_SENTENCES, _SENTENCE_SHARE = 2, 0.6
# So many paragraphs, unlisted, are a story.
_PROSE = 4
# Shorter pieces name or introduce.
_WORDS = 5


def told_by_content(
    opened: Mapping[int, Section],
    headed: Sequence[Mark],
    found: Sequence[Piece],
    dropped: frozenset[int],
) -> dict[int, Section]:
    """Return the sections with those that ask made lists of recommendations.

    Only a section whose heading says nothing of its kind is looked at, with the
    sub-sections below it. Bare imperatives ("Ask who lives there.") are advice to
    practitioners where the document lists its recommendations elsewhere.
    """
    bare_counts = not any(one.kind in _LISTED for one in opened.values())
    edges = [*(mark.index for mark in headed), len(found)]
    bodies = {
        mark.index: [found[at] for at in range(start + 1, end) if at not in dropped]
        for mark, (start, end) in zip(headed, pairwise(edges), strict=True)
    }
    told = {**opened, **_whole_texts(opened, headed, bodies)}
    for mark in headed:
        if not _is_undecided(mark, opened[mark.index]):
            continue
        below = _below(mark, headed, opened)
        body = [one for each in below for one in bodies[each]]
        if opened[mark.index].kind in _LEARNING:
            asks = _asks(body, asks_a_body)
        else:
            asks = _asks(body, _is_request if bare_counts else _is_request_to_somebody)
        asks = asks or (not bare_counts and _asks_once(mark, body))
        if asks:
            for each in below:
                told[each] = replace(opened[each], kind=PassageKind.RECOMMENDATION)
    return told


def _whole_texts(
    opened: Mapping[int, Section], headed: Sequence[Mark], bodies: Mapping[int, Sequence[Piece]]
) -> dict[int, Section]:
    """Return sections named for learning that hold the story: "Learning from Carol".

    It is the first and holds most of the document, or a section inside it tells the lessons.
    """
    whole = sum(one.words for body in bodies.values() for one in body)
    found: dict[int, Section] = {}
    for mark in headed:
        section, body = opened[mark.index], bodies[mark.index]
        listed = any(one.kind is BlockKind.LIST_ITEM or one.number is not None for one in body)
        if section.kind is not PassageKind.LESSON or section.holds or listed or len(body) < _PROSE:
            continue
        inner = any(
            opened[one.index].path[: len(section.path)] == section.path
            and (rule := section_rule(one.name)) is not None
            and rule.kind in _LEARNING | _LISTED
            for one in headed
            if one.index > mark.index
        )
        titles = mark is headed[0] and 2 * sum(one.words for one in body) > whole
        if inner or titles:
            found[mark.index] = replace(section, kind=PassageKind.NARRATIVE)
    return found


def asking_paragraphs(
    opened: Mapping[int, Section], found: Sequence[Piece], dropped: frozenset[int]
) -> frozenset[int]:
    """Return the paragraphs (their indexes) that ask in most of their sentences.

    They are looked for only where no section of the document lists what it asks.
    """
    if any(one.kind in _LISTED for one in opened.values()):
        return frozenset()
    section, asking = Section(), set[int]()
    for at, piece in enumerate(found):
        section = opened.get(at, section)
        looked_at = piece.kind is BlockKind.PARAGRAPH and at not in dropped and at not in opened
        if not looked_at or section.holds or section.kind not in _UNDECIDED:
            continue
        told = [piece.text[start:end] for start, end in sentences(piece.text)]
        asked = [one for one in told if whom_asked(one) is not None]
        plainly = sum(map(asks_plainly, asked))
        if plainly >= _SENTENCES and len(asked) >= _SENTENCE_SHARE * len(told):
            asking.add(at)
    return frozenset(asking)


def asking_tables(found: Sequence[Piece]) -> frozenset[int]:
    """Return the tables of which one column asks for something in nearly every row."""
    cells: dict[tuple[int, int], list[str]] = {}
    for piece in found:
        if piece.kind is BlockKind.TABLE_ROW and not piece.header:
            for column, cell in enumerate(piece.cells):
                text = piece.text[cell.start - piece.start : cell.end - piece.start].strip()
                cells.setdefault((piece.table, column), []).append(text)
    return frozenset(
        table
        for (table, _), texts in cells.items()
        if len(texts) >= _FEWEST and sum(_is_task(text) for text in texts) >= _SHARE * len(texts)
    )


def _is_task(text: str) -> bool:
    """Say whether a cell asks; "To explore the capability of ..." tells the aim of an exercise."""
    return whom_asked(text) is not None and not text.startswith("To ")


def _is_undecided(mark: Mark, section: Section) -> bool:
    if section.holds or section.kind not in _UNDECIDED | _LEARNING:
        return False
    if mark.number is not None and mark.number.label:
        return False
    rule = section_rule(mark.name)
    return rule is None or rule.kind in _REVISABLE


def _below(mark: Mark, headed: Sequence[Mark], opened: Mapping[int, Section]) -> list[int]:
    """Return the heading and the unnamed ones inside its section (their indexes)."""
    path = opened[mark.index].path
    inside = [
        one.index
        for one in headed
        if one.index > mark.index
        and opened[one.index].path[: len(path)] == path
        and _is_undecided(one, opened[one.index])
    ]
    return [mark.index, *inside]


def _asks(body: Sequence[Piece], is_request: Callable[[str], bool]) -> bool:
    items = [one for one in body if one.kind is BlockKind.LIST_ITEM or one.number is not None]
    units = items if len(items) >= _FEWEST else [one for one in body if one.last != ":"]
    texts = [one.body for one in units if len(one.body.split()) >= _WORDS]
    asked = sum(is_request(text) for text in texts)
    return asked >= _FEWEST and asked >= _SHARE * len(texts)


def _asks_once(mark: Mark, body: Sequence[Piece]) -> bool:
    """Say whether a section only says whom it is for and what they should do: "For both"."""
    texts = [one.body for one in body if len(one.body.split()) >= _WORDS]
    named = mark.name.casefold().startswith(("for ", "to "))
    return named and bool(texts) and asks_a_body(texts[0])


def _is_request(text: str) -> bool:
    return whom_asked(text) is not None


def _is_request_to_somebody(text: str) -> bool:
    return bool(whom_asked(text))
