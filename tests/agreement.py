"""How far two careful readers agree on what a document tells: `python -m tests.agreement`.

The second coder's rows are scored against the first's as an extraction would be, debatable
ones left out; documents whose cases the two call by other names are not compared.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from graph.model import CaseFactor, FactorStatus
from graph.vocabulary import load_vocabulary
from ingest.evaluation.gold import GoldCase, GoldFactor, load_gold
from ingest.evaluation.matching import compare_rows
from ingest.evaluation.tally import Tally

__all__ = ["agreement", "main"]

_CORPORA = Path(__file__).parent / "corpora"


def agreement() -> dict[str, Tally]:
    """Return the second coder's scores against the first: factors by family, legal statuses."""
    tallies = {"factors": Tally(), "legal": Tally()}
    for first, second in _cases():
        for tally, wanted, found in (
            (tallies["factors"], first.factors, second.factors),
            (tallies["legal"], first.legal, second.legal),
        ):
            compared = compare_rows(
                wanted, [_as_extracted(row) for row in found if _is_said(row)], load_vocabulary()
            )
            tally.hit += len(compared.hits)
            tally.missed += len(compared.missed)
            tally.extra += len(compared.extras)
    return tallies


def _cases() -> Iterator[tuple[GoldCase, GoldCase]]:
    first = {one.path.resolve(): one for one in load_gold(_CORPORA / "gold" / "measure")}
    for document in load_gold(_CORPORA / "second_coder"):
        cases = {one.label: one for one in first[document.path.resolve()].cases}
        if len(cases) == 1 and len(document.cases) == 1:
            yield next(iter(cases.values())), document.cases[0]
            continue
        yield from ((cases[one.label], one) for one in document.cases if one.label in cases)


def _is_said(row: GoldFactor) -> bool:
    return row.status != "negated" and not row.optional


def _as_extracted(row: GoldFactor) -> CaseFactor:
    person = row.persons[0] if row.persons else ""
    return CaseFactor(row.concept, FactorStatus(row.status), person, ())


def main() -> int:
    """Print precision, recall and F1; return the exit status."""
    for name, tally in agreement().items():
        sys.stdout.write(
            f"{name}: precision {tally.precision:.2f}, recall {tally.recall:.2f}, "
            f"F1 {tally.f1:.2f} ({tally.hit} rows of both, {tally.extra} of the second alone, "
            f"{tally.missed} of the first alone)\n"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
