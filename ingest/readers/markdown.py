"""Markdown: the source is the text, less the marks that only format it.

markdown-it finds the blocks and their lines; inline marks, escapes and link
targets are cut through the offset map, so that a quotation is words alone.
What opens a block ("#", "- ", "> ", table bars) stays in the text, outside of
every block.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache

from graph.errors import DocumentEmpty
from ingest.limits import DEFAULT_LIMITS, Limits
from ingest.offsets import Cleaned, Edit, Origins, chain, clean, edited
from ingest.readers.characters import decoded, plain_characters
from ingest.readers.markdown_blocks import SourceBlock, source_blocks
from ingest.reading import Block, Cell, Reading

__all__ = ["read_markdown"]


def read_markdown(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Reading:
    """Return the reading of a Markdown file; front matter gives its hints and is cut.

    Raises DocumentUnreadable, DocumentTooLarge or DocumentEmpty.
    """
    source, warnings = decoded(data, limits)
    if not source.strip():
        raise DocumentEmpty("The file holds no text. Check that the right file was given.")
    plain = clean(source, (plain_characters, _form_feeds))
    matter = _front_matter().match(plain.text)
    hints = _hints(matter["matter"]) if matter else {}
    body = edited(plain.text, [Edit(0, matter.end())] if matter else [])
    origins = chain(body.origins, plain.origins)
    found = source_blocks(body.text)
    done = edited(body.text, (edit for block in found for edit in block.edits))
    return Reading(
        text=done.text,
        blocks=_moved(found, done),
        media_type="text/markdown",
        title=hints.get("title", ""),
        published=hints.get("published", "") or hints.get("date", ""),
        origins=chain(done.origins, origins),
        warnings=warnings,
    )


def _form_feeds(text: str) -> list[Edit]:
    return [Edit(found.start(), found.end()) for found in re.finditer("\f", text)]


def _moved(found: Sequence[SourceBlock], done: Cleaned) -> tuple[Block, ...]:
    """Return the blocks with their offsets in the text after the cuts."""
    place = _Places(done.origins)
    blocks: list[Block] = []
    for one in found:
        start, end = _trimmed(done.text, place.of(one.start), place.of(one.end))
        cells = tuple(
            Cell(*_trimmed(done.text, place.of(a), place.of(b)), header)
            for a, b, header in one.cells
        )
        # A fence left open in a footnote makes the parser tell the next line twice.
        told = bool(blocks) and start < blocks[-1].end
        if start < end and not told:
            filled = tuple(cell for cell in cells if cell.start < cell.end)
            block = Block(one.kind, start, end, one.level, None, one.table, one.header, filled)
            blocks.append(block)
    return tuple(blocks)


class _Places:
    """Where the characters of a source stand after it was edited, asked in rising order."""

    def __init__(self, origins: Origins) -> None:
        self._sources = [source for _, source in origins]
        self._offsets = [offset for offset, _ in origins]

    def of(self, source: int) -> int:
        """Return the offset of `source`, or of what follows it where it was cut."""
        at = bisect_right(self._sources, source) - 1
        if at < 0:
            return 0 if self._sources else source
        here = self._offsets[at] + source - self._sources[at]
        return min(here, self._offsets[at + 1]) if at + 1 < len(self._offsets) else here


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    bare = piece.strip()
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip()) if bare else start


def _hints(matter: str) -> dict[str, str]:
    return {
        found["key"].lower(): found["value"].strip("\"' ")
        for found in _hint().finditer(matter)
        if found["value"].strip("\"' ")
    }


@cache
def _front_matter() -> re.Pattern[str]:
    return re.compile(
        r"\s*---[ \t]*\n"
        r"(?P<matter>(?:[ \t]*(?:[\w.-]+[ \t]*:|[-#]).*\n|[ \t]+\S.*\n|[ \t]*\n){1,100}?)"
        r"(?:---|\.\.\.)[ \t]*(?:\n|\Z)"
    )


@cache
def _hint() -> re.Pattern[str]:
    return re.compile(
        r"^(?P<key>title|date|published)[ \t]*:[ \t]*(?P<value>.*)$", re.IGNORECASE | re.MULTILINE
    )
