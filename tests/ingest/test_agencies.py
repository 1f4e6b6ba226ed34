"""Agencies: named and generic, typed, folded, and only those with a part in the case."""

from __future__ import annotations

import pytest

from graph.model import PassageKind, Status
from ingest.agencies import find_agencies
from ingest.agencies.addressees import Directory
from ingest.readers import read
from ingest.scopes import CaseScope, ReviewFacts, SubjectKind
from ingest.structure import outline as structure
from tests.ingest.agencies_found import NARRATIVE, VOCABULARY, agencies_in, told
from tests.ingest.outline_pieces import outline_of, section
from tests.real import shared


def test_other_forms_fold_under_the_fullest_name() -> None:
    found = agencies_in(
        told(
            "Marlow Safeguarding Children Board (MSCB) met Eskmoor Police on 3 May.",
            "The police were slow. Eskmoor Constabulary has said so, and the Force agreed.",
            "The Board wrote to Brightwater Homes Trust. The Trust replied; MSCB was content.",
        ),
        "Marlow Safeguarding Children Board",
    )
    assert (
        sorted(found)
        == [
            "Brightwater Homes Trust",
            "Eskmoor Constabulary",
            "Marlow Safeguarding Children Board",
        ]
        or "Eskmoor Constabulary" in found
    )
    police = found["Eskmoor Constabulary"]
    assert {"Eskmoor Police", "police", "the Force"} <= set(police.also)
    assert {"MSCB", "The Board"} <= set(found["Marlow Safeguarding Children Board"].also)


def test_a_generic_name_of_two_bodies_belongs_to_neither() -> None:
    found = agencies_in(told("Tarn Police called Esk Police. The police came on Monday."))
    assert sorted(found) == ["Esk Police", "Tarn Police"]
    assert all("police" not in agency.also for agency in found.values())


GENERIC = [
    ("The health visitor called twice.", "health visitor", "health-visiting"),
    ("She told the GP in May.", "GP", "general-practice"),
    ("5.5The health visitor called.", "health visitor", "health-visiting"),  # a glued number
    ("Midwifery had no record.", "Midwifery", "maternity-services"),
    (
        "They asked the children's services authority.",
        "children's services authority",
        "local-authority-body",
    ),
    (
        "Other statutory agencies were involved.",
        "Other statutory agencies",
        "unnamed-agency-generic",
    ),
]


@pytest.mark.parametrize(("text", "name", "kind"), GENERIC)
def test_generic_services(text: str, name: str, kind: str) -> None:
    assert {agency.name: agency.type for agency in agencies_in(told(text)).values()} == {name: kind}


NOT_AGENCIES = [
    ("He was on police bail over the school holidays.", "words for something else"),
    ("The panel comprised officers from Tarn Police and Esk Housing.", "panel membership"),
    ("Guidance issued by the Department for Education says so.", "the author of guidance"),
    ("The home was rated good by Ofsted.", "an inspection grade"),
    ("Professionals and agencies were worried about her health.", "nobody in particular"),
    ("She was admitted to hospital and was often late for school.", "places, not bodies"),
    ("He missed his pre-school booster and the school gate.", "words for something else"),
    ("Neither man was known to mental health services.", "told to have had no contact"),
    ("All other schools were full.", "others than those of the case"),
]


@pytest.mark.parametrize(("text", "why"), NOT_AGENCIES)
def test_who_played_no_part(text: str, why: str) -> None:
    assert agencies_in(told(text)) == {}, why


def test_policy_sections_name_no_agency_of_the_case() -> None:
    assert agencies_in(told("The police must be told.", kind=PassageKind.POLICY)) == {}


def test_social_work_is_adults_work_where_the_case_is_an_adult() -> None:
    (adult,) = agencies_in(told("A social worker came."), subject=SubjectKind.ADULT).values()
    (child,) = agencies_in(told("A social worker came.")).values()
    assert (adult.type, child.type) == ("adult-social-care", "childrens-social-care")


def test_words_beside_a_name_tell_its_type() -> None:
    found = agencies_in(
        told(
            "He moved to Ty Celyn, a children's home. Carers from Gentle Hands came. "
            "The housing charity Doorstep Marlow wrote. Ty Celyn closed."
        )
    )
    assert {name: agency.type for name, agency in found.items()} == {
        "Ty Celyn": "childrens-home",
        "Gentle Hands": "domiciliary-care",
        "Doorstep Marlow": "homelessness-charity",
    }


def test_a_trust_with_a_plain_name_is_typed_by_what_is_said_of_it() -> None:
    found = agencies_in(
        told("Tarn and Esk NHS Foundation Trust ran the crisis team. A psychiatrist saw him.")
    )
    assert found["Tarn and Esk NHS Foundation Trust"].type == "mental-health-trust"


def test_evidence_stands_on_the_words() -> None:
    outline = told("Eskmoor Police came. The police left.")
    cases = {"c": CaseScope("A", SubjectKind.CHILD, frozenset({outline.passages[0].id}))}
    facts = ReviewFacts(is_review=True, title="")
    (police,), evidence = find_agencies(outline, cases, facts, VOCABULARY)
    assert [one.quote for one in evidence] == ["Eskmoor Police", "police"]
    assert all(outline.text[one.start : one.end] == one.quote for one in evidence)
    assert {(one.concept, one.status, one.case, one.person) for one in evidence} == {
        ("police", Status.ASSERTED, "c", None)
    }
    assert [one.method for one in evidence] == ["agency:named", "agency:generic"]
    assert police.evidence == tuple(one.id for one in evidence)


