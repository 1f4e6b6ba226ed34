"""A question about cases by their shape, and the sentence that says it.

"Cases where [factor] and [factor] and not [factor], with [agency], whose review
recommended [action] on [theme] to [agency], between [years], child aged [..]".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from graph.errors import QueryInvalid
from graph.vocabulary import Vocabulary, load_vocabulary

__all__ = ["Absence", "Condition", "Degree", "Factor", "Kind", "Question", "Recommended", "Span"]

_FIRST_YEAR, _LAST_YEAR = 1000, 9999
_OLDEST = 130  # years


class Degree(StrEnum):
    """How far a case has a factor: its strongest statement, or any that does not deny it."""

    PRESENT = "present"
    HISTORICAL = "historical"
    POSSIBLE = "possible"
    ANY = "any"


class Absence(StrEnum):
    """How a factor is missing. Silence is not absence: the two are different questions."""

    UNSAID = "unsaid"
    RULED_OUT = "ruled-out"


class Kind(StrEnum):
    """What else a case can have of a concept, each the scheme it is looked up in."""

    AGENCY = "agency-type"
    OUTCOME = "harm-outcome"
    LEGAL = "legal-status"
    REVIEW = "review-type"


_DEGREES = {
    Degree.PRESENT: "{} is stated as present",
    Degree.HISTORICAL: "{} is stated for an earlier time only",
    Degree.POSSIBLE: "{} is suspected or possible, and no more",
    Degree.ANY: "{} is stated as present, history or possible",
}
_ABSENCES = {
    Absence.UNSAID: "there is no evidence of {}",
    Absence.RULED_OUT: "{} is ruled out by the review",
}
_KINDS = {
    Kind.AGENCY: "{} had a part",
    Kind.OUTCOME: "the outcome was {}",
    Kind.LEGAL: "{} was in force for somebody",
    Kind.REVIEW: "the review is of the kind {}",
}


@dataclass(frozen=True, slots=True)
class Factor:
    """The case has a factor, or one below it; `person` is whose, None for anybody's."""

    concept: str
    degree: Degree | Absence = Degree.PRESENT
    person: str | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """The case has a concept of another kind, or one below it."""

    kind: Kind
    concept: str


@dataclass(frozen=True, slots=True)
class Recommended:
    """The review recommends something; one recommendation has to meet all that is asked."""

    theme: str | None = None
    action: str | None = None
    addressee: str | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """Years from and to, both included, either left open."""

    first: int | None = None
    last: int | None = None

    def __bool__(self) -> bool:
        return self.first is not None or self.last is not None

    def bounds(self, lowest: int, highest: int) -> tuple[int, int]:
        """Return both ends, the open ones at their limits."""
        low = lowest if self.first is None else self.first
        return low, highest if self.last is None else self.last

    def words(self) -> str:
        """Return the span in words."""
        if self.first == self.last:
            return f"{self.first}"
        if self.first is None:
            return f"up to {self.last}"
        return f"{self.first} to {self.last}" if self.last is not None else f"{self.first} or later"


@dataclass(frozen=True, slots=True)
class Question:
    """What a case has to be. Raises QueryInvalid for a concept that is not of its scheme."""

    factors: tuple[Factor, ...] = ()
    conditions: tuple[Condition, ...] = ()
    recommended: Recommended | None = None
    years: Span = Span()
    published: bool = False
    ages: Span = Span()

    def __post_init__(self) -> None:
        for scheme, concept in self._concepts():
            _checked(concept, scheme)
        for span, least, most in ((self.years, _FIRST_YEAR, _LAST_YEAR), (self.ages, 0, _OLDEST)):
            low, high = span.bounds(least, most)
            if not least <= low <= high <= most:
                raise QueryInvalid(
                    f"{span.words()} is no span in {least} to {most}. Give the lower one first."
                )

    def __bool__(self) -> bool:
        return bool(self.factors or self.conditions or self.recommended or self.years or self.ages)

    def year_bounds(self) -> tuple[int, int]:
        """Return the first and last year asked for."""
        return self.years.bounds(_FIRST_YEAR, _LAST_YEAR)

    def age_bounds(self) -> tuple[int, int]:
        """Return the youngest and oldest age asked for, in whole years."""
        return self.ages.bounds(0, _OLDEST)

    def sentence(self) -> str:
        """Return the question as one plain sentence."""
        parts = [*self.clauses()]
        if not parts:
            return "All cases."
        return f"Cases where {', and '.join(parts)}."

    def clauses(self) -> Iterator[str]:
        """Yield each condition in words, factors first, in the order of the answer's columns."""
        vocabulary = load_vocabulary()
        yield from (factor_words(one, vocabulary) for one in self.factors)
        for one in self.conditions:
            yield _KINDS[one.kind].format(_quoted(one.concept, vocabulary))
        if self.recommended:
            yield _recommended_words(self.recommended, vocabulary)
        if self.years:
            told = "the review was published" if self.published else "the incident was"
            yield f"{told} in {self.years.words()}"
        if self.ages:
            yield f"the subject was aged {self.ages.words()} in whole years"

    def _concepts(self) -> Iterator[tuple[str, str]]:
        for one in self.factors:
            yield "risk-factor", one.concept
            if one.person:
                yield "person-role", one.person
        yield from ((one.kind.value, one.concept) for one in self.conditions)
        asked = self.recommended or Recommended()
        named = (
            ("practice-theme", asked.theme),
            ("recommendation-action", asked.action),
            ("agency-type", asked.addressee),
        )
        yield from ((scheme, concept) for scheme, concept in named if concept)


def factor_words(one: Factor, vocabulary: Vocabulary) -> str:
    """Return a condition on a factor in words."""
    words = _quoted(one.concept, vocabulary)
    if one.person:
        words += f" of {_quoted(one.person, vocabulary)}"
    if isinstance(one.degree, Absence):
        return _ABSENCES[one.degree].format(words)
    return _DEGREES[one.degree].format(words)


def _recommended_words(one: Recommended, vocabulary: Vocabulary) -> str:
    words = "the review recommends "
    words += _quoted(one.action, vocabulary) if one.action else "something"
    if one.theme:
        words += f" on {_quoted(one.theme, vocabulary)}"
    if one.addressee:
        words += f" to {_quoted(one.addressee, vocabulary)}"
    return words


def _quoted(concept: str, vocabulary: Vocabulary) -> str:
    return f"“{vocabulary.label(concept)}”"


def _checked(concept: str, scheme: str) -> None:
    vocabulary = load_vocabulary()
    if concept not in vocabulary or vocabulary[concept].scheme != scheme:
        raise QueryInvalid(
            f"{concept!r} is no concept of the scheme {scheme}. Choose one from its list."
        )
