"""Bodies that took over from others: linked, never folded into one."""

from __future__ import annotations

from ingest.agencies.aliases import became, successions
from ingest.agencies.folding import Bodies, Body
from ingest.agencies.names import distinctive, flat, type_of
from ingest.outline import Outline

__all__ = ["gather_successors", "successors"]


def gather_successors(bodies: Bodies, outline: Outline) -> None:
    """Note on each body the names of those that the document says took over its work.

    "A became B" is one body renamed where both are of one type, else a succession.
    """
    for old, new in successions(outline.text):
        _succeed(bodies, old, new)
    for old, new in became(outline.text):
        one, other = bodies.get(old), bodies.get(new)
        if one is None and other is None:
            continue
        if type_of(old) == type_of(new) or None in (type_of(old), type_of(new)):
            _rename(bodies, one, other, old, new)
        else:
            _succeed(bodies, old, new)


def successors(body: Body, bodies: Bodies) -> tuple[str, ...]:
    """Return the full names of the bodies that succeeded one, itself left out."""
    names = (
        other.name if (other := bodies.get(form)) is not None else flat(form)
        for form in body.succeeded_by
    )
    return tuple(one for one in dict.fromkeys(names) if one != body.name)


def _succeed(bodies: Bodies, old: str, new: str) -> None:
    body = bodies.get(old)
    known = bodies.get(new) is not None or type_of(new) is not None
    if body is not None and known and distinctive(new) and bodies.get(new) is not body:
        body.succeeded_by.append(new)


def _rename(bodies: Bodies, one: Body | None, other: Body | None, old: str, new: str) -> None:
    if one and other:
        bodies.join(one, other)
    elif one:
        bodies.alias(one, new)
    elif other:
        bodies.alias(other, old)
