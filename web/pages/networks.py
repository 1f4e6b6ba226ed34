"""Network measures, each as the answer to a question with what it means and does not mean."""

from __future__ import annotations

from dataclasses import asdict

from flask import Blueprint, Response, current_app, jsonify, render_template, url_for

from graph.network.measures import (
    FEWEST_CASES,
    LEAST_BASE,
    RESAMPLES,
    Measure,
    Ranked,
    measure_names,
    measured,
)
from graph.vocabulary import load_vocabulary
from web.content.cells import identifier
from web.content.kept import kept
from web.content.pathways import links_of, names_of
from web.negotiation import opened_to_all
from web.snapshot import Snapshot, current_snapshot

__all__ = ["blueprint"]

blueprint = Blueprint("networks", __name__)


@blueprint.get("/networks")
def networks() -> str:
    """Show the measures, each under the question it answers."""
    shown = current_snapshot()
    return render_template(
        "networks.html",
        measures=_measures(shown),
        label=lambda one: _label(shown, one),
        address=_address,
        fewest=FEWEST_CASES,
        least=LEAST_BASE,
        resamples=RESAMPLES,
    )


@blueprint.get("/api/networks")
def networks_json() -> Response:
    """Return the measures as JSON, words and ranges of ranks included."""
    shown = current_snapshot()
    told = [
        asdict(one) | {"rows": [asdict(row) | {"label": _label(shown, row)} for row in one.rows]}
        for one in _measures(shown)
    ]
    answer = jsonify(schema="lessons-networks/1", resamples=RESAMPLES, measures=told)
    answer.headers.update(opened_to_all())
    return answer


def _measures(shown: Snapshot) -> list[Measure]:
    return [_measure(shown, name, _least()) for name in measure_names()]


def _measure(shown: Snapshot, name: str, least: float) -> Measure:
    def make() -> Measure:
        return measured(name, links_of(shown, least), load_vocabulary())

    return kept(shown, ("measure", name, least), make)


def _label(shown: Snapshot, one: Ranked) -> str:
    vocabulary = load_vocabulary()
    if one.id in vocabulary:
        return vocabulary.label(one.id)
    return names_of(shown, _least()).thing(one.id).label


def _address(one: Ranked) -> str:
    vocabulary = load_vocabulary()
    if one.id not in vocabulary:
        return url_for("agencies.agency", identifier=identifier(one.id))
    if vocabulary[one.id].scheme == "risk-factor":
        return url_for("factors.factor", identifier=one.id)
    return url_for("agencies.agencies", type=one.id)


def _least() -> float:
    least: float = current_app.config["SETTINGS"].min_confidence
    return least
