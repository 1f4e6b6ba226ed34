"""Named bodies of a document, and the other forms of their names."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ingest.agencies.aliases import (
    acronyms,
    initials,
    meant_forms,
    new_names,
    same_bodies,
    short_forms,
)
from ingest.agencies.folding import Bodies, Body
from ingest.agencies.headless import headless_names
from ingest.agencies.mentions import (
    Mention,
    Text,
    mentions_of,
    named_mentions,
    outside,
)
from ingest.agencies.names import distinctive, type_of
from ingest.agencies.rules import agency_rules
from ingest.outline import Outline
from ingest.scopes import ReviewFacts

__all__ = ["gather_aliases", "gather_initials", "gather_named", "gather_short_names"]

_SHORTEST_INITIALS = 2
# How far back "the department is now called" may point.
_NEAR = 1200


def gather_named(bodies: Bodies, texts: Sequence[Text]) -> list[Mention]:
    """Add every named body to `bodies` and return the mentions."""
    short = frozenset(form for text, _, _ in texts for _, form in short_forms(text))
    whole = [mention for text in texts for mention in named_mentions(*text)]
    alone = frozenset(mention.form for mention in whole if distinctive(mention.form))
    found = [one for mention in whole for one in _apart(mention, short | alone)]
    known: dict[str, str | None] = {}
    for text, _, _ in texts:
        known = {**headless_names(text), **known}  # the first telling stands
    headless = [mention for text in texts for mention in mentions_of(known, *text)]
    found += outside(headless, found)
    for mention in found:
        loose = mention.type in agency_rules().loose_types
        kind = (known.get(mention.form) if loose else None) or mention.type
        kind = kind or known.get(mention.form)
        bodies.add(mention.form, kind, named=mention.named).mentions.append(mention)
    return found


def _apart(mention: Mention, short: frozenset[str]) -> list[Mention]:
    """Return two mentions for "ICPC and Cairn Housing": a short form, and a name of its own."""
    left, joined, right = mention.form.partition(" and ")
    if joined and _beside(left, right):
        right = right.removeprefix("the ")
    elif not joined or not (left in short or (left.isupper() and left != "NHS")):
        return [mention]
    kind = type_of(right)
    at = mention.end - len(right)
    return [
        replace(mention, end=mention.start + len(left), form=left, type=type_of(left)),
        replace(mention, start=at, form=right, type=kind, named=bool(distinctive(right))),
    ]


def _beside(left: str, right: str) -> bool:
    """Say whether "NHS Lennoch and the Council" names two: a whole name, then a common one."""
    common = not distinctive(right.removeprefix("the ")) and not right.endswith("Learning")
    first = left.partition(" ")[0]
    whole = first in agency_rules().prefixes or right.startswith("the ")
    return common and whole and bool(distinctive(left)) and len(left.split()) > 1


def gather_aliases(bodies: Bodies, outline: Outline, named: Sequence[Mention]) -> None:
    """Join the forms that the document itself says are one body."""
    _bracketed_forms(bodies, outline.text, named)
    _spelt_acronyms(bodies, outline, named)
    _renamed(bodies, outline.text, named)
    for one, other in same_bodies(outline.text):
        left, right = bodies.get(one), bodies.get(other)
        if left and right:
            bodies.join(left, right)
        elif left:
            bodies.alias(left, other)
        elif right:
            bodies.alias(right, one)


def _bracketed_forms(bodies: Bodies, text: str, named: Sequence[Mention]) -> None:
    ends = {mention.end: mention for mention in named}
    for start, form in short_forms(text):
        if start in ends and (body := bodies.get(ends[start].form)):
            bodies.alias(body, form)
    begins = {mention.start: mention for mention in named}
    for start, form in meant_forms(text):
        if start in begins and (body := bodies.get(begins[start].form)):
            bodies.alias(body, form)


def _spelt_acronyms(bodies: Bodies, outline: Outline, named: Sequence[Mention]) -> None:
    placed: dict[str, Body] = {}
    for short, long in acronyms(outline).items():
        body = bodies.get(long) or _ending_in(bodies, long, outline.text, short)
        if body is None and type_of(long):
            body = bodies.add(long, type_of(long), named=bool(distinctive(long)))
        if body is not None:
            bodies.alias(body, short)
            placed[short] = body
    _place(placed, outline, named)


def _renamed(bodies: Bodies, text: str, named: Sequence[Mention]) -> None:
    """Add "The department is now called ..." to the last body of that type before it."""
    for at, form in new_names(text):
        kind = type_of(form)
        before = [
            mention
            for mention in named
            if at - _NEAR < mention.start <= at and (kind is None or mention.type == kind)
        ]
        if before and (body := bodies.get(max(before, key=lambda one: one.start).form)):
            bodies.alias(body, form)


def _ending_in(bodies: Bodies, long: str, text: str, short: str) -> Body | None:
    """Return the body whose name ends in the long form where the acronym is introduced."""
    at = re.search(rf"\(\s*(?:the )?{re.escape(short)}\b", text)
    before = " ".join(text[max(0, at.start() - 120) : at.start()].split()) if at else ""
    for body in bodies.all():
        for form in body.forms.values():
            if form.endswith(long) and before.endswith(form):
                return body
    return None


def _place(owners: Mapping[str, Body], outline: Outline, taken: Sequence[Mention]) -> None:
    """Add every place where one of the forms stands in a passage to the body it belongs to."""
    names: dict[str, str | None] = {form: body.type for form, body in owners.items()}
    found = outside(mentions_of(names, outline.text, 0, None), taken)
    starts = [passage.start for passage in outline.passages]
    order = sorted(range(len(starts)), key=starts.__getitem__)
    ordered = [starts[at] for at in order]
    for mention in found:
        at = bisect_right(ordered, mention.start) - 1
        passage = outline.passages[order[at]] if at >= 0 else None
        if passage is not None and mention.end <= passage.end:
            owners[mention.form].mentions.append(replace(mention, passage=passage))


def gather_short_names(
    bodies: Bodies, texts: Sequence[Text], named: list[Mention], facts: ReviewFacts
) -> None:
    """Add what begins exactly one name and also stands alone ("Brightwater")."""
    area = " ".join((facts.area or "", *facts.commissioned_by))
    beginnings: dict[str, list[Body]] = {}
    for body in bodies.all():
        if body.named:
            for form in _beginnings(body.name, area):
                beginnings.setdefault(form, []).append(body)
    only = {form: owners[0] for form, owners in beginnings.items() if len(owners) == 1}
    names: dict[str, str | None] = {form: body.type for form, body in only.items()}
    found = [mention for text in texts for mention in mentions_of(names, *text)]
    for mention in outside(found, named):
        body = only[mention.form]
        bodies.alias(body, mention.form)
        body.mentions.append(mention)
        named.append(mention)


def _beginnings(name: str, area: str) -> list[str]:
    words = name.split()
    return [
        form
        for count in range(1, len(words))
        if (form := " ".join(words[:count]))
        and distinctive(form) - set(area.split())
        and words[count - 1][:1].isupper()
        and (count > 1 or "'" in form)
        and form not in area
    ]


def gather_initials(bodies: Bodies, outline: Outline) -> None:
    """Add "HSCB" to the one body whose words begin so, where the document prints it."""
    spelt: dict[str, list[Body]] = {}
    for body in bodies.all():
        if body.named and len(short := initials(body.name)) > _SHORTEST_INITIALS:
            spelt.setdefault(short, []).append(body)
    printed = set(re.findall(r"\b[A-Z]{3,8}\b", outline.text))
    only = {
        short: owners[0]
        for short, owners in spelt.items()
        if len(owners) == 1 and short in printed and bodies.get(short) is None
    }
    for short, body in only.items():
        bodies.alias(body, short)
    _place(only, outline, ())
