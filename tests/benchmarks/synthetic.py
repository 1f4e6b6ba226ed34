"""A library of made-up reviews, at size: `python -m tests.benchmarks.synthetic FOLDER [REVIEWS]`.

Each review is one document on one case: some 1,100 quads, with statements of every
kind that the questions ask about, at frequencies of a long tail. The graph is written
as publishing writes it; only the search index holds no more than a few documents, for
nothing that is measured here looks at it.
"""

from __future__ import annotations

import random
import shutil
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import click

from graph.identifiers import content_id, fingerprint
from graph.model import (
    Agency,
    Case,
    CaseFactor,
    CaseLegalStatus,
    Document,
    Evidence,
    FactorStatus,
    Lesson,
    Passage,
    PassageKind,
    Recommendation,
    Record,
    Review,
    Source,
    Status,
    Strength,
)
from graph.store import GraphWriter
from graph.triples import Names, triples
from graph.vocabulary import load_vocabulary
from tests.benchmarks.opening import build as build_small

__all__ = ["REVIEWS", "build", "reviews", "write_graph"]

SEED = 20_261_123
REVIEWS = 5_000
_BATCH = 500  # reviews written at once
_INDEXED = 200  # passages of the search index
_AREAS = 150
_PASSAGES, _FACTORS, _AGENCIES, _RECOMMENDATIONS, _LESSONS = 16, 16, 6, 8, 4
_QUOTE = 20  # characters of a passage that its Evidence quotes
_LONG_TAIL = 30  # factors of a rank have 1 / (rank % this + 2) of the statements
_YEARS = (1998, 2024)
_AGES = (None, "5 months", "2 weeks", "3 years", "7 years", "14", "15 years", "40 years")
_PEOPLE = ("mother", "father", "subject-child", "sibling")
# Kinds of review, the commonest several times.
_TYPES = (
    *("scr-child",) * 5,
    *("lcspr",) * 3,
    *("safeguarding-adult-review",) * 3,
    *("domestic-homicide-review",) * 2,
    "rapid-review",
)
# How a factor is stated, and in how many of a hundred statements.
_STATED = {
    (Status.ASSERTED, FactorStatus.PRESENT): 75,
    (Status.NEGATED, FactorStatus.NEGATED): 10,
    (Status.POSSIBLE, FactorStatus.POSSIBLE): 8,
    (Status.HISTORICAL, FactorStatus.HISTORICAL): 7,
}


def reviews(number: int, seed: int = SEED) -> Iterator[Record]:
    """Yield synthetic Records; the same number and seed always give the same ones."""
    chance = random.Random(seed)
    for at in range(number):
        yield _Writing(at, chance).record()


