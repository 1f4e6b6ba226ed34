"""Names of bodies: where they begin and end, the type they tell, their other forms."""

from __future__ import annotations

import pytest

from ingest.agencies.aliases import acronyms, new_names, same_bodies, short_forms
from ingest.agencies.names import named_bodies, reduced, type_of
from ingest.outline import Outline

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
    (
        "staffed by Bridgeway Care and Hearthside Fostering",
        ["Bridgeway Care", "Hearthside Fostering"],
    ),
    ("the Enhanced Care Programme", []),  # a trade ends a name or makes none
    ("help from Kinship Care", []),
    ("the Governor and the Head of Healthcare", []),  # two posts
    ("rang Elmfield Care at Home on 3 May", ["Elmfield Care at Home"]),
    (
        "the Review Panel of the Safeguarding Board for Northern Ireland",
        ["Safeguarding Board for Northern Ireland"],
    ),
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
