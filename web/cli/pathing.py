"""`lessons path`: how two things are linked, in sentences with their paragraphs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from web.cli.options import as_json_option, library_option, print_json, served_generation

if TYPE_CHECKING:  # heavy, and `lessons --help` does not need it
    from graph.network.tell import PathAnswer, Step

__all__ = ["path"]

_MOST = 10


@click.command()
@click.argument("start")
@click.argument("end")
@library_option
@as_json_option
@click.option(
    "--paths",
    "most",
    type=click.IntRange(1, _MOST),
    default=5,
    show_default=True,
    help="Paths at most.",
)
def path(start: str, end: str, library_path: Path, as_json: bool, most: int) -> None:
    """Show how two things are linked, each step with the paragraph it stands on.

    START and END are ids or printed names of cases, agencies, boards, concepts,
    reviews, recommendations or families of them; "case: Baby E" says which kind is meant.
    """
    from graph.network.links import read_links
    from graph.network.tell import find_paths
    from graph.network.things import read_names
    from graph.view import GraphView
    from web.content.pathways import answer_json

    view = GraphView.open(served_generation(library_path).graph)
    links = read_links(view)
    found = find_paths(view, links, read_names(view, links), start, end, most=most)
    if as_json:
        print_json(answer_json(found))
    else:
        _print(found)


def _print(found: PathAnswer) -> None:
    click.echo(f"From {found.start.label} to {found.end.label}: {len(found.paths)} paths.")
    both = ", ".join(f"{number} {kind}" for kind, number in found.joint.items())
    if both:
        click.echo(f"Linked to both directly: {both}.")
    if not found.paths:
        click.echo("Nothing in this library links the two.")
    for number, one in enumerate(found.paths, start=1):
        click.echo(f"\nPath {number}")
        for step in one.steps:
            _print_step(step)


def _print_step(step: Step) -> None:
    click.echo(f"  {step.sentence}")
    cited = step.citation
    if cited is None:
        return
    paragraph = f"paragraph {cited.number}" if cited.number else ""
    page = f"page {cited.page}" if cited.page else ""
    place = ", ".join(filter(None, (cited.title, paragraph, page)))
    quote = f"“{' '.join(cited.quote.split())}” " if cited.quote else ""
    click.echo(f"    {quote}({place})")
