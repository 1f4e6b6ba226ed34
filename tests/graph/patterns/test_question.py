"""Questions as sentences, as SPARQL, and refused."""

from __future__ import annotations

import pytest

from graph.errors import QueryInvalid
from graph.patterns.answers import answer, evidence
from graph.patterns.compiling import compile_question
from graph.patterns.question import (
    Absence,
    Condition,
    Degree,
    Factor,
    Kind,
    Question,
    Recommended,
    Span,
)
from graph.patterns.ready import ready_questions
from graph.patterns.yardsticks import yardsticks
from graph.queries import query_text
from graph.view import GraphView
from graph.vocabulary import load_vocabulary

WHOLE = Question(
    factors=(
        Factor("domestic-abuse", person="mother"),
        Factor("parental-alcohol-misuse", Degree.POSSIBLE),
        Factor("parental-drug-misuse", Absence.UNSAID),
    ),
    conditions=(Condition(Kind.AGENCY, "police"), Condition(Kind.OUTCOME, "fatal-outcome")),
    recommended=Recommended("hidden-men", "information-sharing-action", "police"),
    years=Span(2005, 2010),
    ages=Span(0, 2),
)


def test_the_whole_shape_as_a_sentence() -> None:
    assert WHOLE.sentence() == (
        "Cases where “Domestic abuse” of “Mother” is stated as present, "
        "and “Parental alcohol misuse” is suspected or possible, and no more, "
        "and there is no evidence of “Parental drug misuse”, "
        "and “Police service” had a part, and the outcome was “Death”, "
        "and the review recommends “Information-sharing action” on “Hidden men” to “Police "
        "service”, and the incident was in 2005 to 2010, "
        "and the subject was aged 0 to 2 in whole years."
    )


def test_the_whole_shape_finds_baby_e_and_quotes_her_report(view: GraphView) -> None:
    (found,) = answer(view, WHOLE)
    assert found.label == "Baby E"
    told = evidence(view, WHOLE, [found.iri])[found.iri]
    quotes = [[str(row["quote"]) for row in rows] for rows in told.values()]
    assert quotes[0] == ["domestic violence", "domestic violence"]  # both documents
    assert quotes[1] == ["may have been drinking"]
    assert quotes[-1] == ["Wendlebury Police should share information about men in the household."]


@pytest.mark.parametrize(
    ("question", "labels"),
    [
        # silence is not absence: only Child M's mother is said not to use drugs
        (Question((Factor("parental-drug-misuse", Absence.RULED_OUT),)), ["Child M"]),
        (
            Question((Factor("parental-drug-misuse", Absence.UNSAID),)),
            ["Baby E", "Child M", "Rowan"],
        ),
        # methadone is substance misuse
        (Question((Factor("substance-misuse"),)), ["Baby E"]),
        (Question((Factor("domestic-abuse", person="father"),)), []),
        (Question(years=Span(2006, 2006)), ["Child M"]),
        (Question(years=Span(2008, None), published=True), ["Rowan"]),
        (Question(ages=Span(0, 0)), ["Baby E"]),  # five months
        (Question((Factor("parental-childhood-adversity", Degree.HISTORICAL),)), ["Baby E"]),
        (Question(), ["Baby E", "Child M", "Rowan"]),
    ],
)
def test_answers(view: GraphView, question: Question, labels: list[str]) -> None:
    assert [one.label for one in answer(view, question)] == labels


def test_the_sparql_says_what_it_asks() -> None:
    text = compile_question(WHOLE)
    assert text.startswith(f"# {WHOLE.sentence()}\n")
    assert "$" not in text.replace('"$1"', "").replace(")?$", "").replace("*$", "").replace(
        "}$", ""
    )
    assert all(f"# {clause}" in text for clause in WHOLE.clauses())


@pytest.mark.parametrize(
    "wrong",
    [
        {"factors": (Factor("no-such-factor"),)},
        {"factors": (Factor("police"),)},  # a concept, of another scheme
        {"factors": (Factor("domestic-abuse", person="domestic-abuse"),)},
        {"conditions": (Condition(Kind.AGENCY, "x } DELETE"),)},
        {"recommended": Recommended(theme="police")},
        {"years": Span(2010, 2005)},
        {"ages": Span(0, 400)},
    ],
)
def test_what_cannot_be_asked(wrong: dict[str, object]) -> None:
    with pytest.raises(QueryInvalid, match=r"\.$"):
        Question(**wrong)  # type: ignore[arg-type]  # each row is one wrong field


def test_an_age_is_read_in_one_way() -> None:
    def reading(name: str) -> list[str]:
        lines = query_text(name).splitlines()
        start = next(at for at, line in enumerate(lines) if "AS ?figure" in line)
        return [line.strip() for line in lines[start : start + 3]]

    assert reading("patterns/case-ages") == reading("conditions/age")


def test_twenty_questions_with_a_title_each() -> None:
    found = ready_questions()
    assert len(found) >= 20
    assert all(one.title.endswith("?") and one.note.startswith("Asked by") for one in found)
    assert len({one.title for one in found}) == len(found)


def test_every_yardstick_names_a_concept_its_base_and_its_source() -> None:
    found = [one for own in yardsticks().values() for one in own]
    assert len(found) > 100
    assert all(one.concept in load_vocabulary() for one in found)
    assert all(one.base and one.source and one.percent and one.seen_at for one in found)
