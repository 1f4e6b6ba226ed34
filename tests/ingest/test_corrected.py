"""Corrections on the way into the library: applied, noted, kept through rebuilds."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from graph.corrections import Correction, Field
from graph.library import Library
from graph.triples import Names, triples
from graph.validation import validate
from graph.view import GraphView
from ingest.batch import ingest
from ingest.checks import check_library
from ingest.corrected import as_read, corrected, noted
from ingest.rebuild import rebuild, reread
from tests import factories
from tests.ingest.publishing import found, titles, whole
from tests.ingest.review_texts import review_text

_DAY = "2026-11-23"


def _correction(field: Field, value: str, was: str = "as it was") -> Correction:
    return Correction(field, was, value, "Ann", f"{_DAY}T20:00:00+00:00")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (Field.TITLE, "Another title"),
        (Field.PUBLISHED, "2013"),
        (Field.PUBLISHED, ""),  # the date is not known after all
        (Field.TYPE, "safeguarding-adult-review"),
        (Field.TYPE, ""),
        (Field.BOARDS, "Saltmarsh Board\nEastmere Board"),
        (Field.BOARDS, ""),
    ],
)
def test_a_correction_changes_its_field_alone_and_says_so(field: Field, value: str) -> None:
    record = factories.record()
    changed = corrected(record, [_correction(field, value)])
    assert as_read(changed) == {**as_read(record), field: value}
    (note,) = set(changed.warnings) - set(record.warnings)
    assert note.code == f"corrected-{field}"
    assert "Ann" not in note.message  # who it was stays in the catalogue
    assert not validate(triples(changed))
    undone = replace(
        changed, document=record.document, reviews=record.reviews, warnings=record.warnings
    )
    assert undone == record  # nothing else


@pytest.mark.parametrize(
    ("field", "was", "told"),
    [
        (Field.TITLE, "Child A: a review. The program had read: x", None),
        (Field.PUBLISHED, "", "nothing"),
        (Field.BOARDS, "One Board\nTwo Board", "One Board; Two Board"),
        (Field.TYPE, "safeguarding-adult-review", "Safeguarding adult review"),
    ],
)
def test_a_note_can_be_read_back(field: Field, was: str, told: str | None) -> None:
    changed = corrected(factories.record(), [_correction(field, "", was)])
    note = noted(f"{changed.warnings[-1].code}: {changed.warnings[-1].message}")
    assert note is not None
    assert (note.field, note.day, note.was) == (field, _DAY, told or was)


@pytest.mark.parametrize(
    "warning",
    ["", "ocr: Pages were read by OCR.", "corrected-colour: An editor corrected the colour",
     "corrected-title: something else"],
)  # fmt: skip
def test_other_warnings_are_no_notes(warning: str) -> None:
    assert noted(warning) is None


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """A library of one review, corrected but not read again."""
    file = tmp_path / "files" / "a.txt"
    file.parent.mkdir()
    file.write_text(review_text(), encoding="utf-8")
    made = Library.create(tmp_path / "library")
    ingest(made, [file])
    (holding,) = made.catalogue.entries(1)
    read = as_read(made.record(holding.document))
    new = {Field.TITLE: "Corrected title", Field.BOARDS: "Saltmarsh Board"}
    values = {field: (read[field], value) for field, value in new.items()}
    made.corrections.write(holding.sha256, holding.file, values, "Ann")
    return made


def _served(library: Library) -> tuple[list[str], list[str]]:
    """Return the titles in the graph, and the entries that the index finds of the new board."""
    served = library.current()
    assert served is not None
    return titles(served), found(served, 'board:"Saltmarsh Board"')


def test_reading_again_brings_corrections_onto_the_pages(library: Library) -> None:
    before, indexed = _served(library)
    assert (before != ["Corrected title"], indexed) == (True, [])
    (holding,) = library.catalogue.entries(1)
    report = reread(library, [holding.document])
    assert report.generation is not None
    assert report.generation.number == 2
    told, indexed = _served(library)
    assert told == ["Corrected title"]
    assert indexed
    assert [one.title for one in library.catalogue.entries(2)] == ["Corrected title"]
    assert whole(library)  # as `lessons doctor` sees it


def test_the_doctor_names_what_is_not_on_the_pages_yet(library: Library) -> None:
    (wrong,) = [one for one in check_library(library) if not one.passed]
    assert wrong.message.startswith("a.txt: a correction is not on the pages yet.")
    rebuild(library)
    assert whole(library)


def test_a_rebuild_keeps_corrections_and_notes_each_once(library: Library) -> None:
    for number in (2, 3):
        rebuild(library)
        assert _served(library)[0] == ["Corrected title"]
        (holding,) = library.catalogue.entries(number)
        codes = [one.code for one in library.record(holding.document).warnings]
        assert sorted(code for code in codes if code.startswith("corrected-")) == [
            "corrected-boards",
            "corrected-title",
        ]
    assert whole(library)


def test_a_newer_file_of_the_name_keeps_what_reads_as_before(
    library: Library, tmp_path: Path
) -> None:
    newer = review_text(body="The police were called.", board="Eastmere")
    (tmp_path / "files" / "a.txt").write_text(newer, encoding="utf-8")
    ingest(library, [tmp_path / "files" / "a.txt"])
    served = library.current()
    assert served is not None
    (holding,) = library.catalogue.entries(served.number)
    said = as_read(library.record(holding.document))
    assert said[Field.TITLE] == "Corrected title"  # read as before, so it holds
    assert said[Field.BOARDS].startswith("Eastmere")  # reads otherwise: no editor has seen it
    assert whole(library)


def test_reading_again_what_is_not_held_publishes_nothing(library: Library) -> None:
    assert reread(library, ["doc-nowhere"]).generation is None
    assert library.served_number() == 1


def test_the_graph_tells_the_day_and_not_the_name(library: Library) -> None:
    rebuild(library)
    served = library.current()
    assert served is not None
    (holding,) = library.catalogue.entries(served.number)
    rows = GraphView.open(served.graph).select(
        "pages/document-warnings", document=Names().document(holding.document)
    )
    told = " ".join(str(row["warning"]) for row in rows)
    assert "An editor corrected the title on 20" in told
    assert "Ann" not in told
