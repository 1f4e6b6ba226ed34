"""`lessons evaluate`: extraction against gold files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from graph.errors import UsageInvalid
from web.cli.options import as_json_option, library_option, print_json, served_generation

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
@click.option(
    "--search",
    "of_search",
    is_flag=True,
    help="Measure searches instead, against the judged needs in FOLDER.",
)
@library_option
@click.option("--labels-only", is_flag=True, help="Read labels, not what is told in other words.")
@click.option(
    "--release",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the figures that /about/accuracy shows to this file; prints scores only.",
)
def evaluate(
    folder: Path,
    as_json: bool,
    compare: Path | None,
    scores_only: bool,
    of_search: bool,
    library_path: Path,
    labels_only: bool,
    release: Path | None,
) -> None:
    """Measure extraction against the gold files under FOLDER (see GOLD.md).

    With --search, searches of the library against the judged needs in FOLDER.
    """
    from ingest import evaluation

    if of_search:
        _search(folder, library_path, as_json=as_json)
        return
    if release and labels_only:
        raise UsageInvalid("--release measures both ways. Leave out --labels-only.")
    plain = _measured(folder, labels_only=labels_only)
    if as_json:
        print_json(plain)
    else:
        told = not (scores_only or release)
        click.echo(evaluation.as_text(plain, disagreements=told), nl=False)
    if compare:
        before = json.loads(compare.read_text(encoding="utf-8"))
        click.echo(evaluation.compare(plain, before), nl=False, err=as_json)
    if release:
        _write_release(release, plain, _measured(folder, labels_only=True))


def _search(folder: Path, library_path: Path, *, as_json: bool) -> None:
    from search.embedding.store import VectorReader, has_vectors
    from search.engine import get_engine
    from search.judged import load_needs
    from search.judging import search_evaluation, search_evaluation_text

    needs = load_needs(folder)
    served = served_generation(library_path)
    vectors = VectorReader(served.vectors) if has_vectors(served.vectors) else None
    reader = get_engine(served.manifest().engine).read(served.index)
    try:
        told = search_evaluation(needs, reader, vectors)
    finally:
        reader.close()
    if as_json:
        print_json(told)
    else:
        click.echo(search_evaluation_text(told), nl=False)


def _measured(folder: Path, *, labels_only: bool) -> dict[str, Any]:
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
    return evaluation.as_json(found)


def _write_release(path: Path, whole: dict[str, Any], labels_only: dict[str, Any]) -> None:
    from datetime import UTC, datetime
    from importlib.metadata import version

    from ingest.evaluation import for_release

    plain = for_release(
        whole,
        labels_only,
        version=version("lessons-graph"),
        measured=datetime.now(tz=UTC).date().isoformat(),
    )
    # One line for each part: small, and a change shows which parts it touched.
    parts = (f"{json.dumps(name)}: {json.dumps(part)}" for name, part in plain.items())
    path.write_text("{\n" + ",\n".join(parts) + "\n}\n", encoding="utf-8")
