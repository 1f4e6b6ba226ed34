"""Writes a document source as Word (python-docx), the same bytes every time.

Lists carry Word's automatic numbers and footnotes are Word's own, in a part of
their own, which python-docx has no call for: both are written as XML here.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

from tests.corpora.source import (
    Block,
    Heading,
    ListBlock,
    PageBreak,
    Paragraph,
    Run,
    Runs,
    Source,
    Table,
    plain,
)

__all__ = ["as_docx"]

# Dates inside the file are these, not the clock's.
_SAVED = datetime(2026, 1, 5, 9, 0)  # noqa: DTZ001 - Word's properties take a naive date
_ZIP_TIME = (2026, 1, 5, 9, 0, 0)
_BOLD_SIZES = (16, 13, 11, 11)
# About how many words fill a page: only for the numbers printed in the contents.
_WORDS_A_PAGE = 380
_NOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


def as_docx(source: Source) -> bytes:
    """Return the Word file of a source."""
    document = docx.Document()
    _describe(document)
    writer = _Writer(document, source)
    for at, block in enumerate(source.blocks):
        if source.contents and at == writer.contents_at:
            writer.contents()
        writer.block(block)
    writer.furnish()
    if source.notes:
        _add_notes(document, source.notes)
    out = io.BytesIO()
    document.save(out)
    return _dated(out.getvalue())


def _describe(document: Any) -> None:
    properties = document.core_properties
    properties.author, properties.title, properties.comments = "", "", ""
    properties.created = properties.modified = properties.last_printed = _SAVED
    document.styles["Normal"].font.name = "Calibri"
    document.styles["Normal"].font.size = Pt(11)


class _Writer:
    """Puts the blocks of one source into one Word document."""

    def __init__(self, document: Any, source: Source) -> None:
        self.document = document
        self.source = source
        self.words = 0
        self.contents_at = next(
            (at for at, b in enumerate(source.blocks) if isinstance(b, PageBreak)),
            next((at for at, b in enumerate(source.blocks) if _deep(b)), -1),
        )

    def block(self, block: Block) -> None:
        """Write one block."""
        match block:
            case Heading(level, runs):
                self._heading(level, runs)
            case Paragraph(runs):
                _write(self.document.add_paragraph(), runs)
            case ListBlock():
                self._list(block, 0)
            case Table(header, rows):
                self._table(header, rows)
            case PageBreak():
                self.document.add_page_break()

    def _heading(self, level: int, runs: Runs) -> None:
        if self.source.style == "styles":
            _write(self.document.add_paragraph(style=f"Heading {level}"), runs)
            return
        paragraph = self.document.add_paragraph()
        _write(paragraph, tuple(replace(run, bold=True) for run in runs))
        for run in paragraph.runs:
            run.font.size = Pt(_BOLD_SIZES[level - 1])

    def _list(self, block: ListBlock, depth: int) -> None:
        number = _numbering(self.document, block.start)
        for item in block.items:
            for at, child in enumerate(item):
                if isinstance(child, Paragraph):
                    paragraph = self.document.add_paragraph(style="List Paragraph")
                    if at == 0:
                        _number(paragraph, number, depth)
                    _write(paragraph, child.runs)
                elif isinstance(child, ListBlock):
                    self._list(child, depth + 1)
                else:
                    self.block(child)

    def _table(self, header: Sequence[Runs], rows: Sequence[Sequence[Runs]]) -> None:
        table = self.document.add_table(rows=0, cols=len(header))
        table.style = "Table Grid"
        for at, row in enumerate([header, *rows]):
            cells = table.add_row().cells
            for cell, runs in zip(cells, row, strict=False):
                bold = tuple(replace(run, bold=True) for run in runs)
                _write(cell.paragraphs[0], bold if at == 0 else runs)
        mark = parse_xml(f"<w:tblHeader {nsdecls('w')}/>")
        table.rows[0]._tr.get_or_add_trPr().append(mark)

    def contents(self) -> None:
        """Write a contents page, as text: a line a heading, with a tab and its page."""
        self.document.add_paragraph().add_run("Contents").bold = True
        words = 0
        for block in self.source.blocks:
            if isinstance(block, Heading):
                page = 2 + words // _WORDS_A_PAGE
                self.document.add_paragraph(f"{plain(block.runs)}\t{page}")
            words += _words(block)

    def furnish(self) -> None:
        """Write the running header and the footer, with Word's page fields."""
        section = self.document.sections[0]
        section.header.paragraphs[0].add_run(self.source.header.replace(" | ", "\t\t"))
        footer = section.footer.paragraphs[0]
        for part in re.split(r"(\{pages?\})", self.source.footer.replace(" | ", "\t\t")):
            if part in {"{page}", "{pages}"}:
                _field(footer, "PAGE" if part == "{page}" else "NUMPAGES")
            elif part:
                footer.add_run(part)


