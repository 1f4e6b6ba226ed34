"""`lessons rebuild`, `rollback`, `doctor` and `export`: keeping a library."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path

import click

from web.cli.options import as_json_option, library_option, print_json, served_generation
from web.cli.progress import Progress

__all__ = ["doctor", "export", "rebuild", "rollback"]


@click.command()
@library_option
@as_json_option
@click.option("--records", is_flag=True, help="Keep what was extracted; build the rest.")
@click.option(
    "--engine", type=click.Choice(["tantivy", "whoosh"]), help="Change the search engine."
)
@click.option("--embedder", help="Change what the vectors are made by; none for a library without.")
def rebuild(
    library_path: Path, as_json: bool, records: bool, engine: str | None, embedder: str | None
) -> None:
    """Read every original again with this release and publish the result."""
    from graph.library import Library
    from ingest.rebuild import rebuild as rebuild_library

    with Progress(quiet=as_json) as progress:
        report = rebuild_library(
            Library.open(library_path),
            extract_again=not records,
            engine=engine,
            embedder=embedder,
            on_file=progress.file,
            on_step=progress.step,
        )
    if as_json:
        number = report.generation.number if report.generation else None
        files = [asdict(one) for one in report.files]
        print_json({"schema": "lessons-rebuild/1", "generation": number, "files": files})
    elif report.generation:
        click.echo(f"Generation {report.generation.number} is served.")
    if any(one.code for one in report.files):
        sys.exit(1)


@click.command()
@library_option
@as_json_option
def rollback(library_path: Path, as_json: bool) -> None:
    """Serve the generation before this one."""
    from graph.library import Library
    from ingest.publish import rollback as roll_back

    library = Library.open(library_path)
    with library.writing():
        served = roll_back(library)
    if as_json:
        print_json({"schema": "lessons-rollback/1", "generation": served.number})
    else:
        click.echo(f"Generation {served.number} is served.")


@click.command()
@library_option
@as_json_option
@click.option(
    "--shacl",
    "report",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write a SHACL report of the served graph (Turtle) to this file.",
)
def doctor(library_path: Path, as_json: bool, report: Path | None) -> None:
    """Check the library and say what to mend; exit status 3 when something is wrong."""
    from graph.library import Library
    from ingest.checks import check_library

    if report is not None:
        _write_report(served_generation(library_path).graph, report)
    findings = check_library(Library.open(library_path))
    if as_json:
        print_json({"schema": "lessons-doctor/1", "checks": [asdict(one) for one in findings]})
    else:
        for one in findings:
            click.echo(f"{'ok   ' if one.passed else 'WRONG'} {one.name}: {one.message}")
    if not all(one.passed for one in findings):
        sys.exit(3)


def _write_report(graph: Path, target: Path) -> None:
    from graph.shacl_report import graph_violations, shacl_report

    target.write_text(shacl_report(graph_violations(graph)), encoding="utf-8")


@click.command()
@click.argument("target", type=click.Path(dir_okay=False, path_type=Path))
@library_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["nquads", "trig"]),
    default="nquads",
    show_default=True,
    help="nquads is sorted, for machines; trig is for people.",
)
def export(target: Path, library_path: Path, form: str) -> None:
    """Write the whole graph to a file."""
    from graph.export import export_quads

    written = export_quads(served_generation(library_path).graph, target, form)
    click.echo(f"{written} quads written to {target}.")
