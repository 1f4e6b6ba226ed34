"""The form of a correction: what was typed, made into values that a Record can hold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.corrections import Field
from graph.vocabulary import load_vocabulary

__all__ = ["Typed", "date_parts", "read_correction"]

_TITLE_LENGTH = 300
_BODY_LENGTH = 200
_MOST_BODIES = 10
_FIRST_YEAR, _LAST_YEAR = 1900, 2099


@dataclass(frozen=True, slots=True)
class Typed:
    """What an editor typed: values to keep, or the name of what is wrong with a field.

    The words for `errors` stand in the template.
    """

    values: dict[Field, str] = field(default_factory=dict)
    errors: dict[Field, str] = field(default_factory=dict)


def read_correction(form: Mapping[str, str]) -> Typed:
    """Return what a sent form says of each field; spaces are single, empty lines left out."""
    typed = Typed()
    readers = {
        Field.TITLE: _title,
        Field.PUBLISHED: _published,
        Field.TYPE: _type,
        Field.BOARDS: _boards,
    }
    for name, read in readers.items():
        try:
            typed.values[name] = read(form)
        except _Wrong as wrong:
            typed.errors[name] = str(wrong)
    return typed


def date_parts(date: str) -> tuple[str, str, str]:
    """Return (day, month, year) of an ISO date cut to what is known, as the form shows them.

    >>> date_parts("2016-03"), date_parts("")
    (('', '3', '2016'), ('', '', ''))
    """
    year, month, day = (*date.split("-"), "", "", "")[:3]
    return day.lstrip("0"), month.lstrip("0"), year


class _Wrong(Exception):
    """A field that cannot be kept; its text names what is wrong."""


def _title(form: Mapping[str, str]) -> str:
    text = _line(form.get("title", ""))
    if not text:
        raise _Wrong("empty")
    if len(text) > _TITLE_LENGTH:
        raise _Wrong("long")
    return text


def _published(form: Mapping[str, str]) -> str:
    """Return an ISO date cut to what was typed; empty where nothing was."""
    day, month, year = (_line(form.get(name, "")) for name in ("day", "month", "year"))
    if not (day or month or year):
        return ""
    if not _within(year, _FIRST_YEAR, _LAST_YEAR) or (day and not month):
        raise _Wrong("date")
    try:
        dt.date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        raise _Wrong("date") from None
    known = (year, f"{int(month):02}" if month else "", f"{int(day):02}" if day else "")
    return "-".join(filter(None, known))


def _type(form: Mapping[str, str]) -> str:
    chosen = form.get("type", "")
    if chosen and chosen not in {one.id for one in load_vocabulary().scheme("review-type")}:
        raise _Wrong("unknown")
    return chosen


def _boards(form: Mapping[str, str]) -> str:
    """Return the bodies, a line each, each once."""
    bodies = list(dict.fromkeys(filter(None, map(_line, form.get("boards", "").splitlines()))))
    if len(bodies) > _MOST_BODIES or any(len(one) > _BODY_LENGTH for one in bodies):
        raise _Wrong("long")
    return "\n".join(bodies)


def _within(number: str, least: int, most: int) -> bool:
    return number.isascii() and number.isdecimal() and least <= int(number[:5]) <= most


def _line(text: str) -> str:
    """Return text as one line of printable characters, spaces single."""
    spaced = "".join(one if one.isprintable() else " " for one in text)
    return " ".join(spaced.split())
