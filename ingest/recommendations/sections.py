"""Recommendations told as items of their own section, or under a heading with their number."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence

from graph.model import Passage, PassageKind
from ingest.recommendations.found import Found
from ingest.recommendations.prose import requests_in
from ingest.recommendations.running import inline_list
from ingest.recommendations.tables import from_lines, in_cells
from ingest.recommendations.tiers import is_name, is_tier
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
# How far into an item its subject reaches.
_SUBJECT = 80
# A line that is a whole sentence: where every line is one, each is an item.
_LINE = re.compile(r"[A-Z0-9(].{15,}[.;]")
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
        texts = [passage.text, *(part.text for part in parts)]
        yield from _item(passage, "\n".join(texts), tier)


def _item(passage: Passage, printed: str, tier: Passage | None) -> Iterator[Found]:
    number, text, labelled = split_number(printed)
    if number is None and passage.number:
        number = split_number(f"{passage.number}. x")[0] or passage.number
        text = re.sub(rf"^\(?{re.escape(passage.number)}\)?[.):]?\s+", "", text)
    labelled = labelled or bool(wording().marked.search(plain(printed)))
    listed = passage.kind in _SECTIONS
    if (not listed and not labelled) or inline_list(printed) is not None or _resolved(passage):
        return
    if listed and (number is None or text[:1] in {"/", "|"}) and in_cells(passage.text):
        yield from from_lines(passage)
        return
    lead, text = _named_first(text, numbered=number is not None)
    headings = (*passage.section, tier.text) if tier is not None else passage.section
    begins = passage.start + max(printed.find(text), 0)
    for own, offset, piece in _requests(passage, number, text):
        if _accepted(passage, piece, numbered=own is not None, labelled=labelled):
            yield Found(own, piece, passage.id, begins + offset, headings, lead=lead)


def _requests(
    passage: Passage, number: str | None, text: str
) -> Iterator[tuple[str | None, int, str]]:
    """Yield (number, offset, text) of each request in one item or paragraph."""
    counted = _counted(text)
    if counted:
        yield from counted
        return
    pieces = _split(text)
    if len(pieces) == 1 and number is None and passage.kind in _SECTIONS:
        told = requests_in(text)
        pieces = list(told) if len(told) > 1 or (told and told[0][0] > 0) else pieces
    for index, (offset, piece) in enumerate(pieces):
        yield number if index == 0 else None, offset, piece


def _counted(text: str) -> list[tuple[str | None, int, str]]:
    """Return the parts of "Adult Services: (1) to treat ...; (2) to strike out ..."."""
    opened = re.match(r"(?:The |the )?[A-Z][^.:;]{2,70}:\s+(?=\(1\)|1[.)])", text)
    if not opened or wording().modals.search(plain(opened.group())):
        return []
    found = list(re.finditer(r"\(?(\d{1,2})[.)]\s+", text[opened.end() :]))
    edges = [*(opened.end() + one.start() for one in found), len(text)]
    return [
        (one[1], edge, text[opened.end() + one.end() : after].strip(" ;,\n"))
        for one, (edge, after) in zip(found, itertools.pairwise(edges), strict=True)
    ]


def _named_first(text: str, *, numbered: bool) -> tuple[str, str]:
    """Return whom a text names before it begins, and the text: "For the Home Office: that ...".

    A name in brackets counts behind a number only: "SAR-D/4 (Caulder Trust). Review ...".
    """
    named = re.match(r"(?:For|To) (?:the |all |each |every )?([A-Z][^.:;]{2,80}):\s+(?=\S)", text)
    if named is None and numbered:
        dashed = re.match(r"([A-Z][^.:;\u2013-]{2,60})\s[\u2013-]\s(?=\S)", text)
        named = (dashed if dashed and is_name(dashed[1]) else None) or re.match(
            r"\(([A-Z][^()]{2,90})\)\s*[.:,\u2013-]?\s+(?=[A-Z])", text
        )
    if named is None:
        opened = re.match(r"(?:The |the )?([A-Z][^.:;]{2,70}):\s+(?=\(1\)|1[.)])", text)
        return (opened[1] if opened else ""), text
    return named[1], text[named.end() :]


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
    if is_directive(words) or _plan(words) or wording().marked.search(words):
        return True
    told = passage.kind in _SECTIONS and (_completes(passage, words) or does_what(words))
    tiered = _tier(passage) and not _PAST.search(words)
    return told or tiered or (numbered and not _FINITE.search(words))


def _completes(passage: Passage, words: str) -> bool:
    """Say whether an item goes on where its heading broke off: "We recommend that", "the ...".

    An item that begins with a small letter completes a sentence too.
    """
    nearest = plain(passage.section[-1]) if passage.section else ""
    begun = wording().completed.search(nearest.rstrip(" :")) or words[:1].islower()
    return bool(begun) and not _PAST.search(words[:_SUBJECT])


def _plan(words: str) -> bool:
    """Match "The Panel will ask ...", an agency's plan where recommendations are listed."""
    return bool(re.match(r"(?:The |the )?[A-Z][\w'&]*(?: [\w'&]+){0,8}? will (?!recommend)", words))


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


