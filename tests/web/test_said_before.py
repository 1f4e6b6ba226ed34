"""Which recommendations of the past ask for the same."""

from __future__ import annotations

import pytest

from search.entry import Entry, EntryKind
from search.similar import Related
from web.content.groups import GroupLine
from web.content.learning import Item
from web.content.quotations import Place
from web.content.said_before import Past, asks


@pytest.mark.parametrize(
    ("given", "groups"),
    [
        # a family holds what words would part
        ([("f", "Hold a meeting."), ("f", "Nobody may leave before.")], [2]),
        # and parts what words would put together
        ([("f", "Hold a meeting by May."), ("g", "Hold a meeting by March.")], [1, 1]),
        ([("f", "Hold a meeting by May."), ("", "Hold a meeting by March.")], [1, 1]),
        # without a family, nearly the same words do
        ([("", "Hold a meeting by May."), ("f", "X"), ("", "Hold a meeting by March.")], [2, 1]),
        ([("", "Hold a meeting."), ("", "Train all staff at once.")], [1, 1]),
        ([], []),
    ],
)
def test_what_asks_for_the_same(given: list[tuple[str, str]], groups: list[int]) -> None:
    assert [len(one.members) for one in asks(_past(*one) for one in given)] == groups


def _past(family: str, text: str) -> Past:
    item = Item("r", "recommendation", "", text, Place("d", "t", "p"), "", ())
    line = GroupLine(family, "Label", "recommendation", 2, 1, 2, 1, "", "") if family else None
    related = Related(Entry("r", EntryKind.RECOMMENDATION, "t", text, "d"), 1.0)
    return Past(related, item, line)
