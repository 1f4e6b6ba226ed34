"""`lessons search`, `query`, `show` and `export` over a library of the factory's Records."""

from __future__ import annotations

import io
from pathlib import Path

import pyoxigraph
import pytest

from graph.export import FORMS
from tests import factories
from tests.web.commands import Run, runner
from tests.web.library import make_library


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_library(tmp_path_factory.mktemp("asking") / "library")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], library: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("LESSONS_LIBRARY", str(library))
    return runner(capsys)


def test_search_as_json_has_all_its_fields(run: Run) -> None:
    plain = run("search", "methadone", "--json", "--facet", "factor").json()
    assert list(plain) == [
        "schema", "query", "asked_for", "address", "expanded", "ambiguous", "notes", "total",
        "page", "size", "hits", "facets",
    ]  # fmt: skip
    assert (plain["schema"], plain["query"]) == ("lessons-search/1", "methadone")
    (hit,) = [one for one in plain["hits"] if one["kind"] == "passage"]
    assert (hit["id"], hit["number"], hit["document"]) == ("doc-cover-p4.6", "4.6", "doc-cover")
    assert "methadone</mark>" in hit["snippet"]
    assert {"value": "parental-opiate-use-ost", "count": 1} in plain["facets"]["factor"]


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        (["father", "--kind", "lesson"], ["les-fathers"]),
        (["kind:review", "--sort", "newest"], [factories.LATER_REVIEW, factories.REVIEW]),
        (["kind:review", "--sort", "oldest"], [factories.REVIEW, factories.LATER_REVIEW]),
        (["*", "--kind", "review", "--filter", "area=Larkshire"], [factories.LATER_REVIEW]),
        (["kind:review", "--size", "1", "--page", "3"], []),  # past the last
    ],
)
def test_search_options(run: Run, options: list[str], ids: list[str]) -> None:
    answer = run("search", *options, "--exact", "--json")
    assert [one["id"] for one in answer.json()["hits"]] == ids


def test_synonyms_can_be_turned_off(run: Run) -> None:
    wide = run("search", "DV", "--json").json()
    assert wide["expanded"]
    exact = run("search", "DV", "--exact", "--json").json()
    assert (exact["expanded"], exact["total"]) == ([], 0)
    assert wide["total"] > 0


def test_search_says_what_was_asked_for(run: Run) -> None:
    plain = run("search", "factor:domestic-abuse drug", "--filter", "area=Wendlebury", "--json")
    asked = plain.json()
    assert asked["asked_for"] == (
        "everything in reviews where the case has domestic abuse and the text says “drug”"
        " and area is Wendlebury"
    )
    assert asked["address"] == "/search?q=factor%3Adomestic-abuse+drug&area=Wendlebury"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("methadone factor:homelessness", "the case has homelessness"),
        ("methadone factor:homelessness", "without it"),
        ("methadnoe", "Did you mean methadone"),
        ("zzzzzz", "nothing meets this"),
        ("zzzzzz", "The library holds"),
    ],
)
def test_search_says_why_nothing_was_found(run: Run, text: str, told: str) -> None:
    answer = run("search", text, "--exact")
    assert answer.out.startswith("0 found.")
    assert told in answer.out


def test_search_for_people(run: Run) -> None:
    answer = run("search", "methadone", "--facet", "kind")
    assert (answer.code, answer.err) == (0, "")
    assert "found." in answer.out
    assert "methadone*" in answer.out
    assert "<mark>" not in answer.out
    assert "id: doc-cover-p4.6" in answer.out


@pytest.mark.parametrize(
    "arguments",
    [
        ["search", "x", "--facet", "nonsense"],
        ["search", "x", "--filter", "nonsense"],  # no = sign
        ["search", "year:nonsense.."],
    ],
)
def test_a_search_that_makes_no_sense_is_wrong_usage(run: Run, arguments: list[str]) -> None:
    answer = run(*arguments)
    assert (answer.code, answer.err.count("\n")) == (2, 1)
    assert answer.err.startswith("query-invalid: ")


TITLES = "SELECT DISTINCT ?title WHERE { ?d a cr:Document ; dcterms:title ?title } ORDER BY ?title"


