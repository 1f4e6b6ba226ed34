"""Who commissioned a review, as printed in full, and the area in its name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from ingest.outline import Outline
from ingest.review_front import front_text
from ingest.rulebook import load_rules

__all__ = ["Commissioner", "commissioners"]

# A name is looked for at the head first, then in the opening of the body.
_OPENING_CHARACTERS = 6_000
# Fewer names are no list of partners.
_PARTNERS = 2
# A body without a known name stands among the first so many lines.
_FRONT_LINES = 4
# A line of running text is at least so long and the next goes on in small letters; others are
# lines of a title page.
_WRAPPED = re.compile(
    r"(?m)^([^\n]{44,}[\w,])\n(?=[a-z]|[A-Z][^\n]*\s(?!(?:of|and|for|the|upon)\b)[a-z]{2})"
)
_SMALL_WORDS = frozenset({"and", "of", "for", "the", "with"})
# How sure a name is by its place; only equals share the commissioning.
_LED_IN, _IN_FRONT, _IN_OPENING, _SHORT = 3, 2, 1, 0


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
    partners = _partners(outline, concept)
    if partners:
        return partners
    head = f"{title}\n{outline.declared_title}\n{_unwrapped(front_text(outline))}"
    every = list(_found(head, in_front=True))
    found = [body for body in every if body.rank > _SHORT]
    short = [_spelt(body, outline.text) for body in every if body.rank == _SHORT]
    fitting = _fitting(found, concept)
    if concept in load_rules("review")["bodies"]["front_only"]:
        return _best([body for body in fitting if body.rank > _IN_OPENING] or _publisher(outline))
    if not fitting or not any(body.area for body in fitting):
        opening = _unwrapped(outline.text[:_OPENING_CHARACTERS])
        told = [body for body in _found(opening, in_front=False) if body.rank > _SHORT]
        deeper = _fitting(told, concept)
        named = [body for body in deeper if body.area]
        fitting = named[:1] or fitting or deeper[:1]
    return _best(
        fitting or _fitting(short, concept)[:1] or _safer(outline, concept) or _publisher(outline)
    )


def _spelt(body: Commissioner, text: str) -> Commissioner:
    """Return a body without its abbreviation, where the document prints the words of it."""
    place, _, letters = body.name.rpartition(" ")
    words = load_rules("review")["spelt"].get(letters, "")
    printed = words and re.search(rf"\b{re.escape(f'{place} {words}')}\b", text)
    return replace(body, name=f"{place} {words}") if printed else body


def _unwrapped(text: str) -> str:
    """Return text in which a long line that ends in the middle of a sentence goes on."""
    return _WRAPPED.sub(lambda found: f"{found[1]} ", text)


def _partners(outline: Outline, concept: str | None) -> tuple[Commissioner, ...]:
    """Return the review partners that the front lists, where no board held the review."""
    rules = load_rules("review")["bodies"]
    found = re.search(rules["partners"], front_text(outline))
    if concept not in rules["partners_of"] or not found:
        return ()
    names = re.split(r",\s+(?:and\s+)?|\s+and\s+(?=[A-Z])", found["names"].strip(" ()"))
    if len(names) < _PARTNERS:
        return ()
    return tuple(
        Commissioner(name.strip(), None, ("homicide",), _LED_IN, at)
        for at, name in enumerate(names)
    )


def _safer(outline: Outline, concept: str | None) -> list[Commissioner]:
    """Return the partnership that a line of the front names by "Safer" and a place alone."""
    rules = load_rules("review")["bodies"]
    if concept not in rules["safer_of"]:
        return []
    pattern = re.compile(rules["safer"])
    for line in front_text(outline).splitlines():
        for piece in re.split(r"\s{2,}|[|\t:]", line):
            name = piece.strip(" #*_.,")
            if pattern.fullmatch(name):
                shown = name.title() if name.isupper() else name
                return [Commissioner(shown, None, ("homicide",), _IN_FRONT, 0)]
    return []


def _publisher(outline: Outline) -> list[Commissioner]:
    """Return the body that a site's title or a line of the front consists of."""
    pattern = re.compile(load_rules("review")["bodies"]["publisher"])
    site = re.split(r"\s[|\u2013\u2014-]\s", outline.declared_title)[1:]
    lines = [line for line in front_text(outline).splitlines() if line.strip()]
    for piece in (*reversed(site), *lines[:_FRONT_LINES]):
        name = " ".join(piece.strip(" #*_|").split())
        if pattern.fullmatch(name):
            return [Commissioner(_printed(name), None, (), _IN_FRONT, 0)]
    return []


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
    read: set[int] = set()  # where a name ends that an earlier, closer kernel has read
    for pattern, body in _kernels():
        for match in pattern.finditer(text):
            if match.end() in read:
                continue
            read.add(match.end())
            before = text[: match.start()][-80:]
            if re.search(rf"(?i)\b(?:{'|'.join(rules['bodies']['not_after'])})\s+$", before):
                continue
            led_in = re.search(rules["bodies"]["lead_in"], before) is not None
            place, name = _place(match)
            area = body.get("area", place) or match.groupdict().get("middle") or None
            if not area and not led_in and "area" not in body:
                continue  # "the Safeguarding Board": any board, unless it is said to report
            yield Commissioner(
                _printed(name),
                _printed(area) if area else None,
                tuple(body["serves"]),
                _SHORT if body.get("short") else _LED_IN if led_in else base,
                match.start(),
            )
    for match in re.finditer(rules["bodies"]["gloss"], text):
        name = " ".join(match["name"].split())
        area = re.split(r"\s+Safe", name)[0] if "Safe" in name else None
        yield Commissioner(name, area, ("homicide", "child", "adult"), base, match.start())


def _place(match: re.Match[str]) -> tuple[str, str]:
    """Return the place and the whole name, without words that only open a line."""
    skipped = set(load_rules("review")["bodies"]["not_in_area"])
    words = _after_others((match["place"] or "").split())
    while words and (words[0].strip(":").title() in skipped or words[0].lower() in _SMALL_WORDS):
        # "Local" and "Regional" belong to the name, though not to the place.
        words = words[1:]
    place = " ".join(words)
    kernel = " ".join(match["kernel"].split())
    return _printed(place), f"{place} {kernel}".strip()


def _after_others(words: list[str]) -> list[str]:
    """Return the words after another body: "the Council and the Orr" gives "Orr"."""
    others = set(load_rules("review")["bodies"]["other_bodies"])
    last = max(
        (i for i, word in enumerate(words) if word.strip(",:").title() in others), default=-1
    )
    return words[last + 1 :]


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
    joined = rf"(?:and|&|of|upon|with)(?:{gap}the)?"
    place = rf"(?:{word}(?:{gap}(?:{joined}){gap}(?={word})|{gap}))"
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
