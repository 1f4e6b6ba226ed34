"""Draft recommendations: how they are read, and what is vague in them."""

from __future__ import annotations

import pytest

from graph.errors import UsageInvalid
from graph.model import Strength
from ingest.drafts import read_drafts
from ingest.rulebook import load_rules

_OWNER = "Riverside Safeguarding Children Partnership should"
_SOUND = (
    f"{_OWNER} add a required field for the father's name to the referral form by March 2026"
    " and audit 20 referrals six months later, reporting to the Board."
)


def _gaps(text: str) -> dict[str, tuple[str, ...]]:
    (draft,) = read_drafts(text)
    return {one.code: one.words for one in draft.gaps}


def test_a_draft_that_says_who_by_when_and_how_it_is_seen_has_no_gap() -> None:
    assert _gaps(_SOUND) == {}


@pytest.mark.parametrize(
    ("text", "vague"),
    [
        ("Midwives must ask about the father.", False),  # a service by its kind
        ("The Board should agree a form.", False),  # a body by its kind: readers know which
        ("The Chief Constable should agree a form.", False),  # a post
        ("The hospital trust should agree a form.", False),
        ("Fathers should be asked about.", True),  # a passive without a doer
        ("A form should be agreed.", True),
        ("Better joint working.", True),
        ("Develop a shared form.", True),  # a bare verb
    ],
)
def test_nobody_is_asked(text: str, vague: bool) -> None:
    assert ("owner" in _gaps(text)) is vague


@pytest.mark.parametrize(
    ("text", "everyone"),
    [
        ("All agencies should agree a form.", True),
        ("All partner agencies to share information.", True),
        ("Every professional should ask about fathers.", True),
        (f"{_OWNER} ask all agencies to agree a form.", False),  # one body leads
    ],
)
def test_everybody_is_nobody_in_particular(text: str, everyone: bool) -> None:
    gaps = _gaps(text)
    assert ("everyone" in gaps) is everyone
    assert "owner" not in gaps


@pytest.mark.parametrize(
    ("when", "vague"),
    [
        ("by March 2026", False),
        ("by the end of September", False),
        ("within six months", False),
        ("within 12 weeks of publication", False),
        ("at its next meeting", False),
        ("every six months", False),
        ("by the end of the financial year", False),
        ("by 2027", False),
        ("in due course", True),
        ("as soon as possible", True),
        ("by agreement with partners", True),  # "by" is no date
        ("in the light of this review", True),
        ("", True),
    ],
)
def test_a_date_is_given(when: str, vague: bool) -> None:
    assert ("date" in _gaps(f"{_OWNER} change the referral form {when}.")) is vague


@pytest.mark.parametrize(
    ("text", "vague"),
    [
        ("audit the use of the form", False),
        ("see that 90% of plans name the father", False),
        ("look at every referral of a baby", False),
        ("report on progress to the Health and Wellbeing Board", False),
        ("produce evidence that the form is used", False),
        ("promote good practice with fathers", True),
        ("strengthen joint working", True),
        ("remind all staff of the form", True),  # "all staff" is nothing that is counted
    ],
)
def test_something_can_be_seen(text: str, vague: bool) -> None:
    assert ("measure" in _gaps(f"{_OWNER} {text}.")) is vague


@pytest.mark.parametrize(
    ("text", "weak"),
    [
        ("remind practitioners of the procedure", True),
        ("raise awareness of domestic abuse", True),
        ("share the learning from this review", True),
        ("make a field required in the electronic record", False),
        ("audit 20 records a quarter", False),
    ],
)
def test_the_action_relies_on_memory(text: str, weak: bool) -> None:
    assert ("action" in _gaps(f"{_OWNER} {text}.")) is weak


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("consider how fathers are asked about", ("consider",)),
        ("involve fathers where appropriate", ("where appropriate",)),
        ("put in place robust arrangements", ("robust arrangements",)),
        ("involve fathers in every assessment", ()),
        ("publish its considered view", ()),  # the word in another sense
    ],
)
def test_words_that_let_nothing_happen_are_quoted(text: str, words: tuple[str, ...]) -> None:
    assert _gaps(f"{_OWNER} {text}.").get("hedge", ()) == words


@pytest.mark.parametrize(
    ("text", "several"),
    [
        ("review the protocol, train all staff and appoint a lead", True),
        ("revise the form and train all practitioners", True),
        ("change the form, and review the protocol", True),
        ("revise the form", False),
        ("revise and update the form", False),  # one thing said twice
        ("provide training and support to staff", False),  # nouns
        ("change the form and report the result to the Board", False),  # how it is seen
        ("change the form and audit its use", False),
    ],
)
def test_several_asks_in_one(text: str, several: bool) -> None:
    assert ("asks" in _gaps(f"{_OWNER} {text}.")) is several


def test_several_recommendations_are_read_one_by_one() -> None:
    first, second = read_drafts(
        "1. Riverside LSCB should train all staff.\n"
        "2. Health visitors must ask every mother who the father is by May 2026."
    )
    assert first.recommendation.number == "1"
    assert first.recommendation.strength is Strength.WEAK
    assert first.types == ("lscb",)
    assert second.recommendation.deadline == "2026-05"
    assert second.types == ("health-visiting",)
    assert "date" not in {one.code for one in second.gaps}


def test_a_text_that_asks_for_nothing_is_read_whole() -> None:
    (draft,) = read_drafts("  joint\nworking across the county ")
    assert draft.recommendation.text == "joint working across the county"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "nothing to read"),
        (" \n ", "nothing to read"),
        ("***", "nothing to read"),
        ("a " * 5_001, "10,000 characters"),
        ("\n".join(f"{n}. The Board should change form {n}." for n in range(1, 23)), "22"),
    ],
)
def test_what_cannot_be_read_is_told(text: str, told: str) -> None:
    with pytest.raises(UsageInvalid, match=told):
        read_drafts(text)


def test_every_gap_says_what_and_how_to_mend_it() -> None:
    for code, told in load_rules("draft")["told"].items():
        assert set(told) == {"gap", "mend"}, code
        assert all(words.endswith((".", '."')) for words in told.values()), code
