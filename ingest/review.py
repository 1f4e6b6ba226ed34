"""What a document reports: whether a review, of what kind, by whom, where and when."""

from __future__ import annotations

import re

from graph.vocabulary import Vocabulary
from ingest.dates import find_dates
from ingest.outline import Outline
from ingest.review_body import commissioners
from ingest.review_date import published_date
from ingest.review_front import front_text, table_value
from ingest.review_type import review_type
from ingest.rulebook import load_rules
from ingest.scopes import ReviewFacts

__all__ = ["describe_review"]

_TITLE_AT_MOST = 200
# A coroner signs and dates the report in its last lines.
_SIGNED = 600


def describe_review(outline: Outline, vocabulary: Vocabulary) -> ReviewFacts:
    """Return the review's type, commissioning bodies, area, date and title.

    `is_review` is False for text that nothing marks as a review of the kinds of
    scheme review-type; what cannot be told is None or empty. Raises NotFound when
    a rule names a concept that the vocabulary lacks.
    """
    title = _title(outline)
    concept, is_review = review_type(outline, title)
    if concept is not None:
        concept = vocabulary[concept].id
    bodies = commissioners(outline, title, concept) if is_review else ()
    published = published_date(outline, title, concept)
    area = next((body.area for body in bodies if body.area), None)
    if concept == load_rules("review")["coroner"]["concept"]:
        title = _told_apart(title, area, published, outline)
    return ReviewFacts(
        is_review=is_review,
        title=title,
        review_type=concept,
        commissioned_by=tuple(body.name for body in bodies),
        area=area,
        published=published,
    )


def _title(outline: Outline) -> str:
    """Return the document's own title; a committee paper prints it in a table."""
    printed = table_value(outline, "title", "title of report", "report title", "subject")
    title = printed or outline.title or _first_line(front_text(outline))
    return re.sub(r"\s+", " ", title).strip(" *#_|")[:_TITLE_AT_MOST]


def _told_apart(title: str, area: str | None, published: str | None, outline: Outline) -> str:
    """Return a coroner's title with the area and the reference, else the date, as printed.

    Every such report has the same printed title.
    """
    front = front_text(outline)
    coroner = load_rules("review")["coroner"]
    reference = re.search(coroner["reference"], front)
    printed = (
        reference["reference"] if reference else _dated(published, front, outline.text[-_SIGNED:])
    )
    added = ", ".join(one.strip(" .") for one in (area or "", printed) if one and one not in title)
    return f"{title}: {added}"[:_TITLE_AT_MOST] if added else title


def _dated(published: str | None, *places: str) -> str:
    """Return the date of publication as one of `places` prints it, else ""."""
    dates = ((text, date) for text in places for date in find_dates(text) if date.iso == published)
    return next((text[date.start : date.end] for text, date in dates), "")


def _first_line(text: str) -> str:
    return next((line for line in text.splitlines() if line.strip()), "")
