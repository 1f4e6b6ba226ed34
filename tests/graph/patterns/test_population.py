"""Whom a case is about, and where a concept can be looked for."""

from __future__ import annotations

import pytest

from graph.patterns.population import Population, population_of, subjects_of
from graph.vocabulary import load_vocabulary


@pytest.mark.parametrize(
    ("types", "years", "subjects"),
    [
        (["scr-child"], None, {"child"}),
        (["scr-child"], 19, {"child"}),  # a care leaver in a child's review
        (["safeguarding-adult-review"], None, {"adult"}),
        (["domestic-homicide-review"], 40, {"adult"}),
        (["susr"], 4, {"child"}),  # all kinds in one: the age tells
        (["susr"], None, {"child", "adult"}),
        ([], 17, {"child"}),
        ([], 18, {"adult"}),
        ([], None, {"child", "adult"}),  # nothing tells: it could have mentioned both
    ],
)
def test_whom_a_case_is_about(types: list[str], years: int | None, subjects: set[str]) -> None:
    assert subjects_of(types, years, load_vocabulary()) == subjects


@pytest.mark.parametrize(
    ("concept", "population"),
    [
        ("child-missing", Population.CHILDREN),
        ("parental-drug-misuse", Population.CHILDREN),
        ("self-neglect", Population.ADULTS),
        ("homelessness", Population.EVERYONE),
        ("hidden-men", Population.LEARNING),
        ("audit-assurance", Population.RECOMMENDING),
        ("police", Population.EVERYONE),
    ],
)
def test_where_a_concept_can_be_looked_for(concept: str, population: Population) -> None:
    assert population_of(load_vocabulary()[concept]) is population
