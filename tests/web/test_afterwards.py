"""What came up again: an incident after a recommendation was issued, and what asked before it."""

from __future__ import annotations

import pytest

from web.content.afterwards import Saying, is_after, recurrences
from web.content.learning import Item, Link
from web.content.quotations import Place


@pytest.mark.parametrize(
    ("incident", "published", "later"),
    [
        ("2018-05-02", "2018-05-01", True),
        ("2018-05-02", "2018-05", False),  # it may have been the same day
        ("2018-05", "2017-12-31", True),
        ("2018", "2018-12-31", False),
        ("", "2018", False),
        ("2018", "", False),
        ("early 2018", "2017", False),  # words are not compared
    ],
)
def test_later_means_certainly_later(incident: str, published: str, later: bool) -> None:
    assert is_after(incident, published) is later


def _saying(
    name: str, source: str, issued: str, incident: str, kind: str = "recommendation"
) -> Saying[Item]:
    item = Item(name, kind, "", name, Place("d", "t", "p"), issued[:4], (source,))
    return Saying(item, source, issued, (Link("b", "Board"),), ((incident, Link("c", "Case")),))


@pytest.mark.parametrize(
    ("said", "pairs"),
    [
        # the last recommendation before the incident, not every one
        ([_saying("1", "a", "2010", "2009"), _saying("2", "b", "2012", "2011"),
          _saying("3", "c", "2015", "2014")], [("2", "3"), ("1", "2")]),
        # a review does not follow itself
        ([_saying("1", "a", "2010", "2011"), _saying("2", "a", "2012", "2011")], []),
        # published later, about an earlier incident
        ([_saying("1", "a", "2010", "2009"), _saying("2", "b", "2012", "2008")], []),
        # a lesson is not a recommendation, and may say that it came up again
        ([_saying("1", "a", "2010", "2009", "lesson"), _saying("2", "b", "2012", "2011")], []),
        ([_saying("1", "a", "2010", "2009"), _saying("2", "b", "2012", "2011", "lesson")],
         [("1", "2")]),
    ],
)  # fmt: skip
def test_recurrences(said: list[Saying[Item]], pairs: list[tuple[str, str]]) -> None:
    assert [(one.asked.id, one.again.id) for one in recurrences(said)] == pairs
