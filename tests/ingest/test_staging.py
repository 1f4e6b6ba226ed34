"""Uploads: names made safe, limits kept, and what each file turns out to be."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from graph.job import FileState, JobKind
from graph.library import Library
from ingest.jobs import staging
from ingest.jobs.staging import MOST_FILES, Staging, receive, safe_name
from ingest.jobs.worker import work
from ingest.limits import DEFAULT_LIMITS
from tests.ingest.review_texts import encrypted_pdf, not_a_review, review_text
from tests.ingest.uploads import publish_all, read, send, states

_REVIEW = review_text().encode()


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library.create(tmp_path / "library")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("Baby E.pdf", "Baby E.pdf"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\windows\\win.ini", "win.ini"),
        ("C:\\Reviews\\Child A.docx", "Child A.docx"),
        ("/", "unnamed"),
        ("", "unnamed"),
        ("..", "unnamed"),
        (".htaccess", "htaccess"),  # nothing hidden
        ("~$draft.docx", "draft.docx"),
        ("a\x00b\n\u202efdp.txt", "abfdp.txt"),  # no control, no turning round
        ("  two   spaces .pdf", "two spaces.pdf"),
        ("a" * 300 + ".pdf", "a" * 146 + ".pdf"),
        ("ŵ" * 300 + ".pdf", "ŵ" * 73 + ".pdf"),  # bytes count, letters stay whole
        ("report.final.version", "report.final.version"),
        ("\udcff.txt", "txt"),
    ],
)
def test_names(given: str, expected: str) -> None:
    assert safe_name(given) == expected


def _zip_bomb() -> bytes:
    """Return a Word file whose text unpacks to a thousand times its size."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"<a>" + b" " * 50_000_000)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "code", "next_step"),
    [
        ("empty.pdf", b"", "document-empty", "Fetch it again"),
        ("spaces.txt", b" \n ", "document-empty", "Fetch it again"),
        ("soup.txt", not_a_review().encode(), "document-not-a-review", "add a first line"),
        ("secret.pdf", encrypted_pdf(), "document-encrypted", "password"),
        ("bomb.docx", _zip_bomb(), "document-too-large", "."),
        ("text.pdf", _REVIEW, "document-unreadable", "Fetch it again"),  # belies its name
        ("photo.docx", b"\x89PNG\r\n\x1a\n" + b"0" * 99, "document-unsupported", "PDF"),
        ("program.exe", b"MZ\x90\x00" + b"\x00" * 99, "document-unsupported", "try again"),
        ("README.md", _REVIEW, "document-unsupported", "Rename"),
    ],
)
def test_a_file_that_cannot_go_in_is_refused_and_the_rest_goes_on(
    library: Library, name: str, data: bytes, code: str, next_step: str
) -> None:
    bad, good = read(library, [(name, data), ("good.txt", _REVIEW)])
    assert (bad.state, bad.code) == (FileState.REFUSED, code)
    assert next_step in bad.message
    assert good.state is FileState.READ


def test_what_a_file_is_shows_in_its_bytes(library: Library) -> None:
    page = f"<!doctype html><html><body><article>{review_text()}</article></body></html>"
    (one,) = read(library, {"report.bin": page.encode()})
    assert one.state is FileState.READ
    assert one.found["media_type"] == "text/html"


def test_what_was_read_is_told_and_nothing_is_published(library: Library) -> None:
    (one,) = read(library, {"a.txt": _REVIEW})
    assert one.found["cases"] == ["Child A"]
    assert one.found["published"] == "2012-05"
    assert one.found["type"] == "scr-child"
    assert one.found["boards"] == "Wendlebury Local Safeguarding Children Board"
    assert one.found["recommendations"] == 1
    assert library.served_number() is None


def test_two_files_of_one_name_are_not_mixed_up(library: Library) -> None:
    other = review_text("Child B").encode()
    first, second = read(library, [("a/r.txt", _REVIEW), ("b/r.txt", other)])
    assert (first.state, first.found["cases"]) == (FileState.READ, ["Child A"])
    assert (second.state, second.code) == (FileState.REFUSED, "document-name-taken")


def test_the_same_bytes_are_read_once(library: Library) -> None:
    first, second = read(library, [("a.txt", _REVIEW), ("b.txt", _REVIEW)])
    assert (first.state, second.state) == (FileState.READ, FileState.HELD)
    assert second.message == "a.txt"


def test_a_file_beyond_the_limit_of_bytes_is_not_kept(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staging, "_PIECE", 10)
    small = replace(DEFAULT_LIMITS, file_bytes=len(_REVIEW))
    sent = [("fits.txt", io.BytesIO(_REVIEW)), ("over.txt", io.BytesIO(_REVIEW + b"."))]
    job = receive(library, sent, "Ann", small)
    fits, over = library.jobs.files(job)
    assert (fits.state, over.state) == (FileState.WAITING, FileState.REFUSED)
    assert over.code == "document-too-large"
    kept = Staging.of(library, job)
    assert (kept.file("fits.txt").exists(), kept.file("over.txt").exists()) == (True, False)


def test_a_file_beyond_the_limit_of_number_is_refused(library: Library) -> None:
    job = send(library, [(f"{at}.txt", b"x%d" % at) for at in range(MOST_FILES + 1)])
    found = states(library, job)
    assert found.count(FileState.WAITING) == MOST_FILES
    assert found[-1] is FileState.REFUSED


def test_an_upload_in_which_nothing_can_be_read_ends(library: Library) -> None:
    (one,) = read(library, {"empty.txt": b""})
    assert one.state is FileState.REFUSED
    assert library.jobs.recent(1)[0].state == "done"


def test_publishing_takes_the_chosen_and_leaves_the_rest(library: Library) -> None:
    upload = send(library, {f"{one}.txt": review_text(f"Child {one}").encode() for one in "AB"})
    work(library, idle_ends=True)
    first, second = library.jobs.files(upload)
    library.jobs.add(JobKind.PUBLISH, [replace(first, state=FileState.WAITING)], "Ann", upload)
    work(library, idle_ends=True)
    assert states(library, upload) == [FileState.PUBLISHED, FileState.READ]
    assert [one.file for one in library.catalogue.entries(1)] == [first.file]
    assert Staging.of(library, upload).file(second.file).exists()
    assert not Staging.of(library, upload).file(first.file).exists()  # the original is kept
    assert library.original(first.sha256).exists()


def test_a_name_that_the_library_holds_is_told_before_it_is_replaced(library: Library) -> None:
    upload = send(library, {"a.txt": _REVIEW})
    work(library, idle_ends=True)
    publish_all(library, upload)
    newer, same = read(library, [("a.txt", review_text("Child B").encode()), ("x.txt", _REVIEW)])
    assert newer.found["replaces"] == library.catalogue.entries(1)[0].title
    assert (same.state, same.message) == (FileState.HELD, "a.txt")
    assert same.document
