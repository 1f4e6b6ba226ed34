"""`lessons search`: pages of hits, counts of facets, and all results to a file."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields
from functools import partial, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import click

from graph.errors import QueryInvalid, UsageInvalid
from web.cli.exporting import Wanted, export_options, vectors_of
from web.cli.options import as_json_option, library_option, print_json, served_generation

if TYPE_CHECKING:  # heavy, and `lessons --help` does not need it
    from graph.library import Generation
    from search.engine import IndexReader
    from search.order import Order
    from search.query import Filter, Query
    from search.results import Results

__all__ = ["search"]

_KINDS = ("passage", "lesson", "recommendation", "review")
_FACETS_SHOWN = 5
_OPTIONS = (
    click.argument("text", required=False),
    click.option("--kind", type=click.Choice(_KINDS), help="Only hits of this kind."),
    click.option("--facet", "facets", multiple=True, help="Count the values of this facet."),
    click.option("--filter", "filters", multiple=True, help="FACET=VALUE that every hit has."),
    click.option(
        "--page", type=click.IntRange(1), default=1, show_default=True, help="Which page of hits."
    ),
    click.option(
        "--size", type=click.IntRange(1, 100), default=10, show_default=True, help="Hits on a page."
    ),
    click.option(
        "--sort",
        type=click.Choice(["relevance", "newest", "oldest"]),
        default="relevance",
        show_default=True,
        help="What comes first.",
    ),
    click.option(
        "--rank",
        type=click.Choice(["words", "meaning"]),
        default="words",
        show_default=True,
        help="By the words alone, or by words and meaning; the latter for one --kind.",
    ),
    click.option("--exact", is_flag=True, help="Search only for what was typed, no synonyms."),
    click.option("--narrower", is_flag=True, help="Synonyms of narrower concepts too."),
)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the options ask for: a query, the page of it, and its order."""

    text: str | None
    kind: str | None
    facets: tuple[str, ...]
    filters: tuple[str, ...]
    page: int
    size: int
    sort: str
    rank: str
    exact: bool
    narrower: bool

    @property
    def query(self) -> Query:
        """The query; raises QueryInvalid where it cannot be read."""
        from search.query import read_query

        read = read_query(
            self.text or "",
            filters=[_filter(one) for one in self.filters],
            expand=not self.exact,
            narrower=self.narrower,
        )
        return read.filtered("kind", self.kind) if self.kind else read

    @property
    def order(self) -> Order:
        """The order of the hits: meaning, where it is asked for, before any date."""
        from search.order import Order
        from search.results import Sort

        meaning = self.rank == "meaning"
        return Order(Sort.RELEVANCE if meaning else Sort(self.sort), meaning)

    def found(self, served: Generation, reader: IndexReader, query: Query) -> Results:
        """Return the page of hits; raises UsageInvalid for meaning without vectors."""
        from search.entry import EntryKind
        from search.hybrid import by_meaning

        order = self.order
        page, size = self.page, self.size
        if not order.meaning:
            return reader.search(query, page=page, size=size, sort=order.sort, facets=self.facets)
        kind = EntryKind(self.kind or "passage")
        ranked = partial(by_meaning, reader, vectors_of(served), query, kind=kind)
        return ranked(page=page, size=size, facets=self.facets)


def _asking(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options of a search; the command gets them as `asked`."""

    @wraps(command)
    def gathered(**options: Any) -> None:
        own = {one.name: options.pop(one.name) for one in fields(_Asked)}
        command(asked=_Asked(**own), **options)

    for option in reversed(_OPTIONS):
        gathered = option(gathered)
    return gathered


@click.command()
@library_option
@as_json_option
@_asking
@export_options
def search(library_path: Path, as_json: bool, asked: _Asked, wanted: Wanted) -> None:
    """Find passages, lessons, recommendations and reviews.

    TEXT is in Whoosh's query language: AND by default, OR, NOT, "phrases",
    "near words"~5, prefix*, fuzzy~1, field:value, year:[2010 to 2015].
    Concepts (factor: theme: agency: outcome: legal: action:) take in those
    below them and meet in one case; status: and person: refine a factor;
    age: is the subject's; same:passage or same:review changes where they meet.
    """
    from search.engine import get_engine

    if asked.text is None and not wanted.batch:
        raise UsageInvalid("Give a query, or a list of them with --batch FILE.")
    query = asked.query
    served = served_generation(library_path)
    reader = get_engine(served.manifest().engine).read(served.index)
    try:
        if wanted.asked:
            wanted.take(served, reader, query, asked.order, as_json=as_json)
            return
        found = asked.found(served, reader, query)
        if as_json:
            print_json(_results_json(query, found))
            return
        _print_results(query, found)
        if not found.total:
            _print_why(reader, query)
    finally:
        reader.close()


def _filter(text: str) -> Filter:
    from search.query import Filter

    facet, equals, value = text.partition("=")
    if not equals:
        raise QueryInvalid(f"{text!r} is no filter. Write it as FACET=VALUE.")
    return Filter(facet, value)


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
