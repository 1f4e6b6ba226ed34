"""Agencies by the words around their names, and what stands for which body."""

from __future__ import annotations

import pytest

from graph.model import PassageKind
from tests.ingest.agencies_found import agencies_in, told
from tests.ingest.outline_pieces import outline_of, section


def test_the_national_panel_has_a_part_where_a_form_is_sent_to_it() -> None:
    sent, said = "It was sent to the National Panel.", "The National Panel published a report."
    kind = PassageKind.METHODOLOGY
    assert set(agencies_in(told(sent, kind=kind))) == {"National Panel"}
    assert agencies_in(told(said, kind=kind)) == {}


def test_who_told_the_review_what_they_knew_is_listed_in_its_method() -> None:
    listed = "Reports were received from Tarn Police and Esk Housing."
    sat = "The panel comprised officers from Tarn Police and Esk Housing."
    kind = PassageKind.METHODOLOGY
    assert set(agencies_in(told(listed, kind=kind))) == {"Tarn Police", "Esk Housing"}
    assert agencies_in(told(sat, kind=kind)) == {}


TYPED = [
    ("Daybreak Care sent home carers twice a day.", "Daybreak Care", "domiciliary-care"),
    (
        "Every resident of the home run by Oakhurst Care Ltd moved.",
        "Oakhurst Care Ltd",
        "care-home",
    ),
    (
        "The children's home of Northstar Living Ltd closed.",
        "Northstar Living Ltd",
        "childrens-home",
    ),
    (
        "The Larkfield Family Intervention Team held the child in need plan.",
        "Larkfield Family Intervention Team",
        "childrens-social-care",
    ),
    ("St Finian's College rang her mother.", "St Finian's College", "school"),
    ("The Harbour Hotel was let to families.", "Harbour Hotel", "employer-private-business"),
]


@pytest.mark.parametrize(("text", "name", "kind"), TYPED, ids=[row[1] for row in TYPED])
def test_the_words_around_a_name_tell_what_it_is(text: str, name: str, kind: str) -> None:
    assert agencies_in(told(text))[name].type == kind


def test_a_trust_is_the_one_that_is_called_so() -> None:
    found = agencies_in(told("Elder Hospital wrote to Marsh NHS Trust. The Trust replied."))
    assert "The Trust" in found["Marsh NHS Trust"].also


def test_a_form_that_the_document_defines_stands_for_that_body() -> None:
    found = agencies_in(
        told(
            'In these pages "the Trust" is Elder and Fen NHS Trust. Marsh NHS Trust replied.',
            "The Trust has a new rota.",
        )
    )
    assert "the Trust" in found["Elder and Fen NHS Trust"].also


def test_a_council_known_by_one_department_is_that_department() -> None:
    found = agencies_in(told("Tarn Children's Services came on 3 May. The Council agreed."))
    assert set(found) == {"Tarn Children's Services"}
    assert agencies_in(told("Boys' homes closed. The Council of Europe wrote.")) == {}


def test_a_service_in_its_fuller_form_is_one_body() -> None:
    found = agencies_in(
        told("He missed the community dental service twice. The dental service wrote.")
    )
    (dental,) = found.values()
    assert {dental.name, *dental.also} == {"dental service", "community dental service"}
    education = agencies_in(told("They asked the local authority's education department to act."))
    assert {one.type for one in education.values()} == {"education-department"}


def test_a_board_named_with_the_one_that_commissioned_has_a_part() -> None:
    front = "Esk Safeguarding Children Partnership and Tarn Safeguarding Children Partnership"
    outline = outline_of(section("Title", PassageKind.FRONT_MATTER, f"{front}, May 2021"))
    assert set(agencies_in(outline, "Esk Safeguarding Children Partnership")) == {
        "Esk Safeguarding Children Partnership",
        "Tarn Safeguarding Children Partnership",
    }


def test_a_name_broken_by_an_indented_line_is_one_name() -> None:
    found = agencies_in(told("She was seen by Slieve Health and\n    Social Care Trust in May."))
    assert set(found) == {"Slieve Health and Social Care Trust"}


def test_a_welsh_name_and_an_english_one_are_one_board() -> None:
    found = agencies_in(
        told("Bwrdd Diogelu Dyffryn Glan (Dyffryn Glan Regional Safeguarding Board) met in May.")
    )
    assert len(found) == 1


def test_who_only_receives_a_copy_has_no_part() -> None:
    assert agencies_in(told("It was circulated to Estyn, Ofsted and HMI Probation.")) == {}
