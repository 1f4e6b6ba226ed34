"""A paper as slides: a part a slide or more, its sources on the last ones and in the notes."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any

from pptx import Presentation
from pptx.util import Pt

from web.exports.cleaning import one_line
from web.papers.paper import Line, Paper, numbered

__all__ = ["write_slides"]

_ROOM = 520  # characters of a slide that can be read from the back of a room
_LONGEST = 300  # characters of one line on a slide; the whole stands in the speaker's notes
_NOTES = 8  # footnotes of a slide
_BODY, _SMALL = Pt(18), Pt(11)
_COVER, _TEXT = 0, 1  # layouts of python-pptx's own template

_Told = Sequence[tuple[Line, int]]


def write_slides(paper: Paper) -> bytes:
    """Return the paper as a .pptx file."""
    deck = Presentation()
    deck.core_properties.title = one_line(paper.title)
    deck.core_properties.author = "Lessons Graph"
    cover = deck.slides.add_slide(deck.slide_layouts[_COVER])
    cover.shapes.title.text = one_line(paper.title)
    cover.placeholders[1].text = one_line(paper.endings[0]) if paper.endings else ""
    _set_size(cover.placeholders[1].text_frame, _SMALL)
    notes: list[tuple[Line, int]] = []
    for part, told in numbered(paper):
        notes += [(line, number) for line, number in told if number]
        for slide in _slides(told):
            _add_lines(deck, part.heading, slide)
    for at in range(0, len(notes), _NOTES):
        _add_sources(deck, paper.sources, notes[at : at + _NOTES])
    _add_endings(deck, paper)
    written = io.BytesIO()
    deck.save(written)
    return written.getvalue()


def _slides(told: _Told) -> Iterator[list[tuple[Line, int]]]:
    """Yield the lines of each slide: as many as can be read there."""
    own: list[tuple[Line, int]] = []
    for line, number in told:
        if own and sum(len(_shown(one)) for one, _ in own) + len(_shown(line)) > _ROOM:
            yield own
            own = []
        own.append((line, number))
    if own:
        yield own


def _add_lines(deck: Any, heading: str, told: _Told) -> None:
    slide = _slide(deck, heading)
    frame = slide.placeholders[1].text_frame
    for at, (line, number) in enumerate(told):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text, run.font.size = _shown(line), _BODY
        if number:
            mark = paragraph.add_run()
            mark.text, mark.font.size = f" {number}", _SMALL
            mark.font._element.set("baseline", "30000")  # noqa: SLF001 - python-pptx has no superscript
    slide.notes_slide.notes_text_frame.text = "\n".join(
        f"{one_line(line.printed)}{f' [{number}]' if number else ''}" for line, number in told
    )


def _add_sources(deck: Any, heading: str, notes: _Told) -> None:
    frame = _slide(deck, heading).placeholders[1].text_frame
    for at, (line, number) in enumerate(notes):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        opening = paragraph.add_run()
        opening.text = f"[{number}] "
        for reference in line.note.references if line.note else ():
            run = paragraph.add_run()
            run.text = one_line(reference.words)
            run.hyperlink.address = reference.address
            paragraph.add_run().text = " "
    _set_size(frame, _SMALL)


def _add_endings(deck: Any, paper: Paper) -> None:
    frame = _slide(deck, paper.sources).placeholders[1].text_frame
    frame.text = "\n".join(map(one_line, paper.endings))
    _set_size(frame, _SMALL)


def _slide(deck: Any, heading: str) -> Any:
    slide = deck.slides.add_slide(deck.slide_layouts[_TEXT])
    slide.shapes.title.text = one_line(heading)
    return slide


def _shown(line: Line) -> str:
    text = one_line(line.text)
    if len(text) > _LONGEST:
        text = text[:_LONGEST].rsplit(" ", 1)[0].rstrip(",;:") + " …"
    return Line(text, quoted=line.quoted).printed


def _set_size(frame: Any, size: Any) -> None:
    for paragraph in frame.paragraphs:
        for run in paragraph.runs:
            run.font.size = size
