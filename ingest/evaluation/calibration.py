"""Whether stated confidence means what it says: right as often as stated."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from ingest.evaluation.tally import wilson

__all__ = ["BINS", "StatedAndRight", "calibration"]

BINS = 10  # of equal width, from 0 to 1

# What was stated of a place, and whether gold agrees.
StatedAndRight = tuple[float, bool]


def calibration(judged: Sequence[StatedAndRight]) -> dict[str, Any]:
    """Return the reliability table of stated confidence, as JSON values.

    `brier` is the mean squared difference between what is stated and 1 or 0 (Brier
    1950); `expected_calibration_error` the mean over bins, by their places, of how
    far the share right lies from what is stated (Naeini and others 2015). Both are
    None of nothing; bins without a place are left out.
    """
    total = len(judged)
    bins = [_bin(at, [one for one in judged if _of(one[0]) == at]) for at in range(BINS)]
    table = [one for one in bins if one["of"]]
    return {
        "of": total,
        "right": sum(right for _, right in judged),
        "stated": _mean(stated for stated, _ in judged),
        "brier": _mean((stated - right) ** 2 for stated, right in judged),
        "expected_calibration_error": round(
            sum(one["of"] * abs(one["share"] - one["stated"]) for one in table) / total, 4
        )
        if total
        else None,
        "bins": table,
    }


def _of(stated: float) -> int:
    return min(BINS - 1, int(stated * BINS))


def _bin(at: int, judged: Sequence[StatedAndRight]) -> dict[str, Any]:
    right = sum(right for _, right in judged)
    interval = wilson(right, len(judged))
    return {
        "from": at / BINS,
        "to": (at + 1) / BINS,
        "stated": _mean(stated for stated, _ in judged),
        "share": _mean(float(right) for _, right in judged),
        "right": right,
        "of": len(judged),
        "interval": interval and [round(bound, 3) for bound in interval],
    }


def _mean(values: Iterable[float]) -> float | None:
    known = list(values)
    return round(sum(known) / len(known), 4) if known else None
