"""What a sentence tells without naming it: found, and its look-alike not found."""

from __future__ import annotations

import pytest

from graph.model import Passage, PassageKind
from graph.vocabulary import load_vocabulary
from ingest.rulebook import load_rules
from ingest.statements import statements
from ingest.told import told


def _told(text: str) -> set[str]:
    passage = Passage("p", None, None, (), PassageKind.NARRATIVE, 0, len(text), text)
    return {one.concepts[0] for piece in statements(passage) for one in told(piece)}


# (concept, a sentence that tells it, a look-alike that does not)
ROWS = [
    (
        "parental-alcohol-misuse",
        "He drank until he could not stand.",
        "She was drinking water from the tap.",
    ),
    (
        "parental-alcohol-misuse",
        "Officers counted nineteen empty cans of lager.",
        "A bottle of milk stood by the bed.",
    ),
    (
        "sofa-surfing",
        "They slept on friends' sofas all that winter.",
        "The baby was asleep on a sofa with her mother.",
    ),
    (
        "frequent-moves",
        "The family had six addresses in two years.",
        "He had six social workers in two years.",
    ),
    (
        "rough-sleeping",
        "He spent eleven nights in a shop doorway.",
        "She waited in the doorway for the nurse.",
    ),
    (
        "food-fuel-insecurity",
        "The prepayment key was empty for most of January.",
        "The meter was read in January.",
    ),
    ("debt", "They owed the council and two lenders.", "A duty of care was owed to him."),
    (
        "benefits-problems",
        "Her Universal Credit was stopped in May.",
        "With the benefit of hindsight it was stopped too soon.",
    ),
    (
        "eviction-tenancy-risk",
        "The landlord served notice in March.",
        "Nobody took notice of the letter.",
    ),
    (
        "unemployment",
        "Father had been made redundant in March.",
        "The cooker did not work.",
    ),
    (
        "da-non-fatal-strangulation",
        "He put his hands round her throat.",
        "She had a sore throat for a week.",
    ),
    (
        "da-coercive-control",
        "He checked her phone and decided when she could go out.",
        "The nurse checked the chart.",
    ),
    (
        "da-economic-abuse",
        "He held her bank card and kept her wages.",
        "She lost her bank card on the bus.",
    ),
    (
        "da-threats-to-kill",
        "He said that he would kill her.",
        "She said that she would kill herself.",
    ),
    (
        "persistent-absence",
        "By June his attendance had fallen to 41 per cent.",
        "Attendance at core groups was 41 per cent.",
    ),
    (
        "school-exclusion",
        "The academy excluded her for good.",
        "Overlaying could not be excluded.",
    ),
    (
        "young-carer",
        "She made the breakfasts and got her brother dressed.",
        "The health visitor made the breakfasts.",
    ),
    (
        "child-self-harm",
        "She had been cutting her arms since Easter.",
        "She cut her hair short at Easter.",
    ),
    (
        "unsafe-sleeping",
        "She was found lifeless in bed between her parents.",
        "Mother slept on the sofa.",
    ),
    (
        "infancy-vulnerability",
        "He was nine weeks old when he died.",
        "She was nine weeks pregnant.",
    ),
    (
        "prematurity-low-birthweight",
        "She was born at 31 weeks.",
        "She was seen at 31 weeks by the midwife.",
    ),
    (
        "young-parent",
        "Mother was seventeen when he was born.",
        "Mother was seventeen weeks pregnant.",
    ),
    (
        "absent-father",
        "His father had left before the birth.",
        "The social worker left before the birth.",
    ),
    (
        "large-family",
        "There were six children in the house.",
        "There were six children in the class.",
    ),
    (
        "recent-migration-language",
        "Mother spoke very little English.",
        "The report was written in English.",
    ),
    (
        "poor-home-conditions",
        "Dog faeces had been trodden into the carpet.",
        "The kitchen was always clean.",
    ),
    (
        "faltering-growth",
        "She weighed less than she had at three months.",
        "The parcel weighed less than the others.",
    ),
    (
        "refusal-of-care-treatment",
        "He turned the district nurses away.",
        "The council refused the care package.",
    ),
    (
        "fire-risk-adult",
        "There were burn holes in his blanket.",
        "She had cigarette burns to both arms.",
    ),
    (
        "financial-abuse",
        "A neighbour was helping himself to her pension.",
        "Her pension was paid on Thursdays.",
    ),
    (
        "pressure-damage",
        "His heels were black and a broken area was seen at the base of the spine.",
        "The police were under pressure.",
    ),
    (
        "case-closed-status",
        "The case was closed in May without a visit.",
        "The door was closed.",
    ),
    (
        "sudi",
        "The pathologist could not give a cause of death.",
        "Her mother died of cancer.",
    ),
]


@pytest.mark.parametrize(("concept", "telling", "other"), ROWS)
def test_told(concept: str, telling: str, other: str) -> None:
    assert concept in _told(telling)
    assert concept not in _told(other)


FILES = (
    "told",
    "told_parents",
    "told_violence",
    "told_home",
    "told_child",
    "told_adult",
    "told_legal",
    "told_orders",
    "told_outcomes",
)


@pytest.mark.parametrize("file", FILES)
def test_every_rule_names_a_concept_and_a_kind_of_case(file: str) -> None:
    vocabulary = load_vocabulary()
    rules = load_rules(file)["told"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    for rule in rules:
        assert rule["concept"] in vocabulary, rule["id"]
        assert all(word == word.lower() for word in rule.get("trigger", ())), rule["id"]
        assert rule.get("cases", "") in ("", "child", "adult"), rule["id"]


def test_rules_are_named_once_in_all_files() -> None:
    names = [rule["id"] for file in FILES for rule in load_rules(file)["told"]]
    assert len(set(names)) == len(names)


def test_a_pattern_with_a_marked_place_in_one_branch_has_a_place_in_every_branch() -> None:
    text = "He was detained under section 3 and a section 42 enquiry was opened."
    passage = Passage("p", None, None, (), PassageKind.NARRATIVE, 0, len(text), text)
    found = {text[one.start : one.end] for piece in statements(passage) for one in told(piece)}
    assert {"detained under section 3", "section 42 enquiry"} <= found
    assert "" not in found
