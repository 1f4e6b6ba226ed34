"""Who is the same body as whom."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from importlib.resources import files

import pytest

from graph.model import Agency, Record
from graph.triples import Names
from graph.triples.agencies import AgencyDirectory, fold_name, is_local_name
from graph.vocabulary import load_vocabulary
from tests import factories


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Wendlebury Police", "the WENDLEBURY police"),  # case and article
        ("Devon & Cornwall Police", "Devon and Cornwall Police"),  # "&"
        ("Women's Aid", "Womens Aid"),  # apostrophe
        ("St. Mungo’s", "St Mungo's"),  # full stop, and the other apostrophe
    ],
)
def test_forms_that_fold_together(one: str, other: str) -> None:
    assert fold_name(one) == fold_name(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Wendlebury Police", "Wendlebury Constabulary"),  # perhaps another name, not another form
        ("Trust 1", "Trust 2"),  # numbers are all that tells them apart
        ("The", "A"),  # an article alone is kept
    ],
)
def test_forms_that_stay_apart(one: str, other: str) -> None:
    assert fold_name(one) != fold_name(other)


@pytest.mark.parametrize(
    "name",
    [
        "the police",  # a service
        "GP",  # an acronym every area has
        "Children's Social Care",  # capitals alone make no name
        "Local Safeguarding Children Board",
        "substance misuse services",
        "a mental health trust",
        "Trust 1",  # the name was taken out
        "Council B",
        "CSC",
        "the Board",
        "the partnership",
        "Safeguarding Partners",
        "SAR Panel",  # the kind of review is in no area's own name
        "the LCSPR Panel",
        "Hospital staff",
        "Midwives",  # people who stand for their service
        "Housing Options Team",
        "Serious Case Review Sub-Group",
    ],
)
def test_a_name_any_area_could_have(name: str) -> None:
    assert is_local_name(name)


@pytest.mark.parametrize(
    "name",
    [
        "Wendlebury Police",  # a place
        "Sussex police",  # a place, the rest not in capitals
        "NHS England",
        "Care Quality Commission",  # ordinary words, but one body
        "Department for Education",
        "Ofsted",
        "CQC",  # an acronym of one body
        "St Mary's Hospital",
        "Northfield School",
        "Public Health Agency",  # Northern Ireland's: ordinary words, one body
    ],
)
def test_a_name_of_one_body(name: str) -> None:
    assert not is_local_name(name)


def _directory(record: Record) -> AgencyDirectory:
    return AgencyDirectory(record, Names())


def test_a_named_body_is_one_node_in_all_documents() -> None:
    cover, _, later = factories.library()
    assert _directory(cover).find("Wendlebury Police") == _directory(later).find(
        "the Wendlebury Police"
    )


def test_a_generic_service_belongs_to_its_review() -> None:
    cover, summary, later = map(_directory, factories.library())
    assert cover.find("the police") == summary.find("Police")  # two documents of one review
    assert cover.find("the police") != later.find("the police")  # another area's police


def test_any_form_leads_to_the_body() -> None:
    cover = _directory(factories.record())
    assert cover.find("WP") == cover.find("Wendlebury Police")
    assert cover.find("the Board") == cover.find("Wendlebury LSCB")


def test_a_form_of_two_bodies_leads_to_neither() -> None:
    shared = (
        Agency("a1", "Wendlebury Primary Care Trust", ("the Trust",)),
        Agency("a2", "Larkshire Hospitals Trust", ("the Trust",)),
    )
    found = _directory(replace(factories.record(), agencies=shared))
    assert found.find("the Trust") not in (found.find(shared[0].name), found.find(shared[1].name))


def test_a_schools_name_holds_within_its_area() -> None:
    cover, summary, later = (
        replace(record, agencies=(Agency("a1", "St Mary's School", (), "school"),))
        for record in factories.library()
    )
    name = "St Mary's School"
    assert _directory(cover).find(name) == _directory(summary).find(name)  # both in Wendlebury
    assert _directory(cover).find(name) != _directory(later).find(name)  # Larkshire's is another


@pytest.mark.parametrize(
    "kind",
    tomllib.loads((files("graph.triples") / "agency-names.toml").read_text("utf-8"))[
        "types_with_common_names"
    ],
)
def test_the_types_named_in_the_data_exist(kind: str) -> None:
    assert load_vocabulary()[kind].scheme == "agency-type"
