"""How headings nest: by the format's levels, by decimal numbers, by the order of styles."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ingest.structure.marks import Mark
from ingest.structure.rules import containers, section_rule

__all__ = ["nested"]

_BACK_LABELS = frozenset({"appendix", "annex", "annexe", "schedule"})
# Unnumbered headings in a format without levels, highest first.
_RANKS = ("capitals", "words", "addressee")
_PLAIN = frozenset(_RANKS)


@dataclass(frozen=True, slots=True)
class _Open:
    mark: Mark
    parts: tuple[int, ...]
    adopted: bool = False


def nested(marks: Sequence[Mark]) -> Iterator[tuple[Mark, ...]]:
    """Yield for each heading the headings above it and itself, outermost first."""
    stack: list[_Open] = []
    for mark in marks:
        parts = _parts(mark)
        adopted = _is_adopted(stack, mark)
        if not adopted:
            _close(stack, mark, parts)
        elif stack[-1].adopted:
            stack.pop()
        stack.append(_Open(mark, parts, adopted))
        yield tuple(one.mark for one in stack)


def _is_adopted(stack: Sequence[_Open], mark: Mark) -> bool:
    """Say whether a heading belongs under its like: "Recommendations", then "Health".

    A known section would be empty: a heading straight after its heading, of the
    same look and no known name, is a part of it; so is the next of that look.
    """
    if not stack or section_rule(mark.name) is not None or mark.number is not None:
        return False
    above = stack[-1]
    if (above.mark.style, above.mark.level) != (mark.style, mark.level):
        return False
    if above.adopted:
        return True
    rule = section_rule(above.mark.name)
    return rule is not None and not rule.holds and above.mark.index + 1 == mark.index


def _parts(mark: Mark) -> tuple[int, ...]:
    """Return the numerals of a decimal or counted heading: (4, 1), (4,)."""
    number = mark.number
    if number is None or number.label:
        return ()
    if number.parts:
        return number.parts
    return tuple(number.ordinals) if number.text.strip("()").isdigit() else ()


def _close(stack: list[_Open], mark: Mark, parts: tuple[int, ...]) -> None:
    """Take from the stack what does not contain `mark`."""
    if _is_top(mark):
        stack.clear()
    elif _has_parent(stack, parts):
        _pop_while(stack, lambda one: not _contains(one.parts, parts))
    elif mark.level:
        _pop_while(stack, lambda one: not one.mark.level or one.mark.level >= mark.level)
    elif _is_container(mark):
        _pop_while(stack, lambda one: not _is_outer(one.mark, mark))
    elif any(_same_style(one, mark, parts) for one in stack):
        _pop_through(stack, mark, parts)
    elif mark.style in _RANKS:
        rank = _RANKS.index(mark.style)
        _pop_while(stack, lambda one: one.mark.style in _RANKS[rank:] and not one.mark.level)
    elif mark.style not in _PLAIN and all(one.mark.style in _PLAIN for one in stack):
        # Numbers rank above names: "Foreword", then "1. Introduction".
        _pop_while(stack, lambda one: not one.mark.level)


def _is_top(mark: Mark) -> bool:
    if mark.number is not None and mark.number.label in _BACK_LABELS:
        return True
    rule = section_rule(mark.name)
    return rule is not None and rule.top and not mark.level and mark.number is None


def _has_parent(stack: Sequence[_Open], parts: tuple[int, ...]) -> bool:
    return len(parts) > 1 and any(_contains(one.parts, parts) for one in stack)


def _contains(outer: tuple[int, ...], inner: tuple[int, ...]) -> bool:
    return 0 < len(outer) < len(inner) and inner[: len(outer)] == outer


def _is_container(mark: Mark) -> bool:
    return mark.number is not None and mark.number.label in containers()


def _is_outer(outer: Mark, inner: Mark) -> bool:
    """Say whether a Part holds a Section or Chapter; like does not hold like."""
    number = outer.number
    holds = number is not None and number.label == "part"
    return holds and inner.style != outer.style


def _same_style(one: _Open, mark: Mark, parts: tuple[int, ...]) -> bool:
    if one.mark.level and not mark.level:
        return False
    return one.mark.style == mark.style and len(one.parts) == len(parts)


def _pop_through(stack: list[_Open], mark: Mark, parts: tuple[int, ...]) -> None:
    while stack:
        if _same_style(stack.pop(), mark, parts):
            return


def _pop_while(stack: list[_Open], unwanted: Callable[[_Open], bool]) -> None:
    while stack and unwanted(stack[-1]):
        stack.pop()
