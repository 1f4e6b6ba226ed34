"""Indexing and searching at size: `python -m tests.benchmarks.searching [PASSAGES]`.

The passages are made here: words by Zipf's law, as in any natural text, with
safeguarding phrases among them. Nothing is asserted; the figures are printed
beside the machine's facts. Whoosh indexes a smaller part, and its time is
scaled by passage (its cost grows faster than that, which favours it).
"""

from __future__ import annotations

import gc
import os
import platform
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path

from graph.vocabulary import load_vocabulary
from search.engine import IndexReader, get_engine
from search.entry import Entry, EntryKind
from search.nodes import Scope
from search.profiles import CaseFact, Profile
from search.query import read_query

__all__ = ["case_profiles", "main", "passages", "zipf_word"]

SEED = 20_261_123
DEFAULT_PASSAGES = 200_000
WHOOSH_PASSAGES = 4_000
VOCABULARY = 60_000  # words, as measured on collections of inquiry reports
WORDS = (60, 130)  # of one passage
PASSAGES_OF_A_DOCUMENT = 200
ROUNDS = 330
PHRASES = (
    "domestic abuse", "domestic violence", "information sharing", "professional curiosity",
    "child protection plan", "section 47 enquiry", "neglect", "mental health", "the police",
    "health visitor", "voice of the child", "not brought", "DV", "substance misuse", "MARAC",
    "strategy discussion", "did not attend", "self-neglect", "mental capacity", "care leaver",
)  # fmt: skip
PAIRS = tuple(phrase for phrase in PHRASES if phrase.count(" ") == 1)
FACETS = ("factor", "year", "type")
# What the reports of one case tell of it, about as much as in real ones.
FACTORS_OF_A_CASE, AGENCIES_OF_A_CASE = 25, 12
STATUSES = ("present", "historical", "possible")
PERSONS = ("mother", "father", "subject-child")


def passages(number: int, seed: int = SEED) -> Iterator[Entry]:
    """Yield synthetic passages; the same number and seed always give the same ones."""
    chance = random.Random(seed)
    concepts = load_vocabulary()
    factors = [one.id for one in concepts.scheme("risk-factor")]
    types = [one.id for one in concepts.scheme("review-type")]
    words = [zipf_word(rank) for rank in range(VOCABULARY)]
    weights = list(accumulate(1 / (rank + 2.7) for rank in range(VOCABULARY)))
    for at in range(number):
        document = at // PASSAGES_OF_A_DOCUMENT
        drawn = chance.choices(words, cum_weights=weights, k=chance.randint(*WORDS))
        for phrase in chance.choices(PHRASES, k=chance.randint(0, 3)):
            drawn.insert(chance.randrange(len(drawn)), phrase)
        year = 2000 + document % 26
        yield Entry(
            id=f"p{at:07}",
            kind=EntryKind.PASSAGE,
            title=f"Overview report {document}",
            text=" ".join(drawn).capitalize() + ".",
            document=f"doc-{document}",
            review=f"review-{document}",
            cases=(f"case-{document}",),
            passage=f"p{at:07}",
            number=f"{at % PASSAGES_OF_A_DOCUMENT // 20}.{at % 20}",
            position=at % PASSAGES_OF_A_DOCUMENT,
            type=types[document % len(types)],
            board=(f"Board {document % 150}",),
            area=f"Area {document % 150}",
            year=year,
            date=f"{year}-06",
            factors=tuple(dict.fromkeys(chance.choices(factors, k=chance.randint(0, 4)))),
        )


