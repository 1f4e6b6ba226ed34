"""What the told reader learns from: exemplars, coded narrative, sentences of gold documents."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.identifiers import fingerprint
from ingest.evaluation import GoldDocument, load_gold
from ingest.evaluation.folding import locate
from ingest.facts.standing import is_silent
from ingest.limits import DEFAULT_LIMITS
from ingest.outline import Outline
from ingest.readers import read
from ingest.statements import statements
from ingest.structure import outline as outline_of
from ingest.training.exemplars import load_exemplars

__all__ = ["Sentence", "exemplar_sentences", "gold_sentences", "narrative_sentences"]

NARRATIVES = Path(__file__).parent / "narratives"

# Traps that do tell their concept, of somebody else or to deny it: the sentence counts
# neither for nor against; status and person are judged elsewhere.
_TELLS = {"negated", "other-person", "hypothetical"}
# A gold run of words lies in a sentence when this many letters of it do.
_OVERLAP = 12


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, what it tells, and what it cannot be used to judge.

    `judges` limits it to one concept (a near miss says nothing of the others);
    `document` is empty for an exemplar; `kind` is the kind of its passage.
    """

    text: str
    tells: frozenset[str]
    unsure: frozenset[str] = frozenset()
    judges: str = ""
    document: str = ""
    kind: str = ""


def exemplar_sentences() -> Iterator[Sentence]:
    """Yield the exemplars of all concepts, then what only sounds like them."""
    for concept, row in load_exemplars().items():
        for text in row.told:
            yield Sentence(text, frozenset({concept}))
        for text in row.near:
            yield Sentence(text, frozenset(), judges=concept)


def narrative_sentences(folder: Path = NARRATIVES) -> Iterator[Sentence]:
    """Yield the sentences of narrative written to be learnt from, every one of them coded.

    Codes are ids; a leading "?" marks one that counts neither for nor against.
    """
    for path in sorted(folder.glob("*.toml")):
        for number, paragraph in enumerate(tomllib.loads(path.read_text("utf-8"))["paragraph"]):
            for text, codes in paragraph["sentences"]:
                unsure = frozenset(one[1:] for one in codes.split() if one.startswith("?"))
                tells = frozenset(one for one in codes.split() if not one.startswith("?"))
                yield Sentence(text, tells, unsure, document=f"{path.stem} {number}")


def gold_sentences(folder: Path) -> Iterator[Sentence]:
    """Yield the sentences of the gold documents under a folder.

    Gold codes a concept once per case: any other sentence of the document may tell
    it again, so it judges none of the concepts coded there.
    """
    for document in load_gold(folder):
        data = document.path.read_bytes()
        reading = read(data, document.path.name, DEFAULT_LIMITS)
        yield from _of_document(document, outline_of(reading, fingerprint(data)))


def _of_document(document: GoldDocument, outline: Outline) -> Iterator[Sentence]:
    pieces = tuple((one.start, one.text) for one in outline.passages)
    told = [
        (row.concept, place, row.status != "negated" and not row.optional)
        for case in document.cases
        for row in case.factors
        if (place := locate(row.evidence, pieces)) is not None
    ]
    trapped = [
        (trap.concept, place)
        for trap in document.not_factors
        if trap.why in _TELLS and (place := locate(trap.words, pieces)) is not None
    ]
    coded = frozenset(row.concept for case in document.cases for row in case.factors)
    for passage in outline.passages:
        for one in () if is_silent(passage.kind) else statements(passage):
            span = one.start, one.end
            tells = frozenset(x for x, at, sure in told if sure and _inside(at, span))
            doubted = {x for x, at, sure in told if not sure and _inside(at, span)}
            doubted |= {x for x, at in trapped if _inside(at, span)}
            unsure = frozenset(doubted | coded) - tells
            name = document.path.name
            yield Sentence(one.text, tells, unsure, document=name, kind=str(passage.kind))


def _inside(place: Sequence[int], span: Sequence[int]) -> bool:
    shared = min(place[1], span[1]) - max(place[0], span[0])
    return shared >= min(_OVERLAP, place[1] - place[0])
