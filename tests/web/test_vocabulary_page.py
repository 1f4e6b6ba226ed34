"""The vocabulary's pages: trees, definitions, what a concept is not, a search, and counts."""

from __future__ import annotations

from collections import defaultdict

import pytest
from flask.testing import FlaskClient

from graph.model import Record
from graph.vocabulary import Vocabulary, load_vocabulary
from tests import factories
from tests.web.walking import page
from web.content.vocabulary_pages import matches
from web.content.vocabulary_use import Uses, counted
from web.snapshot import current_snapshot


def _naive(records: tuple[Record, ...], vocabulary: Vocabulary) -> dict[str, int]:
    """Count the cases of each factor and outcome from the Records alone, one by one."""
    cases: dict[str, set[str]] = defaultdict(set)
    for record in records:
        for case in record.cases:
            own = [one.concept for one in case.factors if one.status == "present"]
            own += [one.concept for one in case.legal if one.status == "present"]
            for concept in (*own, *case.outcomes):
                for above in vocabulary.broader(concept):
                    cases[above].add(case.id)
    return {concept: len(found) for concept, found in cases.items()}


def test_the_counts_are_those_of_a_naive_recount(made: FlaskClient) -> None:
    vocabulary = load_vocabulary()
    naive = _naive(factories.library(), vocabulary)
    with made.application.test_request_context():
        uses = Uses(current_snapshot(), vocabulary)
        for scheme in ("risk-factor", "legal-status", "harm-outcome"):
            for concept in vocabulary.scheme(scheme):
                assert uses.get(concept.id) == naive.get(concept.id, 0), concept.id
        # and every scheme has a concept that is used
        for concepts in vocabulary.schemes.values():
            assert max(uses.get(one.id) for one in concepts) > 0
        assert uses.get("no-concept") == 0
    assert naive["domestic-abuse"] == 1  # reported in two documents, counted once


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([("domestic-abuse", "a"), ("domestic-abuse", "a")], 1),  # one case, said twice
        ([("domestic-abuse", "a"), ("domestic-abuse", "b")], 2),
        ([("unknown", "a")], 0),  # a concept of another release
        ([], 0),
    ],
)
def test_a_case_counts_once(pairs: list[tuple[str, str]], expected: int) -> None:
    vocabulary = load_vocabulary()
    found = counted(pairs, vocabulary)
    (parent, *_) = vocabulary["domestic-abuse"].broader
    assert (found.get("domestic-abuse", 0), found.get(parent, 0)) == (expected, expected)


def test_the_schemes_hold_every_concept(made: FlaskClient) -> None:
    vocabulary = load_vocabulary()
    for scheme, concepts in vocabulary.schemes.items():
        shown = page(made, f"/vocab/scheme-{scheme}")
        linked = {link.removeprefix("/vocab/") for link in shown.links()}
        assert {one.id for one in concepts} <= linked


def test_a_concept_is_defined_and_told_from_others(made: FlaskClient) -> None:
    vocabulary = load_vocabulary()
    concept = next(one for one in vocabulary if one.exclusions and one.weak_labels and one.broader)
    shown = page(made, f"/vocab/{concept.id}").text()
    for words in (
        concept.pref_label, concept.scope_note, *concept.alt_labels, *concept.exclusions,
        *concept.weak_labels, *(vocabulary.label(one) for one in concept.broader),
    ):  # fmt: skip
        assert " ".join(words.split()) in shown


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("domestic abuse", "Domestic abuse"),
        ("DOMESTIC ABUSE", "Domestic abuse"),  # letters large or small
        ("crack cocaine", "Parental cocaine, crack or stimulant use"),  # by another label
        ("  ", None),
        ("xyzzy", None),
        ("<script>", None),
    ],
)
def test_a_search_finds_names_before_other_labels(
    made: FlaskClient, typed: str, first: str | None
) -> None:
    found = matches(typed, load_vocabulary(), None)
    assert (found[0].concept.pref_label if found else None) == first
    shown = page(made, f"/vocab/?q={typed}")
    assert shown.status == 200
    if typed.strip():
        assert f"“{typed}”" in shown.text()


def test_without_javascript_all_is_there(made: FlaskClient) -> None:
    """Trees are lists and disclosures: what a script would add is missing nowhere."""
    shown = page(made, "/vocab/scheme-risk-factor")
    assert len(shown.tree.xpath("//details")) > 10
    assert shown.tree.xpath("//main//script") == []
