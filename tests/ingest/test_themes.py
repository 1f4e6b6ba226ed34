"""Practice themes and named factors by the words that tell them."""

from __future__ import annotations

import re

import pytest

from graph.vocabulary import load_vocabulary
from ingest.cues import cue_table
from ingest.themes import find_factors, find_themes

VOCABULARY = load_vocabulary()

THEMES = [
    (
        "Nobody asked the children what they wanted; their voices were not heard.",
        "voice-of-the-child",
    ),
    ("Professionals lacked curiosity about who lived in the home.", "professional-curiosity"),
    ("The new partner was an unseen man.", "hidden-men"),
    ("A policy for children who were not brought to clinics.", "was-not-brought"),
    ("Her interpreter was a cousin.", "cultural-competence"),
    (
        "Strangulation was not recognised in the domestic abuse risk assessment.",
        "domestic-abuse-practice",
    ),
    ("Mental capacity was assumed.", "mental-capacity-practice"),
    (
        "His hoarding and self-neglect were called a lifestyle choice.",
        "persistence-self-neglect-practice",
    ),
    ("No carer's assessment was offered.", "carers-support-practice"),
    ("There was no chronology, so the pattern was lost.", "history-chronology-use"),
    ("Information was not shared with the school.", "information-sharing"),
    ("Staff did not escalate their concerns.", "professional-challenge-escalation"),
    (
        "The family moved across a boundary and the transfer conference was not held.",
        "cross-boundary-working",
    ),
    ("Health visitors had no safeguarding supervision.", "supervision-management-oversight"),
    ("Caseloads were high and there were vacancies.", "workload-resources"),
    ("Six changes of social worker in a year.", "workforce-turnover"),
    ("The audit programme should seek assurance.", "quality-assurance-learning"),
    ("Visits were made by telephone during the pandemic.", "access-services-pandemic"),
]


@pytest.mark.parametrize(("text", "theme"), THEMES)
def test_a_theme_is_told_by_its_words(text: str, theme: str) -> None:
    assert theme in find_themes(text, VOCABULARY)


SILENT = [
    "The review was completed in June.",
    "She was 34 and worked in a shop.",
    "A supervision order was made.",  # a court's order, not staff supervision
    "He has a criminal record.",  # no record-keeping
    "",
]


@pytest.mark.parametrize("text", SILENT)
def test_words_that_tell_no_theme(text: str) -> None:
    assert find_themes(text, VOCABULARY) == ()


def test_no_text_has_more_themes_than_the_file_allows() -> None:
    everything = " ".join(text for text, _ in THEMES)
    assert len(find_themes(everything, VOCABULARY)) == cue_table("themes").most


@pytest.mark.parametrize(
    ("name", "scheme"), [("themes", "practice-theme"), ("actions", "recommendation-action")]
)
def test_every_cue_belongs_to_the_scheme_and_matches_no_empty_text(name: str, scheme: str) -> None:
    for concept, rows in cue_table(name).cues:
        assert VOCABULARY[concept].scheme == scheme
        for pattern, weight in rows:
            assert weight > 0
            assert pattern.search("zz qq") is None, (concept, pattern.pattern)
            assert not re.search(r"\|\||\(\?:\||\|\)", pattern.pattern), (concept, pattern.pattern)


def test_factors_are_those_named_the_most_specific_only() -> None:
    factors = find_factors("Revise the guidance on self-neglect and on domestic abuse.", VOCABULARY)
    assert "self-neglect" in factors
    assert any(VOCABULARY.is_a(one, "domestic-abuse") for one in factors)
    assert find_factors("Revise the guidance on letters.", VOCABULARY) == ()
