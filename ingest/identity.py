"""Which review a document reports: documents of one review share its id.

An executive summary and an overview report print the same board, the same
labels and the same year; that is what makes them one review. Labels that any
family could have ("the deceased", "Case 1") tell nothing, so such a document
is a review of its own. Equal labels of different boards stay apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.identifiers import content_id, slug
from ingest.scopes import CaseScope, ReviewFacts

__all__ = ["case_id", "review_id"]

# Labels that do not tell one family from another.
_ANYBODY = re.compile(r"(?i)the\b|an?\b|case \w{1,2}$|\[|mr$|mrs$|ms$|mother$|father$")


def review_id(sha256: str, facts: ReviewFacts, scopes: Sequence[CaseScope]) -> str:
    """Return the id of the review that a document with these facts reports.

    It depends on board, type, labels and year where all of them are printed,
    else on the document's own bytes.
    """
    body = next(iter(facts.commissioned_by), "")
    labels = sorted(slug(scope.label) for scope in scopes)
    year = (facts.published or _incident(scopes))[:4]
    prefix = slug(f"{facts.area or ''} {' '.join(labels)}") if labels else "review"
    known = all(not _ANYBODY.match(scope.label) for scope in scopes)
    if body and labels and year and known:
        return content_id(prefix, slug(body), facts.review_type or "", year, *labels)
    return content_id(prefix, sha256)


def case_id(review: str, label: str) -> str:
    """Return the id of a case of a review."""
    return content_id(slug(label), review, slug(label))


def _incident(scopes: Sequence[CaseScope]) -> str:
    return next((scope.incident_date for scope in scopes if scope.incident_date), "")
