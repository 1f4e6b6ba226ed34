"""Which printed forms are one agency."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.agencies.mentions import Mention
from ingest.agencies.names import distinctive, flat
from ingest.agencies.rules import agency_rules

__all__ = ["Bodies", "Body", "fold"]

# First words of a public body's Welsh name.
_WELSH = ("Bwrdd ", "Cyngor ", "Partneriaeth ")
# Types of which an area has one, so that two names with the same place are one body.
_ONE_AN_AREA = frozenset(
    {
        "police",
        "childrens-social-care",
        "adult-social-care",
        "local-authority-body",
        "lscb",
        "lscp",
        "sab",
        "regional-safeguarding-board-wales",
        "community-safety-partnership",
        "pct",
        "ccg",
        "integrated-care-board",
        "probation",
        "fire-rescue",
        "ambulance-service",
        "education-department",
        "youth-justice-service",
        "acpc",
        "cpc-scotland",
        "apc-scotland",
    }
)


def fold(name: str) -> str:
    """Return the key under which forms are compared.

    >>> fold("The Devon & Cornwall Police") == fold("Devon and Cornwall police")
    True
    """
    plain = re.sub(r"[^\w\s]", "", flat(name).replace("&", " and ").casefold())
    return re.sub(r"^the ", "", " ".join(plain.split()))


class Body:
    """One agency while it is put together: its forms in order, its type, its mentions."""

    def __init__(self, form: str, kind: str | None, *, named: bool) -> None:
        self.forms: dict[str, str] = {fold(form): form}
        self.type = kind
        self.named = named
        self.mentions: list[Mention] = []
        self.addressed = False
        self.succeeded_by: list[str] = []

    @property
    def name(self) -> str:
        """The longest form printed; an acronym only where nothing else is."""
        first = next(iter(self.forms.values()))
        if not self.named:
            return first
        known = agency_rules().known
        full = [form for form in self.forms.values() if distinctive(form) or form in known]
        full = full or [first]
        return max(full, key=lambda form: (not form.isupper(), len(form)))

    def take(self, other: Body) -> None:
        """Make the other body's forms and mentions this one's."""
        for key, form in other.forms.items():
            self.forms.setdefault(key, form)
        self.mentions += other.mentions
        self.type = self.type or other.type
        self.named = self.named or other.named
        self.addressed = self.addressed or other.addressed
        self.succeeded_by += other.succeeded_by


class Bodies:
    """The agencies of a document, found by any of their forms."""

    def __init__(self) -> None:
        self._of: dict[str, Body] = {}

    def all(self) -> list[Body]:
        """Return every body once, in the order of first addition."""
        return list(dict.fromkeys(self._of.values()))

    def get(self, form: str) -> Body | None:
        """Return the body of a form, or None."""
        return self._of.get(fold(form))

    def add(self, form: str, kind: str | None, *, named: bool) -> Body:
        """Return the body of a form, made new where there is none."""
        key = fold(form)
        if key not in self._of:
            self._of[key] = Body(form, kind, named=named)
        body = self._of[key]
        body.type = body.type or kind
        return body

    def join(self, one: Body, other: Body) -> Body:
        """Make two bodies one and return it; the one with the longer name keeps its type."""
        if one is other:
            return one
        keep, lose = (one, other) if len(one.name) >= len(other.name) else (other, one)
        if not keep.named and lose.named:
            keep, lose = lose, keep
        keep.take(lose)
        for key in lose.forms:
            self._of[key] = keep
        return keep

    def alias(self, body: Body, form: str) -> None:
        """Give a body one more form, joining it to the body that had that form."""
        if form in agency_rules().stop_names:
            return
        other = self._of.get(fold(form))
        if other is not None:
            self.join(body, other)
            return
        body.forms[fold(form)] = form
        self._of[fold(form)] = body

    def of_type(self, *kinds: str) -> list[Body]:
        """Return the named bodies of these types."""
        return [body for body in self.all() if body.named and body.type in kinds]

    def fold_welsh_names(self) -> None:
        """Join a name in Welsh to the one English name of its type and place."""
        welsh = [one for one in self.all() if one.name.startswith(_WELSH) and one.type]
        for body in welsh:
            own = distinctive(body.name)
            english = [
                one
                for one in self.of_type(body.type or "")
                if one not in welsh and own & distinctive(one.name)
            ]
            if len(english) == 1:
                self.join(english[0], body)

    def fold_short_names(self) -> None:
        """Join every name that is a shorter form of exactly one other."""
        sketches = {body: _Sketch.of(body) for body in self.all()}
        for body in self.all():
            own = sketches[body]
            fuller = [one for one in self.all() if one is not body and own.shortens(sketches[one])]
            if len(fuller) == 1 and body.named:
                kept = self.join(fuller[0], body)
                sketches[kept] = _Sketch.of(kept)


@dataclass(frozen=True, slots=True)
class _Sketch:
    """What is compared of a body: taken once, since every body is compared with every other."""

    name: str
    named: bool
    type: str | None
    telling: frozenset[str]
    words: frozenset[str]

    @classmethod
    def of(cls, body: Body) -> _Sketch:
        name = body.name
        telling, words = frozenset(distinctive(name)), frozenset(flat(name).split())
        return cls(name, body.named, body.type, telling, words)

    def shortens(self, other: _Sketch) -> bool:
        """Say whether this name can be read as a shorter form of the other."""
        if not other.named or len(self.name) > len(other.name):
            return False
        if not self.telling:
            return bool(other.telling) and self.type == other.type and self.words <= other.words
        if not self.telling <= other.telling:
            return False
        if self.type is None:
            return self.words <= other.words
        if self.type != other.type:
            return False
        return self.words <= other.words or (
            self.telling == other.telling and self.type in _ONE_AN_AREA
        )
