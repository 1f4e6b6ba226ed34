"""What stands at the head of a document: the text that says what it is."""

from __future__ import annotations

from graph.model import PassageKind
from ingest.outline import Outline

__all__ = ["front_text", "table_value"]

# Where structure found no title page, this much of the document stands for it.
_FRONT_CHARACTERS = 900
# A "front" longer than this has swallowed a body without headings.
_FRONT_AT_MOST = 3_000


def front_text(outline: Outline) -> str:
    """Return the title page and the head of the document, bounded in length.

    A front that structure cut short (a heading on the title page) is filled up
    with what follows it, as far as a title page usually goes.
    """
    front = outline.front[:_FRONT_AT_MOST]
    head = outline.text[:_FRONT_CHARACTERS]
    if len(front.strip()) >= _FRONT_CHARACTERS or not head.strip():
        return front
    return head if front.strip() in head else f"{front}\n{head}"


def table_value(outline: Outline, *names: str) -> str:
    """Return what stands beside a name in a table of the document's particulars, or "".

    Both layouts are read: a header row with its values below ("Date", then
    "15 November 2007") and a name with its value beside it ("Report of: ...").
    """
    wanted = {name.casefold() for name in names}
    front = {one.id for one in outline.passages if one.kind is PassageKind.FRONT_MATTER}
    for row in outline.rows:
        at_head = bool(row.cells) and row.cells[0][2] < _FRONT_CHARACTERS
        if row.passage not in front and not at_head:
            continue
        cells = [(header.strip(" :*"), text.strip(" :*\n")) for header, text, _, _ in row.cells]
        for header, text in cells:
            if header.casefold() in wanted and text:
                return text
        if len(cells) > 1 and cells[0][1].casefold() in wanted and cells[1][1]:
            return cells[1][1]
        for _, text in cells:
            name, colon, value = text.partition(":")
            if colon and name.strip().casefold() in wanted and value.strip():
                return value.strip()
    return ""
