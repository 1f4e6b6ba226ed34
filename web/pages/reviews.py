"""All reviews, and one review with its documents, cases, learning and agencies."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from flask import Blueprint, render_template, request

from graph.errors import NotFound
from graph.view import Row
from web.content.cells import NAMES, key, words
from web.content.facts import STATUSES, strongest
from web.content.headings import ReviewHeading, review_headings
from web.content.learning import Link, items, links_by_item
from web.paging import page_number, paged
from web.snapshot import Snapshot, current_snapshot

__all__ = ["blueprint"]

blueprint = Blueprint("reviews", __name__)

_PAGE_SIZE = 50

# Case -> the factors of each status.
_Factors = dict[str, dict[str, list[Link]]]


@blueprint.get("/reviews")
def reviews() -> str:
    """List the reviews, the newest first; `type` and `year` narrow the list."""
    every = list(review_headings(current_snapshot()).values())
    chosen_type, chosen_year = request.args.get("type", ""), request.args.get("year", "")
    shown = [
        one
        for one in every
        if chosen_type in ("", one.type) and chosen_year in ("", one.year or "unknown")
    ]
    return render_template(
        "reviews.html",
        page=paged(shown, page_number(request.args.get("page")), _PAGE_SIZE),
        types=_types(every),
        years=sorted(Counter(one.year or "unknown" for one in every).items(), reverse=True),
        chosen_type=chosen_type,
        chosen_year=chosen_year,
    )


@blueprint.get("/reviews/<identifier>")
def review(identifier: str) -> str:
    """Show one review; raises NotFound when the library holds none of this id."""
    shown = current_snapshot()
    heading = _heading(shown, identifier)
    iri = NAMES.review(identifier)
    documents = shown.graph.select("pages/review-documents", review=iri)
    links = links_by_item(shown.graph.select("pages/review-links", about=iri))
    learning = items(shown.graph.select("pages/review-learning", about=iri), links)
    return render_template(
        "review.html",
        review=heading,
        boards=shown.graph.select("pages/review-boards", review=iri),
        documents=documents,
        cases=shown.graph.select("pages/review-cases", review=iri),
        factors=_factors(shown.graph.select("pages/review-factors", review=iri)),
        lessons=[one for one in learning if one.kind == "lesson"],
        recommendations=[one for one in learning if one.kind == "recommendation"],
        agencies=shown.graph.select("pages/review-agencies", review=iri),
        warnings=_warnings(shown, documents),
    )


def _heading(shown: Snapshot, identifier: str) -> ReviewHeading:
    found = review_headings(shown).get(identifier)
    if found is None:
        raise NotFound("The library has no review at this address. Search for it by its name.")
    return found


def _types(every: Iterable[ReviewHeading]) -> list[tuple[str, str, int]]:
    """Return (concept, label, reviews) of each review type there is, in order of labels."""
    counted = Counter((one.type, one.type_label) for one in every if one.type)
    listed = ((concept, label, count) for (concept, label), count in counted.items())
    return sorted(listed, key=lambda one: one[1])


def _factors(rows: Iterable[Row]) -> _Factors:
    statuses: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for row in rows:
        named = key(row, "case"), key(row, "concept"), words(row, "conceptLabel")
        statuses[named].append(words(row, "status"))
    found: _Factors = defaultdict(lambda: {status: [] for status in STATUSES})
    for (case, concept, label), told in statuses.items():
        found[case][strongest(told)].append(Link(concept, label))
    return found


def _warnings(shown: Snapshot, documents: Iterable[Row]) -> list[tuple[str, str]]:
    """Return (title, sentence) of what a person should look at in the documents."""
    return [
        (words(document, "title"), words(row, "warning").partition(": ")[2])
        for document in documents
        for row in shown.graph.select(
            "pages/document-warnings", document=NAMES.document(key(document, "document"))
        )
    ]