def _parts(passages: Sequence[Passage], at: int) -> list[Passage]:
    """Return the passages after an opened list that are its parts."""
    opener = passages[at]

    def is_part(passage: Passage) -> bool:
        number, text, labelled = split_number(passage.text)
        sub = number is None or not re.search(r"\d", number)
        return sub and not labelled and passage.section == opener.section and not is_lead_in(text)

    def ends(passage: Passage) -> bool:
        return bool(re.match(r"(?:The |[A-Z][\w']+ ){1,8}(?:should|must)\b", passage.text))

    following: Iterable[Passage] = passages[at + 1 :]
    return list(itertools.takewhile(lambda one: is_part(one) and not ends(one), following))


def _split(text: str) -> list[tuple[int, str]]:
    """Return (offset, piece) of the recommendations that one block runs together."""
    rules = wording()
    starts = [found.start() for found in rules.merged.finditer(text)]
    lines = text.split("\n")
    if not starts and len(lines) > 1 and all(_LINE.fullmatch(line.strip()) for line in lines):
        ends = list(itertools.accumulate(len(line) + 1 for line in lines))
        return _pieces(text, [0, *ends[:-1]])
    if not starts:
        starts = [
            found.start()
            for found in rules.openers.finditer(text)
            if not text[: found.start()].strip() or text[: found.start()].rstrip()[-1] in ".;\n"
        ]
        return [(0, text)] if len(starts) < 2 or starts[0] > 0 else _pieces(text, starts)  # noqa: PLR2004 - two make several
    before = [(0, text[: starts[0]])] if is_directive(text[: starts[0]]) and starts[0] else []
    return [*before, *((at, _without_reasons(piece)) for at, piece in _pieces(text, starts))]


def _pieces(text: str, starts: Sequence[int]) -> list[tuple[int, str]]:
    return [
        (start, text[start:end].strip()) for start, end in itertools.pairwise([*starts, len(text)])
    ]


def _without_reasons(text: str) -> str:
    """Return a merged recommendation up to where its reasons begin.

    Paragraphs that a page ran together show as a full stop with the next
    sentence glued to it; what follows belongs to the request only while it goes
    on asking or counting ("b) ...").
    """
    reasons = wording().reasons.search(text)
    text = text[: reasons.start()] if reasons and reasons.start() else text
    parts = re.split(r"(?<=[.:”\"])(?=[A-Z])|\n", text)
    kept = [parts[0]]
    for part in parts[1:]:
        if not (wording().modals.search(part[:200]) or re.match(r"[a-z]\)|[•*-]", part)):
            break
        kept.append(part)
    return "\n".join(part.strip() for part in kept)
