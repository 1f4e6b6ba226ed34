"""Legal statuses as authors tell them: every way of `legal_tellings.toml`, read end to end."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.vocabulary import load_vocabulary
from ingest.extract import extract

_TELLINGS = Path(__file__).with_name("legal_tellings.toml")
_REPORT = """{kind}: {label}
This is a fictional review written for testing.
Westshire {board}, June 2017

1. Introduction
1.1 This review concerns {who}

2. What happened
2.1 {telling}
"""
_CHILD = {
    "kind": "Serious Case Review",
    "board": "Safeguarding Children Board",
    "label": "Child A",
    "who": "Child A, a boy of {age}, who died in October 2016. He lived with his mother, Ms B, "
    "and his father, Mr C.",
}
_ADULT = {
    "kind": "Safeguarding Adults Review",
    "board": "Safeguarding Adults Board",
    "label": "Mr Weston",
    "who": "Mr Weston, a man of 71, who died in October 2016. He lived alone.",
}
_VICTIM = {
    "kind": "Domestic Homicide Review",
    "board": "Community Safety Partnership",
    "label": "Ms Lane",
    "who": "Ms Lane, aged 41, who was killed in October 2016 by her former partner, Mr Dane.",
}
# Statuses of those who hurt somebody; of children who can answer for a crime.
_OF_ABUSERS = {"custodial-sentence", "domestic-abuse-order", "bail-licence-supervision"}
_OF_THE_ANSWERABLE = {"youth-justice-order"}
_SAID = {"": {"present"}, "historical": {"historical"}, "not": set[str]()}


def _rows() -> Iterator[tuple[str, str, str]]:
    for concept, tables in tomllib.loads(_TELLINGS.read_text(encoding="utf-8")).items():
        for table, tellings in tables.items():
            yield from ((concept, table, one) for one in tellings)


def _read(concept: str, case: str, telling: str) -> set[str]:
    abuser = concept in _OF_ABUSERS or "Dane" in telling
    parts = _CHILD if case == "child" else _VICTIM if abuser else _ADULT
    age = "fifteen" if concept in _OF_THE_ANSWERABLE else "six"
    text = _REPORT.format(**{**parts, "who": parts["who"].format(age=age)}, telling=telling)
    found = extract(text.encode(), "report.txt").cases[0].legal
    return {str(one.status) for one in found if one.concept == concept} - {"negated"}


@pytest.mark.parametrize(("concept", "table", "telling"), list(_rows()))
def test_a_legal_status_is_read_however_it_is_told(concept: str, table: str, telling: str) -> None:
    case, _, said = table.partition("_")
    assert _read(concept, case, telling) == _SAID[said]


def test_every_legal_status_of_the_vocabulary_has_its_tellings() -> None:
    concepts = {one.id for one in load_vocabulary() if one.scheme == "legal-status"}
    told = {concept for concept, _, _ in _rows()}
    assert concepts - told == {
        "short-breaks-status",  # named, never told
        "adult-protection-inquiry-scotland",  # the same
    }
