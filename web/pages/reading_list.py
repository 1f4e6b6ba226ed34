"""The reading list: what a reader picked, in an address that can be sent, and as files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import urlencode

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from graph.errors import NotFound
from web.content.briefing.claims import words
from web.content.reading_list import MOST, Picked, ReadingList, picked, read_list
from web.exports.citations import write_ris
from web.exports.items import Item
from web.exports.lists import csv_rows
from web.exports.source import Source, edition_of
from web.pages.sources import attached, site, today
from web.papers.forms import PAPER_FORMS
from web.papers.paper import Line, Note, Paper, Part, Reference
from web.snapshot import Snapshot, current_snapshot

__all__ = ["blueprint"]

blueprint = Blueprint("reading_list", __name__)

_COLUMNS = (
    *("position", "kind", "id", "name", "number", "paragraph", "page", "text", "note"),
    *("report", "commissioned_by", "date", "address", "list", "library", "exported"),
)
_FORMS = ("csv", "ris", "docx", "txt")


@blueprint.get("/reading-list")
def reading_list() -> str | AnyResponse:
    """Show a list and its form; an address that a form made becomes the short one to share."""
    shown, wanted = current_snapshot(), read_list(request.args)
    pairs = list(request.args.items(multi=True))
    if pairs and pairs != wanted.pairs:
        return redirect(_address(wanted), 303)
    found = picked(shown.index, wanted)
    return render_template(
        "reading-list.html",
        wanted=wanted,
        picked=found,
        lost=len(wanted.ids) - len(found),
        most=MOST,
        forms=[(one, _address(wanted, one)) for one in _FORMS],
        query=urlencode(wanted.pairs),
    )


@blueprint.get("/reading-list/reading-list.<ending>")
def files(ending: str) -> Response:
    """Answer with a list as CSV, RIS, Word or text; raises NotFound for another form."""
    shown, wanted = current_snapshot(), read_list(request.args)
    found = picked(shown.index, wanted)
    source = _source(shown, wanted, len(found))
    if ending == "csv":
        body: Iterable[bytes] = csv_rows(_COLUMNS, _rows(found, wanted, source))
        return attached(body, "text/csv; charset=utf-8", "reading-list.csv")
    if ending == "ris":
        body = write_ris(_by_document(found), source)
        return attached(body, "application/x-research-info-systems", "reading-list.ris")
    form = PAPER_FORMS.get(ending)
    if form is None or ending not in _FORMS:
        raise NotFound("A list is not written in this form. Choose one on the reading list.")
    written = form.write(_paper(found, wanted, source))
    return attached([written], form.media_type, f"reading-list.{ending}")


def _address(wanted: ReadingList, ending: str = "") -> str:
    end = f"reading_list.{'files' if ending else 'reading_list'}"
    own = url_for(end, ending=ending) if ending else url_for(end)
    query = urlencode(wanted.pairs)
    return f"{own}?{query}" if query else own


def _source(shown: Snapshot, wanted: ReadingList, number: int) -> Source:
    return Source(
        words("asked_list", number), _address(wanted), site(), edition_of(shown.generation), today()
    )


def _by_document(found: tuple[Picked, ...]) -> list[Item]:
    """Return the picks with those of one report together, as citations want them."""
    first: dict[str, int] = {}
    for at, one in enumerate(found):
        first.setdefault(one.item.entry.document, at)
    return sorted((one.item for one in found), key=lambda item: first[item.entry.document])


def _rows(
    found: tuple[Picked, ...], wanted: ReadingList, source: Source
) -> Iterator[dict[str, object]]:
    for at, one in enumerate(found, start=1):
        entry = one.item.entry
        yield {
            "position": at,
            "kind": one.item.kind,
            "id": one.item.id,
            "name": one.item.name,
            "number": entry.number,
            "paragraph": one.paragraph,
            "page": one.page or None,
            "text": entry.text,
            "note": one.note,
            "report": entry.title,
            "commissioned_by": "; ".join(entry.board),
            "date": entry.date,
            "address": source.site + one.item.path,
            "list": wanted.title,
            "library": source.edition.words,
            "exported": f"{source.exported:%F}",
        }


def _paper(found: tuple[Picked, ...], wanted: ReadingList, source: Source) -> Paper:
    parts = []
    for at, one in enumerate(found, start=1):
        entry = one.item.entry
        place = words("place", entry.title, str(entry.year or ""), one.paragraph, one.page)
        note = Note((Reference(place, source.site + one.item.path),))
        quoted = one.item.kind != "review"
        lines = [Line(entry.text if quoted else entry.title, note, quoted=quoted)]
        lines += [Line(f"{words('list_note')} {one.note}")] if one.note else []
        parts.append(Part(words("item_heading", at, one.item.name), tuple(lines)))
    endings = (words("provenance", source.told), words("extractive"))
    title = wanted.title or words("list_title")
    return Paper(title, tuple(parts), endings, words("sources"))
