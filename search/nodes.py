"""The nodes that we add to Whoosh's query tree: conditions on facts, and where they meet."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from whoosh import query as q

from search.ages import Months

__all__ = ["Concerns", "Group", "OneOf", "Scope", "Within", "leaves_of"]


class Scope(StrEnum):
    """Within what the facts of a query must meet."""

    PASSAGE = "passage"
    CASE = "case"
    REVIEW = "review"


class Concerns(q.Query):  # type: ignore[misc]  # Whoosh has no types
    """A fact: of one field, of these concepts, and for a factor of this status and person.

    None stands for any. `told` is how the concept was named, for the user.
    """

    def __init__(
        self,
        field: str,
        concepts: frozenset[str] | None,
        *,
        told: str = "",
        statuses: frozenset[str] | None = None,
        persons: frozenset[str] | None = None,
        person_told: str = "",
        months: Months | None = None,
    ) -> None:
        self.field = field
        self.concepts = concepts
        self.told = told
        self.statuses = statuses
        self.persons = persons
        self.person_told = person_told
        self.months = months

    def __repr__(self) -> str:
        parts = [self.told, *sorted(self.statuses or ()), self.person_told]
        return f"{self.field}:{'/'.join(filter(None, parts))}"


class Group(q.Query):  # type: ignore[misc]  # Whoosh has no types
    """Conditions as typed, in brackets of their own, that meet within one `scope`."""

    def __init__(self, scope: Scope, inside: q.Query) -> None:
        self.scope = scope
        self.inside = inside

    def __repr__(self) -> str:
        return f"Group({self.scope}, {self.inside!r})"


class Within(q.Query):  # type: ignore[misc]  # Whoosh has no types
    """Entries of one case (or review) that meets `condition`, a tree of Concerns alone.

    An entry of several cases meets it where one of them does; an entry of no
    case where the condition asks for the absence of facts only.
    """

    def __init__(self, scope: Scope, condition: q.Query) -> None:
        self.scope = scope
        self.condition = condition

    def __repr__(self) -> str:
        return f"Within({self.scope}, {self.condition!r})"


class OneOf(q.Query):  # type: ignore[misc]  # Whoosh has no types
    """Entries whose keyword field has one of these values; it says nothing of relevance."""

    def __init__(self, fieldname: str, values: tuple[str, ...]) -> None:
        self.fieldname = fieldname
        self.values = values

    def __repr__(self) -> str:
        return f"OneOf({self.fieldname}, {self.values!r})"


def leaves_of(node: q.Query) -> Iterator[q.Query]:
    """Yield the single conditions of a tree, those of its Within nodes among them."""
    match node:
        case q.And() | q.Or():
            for one in node.subqueries:
                yield from leaves_of(one)
        case q.Not():
            yield from leaves_of(node.query)
        case q.AndMaybe() | q.AndNot() | q.Require():
            yield from leaves_of(node.a)
            yield from leaves_of(node.b)
        case Within():
            yield from leaves_of(node.condition)
        case Group():
            yield from leaves_of(node.inside)
        case _:
            yield node
