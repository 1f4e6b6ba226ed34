"""Corrections: what holds for which bytes, and what was there before."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.corrections import Corrections, Field

_READ = {Field.TITLE: "Child A", Field.PUBLISHED: "2012-05", Field.TYPE: "", Field.BOARDS: "B"}


@pytest.fixture
def corrections(tmp_path: Path) -> Corrections:
    found = Corrections(tmp_path / "catalogue.sqlite", lambda: "2026-11-23T20:00:00+00:00")
    found.write("aa", "a.pdf", {Field.TITLE: ("Child A", "Child A, 2012")}, "Ann")
    return found


def _values(found: Corrections, sha256: str, file: str, **read: str) -> dict[str, str]:
    told = {**_READ, **{Field(name): value for name, value in read.items()}}
    return {str(one.field): one.value for one in found.of(sha256, file, told)}


@pytest.mark.parametrize(
    ("sha256", "file", "title", "expected"),
    [
        ("aa", "a.pdf", "Child A", "Child A, 2012"),
        ("aa", "renamed.pdf", "Child A", "Child A, 2012"),  # the bytes are what was corrected
        ("aa", "a.pdf", "read otherwise now", "Child A, 2012"),  # by a newer program
        ("bb", "a.pdf", "Child A", "Child A, 2012"),  # a newer file, read as before
        ("bb", "a.pdf", "Child A (revised)", None),  # no editor has seen this
        ("bb", "b.pdf", "Child A", None),  # another report that happens to read so
    ],
)
def test_what_a_correction_holds_for(
    corrections: Corrections, sha256: str, file: str, title: str, expected: str | None
) -> None:
    assert _values(corrections, sha256, file, title=title).get("title") == expected


def test_the_bytes_own_correction_goes_before_an_older_file_s(corrections: Corrections) -> None:
    corrections.write("bb", "a.pdf", {Field.TITLE: ("Child A", "Child A, revised")}, "Ben")
    # written for the newer file of that name: the older row holds no more
    assert _values(corrections, "bb", "a.pdf") == {"title": "Child A, revised"}


def test_only_what_changes_is_written(corrections: Corrections) -> None:
    same = {Field.TITLE: ("Child A", "Child A, 2012"), Field.TYPE: ("", "")}
    assert corrections.write("aa", "a.pdf", same, "Ben") == ()
    assert len(corrections.history("aa")) == 1


def test_back_to_what_was_read_ends_a_correction(corrections: Corrections) -> None:
    changed = corrections.write("aa", "a.pdf", {Field.TITLE: ("Child A", "Child A")}, "Ben")
    assert changed == (Field.TITLE,)
    assert _values(corrections, "aa", "a.pdf") == {}
    (kept,) = corrections.history("aa")  # nothing is overwritten
    assert (kept.value, kept.editor, kept.day) == ("Child A, 2012", "Ann", "2026-11-23")


def test_a_later_correction_takes_the_place_of_the_first(corrections: Corrections) -> None:
    corrections.write("aa", "a.pdf", {Field.TITLE: ("Child A", "Third")}, "Ben")
    assert _values(corrections, "aa", "a.pdf") == {"title": "Third"}
    assert [one.value for one in corrections.history("aa")] == ["Third", "Child A, 2012"]


def test_fields_come_in_one_order(corrections: Corrections) -> None:
    values = {Field.BOARDS: ("B", "C\nD"), Field.PUBLISHED: ("2012-05", "")}
    corrections.write("aa", "a.pdf", values, "Ann")
    assert list(_values(corrections, "aa", "a.pdf")) == ["title", "published", "boards"]
