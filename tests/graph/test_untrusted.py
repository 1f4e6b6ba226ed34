"""SPARQL from anybody: answered, limited, or refused with a reason."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph
import pytest

from graph.errors import LibraryMissing, QueryInvalid, QueryTooSlow
from graph.store import GraphWriter
from graph.triples import Names, triples
from graph.untrusted import MAX_QUERY_LENGTH, run_untrusted
from tests import factories


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("library")
    with GraphWriter(folder / "graph") as writer:
        for record in factories.library():
            writer.replace(Names().graph(record.document.id), triples(record))
        writer.backup(folder / "snapshot")
    return folder / "snapshot"


def test_a_select_gives_rows(snapshot: Path) -> None:
    found = run_untrusted(
        snapshot,
        "SELECT ?l ?n WHERE { ?c a cr:Case ; rdfs:label ?l . OPTIONAL { ?c cr:age ?n } } "
        "GROUP BY ?l ?n ORDER BY ?l",
    )
    assert found.variables == ("l", "n")
    assert [row["l"]["value"] for row in found.rows or ()] == ["Baby E", "Child M", "Rowan"]
    assert "n" not in (found.rows or ())[1]  # Child M's age is not known
    assert not found.truncated


@pytest.mark.parametrize(("factor", "answer"), [("domestic-abuse", True), ("sudi", False)])
def test_an_ask_gives_an_answer(snapshot: Path, factor: str, answer: bool) -> None:
    found = run_untrusted(snapshot, f"ASK {{ ?c cr:hasFactor v:{factor} }}")
    assert found.answer is answer


def test_a_construct_gives_triples(snapshot: Path) -> None:
    found = run_untrusted(snapshot, "CONSTRUCT { ?c a cr:Case } WHERE { ?c a cr:Case }")
    assert (found.triples or "").count("\n") == 3  # Baby E once, though two documents report her


def test_rows_beyond_the_limit_are_cut_and_said_to_be(snapshot: Path) -> None:
    found = run_untrusted(snapshot, "SELECT * WHERE { ?s ?p ?o }", max_rows=5)
    assert (len(found.rows or ()), found.truncated) == (5, True)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",  # cross join
        "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } ORDER BY ?l",  # and sorted
    ],
)
def test_an_endless_query_is_stopped(snapshot: Path, query: str) -> None:
    with pytest.raises(QueryTooSlow, match=r"was stopped|more memory"):
        run_untrusted(snapshot, query, seconds=1)


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("SELEKT ?s", "not a SPARQL query"),
        ("", "not a SPARQL query"),
        ("INSERT DATA { <a:a> <a:b> <a:c> }", "cannot be changed"),
        ("DELETE WHERE { ?s ?p ?o }", "cannot be changed"),
        ("DROP ALL", "cannot be changed"),
        ("LOAD <http://127.0.0.1/x>", "cannot be changed"),
        ("SELECT * WHERE " + "{" * 4000 + "}" * 4000, "nested too deeply"),
        ("#" * (MAX_QUERY_LENGTH + 1), "is the limit"),
    ],
)
def test_what_is_no_reading_query_is_refused(snapshot: Path, query: str, reason: str) -> None:
    with pytest.raises(QueryInvalid, match=reason):
        run_untrusted(snapshot, query)


def test_nothing_has_changed_after_all_that(snapshot: Path) -> None:
    before = run_untrusted(snapshot, "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")
    with pytest.raises(QueryInvalid):
        run_untrusted(snapshot, "DROP ALL")
    assert run_untrusted(snapshot, "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }") == before


@pytest.fixture
def listener() -> Iterator[tuple[int, list[object]]]:
    """A server on this machine that notes every call."""
    calls: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def accept() -> None:
            try:
                while True:
                    connection, address = server.accept()
                    calls.append(address)  # before whoever called goes on
                    connection.close()
            except OSError:
                return  # the test is over and the server closed

        thread = threading.Thread(target=accept, daemon=True)
        thread.start()
        yield server.getsockname()[1], calls
        server.shutdown(socket.SHUT_RDWR)
        thread.join(timeout=5)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * WHERE {{ SERVICE <{url}> {{ ?s ?p ?o }} }}",
        "SELECT * WHERE {{ service silent <{url}> {{ ?s ?p ?o }} }}",  # errors swallowed
        "PREFIX : <{url}> SELECT * WHERE {{ SERVICE: {{ ?s ?p ?o }} }}",  # looks like a prefix
        "SELECT * WHERE {{ ?s a ?t FILTER(?s != 1)SERVICE<{url}> {{ ?s ?p ?o }} }}",  # glued
        "SELECT * WHERE {{ {{ ?s a cr:Case ; rdfs:label 'E'SERVICE <{url}> {{ ?s ?p ?o }} }} }}",
        r"SELECT * WHERE {{ \u0053ERVICE <{url}> {{ ?s ?p ?o }} }}",  # escaped beforehand
        "SELECT * FROM <{url}> WHERE {{ ?s ?p ?o }}",  # names a graph, fetches nothing
    ],
)
def test_no_query_reaches_another_machine(
    snapshot: Path, listener: tuple[int, list[object]], query: str
) -> None:
    port, calls = listener
    with contextlib.suppress(QueryInvalid):  # refused is as good as answered from our own graph
        run_untrusted(snapshot, query.format(url=f"http://127.0.0.1:{port}/"))
    assert calls == []


def test_oxigraph_itself_would_call_it(listener: tuple[int, list[object]]) -> None:
    # The day that this fails, `defuse` has become unnecessary.
    port, calls = listener
    with contextlib.suppress(OSError):
        query = f"SELECT * WHERE {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}"
        list(pyoxigraph.Store().query(query))  # type: ignore[arg-type]  # a SELECT gives rows
    assert len(calls) > 0


def test_the_word_service_can_still_be_asked_for(snapshot: Path) -> None:
    found = run_untrusted(
        snapshot,
        """PREFIX t: <https://lessons-graph.example/vocab/>
        SELECT DISTINCT ?service WHERE { # every drug service
          ?service cr:agencyType t:substance-misuse-service ; foaf:name ?n .
          FILTER(CONTAINS(?n, "misuse service")) }""",
    )
    assert len(found.rows or ()) == 1


def test_without_a_graph_there_is_no_answer(tmp_path: Path) -> None:
    with pytest.raises(LibraryMissing):
        run_untrusted(tmp_path / "nowhere", "ASK { }")
