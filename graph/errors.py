"""Every failure this project names: one class per cause, each with a stable code.

The command line maps `exit_code` to the process status and the web maps
`http_status` to the response, so a cause is described once, here.
"""

from __future__ import annotations

__all__ = [
    "DocumentEmpty",
    "DocumentEncrypted",
    "DocumentError",
    "DocumentNameTaken",
    "DocumentNotAReview",
    "DocumentTooLarge",
    "DocumentTooSlow",
    "DocumentUnreadable",
    "DocumentUnsupported",
    "IdentifierInvalid",
    "LessonsError",
    "LibraryBusy",
    "LibraryDamaged",
    "LibraryError",
    "LibraryMissing",
    "NotFound",
    "QueryInvalid",
    "QueryTooLarge",
    "QueryTooSlow",
    "RecordInvalid",
    "ServiceBusy",
    "UsageInvalid",
    "VocabularyInvalid",
]


class LessonsError(Exception):
    """Base of every named failure.

    `code` is stable and documented; the message says what happened and, in
    its last sentence, what to do next.
    """

    code = "error"
    exit_code = 3
    http_status = 500


class UsageInvalid(LessonsError):
    """A command or an address was used in a way it does not support."""

    code = "usage-invalid"
    exit_code = 2
    http_status = 400


class IdentifierInvalid(LessonsError):
    """A string is not an identifier of the kind asked for."""

    code = "identifier-invalid"
    exit_code = 2
    http_status = 400


class NotFound(LessonsError):
    """The library holds nothing under this identifier."""

    code = "not-found"
    exit_code = 1
    http_status = 404


class RecordInvalid(LessonsError):
    """A Record's JSON does not follow its schema."""

    code = "record-invalid"


class VocabularyInvalid(LessonsError):
    """The vocabulary's Turtle breaks one of its own rules."""

    code = "vocabulary-invalid"


class DocumentError(LessonsError):
    """A file that cannot go in; the rest of its batch still does."""

    code = "document-error"
    exit_code = 1
    http_status = 422


class DocumentUnsupported(DocumentError):
    """The file's format is none of those we read."""

    code = "document-unsupported"


class DocumentUnreadable(DocumentError):
    """The file is damaged or not what its name says."""

    code = "document-unreadable"


class DocumentEncrypted(DocumentError):
    """The file asks for a password."""

    code = "document-encrypted"


class DocumentEmpty(DocumentError):
    """The file holds no text (an empty file, or a scan without OCR)."""

    code = "document-empty"


class DocumentNameTaken(DocumentError):
    """Another file of the same batch goes by the same name."""

    code = "document-name-taken"


class DocumentNotAReview(DocumentError):
    """The file is text, but nothing in it says that it reports a review."""

    code = "document-not-a-review"


class DocumentTooLarge(DocumentError):
    """The file passes one of the limits of `ingest.limits`."""

    code = "document-too-large"


class DocumentTooSlow(DocumentError):
    """Reading the file took longer than the time limit for one file."""

    code = "document-too-slow"


class LibraryError(LessonsError):
    """The library as a whole cannot be used."""

    code = "library-error"
    http_status = 503


class LibraryMissing(LibraryError):
    """There is no library at this place yet."""

    code = "library-missing"


class LibraryDamaged(LibraryError):
    """The library's files do not fit together."""

    code = "library-damaged"


class LibraryBusy(LibraryError):
    """Another process is writing to this library."""

    code = "library-busy"


class QueryInvalid(LessonsError):
    """A query that cannot be understood."""

    code = "query-invalid"
    exit_code = 2
    http_status = 400


class QueryTooSlow(LessonsError):
    """A query that passed its time limit and was stopped."""

    code = "query-too-slow"
    http_status = 503


class QueryTooLarge(LessonsError):
    """A query whose answer has more rows than may be sent."""

    code = "query-too-large"
    http_status = 500  # SPARQL 1.1 Protocol: a request that is understood and not carried out


class ServiceBusy(LessonsError):
    """As many long answers as may run at once are under way; the next one may have room."""

    code = "service-busy"
    http_status = 503
