"""The sheet on which one evaluation is counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from ingest.evaluation.calibration import StatedAndRight
from ingest.evaluation.tally import Agreement, Share, Tally

__all__ = ["Disagreement", "Sheet"]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One place where gold and extraction differ, for a person to look at."""

    document: str
    score: str
    kind: str
    gold: str
    extracted: str
    passage: str


@dataclass(slots=True)
class Sheet:
    """Tallies, shares and agreement tables by name, stated confidence, all disagreements."""

    document: str = ""
    pairs: int = 0  # paired cases: the base of kappa
    tallies: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    shares: dict[str, Share] = field(default_factory=lambda: defaultdict(Share))
    concepts: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    classes: dict[str, dict[str, Tally]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(Tally))
    )
    agreement: dict[str, Agreement] = field(default_factory=lambda: defaultdict(Agreement))
    # What was stated of each place that gold can judge, by scheme, and whether it is right.
    stated: dict[str, list[StatedAndRight]] = field(default_factory=lambda: defaultdict(list))
    disagreements: list[Disagreement] = field(default_factory=list)

    def count_concepts(self, name: str, wanted: AbstractSet[str], found: AbstractSet[str]) -> None:
        """Count two sets of concepts, each concept under the score of this name."""
        for concept in wanted | found:
            tally = self.classes[name][concept]
            tally.hit += concept in wanted and concept in found
            tally.missed += concept not in found
            tally.extra += concept not in wanted

    def differ(
        self, score: str, kind: str, *, gold: str = "", extracted: str = "", passage: str = ""
    ) -> None:
        """Note one disagreement; `kind` is missed, extra, leak or wrong."""
        self.disagreements.append(
            Disagreement(self.document, score, kind, gold, extracted, passage)
        )
