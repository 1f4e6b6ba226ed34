"""Hostile uploads: whatever is sent, nothing leaves its folder and every file gets an answer."""

from __future__ import annotations

import io
import tempfile
import zipfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.corrections import Field
from graph.job import FileState
from graph.library import Library
from ingest.batch import left_out
from ingest.jobs.staging import Staging, receive, safe_name
from ingest.jobs.worker import work
from web.content.correcting import read_correction

_names = st.one_of(
    st.text(max_size=400),
    st.text(alphabet="./\\~$ \x00a\u202e\udcff", max_size=30),
    st.builds("../".__add__, st.text(max_size=20)),
)


@given(_names)
def test_a_safe_name_is_one_visible_file_in_its_folder(name: str) -> None:
    safe = safe_name(name)
    assert safe
    assert Path(safe).name == safe
    assert (Path("/folder") / safe).resolve().parent == Path("/folder")
    assert len(safe.encode()) <= 150
    assert safe.isprintable()
    assert not safe.startswith((".", "~$"))
    assert left_out(Path(safe)) is (Path(safe).stem.upper() in {"README", "LICENSE"})


@given(_names)
def test_a_safe_name_stays_as_it_is(name: str) -> None:
    assert safe_name(safe_name(name)) == safe_name(name)


def _zipped(entries: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return file.getvalue()


# What files begin as, true or not: each reader has to meet bytes that belie it.
_contents = st.one_of(
    st.binary(max_size=300),
    st.builds(bytes.__add__, st.sampled_from([b"%PDF-1.7\n", b"PK\x03\x04"]), st.binary()),
    st.builds(
        _zipped,
        st.dictionaries(
            st.sampled_from(["word/document.xml", "[Content_Types].xml", "../../x", "/etc/x"]),
            st.binary(max_size=200),
        ),
    ),
    st.integers(1, 40).map(lambda size: _zipped({"word/document.xml": b" " * size * 1_000_000})),
)
_files = st.lists(st.tuples(_names, _contents), max_size=4)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_files)
def test_every_upload_ends_with_an_answer_for_each_file(files: list[tuple[str, bytes]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        around = Path(folder)
        library = Library.create(around / "library")
        job = receive(library, [(name, io.BytesIO(data)) for name, data in files], "Ann")
        work(library, idle_ends=True)
        found = library.jobs.files(job)
        assert library.jobs.get(job).state == "done"
        assert len(found) == len(files)
        for one in found:
            assert one.state in {FileState.READ, FileState.REFUSED, FileState.HELD}
            assert one.state is not FileState.REFUSED or one.message.endswith(".")
        assert [one.name for one in around.iterdir()] == ["library"]
        kept = {one.name for one in (Staging.of(library, job).path / "files").iterdir()}
        assert kept <= {one.file for one in found}


_form = st.fixed_dictionaries({
    "title": st.text(max_size=400),
    "day": st.text(max_size=4),
    "month": st.text(max_size=4),
    "year": st.text(max_size=6),
    "type": st.text(max_size=20) | st.just("scr-child"),
    "boards": st.text(max_size=500),
})  # fmt: skip


@given(_form)
def test_a_form_gives_values_that_a_record_can_hold_or_says_what_is_wrong(
    form: dict[str, str],
) -> None:
    typed = read_correction(form)
    assert set(typed.values) | set(typed.errors) == set(Field)
    assert not set(typed.values) & set(typed.errors)
    for value in typed.values.values():
        assert all(line.isprintable() and line == line.strip() for line in value.split("\n"))
        assert value.splitlines() == [line for line in value.split("\n") if line]
