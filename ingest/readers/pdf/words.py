"""The words of a PDF page with their place and look, straight from PDFium.

PDFium tells the place of every character; asking for each costs more than all
the rest of reading, so only the first and last character of a word are asked
for, and the look is asked for once a text object.
"""

from __future__ import annotations

import ctypes
import math
import re
from functools import lru_cache
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

__all__ = ["PageWords", "Turn", "Word", "page_words"]

# PDFium marks the hyphen that ends a line with U+0002 (earlier U+FFFE) and runs on into the
# next line without a space; a printed soft hyphen is the same to us.
_LINE_HYPHENS = "\x02\ufffe\u00ad"
_DAMAGED = re.compile(r"[\x00\x01\x03-\x08\x0e-\x1f\ufffd\uffff\u200b\ufeff]")
_FORCE_BOLD = 1 << 18
_ITALIC = 1 << 6
_BOLD_NAME = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
# A note's marker is set in type smaller than this part of the word it follows.
_MARKER_SIZE = 0.85
# Two marks nearer to each other than this turn (in radians) run the same way.
_TURN = 0.05


class Word(NamedTuple):
    """A word: its text and its place, in points from the page's top left corner.

    `y` is the baseline; `quarter` counts quarter turns of the writing;
    `glued` says that no space stands between it and the word before.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    italic: bool
    colour: int
    glued: bool


class _Look(NamedTuple):
    """What all characters of one text object share; `quarter` is -1 when askew."""

    size: float
    bold: bool
    italic: bool
    colour: int
    quarter: int


@lru_cache(maxsize=1)
def _word_pattern() -> re.Pattern[str]:
    return re.compile(rf"[^\s{_LINE_HYPHENS}]+[{_LINE_HYPHENS}]?|[{_LINE_HYPHENS}]")


def page_words(page: Any, textpage: Any) -> PageWords:
    """Return the words of a page, turned upright, without marks set askew."""
    reader = _Reader(textpage.raw)
    found = [
        one
        for match in _word_pattern().finditer(reader.text)
        for one in reader.words(match.start(), match.end())
    ]
    box = page.get_cropbox()
    quarter = _main_quarter(found)
    turn = Turn(box, quarter)
    words = [turn.word(look, raw) for look, raw in found if look.quarter == quarter]
    words = [word for word in words if turn.holds(word)]
    return PageWords(words, turn)


class _Raw(NamedTuple):
    """A word in the page's own coordinates: origin of the first, box of the last character."""

    text: str
    x: float
    y: float
    left: float
    right: float
    bottom: float
    top: float
    glued: bool


