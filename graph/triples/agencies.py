"""Which body a printed name stands for.

A body named in print ("Wendlebury Police") is one node wherever it is named;
a generic or anonymised name ("the police", "Trust 1") is a body of its own
review, because another review's police may be another force. A school's or a
surgery's name holds within its area.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from rdflib import URIRef

from graph.identifiers import content_id, slug
from graph.model import Agency, Record
from graph.triples.names import Names

__all__ = ["AgencyDirectory", "fold_name", "is_local_name"]


class AgencyDirectory:
    """Finds the node of a body from any of its printed forms in one Record."""

    def __init__(self, record: Record, names: Names) -> None:
        self._names = names
        single = record.reviews[0] if len(record.reviews) == 1 else None
        # Summary and overview report of one review speak of the same police.
        self._scope = single.id if single else record.document.id
        self._area = fold_name(single.area) if single and single.area else self._scope
        self._by_form = _forms(record.agencies)

    def find(self, name: str) -> URIRef:
        """Return the IRI of the body that this name stands for in the Record."""
        known = self._by_form.get(fold_name(name))
        full = known.name if known else name
        folded = fold_name(full) or full
        scope = self._reach(full, known.type if known else None)
        return self._names.agency(content_id(slug(folded), "agency", folded, scope))

    def _reach(self, name: str, kind: str | None) -> str:
        """Return within what a name stands for one body; empty means everywhere."""
        if is_local_name(name):
            return self._scope
        # Every area may have its St Mary's School.
        return self._area if kind in _word_list("types_with_common_names") else ""


def fold_name(name: str) -> str:
    """Return a name in lower case, without punctuation or "the", and "&" as "and".

    >>> fold_name("The Devon & Cornwall Police") == fold_name("Devon and Cornwall police")
    True
    """
    words = _words(name.casefold().replace("&", " and "))
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)


def is_local_name(name: str) -> bool:
    """Say whether any area could have a body of this name.

    >>> [is_local_name(name) for name in ("the police", "Trust 1", "Wendlebury Police")]
    [True, True, False]
    """
    if fold_name(name) in _word_list("whole_names"):
        return False
    return not any(
        word != word.lower() and len(word) > 1 and word.casefold() not in _word_list("ordinary")
        for word in _words(name)
    )


def _words(name: str) -> list[str]:
    return re.findall(r"[^\W_]+", re.sub(r"['’]", "", name))


def _forms(agencies: tuple[Agency, ...]) -> dict[str, Agency]:
    """Return every folded form that stands for exactly one body; a full name goes first."""
    also: dict[str, dict[str, Agency]] = {}
    for agency in agencies:
        for form in map(fold_name, agency.also):
            also.setdefault(form, {})[agency.name] = agency
    unambiguous = {form: next(iter(own.values())) for form, own in also.items() if len(own) == 1}
    return unambiguous | {fold_name(agency.name): agency for agency in reversed(agencies)}


@cache
def _word_list(name: str) -> frozenset[str]:
    content = (files("graph.triples") / "agency-names.toml").read_text(encoding="utf-8")
    return frozenset(tomllib.loads(content)[name])
