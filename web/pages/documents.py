"""The document reader: the text as printed, each paragraph with an address of its own."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Blueprint, redirect, render_template, request, url_for
from rdflib import URIRef
from werkzeug.wrappers import Response

from graph.errors import NotFound
from graph.view import Row
from graph.vocabulary import load_vocabulary
from web.content.cells import NAMES, key, words
from web.content.corrected import told_of
from web.content.headings import review_headings
from web.content.parts import Outline, Part, outline_of
from web.content.reading import Paragraph, paragraphs
from web.paging import page_number
from web.snapshot import Snapshot, current_snapshot

__all__ = ["blueprint"]

blueprint = Blueprint("documents", __name__)

_ABSENT = "The library has no document at this address. Search for its title."
_NO_PASSAGES = Part(1, 1, 0, 0, 0, "", (), 0)


@blueprint.get("/documents/<identifier>")
def document(identifier: str) -> str:
    """Show a document's text; `cite` names a passage or a reading to be pointed out.

    A long document is shown in parts: the one that holds what is cited, or `part`.
    `marks=off` shows the text without what was read in it. Raises NotFound when
    the library holds no document of this id.
    """
    shown = current_snapshot()
    iri, found = _held(shown, identifier)
    marked = request.args.get("marks") != "off"
    outline, cite = outline_of(shown, iri), request.args.get("cite", "")
    cited = _passage_cited(shown, outline, cite)
    part = _part(outline, cited)
    told = told_of(shown, [identifier])
    headings = review_headings(shown)
    reviews = [
        key(row, "review") for row in shown.graph.select("pages/document-reviews", document=iri)
    ]
    return render_template(
        "document.html",
        document=found,
        identifier=identifier,
        marked=marked,
        paragraphs=_paragraphs(shown, iri, part, marked=marked),
        part=part,
        parts=outline.parts,
        part_address=_part_address,
        cited=cited,
        cited_mark=cite,
        contents=outline.contents,
        schemes={concept.id: concept.scheme for concept in load_vocabulary()},
        cases=_case_labels(shown, reviews),
        reviews=[headings[one] for one in reviews if one in headings],
        warnings=[sentence for _, sentence in told.warnings],
        corrected=told.corrected,
    )


@blueprint.get("/documents/<identifier>/passages/<anchor>")
def passage(identifier: str, anchor: str) -> Response:
    """Lead to the part of a document that holds a paragraph or a heading; raises NotFound."""
    shown = current_snapshot()
    iri, _ = _held(shown, identifier)
    part = outline_of(shown, iri).part_of(anchor)
    if part is None:
        raise NotFound("The document has no such paragraph. Open the document and look for it.")
    number = part.number if part.number > 1 else None
    return redirect(
        url_for("documents.document", identifier=identifier, part=number, _anchor=anchor)
    )


def _held(shown: Snapshot, identifier: str) -> tuple[URIRef, Row]:
    iri = NAMES.document(identifier)
    found = shown.graph.select("pages/document", document=iri)
    if not found:
        raise NotFound(_ABSENT)
    return iri, found[0]


def _part(outline: Outline, cited: str) -> Part:
    if not outline.positions:
        return _NO_PASSAGES
    if cited:
        return outline.part_at(outline.positions[cited])
    number = min(page_number(request.args.get("part")), len(outline.parts))
    return outline.parts[number - 1]


def _part_address(number: int) -> str:
    """Return the address of another part of the document, marked as this one is."""
    return url_for(
        "documents.document",
        identifier=(request.view_args or {})["identifier"],
        part=number if number > 1 else None,
        marks="off" if request.args.get("marks") == "off" else None,
    )


def _paragraphs(
    shown: Snapshot, document: URIRef, part: Part, *, marked: bool
) -> tuple[Paragraph, ...]:
    def within(query: str) -> list[Row]:
        return shown.graph.select(query, document=document, first=part.first, last=part.last)

    return paragraphs(
        within("pages/document-passages"),
        within("pages/document-evidence") if marked else (),
        shown.graph.select("pages/document-learning", document=document),
        first=part.first,
        before=part.before,
        page=part.page_before,
    )


def _case_labels(shown: Snapshot, reviews: Iterable[str]) -> dict[str, str]:
    return {
        key(row, "case"): words(row, "label")
        for one in reviews
        for row in shown.graph.select("pages/review-cases", review=NAMES.review(one))
    }


def _passage_cited(shown: Snapshot, outline: Outline, cite: str) -> str:
    """Return the passage that `cite` names, itself or by one of its readings; else nothing."""
    if not cite or cite in outline.positions:
        return cite
    rows = shown.graph.select("pages/evidence-passage", evidence=NAMES.evidence(cite))
    return next((one for row in rows if (one := key(row, "passage")) in outline.positions), "")
