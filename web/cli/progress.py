"""Progress: a bar on a terminal, plain lines elsewhere, always on stderr."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import click

if TYPE_CHECKING:
    from ingest.batch import FileReport

__all__ = ["Progress"]

_STEPS = {
    "start": "Starting a new generation",
    "graph": "Writing the knowledge graph",
    "index": "Writing the search index",
    "check": "Checking that both agree",
    "seal": "Making the new generation safe on disk",
    "serve": "Serving the new generation",
    "prune": "Removing old generations",
}


class Progress:
    """Tells a person how far an ingest has come; `quiet` keeps to failures."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._quiet = quiet
        self._tty = sys.stderr.isatty()
        self._bar: Any = None
        self._done = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._close()

    def file(self, report: FileReport, total: int) -> None:
        """Count one file, and name it when there is something to say about it."""
        self._done += 1
        failed = report.action == "failed"
        if self._tty and not self._quiet:
            self._advance(total)
        if failed:
            self._say(f"failed: {report.file}: {report.code}: {report.message}")
        elif not self._tty and not self._quiet:
            about = report.title or report.message
            self._say(f"[{self._done}/{total}] {report.action}: {report.file}: {about}")

    def step(self, name: str) -> None:
        """Name a publishing step."""
        self._close()
        if not self._quiet:
            self._say(f"{_STEPS.get(name, name)} ...")

    def _advance(self, total: int) -> None:
        if self._bar is None:
            self._bar = click.progressbar(length=total, label="Reading", file=sys.stderr)
            self._bar.__enter__()
        self._bar.update(1)

    def _say(self, line: str) -> None:
        if self._bar is not None and self._tty:
            click.echo("\r\033[K", nl=False, err=True)  # the line takes the bar's place
        click.echo(line, err=True)

    def _close(self) -> None:
        if self._bar is not None:
            self._bar.__exit__(None, None, None)
            self._bar = None
