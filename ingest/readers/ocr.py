"""Text recognition of page pictures by the tesseract program, where it is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from statistics import median

from ingest.rulebook import load_rules

__all__ = ["OCR_DPI", "RecognisedWord", "recognised_words", "tesseract_program"]

# Dots an inch that pages are drawn at: what tesseract reads best for its time.
OCR_DPI = 200
# One page never takes longer than this, in seconds.
_PAGE_SECONDS = 120
# Words that tesseract itself (0 to 100) is less sure of are specks and logos.
_LEAST_SURE = 30.0
_LANGUAGE = "eng"


@dataclass(frozen=True, slots=True)
class RecognisedWord:
    """A word in a picture: its place in dots, `y1` the foot of its line, `tall` the line's height.

    `line` tells the words of one line from those of others.
    """

    text: str
    x0: int
    x1: int
    y1: int
    tall: float
    line: tuple[int, int, int]


def tesseract_program() -> str | None:
    """Return the path of the tesseract program, or None where it is not installed."""
    return shutil.which("tesseract")


def recognised_words(program: str, grey: bytes, width: int, height: int) -> list[RecognisedWord]:
    """Return the words in a grey picture (one byte a dot, row by row), in reading order.

    A page that tesseract fails on, or takes too long over, has none.
    """
    picture = b"P5 %d %d 255\n" % (width, height) + grey
    command = [program, "stdin", "stdout", "--dpi", str(OCR_DPI), "-l", _LANGUAGE, "tsv"]
    # More threads only wait for each other here: seven times slower.
    threads = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(
            command, input=picture, capture_output=True, check=True, timeout=_PAGE_SECONDS,
            env=threads,
        )  # fmt: skip
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired, OSError):
        return []
    return list(_words(done.stdout.decode("utf-8", "replace")))


def _words(table: str) -> Iterator[RecognisedWord]:
    """Yield the words of tesseract's table: one row a word, its place in columns 7 to 10."""
    rows = [row for line in table.splitlines()[1:] if len(row := line.split("\t")) == 12]  # noqa: PLR2004 - its columns
    words = [row for row in rows if row[0] == "5" and row[11].strip() and _sure(row[10])]
    lines: dict[tuple[int, int, int], list[list[str]]] = {}
    for row in words:
        lines.setdefault((int(row[2]), int(row[3]), int(row[4])), []).append(row)
    for key, members in lines.items():
        foot = int(median(int(row[7]) + int(row[9]) for row in members))
        tall = median(int(row[9]) for row in members)
        for at, row in enumerate(members):
            left, width = int(row[6]), int(row[8])
            bullet = at == 0 and len(members) > 1 and row[11].strip() in _misread_bullets()
            text = "\u2022" if bullet else row[11].strip()
            yield RecognisedWord(text, left, left + width, foot, tall, key)


def _sure(told: str) -> bool:
    try:
        return float(told) >= _LEAST_SURE
    except ValueError:
        return False


@cache
def _misread_bullets() -> frozenset[str]:
    return frozenset(load_rules("pdf")["recognition"]["bullets"])
