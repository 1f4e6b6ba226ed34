"""Our engine beside bare tantivy, Whoosh and SQLite: `python -m tests.benchmarks.versus [N]`.

All in one run over the same synthetic passages and the same queries, none asked
twice. Whoosh and SQLite hold a slice: their time for a search is scaled up by the
number of passages, which grows no faster than their work does; for indexing it is
by passage. Nothing is asserted: the bounds stand beside the ratios.
"""

from __future__ import annotations

import gc
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from search.engine import get_engine
from search.entry import EntryKind
from search.query import read_query
from search.similar import similar
from tests.benchmarks.bare import BareSqlite, BareTantivy, BareWhoosh
from tests.benchmarks.searching import FACETS, PHRASES, SEED, case_profiles, passages, zipf_word

__all__ = ["main"]

DEFAULT = 200_000
SLICE = 4_000  # of Whoosh
SLICE_SQLITE = 50_000
COMMONEST = 40  # ranks of the words that are searched alone
QUERIES = 40  # of each kind
REVIEW = 300  # passages of the review that is added
SIMILAR = 40
BATCH = 20_000  # passages made before the clock runs


def queries(seed: int = SEED) -> list[str]:
    """Return common words, pairs of words and phrases, each once, as all parties read them."""
    chance = random.Random(seed)
    alone = [zipf_word(rank) for rank in range(COMMONEST)]
    pairs = [
        f"{zipf_word(chance.randrange(60))} {zipf_word(rank)}" for rank in range(60, 60 + QUERIES)
    ]
    return [*alone, *pairs, *(f'"{one}"' for one in PHRASES if " " in one)]


def main(arguments: Sequence[str] = ()) -> None:
    """Print the comparison at the size asked for."""
    number = int(arguments[0]) if arguments else DEFAULT
    _say(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; {number:,} passages")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _indexing(folder, number)
        _memory(folder)
        _searching(folder, number)
        _adding(folder / "ours", number)


def _indexing(folder: Path, number: int) -> None:
    """Print the microseconds of indexing one passage, by party."""
    took = {"ours": _ours(folder / "ours", number)}
    bare = BareTantivy(folder / "bare")
    took["bare"] = _clock(lambda: bare.write(passages(number))) / number
    slice_ = min(number, SLICE)
    whoosh = BareWhoosh(folder / "whoosh")
    took["whoosh"] = _clock(lambda: whoosh.write(passages(slice_))) / slice_
    made = _clock(lambda: sum(1 for _ in passages(slice_))) / slice_
    # Making the passages is no work of an index.
    took = {name: 1e6 * (seconds - made) for name, seconds in took.items()}
    _say("indexing, microseconds a passage: " + _told(took))
    _say(f"  {took['ours'] / took['bare']:.2f} times bare (bound 1.5); "
         f"{took['whoosh'] / took['ours']:.1f} times as fast as Whoosh (bound 8)")  # fmt: skip
    whoosh_p95 = _p95(lambda one: whoosh.search(one, FACETS)) * number / slice_
    (folder / "whoosh-p95").write_text(str(whoosh_p95))


def _ours(path: Path, number: int) -> float:
    def write() -> None:
        with get_engine("tantivy").write(path) as writer:
            writer.add(passages(number))
            writer.add_profiles(case_profiles(number))
            writer.commit()

    return _clock(write) / number


def _searching(folder: Path, number: int) -> None:
    reader = get_engine("tantivy").read(folder / "ours")
    bare = BareTantivy(folder / "bare")
    slice_ = min(number, SLICE_SQLITE)
    sqlite = BareSqlite(folder / "sqlite" / "words.sqlite")
    sqlite.write(passages(slice_))
    p95 = {
        "ours": _p95(lambda one: reader.search(read_query(one, expand=False), facets=FACETS)),
        "bare": _p95(lambda one: bare.search(one, FACETS)),
        "sqlite": _p95(lambda one: sqlite.search(one, FACETS)) * number / slice_,
        "whoosh": float((folder / "whoosh-p95").read_text()),
    }
    _say("10 hits marked and 3 facets, p95 in milliseconds (Whoosh, SQLite scaled): " + _told(p95))
    _say(f"  {p95['ours'] / p95['bare']:.2f} times bare (bound 2, and 50 ms); "
         f"{p95['whoosh'] / p95['ours']:.0f} times as fast as Whoosh (50), "
         f"{p95['sqlite'] / p95['ours']:.1f} times SQLite (5)")  # fmt: skip
    own = [replace(one, kind=EntryKind.PASSAGE, id="") for one in passages(SIMILAR, SEED + 1)]
    times = [1e3 * _clock(partial(similar, reader, None, one)) for one in own]
    _say(f"similar entries by words and concepts, p95: {_quantile(times):.1f} ms (bound 20)")
    reader.close()


def _adding(path: Path, number: int) -> None:
    made = [
        replace(one, id=f"new-{one.id}", document="new", review="new")
        for one in passages(REVIEW, SEED + 2)
    ]
    found: list[int] = []

    def add() -> None:
        with get_engine("tantivy").write(path) as writer:
            writer.add(made)
            writer.commit()
            reader = get_engine("tantivy").read(path)
            found.append(reader.search(read_query("document:new")).total)
            reader.close()

    seconds = _clock(add)
    _say(f"a review of {REVIEW} added to {number:,}: {seconds:.2f} s (bound 1), found {found[0]}")


def _memory(folder: Path) -> None:
    """Print the memory of a process of its own that opens the index and answers every query."""
    program = (
        "import sys; from pathlib import Path; from search.engine import get_engine;"
        "from search.query import read_query; from tests.benchmarks.versus import queries;"
        "from tests.benchmarks.searching import FACETS;"
        "reader = get_engine('tantivy').read(Path(sys.argv[1]));"
        "[reader.search(read_query(one), facets=FACETS) for one in queries()];"
        "lines = Path('/proc/self/status').read_text().splitlines();"
        "print(next(x for x in lines if x.startswith('RssAnon')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(folder / "ours")],
        capture_output=True,
        text=True,
        check=True,
    )
    kilobytes = int(done.stdout.split()[1])
    _say(f"memory of a process that serves it: {kilobytes // 1024} MB (bound 600)")


def _p95(search: Callable[[str], object]) -> float:
    search("neglect")  # opens files
    return _quantile([1e3 * _clock(partial(search, one)) for one in queries()])


def _quantile(times: Sequence[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


def _clock(work: Callable[[], object]) -> float:
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _told(values: dict[str, float]) -> str:
    return ", ".join(f"{name} {value:,.1f}" for name, value in values.items())


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
