"""A line of shares by year as the coordinates of an SVG, drawn on the server."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.patterns.trends import Year

__all__ = ["Chart", "Point", "year_chart"]

# Pixels of the drawing's own coordinates.
_LEFT, _TOP, _HEIGHT, _WIDTH = 48, 12, 200, 640
_MOST_LABELS = 12


@dataclass(frozen=True, slots=True)
class Point:
    """One year: where it lies, where its interval ends, and its counts."""

    x: float
    y: float
    low: float
    high: float
    year: Year
    labelled: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """Points from left to right; `runs` are lines through years that follow one another."""

    width: int
    height: int
    left: int
    right: int
    base: float
    points: tuple[Point, ...]
    runs: tuple[str, ...]
    grid: tuple[tuple[float, str], ...]


def year_chart(years: Sequence[Year]) -> Chart:
    """Return the chart of the years that have cases; the axis ends at the highest interval."""
    most = max((one.share.high or 0.0 for one in years), default=0.0) or 1.0
    step = _WIDTH / max(1, len(years))
    every = -(-len(years) // _MOST_LABELS) or 1

    def height(value: float | None) -> float:
        return round(_TOP + _HEIGHT * (1 - (value or 0.0) / most), 1)

    points = tuple(
        Point(
            x=round(_LEFT + step * (at + 0.5), 1),
            y=height(one.share.value),
            low=height(one.share.low),
            high=height(one.share.high),
            year=one,
            labelled=at % every == 0,
        )
        for at, one in enumerate(years)
        if one.share.of
    )
    grid = tuple((height(most * part / 2), f"{most * part / 2:.0%}") for part in range(3))
    return Chart(
        width=_LEFT + _WIDTH + 12, height=_TOP + _HEIGHT + 46, left=_LEFT, right=_LEFT + _WIDTH,
        base=float(_TOP + _HEIGHT), points=points, runs=_runs(points), grid=grid,
    )  # fmt: skip


def _runs(points: Sequence[Point]) -> tuple[str, ...]:
    runs: list[list[Point]] = []
    for one in points:
        if runs and runs[-1][-1].year.year == one.year.year - 1:
            runs[-1].append(one)
        else:
            runs.append([one])
    return tuple(" ".join(f"{p.x},{p.y}" for p in run) for run in runs if len(run) > 1)
