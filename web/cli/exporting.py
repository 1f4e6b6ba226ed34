"""`lessons search --export`: all results to a file, with a progress bar on stderr."""

from __future__ import annotations

import datetime as dt
import functools
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TypeVar

import click

from graph.errors import UsageInvalid

if TYPE_CHECKING:  # heavy, and `lessons --help` does not need it
    from graph.library import Generation
    from search.embedding.store import VectorReader
    from search.engine import IndexReader
    from search.order import Order
    from search.query import Query

__all__ = ["FORMS", "Wanted", "export_options", "opened", "vectors_of", "with_bar"]

# The forms of `web.exports.forms`, whose import is heavy; a test holds them together.
FORMS = ("csv", "json", "ris", "bibtex", "csl", "atom")
_T = TypeVar("_T")
_SITE = "http://127.0.0.1:8000"  # where `lessons serve` answers unless told otherwise
_FILE = click.Path(dir_okay=False, path_type=Path)
_OPTIONS = (
    click.option(
        "--export",
        "form",
        type=click.Choice(FORMS),
        help="Write all results, in their order; RIS, BibTeX and CSL cite their reports.",
    ),
    click.option("-o", "--output", type=_FILE, help="The file of the export.  [default: stdout]"),
    click.option("--cases", is_flag=True, help="Export the cases that the results belong to."),
    click.option("--batch", metavar="FILE", help="Count each query of a list or CSV file by case."),
    click.option("--csv", "table", type=_FILE, help="The CSV file of a batch; - for stdout."),
    click.option(
        "--site", default=_SITE, show_default=True, help="The service that exports link to."
    ),
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the options of this module ask for, instead of a page of results."""

    form: str | None
    output: Path | None
    cases: bool
    batch: str | None
    table: Path | None
    site: str

    @property
    def asked(self) -> bool:
        """Whether anything of it is asked for; raises UsageInvalid for a half of something."""
        if self.form and self.batch:
            raise UsageInvalid("A batch is written by --csv OUT. Leave out --export.")
        if not self.form and (self.output or self.cases):
            raise UsageInvalid(f"Name the form of the export: --export {'|'.join(FORMS)}.")
        if self.table and not self.batch:
            raise UsageInvalid("--csv is for a batch. Write results with --export csv -o FILE.")
        return bool(self.form or self.batch)

    def take(
        self,
        generation: Generation,
        reader: IndexReader,
        query: Query,
        order: Order,
        *,
        as_json: bool,
    ) -> None:
        """Count the batch under the query's filters, or export the results of the query."""
        from web.cli.batching import count_batch

        site = self.site.rstrip("/")
        if self.batch is not None:
            count_batch(generation, reader, self.batch, query, self.table, site, as_json=as_json)
        elif self.form is not None:
            self._export(generation, reader, query, order, self.form)

    def _export(
        self, generation: Generation, reader: IndexReader, query: Query, order: Order, form: str
    ) -> None:
        """Write all results of a search (or their cases) in one form, to a file or to stdout."""
        from web.exports.cases import case_labels
        from web.exports.forms import FORMS as WRITERS
        from web.exports.source import edition_of, source_of
        from web.exports.taking import Search, cases_of, results_of

        asked = Search(reader, query, order, vectors_of(generation) if order.meaning else None)
        taken = cases_of(asked, case_labels(generation)) if self.cases else results_of(asked)
        today = dt.datetime.now(dt.UTC).date()
        source = source_of(query, self.site.rstrip("/"), edition_of(generation), today, order)
        with opened(self.output) as file, with_bar(taken.items, taken.total, "Exporting") as items:
            file.writelines(WRITERS[form].write(items, source))
        place = f" to {self.output}" if self.output else ""
        click.echo(f"Exported {taken.total:,} results{place}: {source.asked_for}.", err=True)


def vectors_of(generation: Generation) -> VectorReader:
    """Return the vectors of a generation; raises UsageInvalid where it has none."""
    from search.embedding.store import VectorReader, has_vectors

    if not has_vectors(generation.vectors):
        raise UsageInvalid("This library has no vectors. Make them: lessons rebuild --records")
    return VectorReader(generation.vectors)


def export_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add --export, --batch and what belongs to them; the command gets them as `wanted`."""

    @functools.wraps(command)
    def gathered(**options: Any) -> None:
        own = {one.name: options.pop(one.name) for one in fields(Wanted)}
        command(wanted=Wanted(**own), **options)

    for option in reversed(_OPTIONS):
        gathered = option(gathered)
    return gathered


@contextmanager
def opened(output: Path | None) -> Iterator[BinaryIO]:
    """Give stdout, or a file that takes its name only when it is whole."""
    if output is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    part = output.with_name(f"{output.name}.part")
    try:
        with part.open("wb") as file:
            yield file
        part.replace(output)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def with_bar(items: Iterable[_T], total: int, label: str) -> Iterator[Iterable[_T]]:
    """Give the same items, counted by a bar on stderr where that is a terminal."""
    if not sys.stderr.isatty():
        yield items
        return
    with click.progressbar(
        items, length=total, label=label, file=sys.stderr, update_min_steps=100
    ) as bar:
        yield bar
