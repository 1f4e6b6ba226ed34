"""Contact details and handling officers' names, covered before anything else reads a text."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ingest.rulebook import load_rules

__all__ = ["redact"]

# A label is followed by its names within this many characters.
_AFTER_LABEL = 160


@dataclass(frozen=True, slots=True)
class _Rules:
    details: re.Pattern[str]
    labels: re.Pattern[str]
    name: re.Pattern[str]
    holder: re.Pattern[str]
    not_names: frozenset[str]
    cover: str


def redact(text: str) -> str:
    """Return `text` with contact details covered, every character in its place.

    Telephone and fax numbers, email addresses, house addresses, postcodes and
    the names of officers who only handled the report are covered by a block
    character; white space stays, so every offset and line stands. Names so
    learnt are covered wherever they stand. Redacting twice changes nothing.
    """
    covered = list(text)
    for start, end in _spans(text):
        for at in range(start, end):
            if not covered[at].isspace():
                covered[at] = _rules().cover
    return "".join(covered)


def _spans(text: str) -> Iterator[tuple[int, int]]:
    for match in _rules().details.finditer(text):
        yield match.span()
    officers = list(_officers(text))
    yield from officers
    names = {name for start, end in officers for name in _people(text[start:end])}
    if names:
        ordered = sorted(names, key=lambda name: (-len(name), name))
        for match in re.finditer("|".join(re.escape(name) for name in ordered), text):
            yield match.span()


def _officers(text: str) -> Iterator[tuple[int, int]]:
    """Yield the names that stand behind a label, and before a job title with a number."""
    rules = _rules()
    for label in rules.labels.finditer(text):
        cell = re.compile(r"[^\n\t|]*").match(text, label.end(), label.end() + _AFTER_LABEL)
        end = cell.end() if cell else label.end()
        yield from _names(text, label.end(), end)
    for match in rules.holder.finditer(text):
        yield from _names(text, *match.span("name"))


def _people(run: str) -> Iterator[str]:
    """Yield given and family name of each person in a run of names."""
    for part in re.split(r", (?:and )?| and ", run):
        words = part.split()
        if len(words) % 2 == 0:
            yield from (" ".join(pair) for pair in zip(words[::2], words[1::2], strict=True))
        else:
            yield part


def _names(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for found in _rules().name.finditer(text, start, end):
        words = found.group().split()
        kept = list(
            itertools.takewhile(lambda word: word.strip(",") not in _rules().not_names, words)
        )
        if len(kept) > 1:
            run = " ".join(kept)
            yield found.start(), found.start() + len(run.rstrip(","))


@cache
def _rules() -> _Rules:
    data = load_rules("privacy")
    officers = data["officers"]
    return _Rules(
        details=re.compile("|".join(f"(?:{pattern})" for pattern in data["patterns"].values())),
        labels=re.compile(rf"(?:{'|'.join(officers['labels'])})\s*:?"),
        name=re.compile(officers["name"]),
        holder=re.compile(officers["holder"]),
        not_names=frozenset(officers["not_names"]),
        cover=data["cover"]["character"],
    )
