"""Extraction on the measuring third of the gold set: no score falls, what ships is true."""

from __future__ import annotations

from ingest import evaluation
from tests.accuracy import baseline, measured, shipped


def test_baseline_and_shipped_figures_are_of_these_documents() -> None:
    now = measured()["documents"]
    told = "Run: make baseline"
    assert baseline()["documents"] == now, f"The baseline is of other documents. {told}"
    assert shipped()["documents"] == now, f"web/content/accuracy.json is of others. {told}"
    assert shipped()["labels_only"]["documents"] == now, told


def test_no_score_falls() -> None:
    fallen = list(evaluation.falls(baseline(), evaluation.baseline(measured())))
    assert not fallen, (
        "\n".join(fallen) + "\nMend what made them fall; if it is worth its price, say so in the"
        " commit and run: make baseline"
    )


def test_what_ships_is_what_is_measured() -> None:
    now, then = evaluation.baseline(measured()), evaluation.baseline(shipped())
    stale = [*evaluation.falls(then, now), *evaluation.falls(now, then)]
    assert not stale, (
        "\n".join(stale) + "\n/about/accuracy shows what is no longer so. Run: make accuracy"
    )
