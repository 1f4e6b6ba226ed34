"""The picture of a timeline: years from left to right, one mark for each event above them."""

from __future__ import annotations

from dataclasses import dataclass

from web.content.timeline import Event, Timeline

__all__ = ["Mark", "Picture", "timeline_picture"]

# In units of the drawing, which is shown one to one.
_LEFT, _WIDTH, _LANE, _FOOT, _HEAD = 24, 860, 26, 34, 30
_DOT = 24  # what a mark takes at least
_MOST_LABELS = 14
_MONTHS, _DAYS = 12, 31
_DAY = len("2007-02-09")


@dataclass(frozen=True, slots=True)
class Mark:
    """One event: number `number` of the list, from `x` on, as wide as its date is vague."""

    number: int
    event: Event
    x: float
    width: float
    y: float


@dataclass(frozen=True, slots=True)
class Picture:
    """The marks over the axis at `base`; `ticks` are (x, year, whether it is named)."""

    width: int
    height: int
    base: float
    marks: tuple[Mark, ...]
    ticks: tuple[tuple[float, int, bool], ...]


def timeline_picture(shown: Timeline) -> Picture | None:
    """Return the picture of a timeline, None where there are not two events."""
    if len(shown.events) < 2:  # noqa: PLR2004 - one alone stands nowhere
        return None
    first = int(shown.events[0].year)
    last = max(int(event.year) for event in shown.events)
    step = _WIDTH / (last - first + 1)
    placed: list[tuple[int, Event, float, float, int]] = []
    lanes: list[float] = []  # where the last mark of each lane ends
    for number, event in enumerate(shown.events, start=1):
        begin, end = _span(event)
        x = _LEFT + (begin - first) * step
        width = max(_DOT, (end - begin) * step) if event.precision != "day" else _DOT
        lane = next((at for at, full in enumerate(lanes) if full <= x), len(lanes))
        lanes[lane : lane + 1] = [x + width + 2]
        placed.append((number, event, x, width, lane))
    base = float(_HEAD + _LANE * len(lanes))
    every = -(-(last - first + 1) // _MOST_LABELS)
    edge = max(x + width for _, _, x, width, _ in placed)
    return Picture(
        width=round(max(_LEFT + _WIDTH, edge)) + _LEFT,
        height=round(base) + _FOOT,
        base=base,
        marks=tuple(
            Mark(number, event, round(x, 1), round(width, 1), base - _LANE * (lane + 1))
            for number, event, x, width, lane in placed
        ),
        ticks=tuple(
            (round(_LEFT + (year - first) * step, 1), year, (year - first) % every == 0)
            for year in range(first, last + 2)
        ),
    )


def _span(event: Event) -> tuple[float, float]:
    """Return when an event begins and ends at the latest, in years."""
    year = int(event.year)
    if event.precision == "year":
        return year, year + 1
    month = (int(event.iso[5:7]) - 1) / _MONTHS
    if event.precision == "month":
        return year + month, year + month + 1 / _MONTHS
    begin = year + month + (int(event.iso[8:_DAY]) - 1) / _DAYS / _MONTHS
    return begin, begin
