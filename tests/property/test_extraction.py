"""Whatever the text, every fact quotes it, lies in its passage and is told once."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.model import CaseFactor, CaseLegalStatus, Record
from graph.records import dump_record
from graph.vocabulary import load_vocabulary
from ingest.extract import extract

# Words of reviews among words of nothing, so that the rules meet them in every order.
WORDS = (
    "Mother", "Father", "Child A", "she", "he", "was", "had", "not", "no evidence of", "never",
    "domestic abuse", "drinking", "heroin", "homeless", "debt", "care order", "if", "may have",
    "alleged that", "research shows", "training", "as a child", "in 2009", "who", "which", "but",
    "and", ",", ".", ";", ":", "?", "\n", "\n\n", "- ", "4.1 ", "RECOMMENDATIONS\n", "\u2019s",
    "(", ")", "\u201c", "\u201d", "\u00a0", "\u0130", "\U0001f642", "neither", "nor", "the court",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(WORDS), max_size=120).map(
    lambda words: "Serious Case Review: Child A\n\n1. Narrative\n\n" + " ".join(words)
)
SLOW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _record(text: str) -> Record:
    return extract(text.encode(), "review.txt")


@SLOW
@given(TEXTS)
def test_every_quote_is_the_passages_text(text: str) -> None:
    record = _record(text)
    passages = {one.id: one for one in record.passages}
    vocabulary = load_vocabulary()
    for one in record.evidence:
        passage = passages[one.passage]
        assert passage.start <= one.start < one.end <= passage.end
        assert one.quote == passage.text[one.start - passage.start : one.end - passage.start]
        assert one.concept in vocabulary
        assert 0 < one.confidence <= 1


@SLOW
@given(TEXTS)
def test_every_fact_stands_on_evidence_of_its_case(text: str) -> None:
    record = _record(text)
    by_id = {one.id: one for one in record.evidence}
    assert len(by_id) == len(record.evidence)
    for case in record.cases:
        facts: list[CaseFactor | CaseLegalStatus] = [*case.factors, *case.legal]
        assert len({(one.concept, one.person) for one in facts}) == len(facts)
        assert all(by_id[place].case == case.id for one in facts for place in one.evidence)


@SLOW
@given(TEXTS)
def test_the_same_bytes_give_the_same_record(text: str) -> None:
    assert dump_record(_record(text)) == dump_record(_record(text))
