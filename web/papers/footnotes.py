"""Footnotes of a Word document (ECMA-376 part 1, 17.11): python-docx writes none itself."""

from __future__ import annotations

from typing import Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from lxml import etree

from web.exports.cleaning import one_line
from web.papers.paper import Note, Reference

__all__ = ["Footnotes", "add_link"]

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PART = "/word/footnotes.xml"
# The two that Word itself wants: the lines that part notes from text.
_SEPARATORS = (("separator", -1), ("continuationSeparator", 0))
_SMALL = "18"  # half points: 9 points


class Footnotes:
    """The footnotes of one document, added one by one, then stored in it."""

    def __init__(self, document: Any) -> None:
        self._document = document
        # python-docx ships no types
        self._part = Part(PackURI(_PART), CONTENT_TYPE.WML_FOOTNOTES, package=document.part.package)
        self._root = etree.Element(f"{{{_W}}}footnotes", nsmap={"w": _W, "r": _R})
        for kind, number in _SEPARATORS:
            note = _under(self._root, "footnote", type=kind, id=str(number))
            _under(_under(_under(note, "p"), "r"), kind)
        self._last = 0

    def add(self, paragraph: Any, note: Note) -> int:
        """Put a mark at the end of a paragraph, and its note below; returns its number."""
        self._last += 1
        run = paragraph.add_run()
        run.font.superscript = True
        mark = etree.SubElement(run._r, qn("w:footnoteReference"))  # noqa: SLF001 - python-docx's way to the XML
        mark.set(qn("w:id"), str(self._last))
        self._write(note)
        return self._last

    def store(self) -> None:
        """Put the notes into the document; call once, after the last."""
        self._part._blob = etree.tostring(  # noqa: SLF001 - a Part of bytes is filled once
            self._root, xml_declaration=True, encoding="UTF-8", standalone=True
        )
        self._document.part.relate_to(self._part, RELATIONSHIP_TYPE.FOOTNOTES)

    def _write(self, note: Note) -> None:
        paragraph = _under(_under(self._root, "footnote", id=str(self._last)), "p")
        run = _under(paragraph, "r")
        _under(_under(run, "rPr"), "vertAlign", val="superscript")
        _under(run, "footnoteRef")
        for at, reference in enumerate(note.references):
            _text(paragraph, "; " if at else " ")
            add_link(self._part, paragraph, reference)


def add_link(part: Any, paragraph: Any, reference: Reference) -> None:
    """Add words that lead to an address to a paragraph's XML."""
    own = part.relate_to(reference.address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = etree.SubElement(paragraph, f"{{{_W}}}hyperlink")
    link.set(f"{{{_R}}}id", own)
    _text(link, one_line(reference.words), linked=True)


def _text(parent: Any, text: str, *, linked: bool = False) -> None:
    run = _under(parent, "r")
    looks = _under(run, "rPr")
    if linked:
        _under(looks, "color", val="1D4F91")
    _under(looks, "sz", val=_SMALL)
    if linked:
        _under(looks, "u", val="single")
    words = _under(run, "t")
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    words.text = text


def _under(parent: Any, name: str, **attributes: str) -> Any:
    own = etree.SubElement(parent, f"{{{_W}}}{name}")
    for attribute, value in attributes.items():
        own.set(f"{{{_W}}}{attribute}", value)
    return own
