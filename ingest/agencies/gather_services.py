"""Services called by their kind, and short references to a body named elsewhere."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.agencies.folding import Bodies, Body
from ingest.agencies.mentions import (
    Mention,
    Text,
    generic_mentions,
    is_plural,
    label_mentions,
    outside,
    reference_mentions,
)
from ingest.agencies.names import distinctive
from ingest.agencies.rules import agency_rules, involvement_rules
from ingest.scopes import ReviewFacts

__all__ = ["fold_services", "gather_generic", "gather_headings", "gather_references"]

_NATIONAL, _AUTHORITY = "national-body", "local-authority-body"
_DEPARTMENTS = (
    "childrens-social-care",
    "adult-social-care",
    "housing-authority",
    "education-department",
)
# A body named so often, and so many times as often as the next, is the one a document is about.
_MANY, _TIMES = 4, 2
# What stands between a service and its own name: "his landlord, Barn Housing", "Barn Housing, his
# landlord", "the adviser (from Haven Barn)".
_NAMED_AFTER = re.compile(r",?\s(?:\(?(?:at|from|of)\s)?(?:the\s)?(?=[A-Z])")
_NAMED_BEFORE = re.compile(r",\s(?:his|her|their|its|the|an?|whose)\s(?:\w+\s)?$")


def gather_generic(
    bodies: Bodies, texts: Sequence[Text], named: Sequence[Mention], *, adult: bool
) -> None:
    """Gather services called by their kind under the one body of that type, or together."""
    grouped: dict[str, list[Mention]] = {}
    labels = [mention for text in texts for mention in label_mentions(*text)]
    generic = [mention for text in texts for mention in generic_mentions(*text)]
    found = [*labels, *outside(generic, labels)]
    for mention in _apart_from(outside(found, named), named, texts):
        kind = _service(mention.form, mention.type or "", adult=adult)
        if kind == _NATIONAL:  # one government is not another
            bodies.add(mention.form, kind, named=True).mentions.append(mention)
        else:
            grouped.setdefault(kind, []).append(mention)
    for body in [one for one in bodies.all() if not one.named and one.type]:
        grouped.setdefault(_service(body.name, body.type or "", adult=adult), [])
    for kind, mentions in grouped.items():
        _gather(bodies, kind, mentions)


def _apart_from(
    mentions: Sequence[Mention], named: Sequence[Mention], texts: Sequence[Text]
) -> list[Mention]:
    """Return the services that no name beside them names: not "his landlord, Barn Housing"."""
    text_at = {(start, start + len(text)): text for text, start, _ in texts}
    starts = {one.start for one in named}
    ends = {one.end for one in named}
    placed = sorted(text_at)

    def is_named(one: Mention) -> bool:
        begin = max((span for span in placed if span[0] <= one.start), default=None)
        if begin is None:
            return False
        text = text_at[begin]
        after = _NAMED_AFTER.match(text, one.end - begin[0])
        before = _NAMED_BEFORE.search(text[: one.start - begin[0]])
        follows = after is not None and begin[0] + after.end() in starts
        return follows or (before is not None and begin[0] + before.start() in ends)

    return [one for one in mentions if not is_named(one)]


def _gather(bodies: Bodies, kind: str, mentions: Sequence[Mention]) -> None:
    owners = bodies.of_type(kind) or bodies.of_type(agency_rules().part_of.get(kind, kind))
    unnamed = [body for body in bodies.all() if not body.named and body.type == kind]
    if owners and kind in involvement_rules().settings:
        mentions = _without_others(bodies, kind, mentions)
    if len(owners) > 1:
        return  # one of several: which, the words do not tell
    first = [*owners, *unnamed]
    if not first and not mentions:
        return
    body = first[0] if first else bodies.add(mentions[0].form, kind, named=False)
    for other in unnamed:
        body = bodies.join(body, other)
    for mention in mentions:
        for form in (mention.form, mention.fuller):
            if form and (form == mention.form or bodies.get(form) is None):
                bodies.alias(body, form)
        body.mentions.append(mention)


def fold_services(bodies: Bodies) -> None:
    """Join each service without a name to the one body of its type, once all are typed."""
    settings = involvement_rules().settings
    for body in [one for one in bodies.all() if not one.named and one.type]:
        owners = bodies.of_type(body.type or "")
        capitals = sum(word[:1].isupper() for word in body.name.split())
        if len(owners) == 1 and capitals <= 1 and body.type not in settings:
            bodies.join(owners[0], body)


def _without_others(bodies: Bodies, kind: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions of one setting; "schools" are others than the school that is named."""
    others = [one for one in mentions if is_plural(one.form)]
    if others:
        bodies.add(others[0].form, kind, named=False).mentions.extend(others)
    return [one for one in mentions if not is_plural(one.form)]


