"""Contents pages that were typed, or whose entries lost their style: tab and page number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ingest.readers.docx_inline import text_of
from ingest.readers.docx_xml import Xml, name
from ingest.readers.lines import plain_rules

__all__ = ["contents_entries"]

# A page number behind a tab is an entry of a contents page when so many follow each other.
_FEWEST = 3


def contents_entries(elements: Sequence[Xml]) -> set[int]:
    """Return which of a body's elements are a contents page, its heading included."""
    texts = [text_of(element) if name(element) == "p" else "" for element in elements]
    entries: set[int] = set()
    run: list[int] = []
    for at, element in enumerate(elements):
        if name(element) == "p" and _entry().fullmatch(texts[at].strip()):
            run.append(at)
            continue
        if not texts[at].strip() and name(element) == "p":
            continue  # an empty paragraph parts no entries
        entries |= _with_heading(run, texts)
        run = []
    return entries | _with_heading(run, texts)


def _with_heading(run: Sequence[int], texts: Sequence[str]) -> set[int]:
    if len(run) < _FEWEST:
        return set()
    before = run[0] - 1
    while before >= 0 and not texts[before].strip():
        before -= 1
    headed = before >= 0 and texts[before].strip().casefold() in _headings()
    return {*run, before} if headed else set(run)


@cache
def _headings() -> frozenset[str]:
    return frozenset(plain_rules()["contents"]["headings"])


@cache
def _entry() -> re.Pattern[str]:
    return re.compile(r"[^\t\n]{1,200}(?:\t[^\t\n]{0,200}){0,2}\t[ .]*(?:\d{1,3}|[ivxl]{1,6})")
