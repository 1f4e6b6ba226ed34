"""What an editor does: upload, look, correct, publish, rebuild; page by page, without a browser."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.corrections import Field
from graph.job import FileState, JobKind, JobState
from tests.ingest.publishing import whole
from tests.ingest.review_texts import not_a_review, review_text
from tests.web.editors import Editor
from web.pages.editing import desk

_REVIEW = {"a.txt": review_text().encode()}
_FORM = {
    "title": "Corrected title",
    "day": "",
    "month": "3",
    "year": "2013",
    "type": "part-8-review",
    "boards": "Saltmarsh Board\r\nEastmere Board",
}


@pytest.fixture
def editor(tmp_path: Path) -> Editor:
    made = Editor.of(tmp_path / "library")
    made.sign_in()
    return made


@pytest.fixture(scope="module")
def unchanged(tmp_path_factory: pytest.TempPathFactory) -> Editor:
    """An editor of a library of one review, for tests after which it is as it was."""
    made = Editor.of(tmp_path_factory.mktemp("unchanged") / "library")
    made.sign_in()
    _published(made)
    return made


def _take(editor: Editor, job: str) -> dict[str, list[str]]:
    return {"take": [str(one) for one in editor.page(job).xpath("//input[@name='take']/@value")]}


def _published(editor: Editor) -> str:
    """Put one review into the library; return its document's id."""
    job = editor.upload(_REVIEW)
    editor.work()
    editor.send(f"{job}/publish", _take(editor, job))
    editor.work()
    return _document(editor)


def test_an_empty_library_can_be_filled(editor: Editor) -> None:
    assert "Nothing has been asked for yet" in editor.text("/editing/")
    _published(editor)
    assert "Child A" in editor.text("/reviews")
    assert whole(editor.library)


def test_a_job_shows_how_far_it_is_with_and_without_a_script(editor: Editor) -> None:
    job = editor.upload(_REVIEW)
    shown = editor.page(job)
    (bar,) = shown.xpath("//progress")
    assert (bar.get("value"), bar.get("max")) == ("0", "1")
    assert shown.xpath("//main//a/@href").count(job) == 1  # to see how far it is now
    assert shown.xpath("//script[contains(@src, 'editing.js')]")
    assert not shown.xpath("//input[@name='take']")  # nothing to choose yet
    editor.work()
    shown = editor.page(job)
    assert not shown.xpath("//progress|//script[contains(@src, 'editing.js')]")
    assert shown.xpath("//input[@name='take']/@value") == ["1"]


def test_what_was_read_is_told_file_by_file(editor: Editor) -> None:
    job = editor.upload({**_REVIEW, "soup.txt": not_a_review().encode()})
    editor.work()
    told = editor.text(job)
    for words in (
        *("Serious case review (child, England)", "May 2012", "Child A", "plain text"),
        *("Wendlebury Local Safeguarding Children Board", "1 recommendation"),
        "Nothing in this text says that it reports a review",
    ):
        assert words in told
    assert editor.page(job).xpath("//main//h3")[0].text == "soup.txt"  # what went wrong is first


def test_what_was_not_found_is_said(editor: Editor) -> None:
    job = editor.upload({"a.txt": b"Child safeguarding practice review\n\nThe child was seen.\n"})
    editor.work()
    assert editor.text(job).count("Not found") == 2  # date and board


def test_a_file_is_corrected_before_it_is_published(editor: Editor) -> None:
    job = editor.upload(_REVIEW)
    editor.work()
    (link,) = editor.page(job).xpath("//a[contains(., 'Check and correct')]/@href")
    form = editor.page(str(link))
    assert form.xpath("//textarea[@name='boards']")[0].text.strip() == (
        "Wendlebury Local Safeguarding Children Board"
    )
    assert form.xpath("//input[@name='month']/@value") == ["5"]
    answer = editor.send(str(link), _FORM)
    assert answer.location == f"{job}#file-1"
    told = editor.text(job)
    assert "Corrected title" in told
    assert "Saltmarsh Board; Eastmere Board" in told
    assert "March 2013" in told
    editor.send(f"{job}/publish", _take(editor, job))
    editor.work()
    (review,) = editor.page("/reviews").xpath("//main//a[starts-with(@href, '/reviews/')]/@href")
    shown = editor.text(str(review))
    assert shown.count("Corrected by an editor on") == 4
    assert "The program had read: May 2012" in shown
    assert "Ann" not in shown
    assert whole(editor.library)


def test_a_published_document_is_corrected_by_a_job(editor: Editor) -> None:
    document = _published(editor)
    assert document in str(editor.page("/editing/documents?q=a.txt").xpath("//main//a/@href"))
    answer = editor.send(f"/editing/documents/{document}", _FORM)
    assert "Corrected title" not in editor.text("/reviews")
    editor.work()
    assert "library edition 2" in editor.text(answer.location)
    assert "Corrected title" in editor.text("/reviews")
    assert "Corrected by an editor" in editor.text(f"/documents/{document}")
    history = editor.text(f"/editing/documents/{document}")
    assert "by Ann" in history
    back = {**_FORM, **_read(editor)}
    editor.send(f"/editing/documents/{document}", back)
    editor.work()
    assert "Corrected title" not in editor.text("/reviews")
    assert whole(editor.library)


def _document(editor: Editor) -> str:
    """Return the id of the one document that the library holds."""
    (held,) = editor.library.catalogue.entries(editor.library.served_number() or 0)
    return held.document


