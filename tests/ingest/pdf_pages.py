"""Small PDFs for tests, drawn word by word where the test says."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from ingest.reading import BlockKind, Reading

__all__ = ["SENTENCES", "drawn", "kinds", "lines_at", "ruled_table", "texts"]

_HEIGHT = A4[1]

# Prose to fill columns with: each sentence is told apart by its number.
SENTENCES = [
    f"Sentence {number} says that the health visitor saw the family at home and wrote it down."
    for number in range(1, 41)
]


def drawn(*pages: Callable[[Any], None], encrypt: Any = None) -> bytes:
    """Return a PDF with one page for each function that draws on a canvas."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1, encrypt=encrypt)
    for page in pages:
        page(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def lines_at(
    canvas: Any,
    lines: Sequence[str],
    *,
    x: float = 72,
    top: float = 80,
    size: float = 11,
    leading: float = 14,
    face: str = "Helvetica",
) -> None:
    """Draw lines one below the other; `top` counts from the top of the page."""
    canvas.setFont(face, size)
    for at, line in enumerate(lines):
        canvas.drawString(x, _HEIGHT - top - at * leading, line)


def ruled_table(
    canvas: Any, rows: Sequence[Sequence[Sequence[str]]], *, top: float, edges: Sequence[float]
) -> None:
    """Draw a grid whose cells hold the given lines; the first row is bold."""
    y = _HEIGHT - top
    levels = [y]
    for at, row in enumerate(rows):
        canvas.setFont("Helvetica-Bold" if at == 0 else "Helvetica", 9)
        for cell, x in zip(row, edges, strict=False):
            for step, line in enumerate(cell):
                canvas.drawString(x + 4, y - 12 - step * 11, line)
        y -= 8 + 11 * max(len(cell) for cell in row)
        levels.append(y)
    for level in levels:
        canvas.line(edges[0], level, edges[-1], level)
    for x in edges:
        canvas.line(x, levels[0], x, levels[-1])


def texts(reading: Reading, *kinds: BlockKind) -> list[str]:
    """Return the text of each block, or of those of the given kinds."""
    return [
        reading.text[block.start : block.end]
        for block in reading.blocks
        if not kinds or block.kind in kinds
    ]


def kinds(reading: Reading) -> list[tuple[BlockKind, str]]:
    """Return each block's kind and text."""
    return [(block.kind, reading.text[block.start : block.end]) for block in reading.blocks]
