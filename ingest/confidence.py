"""How often a reading of this kind is right: looked up in what was estimated from gold.

`rules/confidence.toml` is written by `ingest.evaluation.estimating` and by nobody else.
What makes a factor is weighed afterwards, all its places together: `ingest.keeping`
then states its chance instead.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

from graph.model import Status
from graph.vocabulary import load_vocabulary
from ingest.rulebook import load_rules

__all__ = ["BY_DEFAULT", "Family", "confidence_of", "family_of", "known_confidence", "stating"]

# How the method ends where no words name the person it is said of.
BY_DEFAULT = ":default-person"

# From the general to the particular: scheme, kind of rule, status, whether somebody is
# named, and the rule itself (for a label its concept).
Family = tuple[str, ...]

_STATED: ContextVar[Mapping[str, float] | None] = ContextVar("rates", default=None)


def confidence_of(method: str, concept: str, status: Status) -> float:
    """Return the estimated chance, above 0 and below 1, that a careful reader agrees.

    A rule that gold never judged has the rate of its family, a family that gold
    never judged that of the wider one.
    """
    stated = _STATED.get()
    rates = load_rules("confidence")["rates"] if stated is None else stated
    return known_confidence(family_of(method, concept, status), rates)


@contextmanager
def stating(rates: Mapping[str, float]) -> Iterator[None]:
    """State other rates inside the block: those of documents that are not being judged."""
    token = _STATED.set(rates)
    try:
        yield
    finally:
        _STATED.reset(token)


def known_confidence(family: Family, rates: Mapping[str, float]) -> float:
    """Return the rate of the narrowest family that has one; "" is the family of all."""
    for length in range(len(family), 0, -1):
        rate = rates.get("/".join(family[:length]))
        if rate is not None:
            return rate
    return rates[""]


def family_of(method: str, concept: str, status: Status) -> Family:
    """Return the families that a reading belongs to, the widest first.

    >>> family_of("told:drank:default-person", "parental-alcohol-misuse", Status.POSSIBLE)
    ('risk-factor', 'told', 'possible', 'default-person', 'drank')
    """
    whose = "default-person" if method.endswith(BY_DEFAULT) else "named"
    kind, _, rule = method.removesuffix(BY_DEFAULT).partition(":")
    if kind not in {"told", "harm"}:
        kind, rule = f"{kind}-{rule}" if rule else kind, concept
    return (_scheme(concept), kind, str(status), whose, rule)


@cache
def _scheme(concept: str) -> str:
    return load_vocabulary()[concept].scheme
