"""What people want to find, and what was judged to answer it (tests/corpora/qrels)."""

from __future__ import annotations

import csv
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from graph.errors import UsageInvalid
from search.entry import EntryKind

__all__ = ["Need", "load_needs", "start_of"]

_NEEDS, _JUDGEMENTS = "needs.toml", "judgements.tsv"
_START = 100  # characters of a text by which it is known
_BEST = 3  # grade


@dataclass(frozen=True, slots=True)
class Need:
    """Something that somebody looks for: `query` is what they type, in entries of a `kind`.

    `grades` holds the judged texts by their start, from 0 to 3.
    """

    id: str
    who: str
    kind: EntryKind
    query: str
    want: str
    grades: dict[str, int]


def start_of(text: str) -> str:
    """Return what a judged text is known by: its beginning, which no rebuild changes."""
    return " ".join(text.split())[:_START].rstrip()


def load_needs(folder: Path) -> tuple[Need, ...]:
    """Return the needs in a folder with their judgements; raises UsageInvalid for a bad file."""
    try:
        plain = tomllib.loads((folder / _NEEDS).read_text(encoding="utf-8"))["need"]
        grades = _grades(folder / _JUDGEMENTS)
        needs = tuple(
            Need(**one | {"kind": EntryKind(one["kind"]), "grades": grades.pop(one["id"], {})})
            for one in plain
        )
    except (OSError, KeyError, TypeError, ValueError) as cause:
        raise UsageInvalid(
            f"The judged searches in {folder} cannot be read ({cause}). See its README.md."
        ) from cause
    if grades:
        raise UsageInvalid(f"{_JUDGEMENTS} judges {', '.join(grades)}. Add them to {_NEEDS}.")
    return needs


def _grades(path: Path) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = defaultdict(dict)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            grade = int(row["grade"])
            if not 0 <= grade <= _BEST:
                raise ValueError(f"grade {grade} of {row['need']}")
            found[row["need"]][row["start"]] = grade
    return dict(found)