def case_profiles(number: int, seed: int = SEED) -> Iterator[Profile]:
    """Yield a profile for the case of each synthetic document: what its reports say of it."""
    chance = random.Random(seed)
    factors = [one.id for one in load_vocabulary().scheme("risk-factor")]
    agencies = [one.id for one in load_vocabulary().scheme("agency-type")]
    for document in range(-(-number // PASSAGES_OF_A_DOCUMENT)):
        found = {
            CaseFact("factor", one, chance.choice(STATUSES), chance.choice(PERSONS))
            for one in chance.choices(factors, k=FACTORS_OF_A_CASE)
        }
        found |= {CaseFact("agency", one) for one in chance.sample(agencies, AGENCIES_OF_A_CASE)}
        yield Profile(
            id=f"case-{document}",
            scope=Scope.CASE,
            document=f"doc-{document}",
            reviews=(f"review-{document}",),
            facts=tuple(sorted(found)),
        )


def queries(seed: int = SEED) -> dict[str, list[str]]:
    """Return queries by kind, drawn as the words of the passages are."""
    chance = random.Random(seed)

    def word() -> str:
        return zipf_word(min(VOCABULARY - 1, int(chance.paretovariate(0.5)) + 20))

    def common() -> str:
        return zipf_word(chance.randrange(20))

    kinds: dict[str, Callable[[], str]] = {
        "one word": word,
        "common word": common,
        "two words": lambda: f"{common()} {word()}",
        "phrase": lambda: f'"{chance.choice(PHRASES)}"',
        "loose phrase": lambda: f'"{chance.choice(PAIRS)}"~5',
        "loose, commonest words": lambda: f'"{common()} {common()}"~5',
        "any of three": lambda: f"{word()} OR {common()} OR {word()}",
        "prefix": lambda: f"{word()[:4]}*",
        "near word": lambda: f"{word()}~1",
        "concept and years": lambda: f"factor:domestic-abuse year:2008..2015 {common()}",
        "concept of a person": lambda: f"factor:neglect status:possible person:mother {common()}",
        "two concepts of a case": lambda: "factor:domestic-abuse agency:police",
        "everything": lambda: "*",
    }
    return {kind: [make() for _ in range(ROUNDS // 13)] for kind, make in kinds.items()}


def main(arguments: Sequence[str] = ()) -> None:
    """Print the machine, then indexing and searching at the size asked for."""
    number = int(arguments[0]) if arguments else DEFAULT_PASSAGES
    _say(f"{platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} cores")
    _say(f"load {os.getloadavg()[0]:.1f}; {number:,} passages\n")
    with tempfile.TemporaryDirectory() as folder:
        ours = _index("tantivy", Path(folder) / "tantivy", number)
        oracle = _index("whoosh", Path(folder) / "whoosh", min(number, WHOOSH_PASSAGES))
        _say(f"indexing, per passage: {oracle / ours:.1f} times as fast as over Whoosh\n")
        reader = get_engine("tantivy").read(Path(folder) / "tantivy")
        _search(reader)
        reader.close()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    _say(f"\npeak memory of this process, indexing included: {peak} MB")


def _index(engine: str, path: Path, number: int) -> float:
    """Index passages made beforehand; print and return the seconds for one."""
    made = list(passages(number))
    characters = sum(len(one.text) for one in made)
    # In use entries come one by one; here the list of all must not slow the collector down.
    gc.collect()
    gc.freeze()
    start, busy = time.perf_counter(), time.process_time()
    with get_engine(engine).write(path) as writer:
        writer.add(made)
        writer.add_profiles(case_profiles(number))
        writer.commit()
    seconds, work = time.perf_counter() - start, time.process_time() - busy
    size = sum(file.stat().st_size for file in path.iterdir()) / 1e6
    _say(
        f"{engine:8} {number:>8,} passages, {characters / 1e6:.0f} MB of text: {seconds:.1f} s"
        f" ({1e6 * seconds / number:.0f} \u00b5s each, {1e6 * work / number:.0f} of work in all"
        f" threads), index {size:.0f} MB"
    )
    return seconds / number


@dataclass(slots=True)
class _Timing:
    """Milliseconds of each search: on the clock, and of this thread's own work."""

    clock: list[float] = field(default_factory=list)
    work: list[float] = field(default_factory=list)
    totals: list[int] = field(default_factory=list)

    def line(self) -> str:
        columns = (
            f"{statistics.median(times):>8.1f} {statistics.quantiles(times, n=20)[-1]:>8.1f}"
            for times in (self.clock, self.work)
        )
        return f"{' '.join(columns)} {statistics.median(self.totals):>12,.0f}"


def _search(reader: IndexReader) -> None:
    _say("Milliseconds for 10 hits marked and 3 facets. Work leaves out waiting for a core,")
    _say("which tells the two apart where others share the machine.")
    _say(f"{'':30} clock p50    p95 work p50    p95         hits")
    reader.search(read_query("neglect"), facets=FACETS)  # opens files, reads the vocabulary
    everything = _Timing()
    for expand in (False, True):
        for kind, texts in queries().items():
            timing = _timed(reader, texts, everything, expand=expand)
            _say(f"{kind + (', synonyms' if expand else ''):32} {timing.line()}")
    _say(f"{'all':32} {everything.line()}")


def _timed(
    reader: IndexReader, texts: Iterable[str], everything: _Timing, *, expand: bool
) -> _Timing:
    timing = _Timing()
    for text in texts:
        start, busy = time.perf_counter(), time.thread_time()
        found = reader.search(read_query(text, expand=expand), facets=FACETS)
        clock, work = time.perf_counter() - start, time.thread_time() - busy
        for one in (timing, everything):
            one.clock.append(1000 * clock)
            one.work.append(1000 * work)
            one.totals.append(found.total)
    return timing


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def zipf_word(rank: int) -> str:
    """Return a word for a rank, pronounceable and different from all others."""
    parts = ("ba", "ke", "li", "mo", "nu", "ra", "se", "ti", "vo", "du", "fe", "gi", "ha", "jo")
    word = ""
    rank += len(parts)
    while rank:
        rank, part = divmod(rank, len(parts))
        word = parts[part] + word
    return word


if __name__ == "__main__":
    main(sys.argv[1:])
