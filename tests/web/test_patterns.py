"""The pages over all cases: every figure opens as many cases as it says."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from graph.library import Library
from graph.records import load_record
from tests.graph.patterns.naive import naive_cases
from tests.web.commands import Run, runner
from tests.web.library import make_library
from tests.web.served import sample_library
from tests.web.walking import Page, page
from web.app import create_app
from web.config import Settings

SHAPE = "/patterns/cases?f1=domestic-abuse&w1=mother&n1=parental-drug-misuse&theme=hidden-men"


def test_the_builder_answers_with_sentence_cases_and_words(made: FlaskClient) -> None:
    found = page(made, SHAPE)
    assert found.text("//*[@id='sentence']").startswith("Cases where “Domestic abuse” of “Mother”")
    assert found.text("//*[@id='found']") == "1 case"
    quotes = [" ".join(one.itertext()) for one in found.tree.xpath("//blockquote/p")]
    assert any("domestic violence" in one for one in quotes)
    assert any(one.startswith("Wendlebury Police should share") for one in quotes)
    assert "SELECT ?case" in found.text("//pre")
    assert found.tree.xpath("//select[@id='f1']/option[@selected]/@value") == ["domestic-abuse"]


@pytest.mark.parametrize(
    "wrong", ["f1=police", "from=soon", "from=2010&until=2001", "d1=x&f1=poverty"]
)
def test_what_cannot_be_asked_is_told_with_the_form(made: FlaskClient, wrong: str) -> None:
    found = page(made, f"/patterns/cases?{wrong}")
    assert found.status == 400
    assert found.tree.xpath("//*[@role='alert']")
    assert found.tree.xpath("//select[@id='f1']")


def test_the_csv_has_a_row_for_each_quotation(made: FlaskClient) -> None:
    rows = list(csv.DictReader(io.StringIO(made.get(SHAPE.replace("cases?", "cases.csv?")).text)))
    assert {row["label"] for row in rows} == {"Baby E"}
    assert [row["quote"] for row in rows].count("domestic violence") == 2  # two documents
    assert any(row["condition"].startswith("there is no evidence of") for row in rows)


@pytest.mark.parametrize(
    "address",
    [
        "/patterns/together",
        "/patterns/together?rows=risk-factor&columns=agency-type",
        "/patterns/together?rows=practice-theme&columns=publication-year",
        "/patterns/prevalence",
        "/patterns/prevalence?by=type",
        "/patterns/prevalence?by=age",
        "/patterns/trends?scheme=risk-factor&concept=domestic-abuse&by=publication-year",
    ],
)
def test_each_figure_opens_as_many_cases_as_it_says(sample: FlaskClient, address: str) -> None:
    links = page(sample, address).tree.xpath("//a[starts-with(@href, '/patterns/counted')]")
    assert links
    for link in links[:40]:
        opened = page(sample, str(link.get("href")))
        assert opened.status == 200
        assert _figure(opened) == int(link.text_content()), link.get("href")


def _figure(found: Page) -> int:
    told = re.match(r"[\d,]+", found.text("//h1"))
    assert told is not None
    return int(told[0].replace(",", ""))


def test_the_sample_counts_as_its_records_do(tmp_path: Path) -> None:
    library: Library = sample_library(tmp_path / "library")
    naive = naive_cases(
        [load_record(one.read_bytes()) for one in sorted(library.records.iterdir())]
    )
    client = create_app(Settings(library=library.path)).test_client()
    shares = client.get("/api/patterns/prevalence").get_json()["shares"]
    assert shares
    for row in shares:
        could = [one for one in naive.values() if one.could("risk-factor", row["concept"])]
        has = sum(one.has("risk-factor", row["concept"]) for one in could)
        assert (row["count"], row["of"]) == (has, len(could)), row
    for pair in (("risk-factor", "agency-type"), ("practice-theme", "risk-factor")):
        rows, columns = pair
        found = client.get(f"/api/patterns/together?rows={rows}&columns={columns}").get_json()
        for cell in found["pairs"]:
            both = [
                one for one in naive.values()
                if one.could(rows, cell["row"]) and one.could(columns, cell["column"])
                and one.has(rows, cell["row"]) and one.has(columns, cell["column"])
            ]  # fmt: skip
            assert cell["together"] == len(both), cell


def test_an_answer_is_told_in_names_and_not_in_ids(made: FlaskClient) -> None:
    shown = page(made, "/patterns/questions/factors-ranked")
    assert shown.text("//thead//th[1]") == "Risk factor"
    assert shown.text("//tbody/tr[1]/td[1]/a") == "Accommodation and housing problems"
    assert "skos:" not in page(made, "/patterns/questions/theme-by-year").text("//main/p[1]")


def test_questions_run_from_page_csv_and_api(made: FlaskClient) -> None:
    assert "Which legal statuses" in page(made, "/patterns/questions/legal-statuses").text("//h1")
    assert "Care order" in made.get("/patterns/questions/legal-statuses.csv").text
    told = made.get("/api/patterns/questions?name=legal-statuses").get_json()
    assert [row["label"] for row in told["rows"]] == ["Care order"]
    assert made.get("/patterns/questions/no-such").status_code == 404


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        ("/api/patterns/cases?f1=police", 400, "query-invalid"),
        ("/api/patterns/together?rows=x", 400, "usage-invalid"),
        ("/api/patterns/nothing", 404, "not-found"),
    ],
)
def test_the_api_says_what_is_wrong(
    made: FlaskClient, address: str, status: int, code: str
) -> None:
    answer = made.get(address)
    assert (answer.status_code, answer.get_json()["code"]) == (status, code)


def test_a_trend_has_its_chart_summary_and_table(sample: FlaskClient) -> None:
    found = page(sample, "/patterns/trends?concept=domestic-abuse")
    assert found.tree.xpath("//*[name()='svg']/*[name()='title']")
    assert "cases" in found.text("//*[@id='summary']")
    assert found.tree.xpath("//*[@style]") == []
    years = found.tree.xpath("(//table)[1]/tbody/tr/th/text()")
    assert years == sorted(years)


def test_prevalence_stands_beside_published_figures(sample: FlaskClient) -> None:
    told = page(sample, "/patterns/prevalence").text()
    assert "Learning for the future: final analysis of SCRs 2017-2019" in told
    assert "235 SCRs" in told


@pytest.fixture
def run(
    capsys: pytest.CaptureFixture[str], tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> Run:  # fmt: skip
    library = make_library(tmp_path_factory.mktemp("patterns") / "library")
    monkeypatch.setenv("LESSONS_LIBRARY", str(library))
    return runner(capsys)


def test_the_command_finds_crosses_counts_and_lists(run: Run) -> None:
    told = run("patterns", "cases", "f1=domestic-abuse", "n1=parental-drug-misuse")
    assert "Baby E" in told.out
    assert "“domestic violence”" in told.out
    assert run("patterns", "cases", "f1=domestic-abuse", "--json").json()["total"] == 1
    assert "SELECT ?case" in run("patterns", "cases", "f1=domestic-abuse", "--sparql").out
    pairs = run("patterns", "together", "risk-factor", "agency-type", "--json").json()
    assert {row["together"] for row in pairs} == {1}
    assert "Domestic abuse" in run("patterns", "prevalence").out
    assert "not tested" in run("patterns", "trends").out
    assert "legal-statuses" in run("patterns", "questions").out
    assert "Care order" in run("patterns", "questions", "legal-statuses", "--csv").out


@pytest.mark.parametrize(
    "wrong",
    [
        ("cases", "domestic-abuse"),
        ("cases", "f1=police"),
        ("together", "x", "risk-factor"),
        ("questions", "no-such"),
    ],
)
def test_the_command_says_what_is_wrong(run: Run, wrong: tuple[str, ...]) -> None:
    answer = run("patterns", *wrong)
    assert answer.code in {1, 2}
    assert answer.out == ""
    assert answer.err.strip().endswith(".")
