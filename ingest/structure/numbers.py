"""Printed paragraph numbers: what a block begins with, and whether it is a number at all.

A form that may be something else ("14 Police officers", "I. was", "3 Zaani")
counts only where a neighbour in the same series is printed too; a form that
nothing else looks like ("4.6 The", "(a) The", "Recommendation 3:") always does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ingest.structure.rules import containers, fold, labels, layout

__all__ = ["Printed", "numbers", "printed"]

_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"
_LONGEST = 80  # characters of a block that a number and its label can take


@dataclass(frozen=True, slots=True)
class Printed:
    """A number as it stands at the head of a block.

    `text` is what a reader cites ("4.6", "12", "(1)", "R1"; empty for a bare
    label such as "Recommendation:"), `after` the offset where the words begin,
    `series` what two numbers of one count have in common and `ordinals` the
    places in that count that the form can mean ("i" is 1 and 9). `parts` are
    the numerals of a decimal number; `label` is the folded word before it.
    """

    text: str
    after: int
    series: str
    ordinals: frozenset[int]
    sure: bool
    parts: tuple[int, ...] = ()
    label: str = ""

    @property
    def depth(self) -> int:
        """Return how many numerals a decimal number has, else 1."""
        return max(len(self.parts), 1)


# How a word begins that a number stands before: a capital, an opening quote or bracket.
_OPENING = r"[A-Z\u201c\u2018\"'(\[]"
_SPELT = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
# A numeral of a label: "3", "2.1", "4a", "PS1", "A" before a stop, "IV".
_VALUE = (
    r"(?:\d{1,3}(?:\.\d{1,2}){0,3}[a-z]?|[A-Z]{1,5}\d{1,2}[a-z]?"
    r"|[A-Za-z](?=\s*[.:)])|[IVX]{1,5})(?!\w)"
)
# What stands between a label or code and its words: a stop, a dash, or only space.
_END = (
    r"(?P<end>\s*[.:)\]\u2013\u2014]+(?=\s|$|[A-Z])\s*"
    rf"|\s+-\s+|\s+(?={_OPENING})|\s*$)"
)


@cache
def _forms() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the forms of a number, tried in this order."""
    words = "|".join(sorted(map(_loose, {*labels(), *containers()}), key=len, reverse=True))
    label = rf"(?P<label>(?i:{words}))s?"
    sources = {
        "label": rf"{label}(?:\s+(?i:no\.?|number))?[\s\-\u2013]+"
        rf"(?P<value>{_VALUE}|(?i:{_SPELT})\b){_END}",
        "bare label": rf"{label}\s*(?P<end>:|\s[-\u2013]\s|\.(?=\s+[A-Z]))\s*(?=\S)",
        "decimal": r"(?P<value>\d{1,2}(?:\.\d{1,3}){1,4}(?:[a-z](?![a-z]))?)"
        rf"(?P<end>\.?[):]?(?:\s+|$|(?={_OPENING})))",
        "brackets": r"(?P<value>\((?:\d{1,3}|[a-z]|[A-Z]|[ivx]{2,5})\))(?P<end>\s*)(?=\S)",
        "count": rf"(?P<value>\d{{1,3}}[a-z]?)(?P<end>(?:\.\)|[.):])(?:\s+|$|(?={_OPENING})))",
        "letter": r"(?P<value>[A-Za-z]|[ivx]{2,5}|[IVX]{2,5})(?P<end>[.):]\s+)",
        "code": r"(?P<value>(?P<prefix>[A-Z][A-Za-z]{0,10}(?:[-/][A-Z][A-Za-z]{0,10}){0,2})"
        rf"[-\s]?(?P<ordinal>\d{{1,2}})(?:\.\d{{1,2}})?[a-z]?){_END}",
        "bare": rf"(?P<value>\d{{1,3}}[a-z]?)(?P<end>\s+)(?={_OPENING})",
    }
    return tuple((name, re.compile(source)) for name, source in sources.items())


def _loose(label: str) -> str:
    return re.escape(label).replace(r"\ ", r"\s+")


def printed(text: str) -> Printed | None:
    """Return the number that `text` may begin with; `sure` says if it must be one."""
    head = text[:_LONGEST]
    for form, pattern in _forms():
        found = pattern.match(head)
        if found:
            number = _read(form, found, text)
            if number is not None:
                return number
    return None


def numbers(texts: Sequence[str]) -> tuple[Printed | None, ...]:
    """Return the number of each block of a document, None where it has none.

    Doubtful forms stay only where the nearest candidate of their series, before
    or after them, is their neighbour in the count.
    """
    if not texts:
        return ()
    found = [printed(text) for text in texts]
    before = list(_last_of_series(found))
    after = list(_last_of_series(found[::-1]))[::-1]
    return tuple(
        number
        if number is None
        or (number.sure and not _is_carried_over(number, earlier_text))
        or _adjacent(earlier, number)
        or _adjacent(number, later)
        else None
        for number, earlier, later, earlier_text in zip(
            found, before, after, ["", *texts[:-1]], strict=True
        )
    )


