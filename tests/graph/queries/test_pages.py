"""What the pages read, over the factory's library: expected cells, and nothing twice."""

from __future__ import annotations

import re
from typing import Any

import pytest
from rdflib import URIRef

from graph.namespaces import V
from graph.queries import query_names, query_text
from graph.triples import Names
from graph.triples.agencies import AgencyDirectory
from graph.view import GraphView
from tests import factories

NAMES = Names()
POLICE = AgencyDirectory(factories.record(), NAMES).find("Wendlebury Police")
REVIEW, LATER = NAMES.review(factories.REVIEW), NAMES.review(factories.LATER_REVIEW)
CASE_E, CASE_M = NAMES.case(factories.CASE_E), NAMES.case(factories.CASE_M)
COVER = NAMES.document("doc-cover")
REC_1 = NAMES.recommendation("rec-1")
NOWHERE = URIRef("https://lessons-graph.example/id/nowhere")

# query, its parameter, the columns looked at, the rows in their order
ROWS: list[tuple[str, dict[str, Any], str, list[tuple[object, ...]]]] = [
    ("home-counts", {}, "documents reviews cases agencies lessons recommendations passages",
     [(3, 2, 3, 7, 2, 4, 15)]),
    # one row a review although one is reported in two documents; the latest first
    ("reviews", {}, "review published typeLabel area boards documents cases", [
        (LATER, "2019", "Local child safeguarding practice review", "Larkshire", "Larkshire LSCP",
         1, 1),
        (REVIEW, "2007-09", "Serious case review (child, England)", "Wendlebury",
         "Wendlebury LSCB", 2, 2)]),
    ("review", {"review": REVIEW}, "published type documents cases",
     [("2007-09", V["scr-child"], 2, 2)]),
    ("review", {"review": NOWHERE}, "published", []),
    ("review-boards", {"review": REVIEW}, "name", [("Wendlebury LSCB",)]),
    ("review-cases", {"review": REVIEW}, "case label age",
     [(CASE_E, "Baby E", "5 months"), (CASE_M, "Child M", None)]),
    ("review-documents", {"review": REVIEW}, "published title pages",
     [("2007-09", "Baby E: executive summary", 0), ("2007-11-15", "Two serious case reviews", 0)]),
    ("review-learning", {"about": REVIEW}, "kind number paragraph year", [
        ("lesson", None, "5.1", "2007"), ("recommendation", "6.1", "6.1", "2007"),
        ("recommendation", "6.2", "6.2", "2007"), ("lesson", None, "2", "2007")]),
    ("case", {"case": CASE_E}, "label also incidentDate age sex",
     [("Baby E", "E", "2007-02", "5 months", "female")]),
    ("case", {"case": NOWHERE}, "label", []),
    ("case-reviews", {"case": CASE_E}, "review title", [
        (REVIEW, "Baby E: executive summary"), (REVIEW, "Two serious case reviews")]),
    ("case-reviews", {"case": CASE_M}, "title", [("Two serious case reviews",)]),
    ("case-factors", {"case": CASE_E}, "conceptLabel status personLabel number page quote", [
        ("Domestic abuse", "present", "Mother", "1", 1, "domestic violence"),
        ("Domestic abuse", "present", "Mother", "4.6", 4, "domestic violence"),
        ("Parental alcohol misuse", "possible", "Father", "4.6", 4, "may have been drinking"),
        ("Parental history of childhood adversity", "historical", "Mother", "4.7", 5,
         "was neglected"),
        ("Parental opiate use or opioid substitution", "present", "Mother", "4.6", 4,
         "methadone")]),
    ("case-legal", {"case": CASE_M}, "conceptLabel status personLabel quote",
     [("Care order", "present", "Subject child", "care order")]),
    ("case-legal", {"case": CASE_E}, "conceptLabel", []),
    ("case-outcomes", {"case": CASE_E}, "conceptLabel quote", [("Death", "died")]),
    ("case-agencies", {"case": CASE_E}, "name typeLabel quote", [
        ("Wendlebury Police", "Police service", "Wendlebury Police"),
        ("substance misuse services", "Drug and alcohol service", "substance misuse services"),
        ("the police", "Police service", "The police"),
        ("the police", "Police service", "the police")]),
    ("case-learning", {"about": CASE_E}, "kind number",
     [("lesson", None), ("recommendation", "6.1")]),
    # a broader concept finds the narrower ones
    ("factor-cases", {"concept": V["substance-misuse"]}, "status caseLabel narrower review", [
        ("negated", "Child M", V["parental-drug-misuse"], REVIEW),
        ("possible", "Baby E", V["parental-alcohol-misuse"], REVIEW),
        ("present", "Baby E", V["parental-opiate-use-ost"], REVIEW)]),
    ("factor-learning", {"about": V["domestic-abuse"]}, "item", [(REC_1,)]),
    ("agency", {"agency": POLICE}, "name also typeLabel generic",
     [("Wendlebury Police", "WP", "Police service", False)]),
    ("agency-reviews", {"agency": POLICE}, "review published",
     [(LATER, "2019"), (REVIEW, "2007-09")]),
    ("agency-learning", {"about": POLICE}, "kind year number",
     [("recommendation", "2019", "1"), ("recommendation", "2007", "6.1")]),
    ("theme-learning", {"about": V["hidden-men"]}, "year kind review", [
        ("2019", "recommendation", LATER), ("2007", "lesson", REVIEW),
        ("2007", "recommendation", REVIEW)]),
    ("learning-item", {"item": REC_1}, "kind number year review",
     [("recommendation", "6.1", "2007", REVIEW)]),
    ("learning-links", {"item": REC_1}, "relation label", [
        ("action", "Information-sharing action"), ("addressee", "Wendlebury Police"),
        ("case", "Baby E"), ("factor", "Domestic abuse"), ("strength", "Intermediate action"),
        ("theme", "Hidden men"), ("theme", "Information sharing")]),
    ("recommendation-deadline", {"item": REC_1}, "deadline", [("within six months",)]),
    ("document", {"document": COVER}, "title published fileName pages",
     [("Two serious case reviews", "2007-11-15", "doc-cover.txt", 0)]),
    ("document-warnings", {"document": COVER}, "warning", [("no-pages: The text has no pages.",)]),
    ("document-reviews", {"document": COVER}, "review typeLabel",
     [(REVIEW, "Serious case review (child, England)")]),
    ("document-passages", {"document": COVER, "first": 1, "last": 99},
     "position number kind section", [
        (1, "3.2", "policy", "Part 3"), (2, "4.1", "narrative", "Part 4"),
        (3, "4.2", "narrative", "Part 4"), (4, "4.6", "narrative", "Part 4"),
        (5, "4.7", "narrative", "Part 4"), (6, "4.8", "narrative", "Part 4"),
        (7, "5.1", "finding", "Part 5"), (8, "6.1", "recommendation", "Part 6"),
        (9, "6.2", "recommendation", "Part 6")]),
    # a part of it
    ("document-passages", {"document": COVER, "first": 8, "last": 8},
     "position number kind section", [(8, "6.1", "recommendation", "Part 6")]),
    ("document-outline", {"document": COVER}, "position page section", [
        (1, 1, "Part 3"), (2, 2, "Part 4"), (3, 3, "Part 4"), (4, 4, "Part 4"), (5, 5, "Part 4"),
        (6, 6, "Part 4"), (7, 7, "Part 5"), (8, 8, "Part 6"), (9, 9, "Part 6")]),
    # both documents tell of Baby E; one of them of no other case
    ("case-companions", {"case": CASE_E}, "title published cases", [
        ("Baby E: executive summary", "2007-09", 1),
        ("Two serious case reviews", "2007-11-15", 2)]),
    ("case-asked", {"case": CASE_E}, "name kind number", [
        ("Children's social care", "lesson", None), ("Wendlebury LSCB", "recommendation", "6.2"),
        ("Wendlebury Police", "recommendation", "6.1")]),
    ("passage", {"passage": NAMES.passage("doc-cover-p4.1")}, "document number start end text",
     [(COVER, "4.1", 61, 113, "M was made subject to a care order after his arrest.")]),
    # two documents of one review are one recurrence
    ("recurring-themes", {}, "label reviews boards items firstYear lastYear", [
        ("Hidden men", 2, 2, 3, "2007", "2019"),
        ("Information sharing", 2, 2, 3, "2007", "2019"),
        ("Quality assurance and implementing learning", 1, 1, 1, "2007", "2007")]),
    ("theme-cases", {"about": V["information-sharing"]}, "item case", [(REC_1, CASE_E)]),
    ("case-incidents", {}, "incident", [("2007-02",), ("2006",), ("2018-05-02",)]),
    ("learning-text", {"item": NOWHERE}, "text", []),
]  # fmt: skip


