"""Bytes of a text format to characters, and the characters to plain ones."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from functools import cache

from graph.errors import DocumentTooLarge, DocumentUnreadable
from graph.model import ReadingWarning
from ingest.limits import Limits
from ingest.offsets import Edit

__all__ = ["decoded", "plain_characters"]

# More control characters than this, and the bytes are no text at all.
_CONTROL_SHARE = 0.02

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
}


def decoded(data: bytes, limits: Limits) -> tuple[str, tuple[ReadingWarning, ...]]:
    """Return the text of `data`: UTF-8, or UTF-16 with its mark, else Windows-1252.

    Single bytes that are no UTF-8 are read as Windows-1252, with a warning, so
    that a file pasted together from both comes out whole. Raises
    DocumentUnreadable when the bytes are no text, DocumentTooLarge past
    `limits.text_characters`.
    """
    bom, encoding = next(((b, e) for b, e in _BOMS if data.startswith(b)), (b"", "utf-8"))
    text = data[len(bom) :].decode(encoding, errors=_windows_1252())
    if len(text) > limits.text_characters:
        raise DocumentTooLarge(
            f"The file holds {len(text):,} characters; the limit is {limits.text_characters:,}. "
            "Split it into its reports, or raise the limit."
        )
    if len(re.findall(r"[\x00-\x08\x0e-\x1f]", text)) > _CONTROL_SHARE * len(text):
        raise DocumentUnreadable(
            "The file is not text: it is full of control characters. "
            "Open it in the program that made it and save it as PDF, DOCX or plain text."
        )
    if encoding == "utf-8" and not _is_utf8(data):
        return text, (
            ReadingWarning(
                "encoding-guessed",
                "The file is not valid UTF-8; what is not was read as Windows-1252. "
                "Check its accents, quotation marks and pound signs.",
            ),
        )
    return text, ()


def plain_characters(text: str) -> Iterator[Edit]:
    """Yield a cleaning step: plain spaces and line ends, nothing invisible, no ligatures.

    A form feed gets a line of its own.
    """
    for found in _odd_characters().finditer(text):
        odd = found.group()
        yield Edit(found.start(), found.end(), _plain(odd))


def _plain(odd: str) -> str:
    if odd in _LIGATURES:
        return _LIGATURES[odd]
    if odd == "\f":
        return "\n\f\n"  # a line of its own
    if odd[0] in "\r\v\x85\u2028\u2029":
        return "\n"
    return " " if odd.isspace() and odd[0] > "\x7f" else ""


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


@cache
def _odd_characters() -> re.Pattern[str]:
    return re.compile(
        r"\r\n?|[\v\f\x85\u2028\u2029]"  # line ends
        r"|[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]"  # spaces
        r"|\xad\n[ \t]*"  # a word broken at a soft hyphen
        r"|[\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]"  # invisible
        r"|[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]"  # control characters, but tab and form feed
        r"|[\ufb00-\ufb06]"
    )


@cache
def _windows_1252() -> str:
    """Register the error handler (codecs keep them by name) and return its name."""
    name = "ingest-windows-1252"

    def as_windows_1252(error: UnicodeError) -> tuple[str, int]:
        if not isinstance(error, UnicodeDecodeError) or error.encoding != "utf-8":
            return "\ufffd", getattr(error, "end", 0)
        return error.object[error.start : error.end].decode("cp1252", "replace"), error.end

    codecs.register_error(name, as_windows_1252)
    return name
