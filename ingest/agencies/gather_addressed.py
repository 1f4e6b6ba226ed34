"""Bodies that only an action plan or a list of recipients names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from graph.model import Passage, PassageKind
from ingest.agencies.folding import Bodies
from ingest.agencies.mentions import Mention, mentions_of
from ingest.agencies.names import distinctive, flat, reduced, type_of
from ingest.agencies.rules import agency_rules
from ingest.outline import Outline
from ingest.rulebook import load_rules

__all__ = ["gather_leads", "gather_recipients"]

_ASKS = frozenset({PassageKind.RECOMMENDATION, PassageKind.ACTION_PLAN})
_LONGEST_RECIPIENT = 9
_LONGEST_LEAD = 8
# A single word of capitals this short is a service ("GP", "HV") or a person's initials.
_INITIALS = 2
# A list of terms has two cells a row: the term and what it stands for.
_CELLS_OF_A_TERM = 2
# How far from a name the word for its service may stand.
_NEAR = 40
_SERVICE = re.compile(r"(?i)\b(?:team|service|services|unit|board|partnership|hub)$")
_UNNAMED = "unnamed-agency-generic"
_SMALL = frozenset({"of", "and", "the", "for", "in", "&", "na", "yr", "y", "upon"})


def gather_leads(bodies: Bodies, outline: Outline) -> None:
    """Add the bodies that only their place as addressee tells: lead cells, headings, tier lines.

    A body already found that stands in such a place is one that is addressed.
    """
    found = sorted(
        ((m.start, m.end, body) for body in bodies.all() for m in body.mentions),
        key=lambda one: one[:2],
    )
    for text, start, passage in _places(outline):
        end = start + len(text)
        inside = [one for one in found if one[0] < end and start < one[1]]
        for left, right, body in inside:
            named = body.named or not text[: max(left - start, 0)].strip(" ,/&+")
            body.addressed = body.addressed or (named and right - left > 1)
        taken = {at for left, right, _ in inside for at in range(left - start, right - start)}
        rest = "".join("|" if at in taken else mark for at, mark in enumerate(text))
        for piece in re.finditer(r"[^|,;/&+\n()]+", re.sub(r"\b(?:and|with)\b", _blank, rest)):
            _add_lead(bodies, outline, piece, start, passage)


def _blank(found: re.Match[str]) -> str:
    return "|" * len(found.group())


def _add_lead(
    bodies: Bodies,
    outline: Outline,
    piece: re.Match[str],
    start: int,
    passage: Passage | None,
) -> None:
    name = re.sub(
        r"^(?:for|to|of|from|the)\s+(?:the\s+)?",
        "",
        piece.group().strip(" .:-"),
        flags=re.IGNORECASE,
    )
    service = _SERVICE.search(name) is not None and not _not_names().search(name)
    if bodies.get(name) or not (service or _names_a_body(name, outline.text)):
        return
    at = start + piece.start() + max(piece.group().find(name), 0)
    kind = type_of(name) or type_of(name.title()) or _kind_beside(name, outline.text)
    kind = kind or (_UNNAMED if service else None)
    body = bodies.add(name, kind, named=not service)
    body.addressed = True
    mention = Mention(at, at + len(name), name, body.type, named=True, passage=passage)
    body.mentions.append(mention)
    body.mentions += mentions_elsewhere(name, body.type, outline, mention)


def mentions_elsewhere(
    name: str, kind: str | None, outline: Outline, known: Mention
) -> list[Mention]:
    """Return the other places of a passage in which a name stands as a whole."""
    return [
        mention
        for passage in outline.passages
        for mention in mentions_of({name: kind}, passage.text, passage.start, passage)
        if mention.start != known.start
    ]


def _names_a_body(name: str, text: str) -> bool:
    """Say whether a piece of an addressee's place can be a body's name."""
    words = name.split()
    if not words or len(words) > _LONGEST_LEAD or not name[:1].isupper():
        return False
    if not all(word[:1].isupper() or word in _SMALL for word in words):
        return False
    if _is_a_person(name, text):
        return False
    stopped = name in agency_rules().stop_names or words[-1] in agency_rules().openers
    if stopped or _not_names().search(name) or re.search(r"[A-Z]\d", name):
        return False
    if len(words) > 1:
        return bool(distinctive(name))
    # "(CPC)" is spelt out as something else.
    acronym = name.isupper() and len(name) > _INITIALS and f"({name})" not in text
    return acronym or len(re.findall(rf"(?<=[a-z,;] ){re.escape(name)}\b", text)) > 0


def _is_a_person(name: str, text: str) -> bool:
    """Say whether a title, an age or somebody of the family shows a name to be a person's."""
    if re.match(r"(?:Mr|Mrs|Ms|Miss|Dr)\b", name):
        return True
    kin = (
        r"(?:mother|father|parents?|family|sister|brother|mum|dad|death|wife|husband|son|daughter)"
    )
    own = rf"\b{re.escape(name)}(?:['’]s {kin}\b|,? (?:who )?(?:is|was) aged\b|,? aged\b|, \d)"
    return re.search(own, text) is not None


