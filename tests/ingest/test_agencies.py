"""Agencies: named and generic, typed, folded, and only those with a part in the case."""

from __future__ import annotations

import pytest

from graph.model import Agency, PassageKind, Status
from graph.vocabulary import load_vocabulary
from ingest.agencies import find_agencies
from ingest.agencies.addressees import Directory
from ingest.agencies.aliases import acronyms, new_names, same_bodies, short_forms
from ingest.agencies.names import named_bodies, reduced, type_of
from ingest.outline import Outline
from ingest.readers import read
from ingest.scopes import CaseScope, ReviewFacts, SubjectKind
from ingest.structure import outline as structure
from tests.ingest.outline_pieces import outline_of, section
from tests.real import shared

VOCABULARY = load_vocabulary()
NARRATIVE = PassageKind.NARRATIVE


def agencies_in(
    outline: Outline, *boards: str, subject: SubjectKind = SubjectKind.CHILD
) -> dict[str, Agency]:
    cases = {"c": CaseScope("Child A", subject, frozenset(p.id for p in outline.passages))}
    facts = ReviewFacts(is_review=True, title="", commissioned_by=boards)
    found, _ = find_agencies(outline, cases, facts, VOCABULARY)
    return {agency.name: agency for agency in found}


def told(*paragraphs: str, kind: PassageKind = NARRATIVE) -> Outline:
    return outline_of(section("What happened", kind, *paragraphs))


NAMES = [
    (
        "officers from Hollin Police, Hollin Children's Services, Cafcass and Barn Housing",
        ["Hollin Police", "Hollin Children's Services", "Cafcass", "Barn Housing"],
    ),
    (
        "Gwarchod Police and Cyngor Glan Social Services met",
        ["Gwarchod Police", "Cyngor Glan Social Services"],
    ),
    ("The Chief Executive of the Wendle NHS Foundation Trust", ["Wendle NHS Foundation Trust"]),
    ("In September Harbour Academy wrote", ["Harbour Academy"]),
    ("the Slieve Trust's records", ["Slieve Trust"]),
    ("the Council's Private Sector Housing Team", ["Council's Private Sector Housing Team"]),
    ("the Police Service of Northern Ireland said", ["Police Service of Northern Ireland"]),
    (
        "Secretary of State for Health and Social Care",
        ["Secretary of State for Health and Social Care"],
    ),
    ("University Hospitals of Marlow NHS Trust", ["University Hospitals of Marlow NHS Trust"]),
    (
        "the Cumber, Tarn and Esk NHS Foundation Trust",
        ["Cumber, Tarn and Esk NHS Foundation Trust"],
    ),
    ("St Aldhelm's Hospital NHS Foundation Trust", ["St Aldhelm's Hospital NHS Foundation Trust"]),
    ("Ysbyty Glan Rhedyn and NHS Brennan", ["Ysbyty Glan Rhedyn", "NHS Brennan"]),
    ("seen at Pont Lafan surgery", ["Pont Lafan surgery"]),
    ("a Child Practice Review was begun", []),  # a review is no practice
    ("the Child Protection Register", []),
    ("The Review Panel met. The Board agreed.", []),
    ("Mother told Mr Hill that she left school", []),
]


@pytest.mark.parametrize(("text", "names"), NAMES)
def test_named_bodies(text: str, names: list[str]) -> None:
    assert [body.name for body in named_bodies(text)] == names


TYPES = [
    ("Hartsmoor Royal Infirmary", "acute-trust"),
    ("Quayhead Surgery", "general-practice"),
    ("Devon & Cornwall Police", "police"),
    ("Tolland Safeguarding Adults Board", "sab"),
    ("Ravens Local Safeguarding Children Board", "lscb"),
    ("Port Selby Safeguarding Children Partnership", "lscp"),
    ("Wex Mental Health NHS Trust", "mental-health-trust"),
    ("Merrow Community Health NHS Trust", "community-health-trust"),
    ("Lidford Council", "local-authority-body"),
    ("Lidford Council Adult Social Care", "adult-social-care"),
    ("Strath Council Housing", "housing-authority"),
    ("Barn Housing Association", "housing-association"),
    ("Little Acorns Nursery", "early-years-setting"),
    ("Cairn Alcohol and Drug Partnership", "substance-misuse-service"),
    ("Levels Fire and Rescue Service", "fire-rescue"),
    ("Bramble", None),
]


@pytest.mark.parametrize(("name", "kind"), TYPES)
def test_the_type_a_name_tells(name: str, kind: str | None) -> None:
    assert type_of(name) == kind


def test_job_titles_are_reduced_to_the_body() -> None:
    assert reduced("Chief Executive, Marlow Trust") == "Marlow Trust"
    assert reduced("Director of the Marlow Trust") == "Marlow Trust"
    assert reduced("Marlow Trust") == "Marlow Trust"


def test_forms_that_the_document_itself_defines() -> None:
    text = (
        "The Tarn and Vale Clinical Commissioning Group (TVCCG) paid. A pipe (PVC) burst. "
        'Three Rivers NHS Trust ("Three Rivers") wrote. '
        "Adult Services was renamed the Department for Adult Care."
    )
    assert acronyms(Outline(text, "", ())) == {
        "TVCCG": "Tarn and Vale Clinical Commissioning Group"
    }
    assert [form for _, form in short_forms(text)] == ["Three Rivers"]
    assert list(same_bodies(text)) == [("Adult Services", "Department for Adult Care")]
    assert [name for _, name in new_names("The department is now called Kith and Kin.")] == [
        "Kith and Kin"
    ]


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


def test_directory_finds_any_form_and_gives_the_name() -> None:
    directory = Directory(
        (
            Agency("1", "Marlow Clinical Commissioning Group", ("CCG", "the CCG"), "ccg"),
            Agency("2", "health visitor", ("health visiting",), "health-visiting"),
        )
    )
    assert directory.named_in("The CCG and health visitors") == (
        "Marlow Clinical Commissioning Group",
        "health visitor",
    )
    assert directory.named_in("accging") == ()
    assert Directory(()).named_in("The CCG") == ()


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


SHARED = [
    ("The Board should, with Tarn Police, revise it.", ("Board", "Tarn Police")),
    ("The Board, with Tarn Police, needs to revise it.", ("Board", "Tarn Police")),
    ("The Board should agree with Tarn Police how it is done.", ("Board",)),
    ("The Board should, with Tarn Police data, revise it.", ("Board",)),
]


@pytest.mark.parametrize(("text", "names"), SHARED)
def test_who_shares_the_work_is_addressed_too(text: str, names: tuple[str, ...]) -> None:
    known = [Agency("a", "Board", (), "lscb"), Agency("b", "Tarn Police", (), "police")]
    assert Directory(known).addressed(text) == names


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


def test_staff_under_the_name_of_their_body_stand_for_it() -> None:
    names = Directory(
        [
            Agency("a", "Elder Trust", (), "acute-trust"),
            Agency("b", "health visitor", (), "health-visiting"),
        ]
    )
    said = "Health visitors must tell the school."
    assert names.addressed(said, headings=("For Elder Trust",)) == ("Elder Trust",)
    assert names.addressed(said) == ("health visitor",)
    assert names.addressed("That Elder Trust, and each other trust, weigh patients.") == (
        "Elder Trust",
    )
