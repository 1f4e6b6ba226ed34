"""Who commissioned a review, as printed in full, and the area in its name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from ingest.outline import Outline
from ingest.review_front import front_text
from ingest.rulebook import load_rules

__all__ = ["Commissioner", "commissioners"]

# A name is looked for at the head first, then in the opening of the body.
_OPENING_CHARACTERS = 6_000
_SMALL_WORDS = frozenset({"and", "of", "for", "the", "with"})
# How sure a name is by its place; only equals share the commissioning.
_LED_IN, _IN_FRONT, _IN_OPENING = 3, 2, 1


@dataclass(frozen=True, slots=True)
class Commissioner:
    """A body's name as printed and the place in it, None where it names none."""

    name: str
    area: str | None
    serves: tuple[str, ...]
    rank: int
    start: int


def commissioners(outline: Outline, title: str, concept: str | None) -> tuple[Commissioner, ...]:
    """Return the commissioning bodies, best evidence only, each once, in printed order.

    Between bodies of several kinds those are kept whose reviews are of this
    type (`rules/review.toml`, bodies.for). Empty when no body is named.
    """
    if concept == load_rules("review")["coroner"]["concept"]:
        return _coroner(outline)
    head = f"{title}\n{outline.declared_title}\n{front_text(outline)}"
    found = list(_found(head, in_front=True))
    fitting = _fitting(found, concept)
    if not fitting or not any(body.area for body in fitting):
        deeper = _fitting(list(_found(outline.text[:_OPENING_CHARACTERS], in_front=False)), concept)
        named = [body for body in deeper if body.area]
        fitting = named[:1] or fitting or deeper[:1]
    return _best(fitting)


def _best(bodies: list[Commissioner]) -> tuple[Commissioner, ...]:
    if not bodies:
        return ()
    if any(body.area for body in bodies):
        bodies = [body for body in bodies if body.area]
    top = max(body.rank for body in bodies)
    once: dict[str, Commissioner] = {}
    for body in sorted((body for body in bodies if body.rank == top), key=lambda b: b.start):
        # A board and the partnership that followed it are named in one front: the first is meant.
        if all(body.name.casefold() != known.name.casefold() for known in once.values()):
            once.setdefault(" ".join(body.serves), body)
    return tuple(once.values())


def _fitting(bodies: list[Commissioner], concept: str | None) -> list[Commissioner]:
    wanted = load_rules("review")["bodies"]["for"].get(concept)
    if wanted is None:
        return bodies
    for kind in wanted:
        fitting = [body for body in bodies if kind in body.serves]
        if fitting:
            return fitting
    # A body of another kind commissioned it only where the words say so.
    return [body for body in bodies if body.rank == _LED_IN]


def _found(text: str, *, in_front: bool) -> Iterator[Commissioner]:
    rules = load_rules("review")
    base = _IN_FRONT if in_front else _IN_OPENING
    for pattern, body in _kernels():
        for match in pattern.finditer(text):
            before = text[: match.start()][-80:]
            if re.search(rf"(?i)\b(?:{'|'.join(rules['bodies']['not_after'])})\s+$", before):
                continue
            led_in = re.search(rules["bodies"]["lead_in"], before) is not None
            place, name = _place(match)
            if not place and not led_in and "area" not in body:
                continue  # "the Safeguarding Board": any board, unless it is said to report
            area = body.get("area", place) or None
            yield Commissioner(
                _printed(name),
                area,
                tuple(body["serves"]),
                _LED_IN if led_in else base,
                match.start(),
            )
    for match in re.finditer(rules["bodies"]["gloss"], text):
        name = " ".join(match["name"].split())
        area = re.split(r"\s+Safe", name)[0] if "Safe" in name else None
        yield Commissioner(name, area, ("homicide", "child", "adult"), base, match.start())


def _place(match: re.Match[str]) -> tuple[str, str]:
    """Return the place and the whole name, without words that only open a line."""
    skipped = set(load_rules("review")["bodies"]["not_in_area"])
    words = (match["place"] or "").split()
    while words and (words[0].strip(":").title() in skipped or words[0].lower() in _SMALL_WORDS):
        # "Local" and "Regional" belong to the name, though not to the place.
        words = words[1:]
    place = " ".join(words)
    kernel = " ".join(match["kernel"].split())
    return _printed(place), f"{place} {kernel}".strip()


def _printed(name: str) -> str:
    """Return a name printed in capitals in the usual mixed case; others as they are."""
    if not name.isupper():
        return name
    words = name.title().replace("'S", "'s").replace("\u2019S", "\u2019s").split()
    return " ".join(
        word.lower() if place and word.lower() in _SMALL_WORDS else word
        for place, word in enumerate(words)
    )


@cache
def _kernels() -> tuple[tuple[re.Pattern[str], dict[str, Any]], ...]:
    word = r"[A-Z][\w'\u2019\-]*"
    gap = r"[^\S\n\t]+"
    place = rf"(?:{word}(?:{gap}(?:and|&|of|upon|the|with){gap}(?={word})|{gap}))"
    compiled = []
    for body in load_rules("review")["body"]:
        kernel = body["kernel"].replace("'", "['\u2019]").replace(" ", r"\s+")
        pattern = rf"(?P<place>(?:{place}){{0,6}}?)(?P<kernel>(?i:{kernel}))(?!\w)"
        compiled.append((re.compile(rf"(?<![\w'\u2019\-]){pattern}"), body))
    return tuple(compiled)


def _coroner(outline: Outline) -> tuple[Commissioner, ...]:
    rules = load_rules("review")["coroner"]
    printed = re.search(rules["area"], outline.text)
    area = printed["area"].strip(" .*|") if printed else None
    for match in re.finditer(rules["name"], outline.text):
        name = " ".join(match["name"].split()).rstrip(" .,")
        place = area or match["area"].strip(" .,")
        return (Commissioner(name, place, (), _LED_IN, match.start()),)
    if area:
        return (Commissioner(f"Coroner for {area}", area, (), _IN_FRONT, 0),)
    return ()