class _Reader:
    """Asks PDFium about the characters of one page."""

    def __init__(self, textpage: Any) -> None:
        self.page = textpage
        self.looks: dict[int, _Look] = {}
        self.fonts: dict[int, tuple[bool, bool]] = {}
        self.doubles = [ctypes.c_double() for _ in range(4)]
        self.bytes = [ctypes.c_uint() for _ in range(4)]
        self.single = ctypes.c_float()
        self.text = self._text()

    def _text(self) -> str:
        """Return the page's text with one character for each PDFium character."""
        count = max(pdfium.FPDFText_CountChars(self.page), 0)
        buffer = (ctypes.c_ushort * (count + 1))()
        written = pdfium.FPDFText_GetText(self.page, 0, count, buffer)
        text = bytes(buffer)[: 2 * max(written - 1, 0)].decode("utf-16-le", "replace")
        if len(text) != count:
            codes = (pdfium.FPDFText_GetUnicode(self.page, at) for at in range(count))
            text = "".join(_character(code) for code in codes)
        return text

    def words(self, start: int, end: int) -> list[tuple[_Look, _Raw]]:
        """Return one word, or two where a raised note marker ends it."""
        look = self._look(start)
        glued = start > 0 and not self.text[start - 1].isspace()
        cut = self._marker(start, end, look)
        found = [(look, self._raw(start, cut, glued=glued))]
        if cut < end:
            found.append((self._look(cut), self._raw(cut, end, glued=True)))
        return found

    def _marker(self, start: int, end: int, look: _Look) -> int:
        """Return where a note's marker in small type begins, else `end`."""
        if not self.text[end - 1].isdigit() or end - start == 1:
            return end
        small = self._look(end - 1)
        if small.size >= look.size * _MARKER_SIZE:
            return end
        cut = end
        while cut > start + 1 and self.text[cut - 1] in "0123456789,":
            cut -= 1
        return cut

    def _raw(self, start: int, end: int, *, glued: bool) -> _Raw:
        left, right, bottom, top = self.doubles
        pdfium.FPDFText_GetCharOrigin(self.page, start, left, bottom)
        x, y = left.value, bottom.value
        last = end - 1 if end - start == 1 or self.text[end - 1] not in _LINE_HYPHENS else end - 2
        pdfium.FPDFText_GetCharBox(self.page, last, left, right, bottom, top)
        text = self.text[start:end]
        if text[-1] in _LINE_HYPHENS:
            text = text[:-1] + "\u00ad"
        return _Raw(
            _DAMAGED.sub("", text), x, y, left.value, right.value, bottom.value, top.value, glued
        )

    def _look(self, at: int) -> _Look:
        thing = pdfium.FPDFText_GetTextObject(self.page, at)
        key = ctypes.addressof(thing.contents) if thing else 0
        look = self.looks.get(key)
        if look is None:
            look = self.looks[key] = self._new_look(thing, at)
        return look

    def _new_look(self, thing: Any, at: int) -> _Look:
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(self.page, at, matrix)
        size = pdfium.FPDFText_GetFontSize(self.page, at)
        size *= math.hypot(matrix.c, matrix.d) or 1.0
        bold, italic = self._font(thing, at)
        red, green, blue, alpha = self.bytes
        colour = 0
        if thing and pdfium.FPDFPageObj_GetFillColor(thing, red, green, blue, alpha):
            colour = red.value << 16 | green.value << 8 | blue.value
        return _Look(round(size, 1), bold, italic, colour, _quarter(matrix.a, matrix.b))

    def _font(self, thing: Any, at: int) -> tuple[bool, bool]:
        font = pdfium.FPDFTextObj_GetFont(thing) if thing else None
        key = ctypes.addressof(font.contents) if font else 0
        known = self.fonts.get(key)
        if known is None:
            name = ctypes.create_string_buffer(256)
            flags = ctypes.c_int()
            pdfium.FPDFText_GetFontInfo(self.page, at, name, len(name), flags)
            told = name.value.decode("utf-8", "replace")
            bold = bool(_BOLD_NAME.search(told)) or bool(flags.value & _FORCE_BOLD)
            italic = bool(flags.value & _ITALIC) or "ital" in told.lower() or "obli" in told.lower()
            known = self.fonts[key] = (bold, italic)
        return known


class Turn:
    """Turns the coordinates of a page so that its writing runs left to right."""

    def __init__(self, box: tuple[float, float, float, float], quarter: int) -> None:
        self.left, self.bottom, self.right, self.top = box
        self.quarter = quarter
        width, height = self.right - self.left, self.top - self.bottom
        self.width, self.height = (height, width) if quarter in {1, 3} else (width, height)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return a point counted from the top left corner of the page as read."""
        match self.quarter:
            case 1:
                return y - self.bottom, x - self.left
            case 2:
                return self.right - x, y - self.bottom
            case 3:
                return self.top - y, self.right - x
        return x - self.left, self.top - y

    def word(self, look: _Look, raw: _Raw) -> Word:
        """Return a word in its place on the upright page."""
        x0, y = self.point(raw.x, raw.y)
        ends = self.point(raw.left, raw.bottom)[0], self.point(raw.right, raw.top)[0]
        return Word(
            raw.text, x0, max(*ends, x0), y, look.size, look.bold, look.italic, look.colour,
            raw.glued,
        )  # fmt: skip

    def holds(self, word: Word) -> bool:
        """Say whether a word shows on the page at all."""
        inside = -1 <= word.x0 <= self.width and 0 <= word.y <= self.height + 1
        return inside and bool(word.text) and word.size > 0


class PageWords(NamedTuple):
    """The words of one page in drawing order, and how the page is turned upright."""

    words: list[Word]
    turn: Turn


def _main_quarter(found: list[tuple[_Look, _Raw]]) -> int:
    counts = [0, 0, 0, 0]
    for look, raw in found:
        if look.quarter >= 0:
            counts[look.quarter] += len(raw.text)
    return counts.index(max(counts))


def _quarter(a: float, b: float) -> int:
    turns = math.atan2(b, a) / (math.pi / 2)
    nearest = round(turns)
    return nearest % 4 if abs(turns - nearest) < _TURN else -1


def _character(code: int) -> str:
    valid = 0 < code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF  # noqa: PLR2004 - Unicode
    return chr(code) if valid else "\ufffd"
