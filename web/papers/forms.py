"""The forms in which a paper is written: one table for pages and tests."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from web.papers.paper import Paper

__all__ = ["PAPER_FORMS", "PaperForm"]

_OFFICE = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True, slots=True)
class PaperForm:
    """One form: what people call it, how its files end, and what writes it."""

    words: str
    ending: str
    media_type: str
    write: Callable[[Paper], bytes]


# The libraries that write these are read in when first asked for: pages start without them.
def _word(paper: Paper) -> bytes:
    from web.papers.word import write_word  # noqa: PLC0415

    return write_word(paper)


def _pdf(paper: Paper) -> bytes:
    from web.papers.pdf import write_pdf  # noqa: PLC0415

    return write_pdf(paper)


def _slides(paper: Paper) -> bytes:
    from web.papers.slides import write_slides  # noqa: PLC0415

    return write_slides(paper)


def _plain(paper: Paper) -> bytes:
    from web.papers.plain import write_plain  # noqa: PLC0415

    return write_plain(paper)


PAPER_FORMS: Mapping[str, PaperForm] = {
    form.ending: form
    for form in (
        PaperForm("Word", "docx", f"{_OFFICE}.wordprocessingml.document", _word),
        PaperForm("PDF", "pdf", "application/pdf", _pdf),
        PaperForm("PowerPoint", "pptx", f"{_OFFICE}.presentationml.presentation", _slides),
        PaperForm("plain text", "txt", "text/plain; charset=utf-8", _plain),
    )
}
