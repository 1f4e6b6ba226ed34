"""What extraction must not fall below: `python -m tests.accuracy` sets it to what ships.

`python -m tests.accuracy --show` measures now and prints it beside the baseline.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import click

from graph.vocabulary import load_vocabulary
from ingest import evaluation
from ingest.extract import extract

__all__ = ["BASELINE", "MEASURE", "baseline", "main", "measured", "shipped"]

MEASURE = Path(__file__).parent / "corpora" / "gold" / "measure"
BASELINE = Path(__file__).parent / "corpora" / "gold" / "baseline.json"
_SHIPPED = Path(__file__).parents[1] / "web" / "content" / "accuracy.json"


@cache
def measured() -> dict[str, Any]:
    """Return the evaluation of the measuring third, as the code reads it now."""
    found = evaluation.evaluate(
        evaluation.load_gold(MEASURE),
        lambda one: extract(one.path.read_bytes(), one.path.name),
        load_vocabulary(),
    )
    return evaluation.as_json(found)


def baseline() -> dict[str, Any]:
    """Return the committed headline figures."""
    found: dict[str, Any] = json.loads(BASELINE.read_text(encoding="utf-8"))
    return found


def shipped() -> dict[str, Any]:
    """Return the evaluation that the wheel carries for /about/accuracy."""
    found: dict[str, Any] = json.loads(_SHIPPED.read_text(encoding="utf-8"))
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the baseline, or show it beside what is measured now; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.accuracy", description=__doc__)
    parser.add_argument("--show", action="store_true", help="measure, print, write nothing")
    if parser.parse_args(arguments).show:
        now = measured()
        rows = evaluation.side_by_side(baseline(), evaluation.baseline(now))
        click.echo("\n".join([*rows, "", evaluation.as_text(now, disagreements=False).rstrip()]))
        return 0
    plain = evaluation.baseline(shipped())
    BASELINE.write_text(json.dumps(plain, indent=1) + "\n", encoding="utf-8")
    click.echo(f"{BASELINE}: {len(plain['headlines'])} figures of {plain['documents']} documents")
    return 0


if __name__ == "__main__":
    sys.exit(main())
