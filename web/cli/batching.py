"""`lessons search --batch`: a list of queries, counted case by case."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph.errors import UsageInvalid
from web.cli.exporting import opened, with_bar
from web.cli.options import print_json

if TYPE_CHECKING:  # heavy, and `lessons --help` does not need it
    from graph.library import Generation
    from search.batch import Counted, Term
    from search.engine import IndexReader
    from search.query import Query

__all__ = ["count_batch"]

_MOST = 100_000  # terms: more would be a file given by mistake
_STDIN = "-"


def count_batch(
    generation: Generation,
    reader: IndexReader,
    batch: str,
    asked: Query,
    output: Path | None,
    site: str,
    *,
    as_json: bool,
) -> None:
    """Count each query of a file in each case: as a table, as CSV in `output`, or as JSON.

    The filters of `asked`, and whether it has synonyms, hold for all of them.
    """
    from search.batch import count_terms
    from web.exports.batches import batch_json, write_batch_csv
    from web.exports.cases import case_labels
    from web.exports.source import edition_of

    terms = _terms(batch)
    edition, labels = edition_of(generation), case_labels(generation)
    with with_bar(terms, len(terms), "Counting") as shown:
        counted = count_terms(
            reader,
            shown,
            filters=asked.filters,
            expand=asked.expanded,
            narrower=asked.narrower,
        )
        if output is not None:
            today = f"{dt.datetime.now(dt.UTC):%F}"
            with opened(None if str(output) == _STDIN else output) as file:
                file.writelines(write_batch_csv(counted, labels, site, edition, today))
        elif as_json:
            print_json(batch_json(counted, labels, site, edition))
        else:
            _print_table(counted, labels)


def _terms(batch: str) -> tuple[Term, ...]:
    from search.batch import read_terms

    if batch == _STDIN:
        return read_terms(sys.stdin.read(), most=_MOST)
    path = Path(batch)
    if not path.is_file():
        raise UsageInvalid(f"There is no file {batch}. Name a list or CSV file, or - for stdin.")
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise UsageInvalid(f"{batch} is not in UTF-8. Save it as “CSV UTF-8” or as text.") from None
    return read_terms(text, most=_MOST, as_csv=path.suffix.lower() == ".csv")


def _print_table(counted: Iterable[Counted], labels: Mapping[str, str]) -> None:
    """Print each query with what it finds, and below it the cases with their share."""
    for one in counted:
        name = f"{one.term.name}: {one.term.text}" if one.term.name else one.term.text
        told = " ".join(name.split())
        if one.query is None:
            click.echo(f"     -  {told}")
            click.echo(f"query-invalid: {told}: {one.problem}", err=True)
            continue
        click.echo(f"{one.total:6}  {told}  ({len(one.cases)} cases, {one.reviews} reviews)")
        for case, number in one.cases:
            click.echo(f"        {number:6}  {labels.get(case, case)}  {case}")
        if one.outside:
            click.echo(f"        {one.outside:6}  in no case")
