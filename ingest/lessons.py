"""The lessons of a document: learning points, findings, concerns and good practice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.identifiers import content_id
from graph.model import Agency, Lesson, Passage, PassageKind
from graph.vocabulary import Vocabulary
from ingest.agencies.addressees import Directory
from ingest.concerns import concern_passages, concerns_in, is_recipients
from ingest.lesson_places import (
    commended,
    is_headed_otherwise,
    lesson_passages,
    told_in_running_text,
    told_in_tables,
)
from ingest.lesson_wording import is_lesson, is_marked, is_message, lesson_rules, own_words
from ingest.lessons_heard import hear
from ingest.outline import Outline
from ingest.recommendations.wording import plain, split_number
from ingest.scopes import CaseScope
from ingest.sentences import sentences
from ingest.structure.rules import fold, layout, section_rule
from ingest.themes import find_themes

__all__ = ["find_lessons"]

_KINDS = frozenset({PassageKind.LESSON, PassageKind.FINDING, PassageKind.GOOD_PRACTICE})
_INLINE_KINDS = _KINDS | {
    PassageKind.ANALYSIS,
    PassageKind.NARRATIVE,
    PassageKind.FRONT_MATTER,
    PassageKind.CIRCUMSTANCES,
}
_GOOD_PRACTICE = "good-practice"
# So few lessons found by rules may not be all that a document tells.
_FEW = 3


@dataclass(frozen=True, slots=True)
class _Told:
    text: str
    passage: Passage
    start: int
    headed: bool = False
    good: bool = False

    @property
    def is_praise(self) -> bool:
        return self.good or self.passage.kind is PassageKind.GOOD_PRACTICE


def find_lessons(
    outline: Outline,
    cases: Mapping[str, CaseScope],
    agencies: Sequence[Agency],
    vocabulary: Vocabulary,
) -> tuple[Lesson, ...]:
    """Return one lesson per item of the sections that tell lessons, in reading order.

    The text is as printed, without its number or label ("Learning point 2.").
    A coroner's concerns speak to the bodies the report is sent to, or to those
    of the heading they stand under. `cases` maps case ids to their scopes.
    """
    rows = frozenset(row.passage for row in outline.rows)
    directory = Directory(agencies)
    sent_to = _sent_to(outline, directory)
    concerns = concern_passages(outline)
    ruled = (
        *_told_in_sections(outline, rows | concerns),
        *_told_inline(outline, rows),
        *_told_elsewhere(outline, rows),
        *_told_in_tables(outline),
        *_told_concerns(outline, concerns),
    )
    told = _weighed(ruled, outline)
    kept: dict[str, Lesson] = {}
    below: tuple[str, ...] = ()
    for one in sorted(told, key=lambda telling: telling.start):
        if directory.is_name(re.sub(r"^(?:For|To) (?:the )?", "", one.text)):
            below = directory.named_in(one.text)  # a line that heads the concerns to one body
            continue
        if not is_lesson(one.text, asked=one.headed):
            continue
        lesson = _lesson(one, cases, directory, below or sent_to, vocabulary)
        kept.setdefault(" ".join(plain(lesson.text).casefold().split()), lesson)
    return tuple(kept.values())


def _weighed(ruled: Sequence[_Told], outline: Outline) -> list[_Told]:
    """Return what the rules found, less what is surely none; with what is heard if that is little.

    Praise does not count: a document that commends may tell its lessons elsewhere.
    """
    heard = hear(outline)
    told = [one for one in ruled if one.headed or not heard.is_silent(one.passage)]
    if sum(not one.is_praise for one in told) >= _FEW:
        return told
    taken = {one.passage.id for one in told}
    headed = {one.passage.section for one in told if one.headed}
    return [
        *told,
        *(
            _Told(own_words(one.text, one.number), one, one.start)
            for one in outline.passages
            if one.id not in taken
            and one.section not in headed
            and heard.tells(one)
            and not is_headed_otherwise(one)
        ),
    ]


def _told_in_sections(outline: Outline, rows: frozenset[str]) -> Iterator[_Told]:
    headed = {heading.path: heading.start for heading in outline.headings}
    own = lesson_passages(outline, rows)
    messages = {one.section for one in own if lesson_rules().message.match(plain(one.text))}
    own = [one for one in own if one.section not in messages or is_message(one)]
    marked = {one.section for one in own if lesson_rules().marked.match(plain(one.text))}
    telling = _telling_headings(own)
    seen: set[tuple[str, ...]] = set(messages)
    for passage in own:
        if passage.section in telling and passage.section not in messages:
            if passage.section not in seen:
                seen.add(passage.section)
                start = headed.get(passage.section, passage.start)
                yield _Told(telling[passage.section], passage, start, headed=True)
        elif passage.section not in marked or is_marked(passage):
            yield from _in_passage(passage)


def _in_passage(passage: Passage) -> Iterator[_Told]:
    """Yield the lesson of a passage, or each of "x were not seen; y was not asked"."""
    plainly = passage.number is None and split_number(passage.text)[0] is None
    if (
        plainly
        and passage.text[:1].islower()
        and ";" in passage.text
        and len(list(sentences(passage.text))) == 1
    ):
        yield from _items(passage, 0, len(passage.text))
        return
    text = own_words(passage.text, passage.number)
    if is_lesson(text, asked=False):
        yield _Told(text, passage, passage.start)


def _told_elsewhere(outline: Outline, rows: frozenset[str]) -> Iterator[_Told]:
    """Yield what running text says was learned, and what it calls good practice."""
    for passage, start, end in told_in_running_text(outline, rows):
        yield _Told(passage.text[start:end], passage, passage.start + start)
    for passage in commended(outline, rows):
        yield _Told(own_words(passage.text, passage.number), passage, passage.start, good=True)


def _told_in_tables(outline: Outline) -> Iterator[_Told]:
    for passage, start, end in told_in_tables(outline):
        text = outline.text[start:end].strip()
        yield _Told(own_words(text), passage, start)


def _telling_headings(own: Sequence[Passage]) -> dict[tuple[str, ...], str]:
    """Return section path -> the sentence its heading tells: the text below it only explains.

    "Finding 2: Families know first" tells one; so does a heading that structure
    kept as a passage, and then its sister headings do too, however short.
    """
    told: dict[tuple[str, ...], str] = {}
    parents: set[tuple[str, ...]] = set()
    for passage in own:
        nearest = plain(passage.section[-1]) if passage.section else ""
        match = lesson_rules().heading.match(nearest)
        if match and (rule := section_rule(match["text"])) and rule.kind in _KINDS:
            continue  # "Theme D. What went well" names a section
        if match and _states(match["text"], own, passage.section):
            told[passage.section] = match["text"]
        elif nearest and nearest == plain(passage.text):
            parents.add(passage.section[:-1])
    for passage in own:
        named = section_rule(passage.section[-1]) if passage.section else None
        praises = named is not None and named.kind is PassageKind.GOOD_PRACTICE
        if len(passage.section) > 1 and passage.section[:-1] in parents and not praises:
            told.setdefault(passage.section, passage.section[-1])
    return told


def _states(text: str, own: Sequence[Passage], section: tuple[str, ...]) -> bool:
    """Say whether a labelled heading tells its finding; a topic over numbered ones does not."""
    if len(text.split()) < lesson_rules().shortest:
        return False
    topics = section[-1].casefold().startswith("theme")
    topics = topics or any(one.section == section and one.number for one in own)
    return not topics or bool(layout().sentence.search(fold(text)))


def _told_concerns(outline: Outline, concerns: frozenset[str]) -> Iterator[_Told]:
    for passage in outline.passages:
        if passage.id not in concerns:
            continue
        for start, end in concerns_in(passage.text):
            piece = passage.text[start:end].strip()
            text = own_words(piece)
            yield _Told(text, passage, passage.start + start)


def _told_inline(outline: Outline, rows: frozenset[str]) -> Iterator[_Told]:
    """Yield the items of "Learning includes: ...; ..." inside an abstract."""
    for passage in outline.passages:
        if passage.kind not in _INLINE_KINDS or passage.id in rows:
            continue
        for start, end in sentences(passage.text):
            opened = lesson_rules().inline.match(passage.text[start:end])
            if opened:
                yield from _items(passage, start + opened.end(), end)


def _items(passage: Passage, start: int, end: int) -> Iterator[_Told]:
    at = start
    for piece in passage.text[start:end].rstrip(".").split(";"):
        text = re.sub(r"^and\s+", "", piece.strip())
        if len(text.split()) > lesson_rules().topic:
            yield _Told(text, passage, passage.start + at)
        at += len(piece) + 1


def _lesson(
    told: _Told,
    cases: Mapping[str, CaseScope],
    directory: Directory,
    sent_to: tuple[str, ...],
    vocabulary: Vocabulary,
) -> Lesson:
    themes = find_themes(told.text, vocabulary)
    if told.is_praise and _GOOD_PRACTICE not in themes:
        themes = (_GOOD_PRACTICE, *themes)
    speaking = tuple(name for name, case in cases.items() if told.passage.id in case.passages)
    nearest = told.passage.section[-1] if told.passage.section else ""
    return Lesson(
        id=content_id("lesson", told.passage.id, told.start, told.text),
        text=told.text,
        passage=told.passage.id,
        themes=themes,
        addressed_to=(directory.named_in(nearest) or sent_to) if sent_to else (),
        cases=speaking or tuple(cases),
    )


def _sent_to(outline: Outline, directory: Directory) -> tuple[str, ...]:
    """Return the bodies that a coroner's report is sent to, () for any other document."""
    named: list[str] = []
    for passage in outline.passages:
        if is_recipients(passage):
            named.extend(directory.named_in(passage.text))
    return tuple(dict.fromkeys(named))
