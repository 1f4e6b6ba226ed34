"""Requests heard by the trained reader: what it adds to the rules, and where it is silent."""

import pytest

from graph.model import Passage, PassageKind
from ingest.recommendations.found import Found
from ingest.recommendations.heard import HEARD, chance, from_sentences, sentences_of

_ASKED = "The Board should require every agency to report its missed visits each quarter."
_TOLD = "The health visitor called in March and found nobody at home."


def _passage(text: str, kind: PassageKind = PassageKind.CONCLUSION) -> Passage:
    return Passage("p1", None, None, ("What needs to happen",), kind, 100, 100 + len(text), text)


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        (_ASKED, True),
        (_TOLD, False),
        ("Father should have been told, and he was not.", False),  # what was not done
        ("The panel met four times and heard from nine agencies.", False),
        ("Working Together says that agencies share what they know.", False),  # guidance
    ],
)
def test_a_sentence_that_asks_is_heard_and_one_that_tells_is_not(text: str, *, heard: bool) -> None:
    (sentence,) = sentences_of([_passage(text)])
    assert (chance(sentence.seen) >= HEARD) is heard


@pytest.mark.parametrize(
    ("kind", "count"),
    [
        (PassageKind.CONCLUSION, 1),
        (PassageKind.ACTION_TAKEN, 0),  # what was done since
        (PassageKind.POLICY, 0),  # what guidance asks of everybody
        (PassageKind.TERMS_OF_REFERENCE, 0),
    ],
)
def test_only_parts_that_can_ask_are_heard(kind: PassageKind, count: int) -> None:
    assert len(list(from_sentences([_passage(_ASKED, kind)], frozenset(), ()))) == count


def test_what_the_rules_found_is_not_heard_again() -> None:
    passage = _passage(f"{_TOLD} {_ASKED}")
    found = Found(None, _ASKED, "p1", 100 + len(_TOLD) + 1)
    assert [one.text for one in from_sentences([passage], frozenset(), ())] == [_ASKED]
    assert not list(from_sentences([passage], frozenset(), [found]))
    assert not list(from_sentences([passage], frozenset({"p1"}), ()))


@pytest.mark.parametrize(
    ("mark", "number"), [("3. ", "3"), ("(b) ", "b"), ("7.3.2 ", "7.3.2"), ("- ", None), ("", None)]
)
def test_the_mark_of_a_list_is_its_number_and_no_part_of_the_text(
    mark: str, number: str | None
) -> None:
    (sentence,) = sentences_of([_passage(f"{mark}{_ASKED}")])
    assert (sentence.text, sentence.number) == (_ASKED, number)
    assert sentence.start == 100 + len(mark)