def _kind_beside(name: str, text: str) -> str | None:
    """Return the type of the first word for a service within a few words of a name, or None."""
    kinds = sorted(agency_rules().kinds, key=len, reverse=True)
    for found in re.finditer(rf"\b{re.escape(name)}\b", text):
        near = text[max(0, found.start() - _NEAR) : found.end() + _NEAR].lower().replace("\n", " ")
        kind = next(
            (one for one in kinds if re.search(rf"\b{re.escape(one.lower())}\b", near)), None
        )
        if kind:
            return agency_rules().kinds[kind]
    return None


@cache
def _not_names() -> re.Pattern[str]:
    return re.compile(load_rules("agencies")["addressed"]["not_names"], re.IGNORECASE)


def _places(outline: Outline) -> Iterator[tuple[str, int, Passage | None]]:
    """Yield (text, offset, passage) of the places that only say whom is spoken to."""
    columns = frozenset(load_rules("recommendations")["columns"]["lead"])
    passages = {passage.id: passage for passage in outline.passages}
    for row in outline.rows:
        passage = passages.get(row.passage)
        if passage is None or passage.kind not in _ASKS:
            continue
        for header, text, start, _ in row.cells:
            plain = re.sub(r"\s+", " ", header).strip(" :?").lower()
            term = len(row.cells) == _CELLS_OF_A_TERM and not plain
            own = term or plain == flat(text).lower()
            if plain in columns or (own and len(text.split()) <= _LONGEST_LEAD):
                yield text, start, passage
    asking = {one.section for one in outline.passages if one.kind in _ASKS}
    for heading in outline.headings:
        if heading.path in asking and re.match(r"(?i:for|to|from)\s+(?:the )?[A-Z]", heading.text):
            yield heading.text, heading.end - len(heading.text), None
    for passage in outline.passages:
        named = passage.kind in _ASKS and re.match(r"(?:For|To) (?:the )?[A-Z]", passage.text)
        if named and len(passage.text.split()) <= _LONGEST_LEAD:
            yield passage.text, passage.start, passage


def gather_recipients(bodies: Bodies, outline: Outline) -> None:
    """Add bodies whose names only their place in the list of recipients tells."""
    rules = agency_rules()
    for body in bodies.all():
        listed = (m for m in body.mentions if m.passage is not None and m.named)
        if any(
            rules.sent_to.search(m.passage.section[-1])
            for m in listed
            if m.passage and m.passage.section
        ):
            body.addressed = not rules.not_a_body.search(body.name)
    mentioned = sorted((m.start, m.end) for body in bodies.all() for m in body.mentions)
    for passage in outline.passages:
        if not any(rules.sent_to.search(heading) for heading in passage.section[-1:]):
            continue
        for line in re.finditer(r"[^\n;|]+", passage.text):
            start, end = passage.start + line.start(), passage.start + line.end()
            name = re.sub(r"^\W*\(?\d*[.)]?\s+|\s+\d$", "", f" {flat(line.group())}").strip(" .,")
            name = reduced(name)
            taken = any(left < end and start < right for left, right in mentioned)
            if taken or rules.not_a_body.search(name) or not _is_short_name(name):
                continue
            body = bodies.add(name, type_of(name), named=True)
            body.addressed = True
            at = start + max(line.group().find(name), 0)
            body.mentions.append(
                Mention(at, at + len(name), name, body.type, named=True, passage=passage)
            )


def _is_short_name(name: str) -> bool:
    return name[:1].isupper() and 1 < len(name.split()) <= _LONGEST_RECIPIENT
