"""The headline figures of an evaluation, and which of them fell by more than their margin."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

__all__ = [
    "LOWER_IS_BETTER",
    "MARGIN",
    "Headline",
    "baseline",
    "falls",
    "headlines",
    "side_by_side",
]

# Smaller moves come and go with any change of a rule, and say nothing by themselves.
MARGIN = 0.02
# Nor does it mean much when two things more are missed, where few are counted.
_THINGS = 2
LOWER_IS_BETTER = frozenset({"factor leaks", "recommendation leaks"})

_Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Headline:
    """An F1 or a share, and how many things of the gold it is counted over."""

    value: float
    of: int

    @property
    def margin(self) -> float:
        """How far it may move: MARGIN, or two of the things it is counted over."""
        return max(MARGIN, _THINGS / self.of)


def headlines(plain: _Json) -> dict[str, Headline]:
    """Return the figures of an evaluation by name; those counted over nothing are left out."""
    scores = {
        name: Headline(row["f1"], row["hit"] + row["missed"])
        for name, row in plain["scores"].items()
        if row["hit"] + row["missed"]
    }
    shares = {
        name: Headline(row["share"], row["of"])
        for name, row in plain["shares"].items()
        if row["of"]
    }
    return scores | shares


def baseline(plain: _Json) -> _Json:
    """Return what is kept of an evaluation to measure later ones against."""
    return {
        "documents": plain["documents"],
        "headlines": {name: asdict(one) for name, one in sorted(headlines(plain).items())},
    }


def falls(before: _Json, now: _Json) -> Iterator[str]:
    """Yield a line for each figure of a baseline that is now worse by more than its margin.

    Both are baselines. A figure that is no longer there has fallen too.
    """
    later = _read(now)
    for name, was in _read(before).items():
        if name not in later:
            yield f"{name}: {was.value:.3f} before, no longer measured"
            continue
        fallen = _worse_by(name, was, later[name])
        if fallen > was.margin:
            yield (
                f"{name}: {was.value:.3f} before, {later[name].value:.3f} after:"
                f" worse by {fallen:.3f}, and {was.margin:.3f} is allowed"
            )


def side_by_side(before: _Json, now: _Json) -> Iterator[str]:
    """Yield a line for each figure of two baselines: name, before, after, and the difference."""
    yield f"{'':<24} {'before':>7} {'after':>7} {'':>7}"
    yield f"{'documents':<24} {before['documents']:>7} {now['documents']:>7}"
    earlier = _read(before)
    for name, one in _read(now).items():
        if name not in earlier:
            yield f"{name:<24} {'':>7} {one.value:>7.3f}"
            continue
        was = earlier[name]
        note = "  worse by more than the margin" if _worse_by(name, was, one) > was.margin else ""
        yield (
            f"{name:<24} {was.value:>7.3f} {one.value:>7.3f} {one.value - was.value:>+7.3f}{note}"
        )


def _worse_by(name: str, was: Headline, one: Headline) -> float:
    moved = was.value - one.value
    return round(-moved if name in LOWER_IS_BETTER else moved, 4)


def _read(plain: _Json) -> dict[str, Headline]:
    return {name: Headline(**row) for name, row in plain["headlines"].items()}
