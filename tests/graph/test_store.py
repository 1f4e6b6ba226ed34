"""A store on disk: replace, withdraw, hand on, refuse a second writer."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph
import pytest

from graph.errors import LibraryBusy, LibraryDamaged, LibraryMissing, UsageInvalid
from graph.store import GraphWriter, export_quads, vocabulary_quads
from graph.triples import VOCABULARY_GRAPH, Names, triples
from graph.view import GraphView
from tests import factories

NAMES = Names()
COVER, LATER = NAMES.graph("doc-cover"), NAMES.graph("doc-larkshire")
TITLES = "SELECT DISTINCT ?title WHERE { ?d a cr:Document ; dcterms:title ?title } ORDER BY ?title"


@pytest.fixture
def writer(tmp_path: Path) -> GraphWriter:
    opened = GraphWriter(tmp_path / "graph")
    opened.replace(COVER, triples(factories.record()))
    opened.replace(LATER, triples(factories.later_record()))
    return opened


def _titles(writer: GraphWriter, at: Path) -> list[object]:
    writer.backup(at)
    return [row["title"] for row in GraphView.open(at).select(TITLES)]


def test_what_goes_in_comes_out(writer: GraphWriter, tmp_path: Path) -> None:
    assert writer.graphs() == [COVER, LATER]
    writer.backup(tmp_path / "copy")
    held = set(GraphView.open(tmp_path / "copy").statements(COVER))
    assert held == set(triples(factories.record()))


def test_replacing_leaves_nothing_of_the_old(writer: GraphWriter, tmp_path: Path) -> None:
    before = len(writer)
    writer.replace(COVER, triples(factories.record()))
    assert len(writer) == before
    smaller = list(triples(factories.record()))[:3]  # the document's first three statements
    writer.replace(COVER, smaller)
    writer.backup(tmp_path / "copy")
    assert set(GraphView.open(tmp_path / "copy").statements(COVER)) == set(smaller)


def test_withdrawing_takes_one_document(writer: GraphWriter, tmp_path: Path) -> None:
    assert writer.remove(COVER)
    assert _titles(writer, tmp_path / "copy") == ["Child safeguarding practice review: Rowan"]
    assert not writer.remove(COVER)  # it is gone already


def test_withdrawing_all_leaves_nothing(writer: GraphWriter) -> None:
    writer.remove(COVER)
    writer.remove(LATER)
    assert (len(writer), writer.graphs()) == (0, [])


def test_many_at_once_is_the_same(writer: GraphWriter, tmp_path: Path) -> None:
    records = factories.library()
    with GraphWriter(tmp_path / "other") as other:
        other.replace_many(
            [NAMES.graph(record.document.id) for record in records],
            (quad for record in records for quad in triples(record)),
        )
        for record in records:
            writer.replace(NAMES.graph(record.document.id), triples(record))
        assert (len(other), other.graphs()) == (len(writer), writer.graphs())


def test_the_vocabulary_has_its_own_graph_and_is_replaced(writer: GraphWriter) -> None:
    writer.load_vocabulary()
    once = len(writer)
    writer.load_vocabulary()
    assert len(writer) == once
    assert VOCABULARY_GRAPH in writer.graphs()
    assert len(set(vocabulary_quads())) > 9000  # 571 concepts and the ontology


def test_a_copy_is_not_changed_by_what_comes_after(writer: GraphWriter, tmp_path: Path) -> None:
    writer.backup(tmp_path / "first")
    writer.remove(COVER)
    writer.flush()
    assert len(GraphView.open(tmp_path / "first").select(TITLES)) == 2


def test_a_copy_can_be_the_next_writers_start(writer: GraphWriter, tmp_path: Path) -> None:
    writer.backup(tmp_path / "next")
    with GraphWriter(tmp_path / "next") as following:
        assert following.graphs() == [COVER, LATER]
        following.optimise()
        assert len(following) == len(writer)


def test_a_copy_never_lands_on_another(writer: GraphWriter, tmp_path: Path) -> None:
    writer.backup(tmp_path / "copy")
    with pytest.raises(LibraryDamaged, match="already exists"):
        writer.backup(tmp_path / "copy")


@pytest.mark.parametrize("form", ["nquads", "trig"])
def test_an_export_reads_back(writer: GraphWriter, tmp_path: Path, form: str) -> None:
    writer.backup(tmp_path / "copy")
    target = tmp_path / f"library.{form}"
    written = export_quads(tmp_path / "copy", target, form)
    suffix = {"nquads": pyoxigraph.RdfFormat.N_QUADS, "trig": pyoxigraph.RdfFormat.TRIG}[form]
    read = set(pyoxigraph.parse(path=target, format=suffix))
    assert len(read) == written == len(writer)
    assert set(triples(factories.record())) <= read


def test_an_unknown_export_format_is_refused(writer: GraphWriter, tmp_path: Path) -> None:
    with pytest.raises(UsageInvalid, match="nquads, trig"):
        export_quads(writer.path, tmp_path / "library.xml", "rdfxml")


def test_a_second_writer_is_refused(writer: GraphWriter) -> None:
    with pytest.raises(LibraryBusy, match="Try again"):
        GraphWriter(writer.path)


def test_the_lock_is_given_back(writer: GraphWriter) -> None:
    writer.close()
    with GraphWriter(writer.path) as again:
        assert again.graphs() == [COVER, LATER]


def test_no_graph_is_missing_and_a_broken_one_damaged(tmp_path: Path) -> None:
    with pytest.raises(LibraryMissing, match="lessons ingest"):
        GraphView.open(tmp_path / "nowhere")
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "CURRENT").write_text("rubbish\n")
    with pytest.raises(LibraryDamaged, match="lessons rebuild"):
        GraphView.open(broken)
