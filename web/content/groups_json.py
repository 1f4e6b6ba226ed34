"""Families and discovered themes as JSON, for the API and `lessons themes --json`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from web.content.groups import Group, GroupLine
from web.content.learning import Item

__all__ = ["SCHEMA", "group_json", "lines_json"]

SCHEMA = "lessons-families/1"

_Json = dict[str, Any]


def lines_json(name: str, lines: Iterable[GroupLine]) -> _Json:
    """Return a list of families or themes, those that recur most first."""
    return {"schema": SCHEMA, name: [asdict(one) for one in lines]}


def group_json(name: str, found: Group) -> _Json:
    """Return one family or theme with its members as printed."""
    return {
        "schema": SCHEMA,
        name: {
            "id": found.id,
            "label": found.label,
            "kind": found.kind,
            "first_year": found.first_year,
            "last_year": found.last_year,
            "reviews": found.reviews,
            "boards": [one.label for one in found.boards],
            "years": dict(found.years),
            "leads_to": {
                relation: [
                    {"id": link.target, "label": link.label, "reviews": number}
                    for link, number in links
                ]
                for relation, links in found.leads.items()
            },
            "central": found.central,
            "members": [_member(one) for one in found.members],
        },
    }


def _member(one: Item) -> _Json:
    return {
        "id": one.id,
        "kind": one.kind,
        "number": one.number,
        "text": one.text,
        "year": one.year,
        "reviews": list(one.reviews),
        "document": one.place.document,
        "passage": one.place.passage,
        "page": one.place.page,
    }
