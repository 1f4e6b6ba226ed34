"""Counts by concept are those of a plain recount from the Records, whatever is combined."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import QueryInvalid
from graph.model import (
    Case,
    CaseFactor,
    Document,
    Evidence,
    FactorStatus,
    Passage,
    PassageKind,
    Recommendation,
    Record,
    Review,
    Source,
    Status,
)
from graph.vocabulary import load_vocabulary
from search.engine import ENGINES, IndexReader, get_engine
from search.entries import entries
from search.entry import Entry
from search.profiles import profiles
from search.query import read_query

FACTORS = ("domestic-abuse", "da-in-pregnancy", "homelessness", "self-neglect")
ASKED = (*FACTORS, "accommodation", "neglect")
STATUSES = tuple(FactorStatus)
PERSONS = ("mother", "father")
ACTIONS = ("audit-assurance", "information-sharing-action")
WORDS = ("police", "school", "sofa")
_STATED = {
    FactorStatus.PRESENT: Status.ASSERTED,
    FactorStatus.HISTORICAL: Status.HISTORICAL,
    FactorStatus.POSSIBLE: Status.POSSIBLE,
    FactorStatus.NEGATED: Status.NEGATED,
}


def made(number: int) -> Record:
    """Return a Record of one to three cases; cases come back in other documents."""
    chance = random.Random(number)
    document = f"doc-{number}"
    labels = sorted({f"case-{chance.randrange(9)}" for _ in range(chance.randint(1, 3))})
    kinds = [(one, chance.sample(FACTORS, chance.randint(0, 3))) for one in labels]
    texts = [" ".join(chance.sample(WORDS, 2)) for _ in range(5)]
    evidence: list[Evidence] = []
    cases = tuple(_case(document, label, concepts, evidence, chance) for label, concepts in kinds)
    half = len(labels) // 2
    groups = [labels] if chance.random() < 0.5 or not half else [labels[:half], labels[half:]]
    asked = tuple(_asked(document, at, labels, chance) for at in range(2))
    return Record(
        document=Document(document, "Report", "2012", Source("x", "0" * 64, "text/plain")),
        reviews=tuple(
            Review(f"review-{document}-{at}", "scr-child", cases=tuple(group))
            for at, group in enumerate(groups)
        ),
        cases=cases,
        recommendations=asked,
        passages=tuple(
            Passage(f"{document}-p{at}", None, None, (), PassageKind.NARRATIVE, 0, 1, text)
            for at, text in enumerate(texts)
        ),
        evidence=tuple(evidence),
    )


def _case(
    document: str,
    label: str,
    concepts: list[str],
    evidence: list[Evidence],
    chance: random.Random,
) -> Case:
    """Return a case with these factors; its places are added to the document's evidence."""
    factors = []
    for concept in concepts:
        status, person = chance.choice(STATUSES), chance.choice(PERSONS)
        place = f"{document}-p{chance.randrange(5)}"
        key = f"{document}-e{len(evidence)}"
        evidence.append(
            Evidence(key, place, 0, 1, "x", concept, _STATED[status], person, label, "test", 1.0)
        )
        factors.append(CaseFactor(concept, status, person, (key,)))
    age = chance.choice((None, "5 months", "14", "3 years 1 month"))
    return Case(label, label.title(), age=age, factors=tuple(factors))


def _asked(document: str, at: int, labels: list[str], chance: random.Random) -> Recommendation:
    return Recommendation(
        f"{document}-r{at}",
        str(at),
        "The police should act.",
        f"{document}-p{at}",
        actions=(chance.choice(ACTIONS),),
        cases=tuple(chance.sample(labels, 1)),
    )


RECORDS = tuple(map(made, range(14)))
ENTRIES = tuple(chain.from_iterable(entries(one, load_vocabulary()) for one in RECORDS))


@dataclass(frozen=True)
class Ask:
    """A query, and what it means: of an entry's words, and of one case (None for no case)."""

    text: str
    meets: Callable[[Entry, str | None], bool]


def recounted(query: Ask) -> set[str]:
    return {
        entry.id
        for entry in ENTRIES
        if any(query.meets(entry, case) for case in entry.cases or (None,))
    }


def statuses_of(case: str, concept: str, person: str) -> list[FactorStatus]:
    return [
        factor.status
        for record in RECORDS
        for one in record.cases
        if one.id == case
        for factor in one.factors
        if (factor.concept, factor.person) == (concept, person)
    ]


