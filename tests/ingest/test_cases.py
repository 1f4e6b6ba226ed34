"""Cases: several in one document, passages, age, sex and incident date."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from graph.model import PassageKind
from graph.vocabulary import load_vocabulary
from ingest.cases import find_cases
from ingest.readers import read
from ingest.review import describe_review
from ingest.scopes import ReviewFacts
from ingest.structure import outline
from tests.ingest.case_outlines import cases_of, only, outline_of
from tests.real import shared

GOLD = Path(__file__).parents[1] / "corpora" / "gold" / "develop"


def test_two_cases_told_in_turn_have_their_own_passages() -> None:
    page = outline_of(
        "# Background",
        "A serious case review must be held when a child dies.",
        "# Body",
        "The first serious case review concerns the case of M. M was convicted of rape in 2007.",
        "M was in care.",
        "The second serious case review concerns the case of baby E. She died in May 2007.",
        "Her father had left.",
        "# Recommendations",
        "The Board should audit its files.",
        "In the case of M the Council should say sorry.",
        title="Serious Case Reviews",
    )
    first, second = cases_of(page)
    assert (first.label, second.label) == ("M", "Baby E")
    assert {"p3", "p4"} <= first.passages
    assert {"p3", "p4"}.isdisjoint(second.passages)
    assert {"p5", "p6"} <= second.passages
    assert {"p5", "p6"}.isdisjoint(first.passages)
    assert "p8" in first.passages & second.passages, "a shared recommendation is both cases'"
    assert "p9" in first.passages - second.passages, "one that names a case is that case's"


def test_cases_under_headings() -> None:
    page = outline_of(
        "Two serious case reviews were completed in 2009.",
        "# 3. Child AK",
        "AK, a girl, was four when she died in April 2008.",
        "# 4. Baby J",
        "J was seven weeks old when he was admitted to hospital in August 2008.",
        title="Serious Case Reviews: Child AK and Baby J",
    )
    assert [(c.label, c.age, c.sex, c.incident_date) for c in cases_of(page)] == [
        ("Child AK", "4", "female", "2008-04"),
        ("Baby J", "7 weeks", "male", "2008-08"),
    ]


def test_siblings_who_died_together_are_one_case() -> None:
    page = outline_of(
        "Child A and Child B, who were sisters, died in a fire on 3 May 2012.",
        title="Serious Case Review: Child A and Child B",
    )
    case = only(page)
    assert case.label == "Child A and Child B"
    assert {"Child A", "Child B"} <= {case.label, *case.also}


def test_a_national_analysis_never_holds_a_case() -> None:
    page = outline_of("Child A died in 2009.", title="Biennial analysis: Child A")
    assert cases_of(page, "periodic-national-analysis") == ()


def test_what_is_no_review_has_no_case() -> None:
    facts = ReviewFacts(is_review=False, title="A novel")
    page = outline_of("Child A died.", title="A novel")
    assert find_cases(page, facts, load_vocabulary()) == ()


def test_the_one_of_several_whose_case_it_is() -> None:
    page = outline_of(
        "G, the middle sister, whose case is the subject of this report, was thin. F was well.",
        title="Learning review: Sisters F, G and H",
    )
    case = only(page)
    assert case.label == "G"
    siblings = {form for one in case.people if one.roles == ("sibling",) for form in one.forms}
    assert siblings == {"F", "H"}


def test_cases_told_in_paragraphs_that_open_with_their_labels() -> None:
    page = outline_of(
        "Baby Elm. A girl who died in November 2021 at six weeks.",
        "Baby Oak. Died in July 2022 at five months, a twin.",
        title="Themed child death review",
    )
    assert [(c.label, c.incident_date) for c in cases_of(page)] == [
        ("Baby Elm", "2021-11"),
        ("Baby Oak", "2022-07"),
    ]


def test_a_title_of_many_cases_has_no_unnamed_one() -> None:
    page = outline_of("The child had died in most.", title="A thematic review of deaths")
    assert cases_of(page) == ()


@pytest.mark.parametrize("first", ["ingest.people", "ingest.cases"])
def test_cases_and_people_are_imported_in_any_order(first: str) -> None:
    second = {"ingest.people": "ingest.cases", "ingest.cases": "ingest.people"}[first]
    done = subprocess.run([sys.executable, "-c", f"import {first}, {second}"], check=False)
    assert done.returncode == 0


def test_guidance_quoted_is_nobodys_age_or_death() -> None:
    page = outline_of("Child R died.", title="Serious Case Review: Child R")
    quoted = outline_of(
        "A child aged 4 died on 3 May 2001.",
        title="Serious Case Review: Child R",
        kind=PassageKind.POLICY,
    )
    assert only(page).age is None
    assert only(quoted).incident_date is None


def test_the_same_outline_gives_the_same_cases() -> None:
    page = outline_of("Child R, a boy, died in May 2007.", title="Serious Case Review: Child R")
    assert cases_of(page) == cases_of(replace(page))


@pytest.mark.parametrize(
    "gold", sorted(GOLD.glob("*.gold.json")), ids=lambda path: path.name.removesuffix(".gold.json")
)
def test_the_development_gold(gold: Path) -> None:
    """Every label of the development set is found and no other (text formats)."""
    wanted = json.loads(gold.read_text("utf-8"))
    document = gold.with_name(wanted["file"])
    if not document.exists():
        pytest.skip(f"{document.name} is generated from its source and not kept")
    page = outline(read(document.read_bytes(), document.name), "k")
    found = find_cases(page, describe_review(page, load_vocabulary()), load_vocabulary())
    forms = [{form.casefold() for form in (case.label, *case.also)} for case in found]
    assert len(found) == len(wanted["cases"])
    for case in wanted["cases"]:
        labels = {form.casefold() for form in (case["label"], *(case.get("also") or []))}
        assert any(labels & one for one in forms), case["label"]


@pytest.mark.real
def test_the_two_cases_of_the_seed() -> None:
    path = shared("data/seed/000_7cf25c6332ad0004.txt")
    page = outline(read(path.read_bytes(), path.name), "k")
    first, second = find_cases(page, describe_review(page, load_vocabulary()), load_vocabulary())
    assert (first.label, first.sex, first.age) == ("M", "male", None)
    assert (second.label, second.sex, second.age, second.incident_date) == (
        "Baby E",
        "female",
        "6 months",
        "2007-02",
    )
    own = {
        number: {one.label for one in (first, second) if passage.id in one.passages}
        for passage in page.passages
        if (number := passage.number) and number.startswith("4.")
    }
    assert own == {
        **{f"4.{place}": {"M"} for place in range(1, 5)},
        **{f"4.{place}": {"Baby E"} for place in range(5, 10)},
    }
