"""The words of a Word paragraph: what is printed, tracked deletions and hidden text left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ingest.readers.docx_styles import Styles
from ingest.readers.docx_xml import Xml, child, flag, name, value

__all__ = ["Words", "text_of", "words_of"]

# Elements of a paragraph that wrap runs; everything else in it (deletions,
# drawings with their text boxes, comments) is no text of the report.
_WRAPPERS = frozenset(
    {
        "hyperlink",
        "ins",
        "moveTo",
        "smartTag",
        "sdt",
        "sdtContent",
        "fldSimple",
        "customXml",
        "dir",
        "bdo",
    }
)

_SIGNS = {"tab": "\t", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "", "ptab": "\t"}


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph's text; `bold` when all of it is set bold, `mixed` when a run says not."""

    text: str
    bold: bool
    mixed: bool


def text_of(paragraph: Xml) -> str:
    """Return the printed text of a paragraph: its line breaks as newlines, its tabs as tabs."""
    return "".join(_run_text(run) for run in _runs(paragraph))


def words_of(paragraph: Xml, styles: Styles) -> Words:
    """Return the printed text of a paragraph and how bold it is."""
    pieces: list[str] = []
    bold = plain = 0
    for run in _runs(paragraph):
        text = _run_text(run)
        pieces.append(text)
        weight = _is_bold(run, styles)
        bold += len(text.strip()) if weight else 0
        plain += len(text.strip()) if weight is False else 0
    text = "".join(pieces)
    set_bold = bold > 0 and bold >= sum(len(piece.strip()) for piece in pieces)
    return Words(text, set_bold, mixed=bool(plain))


def _runs(element: Xml) -> Iterator[Xml]:
    for one in element:
        kind = name(one)
        if kind == "r":
            if not flag(child(one, "rPr", "vanish")):
                yield one
        elif kind in _WRAPPERS:
            yield from _runs(one)


def _run_text(run: Xml) -> str:
    pieces = []
    for one in run:
        kind = name(one)
        if kind == "t":
            pieces.append(one.text or "")
        elif kind == "br":
            pieces.append("\n" if value(one, "type") in ("", "textWrapping") else " ")
        else:
            pieces.append(_SIGNS.get(kind, ""))
    return "".join(pieces)


def _is_bold(run: Xml, styles: Styles) -> bool | None:
    """Say whether a run is bold; None when neither it nor its style says."""
    bold = child(run, "rPr", "b")
    if bold is not None:
        return flag(bold)
    style = value(child(run, "rPr", "rStyle"))
    return True if style and styles.is_bold(style) else None
