"""Short made-up reviews as files, for tests that read for real. Nobody in them exists."""

from __future__ import annotations

import io
from pathlib import Path

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

__all__ = ["encrypted_pdf", "not_a_review", "review_text", "write_reviews"]


def review_text(label: str = "Child A", body: str = "", board: str = "Wendlebury") -> str:
    """Return a review of one case as plain text, with one recommendation."""
    return f"""SERIOUS CASE REVIEW: {label}

{board} Local Safeguarding Children Board, May 2012

1. Introduction

1.1 This serious case review was commissioned after the death of {label}, aged six months.

2. What happened

2.1 {label}'s mother had been using heroin and was a victim of domestic abuse. {body}

3. Recommendations

1. {board} Local Safeguarding Children Board should audit how agencies share information.
"""


def not_a_review() -> str:
    """Return text that nothing marks as a review."""
    return "Leek soup\n\nCut the leeks. Boil them for twenty minutes. Add cream and pepper.\n"


def encrypted_pdf() -> bytes:
    """Return a PDF that asks for a password."""
    file = io.BytesIO()
    canvas = Canvas(file, encrypt=StandardEncryption("a password", strength=128), invariant=1)
    canvas.drawString(72, 720, "Serious case review: Child A")
    canvas.save()
    return file.getvalue()


def write_reviews(folder: Path, number: int) -> list[Path]:
    """Write that many different reviews into a folder, made if need be; return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"review-{at:02}.txt" for at in range(number)]
    for at, path in enumerate(paths):
        label = f"Child {chr(ord('A') + at % 26)}{at}"
        path.write_text(review_text(label), encoding="utf-8")
    return paths
