"""`lessons query` and `lessons show`: questions to the library's graph."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from graph.errors import UsageInvalid
from web.cli.options import as_json_option, library_option, print_json, served_generation

__all__ = ["query", "show"]


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
