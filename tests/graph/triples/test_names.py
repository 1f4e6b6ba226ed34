"""IRIs of a library's own things."""

from __future__ import annotations

import pytest

from graph.errors import IdentifierInvalid, UsageInvalid
from graph.triples import Names

BASE = "https://example.org/id/"


@pytest.mark.parametrize(
    ("identifier", "iri"),
    [
        ("case-e", "https://example.org/id/case/case-e"),  # the ordinary id stays as it is
        ("Baby E", "https://example.org/id/case/Baby%20E"),  # a space is no part of an IRI
        ("a/b?c#d", "https://example.org/id/case/a%2Fb%3Fc%23d"),  # cannot leave its segment
        ("Zoë", "https://example.org/id/case/Zo%C3%AB"),  # beyond ASCII
    ],
)
def test_an_id_is_one_segment(identifier: str, iri: str) -> None:
    assert str(Names(BASE).case(identifier)) == iri


@pytest.mark.parametrize(
    "base",
    [
        "",  # nothing
        "example.org/",  # not absolute
        "https://example.org/id",  # would glue the kind to the last segment
        "ftp://example.org/",  # not of the web
    ],
)
def test_another_base_is_refused(base: str) -> None:
    with pytest.raises(UsageInvalid, match="ends in a slash"):
        Names(base)


def test_an_empty_id_is_refused() -> None:
    with pytest.raises(IdentifierInvalid):
        Names(BASE).passage("")


def test_an_assertion_depends_on_every_part() -> None:
    names = Names(BASE)
    assert names.assertion("a", "b") == names.assertion("a", "b")
    assert names.assertion("a", "b") != names.assertion("ab", "")
