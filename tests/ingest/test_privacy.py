"""Contact details are covered, in place, and nothing else is."""

from __future__ import annotations

import pytest

from ingest.privacy import redact
from tests.real import shared

COVERED = [
    ("Tel: 020 7946 0958 (day)", "Tel: ███ ████ ████ (day)"),
    ("or +44 (0)161 496 0000.", "or ███ ██████ ███ ████."),
    ("Ext 2213", "Ext ████"),
    ("write to ann.roe@council.gov.uk today", "write to ██████████████████████ today"),
    ("of 1 Elm Grove, Marlow. He", "of █ ███ ██████ ██████. He"),
    ("Marlow M1 1AE", "Marlow ██ ███"),
    (
        "Originating officer(s) Ann Roe Bo Lee\t\tWards",
        "Originating officer(s) ███ ███ ██ ███\t\tWards",
    ),
    ("Contact officer: Ann Roe, Head of Legal", "Contact officer: ███ ███, Head of Legal"),
    ("Ann Roe – Service Head Tel: 020 7946 0958", "███ ███ – Service Head Tel: ███ ████ ████"),
    ("Contact officer: Ann Roe\nAsk Ann Roe.", "Contact officer: ███ ███\nAsk ███ ███."),
]


@pytest.mark.parametrize(("text", "covered"), COVERED)
def test_contact_details_are_covered(text: str, covered: str) -> None:
    assert redact(text) == covered


KEPT = [
    "On 18.01.07 and in 2007-08, 15 November 2007.",
    "They owed £212,000 and 1,140 calls were made.",
    "Section 20 Children Act 1989; paragraph 4.10.12; reference 2013/0142.",
    "In 2014 Hill Street School told 12 Magistrates Court.",
    "Dial 999 or NHS 111.",
    "Contact officer: Head of Legal Services",
    "R12 and 3 A were told of Ms R.",
]


@pytest.mark.parametrize("text", KEPT)
def test_dates_sums_and_references_stay(text: str) -> None:
    assert redact(text) == text


@pytest.mark.real
def test_the_seed_reports_officers_and_number_are_covered() -> None:
    path = shared("data/seed/000_7cf25c6332ad0004.txt")
    text = path.read_text(encoding="utf-8")
    covered = redact(text)
    assert len(covered) == len(text)
    header = text.index("Originating officer(s)") + len("Originating officer(s)")
    assert covered[header : text.index("\t", header)].strip(" █") == ""
    at = text.index("Tel: ") + len("Tel: ")
    assert covered[at : at + 13].strip(" █") == ""
