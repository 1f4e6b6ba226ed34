"""A Word file opened with care: its zip is weighed before anything is unpacked."""

from __future__ import annotations

import io
import zipfile
import zlib

import docx
from docx.document import Document
from docx.opc.exceptions import OpcError
from lxml import etree

from graph.errors import DocumentEncrypted, DocumentTooLarge, DocumentUnreadable
from ingest.limits import Limits

__all__ = ["opened"]

# Small parts may shrink as they like: the ratio is asked of files that matter.
_SMALL = 10_000_000

_ENCRYPTED_FLAG = 0x1

# What zipfile, lxml and python-docx raise on files cut short or altered.
_DAMAGE = (
    etree.LxmlError,
    zipfile.BadZipFile,
    zlib.error,
    OpcError,
    AttributeError,
    LookupError,
    ValueError,
    TypeError,
    EOFError,
    OSError,
    NotImplementedError,
    AssertionError,
)


def opened(data: bytes, limits: Limits) -> Document:
    """Return the Word document in `data`.

    Raises DocumentTooLarge when it would unpack to more than the limits allow,
    DocumentEncrypted, or DocumentUnreadable. Entities of its XML are never
    resolved (python-docx's parser is made so; a test holds it).
    """
    _weigh(data, limits)
    try:
        document = docx.Document(io.BytesIO(data))
        body = document.element.body
    except _DAMAGE as error:
        raise _damaged() from error
    if body is None:
        raise _damaged()
    return document


def _weigh(data: bytes, limits: Limits) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise _damaged() from error
    if any(part.flag_bits & _ENCRYPTED_FLAG for part in parts):
        raise DocumentEncrypted(
            "The Word file asks for a password. Open it, remove the password and save it again."
        )
    unpacked = sum(part.file_size for part in parts)
    too_dense = unpacked > _SMALL and unpacked > limits.unpacked_ratio * len(data)
    if unpacked > limits.unpacked_bytes or too_dense:
        raise DocumentTooLarge(
            f"The Word file of {len(data):,} bytes unpacks to {unpacked:,}; that is past the limit "
            f"({limits.unpacked_bytes:,} bytes, {limits.unpacked_ratio} times its size). "
            "Check where it comes from, and save it again from Word."
        )


def _damaged() -> DocumentUnreadable:
    return DocumentUnreadable(
        "The Word file is damaged. Open it in Word or LibreOffice, which may repair it, "
        "and save it again."
    )
