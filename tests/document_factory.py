"""A document that grows paragraph by paragraph and keeps every offset true."""

from __future__ import annotations

from graph.identifiers import content_id, fingerprint
from graph.model import Document, Evidence, Passage, PassageKind, Source, Status

__all__ = ["CASE_E", "CASE_M", "CASE_R", "LATER_REVIEW", "REVIEW", "DocumentFactory"]

CASE_E, CASE_M, CASE_R = "case-e", "case-m", "case-rowan"
REVIEW, LATER_REVIEW = "review-wendlebury-2007", "review-larkshire-2015"

_MEDIA_TYPE = "text/plain"
_SEPARATOR = "\n\n"


class DocumentFactory:
    """Grows a document paragraph by paragraph and keeps every offset true."""

    def __init__(self, identifier: str, title: str, published: str | None) -> None:
        self.identifier = identifier
        self.title = title
        self.published = published
        self.text = ""
        self.passages: list[Passage] = []
        self.evidence: list[Evidence] = []

    def passage(
        self, number: str, kind: PassageKind, text: str, *, page: int = 1, section: str = "Report"
    ) -> str:
        """Add a passage; return its id."""
        start = len(self.text) + (len(_SEPARATOR) if self.text else 0)
        self.text += (_SEPARATOR if self.text else "") + text
        identifier = f"{self.identifier}-p{number}"
        self.passages.append(
            Passage(identifier, number, page, (section,), kind, start, start + len(text), text)
        )
        return identifier

    def quote(
        self,
        number: str,
        quote: str,
        concept: str,
        status: Status = Status.ASSERTED,
        *,
        person: str | None = None,
        case: str | None = None,
        confidence: float = 0.9,
    ) -> str:
        """Add Evidence on the first place of `quote` in passage `number`; return its id."""
        passage = next(p for p in self.passages if p.number == number)
        start = passage.start + passage.text.index(quote)
        identifier = content_id("ev", self.identifier, start, concept, person or "")
        self.evidence.append(
            Evidence(
                identifier,
                passage.id,
                start,
                start + len(quote),
                quote,
                concept,
                status,
                person,
                case,
                "label-match",
                confidence,
            )
        )
        return identifier

    def document(self) -> Document:
        """Return the document's own description."""
        source = Source(f"{self.identifier}.txt", fingerprint(self.text.encode()), _MEDIA_TYPE)
        return Document(self.identifier, self.title, self.published, source)
