"""Questions, tables, paths and pages over a large graph: `python -m tests.benchmarks.patterns`.

Of a synthetic library (tests/benchmarks/synthetic.py), or the one that --library names.
Each figure stands beside its bound. On a busy machine read the processor's seconds, not
those of the clock. A question's ratio is rdflib's time to ours for the same SPARQL over
the same small graph in memory. Nothing is asserted.
"""

from __future__ import annotations

import argparse
import random
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import FrameType

import click
import pyoxigraph
import rdflib
from flask import Flask

from graph.gapmap import read_gap_map
from graph.library import Library
from graph.namespaces import PREFIXES
from graph.network.links import read_links
from graph.network.tell import find_paths
from graph.network.things import read_names
from graph.patterns.casetable import CaseTable
from graph.patterns.cooccurrence import CrossTable, cross
from graph.patterns.ready import first_rows, ready_questions
from graph.store import vocabulary_quads
from graph.triples import triples
from graph.view import GraphView
from tests.benchmarks.synthetic import REVIEWS, build, reviews
from web.app import create_app
from web.config import Settings
from web.content.counting import MOST_ROWS

__all__ = ["main"]

SMALL = 200  # reviews of the graph that rdflib holds: some 200,000 quads
ROUNDS = 5
PATIENCE = 60  # seconds that rdflib is given for a question
PATHS = 60
SEED = 20_261_123
# Questions that look something up; the others are tables over the whole collection.
LOOK_UPS = frozenset(
    {"childhood-of-parents", "lessons-on-theme", "theme-by-year", "never-mentioned", "outcomes",
     "agencies-of-type-with-factor", "recommendations-on-theme", "recommendations-with-deadline",
     "themes-with-agencies-in-babies"}
)  # fmt: skip
_LOOK_UP, _TABLE, _WARM, _MATRIX, _PATH, _MEMORY, _TIMES = 0.3, 1.5, 0.1, 2.0, 0.3, 1.0, 5.0


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds: of the clock, and of the processor."""

    wall: float
    processor: float


def timed(work: Callable[[], object]) -> Took:
    """Return what a piece of work took."""
    wall, processor = time.perf_counter(), time.process_time()
    work()
    return Took(time.perf_counter() - wall, time.process_time() - processor)


def questions(view: GraphView, small: bool, chance: int = ROUNDS) -> None:
    """Print each ready question: as asked anew, and beside rdflib."""
    ours, theirs = _small_graphs() if small else (None, None)
    click.echo(f"{'question':34}{'p95 s':>8}{'cpu s':>8}{'bound':>7}{'of it':>7}{'rdflib':>9}")
    for one in ready_questions():
        took = [timed(partial(first_rows, view, one.query, MOST_ROWS)) for _ in range(chance)]
        bound = _LOOK_UP if one.name in LOOK_UPS else _TABLE
        p95 = _p95([each.wall for each in took])
        cpu = statistics.median(each.processor for each in took)
        times = _beside(one.sparql, ours, theirs) if ours and theirs else ""
        click.echo(f"{one.name:34}{p95:8.2f}{cpu:8.2f}{bound:7.1f}{cpu / bound:7.2f}{times:>9}")


def _small_graphs() -> tuple[pyoxigraph.Store, rdflib.Dataset]:
    store = pyoxigraph.Store()
    store.extend(vocabulary_quads())
    for record in reviews(SMALL):
        store.extend(triples(record))
    data = rdflib.Dataset(default_union=True)
    written = store.dump(format=pyoxigraph.RdfFormat.N_QUADS) or b""
    data.parse(data=written, format="nquads")
    click.echo(f"beside rdflib: {len(store):,} quads")
    return store, data


def _beside(sparql: str, ours: pyoxigraph.Store, theirs: rdflib.Dataset) -> str:
    """Return how many times longer rdflib takes than a GraphView over the same quads."""
    own = statistics.median(timed(lambda: GraphView(ours).select(sparql)).processor for _ in "123")
    began = time.process_time()
    try:
        with _alarm(PATIENCE):
            list(theirs.query(sparql, initNs=PREFIXES))
    except TimeoutError:
        return f">{(time.process_time() - began) / own:.0f}x"
    return f"{(time.process_time() - began) / own:.0f}x"


@contextmanager
def _alarm(seconds: int) -> Iterator[None]:
    """Raise TimeoutError in the work inside when it takes longer."""

    def ring(_signal: int, _frame: FrameType | None) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def tables(view: GraphView) -> None:
    """Print what two crossed schemes take, from the graph to the statistics."""
    for columns in ("risk-factor", "agency-type", "practice-theme"):
        cold = timed(partial(_crossed, view, columns))
        _line(f"risk-factor x {columns}, cold", cold, _MATRIX)


def _crossed(view: GraphView, columns: str) -> CrossTable:
    return cross(CaseTable(view), "risk-factor", columns)


def paths(view: GraphView) -> None:
    """Print what finding and telling the paths between two things takes."""
    _line("links, once a generation", timed(partial(read_links, view)), None)
    links = read_links(view)
    names = read_names(view, links)
    chance, took = random.Random(SEED), list[Took]()
    while len(took) < PATHS:
        one, other = chance.sample(links.nodes, 2)
        took.append(timed(partial(find_paths, view, links, names, one, other)))
    p95 = Took(_p95([one.wall for one in took]), _p95([one.processor for one in took]))
    _line(f"{len(links.nodes):,} nodes, a path, p95", p95, _PATH)


def pages(library: Path) -> None:
    """Print what each page takes on its first and second visit, and the memory of it all."""
    app = create_app(Settings(library=library))
    app.test_client().get("/about")  # what any first answer brings with it
    addresses = [f"/patterns/questions/{one.name}" for one in ready_questions()]
    addresses += [
        "/patterns/together", "/patterns/together?columns=practice-theme", "/patterns/trends",
        "/patterns/prevalence", "/gap-map", "/networks", "/cases/case-00001", "/factors/neglect",
        "/paths?from=case:Child%201&to=case:Child%202",
    ]  # fmt: skip
    click.echo(f"{'page':52}{'first':>8}{'again':>8}  bound {_WARM} s")
    for address in addresses:
        first, again = _visit(app, address), _visit(app, address)
        click.echo(f"{address:52}{first.wall:8.2f}{again.wall:8.3f}")
    held = _resident()
    click.echo(f"memory of the process: {held:.2f} GiB, {held / _MEMORY:.2f} of the bound")


def _visit(app: Flask, address: str) -> Took:
    return timed(lambda: app.test_client().get(address).data)


def _resident() -> float:
    """Return the memory that this process holds now, in GiB."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    (line,) = (one for one in status.splitlines() if one.startswith("VmRSS"))
    return int(line.split()[1]) / 2**20


