"""The counts of the vocabulary against a recount that asks of each concept and case alone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graph.vocabulary import load_vocabulary
from web.content.vocabulary_use import counted

VOCABULARY = load_vocabulary()
_CONCEPTS = st.sampled_from([one.id for one in VOCABULARY] + ["unknown"])
_PAIRS = st.lists(st.tuples(_CONCEPTS, st.sampled_from("abcdef")), max_size=40)


@given(_PAIRS)
def test_the_counts_are_those_of_a_naive_recount(pairs: list[tuple[str, str]]) -> None:
    found = counted(pairs, VOCABULARY)
    for concept in VOCABULARY:
        below = VOCABULARY.narrower(concept.id)
        cases = [case for case in "abcdef" if any(p in below and c == case for p, c in pairs)]
        assert found.get(concept.id, 0) == len(cases)


@given(_PAIRS)
def test_saying_it_again_changes_nothing(pairs: list[tuple[str, str]]) -> None:
    assert counted([*pairs, *pairs], VOCABULARY) == counted(pairs, VOCABULARY)