@pytest.mark.parametrize(("query", "bindings", "columns", "rows"), ROWS)
def test_the_rows_of_a_page(
    view: GraphView,
    query: str,
    bindings: dict[str, Any],
    columns: str,
    rows: list[tuple[object, ...]],
) -> None:
    found = view.select(f"pages/{query}", **bindings)
    assert [tuple(row[column] for column in columns.split()) for row in found] == rows


def test_the_document_reader_marks_every_reading(view: GraphView) -> None:
    found = view.select("pages/document-evidence", document=COVER, first=1, last=99)
    assert len(found) == len(factories.record().evidence)
    assert {row["status"] for row in found} == {
        "asserted",
        "historical",
        "possible",
        "negated",
        "hypothetical",
        "policy",
        "other",
        "general",
    }
    starts = [row["start"] for row in found]
    assert starts == sorted(starts, key=lambda start: int(str(start)))


def test_all_agencies_with_their_counts(view: GraphView) -> None:
    found = {row["agency"]: row for row in view.select("pages/agencies")}
    assert (found[POLICE]["cases"], found[POLICE]["recommendations"]) == (2, 2)
    assert len(found) == 7


def test_all_factors_count_cases_with_the_narrower_ones(view: GraphView) -> None:
    found = {(row["concept"], row["status"]): row["cases"] for row in view.select("pages/factors")}
    assert found[V["substance-misuse"], "present"] == 1
    assert found[V["substance-misuse"], "negated"] == 1
    assert found[V["domestic-abuse"], "present"] == 1  # told in two documents of one case


@pytest.mark.parametrize("name", [name for name in query_names() if "pages/" in name])
def test_no_row_comes_twice(view: GraphView, name: str) -> None:
    parameters = set(re.findall(r"\$([a-z]\w*)", query_text(name)))
    known: dict[str, Any] = {"review": REVIEW, "case": CASE_E, "agency": POLICE,
             "concept": V["domestic-abuse"],
             "document": COVER, "item": REC_1, "passage": NAMES.passage("doc-cover-p4.6"),
             "about": V["hidden-men"], "first": 1, "last": 99}  # fmt: skip
    rows = [
        tuple(row.items())
        for row in view.select(name, **{p: known.get(p, NOWHERE) for p in parameters})
    ]
    assert len(rows) == len(set(rows))
