"""Requests told in running prose, in letters and minutes, where no section is named for them."""

from __future__ import annotations

import pytest

from graph.vocabulary import load_vocabulary
from ingest.lessons import find_lessons
from ingest.outline import Outline
from ingest.readers import read
from ingest.recommendations import find_recommendations
from ingest.recommendations.parts import named_first
from ingest.recommendations.prose import requests_in, whom_asked
from ingest.recommendations.wording import is_excluded, is_lead_in
from ingest.structure import outline as structure

VOCABULARY = load_vocabulary()
BEFORE = """Case Management Review in respect of Adult Q

Presented to the Panel in December 2017.

Adult Q was a woman of 54 who died in a fire at her home in January 2017. She lived by herself in
Elder Street, and the district nurses of Elder Trust came on most days of the week until the autumn.

"""


def outlined(text: str) -> Outline:
    return structure(read(f"{BEFORE}{text}\n".encode(), "review.txt"), "key")


def asked(text: str) -> list[str]:
    return [one.text for one in find_recommendations(outlined(text), {}, (), VOCABULARY)]


# Ways to ask that stand as a sentence of their own.
ASKS = [
    "The Trust should treat a third cancelled visit as a refusal of care.",
    "Our region ought to stop moving high-risk cases between teams.",
    "I should like the record system altered so that weapons show first.",
    "I ask that you arrange supervision for the four nurses.",
    "I would hope to see managers sampling closed cases each quarter.",
    "It would help if Elder Council, with the Trust, drew up a plan for waiting lists.",
    "It is for the Housing Executive to renew the assessment each year.",
    "Elder School and Elder Hospital would do well to agree a form of words.",
    "NHS Elder would benefit from reviewing every parent on take-home doses.",
    "The Board is invited to develop guidance on skin damage.",
    "Elder Hospital might put an alert on its patient system.",
    "Elder Partnership could pay for a bereavement worker in both schools.",
    "The city council, for its part, should think about the length of its queue.",
    "And training in speech aids must be made available to each social worker.",
    "Finally the partners will audit twenty cases of missing children.",
    "The first of our requirements is laid on Elder Police, which must report each case.",
    "Turning to health, we recommend that the Board pay for a clinic.",
    "As for Elder House, its owners need to train each nurse in the form.",
    "Mrs B, and kinship carers like her, to be offered an allowance.",
    "The Trust had better count the visits that were refused.",
    "Of Elder Police, that it sends its reports weekly.",
]


@pytest.mark.parametrize("text", ASKS)
def test_a_sentence_asks(text: str) -> None:
    assert whom_asked(text) is not None


DOES_NOT_ASK = [
    ("The surgery should have written to her in March.", "what was not done"),
    ("The nurse said that she should go to hospital.", "what somebody said"),
    ("Mhairi might have lived if the door had been open.", "what might have been"),
    ("It would have helped if the letter had come.", "what would have helped"),
    ("A child could see the sea from there.", "no body"),
    ("She had to climb out of the window.", "what somebody had to do"),
    ("Would anybody have known?", "a question"),
]


@pytest.mark.parametrize(("text", "why"), DOES_NOT_ASK)
def test_a_sentence_does_not_ask(text: str, why: str) -> None:
    assert whom_asked(text) is None, why


PARAGRAPHS = [
    (
        (
            "The Trust should call after a cancelled visit. Elder Hospital would do well to agree a"
            " form of words. And training must be given to each team."
        ),
        ["The Trust should", "Elder Hospital would", "And training must"],
        "a paragraph that does nothing but ask",
    ),
    (
        (
            "You will want to know what should be done. Our region ought to stop moving such cases."
            " I should like the system altered. I ask that you arrange supervision for the nurses."
        ),
        ["Our region ought", "I should like", "I ask that"],
        "a letter, with a sentence that leads in",
    ),
    (
        "The surgery should have called her. The Trust should have kept the file open. Nobody did.",
        [],
        "hindsight is no request",
    ),
    (
        (
            "A door must be wide enough for a chair. Ramps should be level. Research shows that few"
            " are."
        ),
        [],
        "nobody is asked",
    ),
    (
        (
            "The Trust should call after a cancelled visit. She had wanted that. The nurses came on"
            " Monday. They found the door shut. A neighbour had the key."
        ),
        [],
        "one request in a story is an argument",
    ),
]


@pytest.mark.parametrize(("text", "starts", "why"), PARAGRAPHS)
def test_a_paragraph_asks_in_most_of_its_sentences(text: str, starts: list[str], why: str) -> None:
    found = asked(text)
    assert len(found) == len(starts), why
    assert all(one.startswith(start) for one, start in zip(found, starts, strict=True)), why


