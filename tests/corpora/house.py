"""The house styles of the PDF writer: page, fonts, colours, one value a style."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reportlab.lib.enums import TA_JUSTIFY, TA_LEFT
from reportlab.lib.styles import ParagraphStyle

__all__ = ["HOUSES", "House", "hyphenated"]

# A place where a long word may break: vowel, consonant | consonant, vowel, with
# three letters kept before and after. Rough, as the hyphenation of many reports is.
_BREAK = re.compile(r"(?<=[a-z]{2}[aeiou][bcdfglmnprst])(?=[bcdfghlmnprst][aeiou][a-z]{2})")
_SOFT_HYPHEN = "\u00ad"


@dataclass(frozen=True, slots=True)
class House:
    """How one kind of author's PDF looks; lengths are in points."""

    face: str
    bold: str
    italic: str
    size: float
    leading: float
    headings: tuple[float, float, float, float]
    heading_face: str
    colour: str
    columns: int = 1
    margin: float = 68.0
    gutter: float = 20.0
    justified: bool = True
    hyphens: bool = False
    hanging: bool = False
    boxes: bool = False
    grid: bool = True
    indent_first: float = 0.0

    def body(self) -> ParagraphStyle:
        """Return the style of running text."""
        return ParagraphStyle(
            "body",
            fontName=self.face,
            fontSize=self.size,
            leading=self.leading,
            spaceAfter=self.leading * 0.5,
            alignment=TA_JUSTIFY if self.justified else TA_LEFT,
            allowWidows=1,
            allowOrphans=1,
        )

    def heading(self, level: int) -> ParagraphStyle:
        """Return the style of a heading of depth 1 to 4."""
        size = self.headings[level - 1]
        return ParagraphStyle(
            f"heading-{level}",
            fontName=self.heading_face,
            fontSize=size,
            leading=size * 1.2,
            textColor=self.colour,
            spaceBefore=size * 0.7,
            spaceAfter=size * 0.45,
            keepWithNext=1,
        )


HOUSES = {
    "plain": House(
        face="Times-Roman",
        bold="Times-Bold",
        italic="Times-Italic",
        size=11.5,
        leading=14.5,
        headings=(18, 14, 12, 11.5),
        heading_face="Times-Bold",
        colour="#000000",
        hyphens=True,
        hanging=True,
    ),
    "two-column": House(
        face="Helvetica",
        bold="Helvetica-Bold",
        italic="Helvetica-Oblique",
        size=9.2,
        leading=11.6,
        headings=(17, 12, 10, 9.2),
        heading_face="Helvetica-Bold",
        colour="#222222",
        columns=2,
        margin=48,
        hyphens=True,
    ),
    "designed": House(
        face="Helvetica",
        bold="Helvetica-Bold",
        italic="Helvetica-Oblique",
        size=10.5,
        leading=14,
        headings=(24, 16, 12.5, 10.5),
        heading_face="Helvetica-Bold",
        colour="#1b4f72",
        justified=False,
        boxes=True,
        grid=False,
    ),
    "letter": House(
        face="Times-Roman",
        bold="Times-Bold",
        italic="Times-Italic",
        size=11,
        leading=13.5,
        headings=(13, 12, 11, 11),
        heading_face="Times-Bold",
        colour="#000000",
        margin=76,
        justified=False,
    ),
}


def hyphenated(text: str) -> str:
    """Return the text with soft hyphens where its long words may break."""
    return re.sub(r"[A-Za-z]{8,}", lambda word: _BREAK.sub(_SOFT_HYPHEN, word[0]), text)
