"""The document reader: the text as printed, each paragraph with an address of its own."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Blueprint, render_template, request

from graph.errors import NotFound
from graph.vocabulary import load_vocabulary
from web.content.cells import NAMES, key, words
from web.content.headings import review_headings
from web.content.reading import Paragraph, paragraphs
from web.snapshot import Snapshot, current_snapshot

__all__ = ["blueprint"]

blueprint = Blueprint("documents", __name__)

_CONTENTS_DEPTH = 3  # heading levels below this are left out of the contents list


@blueprint.get("/documents/<identifier>")
def document(identifier: str) -> str:
    """Show a document's text; `cite` names a passage or a reading to be pointed out.

    `marks=off` shows the text without what was read in it. Raises NotFound when
    the library holds no document of this id.
    """
    shown = current_snapshot()
    iri = NAMES.document(identifier)
    found = shown.graph.select("pages/document", document=iri)
    if not found:
        raise NotFound("The library has no document at this address. Search for its title.")
    marked = request.args.get("marks") != "off"
    read = paragraphs(
        shown.graph.select("pages/document-passages", document=iri),
        shown.graph.select("pages/document-evidence", document=iri) if marked else (),
        shown.graph.select("pages/document-learning", document=iri),
    )
    headings = review_headings(shown)
    reviews = [
        key(row, "review") for row in shown.graph.select("pages/document-reviews", document=iri)
    ]
    return render_template(
        "document.html",
        document=found[0],
        identifier=identifier,
        marked=marked,
        paragraphs=read,
        cited=_cited(read, request.args.get("cite", "")),
        cited_mark=request.args.get("cite", ""),
        contents=[
            heading for one in read for heading in one.headings if heading.level <= _CONTENTS_DEPTH
        ],
        schemes={concept.id: concept.scheme for concept in load_vocabulary()},
        cases=_case_labels(shown, reviews),
        reviews=[headings[one] for one in reviews if one in headings],
        warnings=[
            words(row, "warning").partition(": ")[2]
            for row in shown.graph.select("pages/document-warnings", document=iri)
        ],
    )


def _case_labels(shown: Snapshot, reviews: Iterable[str]) -> dict[str, str]:
    return {
        key(row, "case"): words(row, "label")
        for one in reviews
        for row in shown.graph.select("pages/review-cases", review=NAMES.review(one))
    }


def _cited(read: tuple[Paragraph, ...], cite: str) -> str:
    """Return the passage that `cite` names, itself or by one of its readings; else nothing."""
    for one in read:
        if cite and (one.id == cite or any(mark.evidence == cite for mark in one.marks)):
            return one.id
    return ""
