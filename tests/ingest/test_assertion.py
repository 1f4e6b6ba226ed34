"""What a sentence says of a concept: asserted, negated, supposed ... (domain/negation.md)."""

from __future__ import annotations

import csv

import pytest

from graph.model import Passage, PassageKind, Status
from graph.vocabulary import load_vocabulary
from ingest.assertion import assess, load_cues
from ingest.mentions import Lexicon
from ingest.statements import statements
from tests.real import SHARED, shared

EXAMPLES = SHARED / "domain" / "negation_examples.csv"


def _examples() -> list[dict[str, str]]:
    if not EXAMPLES.exists():
        return []
    with EXAMPLES.open(encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows))


def _label(sentence: str, start: int, end: int, *, legal: bool = False) -> str:
    cues = load_cues("legal") if legal else load_cues()
    status = assess(sentence, start, end, cues).status
    return status.value if status else "none"


def _marked(row: str) -> tuple[str, int, int]:
    """Return a sentence, and the offsets of the words between its square brackets."""
    start, end = row.index("["), row.index("]") - 1
    return row.replace("[", "").replace("]", ""), start, end


def _finds(sentence: str, start: int, end: int, concept: str) -> bool:
    passage = Passage("p", None, None, (), PassageKind.NARRATIVE, 0, len(sentence), sentence)
    return any(
        concept in mention.concepts and mention.start < end and start < mention.end
        for statement in statements(passage)
        for mention in Lexicon(load_vocabulary()).mentions(statement)
    )


@pytest.mark.real
@pytest.mark.parametrize("row", _examples(), ids=lambda row: f"{row['id']}-{row['label']}")
def test_labelled_example(row: dict[str, str]) -> None:
    concept = load_vocabulary()[row["concept_id"]]
    start, end = int(row["start"]), int(row["end"])
    found = _label(row["sentence"], start, end, legal=concept.scheme == "legal-status")
    if row["label"] == "NONE" and not _finds(row["sentence"], start, end, concept.id):
        found = "none"
    assert found.upper() == row["label"], row["why"]


@pytest.mark.real
def test_every_labelled_example_was_read() -> None:
    shared("domain/negation_examples.csv")
    assert len(_examples()) == 60
