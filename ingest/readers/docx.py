"""Word documents: the body's words as printed, automatic numbers counted up again.

python-docx opens the package; the body is walked as XML, because its paragraph
text knows neither content controls nor tracked insertions nor list numbers.
Headers, footers, text boxes, hidden text, contents pages and tracked deletions
are left out; footnotes and endnotes come last.
"""

from __future__ import annotations

import re

from docx.document import Document

from graph.errors import DocumentEmpty
from graph.model import ReadingWarning
from ingest.limits import DEFAULT_LIMITS, Limits
from ingest.readers.assembly import Assembly, tidy
from ingest.readers.docx_blocks import DocxBlocks, children_of
from ingest.readers.docx_inline import words_of
from ingest.readers.docx_numbering import Numbering
from ingest.readers.docx_package import opened
from ingest.readers.docx_styles import Styles
from ingest.readers.docx_xml import Xml, name, part_root, value, w
from ingest.reading import BlockKind, Reading

__all__ = ["read_docx"]

_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

# The day python-docx's template was made: it dates every file written with it.
_TEMPLATE_DATE = "2013-12-23"

# Notes that only draw the line above the notes.
_SEPARATORS = frozenset({"separator", "continuationSeparator", "continuationNotice"})


def read_docx(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Reading:
    """Return the reading of a Word document (.docx).

    `title` and `published` are its core properties (the title, the day it was
    created). Raises DocumentTooLarge, DocumentEncrypted, DocumentUnreadable or
    DocumentEmpty.
    """
    document = opened(data, limits)
    assembly = Assembly()
    styles = Styles(part_root(document, "styles"))
    blocks = DocxBlocks(styles, Numbering(part_root(document, "numbering")), assembly)
    body = document.element.body
    blocks.add(body)
    for kind in ("footnotes", "endnotes"):
        _add_notes(part_root(document, kind), styles, assembly)
    assembly.close()
    if not assembly.blocks:
        raise DocumentEmpty(
            "The Word file holds no text of its own (pictures of pages, perhaps). "
            "Save it as PDF, which is read by OCR."
        )
    title, created = _properties(document)
    return Reading(
        text=assembly.text,
        blocks=assembly.blocks,
        media_type=_MEDIA_TYPE,
        title=title,
        published=created,
        warnings=_warnings(body),
    )


def _add_notes(root: Xml | None, styles: Styles, assembly: Assembly) -> None:
    for note in root if root is not None else ():
        if name(note) in ("footnote", "endnote") and value(note, "type") not in _SEPARATORS:
            paragraphs = (one for one in children_of(note) if name(one) == "p")
            text = "\n".join(words_of(one, styles).text for one in paragraphs)
            assembly.add(BlockKind.FOOTNOTE, text)


def _properties(document: Document) -> tuple[str, str]:
    """Return the (title, day of creation) of the core properties, "" for what they lack."""
    root = part_root(document, "core-properties")
    title = created = ""
    for one in root if root is not None else ():
        if name(one) == "title":
            title = tidy(one.text or "")
        elif name(one) == "created":
            found = re.match(r"\d{4}-\d{2}-\d{2}", one.text or "")
            created = found.group() if found else ""
    return title, "" if created == _TEMPLATE_DATE else created


def _warnings(body: Xml) -> tuple[ReadingWarning, ...]:
    changed = (w("ins"), w("del"), w("moveFrom"), w("moveTo"))
    if next(body.iter(*changed), None) is None:
        return ()
    return (
        ReadingWarning(
            "tracked-changes",
            "The Word file has tracked changes: insertions were read and deletions left out. "
            "Check that it is the published version.",
        ),
    )
