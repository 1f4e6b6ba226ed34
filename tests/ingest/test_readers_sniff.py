"""What a file is, from its bytes first, and what is said of what is not read."""

from __future__ import annotations

import io
import zipfile

import pytest

from graph.errors import (
    DocumentEmpty,
    DocumentEncrypted,
    DocumentError,
    DocumentTooLarge,
    DocumentUnreadable,
    DocumentUnsupported,
)
from ingest.limits import Limits
from ingest.readers import read
from ingest.readers.sniff import Format, sniff
from tests.ingest.docx_files import docx_of


def _zip(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600

_FORMATS = [
    # bytes, name, format, what the row proves
    (b"%PDF-1.7 ...", "review.pdf", Format.PDF, "a PDF"),
    (b"%PDF-1.7 ...", "review.txt", Format.PDF, "the bytes before the name"),
    (b"junk\n%PDF-1.4", "review", Format.PDF, "a PDF after some bytes"),
    (docx_of(""), "review.bin", Format.DOCX, "a Word file by its parts"),
    (b"<!DOCTYPE html><p>a", "review.txt", Format.HTML, "HTML by its doctype"),
    (b"<?xml version='1.0'?>\n<html>", "page", Format.HTML, "XHTML"),
    (b"<div><p>a", "page.htm", Format.HTML, "a fragment, by its name"),
    (b"<div><p>a", "page", Format.HTML, "a fragment, by its tags"),
    (b"a <p> in the text", "review.txt", Format.TEXT, "a tag in a text is no page"),
    (b"<div>\n# A", "review.md", Format.MARKDOWN, "nor in Markdown"),
    (b"# A", "REVIEW.MD", Format.MARKDOWN, "extensions in any case"),
    (b"BMA guidance", "review.txt", Format.TEXT, "words that begin as a bitmap does"),
    (b"Text.", "review", Format.TEXT, "no extension"),
    (b"Text.", "review.2019", Format.TEXT, "an extension that is none"),
]


@pytest.mark.parametrize(("data", "name", "expected", "why"), _FORMATS)
def test_formats(data: bytes, name: str, expected: Format, why: str) -> None:
    assert sniff(data, name) is expected, why


_REFUSED = [
    # bytes, name, error, words of its advice
    (_OLE, "review.doc", DocumentUnsupported, "save it as DOCX or PDF"),
    (_OLE, "mail.msg", DocumentUnsupported, "save it as DOCX or PDF"),
    (_OLE + "EncryptedPackage".encode("utf-16-le"), "r.docx", DocumentEncrypted, "remove the pass"),
    (b"{\\rtf1 a}", "review.rtf", DocumentUnsupported, "Save it as"),
    (_zip("mimetype", "content.xml"), "review.odt", DocumentUnsupported, "Save it as"),
    (_zip("xl/workbook.xml"), "plan.xlsx", DocumentUnsupported, "Save it as PDF"),
    (_zip("a.txt"), "all.zip", DocumentUnsupported, "Unpack it"),
    (b"PK\x03\x04cut", "review.docx", DocumentUnreadable, "Fetch it again"),
    (b"\x89PNG\r\n\x1a\n", "scan.png", DocumentUnsupported, "one PDF"),
    (b"\xff\xd8\xff\xe0", "scan.jpg", DocumentUnsupported, "one PDF"),
    (b"not a pdf", "review.pdf", DocumentUnreadable, "Fetch it again"),
    (b"a,b", "plan.csv", DocumentUnsupported, "Save it as"),
    (b"\x00\x01\x02", "thing.bin", DocumentUnsupported, "Save it as"),
]


@pytest.mark.parametrize(("data", "name", "error", "advice"), _REFUSED)
def test_what_is_not_read_is_told_what_to_do(
    data: bytes, name: str, error: type[DocumentError], advice: str
) -> None:
    with pytest.raises(error, match=advice):
        read(data, name)


def test_read_hands_each_format_to_its_reader() -> None:
    files = {
        "a.txt": (b"One.", "text/plain"),
        "a.md": (b"*One.*", "text/markdown"),
        "a.html": (b"<html><p>One.", "text/html"),
    }
    for name, (data, media_type) in files.items():
        reading = read(data, name)
        assert (reading.text, reading.media_type) == ("One.", media_type)


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.docx", "a.pdf", "a"])
@pytest.mark.parametrize("data", [b"", b" \n", b"\x00\x00"])
def test_an_empty_file_is_empty_whatever_its_name(data: bytes, name: str) -> None:
    with pytest.raises(DocumentEmpty):
        read(data, name)


@pytest.mark.parametrize("limits", [Limits(file_bytes=3), Limits(text_characters=3)])
def test_limits_are_kept(limits: Limits) -> None:
    assert read(b"One", "a.txt", limits).text == "One"
    with pytest.raises(DocumentTooLarge, match="limit"):
        read(b"Four", "a.txt", limits)
