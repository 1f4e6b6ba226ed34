"""Estimates stated confidence from gold: `python -m ingest.evaluation.estimating FOLDER...`.

Each rate is shrunk towards that of the wider family, as the mean of a Beta
distribution whose prior has the wider family's rate and the weight of STRENGTH
places (Gelman and others, Bayesian Data Analysis, chapter 5). Rules are written
with the older folders at hand and are right on them more often than on what
comes next; so the LAST folder given, the newest and least worked on, is read
with the rates of the others, and what they promise too much there is taken off
all rates alike (on the scale of log odds, scheme by scheme).

The same folders give the same file. Nothing here looks at the measuring third.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from pathlib import Path

from graph.vocabulary import load_vocabulary
from ingest.confidence import Family, family_of, known_confidence
from ingest.evaluation.cases import pair_cases
from ingest.evaluation.gold import load_gold
from ingest.evaluation.places import judged_places
from ingest.evaluation.tally import Share
from ingest.extract import extract

__all__ = ["STRENGTH", "Judged", "as_toml", "judged_in", "main", "rates"]

# A family that gold judged this often weighs as much as the wider one it is part of.
STRENGTH = 8
# Rates stay off 0 and 1: no count makes certain. 0.02 is one error in fifty.
_LEAST, _MOST = 0.02, 0.98

Judged = tuple[Family, bool]

_HEADER = """\
# How often a reading of each kind was right: written by `make confidence`, never by hand.
#
# "scheme/kind of rule/status/whose/rule" = the chance that a careful reader agrees with concept
# (or its parent or child), status and person. A reading has the rate of the longest line that
# fits it; "" is the rate of all. Estimated from gold documents written for this project and
# coded by one person each; see ingest/evaluation/estimating.py for the method.
#
# From: {folders}
# {right:,} of {of:,} places right; each rate weighs its wider family as {strength} places.
# Taken off, in log odds, because older folders flatter: {shifts}
"""


def judged_in(folder: Path) -> list[Judged]:
    """Return every place that the gold under a folder can judge, with its family."""
    vocabulary = load_vocabulary()
    return [
        (family_of(one.evidence.method, one.evidence.concept, one.evidence.status), one.right)
        for gold in load_gold(folder)
        for record in [extract(gold.path.read_bytes(), gold.path.name)]
        for one in judged_places(gold, record, pair_cases(gold, record), vocabulary)
    ]


def rates(judged: Iterable[Judged]) -> dict[str, float]:
    """Return the shrunk rate of every family that was judged, the widest first.

    The family of all, "", is shrunk towards one half (Laplace).
    """
    counts: dict[Family, Share] = defaultdict(Share)
    for family, right in judged:
        for length in range(len(family) + 1):
            counts[family[:length]].add(right)
    found: dict[Family, float] = {}
    for family in sorted(counts, key=lambda one: (len(one), one)):
        share, wider, weight = counts[family], 0.5, 2
        if family:
            wider, weight = found[family[:-1]], STRENGTH
        found[family] = (share.count + weight * wider) / (share.of + weight)
    return {"/".join(family): rate for family, rate in found.items()}


def shifts(known: Mapping[str, float], newest: Sequence[Judged]) -> dict[str, float]:
    """Return by scheme how far, in log odds, the newest places fall short of what is known.

    A scheme with few places is shrunk towards what all of them show; never above 0.
    """
    overall = _shift(known, newest, 0.0)
    return {
        scheme: min(0.0, _shift(known, [x for x in newest if x[0][0] == scheme], overall))
        for scheme in sorted({family[0] for family, _ in newest})
    } | {"": min(0.0, overall)}


def as_toml(
    known: Mapping[str, float], moved: Mapping[str, float], folders: Sequence[str], seen: Share
) -> str:
    """Return the data file: a header that says where it comes from, then the rates."""
    header = _HEADER.format(
        folders=", ".join(folders),
        right=seen.count,
        of=seen.of,
        strength=STRENGTH,
        shifts=", ".join(f"{name or 'all'} {by:+.2f}" for name, by in moved.items()),
    )
    lines = (
        f'"{family}" = {_shifted(rate, moved.get(family.split("/")[0], moved[""])):.3f}'
        for family, rate in sorted(known.items())
    )
    return "\n".join([header, "[rates]", *lines, ""])


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the file for the folders named; return the exit status."""
    parser = argparse.ArgumentParser(description="Estimate stated confidence from gold folders.")
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER", help="the newest last")
    asked = parser.parse_args(arguments)
    by_folder = [judged_in(folder) for folder in asked.folders]
    everything = [one for judged in by_folder for one in judged]
    seen = Share(sum(right for _, right in everything), len(everything))
    older = [one for judged in by_folder[:-1] for one in judged]
    moved = shifts(rates(older), by_folder[-1]) if older else {"": 0.0}
    written = as_toml(rates(everything), moved, [one.name for one in asked.folders], seen)
    target = Path(str(files("ingest") / "rules" / "confidence.toml"))
    target.write_text(written, encoding="utf-8")
    sys.stdout.write(f"{target}: {seen.count} of {seen.of} places right\n")
    return 0


def _shift(known: Mapping[str, float], judged: Sequence[Judged], prior: float) -> float:
    """Return the shift that makes the rates right on average, shrunk towards `prior`."""
    if not judged:
        return prior
    stated = sum(known_confidence(family, known) for family, _ in judged) / len(judged)
    expected = _sigmoid(_log_odds(stated) + prior)
    right = sum(right for _, right in judged) + STRENGTH * expected
    return _log_odds(right / (len(judged) + STRENGTH)) - _log_odds(stated)


def _shifted(rate: float, by: float) -> float:
    return min(_MOST, max(_LEAST, _sigmoid(_log_odds(rate) + by)))


def _log_odds(rate: float) -> float:
    return math.log(rate / (1 - rate))


def _sigmoid(odds: float) -> float:
    return 1 / (1 + math.exp(-odds))


if __name__ == "__main__":
    sys.exit(main())
