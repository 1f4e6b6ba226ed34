"""Requests heard by the trained reader: what it adds to the rules, and where it is silent."""

import pytest

from graph.model import Passage, PassageKind
from ingest.hearing import chances, sentences_of
from ingest.outline import Outline, TableRow
from ingest.recommendations.found import Found
from ingest.recommendations.heard import HEARD, MODEL, from_sentences

_ASKED = "The Board should require every agency to report its missed visits each quarter."
_TOLD = "The health visitor called in March and found nobody at home."


def _outline(
    text: str, kind: PassageKind = PassageKind.RECOMMENDATION, rows: tuple[TableRow, ...] = ()
) -> Outline:
    section = ("What needs to happen",)
    passage = Passage("p1", None, None, section, kind, 100, 100 + len(text), text)
    return Outline("", "", (passage,), rows=rows)


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
    (chance,) = chances(tuple(sentences_of(_outline(text))), MODEL)
    assert (chance >= HEARD) is heard


@pytest.mark.parametrize(
    ("kind", "count"),
    [
        (PassageKind.RECOMMENDATION, 1),
        (PassageKind.ACTION_TAKEN, 0),  # what was done since
        (PassageKind.POLICY, 0),  # what guidance asks of everybody
        (PassageKind.TERMS_OF_REFERENCE, 0),
    ],
)
def test_only_parts_that_can_ask_are_heard(kind: PassageKind, count: int) -> None:
    assert len(list(from_sentences(_outline(_ASKED, kind), ()))) == count


def test_what_the_rules_found_is_not_heard_again() -> None:
    text = f"{_TOLD} {_ASKED}"
    found = Found(None, _ASKED, "p1", 100 + len(_TOLD) + 1)
    assert [one.text for one in from_sentences(_outline(text), ())] == [_ASKED]
    assert not list(from_sentences(_outline(text), [found]))
    row = TableRow("p1", 0, (("", text, 100, 100 + len(text)),))
    assert not list(from_sentences(_outline(text, rows=(row,)), ()))


def test_a_line_that_names_whom_the_requests_below_it_speak_to_is_none() -> None:
    line = "For Morlan Bay University Health Board"
    assert not list(from_sentences(_outline(line), ()))


@pytest.mark.parametrize(
    ("mark", "number"), [("3. ", "3"), ("(b) ", "b"), ("7.3.2 ", "7.3.2"), ("- ", None), ("", None)]
)
def test_the_mark_of_a_list_is_its_number_and_no_part_of_the_text(
    mark: str, number: str | None
) -> None:
    (sentence,) = sentences_of(_outline(f"{mark}{_ASKED}"))
    assert (sentence.text, sentence.number) == (_ASKED, number)
    assert sentence.start == 100 + len(mark)
