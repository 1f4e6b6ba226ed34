"""The lessons of a document: learning points, findings, concerns and good practice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from graph.identifiers import content_id
from graph.model import Agency, Lesson, Passage, PassageKind
from graph.vocabulary import Vocabulary
from ingest.agencies.addressees import Directory
from ingest.concerns import concern_passages, concerns_in, is_recipients
from ingest.lesson_places import commended, lesson_passages, praises, told_in_running_text
from ingest.outline import Outline
from ingest.recommendations.wording import plain, split_number
from ingest.rulebook import load_rules
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


@dataclass(frozen=True, slots=True)
class _Told:
    text: str
    passage: Passage
    start: int
    headed: bool = False
    good: bool = False


@dataclass(frozen=True, slots=True)
class _Rules:
    labels: re.Pattern[str]
    not_lesson: re.Pattern[str]
    question: re.Pattern[str]
    general: re.Pattern[str]
    heading: re.Pattern[str]
    marked: re.Pattern[str]
    message: re.Pattern[str]
    topic_label: re.Pattern[str]
    inline: re.Pattern[str]
    shortest: int
    topic: int


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
    told = (
        *_told_in_sections(outline, rows | concerns),
        *_told_inline(outline, rows),
        *_told_elsewhere(outline, rows),
        *_told_concerns(outline, concerns),
    )
    kept: dict[str, Lesson] = {}
    below: tuple[str, ...] = ()
    for one in sorted(told, key=lambda telling: telling.start):
        if directory.is_name(re.sub(r"^(?:For|To) (?:the )?", "", one.text)):
            below = directory.named_in(one.text)  # a line that heads the concerns to one body
            continue
        if not _is_lesson(one.text, asked=one.headed):
            continue
        lesson = _lesson(one, cases, directory, below or sent_to, vocabulary)
        kept.setdefault(" ".join(plain(lesson.text).casefold().split()), lesson)
    return tuple(kept.values())


@cache
def _rules() -> _Rules:
    data = load_rules("lessons")
    no = data["not"]
    return _Rules(
        labels=_any(data["label"]["patterns"]),
        not_lesson=_any(no["lead_in"]),
        question=_any(no["question"]),
        general=_any([*no["general"], *no["at_large"]]),
        heading=re.compile(data["sections"]["heading"], re.IGNORECASE),
        marked=re.compile(data["sections"]["marked"], re.IGNORECASE),
        topic_label=re.compile(data["label"]["topic"]),
        message=re.compile(data["sections"]["message"], re.IGNORECASE),
        inline=re.compile(data["inline"]["pattern"], re.IGNORECASE),
        shortest=data["inline"]["shortest_words"],
        topic=data["inline"]["topic_words"],
    )


def _any(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


def _told_in_sections(outline: Outline, rows: frozenset[str]) -> Iterator[_Told]:
    headed = {heading.path: heading.start for heading in outline.headings}
    own = lesson_passages(outline, rows)
    messages = {one.section for one in own if _rules().message.match(plain(one.text))}
    own = [one for one in own if one.section not in messages or _is_message(one)]
    marked = {one.section for one in own if _rules().marked.match(plain(one.text))}
    telling = _telling_headings(own)
    seen: set[tuple[str, ...]] = set(messages)
    for passage in own:
        if passage.section in telling and passage.section not in messages:
            if passage.section not in seen:
                seen.add(passage.section)
                start = headed.get(passage.section, passage.start)
                yield _Told(telling[passage.section], passage, start, headed=True)
        elif passage.section not in marked or _is_marked(passage):
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
    text = _own_words(passage.text, passage.number)
    if _is_lesson(text, asked=False):
        yield _Told(text, passage, passage.start)


def _told_elsewhere(outline: Outline, rows: frozenset[str]) -> Iterator[_Told]:
    """Yield what running text says was learned, and what it calls good practice."""
    for passage, start, end in told_in_running_text(outline, rows):
        yield _Told(passage.text[start:end], passage, passage.start + start)
    for passage in commended(outline, rows):
        yield _Told(_own_words(passage.text, passage.number), passage, passage.start, good=True)


def _is_message(passage: Passage) -> bool:
    """Say whether a passage is labelled as the message of its section, or praises there."""
    praises = passage.kind is PassageKind.GOOD_PRACTICE
    return praises or bool(_rules().message.match(plain(passage.text)))


def _telling_headings(own: Sequence[Passage]) -> dict[tuple[str, ...], str]:
    """Return section path -> the sentence its heading tells: the text below it only explains.

    "Finding 2: Families know first" tells one; so does a heading that structure
    kept as a passage, and then its sister headings do too, however short.
    """
    told: dict[tuple[str, ...], str] = {}
    parents: set[tuple[str, ...]] = set()
    for passage in own:
        nearest = plain(passage.section[-1]) if passage.section else ""
        match = _rules().heading.match(nearest)
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
    if len(text.split()) < _rules().shortest:
        return False
    topics = section[-1].casefold().startswith("theme")
    topics = topics or any(one.section == section and one.number for one in own)
    return not topics or bool(layout().sentence.search(fold(text)))


def _is_marked(passage: Passage) -> bool:
    return (
        passage.kind is PassageKind.GOOD_PRACTICE
        or bool(_rules().marked.match(plain(passage.text)))
        or _labelled_practice(passage)
    )


def _labelled_practice(passage: Passage) -> bool:
    words = _unnumbered(passage.text)
    return bool(_rules().labels.match(words)) or praises(words)


def _unnumbered(text: str) -> str:
    number, rest, labelled = split_number(text)
    return plain(text if labelled or number is None else rest)


def _own_words(text: str, printed: str | None = None) -> str:
    """Return the printed text without its number (`printed` if structure read one) and label."""
    number, rest, labelled = split_number(text)
    if number is None and printed:
        rest = re.sub(rf"^\(?{re.escape(printed)}\)?[.):]?\s+", "", text)
    body = text if labelled else rest
    label = _rules().labels.match(body)
    if label is None or _rules().topic_label.match(body):
        return body
    return body[label.end() :]


def _is_lesson(text: str, *, asked: bool) -> bool:
    """Say whether a text tells a lesson; a finding of a systems review may be `asked`."""
    words = plain(text)
    if not asked and _rules().question.search(words) and len(list(sentences(words))) == 1:
        return False
    if len(words.split()) < _rules().shortest or _rules().not_lesson.search(words):
        return False
    first = next((words[start:end] for start, end in sentences(words)), words)
    return not _rules().general.search(first)


def _told_concerns(outline: Outline, concerns: frozenset[str]) -> Iterator[_Told]:
    for passage in outline.passages:
        if passage.id not in concerns:
            continue
        for start, end in concerns_in(passage.text):
            piece = passage.text[start:end].strip()
            text = _own_words(piece)
            yield _Told(text, passage, passage.start + start)


def _told_inline(outline: Outline, rows: frozenset[str]) -> Iterator[_Told]:
    """Yield the items of "Learning includes: ...; ..." inside an abstract."""
    for passage in outline.passages:
        if passage.kind not in _INLINE_KINDS or passage.id in rows:
            continue
        for start, end in sentences(passage.text):
            opened = _rules().inline.match(passage.text[start:end])
            if opened:
                yield from _items(passage, start + opened.end(), end)


def _items(passage: Passage, start: int, end: int) -> Iterator[_Told]:
    at = start
    for piece in passage.text[start:end].rstrip(".").split(";"):
        text = re.sub(r"^and\s+", "", piece.strip())
        if len(text.split()) > _rules().topic:
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
    praised = told.good or told.passage.kind is PassageKind.GOOD_PRACTICE
    if praised and _GOOD_PRACTICE not in themes:
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
