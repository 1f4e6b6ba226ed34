"""Bodies that took over from others, and bodies renamed."""

from __future__ import annotations

import pytest

from graph.model import Agency
from graph.records import record_from_json, record_to_json
from ingest.extract import extract

_HEAD = (
    "Serious Case Review: Child M\nMarlow Safeguarding Children Board\nPublished May 2016\n\n"
    "2. Background\n2.1 Child M, a boy of three, died on 4 May 2015. "
)


def agencies(text: str) -> tuple[Agency, ...]:
    return extract(f"{_HEAD}{text}\n".encode(), "review.txt").agencies


_PCT, _CCG = "Tarn Primary Care Trust", "Vale Clinical Commissioning Group"

SUCCEEDED = [
    (f"{_PCT}, since merged into {_CCG}, ran the clinic.", "merged"),
    (f"{_PCT} saw him. {_PCT} was replaced in 2013 by {_CCG}.", "replaced, with a date between"),
    (f"{_CCG}, which replaced {_PCT}, paid. {_PCT} saw him.", "told from the other end"),
    (f"{_PCT}, now part of {_CCG}, ran the clinic.", "part of another"),
    (f"The functions of {_PCT} passed in 2013 to {_CCG}. {_PCT} saw him.", "its functions"),
    (f"{_PCT}, which has since become {_CCG}, saw him.", "become a body of another type"),
]


@pytest.mark.parametrize(("text", "why"), SUCCEEDED, ids=[row[1] for row in SUCCEEDED])
def test_a_body_that_took_over_is_linked_and_not_merged(text: str, why: str) -> None:
    found = {one.name: one for one in agencies(text)}
    assert found[_PCT].succeeded_by == (_CCG,), why
    assert _CCG not in found[_PCT].also


RENAMED = [
    ("Eskmoor Housing Association (formerly Eskmoor Homes) let the flat.", "Eskmoor Homes"),
    ("Marlow NHS Trust became Marlow NHS Foundation Trust in 2009.", "Marlow NHS Trust"),
]


@pytest.mark.parametrize(("text", "old"), RENAMED)
def test_a_renamed_body_is_one_agency(text: str, old: str) -> None:
    (one,) = [one for one in agencies(text) if old in (one.name, *one.also)]
    assert one.succeeded_by == ()
    assert one.name != old


def test_a_record_says_a_successor_only_where_there_is_one() -> None:
    text = f"{_PCT}, since merged into {_CCG}, ran the clinic."
    record = extract(f"{_HEAD}{text}\n".encode(), "review.txt")
    plain = record_to_json(record)
    told = [one["name"] for one in plain["agencies"] if "succeeded_by" in one]
    assert told == [_PCT]
    assert record_from_json(plain) == record