def has_factor(case: str | None, concept: str, status: str | None, person: str | None) -> bool:
    below = load_vocabulary().narrower(concept)
    for one in below:
        for who in (person,) if person else PERSONS:
            found = statuses_of(case, one, who) if case else []
            strongest = min(found, key=STATUSES.index, default=None)
            wanted = (status,) if status else ("present", "historical", "possible")
            if strongest is not None and strongest.value in wanted:
                return True
    return False


def factor(concept: str, status: str | None, person: str | None) -> Ask:
    parts = [f"factor:{concept}", f"status:{status}" if status else "", ""]
    parts[2] = f"person:{person}" if person else ""
    text = " ".join(filter(None, parts))
    return Ask(f"({text})", lambda _, case: has_factor(case, concept, status, person))


def action(concept: str) -> Ask:
    cases = {
        case
        for record in RECORDS
        for one in record.recommendations
        if concept in one.actions
        for case in one.cases
    }
    return Ask(f"action:{concept}", lambda _, case: case in cases)


def aged(text: str, ages: set[str]) -> Ask:
    cases = {one.id for record in RECORDS for one in record.cases if one.age in ages}
    return Ask(f"age:{text}", lambda _, case: case in cases)


def word(one: str) -> Ask:
    return Ask(one, lambda entry, _: one in entry.text.split())


def joined(parts: list[Ask], sign: str, test: Callable[[Iterator[bool]], bool]) -> Ask:
    text = f"({sign.join(part.text for part in parts)})"
    return Ask(text, lambda entry, case: test(part.meets(entry, case) for part in parts))


LEAVES = st.one_of(
    st.builds(
        factor,
        st.sampled_from(ASKED),
        st.sampled_from((None, *map(str, FactorStatus))),
        st.sampled_from((None, *PERSONS)),
    ),
    st.sampled_from(ACTIONS).map(action),
    st.sampled_from(WORDS).map(word),
    st.sampled_from(
        [("<1", {"5 months"}), ("1..14", {"14", "3 years 1 month"}), ("14", {"14"})]
    ).map(lambda made: aged(*made)),
)
QUERIES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(lambda all_: joined(all_, " ", all)),
        st.lists(inner, min_size=2, max_size=3).map(lambda any_: joined(any_, " OR ", any)),
        inner.map(
            lambda one: Ask(f"(NOT {one.text})", lambda entry, case: not one.meets(entry, case))
        ),
    ),
    max_leaves=7,
)


@pytest.fixture(scope="module")
def readers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, IndexReader]]:
    path = tmp_path_factory.mktemp("engines")
    for name in ENGINES:
        with get_engine(name).write(path / name) as writer:
            writer.add(ENTRIES)
            for record in RECORDS:
                writer.add_profiles(profiles(record))
            writer.commit()
    opened = {name: get_engine(name).read(path / name) for name in ENGINES}
    yield opened
    for reader in opened.values():
        reader.close()


@settings(
    max_examples=400,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(QUERIES)
def test_a_recount_from_the_records_comes_to_the_same(
    readers: dict[str, IndexReader], asked: Ask
) -> None:
    try:
        query = read_query(asked.text, expand=False)
    except QueryInvalid as refused:
        assert "more than 64 ways" in str(refused)  # noqa: PT017 - most queries are not refused
        return
    expected = recounted(asked)
    for name, reader in readers.items():
        assert set(reader.ids(query)) == expected, name
        found = reader.search(query, size=100, facets=["kind"])
        assert found.total == len(expected), name
        assert sum(count for _, count in found.facets["kind"]) == len(expected), name


def test_the_records_are_worth_asking() -> None:
    """Cases told in two documents, documents of several cases and reviews, every status."""
    told = [case.id for record in RECORDS for case in record.cases]
    assert len(set(told)) < len(told)
    assert max(len(record.cases) for record in RECORDS) == 3
    assert max(len(record.reviews) for record in RECORDS) == 2
    assert any(len(entry.cases) > 1 for entry in ENTRIES)
    assert any(not entry.cases for entry in ENTRIES)
    held = {factor.status for record in RECORDS for case in record.cases for factor in case.factors}
    assert held == set(FactorStatus)
