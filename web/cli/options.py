"""Options that several commands share."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:  # heavy, and `lessons --help` does not need it
    from graph.library import Generation

__all__ = ["as_json_option", "library_option", "print_json", "served_generation"]

_Command = TypeVar("_Command", bound=Callable[..., Any])


def library_option(command: _Command) -> _Command:
    """Add --library, which LESSONS_LIBRARY sets and ./library stands in for."""
    return click.option(
        "--library",
        "library_path",
        type=click.Path(file_okay=False, path_type=Path),
        envvar="LESSONS_LIBRARY",
        default=Path("library"),
        show_default=True,
        show_envvar=True,
        help="The folder of the library.",
    )(command)


def as_json_option(command: _Command) -> _Command:
    """Add --json."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON.")(command)


def print_json(plain: Any) -> None:
    """Print JSON values, indented, UTF-8 as it is."""
    click.echo(json.dumps(plain, ensure_ascii=False, indent=1))


def served_generation(library: Path) -> Generation:
    """Return what the library serves; raises LibraryMissing when that is nothing yet."""
    from graph.errors import LibraryMissing
    from graph.library import Library

    served = Library.open(library).current()
    if served is None:
        raise LibraryMissing(f"Nothing is published at {library}. Run: lessons ingest FILES")
    return served
