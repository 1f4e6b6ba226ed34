"""Recommendations told as items of their own section, or under a heading with their number."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence

from graph.model import Passage, PassageKind
from ingest.recommendations.found import Found
from ingest.recommendations.parts import before_label, behind_label, named_first, requests_of
from ingest.recommendations.prose import asks_plainly
from ingest.recommendations.running import inline_list
from ingest.recommendations.tables import from_lines, in_cells
from ingest.recommendations.tiers import is_tier, named_lead
from ingest.recommendations.wording import (
    does_what,
    is_directive,
    is_excluded,
    is_lead_in,
    plain,
    split_number,
    wording,
)

__all__ = ["from_sections"]

_SECTIONS = frozenset({PassageKind.RECOMMENDATION, PassageKind.ACTION_PLAN})
# Kinds in which even "Recommendation 3: ..." is not this review's own.
_NEVER = frozenset(
    {
        PassageKind.REFERENCES,
        PassageKind.GLOSSARY,
        PassageKind.FOOTNOTE,
        PassageKind.BOILERPLATE,
        PassageKind.TERMS_OF_REFERENCE,
        PassageKind.ACTION_TAKEN,
        PassageKind.QUESTION,
        PassageKind.RESEARCH,
        PassageKind.POLICY,
    }
)
_FEWEST_WORDS = 4
# So many numbers make a count.
_FEWEST_COUNTED = 2
# A measure named without a verb is no longer.
_LONGEST_NAME = 30
# How far into an item its subject reaches.
_SUBJECT = 80
# How far into a measure a verb would tell that its doing is the subject of a statement.
_DOING = 40
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|did|do|does|made|makes|will|would|identified|found|went)\b"
)

_PAST = re.compile(r"\b(?:was|were|had|did|made|found|went|told)\b")


def from_sections(passages: Sequence[Passage], rows: frozenset[str]) -> Iterator[Found]:
    """Yield the recommendations of sections that list them, table rows (`rows`) left out."""
    told = [one for one in passages if one.kind not in _NEVER and one.id not in rows]
    for heading, group in itertools.groupby(told, key=_numbered_heading):
        if heading:
            yield from _headed(heading, list(group))
        else:
            yield from _items(list(group))


def _numbered_heading(passage: Passage) -> tuple[str, ...]:
    """Return the section path up to a heading like "Recommendation 3: ...", or ()."""
    for depth in range(len(passage.section), 0, -1):
        if split_number(passage.section[depth - 1])[2]:
            return passage.section[:depth]
    return ()


def _headed(path: tuple[str, ...], group: Sequence[Passage]) -> Iterator[Found]:
    """Yield one recommendation: its heading has the number, what stands below is its text."""
    number, title, _ = split_number(path[-1])
    own = [passage.text for passage in _below_heading(group)]
    if own and plain(own[0]) == plain(path[-1]):
        own = own[1:]  # the heading kept as a passage of its own
    body = "\n".join(own)
    asks = wording().modals.search(plain(title)) or wording().verbs.match(plain(title))
    text = f"{title}\n{body}" if asks and body else body or title
    if is_directive(text) and not is_excluded(text.split("\n", maxsplit=1)[0]):
        yield Found(number, text, group[0].id, group[0].start, path[:-1])


def _below_heading(group: Sequence[Passage]) -> Iterator[Passage]:
    """Yield passages until a paragraph with a number of the running count begins."""
    for passage in group:
        number = passage.number or split_number(passage.text)[0] or ""
        if re.fullmatch(r"\d+(?:\.\d+)+\.?", number):
            return
        yield passage


def _items(passages: Sequence[Passage]) -> Iterator[Found]:
    at = 0
    tier: Passage | None = None
    counted = _counted_sections(passages)
    while at < len(passages):
        passage = passages[at]
        after = passages[at + 1] if at + 1 < len(passages) else None
        if after is not None and is_tier(passage, after):
            tier, at = passage, at + 1
            continue
        if tier is not None and tier.section != passage.section:
            tier = None
        parts = _parts(passages, at) if _opens_list(passage) else []
        at += 1 + len(parts)
        if not parts and after is not None and _leads_in(passage, after):
            tier = passage
            continue
        if parts and not (passage.number or split_number(passage.text)[0]):
            for part in parts:
                yield from _item(part, part.text, passage, counted)
            continue
        texts = [passage.text, *(part.text for part in parts)]
        yield from _item(passage, "\n".join(texts), tier, counted)


def _counted_sections(passages: Sequence[Passage]) -> frozenset[tuple[str, ...]]:
    """Return the sections whose requests are numbered: what has no number there must ask."""
    numbers = Counter(one.section for one in passages if one.number or split_number(one.text)[0])
    return frozenset(section for section, count in numbers.items() if count >= _FEWEST_COUNTED)


def _item(
    passage: Passage, printed: str, tier: Passage | None, counted: Container[tuple[str, ...]]
) -> Iterator[Found]:
    number, text, labelled = split_number(printed)
    if number is None and passage.number:
        number = split_number(f"{passage.number}. x")[0] or passage.number
        text = re.sub(rf"^\(?{re.escape(passage.number)}\)?[.):]?\s+", "", text)
    number, text, labelled = behind_label(passage, number, text, labelled=labelled)
    labelled = labelled or bool(
        wording().marked.search(plain(printed)) or wording().part.search(printed)
    )
    listed = passage.kind in _SECTIONS
    if (not listed and not labelled) or inline_list(printed) is not None or _resolved(passage):
        return
    if listed and (number is None or text[:1] in {"/", "|"}) and in_cells(passage.text):
        yield from from_lines(passage)
        return
    lead, text = named_first(text, numbered=number is not None)
    lead = lead or before_label(text)
    headings = (*passage.section, tier.text) if tier is not None else passage.section
    begins = passage.start + max(printed.find(text), 0)
    strict = number is None and passage.section in counted
    for own, offset, piece in requests_of(passage, number, text):
        if strict and not _asks(passage, plain(piece)):
            continue
        if _accepted(passage, piece, numbered=own is not None, labelled=labelled):
            yield Found(own, piece, passage.id, begins + offset, headings, lead=lead)


def _resolved(passage: Passage) -> bool:
    """Say whether the nearest heading announces a committee's own resolution."""
    return bool(passage.section) and bool(wording().resolution.search(plain(passage.section[-1])))


