"""Concepts meet in one passage, one case or one review: the factory's Records, both engines."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.errors import QueryInvalid
from graph.vocabulary import load_vocabulary
from search.engine import ENGINES, IndexReader, get_engine
from search.entries import entries
from search.profiles import profile_from_json, profile_to_json, profiles
from search.query import Filter, read_query
from tests import factories
from tests.factories import CASE_E, CASE_M, CASE_R, LATER_REVIEW, REVIEW

ALL = {CASE_E, CASE_M, CASE_R}

# (query, cases whose passages it finds, what the row proves)
CASES = [
    ("factor:domestic-abuse", {CASE_E}, "the case has it, whichever passage says so"),
    ("factor:accommodation", {CASE_R}, "and everything below it: homelessness"),
    ("factor:domestic-abuse agency:police", {CASE_E}, "two facts of one case"),
    ("factor:homelessness agency:police", {CASE_R}, "and of another"),
    ("factor:domestic-abuse factor:homelessness", set(), "of two cases they do not meet"),
    ("factor:domestic-abuse legal:care-order", set(), "nor of two cases of one report"),
    ("legal:care-order", {CASE_M}, "a legal status"),
    ("outcome:fatal-outcome", {CASE_E}, "an outcome"),
    ("theme:hidden-men", {CASE_E, CASE_R}, "what its lessons and recommendations are about"),
    ("action:information-sharing-action", {CASE_E}, "what its recommendations ask for"),
    ("factor:parental-alcohol-misuse", {CASE_E}, "what is possible counts"),
    ("factor:parental-alcohol-misuse status:possible", {CASE_E}, "and can be asked for"),
    ("factor:parental-alcohol-misuse status:present", set(), "or left out"),
    ("factor:parental-drug-misuse person:mother status:negated", {CASE_M}, "ruled out, if asked"),
    ("factor:domestic-abuse person:father", set(), "of another person"),
    ("factor:domestic-abuse person:mother", {CASE_E}, "of this one"),
    ("person:mother factor:domestic-abuse", {CASE_E}, "a person may stand before"),
    (
        "factor:domestic-abuse person:mother factor:parental-alcohol-misuse person:father",
        {CASE_E},
        "each factor has its own person",
    ),
    (
        "factor:domestic-abuse person:father factor:parental-alcohol-misuse person:mother",
        set(),
        "and no other's",
    ),
    ("factor:(domestic-abuse OR homelessness) person:mother", {CASE_E, CASE_R}, "a group"),
    ("factor:domestic-abuse status:(present OR possible)", {CASE_E}, "one of two statuses"),
    ("factor:domestic-abuse NOT status:present", set(), "any but one"),
    ("factor:domestic-abuse NOT person:mother", set(), "of anybody but one"),
    ("status:possible", {CASE_E}, "a status alone: of any factor"),
    ("person:father", {CASE_E}, "a person alone: with any factor"),
    ("factor:*", {CASE_E, CASE_R}, "any factor; what was ruled out is none"),
    ("factor:parental-*", {CASE_E}, "concepts by how their ids begin"),
    ("age:<1", {CASE_E}, "a case by its subject's age"),
    ('age:"5 months"', {CASE_E}, "in months"),
    ("age:0..3", {CASE_E}, "in a range"),
    ("age:[1 to 3]", set(), "in square brackets"),
    ("age:>=1", set(), "compared"),
    ("age:* factor:domestic-abuse", {CASE_E}, "any age that is told"),
    ("factor:domestic-abuse AND agency:police", {CASE_E}, "AND may be written"),
    ("factor:domestic-abuse OR factor:homelessness", {CASE_E, CASE_R}, "OR"),
    ("(factor:domestic-abuse OR legal:care-order) agency:police", {CASE_E}, "OR inside AND"),
    ("case:rowan factor:homelessness", {CASE_R}, "with a field of words"),
    ("factor:domestic-abuse same:review", {CASE_E, CASE_M}, "all that its review tells of"),
    ("factor:domestic-abuse legal:care-order same:review", {CASE_E, CASE_M}, "two in one review"),
    ("factor:domestic-abuse factor:homelessness same:review", set(), "and not in two"),
    (
        "(factor:domestic-abuse same:review) (legal:care-order same:case)",
        {CASE_M},
        "each in its own brackets",
    ),
]
# (query, passages found, what the row proves)
PASSAGES = [
    ("factor:domestic-abuse same:passage", "cover-p4.6 summary-p1", "a passage's own words"),
    ("factor:domestic-abuse agency:police same:passage", "summary-p1", "both in one passage"),
    (
        "factor:parental-alcohol-misuse status:possible person:father same:passage",
        "cover-p4.6",
        "said there of him",
    ),
    ("factor:parental-alcohol-misuse status:present same:passage", "", "not said so"),
    ("factor:parental-drug-misuse same:passage", "", "what is ruled out does not count"),
    ("factor:parental-drug-misuse status:negated same:passage", "cover-p4.2", "unless asked for"),
    ("factor:* person:mother status:historical same:passage", "cover-p4.7", "any factor of her"),
    ("age:<1 methadone same:passage", "cover-p4.6", "an age is the case's"),
    ("factor:domestic-abuse drug", "", "a word in a passage of another case"),
    ("NOT factor:domestic-abuse arrest", "cover-p4.1", "a case without it"),
    ("domestic NOT factor:domestic-abuse", "cover-p3.2", "or no case at all"),
    ("(methadone OR legal:care-order) NOT factor:homelessness", "cover-p4.6 cover-p4.1 cover-p4.2",
     "words or facts"),
    ("(methadone OR legal:care-order) factor:domestic-abuse", "cover-p4.6", "in one case"),
    ("NOT (methadone OR NOT legal:care-order)", "cover-p4.1 cover-p4.2", "NOT of both"),
]  # fmt: skip


@pytest.fixture(scope="module", params=ENGINES)
def reader(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[IndexReader]:
    path = tmp_path_factory.mktemp(request.param) / "index"
    for record in factories.library():
        with get_engine(request.param).write(path) as writer:
            writer.add(entries(record, load_vocabulary()))
            writer.add_profiles(profiles(record))
            writer.commit()
    found = get_engine(request.param).read(path)
    yield found
    found.close()


def passages(reader: IndexReader, text: str) -> list[str]:
    query = read_query(text, expand=False, filters=[Filter("kind", "passage")])
    return [one.removeprefix("doc-") for one in reader.ids(query)]


@pytest.mark.parametrize(("text", "expected", "proves"), CASES)
def test_facts_meet_in_a_case(
    reader: IndexReader, text: str, expected: set[str], proves: str
) -> None:
    found = reader.search(read_query(text, expand=False), size=100, facets=["case", "review"])
    cases = {case for hit in found.hits for case in hit.entry.cases}
    if "same:review" in text and expected and "(" not in text:
        assert {hit.entry.review for hit in found.hits} == {REVIEW}, proves
    else:
        assert cases == expected, proves
    # The researcher's count: cases, not passages.
    assert {value for value, _ in found.facets["case"]} - {"-"} == cases
    assert (found.total > 0) is bool(expected)


@pytest.mark.parametrize(("text", "expected", "proves"), PASSAGES)
def test_facts_meet_in_a_passage(
    reader: IndexReader, text: str, expected: str, proves: str
) -> None:
    assert sorted(passages(reader, text)) == sorted(expected.split()), proves


def test_evidence_for_a_fact_comes_before_the_rest_of_its_case(reader: IndexReader) -> None:
    query = read_query("factor:parental-opiate-use-ost", filters=[Filter("kind", "passage")])
    found = reader.search(query, size=20)
    assert found.total > 1
    assert found.hits[0].entry.id == "doc-cover-p4.6"


def test_no_search_finds_a_profile(reader: IndexReader) -> None:
    every = reader.search(read_query("*"), size=100, facets=["kind", "review"])
    assert every.total == reader.count() == sum(dict(every.facets["kind"]).values())
    assert {key for key, _ in every.facets["review"]} == {REVIEW, LATER_REVIEW}
    for text in ("NOT police", f"document:{'doc-cover'}", f"review:{REVIEW}"):
        assert all(hit.entry.title for hit in reader.search(read_query(text), size=100).hits)


@pytest.mark.parametrize("engine", ENGINES)
def test_profiles_go_with_their_document(engine: str, tmp_path: Path) -> None:
    record = factories.record()
    with get_engine(engine).write(tmp_path / "index") as writer:
        for one in factories.library():
            writer.add_profiles(profiles(one))
        writer.commit()
        writer.delete_document(record.document.id)
        writer.delete_review(LATER_REVIEW)
        writer.commit()
    reader = get_engine(engine).read(tmp_path / "index")
    assert reader.count() == 0
    # The summary still tells of Baby E; the later review is gone.
    assert reader.casebook.values("factor") == {"domestic-abuse"}
    reader.close()


# (query, a part of what is said)
REFUSED = [
    ("factor:homelesness", "'homelessness'"),
    ("agency:polic", "'police'"),
    ("status:maybe", "present, historical, possible, negated"),
    ("same:town", "passage, case, review"),
    ("person:mohter factor:neglect", "'mother'"),
    ("age:young", "Write it as 14"),
    ("age:9..3", "Swap"),
    ("factor:*abuse", "every concept"),
    (
        " ".join(f"(w{at} OR factor:neglect OR factor:homelessness)" for at in range(7)),
        "more than 64 ways",
    ),
]


@pytest.mark.parametrize(("text", "told"), REFUSED)
def test_what_cannot_be_asked_is_told(text: str, told: str) -> None:
    with pytest.raises(QueryInvalid, match=told):
        read_query(text)


# (query, a part of its note)
NOTED = [
    ("same:case", "no conditions beside it"),
    ("police OR same:case", "no conditions beside it"),
    ("factor:neglect same:case same:review", "the last one counts"),
]


@pytest.mark.parametrize(("text", "told"), NOTED)
def test_what_was_left_out_is_told(text: str, told: str) -> None:
    assert any(told in note for note in read_query(text).notes)


def test_json_brings_a_profile_back() -> None:
    for record in factories.library():
        for profile in profiles(record):
            assert profile_from_json(profile_to_json(profile)) == profile
