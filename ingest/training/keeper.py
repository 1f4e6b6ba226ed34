"""Train the keeper: a logistic model of whether a careful reader agrees with a row.

    python -m ingest.training.keeper MODEL GOLD_FOLDER [GOLD_FOLDER ...]

The newest gold folders last: it learns from them alone, for the rules were fitted
least to them, and its chances are calibrated on them (Platt, "Probabilistic outputs
for support vector machines", 1999). They are read with MODEL, a told reader that was
taught by the older folders, and with the rates of the rules on those; chances are judged
on documents left out in turn.
Prints precision, recall and F1 by cut-off. The same folders give the same file.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from graph.model import CaseFactor, FactorStatus, Status
from graph.vocabulary import load_vocabulary
from ingest import keeping
from ingest.confidence import stating
from ingest.evaluation.cases import pair_cases
from ingest.evaluation.estimating import judged_in, rates
from ingest.evaluation.gold import GoldFactor, load_gold
from ingest.evaluation.matching import compare_rows, persons_agree, same_family
from ingest.evaluation.tally import Tally
from ingest.extract import extract
from ingest.told_model import ToldModel, in_use, load_model

__all__ = ["Judged", "fitted", "judged_rows", "main"]

Array = NDArray[np.float64]

NEWEST = 2  # it learns from this many folders
RIDGE = 10.0  # the penalty on standardised weights; half of it is no worse
STEPS = 30
FOLDS = 8
# Precision first: from 0.35 to here costs 0.8 of a point of F1 and gives 5.5 of precision,
# counted against coders who leave out some of what is there.
KEEP_FROM = 0.45
CUTS = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7)
_STATUS = {Status.ASSERTED: "present", Status.HISTORICAL: "historical", Status.POSSIBLE: "possible"}

_HEADER = """\
# What makes a factor likely to be right: written by `python -m ingest.training.keeper`.
#
# chance = 1 / (1 + exp(-(bias + sum of weight x feature))); features in ingest/keeping.py.
# A row below `keep_from` is no factor of its case; 0 switches the keeper off.
#
# From: {folders}; {rows} rows, {right} right. Out of fold, by cut-off:
{curve}

keep_from = {keep_from}
bias = {bias:.4f}

[weights]
"""


@dataclass(frozen=True, slots=True)
class Judged:
    """A row, what the keeper sees of it, and whether gold agrees (None: it cannot say).

    `right` asks for concept (or its parent or child) and status, `all_right` for the
    person too; `case` numbers the cases of all folders, `wanted` are the case's rows.
    """

    folder: int
    document: int
    case: tuple[str, str]
    row: keeping.Row
    seen: Mapping[str, float]
    right: bool | None
    all_right: bool
    wanted: tuple[GoldFactor, ...]


def main(model: Path, *folders: Path) -> None:
    """Write `rules/keeper.toml` from the gold folders."""
    newest = folders[-NEWEST:]
    with stating(_rates(folders[:-NEWEST])):
        reader = load_model(model)
        read = (judged_rows(folder, at, reader) for at, folder in enumerate(newest))
        judged = list(chain.from_iterable(read))
    names = list(judged[0].seen)
    known = [one for one in judged if one.right is not None]
    scores = _left_out(judged)
    sure = [at for at, one in enumerate(judged) if one.right is not None]
    agreed = np.array([judged[at].all_right for at in sure], float)
    slope = fitted(scores[sure][:, None], agreed, 0.0)
    weights = _fit(known)
    chances = 1 / (1 + np.exp(-(scores * slope[0] + slope[1])))
    curve = _curve(judged, chances)
    header = _HEADER.format(
        folders=", ".join(one.name for one in newest),
        rows=len(known),
        right=sum(one.right is True for one in known),
        curve="\n".join(f"#   {line}" for line in curve),
        keep_from=KEEP_FROM,
        bias=weights[-1] * slope[0] + slope[1],
    )
    lines = (f"{name} = {by * slope[0]:.4f}" for name, by in zip(names, weights, strict=False))
    target = Path(str(files("ingest") / "rules" / "keeper.toml"))
    target.write_text(header + "\n".join([*lines, ""]), encoding="utf-8")
    sys.stdout.write(target.read_text("utf-8"))


def judged_rows(folder: Path, number: int, model: ToldModel) -> Iterator[Judged]:
    """Yield every row of the paired cases of a folder, read with a told reader."""
    vocabulary = load_vocabulary()
    for at, gold in enumerate(load_gold(folder)):
        with in_use(model), keeping.keeping_from(0.0):
            record = extract(gold.path.read_bytes(), gold.path.name)
            found = keeping.rows(record.evidence, record.passages)
            seen = list(keeping.features(found, record.passages))
        cases = {case.id: wanted for wanted, case in pair_cases(gold, record)}
        for row, features in seen:
            if row.case not in cases:
                continue
            wanted = tuple(x for x in cases[row.case].factors if x.status != "negated")
            kin = [x for x in wanted if same_family(x.concept, row.concept, vocabulary)]
            said = [x for x in kin if x.status == _STATUS[row.status] and not x.optional]
            neutral = not said and any(x.optional for x in kin)
            yield Judged(
                folder=number,
                document=at,
                case=(gold.path.name, row.case),
                row=row,
                seen=features,
                right=None if neutral else bool(said),
                all_right=any(not x.persons or persons_agree(x.persons, row.person) for x in said),
                wanted=wanted,
            )


def fitted(seen: Array, right: Array, ridge: float) -> Array:
    """Return the weights of a logistic model, the constant last (Newton's method)."""
    with_one = np.hstack([seen, np.ones((len(seen), 1))])
    penalty = np.diag([*[ridge] * seen.shape[1], 1e-6])
    found = np.zeros(with_one.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-with_one @ found))
        slope = with_one.T @ (right - chance) - penalty @ found
        curve = (with_one * (chance * (1 - chance))[:, None]).T @ with_one + penalty
        found = found + np.linalg.solve(curve, slope)
    return found


