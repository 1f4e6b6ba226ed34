"""`lessons search`, `lessons query` and `lessons show`: questions to the library."""

from __future__ import annotations

import html
import re
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph.errors import QueryInvalid, UsageInvalid
from web.cli.options import as_json_option, library_option, print_json, served_generation

if TYPE_CHECKING:  # heavy, and `lessons --help` does not need it
    from search.query import Filter, Query
    from search.results import Results

__all__ = ["query", "search", "show"]

_KINDS = ("passage", "lesson", "recommendation", "review")
_FACETS_SHOWN = 5


@click.command()
@click.argument("text")
@library_option
@as_json_option
@click.option("--kind", type=click.Choice(_KINDS), help="Only hits of this kind.")
@click.option("--facet", "facets", multiple=True, help="Count the values of this facet.")
@click.option("--filter", "filters", multiple=True, help="FACET=VALUE that every hit must have.")
@click.option(
    "--page", type=click.IntRange(1), default=1, show_default=True, help="Which page of hits."
)
@click.option(
    "--size", type=click.IntRange(1, 100), default=10, show_default=True, help="Hits on a page."
)
@click.option(
    "--sort",
    type=click.Choice(["relevance", "newest", "oldest"]),
    default="relevance",
    show_default=True,
    help="What comes first.",
)
@click.option("--exact", is_flag=True, help="Search only for what was typed, no synonyms.")
def search(
    text: str,
    library_path: Path,
    as_json: bool,
    kind: str | None,
    facets: tuple[str, ...],
    filters: tuple[str, ...],
    page: int,
    size: int,
    sort: str,
    exact: bool,
) -> None:
    """Find passages, lessons, recommendations and reviews.

    TEXT is in Whoosh's query language: AND by default, OR, NOT, "phrases",
    "near words"~5, prefix*, fuzzy~1, field:value, year:[2010 to 2015].
    """
    from search.engine import get_engine
    from search.query import read_query
    from search.results import Sort

    chosen = [_filter(one) for one in filters]
    asked = read_query(text, filters=chosen, expand=not exact)
    if kind:
        asked = asked.filtered("kind", kind)
    served = served_generation(library_path)
    reader = get_engine(served.manifest().engine).read(served.index)
    try:
        found = reader.search(asked, page=page, size=size, sort=Sort(sort), facets=facets)
    finally:
        reader.close()
    if as_json:
        print_json(_results_json(asked, found))
    else:
        _print_results(asked, found)


@click.command()
@click.argument("source", required=False)
@library_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json", "ttl"]),
    help="How to print the answer.  [default: table, or ttl for triples]",
)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option(
    "--seconds",
    type=click.FloatRange(0.1, 600),
    default=30.0,
    show_default=True,
    help="Time limit of the query.",
)
@click.option(
    "--rows", type=click.IntRange(1), default=100_000, show_default=True, help="Rows at most."
)
@click.option("--list", "list_names", is_flag=True, help="Name the questions that come with us.")
def query(
    source: str | None,
    library_path: Path,
    form: str | None,
    as_json: bool,
    seconds: float,
    rows: int,
    list_names: bool,
) -> None:
    """Ask the graph in SPARQL.

    SOURCE is a file, "-" for standard input, or the name of one of our own
    questions (see --list). The usual prefixes need not be declared.
    """
    from graph.queries import query_names
    from graph.results import write_result
    from graph.untrusted import run_untrusted

    if list_names:
        click.echo("\n".join(name for name in query_names() if name.startswith("questions/")))
        return
    if source is None:
        raise UsageInvalid("Give a .rq file, - for standard input, or see: lessons query --list")
    text = _sparql(source)
    found = run_untrusted(
        served_generation(library_path).graph, text, seconds=seconds, max_rows=rows
    )
    fallback = "ttl" if found.triples is not None else "table"
    click.echo(write_result(found, "json" if as_json else form or fallback), nl=False)
    if found.truncated:
        click.echo(f"Only the first {rows} rows are shown. Raise --rows for more.", err=True)


@click.command()
@click.argument("identifier")
@library_option
@as_json_option
def show(identifier: str, library_path: Path, as_json: bool) -> None:
    """Show one review, case, agency, document, concept, lesson or recommendation."""
    from graph.view import GraphView
    from web.cli.showing import as_text, look_up

    found = look_up(identifier, GraphView.open(served_generation(library_path).graph))
    if as_json:
        print_json(found)
    else:
        click.echo(as_text(found), nl=False)


def _filter(text: str) -> Filter:
    from search.query import Filter

    facet, equals, value = text.partition("=")
    if not equals:
        raise QueryInvalid(f"{text!r} is no filter. Write it as FACET=VALUE.")
    return Filter(facet, value)


def _sparql(source: str) -> str:
    from graph.queries import query_names, query_text

    if source == "-":
        return sys.stdin.read()
    if source in query_names():
        return query_text(source)
    path = Path(source)
    if not path.is_file():
        raise UsageInvalid(f"There is no file {source}. Name a .rq file, or - for standard input.")
    return path.read_text(encoding="utf-8")


def _results_json(asked: Query, found: Results) -> dict[str, object]:
    return {
        "schema": "lessons-search/1",
        "query": asked.text,
        "expanded": [asdict(one) for one in asked.expansions],
        "ambiguous": [asdict(one) for one in asked.ambiguities],
        "notes": list(asked.notes),
        "total": found.total,
        "page": found.page,
        "size": found.size,
        "hits": [
            {"score": round(one.score, 4), "snippet": one.snippet, **asdict(one.entry)}
            for one in found.hits
        ],
        "facets": {
            name: [{"value": value, "count": count} for value, count in counts]
            for name, counts in found.facets.items()
        },
    }


def _print_results(asked: Query, found: Results) -> None:
    click.echo(f"{found.total} found.")
    for note in asked.notes:
        click.echo(f"Note: {note}")
    for one in asked.expansions:
        click.echo(f"Also searched for {', '.join(one.added[:_FACETS_SHOWN])} ({one.label}).")
    for hit in found.hits:
        page_number = f"page {hit.entry.page}" if hit.entry.page else ""
        place = " ".join(filter(None, (hit.entry.number, page_number)))
        click.echo(f"\n{hit.entry.kind}  {hit.entry.title}  {place}\n  id: {hit.entry.id}")
        click.echo(f"  {_plain(hit.snippet)}")
    for name, counts in found.facets.items():
        click.echo(f"\n{name}")
        for value, count in counts:
            click.echo(f"  {count:6}  {value}")


def _plain(snippet: str) -> str:
    return " ".join(html.unescape(re.sub(r"</?mark>", "*", snippet)).split())
