"""Words that every match of a pattern contains."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.rulebook import load_rules
from ingest.told import expanded
from ingest.triggers import required_words

# (pattern, the words, what the row proves)
ROWS = [
    ("cannabis", {"cannabis"}, "a literal is required"),
    ("(?:heroin|crack)", {"heroin", "crack"}, "one of two branches"),
    ("(?:a |the )?cot", {"cot"}, "what may be left out is not required"),
    (r"saw (?:\w+ ){0,2}cider", {"cider"}, "the rarer of two runs"),
    ("bruis(?:e|es|ing)", {"bruise", "bruising"}, "endings are spelt out, the shortest kept"),
    ("(?<!no )Cannabis(?! farm)", {"cannabis"}, "what must not stand beside it, in lower case"),
    (r"\w+", set(), "nothing is required"),
    (r"(?:\w+|debt)", set(), "one branch requires nothing"),
    ("(?:cut )+wrists", {"wrists"}, "what is repeated is there at least once"),
]


@pytest.mark.parametrize(("pattern", "words", "why"), ROWS, ids=[row[2] for row in ROWS])
def test_required_words(pattern: str, words: set[str], why: str) -> None:
    assert required_words(pattern) == words, why


ATOMS = st.sampled_from(["hit", "her", "(?:bruis|mark)", "(?:s|ing)?", r"\w", "[a-c]", "(?:on )?"])


@given(st.lists(ATOMS, min_size=1, max_size=6), st.text("hitermarkbusong abc", max_size=30))
def test_every_match_contains_one(atoms: list[str], text: str) -> None:
    pattern = "".join(atoms)
    words = required_words(pattern)
    for found in re.finditer(pattern, text, re.IGNORECASE):
        assert not words or any(word in found[0].lower() for word in words)


@pytest.mark.parametrize("file", ["parents", "violence", "home", "child", "adult"])
def test_every_rule_can_be_triggered(file: str) -> None:
    rules = load_rules(f"told_{file}")
    classes = load_rules("told_words")["classes"] | rules.get("classes", {})
    for rule in rules["told"]:
        for pattern in rule["patterns"]:
            assert required_words(expanded(pattern, classes)), rule["id"]
