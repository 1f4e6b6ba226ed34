"""Answers as text."""

from __future__ import annotations

import csv
import io
import json

import pytest

from graph.errors import UsageInvalid
from graph.results import QueryResult, write_result

URI = {"type": "uri", "value": "https://lessons-graph.example/vocab/police"}
WORDS = {"type": "literal", "value": 'a "long", word\nhere'}
NUMBER = {
    "type": "literal",
    "value": "7",
    "datatype": "http://www.w3.org/2001/XMLSchema#integer",
}
ROWS = QueryResult(variables=("what", "n"), rows=({"what": URI, "n": NUMBER}, {"what": WORDS}))
EMPTY = QueryResult(variables=("what",), rows=())
YES, NO = QueryResult(answer=True), QueryResult(answer=False)
TRIPLES = QueryResult(
    triples="<https://lessons-graph.example/id/case/e> "
    '<http://www.w3.org/2000/01/rdf-schema#label> "Baby E" .\n'
)


def test_a_table_is_aligned_and_short() -> None:
    assert write_result(ROWS, "table").splitlines() == [
        "what                 n",
        "-------------------  -",
        "v:police             7",
        'a "long", word here',
    ]


def test_a_table_says_when_rows_are_missing() -> None:
    cut = QueryResult(variables=("what",), rows=({"what": URI},), truncated=True)
    assert write_result(cut, "table").splitlines()[-1] == "(there are more rows than the limit)"


def test_a_table_cannot_drive_the_terminal() -> None:
    rows = ({"what": {"type": "literal", "value": "\x1b[2Jred" + "x" * 100}},)
    shown = write_result(QueryResult(variables=("what",), rows=rows), "table")
    assert "\x1b" not in shown
    assert max(map(len, shown.splitlines())) == 60


def test_csv_reads_back() -> None:
    lines = list(csv.reader(io.StringIO(write_result(ROWS, "csv"))))
    assert lines == [["what", "n"], [URI["value"], "7"], [WORDS["value"], ""]]
    assert write_result(EMPTY, "csv") == "what\n"


def test_json_is_sparql_results_json() -> None:
    assert json.loads(write_result(ROWS, "json")) == {
        "head": {"vars": ["what", "n"]},
        "results": {"bindings": [{"what": URI, "n": NUMBER}, {"what": WORDS}]},
    }


@pytest.mark.parametrize(
    ("result", "form", "text"),
    [
        (YES, "table", "yes\n"),
        (NO, "table", "no\n"),
        (YES, "csv", "true\n"),
        (NO, "json", '{"head": {}, "boolean": false}\n'),
    ],
)
def test_yes_and_no(result: QueryResult, form: str, text: str) -> None:
    assert write_result(result, form) == text


def test_turtle_uses_prefixes() -> None:
    assert 'case:e rdfs:label "Baby E" .' in write_result(TRIPLES, "ttl")


@pytest.mark.parametrize(
    ("result", "form"), [(ROWS, "ttl"), (YES, "ttl"), (TRIPLES, "csv"), (ROWS, "xlsx")]
)
def test_the_wrong_format_is_refused(result: QueryResult, form: str) -> None:
    with pytest.raises(UsageInvalid, match="Choose"):
        write_result(result, form)
