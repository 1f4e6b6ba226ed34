"""The sheet on which one evaluation is counted."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

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
    """Tallies, shares and agreement tables by name, and all disagreements."""

    document: str = ""
    pairs: int = 0  # paired cases: the base of kappa
    tallies: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    shares: dict[str, Share] = field(default_factory=lambda: defaultdict(Share))
    concepts: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    agreement: dict[str, Agreement] = field(default_factory=lambda: defaultdict(Agreement))
    disagreements: list[Disagreement] = field(default_factory=list)

    def differ(
        self, score: str, kind: str, *, gold: str = "", extracted: str = "", passage: str = ""
    ) -> None:
        """Note one disagreement; `kind` is missed, extra, leak or wrong."""
        self.disagreements.append(
            Disagreement(self.document, score, kind, gold, extracted, passage)
        )
