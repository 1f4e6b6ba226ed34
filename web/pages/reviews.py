"""All reviews, and one review with its documents, cases, learning and agencies."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from flask import Blueprint, render_template, request

from graph.errors import NotFound
from graph.view import Row
from web.content.cells import NAMES, key, words
from web.content.corrected import told_of
from web.content.facts import STATUSES, strongest
from web.content.headings import ReviewHeading, review_headings
from web.content.learning import Link, items, links_by_item
from web.content.review_parts import MOST_QUOTED, learning_themes, quoted_factors
from web.content.threshold import asked_threshold
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
        years=_years(every),
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
    titles = {key(one, "document"): words(one, "title") for one in documents}
    told = told_of(shown, titles)
    links = links_by_item(shown.graph.select("pages/review-links", about=iri))
    learning = items(shown.graph.select("pages/review-learning", about=iri), links)
    cases = shown.graph.select("pages/review-cases", review=iri)
    threshold = asked_threshold()
    return render_template(
        "review.html",
        review=heading,
        boards=shown.graph.select("pages/review-boards", review=iri),
        documents=documents,
        cases=cases,
        themes=learning_themes(learning),
        quoted=quoted_factors(shown, cases, threshold),
        many=len(cases) > MOST_QUOTED,
        threshold=threshold,
        factors=_factors(shown.graph.select("pages/review-factors", review=iri)),
        lessons=[one for one in learning if one.kind == "lesson"],
        recommendations=[one for one in learning if one.kind == "recommendation"],
        agencies=shown.graph.select("pages/review-agencies", review=iri),
        warnings=[(titles[one], sentence) for one, sentence in told.warnings],
        corrected=told.corrected,
    )


def _years(every: Iterable[ReviewHeading]) -> list[tuple[str, int]]:
    """Return each year with its reviews, the newest first and those without a year last."""
    counts = Counter(one.year or "unknown" for one in every)
    without = counts.pop("unknown", 0)
    return sorted(counts.items(), reverse=True) + ([("unknown", without)] if without else [])


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
