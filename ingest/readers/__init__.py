"""One reader a format, each from bytes to a Reading.

`read` looks at the bytes, chooses the reader and checks what it hands back. A
new format is a module with one function from bytes and limits to a Reading, a
member of `Format` and a line in `_reader`.
"""

from __future__ import annotations

from collections.abc import Callable

from graph.errors import DocumentEmpty, DocumentTooLarge
from ingest.limits import DEFAULT_LIMITS, Limits
from ingest.readers.sniff import Format, sniff
from ingest.reading import Reading

__all__ = ["read"]


def read(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> Reading:
    """Return the reading of one file, whatever its format.

    `name` is the file's name: its extension decides where the bytes do not.
    Raises DocumentUnsupported, DocumentUnreadable, DocumentEncrypted,
    DocumentEmpty or DocumentTooLarge, each saying what to do.
    """
    if len(data) > limits.file_bytes:
        raise DocumentTooLarge(
            f"{name} is {len(data):,} bytes long; the limit is {limits.file_bytes:,}. "
            "Split it, make its pictures smaller, or raise the limit."
        )
    if not data.strip(b"\x00\t\n\f\r "):
        raise DocumentEmpty(f"{name} is an empty file. Fetch it again from where it was published.")
    reading = _reader(sniff(data, name))(data, limits)
    if len(reading.text) > limits.text_characters:
        raise DocumentTooLarge(
            f"{name} holds {len(reading.text):,} characters; the limit is "
            f"{limits.text_characters:,}. Split it, or raise the limit."
        )
    if not reading.blocks:
        raise DocumentEmpty(
            f"{name} holds no text. Check that it opens, and that it is the report."
        )
    return reading


def _reader(of: Format) -> Callable[[bytes, Limits], Reading]:
    # Each format's libraries load when its first file is read.
    if of is Format.PDF:
        from ingest.readers.pdf import read_pdf  # noqa: PLC0415 - loads a library

        return read_pdf
    if of is Format.DOCX:
        from ingest.readers.docx import read_docx  # noqa: PLC0415 - loads a library

        return read_docx
    if of is Format.HTML:
        from ingest.readers.html import read_html  # noqa: PLC0415 - loads a library

        return read_html
    if of is Format.MARKDOWN:
        from ingest.readers.markdown import read_markdown  # noqa: PLC0415 - loads a library

        return read_markdown
    from ingest.readers.text import read_text  # noqa: PLC0415 - beside the others

    return read_text