def _deep(block: Block) -> bool:
    return isinstance(block, Heading) and block.level > 1


def _words(block: Block) -> int:
    match block:
        case Heading(_, runs) | Paragraph(runs):
            return len(plain(runs).split())
        case ListBlock(items):
            return sum(_words(child) for item in items for child in item)
        case Table(header, rows):
            return sum(len(plain(cell).split()) for row in [header, *rows] for cell in row)
    return 0


def _write(paragraph: Any, runs: Sequence[Run]) -> None:
    for run in runs:
        written = paragraph.add_run(run.text)
        written.bold = run.bold or None
        written.italic = run.italic or None
        if run.footnote:
            call = OxmlElement("w:footnoteReference")
            call.set(qn("w:id"), str(run.footnote))
            written.font.superscript = True
            written._r.append(call)


def _field(paragraph: Any, name: str) -> None:
    field = parse_xml(
        f'<w:fldSimple {nsdecls("w")} w:instr="{name}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    )
    paragraph._p.append(field)


def _numbering(document: Any, start: int | None) -> int:
    """Add a list definition of its own and return its number."""
    root = document.part.numbering_part.element
    taken = [int(one.get(qn("w:abstractNumId"))) for one in root.findall(qn("w:abstractNum"))]
    number = max(taken, default=0) + 1
    levels = "".join(_level(depth, start) for depth in range(3))
    abstract = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">'
        f'<w:multiLevelType w:val="hybridMultilevel"/>{levels}</w:abstractNum>'
    )
    first_num = root.find(qn("w:num"))
    if first_num is None:
        root.append(abstract)
    else:
        first_num.addprevious(abstract)
    return int(root.add_num(number).numId)


def _level(depth: int, start: int | None) -> str:
    if start is None:
        look = '<w:numFmt w:val="bullet"/><w:lvlText w:val="\u2022"/>'
    else:
        kind = ("decimal", "lowerLetter", "lowerRoman")[depth]
        mark = f"%{depth + 1}." if depth == 0 else f"%{depth + 1})"
        look = f'<w:numFmt w:val="{kind}"/><w:lvlText w:val="{mark}"/>'
    first = start if start is not None and depth == 0 else 1
    indent = f'<w:pPr><w:ind w:left="{720 * (depth + 1)}" w:hanging="360"/></w:pPr>'
    return f'<w:lvl w:ilvl="{depth}"><w:start w:val="{first}"/>{look}{indent}</w:lvl>'


def _number(paragraph: Any, number: int, depth: int) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = depth
    properties.get_or_add_numId().val = number


def _add_notes(document: Any, notes: Sequence[Runs]) -> None:
    body = "".join(_note(at, runs) for at, runs in enumerate(notes, start=1))
    xml = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f"<w:footnotes {nsdecls('w')}>"
        '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        f"{body}</w:footnotes>"
    )
    package = document.part.package
    part = Part(PackURI("/word/footnotes.xml"), _NOTES_TYPE, xml.encode(), package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _note(number: int, runs: Runs) -> str:
    text = "".join(
        f"<w:r>{'<w:rPr><w:i/></w:rPr>' if run.italic else ''}"
        f'<w:t xml:space="preserve">{escape(run.text)}</w:t></w:r>'
        for run in runs
    )
    return f'<w:footnote w:id="{number}"><w:p><w:r><w:footnoteRef/></w:r>{text}</w:p></w:footnote>'


def _dated(data: bytes) -> bytes:
    """Return the archive with its members' clock times replaced by a fixed one."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for member in old.infolist():
            entry = zipfile.ZipInfo(member.filename, _ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = member.external_attr
            new.writestr(entry, old.read(member.filename))
    return out.getvalue()
