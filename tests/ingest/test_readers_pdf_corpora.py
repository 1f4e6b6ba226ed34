"""Every PDF source of the corpora, published and read back: whole, in order, nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from ingest.readers.pdf import read_pdf
from ingest.reading import Block, BlockKind, Reading
from tests import corpora
from tests.corpora.build import publish
from tests.corpora.source import Block as Written
from tests.corpora.source import (
    Heading,
    ListBlock,
    Paragraph,
    Run,
    Source,
    SourceInvalid,
    Table,
    plain,
    read_source,
)

_SOURCES = sorted(Path(corpora.__file__).parent.rglob("*.src.md"))
_NAMES = {
    BlockKind.HEADING: "heading",
    BlockKind.TABLE_ROW: "row",
    BlockKind.FOOTNOTE: "note",
}


def _pdf_sources() -> Iterator[tuple[str, Source]]:
    for path in _SOURCES:
        try:
            source = read_source(path.read_text(encoding="utf-8"))
        except SourceInvalid:
            continue  # `python -m tests.corpora.build` names it
        if source.output == "pdf":
            yield path.name.removesuffix(".src.md"), source


_PDFS = dict(_pdf_sources())
_GLUED = re.compile(r"^(\d+(?:\.\d+)+)(?=[A-Z])")


@pytest.mark.parametrize("source", _PDFS.values(), ids=_PDFS.keys())
def test_a_published_source_is_read_back_block_by_block(source: Source) -> None:
    expected = [*_written(source.blocks), *_notes(source)]
    reading = read_pdf(publish(source))
    found = [_found(block, reading) for block in reading.blocks]
    while len(found) > len(expected) and found[0][1] in _flat(source.header.replace(" | ", " ")):
        found = found[1:]  # the head of the first page is kept
    # "2.2Father was 34": some sources print their numbers so; they are read apart.
    assert [text for _, text in found] == [_GLUED.sub(r"\1 ", text) for _, text, _ in expected]
    for (kind, text), (as_written, _, bold) in zip(found, expected, strict=True):
        # A short line in bold is a heading to the eye, however it was written.
        assert kind == as_written or (bold and kind == "heading"), text


def _found(block: Block, reading: Reading) -> tuple[str, str]:
    return _NAMES.get(block.kind, "paragraph"), _flat(reading.text[block.start : block.end])


def _written(blocks: Sequence[Written]) -> Iterator[tuple[str, str, bool]]:
    """Yield kind, text and whether it may look like a heading, for each block written."""
    for block in blocks:
        match block:
            case Heading(_, runs):
                yield "heading", _flat(plain(runs)), True
            case Paragraph(runs):
                yield "paragraph", _flat(plain(runs)), _like_heading(runs)
            case ListBlock(items, start):
                for at, item in enumerate(items):
                    number = "" if start is None else f"{start + at}. "
                    for kind, text, bold in _written(item):
                        yield kind, number + text, bold
                        number = ""
            case Table(header, rows):
                for row in (header, *rows):
                    yield "row", _flat(" ".join(plain(cell) for cell in row)), False


def _notes(source: Source) -> Iterator[tuple[str, str, bool]]:
    for number, runs in enumerate(source.notes, start=1):
        yield "note", _flat(f"{number} {plain(runs)}"), False


def _like_heading(runs: Sequence[Run]) -> bool:
    text = plain(runs)
    return all(run.bold for run in runs if run.text.strip()) or text.isupper()


def _flat(text: str) -> str:
    """Return text as the standard fonts of PDF print it, with single spaces."""
    return " ".join(text.replace("\u0177", "y").replace("\u0175", "w").split())
