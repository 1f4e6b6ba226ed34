"""Which extracted factor answers which gold row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from graph.model import CaseFactor
from graph.vocabulary import Vocabulary
from ingest.evaluation.gold import GoldFactor

__all__ = [
    "Comparison",
    "Match",
    "compare_rows",
    "persons_agree",
    "same_family",
    "same_person",
    "same_strict",
]

# GOLD.md: roles are folded to these nine before persons are compared.
_FOLDED_ROLES = {
    "subject-child": "child",
    "child-of-subject": "child",
    "review-subject": "child",
    "subject-adult": "adult subject",
    "victim-adult": "adult subject",
    "mother": "mother",
    "father": "father",
    "mothers-partner": "partner",
    "fathers-partner": "partner",
    "intimate-partner": "partner",
    "sibling": "sibling",
    "perpetrator": "perpetrator",
    "grandparent": "other family",
    "family-group": "other family",
    "extended-family": "other family",
    "parents-unspecified": "other family",
    "adult-child-of-subject": "other family",
    "foster-carer-role": "other family",
    "informal-carer": "other family",
}

_Same = Callable[[GoldFactor, CaseFactor], bool]


@dataclass(frozen=True, slots=True)
class Match:
    """A gold row and the extracted row that answers it."""

    gold: GoldFactor
    row: CaseFactor


@dataclass(frozen=True, slots=True)
class Comparison:
    """What matched, what was missed, and the extra rows nothing excuses.

    Optional gold rows excuse an extracted row and are never missed. A further
    extracted row of a matched family with the same status is no extra either.
    """

    matches: tuple[Match, ...]
    missed: tuple[GoldFactor, ...]
    extras: tuple[CaseFactor, ...]

    @property
    def hits(self) -> tuple[Match, ...]:
        """The matches that count."""
        return tuple(match for match in self.matches if not match.gold.optional)


def compare_rows(
    wanted: Sequence[GoldFactor],
    ours: Sequence[CaseFactor],
    vocabulary: Vocabulary,
    *,
    strict: bool = False,
    with_status: bool = True,
) -> Comparison:
    """Return the comparison of one case's rows, each row used once.

    `strict` asks for the same concept, else a parent or child will do.
    """

    def family(gold: GoldFactor, row: CaseFactor) -> bool:
        return same_family(gold.concept, row.concept, vocabulary)

    def status(gold: GoldFactor, row: CaseFactor) -> bool:
        return not with_status or gold.status == row.status

    same = same_strict if strict else family
    matches = _assign(wanted, ours, lambda gold, row: same(gold, row) and status(gold, row))
    hits = [match.gold for match in matches]
    matched = [match.row for match in matches]
    return Comparison(
        matches=matches,
        missed=tuple(row for row in wanted if row not in hits and not row.optional),
        extras=tuple(
            row
            for row in ours
            if row not in matched
            and not any(family(gold, row) and status(gold, row) for gold in wanted)
        ),
    )


def same_strict(gold: GoldFactor, row: CaseFactor) -> bool:
    """Say whether both name the same concept."""
    return gold.concept == row.concept


def same_family(one: str, other: str, vocabulary: Vocabulary) -> bool:
    """Say whether two concepts are the same, or parent and child."""
    return one == other or one in vocabulary[other].broader or other in vocabulary[one].broader


def same_person(gold: GoldFactor, row: CaseFactor) -> bool:
    """Say whether the row's person is one of gold's, roles folded."""
    return persons_agree(gold.persons, row.person)


def persons_agree(wanted: Sequence[str], person: str) -> bool:
    """Say whether a person-role is one of those wanted, roles folded."""
    return _role(person) in {_role(one) for one in wanted}


def _assign(
    wanted: Sequence[GoldFactor], ours: Sequence[CaseFactor], same: _Same
) -> tuple[Match, ...]:
    """Pair rows, nearest first: rows that count, then status, concept and person."""
    candidates = sorted(
        (_distance(gold, row), at, to)
        for at, gold in enumerate(wanted)
        for to, row in enumerate(ours)
        if same(gold, row)
    )
    gold_left, ours_left = set(range(len(wanted))), set(range(len(ours)))
    found: list[Match] = []
    for _, at, to in candidates:
        if at in gold_left and to in ours_left:
            gold_left.remove(at)
            ours_left.remove(to)
            found.append(Match(wanted[at], ours[to]))
    return tuple(found)


def _distance(gold: GoldFactor, row: CaseFactor) -> tuple[bool, bool, bool, bool]:
    return (
        gold.optional,
        gold.status != row.status,
        gold.concept != row.concept,
        not same_person(gold, row),
    )


def _role(person: str) -> str:
    return _FOLDED_ROLES.get(person, "other")
