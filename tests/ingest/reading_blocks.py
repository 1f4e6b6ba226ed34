"""Blocks of a Reading in the short form that tables of tests compare."""

from __future__ import annotations

from ingest.reading import BlockKind, Reading

__all__ = ["cells_of", "check_offsets", "shown", "texts_of"]


def shown(reading: Reading) -> list[tuple[str, str]]:
    """Return (kind and level, text) of each block: ("heading 2", "Findings")."""
    check_offsets(reading)
    return [
        (
            f"{block.kind} {block.level}" if block.level else str(block.kind),
            reading.text[block.start : block.end],
        )
        for block in reading.blocks
    ]


def texts_of(reading: Reading, kind: BlockKind) -> list[str]:
    """Return the texts of the blocks of one kind."""
    return [reading.text[block.start : block.end] for block in reading.blocks if block.kind is kind]


def cells_of(reading: Reading) -> list[tuple[int, bool, list[tuple[str, str]]]]:
    """Return (table, is header, [(text, column header)]) of each table row."""
    return [
        (
            block.table,
            block.header,
            [(reading.text[cell.start : cell.end], cell.header) for cell in block.cells],
        )
        for block in reading.blocks
        if block.kind is BlockKind.TABLE_ROW
    ]


def check_offsets(reading: Reading) -> None:
    """Assert what holds for every Reading: blocks in order, apart, inside the text, not blank."""
    at = 0
    for block in reading.blocks:
        assert at <= block.start < block.end <= len(reading.text)
        assert reading.text[block.start : block.end].strip()
        cell_at = block.start
        for cell in block.cells:
            assert cell_at <= cell.start < cell.end <= block.end
            cell_at = cell.end
        at = block.end
