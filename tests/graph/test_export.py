"""The whole graph as one file: sorted where machines compare it, whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph
import pytest

from graph.errors import LibraryMissing, UsageInvalid
from graph.export import _sort, export_quads
from graph.store import GraphWriter
from graph.triples import Names, triples
from tests import factories

NAMES = Names()
KINDS = {"nquads": pyoxigraph.RdfFormat.N_QUADS, "trig": pyoxigraph.RdfFormat.TRIG}


def _store(path: Path, *, backwards: bool = False) -> Path:
    """Return a store of the factory's Records, put in in this order or the other."""
    records = factories.library()[:: -1 if backwards else 1]
    with GraphWriter(path) as writer:
        for record in records:
            writer.replace(NAMES.graph(record.document.id), triples(record))
    return path


@pytest.mark.parametrize("form", ["nquads", "trig"])
def test_what_is_written_is_the_graph(tmp_path: Path, form: str) -> None:
    target = tmp_path / "graph.out"
    number = export_quads(_store(tmp_path / "store"), target, form)
    expected = {quad for record in factories.library() for quad in triples(record)}
    assert set(pyoxigraph.parse(path=str(target), format=KINDS[form])) == expected
    assert number == len(expected)


def test_equal_graphs_give_equal_files_in_order(tmp_path: Path) -> None:
    files = [tmp_path / "one.nq", tmp_path / "other.nq"]
    for at, file in enumerate(files):
        export_quads(_store(tmp_path / f"store{at}", backwards=bool(at)), file, "nquads")
    one, other = (file.read_bytes() for file in files)
    assert one == other
    assert one.splitlines() == sorted(one.splitlines())


@pytest.mark.parametrize("run", [1, 2, 3, 100])
def test_sorting_in_runs_is_sorting(tmp_path: Path, run: int) -> None:
    (tmp_path / "source").write_bytes(b"c\nb\na\nb\ne\n\xff\nd\n")
    _sort(tmp_path / "source", tmp_path / "target", run)
    assert (tmp_path / "target").read_bytes() == b"a\nb\nb\nc\nd\ne\n\xff\n"


def test_an_empty_file_sorts_to_an_empty_file(tmp_path: Path) -> None:
    (tmp_path / "source").write_bytes(b"")
    _sort(tmp_path / "source", tmp_path / "target")
    assert (tmp_path / "target").read_bytes() == b""


def test_what_cannot_be_exported_leaves_nothing(tmp_path: Path) -> None:
    target = tmp_path / "graph.nq"
    with pytest.raises(UsageInvalid, match="nquads, trig"):
        export_quads(_store(tmp_path / "store"), target, "rdfxml")
    with pytest.raises(UsageInvalid, match="no folder"):
        export_quads(tmp_path / "store", tmp_path / "nowhere" / "graph.nq", "nquads")
    with pytest.raises(LibraryMissing):
        export_quads(tmp_path / "missing", target, "nquads")
    assert [path.name for path in tmp_path.iterdir()] == ["store"]