def test_a_query_comes_from_a_file_from_us_or_from_standard_input(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "titles.rq"
    file.write_text(TITLES, encoding="utf-8")
    from_file = run("query", file)
    assert "Two serious case reviews" in from_file.out
    monkeypatch.setattr("sys.stdin", io.StringIO(TITLES))
    assert run("query", "-").out == from_file.out
    names = run("query", "--list").out.split()
    assert "questions/provenance" in names
    assert run("query", names[0]).code == 0


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ("table", "Two serious case reviews"),
        ("csv", "title\r\nBaby E: executive summary\r\n"),
        ("json", '"vars"'),
    ],
)
def test_a_querys_answer_has_forms(
    run: Run, form: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(TITLES))
    answer = run("query", "-", "--format", form)
    assert answer.code == 0
    assert words.replace("\r\n", "\n") in answer.out.replace("\r\n", "\n")


@pytest.mark.parametrize(
    ("text", "code", "exit_code"),
    [
        ("SELECT nonsense", "query-invalid", 2),
        ("INSERT DATA { <a:a> <a:b> <a:c> }", "query-invalid", 2),  # no writing
        ("ASK { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "query-invalid", 2),  # nor calling
        ("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . FILTER(?a > ?g) } ORDER BY ?h",
         "query-too-slow", 3),
    ],
)  # fmt: skip
def test_a_query_that_may_not_run_is_refused(
    run: Run, text: str, code: str, exit_code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(text))
    answer = run("query", "-", "--seconds", "2")
    assert (answer.code, answer.out) == (exit_code, "")
    assert answer.err.startswith(f"{code}: ")


def test_more_rows_than_asked_for_are_told_of(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(TITLES))
    answer = run("query", "-", "--rows", "1", "--format", "csv")
    assert (answer.code, len(answer.out.splitlines())) == (0, 2)
    assert "Only the first 1 rows" in answer.err


@pytest.mark.parametrize(
    ("identifier", "kind"),
    [
        (factories.REVIEW, "review"),
        (factories.CASE_E, "case"),
        ("doc-cover", "document"),
        ("rec-1", "recommendation"),
        ("les-fathers", "lesson"),
        ("doc-cover-p4.6", "passage"),
        ("domestic-abuse", "concept"),
        ("information-sharing", "concept"),
    ],
)
def test_show_finds_every_kind_of_thing(run: Run, identifier: str, kind: str) -> None:
    plain = run("show", identifier, "--json").json()
    assert list(plain) == ["schema", "id", "kind", "iri", "parts"]
    assert (plain["schema"], plain["id"], plain["kind"]) == ("lessons-show/1", identifier, kind)
    assert any(plain["parts"].values())
    told = run("show", identifier)
    assert told.out.startswith(f"{kind} {identifier}\n")


def test_show_finds_an_agency_by_the_id_that_other_answers_give(run: Run) -> None:
    case = run("show", factories.CASE_E, "--json").json()
    row = next(one for one in case["parts"]["case-agencies"] if "Police" in str(one.values()))
    iri = next(str(value) for value in row.values() if "/agency/" in str(value))
    plain = run("show", iri.rpartition("/")[2], "--json").json()
    assert plain["kind"] == "agency"


def test_show_says_when_there_is_no_such_thing(run: Run) -> None:
    answer = run("show", "nothing-of-the-kind")
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.startswith("not-found: ")
    assert "lessons search" in answer.err


@pytest.mark.parametrize("form", FORMS)
def test_export_writes_the_whole_graph(run: Run, tmp_path: Path, form: str) -> None:
    target = tmp_path / f"library.{form}"
    answer = run("export", target, "--format", form)
    assert (answer.code, list(tmp_path.iterdir())) == (0, [target])
    kinds = {"nquads": pyoxigraph.RdfFormat.N_QUADS, "trig": pyoxigraph.RdfFormat.TRIG}
    quads = set(pyoxigraph.parse(path=str(target), format=kinds[form]))
    assert answer.out == f"{len(quads)} quads written to {target}.\n"
    titles = {quad.object.value for quad in quads if "title" in quad.predicate.value}
    assert "Two serious case reviews" in titles


def test_an_export_into_no_folder_is_one_line(run: Run, tmp_path: Path) -> None:
    answer = run("export", tmp_path / "nowhere" / "library.nq")
    assert (answer.code, answer.err.count("\n")) == (2, 1)
    assert "nowhere" in answer.err
