"""The blocks of an article: headings, paragraphs, list items, table rows, footnotes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ingest.readers.assembly import Assembly, tidy
from ingest.readers.counting import counted
from ingest.readers.html_tables import add_definitions, add_table, is_layout
from ingest.readers.html_tree import Element, html_rules
from ingest.reading import BlockKind

__all__ = ["add_blocks"]

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LISTS = ("ul", "ol")

# Elements that do not interrupt a line; every other one begins a new block.
_INLINE = frozenset(
    {
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn",
        "em", "font", "i", "ins", "kbd", "label", "mark", "nobr", "q", "rp", "rt", "ruby", "s",
        "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
    }
)  # fmt: skip

_BOLD = frozenset({"b", "strong"})
# A paragraph all in bold, no longer than this and no sentence, looks like a heading.
_HEADING_LENGTH = 120


@dataclass(frozen=True, slots=True)
class _Place:
    """What the words met now belong to: the kind of block, and a number still to print."""

    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    lists: int = 0


def add_blocks(article: Element, assembly: Assembly) -> None:
    """Add the article's blocks to `assembly`, in reading order."""
    writer = _Writer(assembly)
    writer.walk(article, _Place())
    writer.flush(_Place())
    assembly.close()


class _Writer:
    """Gathers the words between two block borders, then adds them as one block."""

    def __init__(self, assembly: Assembly) -> None:
        self._assembly = assembly
        self._words: list[str] = []
        self._bold = 0
        self._number = ""
        self._item_begins = False

    def walk(self, element: Element, place: _Place) -> None:
        for child in element.children:
            if isinstance(child, str):
                self._words.append(child.replace("\n", " "))
            elif child.tag == "br":
                self._words.append("\n")
            elif child.tag in _INLINE:
                self._inline(child, place)
            else:
                self.flush(place)
                self._block(child, place)

    def flush(self, place: _Place) -> None:
        text, bold = tidy("".join(self._words)), self._bold
        self._words, self._bold = [], 0
        if not text:
            return
        text, self._number = f"{self._number}{text}", ""
        kind, level = place.kind, place.level
        if kind is BlockKind.LIST_ITEM and not self._item_begins:
            kind, level = BlockKind.PARAGRAPH, 0
        elif kind is BlockKind.PARAGRAPH and _is_heading(text, bold):
            kind = BlockKind.HEADING
        self._item_begins = False
        self._assembly.add(kind, text, level)

    def _inline(self, element: Element, place: _Place) -> None:
        if _is_note_mark(element, "".join(self._words[-1:])):
            return
        before = sum(map(len, self._words))
        self.walk(element, place)
        if element.tag in _BOLD:
            self._bold += sum(map(len, self._words)) - before

    def _block(self, element: Element, place: _Place) -> None:
        tag = element.tag
        if tag in _HEADINGS:
            place = _Place(BlockKind.HEADING, _HEADINGS[tag])
        elif tag == "summary":
            place = _Place(BlockKind.HEADING)
        elif tag in _LISTS:
            self._list(element, place)
            return
        elif tag == "table" and not is_layout(element):
            add_table(element, self._assembly)
            return
        elif tag == "dl":
            add_definitions(element, self._assembly)
            return
        elif _holds_notes(element):
            place = _Place(BlockKind.FOOTNOTE)
        self.walk(element, place)
        self.flush(place)

    def _list(self, element: Element, place: _Place) -> None:
        notes = place.kind is BlockKind.FOOTNOTE or _holds_notes(element)
        style = element.attributes.get("type") or "1"
        count = _integer(element.get("start"), 1)
        depth = place.lists + 1
        kind = BlockKind.FOOTNOTE if notes else BlockKind.LIST_ITEM
        item_place = _Place(kind, 0 if notes else depth, depth)
        for child in element.children:
            if isinstance(child, str):
                self._words.append(child)
                continue
            if child.tag == "li":
                count = _integer(child.get("value"), count)
                number = counted(count, style) if element.tag == "ol" else ""
                self._item(child, f"{number}. " if number else "", item_place)
                count += 1
            else:
                self._block(child, item_place)

    def _item(self, item: Element, number: str, place: _Place) -> None:
        """Add one list item; what follows its first block in it are paragraphs."""
        self.flush(place)
        self._item_begins = True
        self._number = "" if _printed_number().match(item.words) else number
        self.walk(item, place)
        self.flush(place)
        self._number = ""


def _is_heading(text: str, bold: int) -> bool:
    """Say whether a paragraph looks like a heading: short, all bold and no sentence."""
    short = len(text) <= _HEADING_LENGTH and not text.endswith((".", ";", ","))
    return short and bold >= len(text.replace("\n", ""))


def _is_note_mark(element: Element, before: str) -> bool:
    """Say whether an element is the mark of a footnote ("1", "[2]", "*") in the text."""
    if element.tag == "a":
        return _back_mark().fullmatch(element.words) is not None
    if element.tag != "sup" or not _note_mark().fullmatch(element.words):
        return False
    linked = any(one.get("href").startswith("#") for one in element.find("a"))
    # "15 m2" and "103" are a measure and a power, "school.2" is a mark.
    return linked or not _measure().search(before)


def _holds_notes(element: Element) -> bool:
    names = html_rules()["note_names"]
    return element.get("role") in names or not element.names.isdisjoint(names)


def _integer(value: str, otherwise: int) -> int:
    return int(value) if re.fullmatch(r"[0-9]{1,4}", value) else otherwise


@cache
def _note_mark() -> re.Pattern[str]:
    return re.compile(r"[\[(]?(?:\d{1,3}|[*\u2020\u2021\u00a7a-e]|[ivx]{1,5})[\])]?")


@cache
def _back_mark() -> re.Pattern[str]:
    return re.compile(r"[\u21a9\u21b5\u2191^]\ufe0e?|\[\d{1,3}\]")


@cache
def _measure() -> re.Pattern[str]:
    return re.compile(r"(?:\d|\b[kcm]?m)\s?$")


@cache
def _printed_number() -> re.Pattern[str]:
    return re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3})*[.):]?|[a-zA-Z][.)]|[ivx]{1,5}[.)])\s")
