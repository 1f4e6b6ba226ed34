"""The pages, API and command for paths, the gap map and network measures."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.web.commands import runner
from tests.web.library import make_library
from tests.web.walking import page


def test_a_path_is_told_with_its_paragraphs_and_a_picture_with_words(made: FlaskClient) -> None:
    found = page(made, "/paths?from=Baby+E&to=Rowan")
    assert found.status == 200
    assert "In the case of Baby E the review tells of a part played by" in found.text()
    assert len(found.tree.xpath("//section[1]//blockquote")) == 2
    (title, *_) = found.tree.xpath("//*[local-name()='svg']/*[local-name()='title']/text()")
    assert title.startswith("Baby E (case), linked to Wendlebury Police (agency)")
    assert found.tree.xpath("//main//*[@style]|//main//script|//main//style") == []


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/paths", 200, "Any two things"),
        ("/paths?from=Baby+E", 200, "Any two things"),  # one end alone is the form
        ("/paths?from=homelesness&to=Rowan", 404, "is not the name of anything here"),
        ("/paths?from=the+police&to=Rowan", 400, "can mean several things"),
        ("/paths?from=Rowan&to=rowan", 400, "Name two things"),
        ("/paths?from=Child+M&to=parental-drug-misuse", 200, "Nothing in this library links"),
        ("/paths?from=%3Cscript%3E&to=Rowan", 404, "<script>"),  # shown as words, not run
        ("/gap-map", 200, "None"),
        ("/gap-map?type=nonsense", 400, "no kind of review"),
        ("/gap-map?kind=x", 400, "no kind of learning"),
        ("/gap-map?since=20x5", 400, "four digits"),
        ("/gap-map?agency=neglect", 400, "no kind of agency"),
        ("/gap-map/cell?theme=hidden-men&agency=police", 200, "2 reviews"),
        ("/gap-map/cell?theme=hidden-men&agency=acute-trust", 200, "No review"),
        ("/gap-map/cell?theme=x", 404, "no such cell"),
        ("/networks", 200, "It does not mean"),
    ],
)
def test_pages_answer(made: FlaskClient, address: str, status: int, words: str) -> None:
    found = page(made, address)
    assert found.status == status
    assert words in found.text()


def test_the_nearest_names_lead_to_the_path(made: FlaskClient) -> None:
    links = page(made, "/paths?from=homelesness&to=Rowan").links()
    assert "/paths?from=homelessness&to=Rowan" in links


def test_each_full_cell_opens_as_many_reviews_as_it_counts(made: FlaskClient) -> None:
    cells = page(made, "/gap-map").tree.xpath("//td/a")
    assert cells
    for one in cells:
        shown = page(made, one.get("href"))
        count = one.text.strip()
        assert shown.text().count("Recommendation") + shown.text().count("Lesson") >= int(count)
        assert f"{count} review" in shown.text()


def test_the_csv_has_a_row_for_each_cell_empty_ones_too(made: FlaskClient) -> None:
    rows = list(csv.DictReader(io.StringIO(made.get("/gap-map.csv").get_data(as_text=True))))
    every = {(row["theme"], row["agency_type"], row["review_type"]): row for row in rows}
    assert len(every) == len(rows)
    assert {row["reviews"] for row in rows} == {"0", "1", "2"}
    assert every["hidden-men", "police-justice-body", "all"]["reviews"] == "2"
    assert every["hidden-men", "police-justice-body", "lcspr"]["reviews"] == "1"


def test_the_api_answers_in_json(made: FlaskClient) -> None:
    found = made.get("/api/paths?from=Baby+E&to=Rowan").get_json()
    assert found["schema"] == "lessons-path/1"
    assert found["paths"][0]["steps"][0]["citation"]["quote"] == "Wendlebury Police"
    wrong = made.get("/api/paths?from=homelesness&to=Rowan")
    assert wrong.status_code == 404
    assert wrong.get_json()["error"]["offered"][0]["id"] == "homelessness"
    assert made.get("/api/gap-map").get_json()["reviews"] == 2
    told = made.get("/api/networks").get_json()["measures"]
    assert [one["name"] for one in told] == ["bridges", "fatal", "core"]


def test_the_command_tells_paths(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    library, run = make_library(tmp_path / "library"), runner(capsys)
    told = run("path", "Baby E", "Rowan", "--library", library)
    assert told.code == 0
    assert "“Wendlebury Police” (Two serious case reviews, paragraph 4.8, page 6)" in told.out
    plain = run("path", "Baby E", "Rowan", "--library", library, "--json").json()
    assert plain["to"]["label"] == "Rowan"
    wrong = run("path", "Babby Q", "Rowan", "--library", library)
    assert (wrong.code, wrong.err.partition(":")[0]) == (1, "not-found")
