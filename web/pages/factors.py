"""The risk factors as a tree, and one factor with its cases and what goes with it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from flask import Blueprint, render_template, request

from graph.errors import NotFound
from graph.namespaces import V
from graph.view import Row
from graph.vocabulary import Concept, load_vocabulary
from web.content.cells import NAMES
from web.content.company import companions
from web.content.factor_cases import FactorCase, cases_by_status, cases_by_year
from web.content.factor_tree import SCHEME, factor_counts, factor_tree
from web.content.facts import STATUSES, Fact, facts
from web.content.headings import review_headings
from web.content.learning import items
from web.content.quotations import texts
from web.content.threshold import Threshold, asked_threshold
from web.paging import page_number, paged
from web.snapshot import Snapshot, current_snapshot

__all__ = ["blueprint"]

blueprint = Blueprint("factors", __name__)

_CASES = 10  # of a page: each shows its quotations
_COMPANY = 15
_LEARNING = 10


@blueprint.get("/factors")
def factors() -> str:
    """List the factors that some case has, broader ones above narrower ones."""
    shown = current_snapshot()
    threshold = asked_threshold()
    tree = factor_tree(shown, load_vocabulary(), threshold.hiding)
    return render_template("factors.html", tree=tree, threshold=threshold)


@blueprint.get("/factors/<identifier>")
def factor(identifier: str) -> str:
    """Show one factor; raises NotFound for what is no risk factor of the vocabulary."""
    concept = _factor(identifier)
    shown = current_snapshot()
    iri = V[concept.id]
    threshold = asked_threshold()
    found = cases_by_status(_links(shown, concept, threshold))
    status = _chosen(list(found))
    page = paged(found.get(status, []), page_number(request.args.get("page")), _CASES)
    return render_template(
        "factor.html",
        concept=concept,
        children=_children(shown, concept, threshold),
        found=found,
        status=status,
        page=page,
        evidence={case.id: _evidence(shown, case, concept, threshold) for case in page.items},
        headings=review_headings(shown),
        company=companions(shown, load_vocabulary(), concept.id, threshold.hiding, _COMPANY),
        threshold=threshold,
        years=cases_by_year(found.get("present", [])),
        learning=items(shown.graph.select("pages/factor-learning", about=iri))[:_LEARNING],
    )


def _factor(identifier: str) -> Concept:
    vocabulary = load_vocabulary()
    if identifier not in vocabulary or vocabulary[identifier].scheme != SCHEME:
        raise NotFound("There is no risk factor at this address. Choose one from the list of them.")
    return vocabulary[identifier]


def _links(shown: Snapshot, concept: Concept, threshold: Threshold) -> list[Row]:
    """Return the cases of a factor, those of links below the threshold left out."""
    rows = shown.graph.select("pages/factor-cases", concept=V[concept.id])
    if not threshold.least:
        return rows
    columns = ("case", "narrower", "person")
    sure = {
        tuple(row[one] for one in columns): row["confidence"]
        for row in shown.graph.select("pages/factor-confidence", concept=V[concept.id])
    }
    stated = [row | {"confidence": sure.get(tuple(row[one] for one in columns))} for row in rows]
    return threshold.kept("link", stated, *columns)


def _children(
    shown: Snapshot, concept: Concept, threshold: Threshold
) -> list[tuple[str, str, int]]:
    """Return (id, label, cases in which it is present) of each factor directly below."""
    vocabulary, counts = load_vocabulary(), factor_counts(shown, threshold.hiding)
    return [
        (child, vocabulary.label(child), counts.get(child, {}).get("present", 0))
        for child in vocabulary.children(concept.id)
    ]


def _chosen(statuses: list[str]) -> str:
    """Return the status asked for, else the strongest that there is."""
    asked = request.args.get("status", "")
    return asked if asked in STATUSES else next(iter(statuses), STATUSES[0])


def _evidence(
    shown: Snapshot, case: FactorCase, concept: Concept, threshold: Threshold
) -> tuple[Fact, ...]:
    rows = shown.graph.select(
        "pages/factor-quotations", case=NAMES.case(case.id), concept=V[concept.id]
    )
    # A threshold of its own: what is left out here was counted with the cases.
    above = replace(threshold, below=Counter()).kept("", rows, "concept", "person")
    told = facts(above, texts(above))
    return tuple(one for one in told if one.status == case.status)
