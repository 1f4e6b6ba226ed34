"""Words are compared as a reader would compare them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import analyse, fold, is_acronym, is_stop_word, stem, tokens

# (text, words, stems, what the row proves)
TEXTS = [
    ("The children\u2019s needs", "the children needs", "the child need", "curly possessive"),
    ("the child's need", "the child need", "the child need", "straight possessive"),
    ("Parents' views", "parents views", "parent view", "plural possessive"),
    ("O'Brien didn\u2019t", "o'brien didn't", "o'brien didn't", "apostrophes inside words"),
    ("self-neglect, multi-agency", "self neglect multi agency", "self neglect multi agenc", "-"),
    ("s.47 (2010)", "s 47 2010", "s 47 2010", "numbers are words"),
    ("caf\u00e9 Si\u00e2n", "cafe sian", "cafe sian", "accents fold"),
    ("safe\u00adguard\u200bing", "safeguarding", "safeguard", "hyphens nobody sees"),
    ("women and men", "women and men", "woman and man", "plurals the stemmer leaves apart"),
    ("snake_case", "snake case", "snake case", "an underscore is no letter"),
    ("\u202eabuse\u200f", "abuse", "abus", "signs of direction"),
    (
        "organised organizational behavior behaviours size",
        "organised organizational behavior behaviours size",
        "organis organis behaviour behaviour size",
        "two spellings of one word",
    ),
    ("\x00 \u2026 !", "", "", "nothing to compare"),
]


@pytest.mark.parametrize(("text", "words", "stems", "proves"), TEXTS)
def test_words_and_stems(text: str, words: str, stems: str, proves: str) -> None:
    found = analyse(text)
    assert found.words == tuple(words.split()), proves
    assert found.stems == tuple(stems.split()), proves


@pytest.mark.parametrize(
    ("text", "acronyms"),
    [
        ("DV and DVs, the IDVA's view", "DV DV IDVA"),  # plural and possessive
        ("dv Dv MrX A", ""),  # capitals only, two or more
        ("S47 A2", "S47 A2"),  # digits may follow
        ("SAFEGUARDING LSCB", "LSCB"),  # a shouted word is none
    ],
)
def test_acronyms(text: str, acronyms: str) -> None:
    assert analyse(text).acronyms == tuple(acronyms.split())


@pytest.mark.parametrize(
    ("word", "stop"),
    [
        ("the", True),
        ("The", True),
        ("IT", False),  # the acronym
        ("it", True),
        ("not", False),  # carries meaning
        ("(the,", True),  # signs around it
    ],
)
def test_stop_words(word: str, stop: bool) -> None:
    assert is_stop_word(word) is stop


@given(st.text())
def test_offsets_lead_back_to_the_text(text: str) -> None:
    found = list(tokens(text))
    analysed = analyse(text)
    assert tuple(word.word for word in found) == analysed.words
    assert tuple(word.stem for word in found) == analysed.stems
    for word in found:
        assert fold(text[word.start : word.end]) == word.word
        assert stem(text[word.start : word.end]) == word.stem


@given(st.text())
def test_engines_can_split_on_white_space(text: str) -> None:
    analysed = analyse(text)
    for words in (analysed.words, analysed.stems, analysed.acronyms):
        assert tuple(" ".join(words).split()) == words
        assert all(words)
    assert all(map(is_acronym, analysed.acronyms))


def test_plain_text_is_cut_into_the_same_words_without_the_pattern() -> None:
    # One apostrophe sends a text the slow way; that word is left out again.
    plain = "".join(map(chr, range(128))).replace("'", "") + " mixed-up_case 3.4 A&E  x"
    assert analyse(plain).words == analyse(f"{plain} it's").words[:-1]
    assert len(analyse(plain).words) > 8
