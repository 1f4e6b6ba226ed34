"""`lessons evaluate`: extraction against gold files."""

from __future__ import annotations

import json
from pathlib import Path

import click

from graph.errors import UsageInvalid
from web.cli.options import as_json_option, print_json

__all__ = ["evaluate"]


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@as_json_option
@click.option(
    "--compare",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="An earlier --json output, to show what moved.",
)
@click.option("--scores-only", is_flag=True, help="Leave out the list of disagreements.")
@click.option("--labels-only", is_flag=True, help="Read labels, not what is told in other words.")
def evaluate(
    folder: Path, as_json: bool, compare: Path | None, scores_only: bool, labels_only: bool
) -> None:
    """Measure extraction against the gold files under FOLDER (see GOLD.md)."""
    from graph.vocabulary import load_vocabulary
    from ingest import evaluation
    from ingest.extract import extract

    gold = evaluation.load_gold(folder)
    if not gold:
        raise UsageInvalid(f"There is no *.gold.json under {folder}. Give a folder of gold files.")
    found = evaluation.evaluate(
        gold,
        lambda one: extract(one.path.read_bytes(), one.path.name, labels_only=labels_only),
        load_vocabulary(),
    )
    plain = evaluation.as_json(found)
    if as_json:
        print_json(plain)
    else:
        click.echo(evaluation.as_text(plain, disagreements=not scores_only), nl=False)
    if compare:
        before = json.loads(compare.read_text(encoding="utf-8"))
        click.echo(evaluation.compare(plain, before), nl=False, err=as_json)
