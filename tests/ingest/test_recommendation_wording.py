"""The wording of a request: its number, what asks and what only tells."""

from __future__ import annotations

import pytest

from ingest.recommendations.wording import is_directive, is_excluded, split_number

NUMBERS = [
    ("Recommendation 4a: The Board should", "4a", "The Board should"),
    ("Rec 2. Tarn Police should", "2", "Tarn Police should"),
    ("R1 No dose should", "R1", "No dose should"),
    ("7.3.2 The Trust must", "7.3.2", "The Trust must"),
    ("(3) That staff be trained", "3", "That staff be trained"),
    ("b. Carers to be asked", "b", "Carers to be asked"),
    ("VI.2 GPs to ask", "VI.2", "GPs to ask"),
    ("SA-Police-2 Officers to check", "SA-Police-2", "Officers to check"),
    ("14 months later the Board met", None, "14 months later the Board met"),  # a count
    ("Recommendations include: audit", None, "Recommendations include: audit"),  # no number
]


@pytest.mark.parametrize(("printed", "number", "rest"), NUMBERS)
def test_number_is_parted_from_the_text(printed: str, number: str | None, rest: str) -> None:
    assert split_number(printed)[:2] == (number, rest)


ASKED = [
    "The Board should seek assurance that visits are made.",
    "It is recommended that the Trust change its letter.",
    "Quayhead Surgery to tell the health visiting service of a move.",
    "Develop a pathway for babies with an unexplained bruise.",
    "NHS Brennan funding a second nurse in the town.",
    "That a meeting be held after a third alert.",
    "The Home Office is asked to publish its figures.",
    "Selby Police: to stop recording children as dealers.",
    "Meadow Care Limited to recruit a manager.",  # "Limited" is no verb
]


NOT_ASKED = [
    "The family had lived in the town since 2011.",
    "Nationally, most of those found to have been used are boys.",
    "She told the doctor that she wanted to sleep.",
    "The panel met on five occasions.",
]


@pytest.mark.parametrize("text", ASKED)
def test_each_shape_of_a_request_is_one(text: str) -> None:
    assert is_directive(text)
    assert not is_excluded(text)


@pytest.mark.parametrize("text", NOT_ASKED)
def test_narrative_is_no_request(text: str) -> None:
    assert not is_directive(text)
