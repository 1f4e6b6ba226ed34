"""What kind of passage a section holds, by its headings, its lead-ins and its wording."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from graph.model import PassageKind
from ingest.structure.marks import Mark
from ingest.structure.rules import containers, fold, label_kind, layout, section_rule, sections

__all__ = [
    "ITEMISED",
    "Section",
    "announced",
    "enter",
    "is_announcement",
    "is_mixed",
    "is_statement",
    "standing_end",
    "table_kind",
    "wording",
]

# In these every list item is a passage of its own.
ITEMISED = frozenset(
    {
        PassageKind.RECOMMENDATION,
        PassageKind.LESSON,
        PassageKind.FINDING,
        PassageKind.GOOD_PRACTICE,
        PassageKind.QUESTION,
        PassageKind.ACTION_PLAN,
        PassageKind.ACTION_TAKEN,
    }
)
# Sub-headings here may be sentences of their own ("Leaving was taken as the end").
_TALKING = frozenset(
    {
        PassageKind.FINDING,
        PassageKind.LESSON,
        PassageKind.GOOD_PRACTICE,
        PassageKind.ANALYSIS,
        PassageKind.RECOMMENDATION,
    }
)
# Sections of statements: what asks there is a question, what heads there may state.
_STATED = frozenset({PassageKind.FINDING, PassageKind.LESSON, PassageKind.GOOD_PRACTICE})
# What a sub-heading of a list of recommendations may name without telling it.
_TOPICS = frozenset(
    {
        PassageKind.NARRATIVE,
        PassageKind.BACKGROUND,
        PassageKind.CIRCUMSTANCES,
        PassageKind.FAMILY_COMPOSITION,
        PassageKind.FAMILY_VIEWS,
        PassageKind.METHODOLOGY,
        PassageKind.POLICY,
        PassageKind.RESEARCH,
        PassageKind.ANALYSIS,
    }
)
# Kinds that a section has for want of a better name.
_UNDECIDED = frozenset(
    {
        PassageKind.ANALYSIS,
        PassageKind.NARRATIVE,
        PassageKind.CONCLUSION,
        PassageKind.FINDING,
        PassageKind.LESSON,
    }
)
# "What the Board has asked for" names a section, whatever verbs it has.
_NAMED = frozenset(
    {
        PassageKind.RECOMMENDATION,
        PassageKind.LESSON,
        PassageKind.GOOD_PRACTICE,
        PassageKind.ACTION_TAKEN,
    }
)
# A heading of more words is looked at as a sentence, not as a name.
_NAME_WORDS = 12
# The part of a paragraph that can announce a list, and the first sentence of one.
_TAIL = 240
_FIRST = 500
# Standing words are a few sentences; in a longer paragraph the matter follows them.
_STANDING = 450
# So many words behind them are a matter of their own.
_MATTER = 4
# A longer lead-in says something of its own.
_ANNOUNCEMENT = 30


@dataclass(frozen=True, slots=True)
class Section:
    """A section being read: what its passages are, and whether sub-headings may say otherwise."""

    path: tuple[str, ...] = ()
    kind: PassageKind = PassageKind.FRONT_MATTER
    holds: bool = False
    mixed: bool = False


@lru_cache(maxsize=4096)
def is_mixed(name: str) -> bool:
    """Say whether a heading promises recommendations beside something else."""
    return bool(sections().mixed.search(fold(name)))


def enter(parent: Section, mark: Mark, title: str) -> Section:
    """Return the section that a heading opens inside `parent`."""
    text, name, number = mark.text, mark.name, mark.number
    path = (*parent.path, text)
    if parent.holds:
        return Section(path, parent.kind, holds=True)
    if number is not None and number.label and number.label not in containers():
        return Section(path, _labelled(parent, number.label, name))
    stated = parent.path and parent.kind in _TALKING and _is_sentence(name)
    rule = None if stated else section_rule(name or text)
    if rule is None:
        kind = parent.kind if stated else _unnamed(parent, name, title)
        return Section(path, kind, mixed=parent.mixed)
    if is_mixed(name):
        return Section(path, _beside(name), mixed=True)
    kind = parent.kind if _only_groups(parent, rule.kind) else rule.kind
    return Section(path, kind, holds=rule.holds)


def _only_groups(parent: Section, kind: PassageKind) -> bool:
    """Say whether a sub-heading names whom or what the items below it are about.

    Under "Recommendations", "Child T" or "Policy" tells no story and sets no rule.
    """
    return bool(parent.path) and parent.kind is PassageKind.RECOMMENDATION and kind in _TOPICS


def _labelled(parent: Section, label: str, name: str) -> PassageKind:
    """Return the kind of a section under "Finding 2: ..." or "Theme D. What went well".

    "Question 3. Was he safe there?" heads the answer, not one more question.
    """
    kind = label_kind(label)
    if kind is PassageKind.QUESTION and name.endswith("?"):
        return parent.kind if parent.path and parent.kind is not kind else PassageKind.ANALYSIS
    rule = section_rule(name)
    if kind is None and rule is not None and rule.kind in _STATED:
        return rule.kind
    return kind or _or_default(parent)


def _or_default(parent: Section) -> PassageKind:
    return parent.kind if parent.path else PassageKind.ANALYSIS


def _unnamed(parent: Section, name: str, title: str) -> PassageKind:
    """Return the kind of a section whose name says nothing: its parent's, as a rule.

    A top section under the case's own name ("Marlow", "Mrs Abel") tells the case.
    """
    if parent.path:
        return parent.kind
    folded = fold(name).strip(" :.\"'")
    short = len(folded.split()) <= 3 and not layout().title.search(folded)  # noqa: PLR2004 - "Mr John Smith"
    named = folded and re.search(rf"\b{re.escape(folded)}\b", fold(title))
    return PassageKind.NARRATIVE if short and named else PassageKind.ANALYSIS


def _beside(name: str) -> PassageKind:
    """Return what a mixed section holds besides recommendations."""
    folded = fold(name)
    rest = (
        rule.kind
        for rule in sections().rules
        if rule.kind in _TALKING | {PassageKind.CONCLUSION}
        and rule.kind is not PassageKind.RECOMMENDATION
        and rule.pattern.search(folded)
    )
    return next(rest, PassageKind.FINDING)


def _is_sentence(name: str) -> bool:
    folded = fold(name)
    rule = section_rule(name)
    if rule is not None and (rule.kind is PassageKind.QUESTION or len(folded.split()) <= 5):  # noqa: PLR2004 - "What have we learned"
        return False
    if rule is not None and rule.kind in _NAMED and layout().naming.match(folded):
        return False
    return len(folded.split()) > _NAME_WORDS or bool(layout().sentence.search(folded))


def announced(text: str, *, before_list: bool) -> PassageKind | None:
    """Return the kind of what follows a paragraph like "The lessons learned are:".

    Only a paragraph that ends with a colon, "as follows" or the like announces,
    or one that stands straight before a list.
    """
    tail = fold(text[-_TAIL:])
    open_end = tail.rstrip(" -\u2013\u2014").endswith(":")
    pointing = bool(sections().pointing.search(tail))
    if not (open_end or (before_list and pointing) or tail.rstrip(" .").endswith("follows")):
        return None
    last = re.split(r"[.!?]\s+", tail)[-1].rstrip(" .:;-\u2013\u2014") + ":"
    return next((kind for kind, cues in sections().lead_ins if cues.search(last)), None)


def wording(text: str, section: Section) -> PassageKind:
    """Return the kind of a paragraph in `section`, its own words heard.

    A rule of practice ("A review must be held where ...") is policy wherever
    only circumstances or analysis were expected; standing words are boilerplate.
    """
    first = fold(re.split(r"(?<=[.!?])\s", text[:_FIRST], maxsplit=1)[0])
    rules = sections()
    if rules.standing.search(first) and len(text) <= _STANDING and not standing_end(text):
        return PassageKind.BOILERPLATE
    if section.kind in _STATED and _is_question(text):
        return PassageKind.QUESTION
    if section.mixed and rules.asking.search(fold(text[:_FIRST])):
        return PassageKind.RECOMMENDATION
    if section.kind in rules.policy_kinds and rules.policy.search(first):
        return section.kind if rules.policy_facts.search(first) else PassageKind.POLICY
    return section.kind


def standing_end(text: str) -> int:
    """Return where the matter begins behind standing words in one paragraph, else 0.

    "During the course of the inquest ... are as follows. Staff were not trained."
    """
    if not sections().standing.search(fold(text[:_STANDING])):
        return 0
    ends = [found.end() for found in sections().standing_ends.finditer(text[: 2 * _STANDING])]
    return ends[-1] if ends and len(text[ends[-1] :].split()) >= _MATTER else 0


def _is_question(text: str) -> bool:
    """Say whether a whole item asks: "How will the Board know that it has changed?"."""
    bare = text.rstrip(" \n\"'\u201d\u2019)")
    if not bare.endswith("?") or re.search(r"[.!?]\s+\S", bare):
        return False
    return bool(layout().question.match(fold(bare)))


def is_statement(section: Section, name: str) -> bool:
    """Say whether a sub-heading states a finding or lesson: "Fathers were not seen"."""
    if section.kind not in _STATED or len(section.path) < 2 or name.endswith("?"):  # noqa: PLR2004 - a sub-heading
        return False
    rule = section_rule(name)
    if rule is not None and rule.kind is PassageKind.GOOD_PRACTICE and len(name.split()) <= 5:  # noqa: PLR2004 - "What was done well" is a name
        return False
    return len(name.split()) > 3 and bool(layout().sentence.search(fold(name)))  # noqa: PLR2004 - "Was not brought" is a topic


def is_announcement(text: str) -> bool:
    """Say whether a paragraph does nothing but announce: "The lessons are as follows:"."""
    folded = fold(text)
    single = not re.search(r"[.!?]\s+\S", folded) and len(folded.split()) <= _ANNOUNCEMENT
    return single and not layout().asking.search(folded)


def table_kind(headers: Sequence[str], section: Section, *, asks: bool = False) -> PassageKind:
    """Return the kind of a table's rows by its column headers, else the section's.

    Where neither says anything, a table that `asks` in nearly every row is a plan.
    """
    if section.holds:
        return section.kind
    told = _table_kind(tuple(map(fold, headers)))
    if told is PassageKind.NARRATIVE and section.kind is PassageKind.RECOMMENDATION:
        return section.kind  # "What | Who | When" is a plan here, no chronology
    undecided = told is None or told is PassageKind.NARRATIVE
    if asks and undecided and section.kind in _UNDECIDED:
        return PassageKind.ACTION_PLAN
    return told or section.kind


@cache
def _table_kind(headers: tuple[str, ...]) -> PassageKind | None:
    for kind, rows in sections().tables:
        for row in rows:
            if all(any(re.search(rf"\b{word}", name) for name in headers) for word in row):
                return kind
    return None
