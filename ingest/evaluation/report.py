"""An evaluation as JSON, as text for a terminal, and beside an earlier one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from ingest.evaluation.scoring import Evaluation
from ingest.evaluation.tally import Share, Tally, kappa, wilson

__all__ = ["SCHEMA", "as_json", "as_text", "compare"]

SCHEMA = "lessons-evaluation/1"

_Json = dict[str, Any]


def as_json(evaluation: Evaluation) -> _Json:
    """Return all scores, per class and per concept, and every disagreement."""
    sheet = evaluation.sheet
    return {
        "schema": SCHEMA,
        "documents": evaluation.documents,
        "scores": {name: _tally(sheet.tallies[name]) for name in sorted(sheet.tallies)},
        "shares": {name: _share(sheet.shares[name]) for name in sorted(sheet.shares)},
        "concepts": {
            name: _tally(sheet.concepts[name])
            | {"kappa": _rounded(kappa(sheet.agreement[name], sheet.pairs))}
            for name in sorted(set(sheet.concepts) | set(sheet.agreement))
        },
        "disagreements": [asdict(one) for one in sheet.disagreements],
    }


def as_text(plain: _Json, *, disagreements: bool = True) -> str:
    """Return the scores as aligned lines, then the disagreements one by one."""
    return "\n".join(_lines(plain, disagreements)) + "\n"


def compare(now: _Json, before: _Json) -> str:
    """Return one line per score that moved: its name, before, now, and the difference."""
    old, new = _headline(before), _headline(now)
    rows = [
        f"{name:<28} {old[name]:.3f} -> {value:.3f}  {value - old[name]:+.3f}"
        for name, value in new.items()
        if name in old and value != old[name]
    ]
    return "\n".join(rows or ["No score moved."]) + "\n"


def _lines(plain: _Json, disagreements: bool) -> Iterator[str]:
    yield f"{plain['documents']} documents"
    for name, row in plain["scores"].items():
        yield (
            f"{name:<28} F1 {row['f1']:.3f}  precision {row['precision']:.3f}"
            f"  recall {row['recall']:.3f}  ({row['hit']} right, {row['extra']} extra,"
            f" {row['missed']} missed)"
        )
    for name, row in plain["shares"].items():
        interval = row["interval"]
        value = "none" if row["share"] is None else f"{row['share']:.3f}"
        between = f" (95 % {interval[0]:.2f} to {interval[1]:.2f})" if interval else ""
        yield f"{name:<28} {value}  {row['count']} of {row['of']}{between}"
    for one in plain["disagreements"] if disagreements else ():
        yield f"\n{one['document']}: {one['score']}: {one['kind']}"
        yield from (
            f"  {part}: {one[part]}" for part in ("gold", "extracted", "passage") if one[part]
        )


def _headline(plain: _Json) -> dict[str, float]:
    scores = {name: row["f1"] for name, row in plain["scores"].items()}
    shares = {name: row["share"] for name, row in plain["shares"].items() if row["of"]}
    return scores | shares


def _tally(tally: Tally) -> _Json:
    found, there = tally.hit + tally.extra, tally.hit + tally.missed
    return {
        "hit": tally.hit,
        "extra": tally.extra,
        "missed": tally.missed,
        "precision": _rounded(tally.precision),
        "recall": _rounded(tally.recall),
        "f1": _rounded(tally.f1),
        "precision_interval": _interval(tally.hit, found),
        "recall_interval": _interval(tally.hit, there),
    }


def _share(share: Share) -> _Json:
    return {
        "count": share.count,
        "of": share.of,
        "share": _rounded(share.value),
        "interval": _interval(share.count, share.of),
    }


def _interval(count: int, of: int) -> list[float] | None:
    found = wilson(count, of)
    return None if found is None else [round(found[0], 3), round(found[1], 3)]


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
