"""Which hyphens at a line end belong to the word."""

from __future__ import annotations

import pytest

from ingest.hyphens import keeps_hyphen, word_counts

_BREAKS = [
    # first part, second part, elsewhere in the document, kept, what the row proves
    ("safe", "guarding", "", False, "most hyphens belong to the line"),
    ("safe", "guarding", "safe-guarding again", True, "the document's own form wins"),
    ("multi", "agency", "a multiagency hub", False, "and so it does against the list"),
    ("multi", "agency", "", True, "a first part of the list before a whole word"),
    ("multi", "ple", "", False, "but not before the rest of a word"),
    ("non", "attendance", "", True, "non- keeps its hyphen"),
    ("long", "term", "", True, "a second part of the list"),
    ("self", "neglect", "", True, "self- and -neglect"),
    ("self-neg", "lect", "self-neglect", False, "the hyphen before stays, this one goes"),
    ("14-year", "old", "", True, "compounds of three parts"),
    ("Covid", "19", "", True, "a figure after the hyphen"),
    ("14", "year", "", True, "a figure before the hyphen"),
    ("Smith", "Jones", "", True, "a double name"),
    ("part", "nership", "", False, "a first part that begins many words"),
    ("well", "known", "", True, "well- before a whole word"),
    ("inter", "vention", "", False, "inter- is not on the list"),
]


@pytest.mark.parametrize(("first", "second", "elsewhere", "kept", "why"), _BREAKS)
def test_hyphens(first: str, second: str, elsewhere: str, kept: bool, why: str) -> None:
    assert keeps_hyphen(first, second, word_counts(elsewhere)) is kept, why


def test_words_are_counted_whole_and_without_case() -> None:
    assert word_counts("Multi-agency, multi\u2010agency; CHILD's") == {
        "multi-agency": 2,
        "child's": 1,
    }
