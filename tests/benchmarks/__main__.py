"""All benchmarks beside the machine's facts: `python -m tests.benchmarks [--quick | --full]`.

Each part runs in a process of its own, so that its memory is its own. Nothing is
asserted: figures depend on the machine, ratios within one run much less.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
from collections.abc import Sequence
from importlib.metadata import version

import click

__all__ = ["main"]

_LIBRARIES = ("pypdfium2", "pdfminer.six", "pyoxigraph", "rdflib", "tantivy", "whoosh-reloaded")

_FULL = "1000000"  # passages
# Part -> (its heading, what Python runs, what it runs when there is little time).
_PARTS: dict[str, tuple[str, list[str], list[str]]] = {
    "reading": (
        "Reading PDFs",
        ["-m", "tests.benchmarks.reading"],
        ["-m", "tests.benchmarks.reading", "--files", "2"],
    ),
    "searching": (
        "Indexing and searching",
        ["-m", "tests.benchmarks.searching"],
        ["-m", "tests.benchmarks.searching", "5000"],
    ),
    "versus": (
        "Beside bare tantivy, Whoosh and SQLite",
        ["-m", "tests.benchmarks.versus"],
        ["-m", "tests.benchmarks.versus", "5000"],
    ),
    "opening": (
        "Opening a large library",
        ["-m", "tests.benchmarks.opening"],
        ["-m", "tests.benchmarks.opening", "2000"],
    ),
    "families": (
        "Families of recommendations: how well, and at size",
        ["-m", "tests.benchmarks.families"],
        ["-m", "tests.benchmarks.families", "5000"],
    ),
    "serving": (
        "Pages while twenty people read",
        ["-m", "tests.benchmarks.serving"],
        ["-m", "tests.benchmarks.serving", "2000", "--seconds", "5"],
    ),
    "patterns": (
        "Questions, tables, paths and pages over 5,000 reviews",
        ["-m", "tests.benchmarks.patterns"],
        ["-m", "tests.benchmarks.patterns", "200"],
    ),
    "accuracy": (
        "Accuracy on the measuring third of the gold set: the committed baseline, and now",
        ["-m", "tests.accuracy", "--show"],
        ["-m", "tests.accuracy", "--show"],
    ),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Print every part asked for; return the number of parts that failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small sizes: do they run at all?")
    parser.add_argument("--full", action="store_true", help="a million passages where it counts")
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(_PARTS))
    asked = parser.parse_args(arguments)
    unknown = set(asked.parts) - set(_PARTS)
    if unknown:
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    click.echo(_machine())
    failed = 0
    for name in asked.parts or _PARTS:
        heading, whole, quick = _PARTS[name]
        click.echo(f"\n== {heading}")
        command = [sys.executable, *(quick if asked.quick else whole)]
        if asked.full and name == "versus":
            command.append(_FULL)
        failed += subprocess.run(command, check=False).returncode != 0
    return failed


def _machine() -> str:
    """Return what the figures depend on."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    cores = len(os.sched_getaffinity(0))
    libraries = ", ".join(f"{name} {version(name)}" for name in _LIBRARIES)
    return (
        f"{platform.system()} {platform.machine()}, {cores} cores, {memory:.0f} GiB of memory, "
        f"load {os.getloadavg()[0]:.1f}, Python {platform.python_version()}\n{libraries}"
    )


if __name__ == "__main__":
    sys.exit(main())
