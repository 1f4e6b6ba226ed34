"""Many queries at once: for each, how much it finds in each case.

A query that cannot be read tells why in its own row; the rest goes on.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from graph.errors import QueryInvalid, UsageInvalid
from search.casebook import NOWHERE
from search.engine import IndexReader
from search.query import Filter, Query, read_query

__all__ = ["Counted", "Term", "checked_terms", "count_terms", "read_terms", "written_terms"]

_CASE, _REVIEW = "case", "review"
# What a column of queries, and one of names for them, may be called.
_QUERY_COLUMNS = ("query", "term", "search", "words")
_NAME_COLUMNS = ("name", "label", "concept")


@dataclass(frozen=True, slots=True)
class Term:
    """One query of a list, and what the list calls it (empty where it has no name)."""

    text: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """What one query found. `cases` holds (case id, number), the most first, equals by id.

    A result of two cases counts in both; `outside` is the number of results in no
    case. `problem` says why a query could not be read; all else is then empty.
    """

    term: Term
    query: Query | None = None
    total: int = 0
    outside: int = 0
    reviews: int = 0
    cases: tuple[tuple[str, int], ...] = ()
    problem: str = ""


def read_terms(text: str, *, most: int, as_csv: bool = False) -> tuple[Term, ...]:
    """Return the terms of a list, one on each line, or of a CSV file.

    A text whose first line names a column of queries beside others is a CSV file
    too; one without such a line has its queries in the first column. Lines that are
    blank or begin with # are passed over. Raises UsageInvalid for an empty list and
    for more than `most` terms.
    """
    if as_csv or _is_table(text):
        terms = list(_of_table(text))
    else:
        terms = [Term(line.strip()) for line in text.removeprefix("\ufeff").splitlines()]
    return checked_terms(terms, most)


def checked_terms(terms: Iterable[Term], most: int) -> tuple[Term, ...]:
    """Return the terms of a list that are any; raises UsageInvalid for none, or too many."""
    kept = tuple(one for one in terms if one.text and not one.text.startswith("#"))
    if not kept:
        raise UsageInvalid("The list holds no term. Write one query on each line.")
    if len(kept) > most:
        raise UsageInvalid(
            f"The list holds {len(kept):,} terms; {most:,} can be counted at once. "
            "Split the list, or use the command: lessons search --batch FILE"
        )
    return kept


def written_terms(terms: Sequence[Term]) -> str:
    """Return a list as the text from which `read_terms` reads the same terms."""
    plain = "\n".join(one.text for one in terms)
    if not any(one.name for one in terms) and not _is_table(plain):
        return plain
    table = io.StringIO(newline="")
    csv.writer(table).writerows([("name", "query"), *((one.name, one.text) for one in terms)])
    return table.getvalue()


def count_terms(
    reader: IndexReader,
    terms: Iterable[Term],
    *,
    filters: Iterable[Filter] = (),
    expand: bool = True,
    narrower: bool = False,
) -> Iterator[Counted]:
    """Yield what each query finds in each case, in the order of the list."""
    chosen = tuple(filters)
    for term in terms:
        try:
            query = read_query(term.text, filters=chosen, expand=expand, narrower=narrower)
            yield _counted(reader, term, query)
        except QueryInvalid as error:
            yield Counted(term, problem=str(error))


def _counted(reader: IndexReader, term: Term, query: Query) -> Counted:
    found = reader.search(query, size=1, facets=(_CASE, _REVIEW), highlight=False)
    cases = dict(found.facets[_CASE])
    outside = cases.pop(NOWHERE, 0)
    reviews = sum(value != NOWHERE for value, _ in found.facets[_REVIEW])
    return Counted(term, query, found.total, outside, reviews, tuple(cases.items()))


def _is_table(text: str) -> bool:
    """Tell whether the first line names a column of queries beside others."""
    first = text.removeprefix("\ufeff").partition("\n")[0]
    try:
        return "," in first and any(_columns(row) for row in csv.reader([first]))
    except csv.Error:
        return False


def _of_table(text: str) -> Iterator[Term]:
    """Yield the terms of a CSV file; raises UsageInvalid where it cannot be read."""
    lines = io.StringIO(text.removeprefix("\ufeff"), newline="")
    try:
        rows = [row for row in csv.reader(lines) if row]
    except csv.Error as cause:
        raise UsageInvalid(
            f"The table cannot be read ({cause}). Save it as CSV in UTF-8."
        ) from cause
    found = _columns(rows[0]) if rows else None
    query, name = found or (0, -1)
    for row in rows[1:] if found else rows:
        yield Term(_cell(row, query), _cell(row, name))


def _columns(head: Sequence[str]) -> tuple[int, int] | None:
    """Return the columns of queries and of names (-1: none), None where it is no heading."""
    named = [cell.strip().casefold() for cell in head]
    query = next((named.index(one) for one in _QUERY_COLUMNS if one in named), None)
    if query is None:
        return None
    return query, next((named.index(one) for one in _NAME_COLUMNS if one in named), -1)


def _cell(row: Sequence[str], at: int) -> str:
    return row[at].strip() if 0 <= at < len(row) else ""