def _is_carried_over(number: Printed, text: str) -> bool:
    """Say whether a count may be the rest of a sentence: "an I.Q. of" / "62. He"."""
    if not number.series.startswith(("count", "bare", "decimal")):
        return False
    words = text[-_LONGEST:].split()
    return bool(words) and words[-1].lower() in layout().unfinished


def _last_of_series(found: Sequence[Printed | None]) -> Iterator[Printed | None]:
    last: dict[str, Printed] = {}
    for number in found:
        if number is None:
            yield None
            continue
        yield last.get(number.series)
        last[number.series] = number


def _adjacent(first: Printed | None, second: Printed | None) -> bool:
    if first is None or second is None:
        return False
    if first.parts or second.parts:
        return _decimals_adjacent(first.parts, second.parts)
    return any(ordinal + 1 in second.ordinals for ordinal in first.ordinals)


def _decimals_adjacent(first: tuple[int, ...], second: tuple[int, ...]) -> bool:
    """4.1 and 4.2, or 4.9 and 5.1, or 4.1 and 4.1.1."""
    if second == (*first, 1) or (second[:-1] == first[:-1] and second[-1] == first[-1] + 1):
        return True
    shorter = second[:-1]
    return second[-1] == 1 and len(shorter) <= len(first) and shorter == _next(first, len(shorter))


def _next(parts: tuple[int, ...], depth: int) -> tuple[int, ...]:
    return (*parts[: depth - 1], parts[depth - 1] + 1) if depth else ()


def _read(form: str, found: re.Match[str], text: str) -> Printed | None:
    after, following = found.end(), text[found.end() : found.end() + 20]
    if form in {"label", "bare label"}:
        named = layout().not_labels.search(fold(text[:_LONGEST]))
        return None if named else _labelled(found, after)
    value = found["value"]
    if form == "decimal":
        return _decimal(value, found["end"], after, following)
    if form == "code":
        return _coded(found, after)
    if form == "bare":
        return _bare(value, after, following)
    ordinals = _ordinals(value.strip("()"))
    shape = "(" if form == "brackets" else found["end"].strip()
    capital = "A" if value.strip("()").isupper() else "a"
    counted = value.strip("()")[:1].isdigit()
    series = f"{form}{shape}" if counted else f"{form}{shape}{capital}"
    begins = following[:1].isupper() or not following[:1].isalpha()
    sure = form == "brackets" or (form == "count" and begins and bool(found["end"].strip(".):")))
    sure = sure or (form == "count" and begins and following != "")
    sure = sure or (form == "letter" and (shape == ")" or (begins and value.islower())))
    return Printed(value, after, series, ordinals, sure)


def _labelled(found: re.Match[str], after: int) -> Printed:
    label = re.sub(r"\s+", " ", found["label"].lower())
    value = found.groupdict().get("value") or ""
    digits = re.search(r"\d+", value)
    ordinals = frozenset({int(digits[0])}) if digits else _ordinals(value)
    return Printed(value, after, f"label {label}", ordinals, sure=True, label=label)


def _decimal(value: str, end: str, after: int, following: str) -> Printed | None:
    numerals = re.findall(r"\d+", value)
    if _is_date(numerals):
        return None
    parts = tuple(map(int, numerals))
    quoted = end == "" and following[:1] in "\"'"  # 5.2" and 6.1' are measures
    sure = not quoted and (following == "" or re.match(_OPENING, following) is not None)
    return Printed(value, after, "decimal", frozenset({parts[-1]}), sure, parts)


def _is_date(numerals: list[str]) -> bool:
    """Say whether numerals are a day, month and year: 18.01.07 and 1.12.09, not 4.1.10."""
    if [len(one) for one in numerals[1:]] != [2, 2]:
        return False
    day, month, year = numerals
    return month[0] == "0" or year[0] == "0" or len(day) == len(month)


def _coded(found: re.Match[str], after: int) -> Printed | None:
    prefix = found["prefix"]
    if any(part.lower() in layout().not_codes for part in re.split(r"[-/]", prefix)):
        return None
    closed = bool(found["end"].strip())
    spaced = any(mark.isspace() for mark in found["value"])
    sure = closed and not spaced and prefix.isupper()
    return Printed(
        found["value"], after, f"code {prefix}", frozenset({int(found["ordinal"])}), sure
    )


def _bare(value: str, after: int, following: str) -> Printed | None:
    word = re.match(r"[A-Za-z]+", following)
    if word and word[0].lower() in layout().not_counted:
        return None
    return Printed(value, after, "bare", _ordinals(value), sure=False)


def _ordinals(value: str) -> frozenset[int]:
    """Return what a numeral, a letter or a roman numeral can stand for."""
    digits = re.match(r"\d+", value)
    if digits:
        return frozenset({int(digits[0])})
    low = value.lower()
    meant = {_ALPHABET.index(low) + 1} if len(low) == 1 and low in _ALPHABET else set()
    if low and all(letter in _ROMAN for letter in low):
        meant.add(_roman(low))
    return frozenset(meant)


def _roman(low: str) -> int:
    values = [_ROMAN[letter] for letter in low]
    return sum(
        -value if value < later else value
        for value, later in zip(values, [*values[1:], 0], strict=True)
    )
