"""Ready questions in words: every column has a heading, every thing a link, exports their names."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from graph.patterns.ready import ready_question, ready_questions
from graph.queries import query_text
from tests.web.served import client_of, sample_library
from tests.web.walking import page
from web.content.answer_words import answer_words

QUESTIONS = [one.name for one in ready_questions()]
# What only a program would show: an IRI, a prefixed name, a hash, a constant of the ontology.
RAW = re.compile(r"https?://|\b(?:cr|v|skos):\w|\b[0-9a-f]{32,}\b|^[A-Z]{4,}_|^none$")


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    folder: Path = tmp_path_factory.mktemp("answers")
    return client_of(sample_library(folder / "library").path)


def _columns(question: str) -> list[str]:
    select = query_text(ready_question(question).query).split("WHERE", 1)[0].split("SELECT")[1]
    named = re.sub(r"\([^()]*(?:\([^()]*(?:\([^()]*\))?[^()]*\))?[^()]*AS (\?\w+)\)", r"\1", select)
    return re.findall(r"\?(\w+)", named)


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_column_of_every_question_has_words(question: str) -> None:
    told = answer_words()
    names = _columns(question)
    for name in names:
        if told.named(name, names):
            continue
        assert name in told.headings, name
        heading = told.heading(question, name)
        assert heading[0].isupper(), heading
        assert not re.search(r"[a-z][A-Z]|_", heading.replace("SHA", "")), heading


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_page_shows_what_only_programs_read(sample: FlaskClient, question: str) -> None:
    shown = page(sample, f"/patterns/questions/{question}")
    names = _columns(question)
    heads = [one.text_content() for one in shown.tree.xpath("//thead//th")]
    machine = {*names, *(name.capitalize() for name in names)} - {*map(str.capitalize, PLAIN)}
    assert not machine & set(heads), heads
    for cell in shown.tree.xpath("//tbody//td"):
        told = cell.text_content().strip()
        assert not RAW.search(told), told
    for link in set(shown.tree.xpath("//tbody//td/a/@href")):
        assert sample.get(link).status_code in {200, 303}, link


# Names of columns that are plain English as they are.
PLAIN = ("agency", "case", "lesson", "recommendation")


def test_where_a_statement_comes_from_leads_to_the_words(sample: FlaskClient) -> None:
    shown = page(sample, "/patterns/questions/provenance")
    row = shown.tree.xpath("//tbody/tr[1]")[0]
    links = [link.split("/")[1] for link in row.xpath(".//a/@href")]
    assert links == ["cases", "factors", "documents", "id"]
    led = sample.get(row.xpath(".//a/@href")[-1])
    assert led.headers["Location"].startswith("/documents/")


def test_files_keep_the_names_of_the_query(sample: FlaskClient) -> None:
    rows = csv.reader(io.StringIO(sample.get("/patterns/questions/provenance.csv").text))
    header, first = next(rows), next(rows)
    assert header[:5] == ["case", "caseLabel", "concept", "status", "title"]
    assert first[0].startswith("https://")
    told = sample.get("/api/patterns/questions?name=provenance").get_json()["rows"][0]
    assert set(told) == set(header)


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("status", "negated", "Ruled out"),
        ("status", "unheard-of", "unheard-of"),  # a value without words is shown as it is
        ("method", "told:owed:default-person", "Told in other words: owed, default person"),
        ("method", "other:rule", "other:rule"),
        ("check", "", "Not yet"),
        ("deadline", "2019-12", "December 2019"),
        ("quote", "told:so", "told:so"),  # words of a report are never touched
        ("sha256", "0123456789abcdef", "0123456789ab…"),
    ],
)  # fmt: skip
def test_values_in_words(name: str, text: str, words: str) -> None:
    assert answer_words().value(name, text) == words
