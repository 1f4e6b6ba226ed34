"""`lessons patterns`: questions and counts over all cases."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from web.cli.options import as_json_option, library_option, print_json, served_generation

if TYPE_CHECKING:  # heavy, and `lessons --help` does not need it
    from graph.patterns.casetable import CaseTable
    from graph.patterns.question import Question
    from graph.view import GraphView

__all__ = ["patterns"]

_SHOWN = 30  # rows printed for a person; --json and --csv have all of them
_as_csv_option = click.option("--csv", "as_csv", is_flag=True, help="Print CSV.")
_scheme_help = "Such as risk-factor, practice-theme, agency-type, incident-year."


@click.group()
def patterns() -> None:
    """Count what cases have in common: shapes, pairs, shares and trends."""


@patterns.command()
@click.argument("fields", nargs=-1, metavar="[FIELD=VALUE]...")
@library_option
@as_json_option
@_as_csv_option
@click.option("--sparql", is_flag=True, help="Print the question as SPARQL and stop.")
def cases(
    fields: tuple[str, ...], library_path: Path, as_json: bool, as_csv: bool, sparql: bool
) -> None:
    """Find cases by what they have in common, with the words it stands on.

    Fields are those of the page /patterns/cases: f1 to f3 are factors (w1 whose, d1
    how stated: present, any, historical, possible), n1 and n2 missing ones (m1:
    unsaid or ruled-out), agency, outcome, legal, review, theme, action, to, from,
    until, by (incident or publication), youngest, oldest.
    Example: f1=domestic-abuse w1=mother n1=child-missing from=2005
    """
    from graph.patterns.answers import answer, evidence_rows
    from graph.patterns.compiling import compile_question
    from web.content.asking import question_from

    question = question_from(dict(_field(one) for one in fields))
    if sparql:
        click.echo(compile_question(question), nl=False)
        return
    view = _view(library_path)
    found = answer(view, question)
    rows = list(evidence_rows(view, question, found))
    if as_json:
        print_json({"question": question.sentence(), "total": len(found), "rows": rows})
    elif as_csv:
        _print_csv(rows)
    else:
        click.echo(f"{question.sentence()}\n{len(found)} found.")
        _print_cases(question, rows)


@patterns.command()
@click.argument("rows")
@click.argument("columns")
@library_option
@as_json_option
@_as_csv_option
def together(rows: str, columns: str, library_path: Path, as_json: bool, as_csv: bool) -> None:
    """Cross two schemes: counts, expected counts, lift, odds ratios, Fisher's test."""
    from graph.patterns.cooccurrence import cross
    from web.content.patterns_json import cross_rows

    table = _table(library_path)
    crossed = cross(table, rows, columns)
    if as_json or as_csv:
        _print_rows(cross_rows(table, crossed), as_csv=as_csv)
        return
    click.echo("  cases   of  expected   lift  odds ratio (95 %)        q  pair")
    for one in crossed.strongest(_SHOWN):
        click.echo(
            f"  {one.together:5}{one.base:5}{one.expected or 0:10.1f}{one.lift or 0:7.2f}"
            f"{one.odds or 0:8.2f} ({one.low or 0:.2f} to {one.high or 0:.2f}){one.q or 0:9.3g}"
            f"  {table.label(rows, one.row)} + {table.label(columns, one.column)}"
        )
    click.echo(f"Of {crossed.tested} pairs tested. --csv prints every pair.")


@patterns.command()
@library_option
@as_json_option
@_as_csv_option
@click.option("--by", default="all", show_default=True, help="all, type, period or age.")
@click.option("--scheme", default="risk-factor", show_default=True, help=_scheme_help)
def prevalence(library_path: Path, as_json: bool, as_csv: bool, by: str, scheme: str) -> None:
    """Print the share of cases with each concept, with its 95 % interval."""
    from graph.patterns import prevalence as counted
    from web.content.patterns_json import prevalence_rows

    rows = prevalence_rows(*counted.prevalence(_table(library_path), scheme, by))
    if as_json or as_csv:
        _print_rows(rows, as_csv=as_csv)
        return
    for row in sorted(rows, key=lambda one: (one["group"], -one["count"]))[:_SHOWN]:
        group = "" if by == "all" else f"  [{row['group_label']}]"
        click.echo(f"  {row['count']:5} of {row['of']:5}  {row['label']}{group}")