def _rates(older: Sequence[Path]) -> Mapping[str, float]:
    with keeping.keeping_from(0.0):
        return rates(chain.from_iterable(judged_in(folder) for folder in older))


def _fit(known: Sequence[Judged]) -> Array:
    """Return weights for the features as they are, fitted to them standardised."""
    seen = _matrix(known)
    middle, spread = seen.mean(axis=0), np.maximum(seen.std(axis=0), 1e-9)
    right = np.array([one.right for one in known], float)
    found = fitted((seen - middle) / spread, right, RIDGE)
    own = found[:-1] / spread
    return np.array([*own, found[-1] - own @ middle])


def _matrix(judged: Sequence[Judged]) -> Array:
    return np.array([list(one.seen.values()) for one in judged])


def _left_out(judged: Sequence[Judged]) -> Array:
    """Return each row's score by a model that saw nothing of its document."""
    documents = sorted({(one.folder, one.document) for one in judged})
    fold = {document: at % FOLDS for at, document in enumerate(documents)}
    scores = np.zeros(len(judged))
    for left in range(FOLDS):
        out = np.array([fold[one.folder, one.document] == left for one in judged])
        taught = [x for x, left_out in zip(judged, out, strict=True) if not left_out]
        weights = _fit([one for one in taught if one.right is not None])
        seen = _matrix(judged)
        scores[out] = (seen @ weights[:-1] + weights[-1])[out]
    return scores


def _curve(judged: Sequence[Judged], chances: Array) -> Iterator[str]:
    for cut in CUTS:
        tally = _scored(judged, chances >= cut)
        yield (
            f"{cut:.2f}: precision {tally.precision:.3f}, recall {tally.recall:.3f}, "
            f"F1 {tally.f1:.3f}"
        )


def _scored(judged: Sequence[Judged], kept: NDArray[np.bool_]) -> Tally:
    """Return the family score of the rows kept, before narrower takes the place of broader."""
    cases: dict[tuple[str, str], list[CaseFactor]] = {one.case: [] for one in judged}
    wanted = {one.case: one.wanted for one in judged}
    for one, keep in zip(judged, kept, strict=True):
        if keep:
            status = FactorStatus(_STATUS[one.row.status])
            cases[one.case].append(CaseFactor(one.row.concept, status, one.row.person, ()))
    tally = Tally()
    for case, rows in cases.items():
        compared = compare_rows(wanted[case], rows, load_vocabulary())
        tally.hit += len(compared.hits)
        tally.missed += len(compared.missed)
        tally.extra += len(compared.extras)
    return tally


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