def _p95(took: Sequence[float]) -> float:
    return sorted(took)[int(0.95 * (len(took) - 1) + 0.5)]


def _line(name: str, took: Took, bound: float | None) -> None:
    beside = f"{bound:7.1f}{took.processor / bound:7.2f}" if bound else ""
    click.echo(f"{name:34}{took.wall:8.2f}{took.processor:8.2f}{beside}")


def main(arguments: Sequence[str] | None = None) -> None:
    """Print every figure beside its bound."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.patterns", description=__doc__
    )
    parser.add_argument("reviews", nargs="?", type=int, default=REVIEWS)
    parser.add_argument("--library", type=Path, help="a library that is there already")
    parser.add_argument("--no-rdflib", action="store_true", help="leave out the comparison")
    asked = parser.parse_args(arguments)
    with nullcontext(asked.library) if asked.library else tempfile.TemporaryDirectory() as folder:
        library = Path(folder)
        if not asked.library:
            click.echo(f"{asked.reviews:,} reviews, {build(library, asked.reviews):,} quads")
        pages(library)
        served = Library.open(library).current()
        assert served is not None, "it was served a moment ago"
        view = GraphView.open(served.graph)
        tables(view)
        paths(view)
        _line("gap map, once a generation", timed(partial(read_gap_map, view)), None)
        questions(view, small=not asked.no_rdflib)


if __name__ == "__main__":
    main(sys.argv[1:])