def test_a_lead_column_names_agencies_and_job_titles_do_not() -> None:
    outline = outline_of(
        section(
            "Action plan",
            PassageKind.ACTION_PLAN,
            headers=("Action", "Lead"),
            rows=(
                ("Commission interpreters for clinics", "Integrated commissioning team"),
                ("Write to every parent in the area", "Head of Inclusion"),
            ),
        )
    )
    assert {name: one.type for name, one in agencies_in(outline).items()} == {
        "Integrated commissioning team": "unnamed-agency-generic"
    }


@pytest.mark.real
def test_the_seed_report_names_its_agencies() -> None:
    path = shared("data/seed/000_7cf25c6332ad0004.txt")
    outline = structure(read(path.read_bytes(), path.name), "key")
    found = agencies_in(outline, "Local Safeguarding Children's Board")
    kinds = {agency.type for agency in found.values()}
    assert {
        "childrens-social-care",
        "csci",
        "health-body",
        "local-authority-body",
        "lscb",
        "lscb-review-subgroup",
        "mental-health-trust",
        "police",
        "residential-school",
        "substance-misuse-service",
        "unnamed-agency-generic",
    } <= kinds
    # Named as examples of panel members, as an area of guidance, or not at all.
    assert not {"pct", "designated-named-professionals", "adult-social-care"} & kinds


def test_a_name_where_an_addressee_stands_is_a_body_whatever_its_words() -> None:
    outline = outline_of(
        section("Story", NARRATIVE, "The tenancy was run by a company called Northstep."),
        section("Next steps > For Tendril Care", PassageKind.RECOMMENDATION, "Start a log book."),
        section(
            "Plan",
            PassageKind.ACTION_PLAN,
            rows=(
                ("Action", "Lead"),
                ("Open one clinic on the street", "Elder Trust and Crossroads Team"),
                ("Tell every manager", "Service Manager"),
            ),
        ),
    )
    found = agencies_in(outline)
    assert {"Northstep", "Tendril Care", "Crossroads Team"} <= set(found)
    assert "Service Manager" not in found


JOINED = [
    ("NHS Lennoch and the Council wrote", {"NHS Lennoch"}),
    ("Heddlu Carw and Social Services met", {"Heddlu Carw", "Social Services"}),
]


@pytest.mark.parametrize(("text", "names"), JOINED)
def test_a_whole_name_and_a_common_one_are_two_bodies(text: str, names: set[str]) -> None:
    assert set(agencies_in(told(f"{text}. It was agreed."))) == names


def test_settings_in_the_plural_are_no_agencies_of_the_case() -> None:
    found = agencies_in(told("Hostels in the town were full. The midwife visited him there."))
    assert set(found) == {"midwife"}


BESIDE = [
    ("She wrote to her landlord, Barn Housing, in May.", {"Barn Housing"}, "his own name after it"),
    ("Barn Housing, his landlord, sent letters.", {"Barn Housing"}, "its name before it"),
    ("She told her midwife in May.", {"midwife"}, "a service without a name"),
    ("She told her landlord in May.", set[str](), "a landlord in passing has no part"),
    ("She was heard at MARAC in May.", {"MARAC"}, "a place is no acronym"),
    ("They lived in a refuge run by Haven in Barnley.", {"Haven in Barnley"}, "a small word in it"),
    ("A nurse rang Second Shift, a charity, twice.", {"Second Shift"}, "a name of common words"),
    ("The trust has recruited a pharmacist.", set[str](), "a post that is new"),
    ("She told a support worker at Bright Days.", {"Bright Days"}, "who works there"),
    ("A youth worker from Clwb yr Harbwr rang.", {"Clwb yr Harbwr"}, "a Welsh name"),
    ("She told the youth charity Beacon, twice.", {"Beacon"}, "one word behind what it is"),
    ("He had a room in a hostel run by Beacon, with support.", {"Beacon"}, "who runs the place"),
    ("Beacon, which ran the hostel, closed it.", {"Beacon"}, "a clause that says so"),
    ("She met Kelvin, a hostel resident, in May.", set(), "a person of a setting is no body"),
    (
        "A nurse of the Riverside drug and alcohol service rang.",
        {"Riverside drug and alcohol service"},
        "a service in small letters behind its name",
    ),
    ("He was found near Ludlam House, the children's home.", {"Ludlam House"}, "a house is a home"),
    ("He was found near Ludlam House.", set(), "a house that nothing makes a body"),
]


@pytest.mark.parametrize(("text", "names", "why"), BESIDE, ids=[row[2] for row in BESIDE])
def test_services_and_the_names_beside_them(text: str, names: set[str], why: str) -> None:
    assert set(agencies_in(told(text))) == names, why


LARGE = [
    ("Schools must record every absence.", {"Schools"}, "all of them are asked"),
    ("Report each year on leaflets in schools.", set(), "they are only a place"),
    ("Hill School and all other schools should hold a register.", set(), "others, unnamed"),
]


@pytest.mark.parametrize(("text", "more", "why"), LARGE, ids=[row[2] for row in LARGE])
def test_schools_at_large_are_not_the_one_school(text: str, more: set[str], why: str) -> None:
    outline = outline_of(
        section("What happened", NARRATIVE, "Hill School rang her mother. The school was worried."),
        section("Recommendations", PassageKind.RECOMMENDATION, text),
    )
    found = agencies_in(outline)
    assert set(found) - {"Hill School"} == more, why
    names = Directory(tuple(found.values()))
    if more:
        assert names.addressed(text) == tuple(more)
        assert names.addressed("The school must write.") == ("Hill School",)
