"""Printed dates: each row a form that reports print, and what may not be read as one."""

from __future__ import annotations

import pytest

from ingest.dates import find_dates, iso_date

READ = [
    ("convicted on 18.01.07 for", ["2007-01-18"], "dots, two-digit year"),
    ("Date: 15 th November 2007", ["2007-11-15"], "ordinal torn from its number"),
    ("on February 27th 2007 and", ["2007-02-27"], "month first"),
    ("March 3, 2021", ["2021-03-03"], "month first with a comma"),
    ("03 Mar 2021", ["2021-03-03"], "short month"),
    ("the 3rd of October, 2009", ["2009-10-03"], "of, and a comma"),
    ("in Sept. 2019", ["2019-09"], "short month with a stop"),
    ("14 February\n2024", ["2024-02-14"], "broken over a line"),
    ("2014-04-30", ["2014-04-30"], "ISO"),
    ("19/01/2023", ["2023-01-19"], "slashes, day first"),
    ("early 1993", ["1993"], "part of a year is the year"),
    ("Autumn 2012", ["2012"], "a season is not a month"),
    ("2013/14", ["2013"], "financial year"),
    ("in 2008-09 the grant", ["2008"], "financial year with a hyphen, not September 2008"),
    ("Boxing Day 2015", ["2015-12-26"], "a feast"),
    ("New Year\u2019s Day 2013", ["2013-01-01"], "a feast with a curly apostrophe"),
    ("March 2003 to June 2004", ["2003-03", "2004-06"], "two dates of one span"),
    ("from 2007 to 2009", ["2007", "2009"], "bare years behind prepositions"),
    ("born on 12.03.62", ["1962-03-12"], "old two-digit year"),
    ("\n18.01.07 Police attended", ["2007-01-18"], "a padded date may open a line"),
]

NOT_READ = [
    ("the Children Act 1989", "year of an Act"),
    ("under the Children Act 2004 and", "year of an Act in a sentence"),
    ("Working Together (2006)", "year of a publication"),
    ("31 February 2010", "no such day"),
    ("13/13/2010", "no such month"),
    ("4.12.10 The social worker", "a paragraph number opens the line"),
    ("Case T3/22 and 20/31", "references"),
    ("1.1.2.3", "section number"),
    ("on 5 May he", "no year printed: computed silently by nobody"),
    ("Report No 020 7364", "a telephone number"),
]


@pytest.mark.parametrize(("text", "expected", "why"), READ, ids=[row[2] for row in READ])
def test_reads(text: str, expected: list[str], why: str) -> None:
    assert [date.iso for date in find_dates(text)] == expected, why


@pytest.mark.parametrize(("text", "why"), NOT_READ, ids=[row[1] for row in NOT_READ])
def test_leaves_alone(text: str, why: str) -> None:
    assert find_dates(text) == (), why


def test_offsets_hold_the_printed_words() -> None:
    text = "He died on 11 March 2007 at home."
    (date,) = find_dates(text)
    assert text[date.start : date.end] == "11 March 2007"


@pytest.mark.parametrize(
    ("text", "expected"), [("2021", "2021"), ("undated", None), ("June 2004, 2005", "2004-06")]
)
def test_iso_date(text: str, expected: str | None) -> None:
    assert iso_date(text) == expected
