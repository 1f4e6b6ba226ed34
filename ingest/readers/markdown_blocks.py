"""The blocks of a Markdown text with their places in it, and what to cut inside them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from ingest.offsets import Edit
from ingest.readers.lines import MarkerKind, ends_sentence, marker_of
from ingest.readers.markdown_inline import Inline, parsed_inline
from ingest.readers.table_headers import is_key_and_value
from ingest.reading import BlockKind

__all__ = ["SourceBlock", "source_blocks"]

# Lists and quotations nested deeper than this are read as text.
_DEEPEST = 40
# A paragraph all in bold, no longer than this and no sentence, looks like a heading.
_HEADING_LENGTH = 120


@dataclass(frozen=True, slots=True)
class SourceBlock:
    """A block by its offsets in the source, before `edits` are made.

    `cells` are (start, end, column header).
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    table: int = 0
    header: bool = False
    cells: tuple[tuple[int, int, str], ...] = ()
    edits: tuple[Edit, ...] = ()


@dataclass(slots=True)
class _Item:
    """An open list item: whether its list is numbered, and whether it has a block yet."""

    ordered: bool
    begun: bool = False


def source_blocks(text: str) -> list[SourceBlock]:
    """Return the blocks of `text`, in order."""
    return list(_Walk(text).blocks())


class _Walk:
    """One walk over markdown-it's block tokens."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0]
        self._starts.extend(found.end() for found in re.finditer("\n", text))
        self._env: dict[str, object] = {}
        self._items: list[_Item] = []
        self._tables = 0
        self._names: dict[int, str] = {}

    def blocks(self) -> Iterator[SourceBlock]:
        tokens = _parser().parse(self._text, self._env)
        above: list[str] = []
        for token in tokens:
            if token.type == "list_item_open":
                self._items.append(_Item(ordered=token.markup in (".", ")")))
            elif token.type == "list_item_close":
                self._items.pop()
            elif token.type == "table_open":
                self._tables += 1
                self._names = {}
            elif token.type == "tr_open":
                yield from self._row(token, header="thead_open" in above)
            elif token.type == "inline" and "table_open" not in above:
                yield from self._inline(token, above)
            elif token.type in ("fence", "code_block", "html_block"):
                yield from self._verbatim(token)
            if token.nesting > 0:
                above.append(token.type if token.type != "heading_open" else token.tag)
            elif token.nesting < 0:
                above.pop()

    def _inline(self, token: Token, above: Sequence[str]) -> Iterator[SourceBlock]:
        places = self._line_places(token)
        if not places:
            return
        inline = parsed_inline(_parser(), token.content, self._env)
        edits = (*self._prefixes(places), *_placed(inline.edits, token.content, places))
        block = SourceBlock(BlockKind.PARAGRAPH, places[0], self._end(token, places), edits=edits)
        if above[-1] in _LEVELS:
            yield replace(block, kind=BlockKind.HEADING, level=_LEVELS[above[-1]])
        elif "footnote_reference_open" in above:
            yield replace(block, kind=BlockKind.FOOTNOTE)
        elif self._items and not self._items[-1].begun:
            self._items[-1].begun = True
            start = self._number_start(block.start) if self._items[-1].ordered else block.start
            yield replace(block, kind=BlockKind.LIST_ITEM, start=start, level=len(self._items))
        elif _is_heading(inline, token.content):
            yield replace(block, kind=BlockKind.HEADING)
        else:
            yield from _split(block, token.content, places)

    def _line_places(self, token: Token) -> list[int]:
        """Return where each line of a token's content begins in the source."""
        if token.map is None or not token.content.strip():
            return []
        places = []
        number, last = token.map
        for line in token.content.split("\n"):
            while number < last:
                start, end = self._starts[number], self._line_end(number)
                number += 1
                at = self._text.rfind(line, start, end)
                if at >= 0:
                    places.append(at)
                    break
            else:
                return []  # not verbatim in the source: rather no block than a wrong place
        return places

    def _prefixes(self, places: Sequence[int]) -> Iterator[Edit]:
        """Yield the quotation marks (">") before the second and later lines."""
        for place in places[1:]:
            start = self._text.rfind("\n", 0, place) + 1
            if ">" in self._text[start:place]:
                yield Edit(start, place)

    def _end(self, token: Token, places: Sequence[int]) -> int:
        return places[-1] + len(token.content.rsplit("\n", 1)[-1])

    def _line_end(self, number: int) -> int:
        after = number + 1
        return self._starts[after] - 1 if after < len(self._starts) else len(self._text)

    def _number_start(self, start: int) -> int:
        line = self._text.rfind("\n", 0, start) + 1
        found = _list_number().search(self._text[line:start])
        return line + found.start("number") if found else start

    def _row(self, token: Token, *, header: bool) -> Iterator[SourceBlock]:
        if token.map is None:
            return
        number = token.map[0]
        spans = list(_cells(self._text, self._starts[number], self._line_end(number)))
        cells: list[tuple[int, int, str]] = []
        edits: list[Edit] = []
        texts: list[str] = []
        for column, (start, end) in enumerate(spans):
            words = self._text[start:end]
            inline = parsed_inline(_parser(), words, self._env)
            edits.extend(_placed(inline.edits, words, [start]))
            texts.append(inline.words)
            if words:
                cells.append((start, end, "" if header else self._names.get(column, "")))
        # The line below a header only rules it off.
        header = header and not is_key_and_value(texts, self._cells_at(number + 2))
        if header:
            self._names = dict(enumerate(texts))
        if cells:
            yield SourceBlock(
                kind=BlockKind.TABLE_ROW,
                start=cells[0][0],
                end=cells[-1][1],
                table=self._tables,
                header=header,
                cells=tuple(cells),
                edits=tuple(edits),
            )

    def _cells_at(self, number: int) -> list[str]:
        if number >= len(self._starts):
            return []
        spans = _cells(self._text, self._starts[number], self._line_end(number))
        return [self._text[start:end] for start, end in spans]

    def _verbatim(self, token: Token) -> Iterator[SourceBlock]:
        """Yield the words of a fenced block or of HTML, tags and comments cut."""
        if token.map is None:
            return
        fenced = token.type == "fence"
        first, last = token.map[0] + fenced, token.map[1] - 1
        if fenced and not self._text[self._starts[last] :].startswith(token.markup):
            last += 1
        start = self._starts[min(first, len(self._starts) - 1)]
        end = (
            self._line_end(max(last - fenced, first))
            if last < len(self._starts)
            else len(self._text)
        )
        edits = () if fenced else _tags(self._text, start, end)
        cut = sum(edit.end - edit.start for edit in edits)
        if end > start and cut < len(self._text[start:end].strip()):
            yield SourceBlock(BlockKind.PARAGRAPH, start, end, edits=edits)


