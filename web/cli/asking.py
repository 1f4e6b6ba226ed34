"""`lessons search`, `lessons query` and `lessons show`: questions to the library."""

from __future__ import annotations

import html
import re
import sys
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import click

from graph.errors import QueryInvalid, UsageInvalid
from web.cli.exporting import Wanted, export_options
from web.cli.options import as_json_option, library_option, print_json, served_generation

if TYPE_CHECKING:  # heavy, and `lessons --help` does not need it
    from graph.library import Generation
    from search.engine import IndexReader
    from search.query import Filter, Query
    from search.results import Results

__all__ = ["query", "search", "show"]

_KINDS = ("passage", "lesson", "recommendation", "review")
_FACETS_SHOWN = 5


@click.command()
@click.argument("text", required=False)
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
@click.option(
    "--rank",
    type=click.Choice(["words", "meaning"]),
    default="words",
    show_default=True,
    help="By the words alone, or by words and meaning; the latter for one --kind.",
)
@click.option("--exact", is_flag=True, help="Search only for what was typed, no synonyms.")
@click.option("--narrower", is_flag=True, help="Synonyms of narrower concepts too.")
@export_options
def search(
    text: str | None,
    library_path: Path,
    as_json: bool,
    kind: str | None,
    facets: tuple[str, ...],
    filters: tuple[str, ...],
    page: int,
    size: int,
    sort: str,
    rank: str,
    exact: bool,
    narrower: bool,
    wanted: Wanted,
) -> None:
    """Find passages, lessons, recommendations and reviews.

    TEXT is in Whoosh's query language: AND by default, OR, NOT, "phrases",
    "near words"~5, prefix*, fuzzy~1, field:value, year:[2010 to 2015].
    Concepts (factor: theme: agency: outcome: legal: action:) take in those
    below them and meet in one case; status: and person: refine a factor;
    age: is the subject's; same:passage or same:review changes where they meet.
    """
    from search.engine import get_engine
    from search.query import read_query

    if text is None and not wanted.batch:
        raise UsageInvalid("Give a query, or a list of them with --batch FILE.")
    chosen = [_filter(one) for one in filters]
    asked = read_query(text or "", filters=chosen, expand=not exact, narrower=narrower)
    if kind:
        asked = asked.filtered("kind", kind)
    served = served_generation(library_path)
    reader = get_engine(served.manifest().engine).read(served.index)
    try:
        if wanted.asked:
            wanted.take(served, reader, asked, as_json=as_json)
            return
        ranked = _by_meaning(served, reader, kind) if rank == "meaning" else _by(reader, sort)
        found = ranked(asked, page=page, size=size, facets=facets)
        if as_json:
            print_json(_results_json(asked, found))
            return
        _print_results(asked, found)
        if not found.total:
            _print_why(reader, asked)
    finally:
        reader.close()


@click.command()
@click.argument("source", required=False)
@library_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "tsv", "json", "xml", "ttl", "nt", "jsonld", "rdfxml"]),
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


def _by(reader: IndexReader, sort: str) -> Callable[..., Results]:
    """Return the search by words in an order."""
    from search.results import Sort

    return partial(reader.search, sort=Sort(sort))


def _by_meaning(
    served: Generation, reader: IndexReader, kind: str | None
) -> Callable[..., Results]:
    """Return the search by words and meaning; raises UsageInvalid without vectors."""
    from search.embedding.store import VectorReader, has_vectors
    from search.entry import EntryKind
    from search.hybrid import by_meaning

    if not has_vectors(served.vectors):
        raise UsageInvalid("This library has no vectors. Make them: lessons rebuild --records")
    vectors = VectorReader(served.vectors)
    return partial(by_meaning, reader, vectors, kind=EntryKind(kind or "passage"))


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
    from search.describing import describe

    return {
        "schema": "lessons-search/1",
        "query": asked.text,
        "asked_for": describe(asked),
        "address": f"/search?{urlencode(asked.pairs, errors='replace')}",
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


def _print_why(reader: IndexReader, asked: Query) -> None:
    from search.corrections import corrections
    from search.emptiness import emptied_by
    from search.hybrid import words_asked

    for one in emptied_by(reader, asked):
        alone = f"{one.alone} with this alone" if one.alone else "nothing meets this"
        without = f", {one.without} without it" if one.without else ""
        click.echo(f"  {one.condition}: {alone}{without}")
    for word in corrections(reader, asked):
        click.echo(f"Did you mean {word.offered} ({word.entries} entries)? Search for: {word.text}")
    if len(words_asked(asked)) > 1:
        click.echo("By any of the words, and by meaning: add --rank meaning.")
    click.echo(f"The library holds {reader.count()} entries.")


def _print_results(asked: Query, found: Results) -> None:
    from search.describing import describe

    click.echo(f"{found.total} found.")
    click.echo(f"You asked for {describe(asked)}.")
    for note in asked.notes:
        click.echo(f"Note: {note}")
    for word in asked.ambiguities:
        click.echo(f"{word.typed} can mean {', or '.join(word.meanings)}. Write out which.")
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
