"""`lessons ingest` and `lessons extract`: files in."""

from __future__ import annotations

import sys
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from web.cli.options import as_json_option, library_option, print_json
from web.cli.progress import Progress

if TYPE_CHECKING:  # heavy, and `lessons --help` does not need it
    from ingest.batch import BatchReport

__all__ = ["extract", "ingest"]


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@library_option
@as_json_option
@click.option("--processes", type=click.IntRange(1), help="Files read at once.  [default: cores]")
@click.option("--seconds", type=click.FloatRange(1), help="Time limit for one file.")
def ingest(
    paths: tuple[Path, ...],
    library_path: Path,
    as_json: bool,
    processes: int | None,
    seconds: float | None,
) -> None:
    """Read files and folders (PDF, Word, HTML, Markdown, text) into the library.

    A file already held is skipped, a changed one replaced. A file that cannot go
    in is named with its reason and the rest goes in; the exit status is then 1.
    """
    from graph.library import Library
    from ingest.batch import Action
    from ingest.batch import ingest as ingest_files
    from ingest.limits import DEFAULT_LIMITS

    limits = replace(DEFAULT_LIMITS, seconds=seconds) if seconds else DEFAULT_LIMITS
    with Progress(quiet=as_json) as progress:
        report = ingest_files(
            Library.create(library_path),
            paths,
            limits=limits,
            processes=processes,
            on_file=progress.file,
            on_step=progress.step,
        )
    if as_json:
        print_json(_as_json(report))
    else:
        _print(report)
    if report.count(Action.FAILED):
        sys.exit(1)


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print JSON (the only form there is).")
def extract(file: Path, as_json: bool) -> None:
    """Print what one file says, as a Record (JSON). Touches no library."""
    from graph.records import dump_record
    from ingest.extract import extract as extract_record

    del as_json  # the Record has one form; the option is accepted for the sake of habit
    record = extract_record(file.read_bytes(), file.name)
    sys.stdout.buffer.write(dump_record(record))


def _as_json(report: BatchReport) -> dict[str, object]:
    return {
        "schema": "lessons-ingest/1",
        "generation": report.generation.number if report.generation else None,
        "files": [asdict(one) for one in report.files],
    }


def _print(report: BatchReport) -> None:
    from ingest.batch import Action

    counts = ", ".join(f"{report.count(action)} {action}" for action in Action)
    click.echo(counts + ".")
    if report.generation:
        click.echo(f"Generation {report.generation.number} is served.")
    else:
        click.echo("Nothing new: the library is as it was.")
