"""Paths in words: which way is chosen, what each step stands on, which names are understood."""

from __future__ import annotations

import pytest

from graph.errors import UsageInvalid
from graph.network.links import Links, read_links
from graph.network.paths import ways
from graph.network.tell import find_paths
from graph.network.things import NameBook, NameUnclear, NameUnknown, read_names
from graph.view import GraphView
from tests import factories
from tests.graph.made import MadeCase, records_of, view_of
from tests.graph.naive_links import cases_with

POSSIBLE = (
    "In the case of Baby E the review calls parental alcohol misuse possible, "
    "not confirmed (father)."
)
PLAYED = "In the case of Baby E the review tells of a part played by substance misuse services."


@pytest.fixture(scope="module")
def links(view: GraphView) -> Links:
    return read_links(view)


@pytest.fixture(scope="module")
def names(view: GraphView, links: Links) -> NameBook:
    return read_names(view, links)


def _words(view: GraphView, names: NameBook, one: str, other: str) -> list[str]:
    (path, *_) = find_paths(view, read_links(view), names, one, other).paths
    return [step.sentence for step in path.steps]


@pytest.mark.parametrize(
    ("one", "other", "sentences"),
    [
        # through the body both cases had to do with
        (
            "Baby E",
            "Rowan",
            [
                "In the case of Baby E the review tells of a part played by Wendlebury Police.",
                "In the case of Rowan the review tells of a part played by Wendlebury Police.",
            ],
        ),
        # one step; whose factor it is stands beside it
        (
            "case: Baby E",
            "domestic-abuse",
            ["In the case of Baby E the review states domestic abuse (mother)."],
        ),
        # what is only possible says so
        (
            "Baby E",
            "parental-alcohol-misuse",
            [
                POSSIBLE,
            ],
        ),
        # a kind of agency begins at one of its members
        (
            "substance-misuse-service",
            "Baby E",
            [
                "Substance misuse services is of the kind drug and alcohol service.",
                PLAYED,
            ],
        ),
    ],
)
def test_the_best_path_in_words(
    view: GraphView, names: NameBook, one: str, other: str, sentences: list[str]
) -> None:
    assert _words(view, names, one, other) == sentences


def test_every_step_is_quoted_from_its_paragraph(
    view: GraphView, links: Links, names: NameBook
) -> None:
    found = find_paths(view, links, names, "domestic-abuse", "homelessness")
    steps = [step for path in found.paths for step in path.steps]
    assert len(steps) >= 4
    passages = {one.id: one for record in factories.library() for one in record.passages}
    for step in steps:
        assert step.citation is not None
        passage = passages[step.citation.passage.rsplit("/", 1)[-1]]
        assert step.citation.quote in passage.text
        assert step.citation.passage_text == passage.text


def test_what_is_ruled_out_is_no_link(view: GraphView, links: Links, names: NameBook) -> None:
    # Child M's mother did not use drugs
    assert find_paths(view, links, names, "Child M", "parental-drug-misuse").paths == ()


def test_the_count_of_joint_cases_is_that_of_the_records(
    view: GraphView, links: Links, names: NameBook
) -> None:
    both = cases_with(factories.library(), "domestic-abuse") & cases_with(
        factories.library(), "parental-opiate-use-ost"
    )
    found = find_paths(view, links, names, "domestic-abuse", "parental-opiate-use-ost")
    assert found.joint == {"case": len(both)}


def test_two_searches_give_the_same(view: GraphView, names: NameBook) -> None:
    first = [find_paths(view, read_links(view), names, "Baby E", "Rowan") for _ in range(2)]
    assert first[0] == first[1]


def test_a_threshold_leaves_links_out(view: GraphView) -> None:
    every, sure = read_links(view), read_links(view, least=0.95)
    told = every.relation_names.index("has_factor")
    assert (every.names == told).any()
    assert not (sure.names == told).any()


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("case-e", "Baby E"),  # an id
        ("baby e", "Baby E"),  # any case
        ("E", "Baby E"),  # another printed form
        ("WP", "Wendlebury Police"),
        ("the Wendlebury police", "Wendlebury Police"),
        ("Domestic violence", "Domestic abuse"),  # a label of the vocabulary
        ("board: Wendlebury LSCB", "Wendlebury LSCB"),
        ("hidden-men", "Hidden men"),
    ],
)
def test_names_are_understood(names: NameBook, name: str, label: str) -> None:
    assert names.find(name).label == label


@pytest.mark.parametrize(
    "name", ["Babby E", "", "homelesness", "\x00", "case: nobody of that name"]
)
def test_unknown_names_offer_the_nearest(names: NameBook, name: str) -> None:
    with pytest.raises(NameUnknown) as raised:
        names.find(name)
    if name == "homelesness":
        assert raised.value.offered[0].id == "homelessness"


def test_a_name_of_several_things_is_not_guessed(names: NameBook) -> None:
    with pytest.raises(NameUnclear) as raised:
        names.find("the police")
    assert len(raised.value.offered) == 2


def test_a_thing_has_no_path_to_itself(view: GraphView, links: Links, names: NameBook) -> None:
    with pytest.raises(UsageInvalid, match="Name two things"):
        find_paths(view, links, names, "Baby E", "case-e")


def test_nothing_leads_nowhere(links: Links) -> None:
    assert ways(links, [], [1]) == []


@pytest.mark.parametrize(
    ("shared", "through"),
    [
        # a factor of every case is the answer only where there is no rarer one
        (("parental-learning-disability",), "parental-learning-disability"),
        ((), "domestic-abuse"),
    ],
)
def test_what_every_case_has_is_not_the_answer_to_everything(
    shared: tuple[str, ...], through: str
) -> None:
    common = [MadeCase(f"c{at}", ("domestic-abuse",)) for at in range(30)]
    pair = [MadeCase(name, ("domestic-abuse", *shared)) for name in ("one", "two")]
    made = view_of(records_of([*common, *pair]))
    own = read_links(made)
    (path, *_) = find_paths(made, own, read_names(made, own), "one", "two").paths
    assert [thing.id for thing in path.things] == ["one", through, "two"]
