"""The trained told reader: what it hears, what it leaves alone, and that it can be switched off."""

import numpy as np
import pytest

from graph.vocabulary import load_vocabulary
from ingest.extract import extract
from ingest.told_model import METHOD, grams, leading, products, shipped, support
from ingest.training.exemplars import load_exemplars
from ingest.training.sentences import narrative_sentences
from search.vectors import DIMENSIONS, embed, words_of

_HEAD = """Serious Case Review: Child A
Example Local Safeguarding Children Board, May 2012

1. The story
"""


def _methods(told: str, *, labels_only: bool = False) -> set[tuple[str, str]]:
    record = extract((_HEAD + told + "\n").encode(), "review.txt", labels_only=labels_only)
    return {(one.concept, one.method) for one in record.evidence if one.method.startswith(METHOD)}


def test_what_has_no_label_and_no_pattern_is_heard_and_can_be_switched_off() -> None:
    told = "The injunction did not stop him: he was at the back gate again by the weekend."
    assert ("da-order-breach", METHOD) in _methods(told)
    assert not _methods(told, labels_only=True)


@pytest.mark.parametrize(
    "told",
    [
        "The reviewer read the file.",  # nothing of anybody's life
        "Yes.",  # too short to be judged
        "The house itself belonged to a housing association.",  # nobody is spoken of
    ],
)
def test_it_is_silent_where_nothing_is_told(told: str) -> None:
    assert not _methods(told)


def test_words_support_the_concept_they_tell() -> None:
    drank = "Father drank a bottle of vodka a day and was often found drunk."
    by_words, by_order = support(drank, "parental-alcohol-misuse")
    assert by_words > support(drank, "poor-home-conditions")[0]
    assert by_order > support(drank, "poor-home-conditions")[1]


def test_a_concept_that_was_not_learnt_is_not_doubted() -> None:
    assert support("Father drank.", "no-such-concept") == (float("inf"), float("inf"))


def test_a_denial_at_the_place_is_no_telling() -> None:
    model = shipped()
    offending = model.members["offending-any"]
    text = "He had no previous convictions and was not known to the police."
    assert model.denied(text, *model.place(text, offending), offending)


def test_grams_give_words_pairs_and_places() -> None:
    assert grams("Ms F\u2019s 3 homes") == [
        ("ms", 0, 2),
        ("f", 3, 6),
        ("#", 7, 8),
        ("homes", 9, 14),
        ("ms f", 0, 6),
        ("f #", 3, 8),
        ("# homes", 7, 14),
    ]


def test_every_exemplar_is_of_a_risk_factor_of_the_vocabulary() -> None:
    vocabulary = load_vocabulary()
    assert all(vocabulary[one].scheme == "risk-factor" for one in load_exemplars())


def test_every_code_of_the_narrative_is_a_risk_factor_and_half_of_it_tells_nothing() -> None:
    vocabulary, sentences = load_vocabulary(), list(narrative_sentences())
    codes = {code for one in sentences for code in one.tells | one.unsure}
    assert all(vocabulary[code].scheme == "risk-factor" for code in codes)
    telling = sum(bool(one.tells) for one in sentences) / len(sentences)
    assert 0.35 < telling < 0.65


def test_products_stand_for_the_square_of_the_cosine() -> None:
    vectors = embed(["the prepayment key was empty", "he locked the door", "zzqx"])
    cosines = leading(vectors) @ leading(vectors).T
    assert products(vectors) @ products(vectors).T == pytest.approx(cosines**2, abs=1e-5)


def test_vectors_have_length_one_and_like_is_nearer_than_unlike() -> None:
    drunk, drank, home, nothing = embed(
        ["he was found drunk", "he had been drinking heavily", "the carpet was wet", "zzqx"]
    )
    assert drunk.shape == (DIMENSIONS,)
    assert np.linalg.norm(drunk) == pytest.approx(1, abs=1e-5)
    assert drunk @ drank > drunk @ home
    assert not nothing.any()


def test_words_are_read_without_their_possessive_ending() -> None:
    assert words_of("Mother\u2019s friend didn't") == ["mother", "friend", "didn't"]
