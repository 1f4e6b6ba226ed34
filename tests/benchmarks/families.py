"""Families at size: `python -m tests.benchmarks.families [RECOMMENDATIONS]`.

The recommendations are made here: asks of words drawn as real recommendations use
them (search/families/rarity.toml, by Zipf's law below it), each ask printed by
several boards with some words changed. Nothing is asserted.
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from itertools import accumulate
from pathlib import Path

from search.families.grouping import family_groups, theme_groups
from search.families.items import RECOMMENDATION, Item, item
from search.families.network import network, updated
from search.families.store import Kept, load, save
from tests.families import main as show_scores

__all__ = ["main", "recommendations"]

SEED = 20_261_123
DEFAULT = 200_000
OF_A_REVIEW = 20
WORDS = (9, 26)  # of one recommendation, the common small words left out
RARE_WORDS = 12_000
PRINTED = 8  # times an ask is printed, on average
CHANGED = 0.35  # share of its words that another board says otherwise
THEMES = 50


def recommendations(number: int, seed: int = SEED) -> Iterator[Item]:
    """Yield synthetic recommendations; the same number and seed always give the same ones."""
    chance = random.Random(seed)
    counts = tomllib.loads((files("search.families") / "rarity.toml").read_text(encoding="utf-8"))[
        "counts"
    ]
    words = [*counts, *(_rare(at) for at in range(RARE_WORDS))]
    weights = list(
        accumulate([*counts.values(), *(2 / (1 + at / 500) for at in range(RARE_WORDS))])
    )
    asks = [
        (
            chance.choices(words, cum_weights=weights, k=chance.randint(*WORDS)),
            chance.randrange(THEMES),
        )
        for _ in range(max(1, number // PRINTED))
    ]
    often = list(accumulate(1 / (rank + 20) ** 0.7 for rank in range(len(asks))))
    for at in range(number):
        ((ask, theme),) = chance.choices(asks, cum_weights=often)
        said = [
            chance.choices(words, cum_weights=weights)[0] if chance.random() < CHANGED else word
            for word in ask
        ]
        review = at // OF_A_REVIEW
        text = f"Board {review % 150} should ensure that {' '.join(said)}."
        yield item(
            f"rec-{at:07}",
            RECOMMENDATION,
            f"doc-{review:06}",
            f"{2000 + review % 26}",
            text,
            (f"theme-{theme}",),
        )


def main(arguments: list[str]) -> None:
    """Print what it takes to make families of so many, and to add one review to them."""
    number = int(arguments[0]) if arguments else DEFAULT
    show_scores()
    every = list(recommendations(number + OF_A_REVIEW))
    first, added = every[:number], every[number:]
    start = time.perf_counter()
    made = network(first)
    linked = time.perf_counter() - start
    groups = family_groups(made)
    themes = theme_groups(made)
    whole = time.perf_counter() - start
    _say(f"{number:,} recommendations, {len(made.nodes):,} distinct, {len(made.edges[0]):,} links")
    _say(f"families: {len(groups):,}, themes: {len(themes):,}")
    _say(f"made in {whole:.0f} s, of which {linked:.0f} s for links")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    _say(f"peak memory: {peak:.1f} GiB, the making of the texts included")
    with tempfile.TemporaryDirectory() as folder:
        save(Path(folder), Kept(made, groups, themes))
        del made, every, first
        start = time.perf_counter()
        before = load(Path(folder))
        assert before is not None
        read = time.perf_counter() - start
        now = updated(before.network, frozenset(), added)
        joined = time.perf_counter() - start
        groups = family_groups(now, before.families)
        themes = theme_groups(now, before.themes)
        grouped = time.perf_counter() - start
        save(Path(folder), Kept(now, groups, themes))
        done = time.perf_counter() - start
    _say(
        f"adding one review: {done:.1f} s (read {read:.1f}, links {joined - read:.1f}, "
        f"groups {grouped - joined:.1f}, write {done - grouped:.1f})"
    )


def _rare(rank: int) -> str:
    parts = ("ba", "ke", "li", "mo", "nu", "ra", "se", "ti", "vo", "du")
    return "x" + "".join(parts[int(digit)] for digit in str(rank))


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
