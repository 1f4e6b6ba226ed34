"""A paper as a PDF: marks lead to the notes at its end, notes lead to the paragraphs."""

from __future__ import annotations

import io
import unicodedata
from functools import cache
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.lib.units import mm
from reportlab.platypus import Paragraph, SimpleDocTemplate

from web.exports.cleaning import one_line
from web.papers.paper import Note, Paper, numbered

__all__ = ["write_pdf"]

_MARGIN = 20 * mm
_ENCODING = "cp1252"  # what the fonts that every PDF reader has can show


def write_pdf(paper: Paper) -> bytes:
    """Return the paper as a PDF file; a letter that its font lacks stands without its accent."""
    written = io.BytesIO()
    document = SimpleDocTemplate(
        written,
        pagesize=A4,
        title=one_line(paper.title),
        author="Lessons Graph",
        lang="en-GB",
        invariant=1,  # no time of its own: the same paper, the same bytes
        leftMargin=_MARGIN,
        rightMargin=_MARGIN,
        topMargin=_MARGIN,
        bottomMargin=_MARGIN,
    )
    document.build(_story(paper), onFirstPage=_footer, onLaterPages=_footer)
    return written.getvalue()


def _story(paper: Paper) -> list[Any]:
    styles = _styles()
    story: list[Any] = [Paragraph(_plain(paper.title), styles["Title"])]
    notes: list[Any] = []
    for part, told in numbered(paper):
        story.append(Paragraph(_plain(part.heading), styles["Heading2"]))
        for line, number in told:
            mark = f' <super><a href="#note{number}">{number}</a></super>' if number else ""
            story.append(Paragraph(f"{_plain(line.printed)}{mark}", styles["Told"], bulletText="•"))
            if line.note:
                notes.append(Paragraph(_note(line.note, number), styles["Note"]))
    story.append(Paragraph(_plain(paper.sources), styles["Heading2"]))
    endings = [Paragraph(_plain(ending), styles["Note"]) for ending in paper.endings]
    return [*story, *notes, *endings]


def _note(note: Note, number: int) -> str:
    places = "; ".join(
        f'<a href={quoteattr(one.address)} color="#1d4f91">{_plain(one.words)}</a>'
        for one in note.references
    )
    return f'<a name="note{number}"/>{number}. {places}'


def _plain(text: str) -> str:
    return escape("".join(map(_letter, one_line(text))))


@cache
def _letter(one: str) -> str:
    """Return a character as the font can show it.

    >>> _letter("ŵ"), _letter("’"), _letter("Ω")
    ('w', '’', '?')
    """
    for tried in (one, unicodedata.normalize("NFKD", one)[:1]):
        try:
            tried.encode(_ENCODING)
        except UnicodeEncodeError:
            continue
        return tried
    return "?"


def _styles() -> Any:
    styles = getSampleStyleSheet()
    normal = styles["Normal"]
    styles.add(
        ParagraphStyle(
            "Told", normal, fontSize=11, leading=15, leftIndent=14, bulletIndent=2, spaceAfter=5
        )
    )
    styles.add(ParagraphStyle("Note", normal, fontSize=9, leading=12, spaceAfter=4))
    return styles


def _footer(canvas: Any, _document: Any) -> None:
    canvas.setFont("Helvetica", 9)
    canvas.drawRightString(A4[0] - _MARGIN, 12 * mm, str(canvas.getPageNumber()))
