"""What is linked to a thing: which links, in which order, and on which words."""

from __future__ import annotations

import pytest

from graph.network.around import Surroundings, around, held_thing, starting_points
from graph.network.links import Links, read_links
from graph.network.tell import Telling
from graph.network.things import NameBook, NameUnclear, NameUnknown, read_names
from graph.view import GraphView
from tests.graph.made import MadeCase, records_of, view_of

POLICE, SCHOOL = ("Wendlebury Police", "police"), ("Hill School", "school")


@pytest.fixture(scope="module")
def links(view: GraphView) -> Links:
    return read_links(view)


@pytest.fixture(scope="module")
def names(view: GraphView, links: Links) -> NameBook:
    return read_names(view, links)


def _around(view: GraphView, name: str, **asked: object) -> Surroundings:
    links = read_links(view)
    names = read_names(view, links)
    thing = held_thing(view, names, name)
    return around(Telling(view, links, names), links, thing, **asked)  # type: ignore[arg-type]  # a table of options


def test_every_link_of_a_case_stands_on_words_of_its_documents(view: GraphView) -> None:
    found = _around(view, "case: Baby E", most=20)
    assert {group.kind for group in found.groups} == set(found.kinds)
    said = {
        tie.step.sentence: tie.step.citation.quote
        for group in found.groups
        for tie in group.ties
        if tie.step.citation and tie.step.citation.passage
    }
    sentence = "In the case of Baby E the review states domestic abuse (mother)."
    assert said[sentence] == "domestic violence"
    for group in found.groups:
        for tie in group.ties:
            cited = tie.step.citation
            assert cited is not None, tie.step.sentence  # a case has no link without words
            if cited.passage:
                begin = cited.start - cited.passage_start
                assert cited.passage_text[begin:].startswith(cited.quote)


def test_what_is_ruled_out_is_no_link(view: GraphView) -> None:
    found = _around(view, "case-m", most=50)
    concepts = {tie.other.id for group in found.groups for tie in group.ties}
    assert "parental-drug-misuse" not in concepts


@pytest.mark.parametrize(
    ("name", "other", "relation"),
    [
        ("child-neglect", "domestic-abuse", None),  # not above or below it
        ("child-neglect", "maltreatment", "narrower"),  # the one above
        ("police", "Wendlebury Police", "of_kind"),  # a kind leads to its members
        ("Wendlebury Police", "Police service", "of_kind"),  # and they to it
    ],
)
def test_vocabulary_and_kinds_are_links_too(
    view: GraphView, name: str, other: str, relation: str | None
) -> None:
    found = _around(view, name, most=50)
    relations = {
        tie.step.relation
        for group in found.groups
        for tie in group.ties
        if other in {tie.other.id, tie.other.label}
    }
    assert relations == ({relation} if relation else set())


@pytest.fixture(scope="module")
def crowd() -> GraphView:
    """Thirty cases with one factor, of which one has a second that no other has."""
    cases = [MadeCase(f"case-{at:02}", ("domestic-abuse",), (POLICE,)) for at in range(30)]
    cases.append(MadeCase("case-rare", ("domestic-abuse", "homelessness"), (SCHOOL,)))
    return view_of(records_of(cases))


def test_the_particular_comes_before_what_all_share(crowd: GraphView) -> None:
    found = _around(crowd, "case-rare", kinds={"risk-factor"}, most=1)
    assert [tie.other.id for tie in found.groups[0].ties] == ["homelessness"]


def test_many_links_come_in_slices_that_together_are_all(crowd: GraphView) -> None:
    whole = _around(crowd, "domestic-abuse", kinds={"case"}, most=100).groups[0]
    assert whole.total == len(whole.ties) == 31
    slices = [
        tie.other.iri
        for skip in range(0, 40, 10)
        for group in _around(crowd, "domestic-abuse", kinds={"case"}, most=10, skip=skip).groups
        for tie in group.ties
    ]
    assert slices == [tie.other.iri for tie in whole.ties]


def test_things_on_the_page_already_come_first(crowd: GraphView) -> None:
    last = _around(crowd, "domestic-abuse", kinds={"case"}, most=100).groups[0].ties[-1].other
    near = _around(crowd, "domestic-abuse", kinds={"case"}, most=1, near={last.iri})
    assert [tie.other.iri for tie in near.groups[0].ties] == [last.iri]


def test_two_readings_are_equal(view: GraphView) -> None:
    assert _around(view, "case-e") == _around(view, "case-e")


def test_a_reference_means_one_thing_and_a_name_may_mean_none(
    view: GraphView, names: NameBook
) -> None:
    assert held_thing(view, names, "case:case-e").label == "Baby E"
    with pytest.raises(NameUnknown):
        held_thing(view, names, "case:nobody")
    with pytest.raises(NameUnclear):
        held_thing(view, names, "the police")


def test_most_linked_things_are_where_to_begin(crowd: GraphView) -> None:
    links = read_links(crowd)
    (first, *_) = starting_points(links, "risk-factor", 5)
    assert first.endswith("/domestic-abuse")
    assert starting_points(links, "nothing", 5) == []
