"""An evaluation as JSON, as text for a terminal, and beside an earlier one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from ingest.evaluation.calibration import calibration
from ingest.evaluation.headline import headlines
from ingest.evaluation.scoring import Evaluation
from ingest.evaluation.sheet import Sheet
from ingest.evaluation.tally import Agreement, Share, Tally, kappa, wilson

__all__ = ["SCHEMA", "as_json", "as_text", "compare"]

SCHEMA = "lessons-evaluation/1"

_Json = dict[str, Any]


def as_json(evaluation: Evaluation) -> _Json:
    """Return all scores, per class and per concept, calibration, and every disagreement."""
    sheet = evaluation.sheet
    return {
        "schema": SCHEMA,
        "documents": evaluation.documents,
        "scores": {name: _tally(sheet.tallies[name]) for name in sorted(sheet.tallies)},
        "shares": {name: _share(sheet.shares[name]) for name in sorted(sheet.shares)},
        "classes": {
            name: {concept: _tally(rows[concept]) for concept in sorted(rows)}
            for name, rows in sorted(sheet.classes.items())
        },
        "concepts": {
            name: _tally(sheet.concepts[name])
            | {"kappa": _rounded(kappa(sheet.agreement[name], sheet.pairs))}
            for name in sorted(set(sheet.concepts) | set(sheet.agreement))
        },
        "agreement": {"kappa": _rounded(_overall_kappa(sheet)), "cases": sheet.pairs},
        "calibration": calibration([one for found in sheet.stated.values() for one in found])
        | {"schemes": {name: calibration(sheet.stated[name]) for name in sorted(sheet.stated)}},
        "disagreements": [asdict(one) for one in sheet.disagreements],
    }


def as_text(plain: _Json, *, disagreements: bool = True) -> str:
    """Return the scores as aligned lines, then the disagreements one by one."""
    return "\n".join(_lines(plain, disagreements)) + "\n"


def compare(now: _Json, before: _Json) -> str:
    """Return one line per score that moved: its name, before, now, and the difference."""
    old, new = headlines(before), headlines(now)
    rows = [
        f"{name:<28} {old[name].value:.3f} -> {one.value:.3f}  {one.value - old[name].value:+.3f}"
        for name, one in new.items()
        if name in old and one.value != old[name].value
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
    yield from _calibration_lines(plain["calibration"])
    for one in plain["disagreements"] if disagreements else ():
        yield f"\n{one['document']}: {one['score']}: {one['kind']}"
        yield from (
            f"  {part}: {one[part]}" for part in ("gold", "extracted", "passage") if one[part]
        )


def _calibration_lines(table: _Json) -> Iterator[str]:
    if not table["of"]:
        return
    yield (
        f"stated confidence            {table['stated']:.3f} on average, right"
        f" {table['right']} of {table['of']}; expected calibration error"
        f" {table['expected_calibration_error']:.3f}, Brier {table['brier']:.3f}"
    )
    for one in table["bins"]:
        low, high = one["interval"]
        yield (
            f"  stated {one['from']:.1f} to {one['to']:.1f}          right {one['share']:.3f}"
            f"  {one['right']} of {one['of']} (95 % {low:.2f} to {high:.2f}),"
            f" stated {one['stated']:.3f}"
        )


def _overall_kappa(sheet: Sheet) -> float | None:
    """Return kappa over every pair of a case and a concept that either names anywhere."""
    pooled = Agreement()
    for table in sheet.agreement.values():
        pooled.cells.update(table.cells)
    return kappa(pooled, sheet.pairs * len(sheet.agreement))


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
