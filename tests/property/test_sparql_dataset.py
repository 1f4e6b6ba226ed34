"""FROM is found where it is a keyword, and nowhere else, whatever stands around it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graph.sparql_worker import names_dataset

# Tokens of a query in which "from" is no keyword.
_HARMLESS = st.sampled_from(
    [
        *("SELECT", "*", "?from", "$FROM", "?s", "{", "}", "(", ")", "1", "<", ">", "a", ";", "."),
        *("'FROM'", '"from"', "'''FROM <g>'''", '"""a " FROM"""', "'it\\'s FROM'", '"\\" FROM"'),
        *("<http://x/FROM>", "from:x", "x:from", ":from", "fromage", "# FROM <http://g>\n"),
    ]
)


@given(st.lists(_HARMLESS, max_size=20).map(" ".join))
def test_words_that_only_look_like_it(text: str) -> None:
    assert not names_dataset(text)


@given(
    st.lists(_HARMLESS, max_size=10).map(" ".join),
    st.sampled_from(["FROM", "from", "From"]),
    st.lists(_HARMLESS, max_size=10).map(" ".join),
)
def test_the_keyword_is_found_between_them(before: str, keyword: str, after: str) -> None:
    assert names_dataset(f"{before} {keyword} <http://g> {after}")


@given(st.text(alphabet="'\"\\<>#\nFROMfrom ?:x", max_size=300))
def test_anything_gets_an_answer(text: str) -> None:
    assert names_dataset(text) in {True, False}
    assert names_dataset(text) <= ("from" in text.lower())