def test_paragraphs_are_not_asked_where_a_section_lists_what_it_asks() -> None:
    found = asked(
        "The Trust should call after each visit. Elder Hospital should keep the file open.\n\n"
        "Recommendations\n\n1. Elder Council must fit alarms.\n\n2. The Board must audit them."
    )
    assert [one.split()[0] for one in found] == ["Elder", "The"]
    assert found[0].startswith("Elder Council")


NAMED_FIRST = [
    ("Of Elder Council: that a worker be placed there", "Elder Council", "that a worker"),
    ("Of the Trust and Elder Police together: that they", "Trust and Elder Police together", "tha"),
    ("(the Trust)\nThe Trust must ensure", "Trust", "The Trust"),
    ("[for the Board] The rota is published", "Board", "The rota"),
    ("To Elder Homes - Train each officer", "Elder Homes", "Train"),
]


@pytest.mark.parametrize(("text", "whom", "rest"), NAMED_FIRST)
def test_whom_a_text_names_before_it_begins(text: str, whom: str, rest: str) -> None:
    lead, left = named_first(text, numbered=True)
    assert lead == whom
    assert left.startswith(rest)


BESIDE = [
    ("Response: Accepted. In place from January 2020.", "an answer"),
    ("Agency response: agreed in part.", "an answer"),
    ("Accepted: yes. A new procedure came into force in July.", "an answer"),
    ("Next meeting: 4 March 2024.", "minutes"),
    ("There will be a briefing on 24 January.", "an event"),
    ("That the Committee agrees to receive an update in six months.", "a resolution"),
    ("Commissioners may wish to ask themselves why.", "a question in other words"),
    ("In the case of Mrs D last year I recommended that staff should be trained.", "another case"),
]


@pytest.mark.parametrize(("text", "why"), BESIDE)
def test_what_stands_beside_requests_is_none(text: str, why: str) -> None:
    assert is_excluded(text), why


INTRODUCTIONS = [
    "The Board accepts the following. It will be for the subgroup to follow them up.",
    "We offer these for the Committee and its members to accept or to reject.",
    "The Review Team offers these for the Committee to act on.",
    "These are for the Committee and its partners to take forward.",
]


@pytest.mark.parametrize("text", INTRODUCTIONS)
def test_what_introduces_requests_is_none(text: str) -> None:
    assert is_lead_in(text)


def test_numbered_items_complete_a_line_that_names_whom_they_ask() -> None:
    found = asked(
        "Recommendations\n\nElder Trust should:\n\n1. send each letter twice;\n\n"
        "2. keep a list of them.\n\nElder Police should:\n\n3. tell the Trust of each call."
    )
    assert [one.split()[0] for one in found] == ["send", "keep", "tell"]


def test_what_joins_a_sentence_to_a_paragraph_is_printed_with_it() -> None:
    text = "Finally, the Trust should keep a list. Also, Elder Police must read it."
    assert [one for _, one in requests_in(text)] == [
        "Finally, the Trust should keep a list.",
        "Elder Police must read it.",
    ]


SEVERAL = [
    (
        (
            "We see three things. Firstly, that the letters were not read. Second: nobody called at"
            " the house. The third is a good thing. A neighbour brought her soup."
        ),
        ["Firstly, that the", "Second: nobody called", "The third is"],
        "counted",
    ),
    (
        (
            "I turn to what I found. JM had five officers in nine months. Nor was the form"
            " reviewed. On the credit side, the first of them wrote a good plan."
        ),
        ["JM had five", "Nor was the", "On the credit"],
        "announced",
    ),
    (
        (
            "We came to think that the nurses saw a woman who was coping. A chart is no evidence of"
            " a drink. A sore is a safeguarding matter."
        ),
        ["We came to", "A chart is", "A sore is"],
        "thought",
    ),
    (
        (
            "Members agreed that the first weeks are the worst. The GP said that the pills were"
            " never counted. It was pointed out by the ambulance service that nobody rang back."
        ),
        ["Members agreed that", "The GP said", "It was pointed"],
        "minuted",
    ),
    ("He said that he was ill. She agreed that he was. They went home.", [], "a story"),
]


@pytest.mark.parametrize(("text", "starts", "why"), SEVERAL, ids=[row[2] for row in SEVERAL])
def test_a_paragraph_tells_several_lessons(text: str, starts: list[str], why: str) -> None:
    found = [one.text for one in find_lessons(outlined(text), {}, (), VOCABULARY)]
    assert [" ".join(one.split()[:3]) for one in found] == starts, why
