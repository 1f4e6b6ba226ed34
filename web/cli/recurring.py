"""`lessons themes`: what comes back in many reviews, by how many, not by how many words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from web.cli.options import as_json_option, library_option, print_json, served_generation

if TYPE_CHECKING:  # heavy, and `lessons --help` does not need it
    from web.content.groups import Group, GroupLine
    from web.content.recurrence import Recurrence
    from web.snapshot import Snapshot

__all__ = ["themes"]

_OF = ("practice", "discovered", "families")


@click.command()
@click.argument("identifier", required=False)
@library_option
@as_json_option
@click.option(
    "--of",
    "kinds",
    type=click.Choice(_OF),
    multiple=True,
    help="Themes of the vocabulary, discovered ones, or families.  [default: all]",
)
@click.option(
    "--size", type=click.IntRange(1), default=20, show_default=True, help="How many of each."
)
def themes(
    identifier: str | None, library_path: Path, as_json: bool, kinds: tuple[str, ...], size: int
) -> None:
    """List the themes and families that recur in most reviews.

    IDENTIFIER, that of a family or a discovered theme, shows it with all its members.
    Families are recommendations that ask for the same, and lessons that say the same.
    """
    from web.snapshot import open_snapshot

    shown = open_snapshot(served_generation(library_path))
    if identifier:
        _one(shown, identifier, as_json=as_json)
        return
    found = {name: lines[:size] for name, lines in _lists(shown, kinds or _OF).items()}
    if as_json:
        plain = {name: [asdict(one) for one in lines] for name, lines in found.items()}
        print_json({"schema": "lessons-themes/1", **plain})
        return
    for name, lines in found.items():
        _print_lines(name, lines)


def _lists(
    shown: Snapshot, kinds: Iterable[str]
) -> dict[str, tuple[Recurrence, ...] | tuple[GroupLine, ...]]:
    from web.content.groups import discovered_themes, families
    from web.content.recurrence import recurring_themes

    makers: dict[str, Callable[[Snapshot], tuple[Recurrence, ...] | tuple[GroupLine, ...]]] = {
        "practice": recurring_themes,
        "discovered": discovered_themes,
        "families": families,
    }
    return {name: makers[name](shown) for name in kinds}


def _one(shown: Snapshot, identifier: str, *, as_json: bool) -> None:
    from web.content.cells import NAMES
    from web.content.groups import group
    from web.content.groups_json import group_json

    kind = "theme" if identifier.startswith("theme-") else "family"
    found = group(shown, NAMES.theme(identifier) if kind == "theme" else NAMES.family(identifier))
    if as_json:
        print_json(group_json(kind, found))
    else:
        _print_group(found)


def _print_lines(name: str, lines: Iterable[Recurrence | GroupLine]) -> None:
    click.echo(f"{name}\nreviews  boards  years")
    for one in lines:
        years = f"{one.first_year}-{one.last_year}" if one.first_year else ""
        click.echo(f"{one.reviews:7}  {one.boards:6}  {years:9}  {one.label}  ({one.id})")
    click.echo("")


def _print_group(found: Group) -> None:
    from web.wording import count_words, years_words

    years = years_words(found.first_year, found.last_year)
    told = [count_words(found.reviews, "review"), count_words(len(found.boards), "board"), years]
    click.echo(f"{found.label}\n{', '.join(filter(None, told))}")
    for relation, links in found.leads.items():
        click.echo(f"{relation}: " + ", ".join(f"{link.label} ({n})" for link, n in links))
    for one in found.members:
        number = f" {one.number}" if one.number else ""
        click.echo(f"\n{one.kind}{number}  {one.place.title}  {one.year}\n  id: {one.id}")
        click.echo(f"  {' '.join(one.text.split())}")