class _Writing:
    """One review while it is made up."""

    def __init__(self, at: int, chance: random.Random) -> None:
        self.at, self.chance = at, chance
        self.document, self.case = f"doc-{at:05}", f"case-{at:05}"
        self.passages = tuple(self._passages())
        self.evidence: list[Evidence] = []

    def record(self) -> Record:
        """Return the Record, its evidence gathered on the way."""
        year, area = self.chance.randint(*_YEARS), f"Area{self.at % _AREAS}"
        case, agencies = self._case(year), self._agencies(area)
        source = Source(f"{self.document}.txt", fingerprint(self.document.encode()), "text/plain")
        kind = self.chance.choice(_TYPES)
        return Record(
            document=Document(self.document, f"Review {self.at}", str(year + 1), source),
            reviews=(Review(f"rev-{self.at:05}", kind, (f"{area} Board",), area, (self.case,)),),
            cases=(case,),
            agencies=agencies,
            lessons=tuple(self._lessons()),
            recommendations=tuple(self._recommendations(agencies)),
            passages=self.passages,
            evidence=tuple(self.evidence),
        )

    def _passages(self) -> Iterator[Passage]:
        start = 0
        for number in range(_PASSAGES):
            text = (
                f"Paragraph {number} of review {self.at}. "
                + "The family was known to several services over some years. " * 3
            )
            yield Passage(
                f"{self.document}-p{number}",
                str(number),
                number // 4 + 1,
                ("Part",),
                PassageKind.NARRATIVE,
                start,
                start + len(text),
                text,
            )
            start += len(text) + 2

    def _case(self, year: int) -> Case:
        legal, chance = _any_of("legal-status", self.chance), self.chance
        return Case(
            self.case,
            f"Child {self.at}",
            incident_date=str(year),
            age=chance.choice(_AGES),
            factors=tuple(self._factors()),
            outcomes=(_any_of("harm-outcome", chance),),
            legal=(
                CaseLegalStatus(
                    legal, FactorStatus.PRESENT, (self._quoted(legal),), person="subject-child"
                ),
            ),
        )

    def _factors(self) -> Iterator[CaseFactor]:
        factors, weights = _concepts("risk-factor"), _weights()
        for concept in dict.fromkeys(self.chance.choices(factors, weights, k=_FACTORS)):
            ((read, stated),) = self.chance.choices(list(_STATED), list(_STATED.values()))
            person = self.chance.choice(_PEOPLE)
            places = self.chance.choice((1, 1, 2))
            evidence = tuple(self._quoted(concept, read, person) for _ in range(places))
            yield CaseFactor(concept, stated, person, evidence)

    def _agencies(self, area: str) -> tuple[Agency, ...]:
        kinds = self.chance.sample(_concepts("agency-type"), _AGENCIES)
        return tuple(
            Agency(f"agency-{at}", f"{area} {kind} service", (), kind, (self._quoted(kind),))
            for at, kind in enumerate(kinds)
        )

    def _lessons(self) -> Iterator[Lesson]:
        for at in range(_LESSONS):
            passage = self.passages[at].id
            yield Lesson(f"{self.document}-l{at}", f"Lesson {at}.", passage, themes=self._themes())

    def _recommendations(self, agencies: Sequence[Agency]) -> Iterator[Recommendation]:
        for at in range(_RECOMMENDATIONS):
            yield Recommendation(
                f"{self.document}-r{at}",
                str(at),
                f"The service should do thing {at}.",
                self.passages[-1 - at % 5].id,
                addressed_to=(self.chance.choice(agencies).name,),
                actions=(_any_of("recommendation-action", self.chance),),
                strength=Strength.WEAK,
                themes=self._themes(),
                cases=() if at % 3 else (self.case,),
            )

    def _themes(self) -> tuple[str, ...]:
        return tuple(self.chance.sample(_concepts("practice-theme"), 2))

    def _quoted(
        self, concept: str, status: Status = Status.ASSERTED, person: str | None = None
    ) -> str:
        """Keep a piece of evidence for a concept; return its id."""
        passage = self.chance.choice(self.passages)
        identifier = content_id("ev", self.document, concept, str(len(self.evidence)))
        self.evidence.append(
            Evidence(
                identifier,
                passage.id,
                passage.start,
                passage.start + _QUOTE,
                passage.text[:_QUOTE],
                concept,
                status,
                person,
                self.case,
                "made-up",
                0.5 + self.chance.random() / 2,
            )
        )
        return identifier


def _any_of(scheme: str, chance: random.Random) -> str:
    """Return any concept of a scheme."""
    return chance.choice(_concepts(scheme))


@cache
def _concepts(scheme: str) -> tuple[str, ...]:
    """Return the concepts of a scheme that reviews speak of: not the groups, where it has any."""
    listed = load_vocabulary().scheme(scheme)
    below = tuple(one.id for one in listed if one.broader)
    return below or tuple(one.id for one in listed)


@cache
def _weights() -> tuple[float, ...]:
    return tuple(1 / (at % _LONG_TAIL + 2) for at in range(len(_concepts("risk-factor"))))


def write_graph(path: Path, number: int) -> int:
    """Write the graph of so many reviews to an empty place; return the number of its quads."""
    made = reviews(number)
    with GraphWriter(path) as writer:
        writer.load_vocabulary()
        for start in range(0, number, _BATCH):
            batch = [next(made) for _ in range(start, min(start + _BATCH, number))]
            graphs = [Names().graph(one.document.id) for one in batch]
            writer.replace_many(graphs, (quad for one in batch for quad in triples(one)))
        writer.optimise()
        return len(writer)


def build(folder: Path, number: int) -> int:
    """Make a library whose graph holds so many reviews; return the number of its quads."""
    built = build_small(folder, _INDEXED)
    shutil.rmtree(built.graph)
    return write_graph(built.graph, number)


def main(arguments: Sequence[str]) -> None:
    """Make a library at the folder named first."""
    number = int(arguments[1]) if len(arguments) > 1 else REVIEWS
    click.echo(f"{number:,} reviews, {build(Path(arguments[0]), number):,} quads")


if __name__ == "__main__":
    main(sys.argv[1:])
