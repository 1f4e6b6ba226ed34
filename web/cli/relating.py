"""`lessons related` and `lessons draft`: what is alike, and what was said before."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph.errors import UsageInvalid
from web.cli.options import as_json_option, library_option, print_json, served_generation

if TYPE_CHECKING:  # heavy, and `lessons --help` does not need it
    from search.similar import Related
    from web.content.groups import GroupLine
    from web.content.said_before import Answer

__all__ = ["draft", "related"]

_KINDS = ("recommendation", "lesson", "passage")


@click.command()
@click.argument("subject")
@library_option
@as_json_option
@click.option(
    "--kind",
    type=click.Choice(_KINDS),
    default="recommendation",
    show_default=True,
    help="What to look for, where SUBJECT is a text.",
)
@click.option(
    "--size", type=click.IntRange(1, 40), default=8, show_default=True, help="How many to show."
)
def related(subject: str, library_path: Path, as_json: bool, kind: str, size: int) -> None:
    """Find what is like a passage, lesson or recommendation, in other reviews.

    SUBJECT is its id or a text. Found by shared words, themes, factors, kinds of action
    and agency, and by meaning where the library has vectors.
    """
    from search.similar import entry_of
    from web.content.alike import alike_to, asked_entry
    from web.content.alike_json import related_json
    from web.snapshot import open_snapshot

    shown = open_snapshot(served_generation(library_path))
    is_id = entry_of(shown.index, subject) is not None
    own = asked_entry(shown, subject if is_id else "", subject, kind)
    found = alike_to(shown, own, limit=size)
    if as_json:
        print_json(related_json(found))
        return
    if not found:
        click.echo(f"No other review has a {own.kind} much like it.")
    for one in found:
        _print_related(one)


@click.command()
@click.argument("source")
@library_option
@as_json_option
def draft(source: str, library_path: Path, as_json: bool) -> None:
    """Set a draft recommendation beside what reviews have said, and say what is vague in it.

    SOURCE is a text file, or - for standard input. Nothing of it is kept.
    """
    from web.content.alike_json import answers_json
    from web.content.said_before import said_before
    from web.snapshot import open_snapshot

    text = _text(source)
    answers = said_before(open_snapshot(served_generation(library_path)), text)
    if as_json:
        print_json(answers_json(answers))
        return
    for one in answers:
        _print_answer(one)


def _text(source: str) -> str:
    if source == "-":
        return sys.stdin.read()
    path = Path(source)
    if not path.is_file():
        raise UsageInvalid(f"There is no file {source}. Name a text file, or - for standard input.")
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as cause:
        raise UsageInvalid(f"{source} is no text in UTF-8. Save it as plain text.") from cause


def _print_answer(answer: Answer) -> None:
    click.echo(f"{answer.draft.recommendation.text}\n")
    for gap in answer.gaps:
        words = f" ({', '.join(gap.words)})" if gap.words else ""
        click.echo(f"  {gap.told}{words}\n    {gap.mend}")
    click.echo(f"\n{answer.count} past recommendations are most like it.")
    for ask in answer.asks:
        first = ask.members[0]
        to = ", ".join(one.label for one in first.addressees) or "nobody named"
        _print_related(first.related)
        click.echo(f"  to: {to}; action: {first.strength.lower() or 'not known'}")
        if ask.family:
            click.echo(f"  {_family_line(ask.family)}")
        for other in ask.members[1:]:
            entry = other.related.entry
            click.echo(f"  also: {entry.title}, {entry.date or 'not dated'} (id: {entry.id})")
        if not ask.family and len(ask.members) > 1:
            years = ", ".join(map(str, ask.years))
            click.echo(f"  said {len(ask.members)} times in nearly these words ({years})")
    click.echo("")


def _family_line(family: GroupLine) -> str:
    from web.wording import years_words

    years = f" ({years_words(family.first_year, family.last_year)})" if family.first_year else ""
    told = f"{family.reviews} reviews ask for much the same{years}: {family.label}"
    return f"{told}\n  family: {family.id} (lessons themes {family.id})"


def _print_related(one: Related) -> None:
    entry = one.entry
    told = " · ".join(filter(None, (entry.title, ", ".join(entry.board), entry.date)))
    click.echo(f"\n{entry.kind} {entry.number}  {told}\n  id: {entry.id}")
    click.echo(f"  {' '.join(entry.text.split())}")
