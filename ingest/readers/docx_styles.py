"""What a Word document's paragraph styles say: headings, numbering, bold, contents pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ingest.readers.docx_xml import Xml, child, flag, value, w

__all__ = ["Styles", "numbering_of", "outline_level"]

# Styles based on styles based on ...: Word itself stops at some depth, so do we.
_DEEPEST = 12

_BODY_LEVEL = 9


class Styles:
    """Answers for a style id; a missing id stands for the default paragraph style."""

    def __init__(self, root: Xml | None) -> None:
        self._styles: dict[str, Xml] = {}
        self._default = ""
        for style in root.findall(w("style")) if root is not None else ():
            style_id = value(style, "styleId")
            self._styles[style_id] = style
            if value(style, "type") == "paragraph" and value(style, "default") in ("1", "true"):
                self._default = style_id

    def heading_level(self, style_id: str) -> int:
        """Return 1 to 9 for a heading style ("Title" is 1), else 0."""
        for style in self._chain(style_id):
            called = value(child(style, "name")).lower()
            if called == "title":
                return 1
            found = _heading().fullmatch(called)
            if found:
                return int(found.group(1))
            level = outline_level(child(style, "pPr"))
            if level:
                return level
        return 0

    def numbering(self, style_id: str) -> tuple[str, int] | None:
        """Return the (list, level) that a style gives its paragraphs, or None."""
        for style in self._chain(style_id):
            numbering = numbering_of(child(style, "pPr"))
            if numbering is not None:
                return numbering
        return None

    def is_bold(self, style_id: str) -> bool:
        """Say whether a style, paragraph's or character's, is bold."""
        for style in self._chain(style_id):
            bold = child(style, "rPr", "b")
            if bold is not None:
                return flag(bold)
        return False

    def is_contents(self, style_id: str) -> bool:
        """Say whether a style belongs to a table of contents, or a table of figures."""
        names = [value(child(style, "name")) for style in self._chain(style_id)]
        return any(_contents().match(name.lower()) for name in (style_id, *names))

    def is_note(self, style_id: str) -> bool:
        """Say whether a style is that of footnotes or endnotes."""
        return any(
            value(child(style, "name")).lower() in ("footnote text", "endnote text")
            for style in self._chain(style_id)
        )

    def _chain(self, style_id: str) -> Iterator[Xml]:
        at = style_id or self._default
        for _ in range(_DEEPEST):
            style = self._styles.get(at)
            if style is None:
                return
            yield style
            at = value(child(style, "basedOn"))


def outline_level(properties: Xml | None) -> int:
    """Return the heading level (from 1) in paragraph properties, 0 for body text."""
    level = value(child(properties, "outlineLvl")) if properties is not None else ""
    return int(level) + 1 if level.isdecimal() and int(level) < _BODY_LEVEL else 0


def numbering_of(properties: Xml | None) -> tuple[str, int] | None:
    """Return (list, level from 0) in paragraph properties, or None where they are silent.

    The list "0" means that a numbering of the style is taken away.
    """
    numbered = child(properties, "numPr") if properties is not None else None
    number = value(child(numbered, "numId")) if numbered is not None else ""
    if not number:
        return None
    level = value(child(numbered, "ilvl"))
    return number, int(level) if re.fullmatch(r"[0-8]", level) else 0


@cache
def _heading() -> re.Pattern[str]:
    return re.compile(r"heading ([1-9])")


@cache
def _contents() -> re.Pattern[str]:
    return re.compile(r"toc ?(?:heading|\d)|table of figures")
