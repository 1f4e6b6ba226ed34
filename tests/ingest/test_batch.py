"""One ingest: what goes in, what is skipped, replaced or refused, and why."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from graph.errors import LibraryBusy, UsageInvalid
from graph.library import Library
from ingest.batch import Action, BatchReport, FileReport, ingest, sources
from ingest.limits import DEFAULT_LIMITS, Limits
from tests.ingest.publishing import found, held, titles, whole
from tests.ingest.review_texts import encrypted_pdf, not_a_review, review_text, write_reviews

SAMPLE = Path(__file__).parents[1] / "corpora" / "sample" / "documents"


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library.create(tmp_path / "library")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_reviews(tmp_path / "files", 2)
    return tmp_path / "files"


def _actions(report: BatchReport) -> dict[str, str]:
    return {one.file: one.action.value for one in report.files}


def test_files_go_in_and_the_caller_is_told(library: Library, folder: Path) -> None:
    seen: list[tuple[str, int]] = []
    steps: list[str] = []
    report = ingest(
        library,
        [folder],
        on_file=lambda one, total: seen.append((one.file, total)),
        on_step=steps.append,
    )
    assert _actions(report) == {"review-00.txt": "added", "review-01.txt": "added"}
    assert sorted(seen) == [("review-00.txt", 2), ("review-01.txt", 2)]
    assert (steps[0], steps[-1]) == ("start", "prune")
    (first, _) = sorted(report.files, key=lambda one: one.file)
    assert (first.cases, first.recommendations) == (("Child A0",), 1)
    assert (len(held(library)), whole(library)) == (2, True)


def test_the_same_files_again_are_skipped_and_nothing_is_published(
    library: Library, folder: Path
) -> None:
    ingest(library, [folder])
    shutil.copy(folder / "review-00.txt", folder / "copy.txt")
    report = ingest(library, [folder])
    messages = {one.file: one.message for one in report.files}
    assert report.generation is None
    assert set(_actions(report).values()) == {"skipped"}
    assert messages["review-00.txt"] == "unchanged"
    assert "review-00.txt" in messages["copy.txt"]
    served = library.current()
    assert served is not None
    assert served.number == 1


def test_a_changed_file_replaces_its_older_self(library: Library, folder: Path) -> None:
    ingest(library, [folder])
    changed = review_text("Child A0", "He had moved to a caravan in Larkshire.")
    (folder / "review-00.txt").write_text(changed.replace("heroin", "cannabis"), encoding="utf-8")
    report = ingest(library, [folder])
    assert _actions(report) == {"review-00.txt": "replaced", "review-01.txt": "skipped"}
    assert report.generation is not None
    assert len(found(report.generation, "text:heroin kind:passage")) == 1  # the other file's
    assert len(found(report.generation, "text:caravan kind:passage")) == 1
    assert (len(titles(report.generation)), whole(library)) == (2, True)


def test_two_documents_of_one_review_are_one_review(library: Library) -> None:
    documents = sorted(SAMPLE.glob("castle-aldren-ln15-*"))
    assert len(documents) == 2
    report = ingest(library, documents)
    assert report.generation is not None
    told = report.generation.manifest()
    assert (told.documents, told.reviews) == (2, 1)
    assert len(found(report.generation, "kind:review")) == 1


_LIMITS = replace(DEFAULT_LIMITS, file_bytes=3_000)
# File, what it holds, the code it fails with, and words of the advice.
BAD = [
    ("damaged.pdf", b"%PDF-1.4 and then nothing of the kind", "document-unreadable", ""),
    ("damaged.docx", b"PK\x03\x04 and then nothing of the kind", "document-unreadable", ""),
    ("locked.pdf", encrypted_pdf(), "document-encrypted", "password"),
    ("empty.txt", b"", "document-empty", ""),
    ("blank.txt", b" \n\n \n", "document-empty", ""),
    ("soup.txt", not_a_review().encode(), "document-not-a-review", "first line"),
    ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(60), "document-unsupported", ""),
    ("huge.txt", review_text(body="Word. " * 1_000).encode(), "document-too-large", "Split"),
]


def test_each_bad_file_is_named_and_the_rest_goes_in(library: Library, folder: Path) -> None:
    for name, data, _, _ in BAD:
        (folder / name).write_bytes(data)
    report = ingest(library, [folder], limits=_LIMITS)
    failed = {one.file: one for one in report.files if one.action is Action.FAILED}
    assert {name: one.code for name, one in failed.items()} == {
        name: code for name, _, code, _ in BAD
    }
    for name, _, _, advice in BAD:
        message = failed[name].message
        assert advice in message
        assert message.endswith("."), message
        assert len(message.split(". ")) > 1, message  # what happened, and what to do next
    assert report.count(Action.ADDED) == 2
    assert (len(held(library)), whole(library)) == (2, True)


def test_a_batch_of_bad_files_alone_publishes_nothing(library: Library, tmp_path: Path) -> None:
    (tmp_path / "soup.txt").write_text(not_a_review(), encoding="utf-8")
    report = ingest(library, [tmp_path / "soup.txt"])
    assert (report.generation, library.current(), report.count(Action.FAILED)) == (None, None, 1)


def test_a_file_that_takes_too_long_is_stopped(library: Library, folder: Path) -> None:
    report = ingest(library, [folder / "review-00.txt"], limits=Limits(seconds=0.0))
    (one,) = report.files
    assert (one.action, one.code) == (Action.FAILED, "document-too-slow")
    assert "--seconds" in one.message
    assert library.current() is None


def test_a_file_that_vanishes_is_named(library: Library, folder: Path) -> None:
    def take_away(_report: FileReport, _total: int) -> None:
        (folder / "review-01.txt").unlink(missing_ok=True)

    (folder / "empty.txt").write_bytes(b"")  # the first to be told of
    report = ingest(library, [folder], processes=1, on_file=take_away)
    assert _actions(report)["review-00.txt"] == "added"
    (gone,) = [one for one in report.files if one.file == "review-01.txt"]
    assert gone.code == "document-unreadable"
    assert "permissions" in gone.message


def test_two_files_of_one_name_do_not_replace_each_other(library: Library, tmp_path: Path) -> None:
    for name in ("north", "south"):
        (tmp_path / name).mkdir()
        text = review_text(f"Child {name[0].upper()}")
        (tmp_path / name / "overview.txt").write_text(text, encoding="utf-8")
    report = ingest(library, [tmp_path / "north", tmp_path / "south"])
    assert sorted((one.action.value, one.code) for one in report.files) == [
        ("added", ""),
        ("failed", "document-name-taken"),
    ]
    assert (len(held(library)), whole(library)) == (1, True)


def test_below_one_folder_the_same_names_are_different_files(
    library: Library, tmp_path: Path
) -> None:
    for name in ("north", "south"):
        (tmp_path / "files" / name).mkdir(parents=True)
        text = review_text(f"Child {name[0].upper()}")
        (tmp_path / "files" / name / "overview.txt").write_text(text, encoding="utf-8")
    report = ingest(library, [tmp_path / "files"])
    assert _actions(report) == {"north/overview.txt": "added", "south/overview.txt": "added"}


def test_the_order_of_files_and_the_number_of_processes_change_nothing(tmp_path: Path) -> None:
    paths = write_reviews(tmp_path / "files", 3)
    one, other = Library.create(tmp_path / "one"), Library.create(tmp_path / "other")
    ingest(one, paths, processes=1)
    ingest(other, paths[::-1], processes=3)
    assert held(one) == held(other)
    for document in held(one):
        record = f"records/{document}.json"
        assert (one.path / record).read_bytes() == (other.path / record).read_bytes()


def test_a_second_writer_is_told_so_at_once(library: Library, folder: Path) -> None:
    with library.writing(), pytest.raises(LibraryBusy, match="Wait"):
        ingest(Library(library.path), [folder])


@pytest.mark.parametrize(
    ("name", "goes_in"),
    [
        ("review.txt", True),
        ("below/review.txt", True),  # named by its path below the folder that was given
        (".hidden.txt", False),
        (".git/review.txt", False),  # a hidden folder
        ("~$review.docx", False),  # Word's lock file
        ("README.md", False),  # about the folder, not a review
        ("licence-review.txt", True),
    ],
)
def test_which_files_of_a_folder_are_taken(tmp_path: Path, name: str, goes_in: bool) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"text")
    assert sources([tmp_path]) == ([(path, name)] if goes_in else [])


def test_a_path_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageInvalid, match="exist"):
        sources([tmp_path / "nowhere"])


def test_a_file_named_twice_is_taken_once(tmp_path: Path) -> None:
    (path,) = write_reviews(tmp_path, 1)
    assert sources([tmp_path, path, path]) == [(path, path.name)]