def _accepted(passage: Passage, text: str, *, numbered: bool, labelled: bool) -> bool:
    words = plain(text)
    if len(words.split()) < _FEWEST_WORDS or is_excluded(words) or is_lead_in(words):
        return False
    if words.startswith('"') and words.rstrip("0123456789 ").endswith('"'):
        return False  # somebody else's words, quoted whole
    if words.endswith(":") and not labelled and not wording().modals.search(words):
        return False
    if _asks(passage, words):
        return True
    told = passage.kind in _SECTIONS and (
        _completes(passage, words)
        or _names_a_measure(passage, words)
        or does_what(words)
        or _begins_with_doing(words)
        or (named_lead(words) is not None and not _PAST.search(words))
    )
    tiered = _tier(passage) and not _PAST.search(words)
    return told or tiered or (numbered and not _FINITE.search(words))


def _asks(passage: Passage, words: str) -> bool:
    """Say whether a text asks by its own words, whatever stands around it."""
    if is_directive(words) or _plan(words) or wording().marked.search(words):
        return True
    return passage.kind in _SECTIONS and asks_plainly(words)


def _names_a_measure(passage: Passage, words: str) -> bool:
    """Say whether an item of a list of recommendations only names one: "A single lead for ..."."""
    nearest = plain(passage.section[-1]) if passage.section else ""
    named = bool(wording().list_heading.search(nearest))
    return named and not _FINITE.search(words) and len(words.split()) <= _LONGEST_NAME


def _completes(passage: Passage, words: str) -> bool:
    """Say whether an item goes on where its heading broke off: "We recommend that", "the ...".

    An item that begins with a small letter completes a sentence too.
    """
    nearest = plain(passage.section[-1]) if passage.section else ""
    begun = wording().completed.search(nearest.rstrip(" :")) or words[:1].islower()
    return bool(begun) and not _PAST.search(words[:_SUBJECT])


def _begins_with_doing(words: str) -> bool:
    """Match "Setting up a night service for ...": what is to be done, named by its doing."""
    doing = wording().gerunds.match(words[:1].lower() + words[1:])
    return doing is not None and not _FINITE.search(words[:_DOING])


def _plan(words: str) -> bool:
    """Match "The Panel will ask ...", an agency's plan where recommendations are listed."""
    return bool(
        re.match(
            r"(?:The |the )?(?!(?:There|It|This|That|These|Those|They|Nothing|Nobody|He|She)\b)"
            r"[A-Z][\w'&]*(?: [\w'&]+){0,8}? will (?!recommend)",
            words,
        )
    )


def _tier(passage: Passage) -> bool:
    """Say whether the nearest heading names whom the items below it speak to."""
    nearest = passage.section[-1] if passage.section else ""
    return bool(re.match(r"(?:for|to|of|from)\b", nearest, re.IGNORECASE))


def _opens_list(passage: Passage) -> bool:
    """Say whether a passage is a request whose parts follow ("The Board should:")."""
    words = plain(passage.text)
    return (
        passage.kind in _SECTIONS
        and words.endswith(":")
        and bool(
            re.search(
                r"\b(?:should|must|shall|to|need to|needs to|including|that)(?: \w+){0,6}:$", words
            )
            and wording().modals.search(words)
        )
    )


def _leads_in(passage: Passage, after: Passage) -> bool:
    """Say whether numbered items complete a line by themselves: "The Trust should:", "1. ..."."""
    return _opens_list(passage) and bool(after.number or split_number(after.text)[0])


def _parts(passages: Sequence[Passage], at: int) -> list[Passage]:
    """Return the passages after an opened list that are its parts."""
    opener = passages[at]

    def is_part(passage: Passage) -> bool:
        number, text, labelled = split_number(passage.text)
        sub = number is None or not re.search(r"\d", number)
        return sub and not labelled and passage.section == opener.section and not is_lead_in(text)

    def ends(passage: Passage) -> bool:
        if passage.text.rstrip().endswith(":"):
            return True
        return bool(re.match(r"(?:The |[A-Z][\w']+ ){1,8}(?:should|must)\b", passage.text))

    following: Iterable[Passage] = passages[at + 1 :]
    return list(itertools.takewhile(lambda one: is_part(one) and not ends(one), following))