def _service(form: str, kind: str, *, adult: bool) -> str:
    """Return the type of a service; social work is adults' where every case is an adult's."""
    word = form.lower().removesuffix("s")
    services = {one.removesuffix("s") for one in agency_rules().adult_services}
    return "adult-social-care" if adult and word in services else kind


def gather_references(bodies: Bodies, texts: Sequence[Text], facts: ReviewFacts) -> None:
    """Add "the Trust" and its like to the one body that each can mean."""
    for text in texts:
        for mention in reference_mentions(*text):
            word = mention.form.split(maxsplit=1)[1]
            body = _given(bodies, mention.form) or _referred(bodies, word.lower(), facts)
            kinds = agency_rules().references[word.lower()]
            if body is None and len(kinds) == 1 and not bodies.of_type(*kinds):
                known = _department(bodies, kinds[0]) or _unnamed(bodies, kinds[0])
                body = known or bodies.add(mention.form, kinds[0], named=False)
            if body is not None:
                bodies.alias(body, mention.form)
                body.mentions.append(mention)


def _given(bodies: Bodies, form: str) -> Body | None:
    """Return the named body to which the document itself gave a form ("the Trust")."""
    body = bodies.get(form)
    return body if body is not None and body.named else None


def _department(bodies: Bodies, kind: str) -> Body | None:
    """Return the one department by which a council is named that has no name itself."""
    if kind != _AUTHORITY:
        return None
    named = [one for one in bodies.of_type(*_DEPARTMENTS) if distinctive(one.name)]
    return named[0] if len(named) == 1 else None


def _unnamed(bodies: Bodies, kind: str) -> Body | None:
    return next((one for one in bodies.all() if not one.named and one.type == kind), None)


def _referred(bodies: Bodies, word: str, facts: ReviewFacts) -> Body | None:
    """Return the one body that "the Trust" can mean in this document, or None."""
    kinds = agency_rules().references[word]
    commissioning = [bodies.get(name) for name in facts.commissioned_by]
    for body in commissioning:
        if body is not None and body.type in kinds:
            return body
    owners = bodies.of_type(*kinds)
    if len(owners) > 1:
        # "The Trust" is one that calls itself so: a hospital of another name is none.
        owners = [one for one in owners if _is_called(one, word)] or owners
    if len(owners) > 1:
        owners = _foremost(owners)
    return owners[0] if len(owners) == 1 else None


def _foremost(owners: list[Body]) -> list[Body]:
    """Return the body that the document is about: named often, all others seldom."""
    first, second, *_ = sorted(owners, key=lambda one: -len(one.mentions))
    often = len(first.mentions) >= _MANY and len(first.mentions) > _TIMES * len(second.mentions)
    return [first] if often else owners


def _is_called(body: Body, word: str) -> bool:
    return any(word in form.lower().split() for form in body.forms.values())


def gather_headings(bodies: Bodies, headings: Sequence[Text], facts: ReviewFacts) -> None:
    """Add headings that are a reference and no more ("Infirmary") to the body they mean."""
    for text, start, _ in headings:
        word = re.sub(r"^(?:for|to|of|the)\s+(?:the\s+)?", "", text.strip().lower())
        if word in agency_rules().references and (body := _referred(bodies, word, facts)):
            bodies.alias(body, text.strip())
            body.mentions.append(
                Mention(start, start + len(text), text, body.type, named=True, passage=None)
            )