_LEVELS = {f"h{level}": level for level in range(1, 7)}


def _split(block: SourceBlock, content: str, places: Sequence[int]) -> Iterator[SourceBlock]:
    """Yield a paragraph, or its numbered parts where its author left no blank lines."""
    lines = content.split("\n")
    cuts = [
        at
        for at in range(1, len(lines))
        if ends_sentence(lines[at - 1]) and _begins_part(lines[at])
    ]
    for first, after in zip([0, *cuts], [*cuts, len(lines)], strict=True):
        start, end = places[first], places[after - 1] + len(lines[after - 1])
        edits = tuple(edit for edit in block.edits if start <= edit.start < end)
        marker = marker_of(lines[first])
        listed = marker is not None and marker.kind is MarkerKind.LETTER
        kind = BlockKind.LIST_ITEM if listed else block.kind
        yield replace(block, kind=kind, start=start, end=end, level=int(listed), edits=edits)


def _begins_part(line: str) -> bool:
    marker = marker_of(line)
    return marker is not None and marker.kind in (MarkerKind.NUMBER, MarkerKind.LETTER)


def _is_heading(inline: Inline, content: str) -> bool:
    short = len(content) <= _HEADING_LENGTH and "\n" not in content
    return short and inline.all_bold and not inline.words.endswith((".", ";", ","))


def _placed(edits: Sequence[Edit], content: str, places: Sequence[int]) -> Iterator[Edit]:
    """Yield edits of a token's content as edits of the source, line by line."""
    begins = [0]
    begins.extend(found.end() for found in re.finditer("\n", content))
    for edit in edits:
        at = _line_of(begins, edit.start, len(places))
        shift = places[at] - begins[at]
        last = _line_of(begins, max(edit.end - 1, edit.start), len(places))
        end = edit.end + places[last] - begins[last]
        yield Edit(edit.start + shift, end, edit.text)


def _line_of(begins: Sequence[int], offset: int, lines: int) -> int:
    return min(bisect_right(begins, offset) - 1, lines - 1)


def _cells(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the trimmed span of each cell of a table's line, empty ones too."""
    bars = [found.start() for found in _bar().finditer(text, start, end)]
    line = text[start:end].strip()
    edges = [start - 1, *bars, end]
    if line.startswith("|"):
        edges = edges[1:]
    if line.endswith("|") and not line.endswith("\\|"):
        edges = edges[:-1]
    for before, after in pairwise(edges):
        piece = text[before + 1 : after]
        lead = len(piece) - len(piece.lstrip())
        yield before + 1 + lead, max(before + 1 + lead, before + 1 + len(piece.rstrip()))


def _tags(text: str, start: int, end: int) -> tuple[Edit, ...]:
    return tuple(Edit(one.start(), one.end()) for one in _tag().finditer(text, start, end))


@cache
def _parser() -> MarkdownIt:
    # Four spaces make no code here: authors indent. Inline marks are parsed block
    # by block, and footnotes stay where they stand.
    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable("table").use(footnote_plugin)
    return parser.disable(["code", "footnote_tail", "inline", "text_join"])


@cache
def _list_number() -> re.Pattern[str]:
    return re.compile(r"(?P<number>\d{1,9}[.)])[ \t]*$")


@cache
def _bar() -> re.Pattern[str]:
    return re.compile(r"(?<!\\)\|")


@cache
def _tag() -> re.Pattern[str]:
    return re.compile(r"<!--.*?(?:-->|\Z)|</?[a-zA-Z][^<>]*>", re.DOTALL)
