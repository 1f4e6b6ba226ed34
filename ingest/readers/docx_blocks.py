"""The blocks of a Word document, in the order of its body."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.readers.assembly import Assembly, tidy
from ingest.readers.docx_contents import contents_entries
from ingest.readers.docx_inline import words_of
from ingest.readers.docx_numbering import Numbering
from ingest.readers.docx_styles import Styles, numbering_of, outline_level
from ingest.readers.docx_tables import Grid, GridCell, GridRow, grid_of
from ingest.readers.docx_xml import Xml, child, name, value, w
from ingest.readers.table_headers import is_key_and_value
from ingest.reading import BlockKind

__all__ = ["DocxBlocks", "children_of"]

# A paragraph all in bold, no longer than this and no sentence, looks like a heading.
_HEADING_LENGTH = 120

# Elements that only wrap others: content controls, insertions kept, old mark-up.
_WRAPPERS = frozenset({"sdtContent", "ins", "moveTo", "customXml", "smartTag"})


@dataclass(frozen=True, slots=True)
class _Paragraph:
    kind: BlockKind
    text: str
    level: int = 0
    bold: bool = False


@dataclass(frozen=True, slots=True)
class _Cell:
    column: int
    text: str
    bold: bool


class DocxBlocks:
    """Adds a body's paragraphs and tables to an assembly."""

    def __init__(self, styles: Styles, numbering: Numbering, assembly: Assembly) -> None:
        self._styles = styles
        self._numbering = numbering
        self._assembly = assembly

    def add(self, container: Xml) -> None:
        """Add all blocks of a body, a cell or a note, in order."""
        elements = list(children_of(container))
        contents = contents_entries(elements)
        for at, element in enumerate(elements):
            if at in contents:
                continue
            if name(element) == "tbl":
                self._table(element)
                continue
            paragraph = self._paragraph(element)
            if paragraph is not None:
                self._assembly.add(paragraph.kind, paragraph.text, paragraph.level)

    def _paragraph(self, element: Xml) -> _Paragraph | None:
        """Return a paragraph as a block, or None when it is empty or a contents entry."""
        properties = child(element, "pPr")
        style = value(child(properties, "pStyle")) if properties is not None else ""
        words = words_of(element, self._styles)
        text = tidy(words.text)
        numbering = numbering_of(properties) or self._styles.numbering(style)
        if self._styles.is_contents(style):
            return None
        label, depth = "", 0
        # An empty paragraph of a list prints its number too; a deleted one does not.
        deleted = child(element, "pPr", "rPr", "del") is not None
        if numbering is not None and numbering[0] != "0" and not deleted:
            label, depth = self._numbering.label(*numbering), numbering[1] + 1
        if not text:
            return None
        printed = f"{label} {text}" if label else text
        bold = words.bold or (not words.mixed and self._styles.is_bold(style))
        level = outline_level(properties) or self._styles.heading_level(style)
        if level:
            return _Paragraph(BlockKind.HEADING, printed, level, bold)
        if self._styles.is_note(style):
            return _Paragraph(BlockKind.FOOTNOTE, printed)
        if bold and _reads_as_heading(text):
            return _Paragraph(BlockKind.HEADING, printed, 0, bold)
        kind = BlockKind.LIST_ITEM if depth else BlockKind.PARAGRAPH
        return _Paragraph(kind, printed, depth, bold)

    def _table(self, element: Xml) -> None:
        """Add a table's rows, or its paragraphs where it only frames text."""
        grid = grid_of(element)
        if grid.columns < 2 or self._frames_headings(grid):  # noqa: PLR2004 - a box round text
            for row in grid.rows:
                for cell in row.cells:
                    self.add(cell.element)
            return
        number = self._assembly.begin_table()
        names: dict[int, str] = {}
        read = [[self._cell(cell) for cell in row.cells] for row in grid.rows]
        for at, (row, texts) in enumerate(zip(grid.rows, read, strict=True)):
            header = _is_header(row, texts, read[at + 1 : at + 2], first=at == 0)
            if header:
                names |= {one.column: one.text.replace("\n", " ") for one in texts}
            cells = [(one.text, "" if header else names.get(one.column, "")) for one in texts]
            self._assembly.add_row(cells, number, header=header)

    def _cell(self, cell: GridCell) -> _Cell:
        """Return a cell with its text, a line for each of its paragraphs."""
        paragraphs = [
            paragraph
            for element in _paragraphs_below(cell.element)
            if (paragraph := self._paragraph(element)) is not None
        ]
        text = "\n".join(paragraph.text for paragraph in paragraphs)
        return _Cell(cell.column, text, all(paragraph.bold for paragraph in paragraphs))

    def _frames_headings(self, grid: Grid) -> bool:
        cells = (cell for row in grid.rows for cell in row.cells)
        styles = (
            value(child(element, "pPr", "pStyle"))
            for cell in cells
            for element in _paragraphs_below(cell.element)
        )
        return any(style and self._styles.heading_level(style) for style in styles)


def children_of(container: Xml) -> Iterator[Xml]:
    """Yield the paragraphs and tables of a container, those inside wrappers too.

    A content control that holds a table of contents is passed over.
    """
    for element in container:
        kind = name(element)
        if kind in ("p", "tbl"):
            yield element
        elif kind == "sdt" and not _is_contents_control(element):
            content = child(element, "sdtContent")
            if content is not None:
                yield from children_of(content)
        elif kind in _WRAPPERS:
            yield from children_of(element)


def _is_contents_control(element: Xml) -> bool:
    gallery = child(element, "sdtPr", "docPartObj", "docPartGallery")
    return value(gallery).lower() == "table of contents"


def _is_header(
    row: GridRow, cells: Sequence[_Cell], after: Sequence[Sequence[_Cell]], *, first: bool
) -> bool:
    """Say whether a row names the columns: marked so in Word, or a first row all in bold."""
    filled = [cell for cell in cells if cell.text]
    bold = first and len(filled) > 1 and all(cell.bold for cell in filled)
    below = [cell.text for cell in after[0]] if after else []
    return (row.header or bold) and not is_key_and_value([cell.text for cell in filled], below)


def _paragraphs_below(cell: Xml) -> Iterator[Xml]:
    for element in children_of(cell):
        if name(element) == "p":
            yield element
        else:
            for inner in element.iter(w("tc")):
                yield from (one for one in children_of(inner) if name(one) == "p")


def _reads_as_heading(text: str) -> bool:
    return len(text) <= _HEADING_LENGTH and not text.endswith((".", ";", ","))
