"""`lessons serve` and `lessons demo`: the web service."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from importlib.resources import as_file, files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, TypeVar

import click

from graph.errors import UsageInvalid
from web.cli.options import library_option

__all__ = ["demo", "serve"]

_DEMO_LIBRARY = Path("demo-library")
_Command = TypeVar("_Command", bound=Callable[..., Any])


def address_options(command: _Command) -> _Command:
    """Add --host and --port, which LESSONS_HOST and LESSONS_PORT set."""
    port = click.option(
        "--port",
        envvar="LESSONS_PORT",
        show_envvar=True,
        type=click.IntRange(1, 65535),
        default=8000,
        show_default=True,
        help="The port to listen on.",
    )
    host = click.option(
        "--host",
        envvar="LESSONS_HOST",
        show_envvar=True,
        default="127.0.0.1",
        show_default=True,
        help="The address to listen on.",
    )
    return host(port(command))


@click.command()
@library_option
@address_options
@click.option(
    "--min-confidence",
    envvar="LESSONS_MIN_CONFIDENCE",
    show_envvar=True,
    type=click.FloatRange(0, 1),
    default=0.0,
    show_default=True,
    help="Hide links below this confidence until the reader asks for them.",
)
@click.option(
    "--editing",
    envvar="LESSONS_EDITING",
    show_envvar=True,
    is_flag=True,
    help="Let editors sign in, with LESSONS_PASSPHRASE, to upload and to correct.",
)
def serve(library_path: Path, host: str, port: int, min_confidence: float, editing: bool) -> None:
    """Serve the library's pages. A new generation is shown without a restart."""
    from web.config import settings_from
    from web.serve import serve as run

    settings = replace(
        settings_from(),
        library=library_path,
        host=host,
        port=port,
        min_confidence=min_confidence,
        editing=editing,
    )
    click.echo(f"Serving {library_path} on http://{host}:{port} (Ctrl-C stops).")
    run(settings)


@click.command()
@click.option(
    "--library",
    "library_path",
    type=click.Path(file_okay=False, path_type=Path),
    default=_DEMO_LIBRARY,
    show_default=True,
    help="Where the demonstration library is made.",
)
@address_options
@click.option("--build-only", is_flag=True, help="Make the library, do not serve it.")
@click.pass_context
def demo(
    context: click.Context, library_path: Path, host: str, port: int, build_only: bool
) -> None:
    """Build a library from the sample reviews (fictional) and serve it."""
    from graph.library import Library
    from ingest.batch import Action, ingest
    from web.cli.progress import Progress
    from web.config import settings_from

    with as_file(_sample()) as folder, Progress() as progress:
        report = ingest(
            Library.create(library_path),
            [folder],
            on_file=progress.file,
            on_step=progress.step,
        )
    if not build_only:
        context.invoke(
            serve,
            library_path=library_path,
            host=host,
            port=port,
            min_confidence=settings_from().min_confidence,
            editing=settings_from().editing,
        )
    elif report.count(Action.FAILED):
        sys.exit(1)


def _sample() -> Traversable:
    """Return the sample reviews: in the wheel, or beside an editable checkout."""
    shipped = files("web") / "sample"
    if shipped.is_dir():
        return shipped
    beside = Path(__file__).parents[2] / "tests" / "corpora" / "sample" / "documents"
    if beside.is_dir():
        return beside
    raise UsageInvalid("The sample reviews are not installed. Install the package from its wheel.")
