"""`lessons explain`: why a file's words make, or do not make, a fact of a concept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph.errors import UsageInvalid
from web.cli.options import as_json_option, print_json

if TYPE_CHECKING:  # heavy, and `lessons --help` does not need it
    from ingest.explanation import Explained

__all__ = ["explain"]


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--concept", required=True, help="The concept, by its id; narrower ones count too.")
@as_json_option
def explain(file: Path, concept: str, as_json: bool) -> None:
    """Print each mention of a concept in FILE and what decided its status.

    What is read but is no fact (ruled out, supposed, policy, somebody else's) is shown too.
    """
    from graph.vocabulary import load_vocabulary
    from ingest.explanation import explanations

    vocabulary = load_vocabulary()
    if concept not in vocabulary:
        raise UsageInvalid(f"There is no concept {concept!r}. Find one with: lessons search WORDS")
    found = explanations(file.read_bytes(), file.name, concept, vocabulary)
    if as_json:
        about = {"schema": "lessons-explain/1", "file": file.name, "concept": concept}
        print_json({**about, "mentions": [asdict(one) for one in found]})
    else:
        click.echo("\n".join(_lines(file.name, concept, found)))


def _lines(file: str, concept: str, found: Iterable[Explained]) -> Iterator[str]:
    found = tuple(found)
    yield f"{concept} in {file}: {len(found)} mention{'' if len(found) == 1 else 's'}"
    for one in found:
        section = " > ".join(one.section) or "no heading"
        yield f"\n{one.status}  {one.concept}  ({section}; {one.kind})"
        if one.before:
            yield f"  before:  {one.before}"
        yield f"  text:    {one.marked}"
        if one.after:
            yield f"  after:   {one.after}"
        yield f"  found:   {one.method}"
        yield f"  decided: {one.rule}"
        for cue in one.cues:
            yield f"  cue:     {cue.id} {cue.words!r}, looks {cue.look}, reach {cue.reach}"
        yield f"  person:  {one.person or 'nobody of the case'}"
        yield f"  case:    {one.case or 'none'}"
