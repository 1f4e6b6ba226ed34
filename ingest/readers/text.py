"""Plain text: pages cut out, broken words mended, lines joined to paragraphs.

The text keeps its line breaks: a paragraph is one span over several lines. What
the cleaning steps cut is found again through `Reading.origins`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from graph.errors import DocumentEmpty
from ingest.hyphens import HYPHENS, keeps_hyphen, word_counts
from ingest.limits import DEFAULT_LIMITS, Limits
from ingest.offsets import Edit, clean, source_offset
from ingest.readers.characters import decoded, plain_characters
from ingest.readers.furniture import page_furniture, without_rules
from ingest.readers.lines import Line, lines_of
from ingest.readers.paragraphs import Group, groups_of, is_ruling
from ingest.readers.plain_tables import table_rows
from ingest.reading import Block, BlockKind, Reading

__all__ = ["broken_words", "read_text"]

# No word is longer; what is, is not looked at for a hyphen's sake.
_LONGEST_WORD = 60


def read_text(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Reading:
    """Return the reading of a plain-text file.

    Pages are counted by form feeds, and 0 where there are none. Raises
    DocumentUnreadable, DocumentTooLarge or DocumentEmpty.
    """
    source, warnings = decoded(data, limits)
    if not source.strip():
        raise DocumentEmpty("The file holds no text. Check that the right file was given.")
    done = clean(source, (plain_characters, page_furniture, broken_words))
    feeds = [found.start() for found in re.finditer("\f", source)]
    blocks = tuple(
        _paged(block, feeds, source_offset(done.origins, block.start)) if feeds else block
        for block in _blocks(done.text)
    )
    return Reading(
        text=done.text,
        blocks=blocks,
        media_type="text/plain",
        pages=len(feeds) + 1 if feeds else 0,
        origins=done.origins,
        warnings=warnings,
    )


def broken_words(text: str) -> Iterator[Edit]:
    """Yield a cleaning step: words broken by a hyphen at a line end mended.

    "safe-" + "guarding" loses hyphen and line break, "multi-" + "agency" only
    the line break (`ingest.hyphens` decides).
    """
    counts = None
    for found in _line_end().finditer(text):
        before = _word_before().search(text[max(found.start() - _LONGEST_WORD, 0) : found.start()])
        after = _word_after().match(text, found.end(), found.end() + _LONGEST_WORD)
        if before is None or after is None:
            continue
        counts = word_counts(text) if counts is None else counts
        kept = keeps_hyphen(before.group(), after.group(), counts)
        yield Edit(found.start() + kept, found.end())


def _blocks(text: str) -> Iterator[Block]:
    lines = without_rules(lines_of(text))
    groups = list(groups_of(lines))
    rows = table_rows(lines, groups)
    indents: list[int] = []
    for group in groups:
        if group.kind is BlockKind.TABLE_ROW:
            if not is_ruling(lines[group.first]):
                yield rows[group.first]
            continue
        kind = _kind(group, lines, text)
        yield Block(
            kind=kind,
            start=lines[group.first].start + group.skip,
            end=lines[group.last].end,
            level=_level(indents, group.indent) if kind is BlockKind.LIST_ITEM else 0,
        )
        if kind is not BlockKind.LIST_ITEM:
            indents.clear()


def _level(indents: list[int], indent: int) -> int:
    """Return the depth of a list item by its indentation among its list's so far."""
    while indents and indents[-1] > indent:
        indents.pop()
    if not indents or indents[-1] < indent:
        indents.append(indent)
    return len(indents)


def _kind(group: Group, lines: Sequence[Line], text: str) -> BlockKind:
    """Tell footnotes, whose mark stands in the text before them, from paragraphs."""
    line = lines[group.first]
    mark = _note_mark().match(line.text)
    if mark is None:
        return group.kind
    noted = text.find(mark["mark"], 0, line.start) >= 0
    return BlockKind.FOOTNOTE if noted else group.kind


def _paged(block: Block, feeds: Sequence[int], source: int) -> Block:
    return Block(
        kind=block.kind,
        start=block.start,
        end=block.end,
        level=block.level,
        page=bisect_right(feeds, source) + 1,
        table=block.table,
        header=block.header,
        cells=block.cells,
    )


@cache
def _line_end() -> re.Pattern[str]:
    return re.compile(rf"(?<=\w)[{HYPHENS}][ \t]*\n[ \t]*(?=\w)")


@cache
def _word_before() -> re.Pattern[str]:
    return re.compile(r"[^\W_]+(?:['\u2019\-\u2010\u2011][^\W_]+)*$")


@cache
def _word_after() -> re.Pattern[str]:
    return re.compile(r"[^\W_]+(?:['\u2019\-\u2010\u2011][^\W_]+)*")


@cache
def _note_mark() -> re.Pattern[str]:
    return re.compile(
        r"(?P<mark>\[\^?\w{1,3}\]|[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]{1,3}):?\s*\S"
    )
