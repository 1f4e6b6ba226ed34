"""`lessons jobs` and `lessons work`: what editors asked for, listed and done."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from web.cli.options import as_json_option, library_option, print_json

if TYPE_CHECKING:  # heavy, and `lessons --help` does not need it
    from graph.job import Job

__all__ = ["jobs", "work"]


@click.command()
@click.argument("number", required=False, type=int)
@library_option
@as_json_option
@click.option(
    "--size", type=click.IntRange(1), default=20, show_default=True, help="How many to list."
)
def jobs(number: int | None, library_path: Path, as_json: bool, size: int) -> None:
    """List the jobs that editors asked for, newest first.

    NUMBER shows one job with what became of each of its files.
    """
    from graph.errors import LibraryMissing
    from graph.library import Library

    if not library_path.is_dir():
        raise LibraryMissing(
            f"There is no library at {library_path}. Make one: lessons ingest FILES"
        )
    store = Library(library_path).jobs
    if number is None:
        found = store.recent(size)
        if as_json:
            print_json({"schema": "lessons-jobs/1", "jobs": [_plain(one) for one in found]})
        for one in () if as_json else found:
            click.echo(_line(one))
        return
    one, files = store.get(number), store.files(number)
    if as_json:
        plain = {**_plain(one), "files": [asdict(file) for file in files]}
        print_json({"schema": "lessons-job/1", **plain})
        return
    click.echo(_line(one))
    for file in files:
        about = file.message or file.found.get("title", "")
        click.echo(f"  {file.state:9}  {file.file}  {about}")


@click.command()
@library_option
@click.option("--until-idle", is_flag=True, help="End when no job is waiting.")
def work(library_path: Path, until_idle: bool) -> None:
    """Do the jobs that editors asked for, as `lessons serve --editing` does by itself.

    For a library whose pages another server serves. One worker a library is enough:
    a second one waits for the first to end.
    """
    from graph.library import Library
    from ingest.jobs.worker import work as do_jobs

    do_jobs(Library.create(library_path), idle_ends=until_idle)


def _plain(one: Job) -> dict[str, object]:
    return {**asdict(one), "total": one.total, "done": one.done}


def _line(one: Job) -> str:
    told = f" ({one.code})" if one.code else ""
    edition = f", edition {one.generation}" if one.generation else ""
    return (
        f"{one.id:5}  {one.kind:8}  {one.state}{told}  {one.done} of {one.total} files{edition}"
        f"  {one.made_at}  {one.editor}"
    )
