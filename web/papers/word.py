"""A paper as a Word document: real headings, real footnotes with links."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

from docx import Document
from docx.shared import Cm, Pt

from web.exports.cleaning import one_line
from web.papers.footnotes import Footnotes
from web.papers.paper import Paper

__all__ = ["write_word"]

_MARGIN = Cm(2.2)
# Files say no time of their own: the same paper is the same bytes, but for the zip.
_WHENEVER = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


def write_word(paper: Paper) -> bytes:
    """Return the paper as a .docx file."""
    document = Document()
    _set_up(document, paper)
    footnotes = Footnotes(document)
    document.add_heading(one_line(paper.title), level=0)
    for part in paper.parts:
        document.add_heading(one_line(part.heading), level=1)
        for line in part.lines:
            paragraph = document.add_paragraph(one_line(line.printed), style="List Bullet")
            if line.note:
                footnotes.add(paragraph, line.note)
    document.add_heading(paper.sources, level=1)
    for ending in paper.endings:
        document.add_paragraph(one_line(ending))
    footnotes.store()
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _set_up(document: Any, paper: Paper) -> None:
    told = document.core_properties
    told.title, told.author, told.comments = one_line(paper.title), "Lessons Graph", ""
    told.language = "en-GB"
    told.created = told.modified = _WHENEVER
    for section in document.sections:
        section.left_margin = section.right_margin = _MARGIN
        section.top_margin = section.bottom_margin = _MARGIN
    document.styles["Normal"].font.size = Pt(11)
