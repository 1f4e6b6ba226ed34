"""Whether the first row of a table names its columns; one rule for every format."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

__all__ = ["is_key_and_value", "looks_like_header"]

# A column's name is a few words; a longer first row is a row like the others.
_NAME_LENGTH = 90

_PAIR = 2


def is_key_and_value(row: Sequence[str], after: Sequence[str]) -> bool:
    """Say whether a first row is a key of the report and its value ("Date", "May 2009").

    The row after it must begin with a key too: "Date", "Event" head a
    chronology. Two keys ("Report of", "Title") are names of columns.
    """
    if len(row) != _PAIR or not after:
        return False
    first, second, below = (_folded(cell) for cell in (*row, after[0]))
    return first in _keys() and below in _keys() and second not in _keys()


def looks_like_header(row: Sequence[str]) -> bool:
    """Say whether cells that nothing marks as a header could be one.

    All are filled, short, no number and no "key: value".
    """
    return all(0 < len(cell) <= _NAME_LENGTH and _no_name().search(cell) is None for cell in row)


def _folded(cell: str) -> str:
    return cell.strip(" :.*").casefold()


@cache
def _keys() -> frozenset[str]:
    rules = tomllib.loads((files("ingest") / "rules" / "tables.toml").read_text("utf-8"))
    return frozenset(rules["keys"])


@cache
def _no_name() -> re.Pattern[str]:
    return re.compile(r":\s|:$|^[\d\W]+$")