def _read(editor: Editor) -> dict[str, str]:
    """Return the form that says what the program read."""
    told = {one.field: one.was for one in editor.library.corrections.history(_sha256(editor))}
    assert set(told) == set(Field)
    year, month = told[Field.PUBLISHED].split("-")
    return {
        "title": told[Field.TITLE],
        "type": told[Field.TYPE],
        "boards": told[Field.BOARDS],
        "day": "",
        "month": month,
        "year": year,
    }


def _sha256(editor: Editor) -> str:
    number = editor.library.served_number()
    assert number is not None
    return editor.library.catalogue.entries(number)[0].sha256


def test_a_form_that_changes_nothing_makes_no_job(unchanged: Editor) -> None:
    editor = unchanged
    address = f"/editing/documents/{_document(editor)}"
    shown = editor.page(address)
    form = {str(one.get("name")): str(one.get("value")) for one in shown.xpath("//main//input")}
    form |= {str(one.get("name")): one.text.strip("\n") for one in shown.xpath("//main//textarea")}
    form["type"] = str(shown.xpath("//option[@selected]/@value")[0])
    jobs = editor.library.jobs.recent(9)
    assert editor.send(address, form).location == address
    assert editor.library.jobs.recent(9) == jobs
    assert editor.library.corrections.history(_sha256(editor)) == ()


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("title", "  ", "Enter a title"),
        ("title", "x" * 301, "Enter a title"),
        ("month", "13", "Enter a real date"),
        ("type", "no-such-type", "Choose a kind"),
        ("boards", "x" * 201, "Enter up to 10 bodies"),
    ],
)
def test_what_cannot_be_kept_is_said_and_what_was_typed_stays(
    unchanged: Editor, name: str, value: str, told: str
) -> None:
    editor = unchanged
    form = {**_FORM, "title": "What was typed", name: value}
    answer = editor.send(f"/editing/documents/{_document(editor)}", form)
    text = answer.get_data(as_text=True)
    assert answer.status_code == 400
    assert told in text
    assert name == "title" or "What was typed" in text
    assert len(editor.library.jobs.recent(9)) == 2  # upload and publishing, no more


def test_nothing_ticked_publishes_nothing(editor: Editor) -> None:
    job = editor.upload(_REVIEW)
    editor.work()
    answer = editor.send(f"{job}/publish", {"take": ["7", "x"]})
    assert answer.location == f"{job}?error=none"
    assert "Tick at least one file" in editor.text(answer.location)


def test_a_second_click_leads_to_the_same_job(editor: Editor) -> None:
    job = editor.upload(_REVIEW)
    editor.work()
    taken = _take(editor, job)
    first, second = (editor.send(f"{job}/publish", taken).location for _ in range(2))
    assert first == second
    assert editor.send("/editing/rebuild").status_code == 503  # nothing is there yet
    editor.work()
    first, second = (editor.send("/editing/rebuild").location for _ in range(2))
    assert first == second


def test_what_was_discarded_is_gone(editor: Editor) -> None:
    job = editor.upload(_REVIEW)
    editor.work()
    editor.send(f"{job}/discard")
    assert "are gone" in editor.text(job)
    assert not list(editor.library.staging.rglob("*.txt"))
    assert editor.send(f"{job}/start").status_code == 400
    assert editor.client.get(f"{job}/files/1").status_code == 404


def test_a_job_that_waits_is_stopped_and_started(editor: Editor) -> None:
    job = editor.upload(_REVIEW)
    editor.send(f"{job}/stop")
    assert "it can be started again" in editor.text(job)
    assert editor.library.jobs.get(1).state is JobState.STOPPED
    editor.send(f"{job}/start")
    editor.work()
    assert editor.library.jobs.files(1)[0].state is FileState.READ


def test_a_job_whose_worker_died_says_what_to_do(editor: Editor) -> None:
    job = editor.upload(_REVIEW)
    editor.library.jobs.claim()
    editor.library.jobs.end_orphans()
    told = editor.text(job)
    assert "stopped when the service ended" in told
    assert "Start it again" in told


def test_a_rebuild_tells_each_document(editor: Editor) -> None:
    _published(editor)
    job = editor.send("/editing/rebuild").location
    editor.work()
    assert "library edition 2" in editor.text(job)
    assert editor.library.jobs.recent(1)[0].kind is JobKind.REBUILD
    assert editor.page(job).xpath("//main//a[contains(., 'Read')]/@href")


def test_no_files_is_said(editor: Editor) -> None:
    answer = editor.send("/editing/uploads")
    assert answer.status_code == 400
    assert "Choose at least one file" in answer.get_data(as_text=True)


def test_more_than_one_upload_may_have_is_said(
    editor: Editor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "UPLOAD_BYTES", 100)
    token = editor.token()
    form = {"token": token, "more": "x" * 200}
    answer = editor.client.post("/editing/uploads", data=form)
    assert answer.status_code == 413
    assert "Send fewer at once" in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    "address", ["/editing/jobs/9", "/editing/jobs/1/files/9", "/editing/documents/doc-9"]
)
def test_what_is_not_there_is_said(editor: Editor, address: str) -> None:
    editor.upload(_REVIEW)
    answer = editor.client.get(address)
    assert answer.status_code == 404


def test_a_hostile_name_and_title_stay_text(editor: Editor) -> None:
    name = "<img src=x onerror=alert(1)>.txt"
    job = editor.upload({name: review_text("<script>alert(1)</script>").encode()})
    editor.work()
    shown = editor.page(job)
    assert not shown.xpath("//main//img|//main//script")
    assert name in editor.text(job)
