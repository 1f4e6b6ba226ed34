"""What format a file has: from its bytes first, from its name where they are silent."""

from __future__ import annotations

import io
import re
import zipfile
from enum import StrEnum
from functools import cache
from pathlib import PurePath

from graph.errors import DocumentEncrypted, DocumentUnreadable, DocumentUnsupported

__all__ = ["Format", "sniff"]


class Format(StrEnum):
    """The formats that can be read."""

    PDF = "pdf"
    DOCX = "docx"
    HTML = "html"
    MARKDOWN = "markdown"
    TEXT = "text"


# How much of a file is looked at for the signs of HTML.
_HEAD = 4096
# A PDF may stand behind some bytes of a mail or a print job.
_PDF_WITHIN = 1024

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# An encrypted Office file is an OLE container with this stream, named in UTF-16.
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")

_SAVE_AS = "Save it as PDF, DOCX, HTML, Markdown or plain text and try again."

# The first bytes of formats that are not read, and what to say of each.
_FOREIGN = (
    (b"{\\rtf", "Rich Text (RTF)"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"BM", "a bitmap image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"%!PS", "PostScript"),
    (b"SQLite format 3", "a database"),
)

_IMAGES = ("PNG", "JPEG", "GIF", "TIFF", "bitmap")

_EXTENSIONS = {
    ".pdf": Format.PDF,
    ".docx": Format.DOCX,
    ".docm": Format.DOCX,
    ".dotx": Format.DOCX,
    ".htm": Format.HTML,
    ".html": Format.HTML,
    ".xhtml": Format.HTML,
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".txt": Format.TEXT,
    ".text": Format.TEXT,
    "": Format.TEXT,
}

# Extensions whose bytes look like plain text but are no review.
_TEXTUAL = frozenset(
    {".csv", ".eml", ".ics", ".json", ".log", ".svg", ".tsv", ".xml", ".yaml", ".yml"}
)


def sniff(data: bytes, name: str) -> Format:
    """Return the format of a file; `name` decides only where its bytes do not.

    Raises DocumentUnsupported, DocumentEncrypted (Office files) or
    DocumentUnreadable (a broken zip, or bytes that belie the name).
    """
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return Format.PDF
    if data.startswith(b"PK\x03\x04"):
        return _of_zip(data)
    if data.startswith(_OLE):
        raise _ole_error(data)
    for magic, what in _FOREIGN:
        if data.startswith(magic) and not (magic == b"BM" and _is_printable(data)):
            raise _foreign_error(what)
    extension = PurePath(name).suffix.lower()
    if extension not in (".txt", ".md", ".markdown") and _html_head().search(data[:_HEAD]):
        return Format.HTML
    if _html_start().match(data[:_HEAD]):
        return Format.HTML
    return _by_name(data, name, extension)


def _by_name(data: bytes, name: str, extension: str) -> Format:
    found = _EXTENSIONS.get(extension)
    if found in (Format.PDF, Format.DOCX) and data.strip():
        raise DocumentUnreadable(
            f"{name} is not a {found.upper()} file, whatever its name says, or its beginning is "
            "lost. Fetch it again from where it was published."
        )
    if found is not None:
        return found
    if extension in _TEXTUAL or not _is_printable(data):
        raise DocumentUnsupported(f"{extension} files are not read. {_SAVE_AS}")
    return Format.TEXT


def _of_zip(data: bytes) -> Format:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise DocumentUnreadable(
            "The file begins as a zip archive (as DOCX files do) but is damaged or cut short. "
            "Fetch it again from where it was published."
        ) from error
    if "word/document.xml" in names or "word/document2.xml" in names:
        return Format.DOCX
    if "mimetype" in names and "content.xml" in names:
        raise DocumentUnsupported(f"OpenDocument files are not read. {_SAVE_AS}")
    if "xl/workbook.xml" in names or "ppt/presentation.xml" in names:
        raise DocumentUnsupported(
            "Spreadsheets and presentations are not read. Save it as PDF and try again."
        )
    raise DocumentUnsupported(
        "The file is a zip archive, not a document. Unpack it and give the files inside."
    )


def _ole_error(data: bytes) -> DocumentEncrypted | DocumentUnsupported:
    if _ENCRYPTED_PACKAGE in data:
        return DocumentEncrypted(
            "The Office file asks for a password. Open it, remove the password and save it again."
        )
    return DocumentUnsupported(
        "Old Word documents (.doc) and Outlook messages (.msg) are not read. "
        "Open it in Word or LibreOffice and save it as DOCX or PDF."
    )


def _foreign_error(what: str) -> DocumentUnsupported:
    if any(image in what for image in _IMAGES):
        return DocumentUnsupported(
            f"The file is {what}. Put the page images into one PDF, which is read by OCR."
        )
    return DocumentUnsupported(f"The file is {what}, which is not read. {_SAVE_AS}")


def _is_printable(data: bytes) -> bool:
    return not _control().search(data[:_HEAD])


@cache
def _control() -> re.Pattern[bytes]:
    return re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


@cache
def _html_start() -> re.Pattern[bytes]:
    """Match bytes that open as a web page: a doctype or <html>, after comments at most."""
    return re.compile(
        rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,1000}?-->\s*){0,5}<(?:!doctype\s+html|html[\s>])",
        re.IGNORECASE | re.DOTALL,
    )


@cache
def _html_head() -> re.Pattern[bytes]:
    return re.compile(
        rb"<(?:html|head|body|title|meta|article|main|div|h[1-6]|p)[\s>]", re.IGNORECASE
    )
