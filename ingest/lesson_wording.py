"""How a lesson is worded: its label, what stands beside it and is none (`rules/lessons.toml`)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from graph.model import Passage, PassageKind
from ingest.lesson_places import praises
from ingest.recommendations.wording import plain, split_number
from ingest.rulebook import load_rules
from ingest.sentences import sentences

__all__ = ["LessonRules", "is_lesson", "is_marked", "is_message", "lesson_rules", "own_words"]


@dataclass(frozen=True, slots=True)
class LessonRules:
    """The compiled patterns; all but `labels` are read against `plain` text."""

    labels: re.Pattern[str]
    not_lesson: re.Pattern[str]
    question: re.Pattern[str]
    general: re.Pattern[str]
    heading: re.Pattern[str]
    marked: re.Pattern[str]
    message: re.Pattern[str]
    topic_label: re.Pattern[str]
    inline: re.Pattern[str]
    behind_label: re.Pattern[str]
    shortest: int
    topic: int


@cache
def lesson_rules() -> LessonRules:
    """Return the patterns shipped with this release (compiled on first use)."""
    data = load_rules("lessons")
    no = data["not"]
    return LessonRules(
        labels=_any(data["label"]["patterns"]),
        not_lesson=_any(no["lead_in"]),
        question=_any(no["question"]),
        general=_any([*no["general"], *no["at_large"]]),
        heading=re.compile(data["sections"]["heading"], re.IGNORECASE),
        marked=re.compile(data["sections"]["marked"], re.IGNORECASE),
        topic_label=re.compile(data["label"]["topic"]),
        message=re.compile(data["sections"]["message"], re.IGNORECASE),
        inline=re.compile(data["inline"]["pattern"], re.IGNORECASE),
        behind_label=re.compile(data["label"]["behind_label"]),
        shortest=data["inline"]["shortest_words"],
        topic=data["inline"]["topic_words"],
    )


def _any(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


def own_words(text: str, printed: str | None = None) -> str:
    """Return the printed text without its number (`printed` if structure read one) and label."""
    number, rest, labelled = split_number(text)
    if number is None and printed:
        rest = re.sub(rf"^\(?{re.escape(printed)}\)?[.):]?\s+", "", text)
    body = text if labelled else rest
    label = lesson_rules().labels.match(body)
    if label is None or lesson_rules().topic_label.match(body):
        return body
    return lesson_rules().behind_label.sub("", body[label.end() :])


def is_lesson(text: str, *, asked: bool) -> bool:
    """Say whether a text tells a lesson; a finding of a systems review may be `asked`."""
    words = plain(text)
    if not asked and lesson_rules().question.search(words) and len(list(sentences(words))) == 1:
        return False
    if len(words.split()) < lesson_rules().shortest or lesson_rules().not_lesson.search(words):
        return False
    first = next((words[start:end] for start, end in sentences(words)), words)
    return not lesson_rules().general.search(first)


def is_message(passage: Passage) -> bool:
    """Say whether a passage is labelled as the message of its section, or praises there."""
    praises = passage.kind is PassageKind.GOOD_PRACTICE
    return praises or bool(lesson_rules().message.match(plain(passage.text)))


def is_marked(passage: Passage) -> bool:
    """Say whether a passage is labelled or numbered as a finding, or praises."""
    return (
        passage.kind is PassageKind.GOOD_PRACTICE
        or bool(lesson_rules().marked.match(plain(passage.text)))
        or _labelled_practice(passage)
    )


def _labelled_practice(passage: Passage) -> bool:
    words = _unnumbered(passage.text)
    return bool(lesson_rules().labels.match(words)) or praises(words)


def _unnumbered(text: str) -> str:
    number, rest, labelled = split_number(text)
    return plain(text if labelled or number is None else rest)