@patterns.command()
@library_option
@as_json_option
@_as_csv_option
@click.option("--by", default="incident-year", show_default=True, help="Or publication-year.")
@click.option("--scheme", default="risk-factor", show_default=True, help=_scheme_help)
def trends(library_path: Path, as_json: bool, as_csv: bool, by: str, scheme: str) -> None:
    """Print each concept by year, the surest rise or fall first."""
    from graph.patterns import trends as counted
    from web.content.patterns_json import trend_rows

    found = counted.trends(_table(library_path), scheme, by)
    if as_json or as_csv:
        _print_rows(trend_rows(found), as_csv=as_csv)
        return
    for one in found[:_SHOWN]:
        sure = "not tested" if one.p is None else f"z {one.z:.2f}, p {one.p:.3g}, q {one.q:.3g}"
        click.echo(f"  {one.count:5} of {one.of:5}  {one.label}: {sure}")


@patterns.command()
@click.argument("name", required=False)
@library_option
@as_json_option
@_as_csv_option
def questions(name: str | None, library_path: Path, as_json: bool, as_csv: bool) -> None:
    """List the ready questions, or answer the one of this NAME."""
    from graph.patterns.ready import ready_question, ready_questions

    if name is None:
        for one in ready_questions():
            click.echo(f"{one.name}\n    {one.title}")
        return
    asked = ready_question(name)
    rows = _view(library_path).select(asked.query)
    if as_json or as_csv:
        _print_rows(rows, as_csv=as_csv)
        return
    click.echo(f"{asked.title}\n{len(rows)} rows.")
    for row in rows[:_SHOWN]:
        click.echo("  " + "  ".join(str(value) for value in row.values() if value is not None))


@patterns.command()
@library_option
@as_json_option
@_as_csv_option
@click.option("--by", type=click.Choice(["family", "theme"]), default="family", show_default=True)
def recurrence(library_path: Path, as_json: bool, as_csv: bool, by: str) -> None:
    """List what came up again for the same body after it was recommended.

    By family or practice theme, the latest incident first, with both texts. Only incidents
    certainly after the recommendation was published; it is no proof that it failed.
    """
    from web.content.came_again import CAUTION, By, came_again, plain, quoted
    from web.snapshot import open_snapshot

    shown = open_snapshot(served_generation(library_path))
    found = came_again(shown.graph, By(by))
    if as_json or as_csv:
        _print_rows(plain(quoted(shown, found), By(by)), as_csv=as_csv)
        return
    click.echo(f"{CAUTION}\n{len(found)} found.")
    for row in plain(quoted(shown, found[:_SHOWN]), By(by)):
        click.echo(f"\n{row['incident']}  {row['body']}: {row['group']} ({row['group_id']})")
        click.echo(f"  recommended {row['recommended_on']}: {_one_line(row['asked_text'])}")
        click.echo(f"  after {row['case']}: {_one_line(row['again_text'])}")


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _field(text: str) -> tuple[str, str]:
    from graph.errors import UsageInvalid

    name, equals, value = text.partition("=")
    if not equals:
        raise UsageInvalid(f"{text!r} is no field. Write it as FIELD=VALUE.")
    return name, value


def _view(library: Path) -> GraphView:
    from graph.view import GraphView

    return GraphView.open(served_generation(library).graph)


def _table(library: Path) -> CaseTable:
    from graph.patterns.casetable import CaseTable

    return CaseTable(_view(library))


def _print_rows(rows: Iterable[dict[str, Any]], *, as_csv: bool) -> None:
    if as_csv:
        _print_csv(rows)
    else:
        print_json(list(rows))


def _print_csv(rows: Iterable[dict[str, Any]]) -> None:
    from web.content.patterns_json import as_csv

    click.echo(as_csv(rows), nl=False)


def _print_cases(question: Question, rows: Iterable[dict[str, str]]) -> None:
    last = None
    for row in rows:
        if row["case"] != last:
            click.echo(f"\n{row['label']}")
            last = row["case"]
        if row["quote"]:
            place = f"{row['title']}, {row['number'] or row['page']}"
            click.echo(f"  {row['condition']}: “{' '.join(row['quote'].split())}” ({place})")
    if not question:
        click.echo("Every case is found. Name a field to narrow it: lessons patterns cases --help")
