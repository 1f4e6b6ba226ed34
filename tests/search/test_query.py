"""What a query says about itself: notes, filters, limits of its own."""

from __future__ import annotations

import pytest

from graph.errors import QueryInvalid
from search.limits import QueryLimits
from search.query import Filter, Query, read_query
from tests.search.library import passage
from tests.search.plain import meets

# (query, a part of its note, what the row proves)
NOTED = [
    ('"police', "quotation mark", "one mark"),
    ('"a b" c"', "quotation mark", "three marks"),
    ("(police", "bracket", "opened only"),
    ("police))", "bracket", "closed only"),
    ("finding:police", "no field 'finding'", "a field there is not"),
    ("[3 to 5 months]", "no order", "a range in a sentence"),
]
QUIET = [
    "police",
    '"out of sight"~3 (police OR "the (mother")',
    "year:[2010 to 2012] factor:domestic-abuse",
    "https://example.org/review",
    "Finding: the police",
    "4:30",
]


@pytest.mark.parametrize(("text", "told", "proves"), NOTED)
def test_what_is_read_leniently_is_told(text: str, told: str, proves: str) -> None:
    (note,) = read_query(text, expand=False).notes
    assert told in note, proves
    assert note.endswith(".")


@pytest.mark.parametrize("text", QUIET)
def test_what_is_meant_is_not_commented_on(text: str) -> None:
    assert read_query(text, expand=False).notes == ()


def test_filters_come_and_go() -> None:
    query = read_query("police", filters=[Filter("year", "2010"), Filter("area", "X")])
    assert query.filters == (Filter("area", "X"), Filter("year", "2010"))
    more = query.filtered("factor", "neglect").filtered("year", "2010")
    assert len(more.filters) == 3
    assert more.unfiltered("factor", "neglect") == query
    with pytest.raises(QueryInvalid, match="'colour'"):
        query.filtered("colour", "red")


def test_equal_texts_are_equal_queries() -> None:
    def read(text: str) -> Query:
        return read_query(text)

    assert read("DV police") == read("DV police")
    assert read("DV police") != read("DV police ")


def test_limits_are_settings() -> None:
    tight = QueryLimits(characters=10, terms=2, depth=1)
    assert read_query("a b", limits=tight)
    for text in ("aaaaaaaaaaa", "a b c", "((a))"):
        with pytest.raises(QueryInvalid):
            read_query(text, limits=tight)


def test_pasted_quotation_marks_are_quotation_marks() -> None:
    curly = read_query("\u201cout of sight\u201d", expand=False)
    assert str(curly.tree) == str(read_query('"out of sight"', expand=False).tree)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Baby A", True),  # a letter belongs to the word before it
        ("Child B seen", True),  # among other words
        ("Child A", False),  # and to no other
        ("child b", True),  # in small letters the words stand alone
        ("A child", True),  # as does a letter that begins the query
    ],
)
def test_a_letter_after_a_word_is_a_name(text: str, found: bool) -> None:
    entry = passage("x", "Baby A and a Child B were seen.")
    assert meets(entry, read_query(text, expand=False).tree) is found
