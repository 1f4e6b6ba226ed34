"""Printed numbers: the forms of real reports beside what only looks like one."""

from __future__ import annotations

import pytest

from ingest.structure.numbers import numbers, printed

# text, its number as cited (None: none), what the row proves
ALONE = [
    ("4.6 Because of a previous incident", "4.6", "decimal"),
    ("1.1.1 The review", "1.1.1", "three levels"),
    ("1.1. The review", "1.1", "a stop behind it is not cited"),
    ("1.1This review", "1.1", "glued to the text"),
    ("1.1.2The review", "1.1.2", "three levels, glued"),
    ("12. The mother said", "12", "one running count"),
    ("12.The mother said", "12", "a count, glued"),
    ("7a. The Trust will", "7a", "a count with a letter"),
    ("(a) The school did not", "(a)", "a letter in brackets keeps them"),
    ("(12) The Board must", "(12)", "a count in brackets"),
    ("b) the second point", "b", "one bracket is not cited"),
    ("iv) the fourth point", "iv", "roman, one bracket"),
    ("R1. The Board should", "R1", "a code with a stop"),
    ("CF1: Children's Services to", "CF1", "an agency's code"),
    ("Rec 4a The Board should", "4a", "a short label"),
    ("Recommendation 3: the Board", "3", "a label, lower case behind it"),
    ("RECOMMENDATION 3 The Board", "3", "a label in capitals"),
    ("Recommendation No. 3 - The Board", "3", "No. between label and number"),
    ("Recommendation PS3. The Board", "PS3", "a code behind a label"),
    ("Recommendation 2.1 The Board", "2.1", "a decimal behind a label"),
    ("Finding one. Mr C was not assessed", "one", "a number in words"),
    ("Finding B: nobody asked", "B", "a letter behind a label"),
    ("Learning Point 5 Coming home", "5", "a label of two words"),
    ("Good practice: the nurse rang", "", "a label without a number"),
    ("14 months later he died", None, "a quantity"),
    ("2007 was the year", None, "a year"),
    ("3 children were seen", None, "a quantity of people"),
    ("18.01.07 for rape and assault", None, "a date"),
    ("1.12.2009 Home visit", None, "a date with a long year"),
    ("10.40pm he was sent home", None, "a time"),
    ("12 March 2007 Police attended", None, "a date before a capital"),
    ("T3 is a boy born in January", None, "a case label"),
    ("Recommendation 3 was not accepted", None, "a sentence about a recommendation"),
    ("Recommendations 1 and 2", None, "a sentence about two"),
    ("Part 8 Review in respect of Child K", None, "the name of a kind of review"),
    ("Actions were agreed", None, "a word that begins like a label"),
]


@pytest.mark.parametrize(("text", "number", "proves"), ALONE, ids=[row[2] for row in ALONE])
def test_number_of_a_block_by_itself(text: str, number: str | None, proves: str) -> None:
    found = numbers([text])[0]
    assert (found.text if found else None) == number, proves


# blocks of one document, their numbers, what the row proves
TOGETHER = [
    (["12 The mother", "13 The father"], ["12", "13"], "bare counts prove each other"),
    (["12 The mother", "3 Zaani Malbrouck"], [None, None], "bare numbers that are no series"),
    (["14 Police officers came", "More", "20 Police cars"], [None] * 3, "bare quantities"),
    (["A. Introduction", "Words.", "B. The family"], ["A", None, "B"], "letters in a series"),
    (["M. was seen", "Words."], [None, None], "an initial"),
    (["I. Circumstances", "II. The family", "III. T"], ["I", "II", "III"], "roman numerals"),
    (["h) one", "i) two"], ["h", "i"], "i may be the ninth letter"),
    (["Health 1. One", "Health 2. Two"], ["Health 1", "Health 2"], "a code in two words"),
    (["Child 1: aged 4", "Child 2: aged 6"], [None, None], "people are not numbered items"),
    (["4.1 the first", "4.2 the second"], ["4.1", "4.2"], "lower case inside a series"),
    (["1.9 kilograms", "3.4 per cent"], [None, None], "measures"),
    (["4.9 Last", "5.1 First"], ["4.9", "5.1"], "a series over two sections"),
    (["He had an I.Q. of", "62. He could not"], [None, None], "a number that ends a sentence"),
    (["1. One", "2. Two", "2. Two again", "7. Seven"], ["1", "2", "2", "7"], "restarts and gaps"),
]


@pytest.mark.parametrize(("texts", "expected", "proves"), TOGETHER, ids=[r[2] for r in TOGETHER])
def test_numbers_prove_each_other(
    texts: list[str], expected: list[str | None], proves: str
) -> None:
    assert [one.text if one else None for one in numbers(texts)] == expected, proves


def test_words_begin_behind_the_number() -> None:
    text = "Recommendation 3:  The Board should"
    found = printed(text)
    assert found is not None
    assert text[found.after :] == "The Board should"
    assert found.label == "recommendation"
