"""A query in plain English, and its address: both say the whole of it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from graph.errors import QueryInvalid
from search.describing import describe
from search.query import Filter, query_from_pairs, read_query
from tests.property.test_query import NASTY, QUERIES

# (query, what it says)
SAID = [
    ("", "everything in reviews"),
    ("*", "everything in reviews"),
    (
        'factor:domestic-abuse agency:police year:2012..2020 kind:lesson "a b"~5 NOT type:scr',
        (
            "lessons in reviews from 2012 to 2020 where the case has domestic abuse and the case"
            " involves police service and the text says “a b” with each word at most 5"
            " after the one before and the review is not a serious case review (child, england)"
        ),
    ),
    (
        "factor:neglect status:possible person:mother",
        "everything in reviews where the case has neglect of a child (possible, of mother)",
    ),
    ("factor:* same:review", "everything in reviews where the review has any risk factor"),
    ("status:negated", "everything in reviews where the case has any risk factor (ruled out)"),
    (
        "fathers OR NOT men",
        "everything in reviews where (the text says “fathers” or the text does not say “men”)",
    ),
    (
        "NOT (factor:neglect police)",
        (
            "everything in reviews where (the case does not have neglect of a child or the text"
            " does not say “police”)"
        ),
    ),
    ("age:<1", "everything in reviews where the subject's age is under 1"),
    ("age:16..17", "everything in reviews where the subject's age is 16 to 17"),
    ("age:>=16", "everything in reviews where the subject's age is 16 or more"),
    ("age:[to 3]", "everything in reviews where the subject's age is at most 3"),
    ("year:2012", "everything in reviews in 2012"),
    ("year:2012..", "everything in reviews from 2012 on"),
    ("year:<2012", "everything in reviews up to 2011"),
    ("date:2012-03", "everything in reviews in 2012-03"),
    ("NOT year:2012", "everything in reviews where it was not published in 2012"),
    ("negl*", "everything in reviews where the text says a word beginning with “negl”"),
    ("neglct~", "everything in reviews where the text says a word spelt nearly like “neglct”"),
    ("title:finch", "everything in reviews where the title says “finch”"),
    ("number:4.6", "everything in reviews where its number is “4.6”"),
]


@pytest.mark.parametrize(("text", "said"), SAID)
def test_what_a_query_says(text: str, said: str) -> None:
    assert describe(read_query(text, expand=False)) == said


def test_filters_are_said_too() -> None:
    filters = [Filter("kind", "lesson"), Filter("factor", "homelessness"), Filter("year", "2010")]
    assert describe(read_query("police", filters=filters)) == (
        "lessons in reviews where the text says “police” and factor is Homelessness"
        " and it was published in 2010"
    )


@settings(max_examples=150, deadline=None)
@given(QUERIES | NASTY)
def test_an_address_brings_the_query_back(text: str) -> None:
    filters = [Filter("year", "2010"), Filter("factor", "neglect")]
    for expand, narrower in ((True, False), (True, True), (False, False)):
        try:
            query = read_query(text, filters=filters, expand=expand, narrower=narrower)
        except QueryInvalid:
            return
        again = query_from_pairs([*query.pairs, ("page", "3"), ("nonsense", "x")])
        assert again == query
        assert str(again.tree) == str(query.tree)
        assert describe(again) == describe(query)
