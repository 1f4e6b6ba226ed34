"""The numbers Word prints before paragraphs, counted up again from numbering.xml."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from ingest.readers.counting import counted
from ingest.readers.docx_xml import Xml, child, flag, value, w

__all__ = ["Numbering"]

_LEVELS = 9

# Word's number formats; every other one (bullets, words) prints no number here.
_FORMATS = {
    "decimal": "1",
    "decimalZero": "01",
    "lowerLetter": "a",
    "upperLetter": "A",
    "lowerRoman": "i",
    "upperRoman": "I",
}


@dataclass(frozen=True, slots=True)
class _Level:
    start: int = 1
    style: str = ""
    pattern: str = ""
    legal: bool = False


@dataclass(slots=True)
class _List:
    """One abstract list: its levels and where its count stands."""

    levels: dict[int, _Level] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)
    style_link: str = ""


class Numbering:
    """Counts a document's numbered paragraphs; ask for labels in document order."""

    def __init__(self, root: Xml | None) -> None:
        self._lists: dict[str, _List] = {}
        self._nums: dict[str, str] = {}
        self._overrides: dict[str, dict[int, int]] = {}
        if root is None:
            return
        for abstract in root.findall(w("abstractNum")):
            self._lists[value(abstract, "abstractNumId")] = _list_of(abstract)
        for num in root.findall(w("num")):
            number = value(num, "numId")
            self._nums[number] = value(child(num, "abstractNumId"))
            self._overrides[number] = _overrides(num)
        self._follow_links(root)

    def label(self, num_id: str, level: int) -> str:
        """Return the number to print before the next paragraph of a list, "" for a bullet.

        `num_id` and `level` (from 0) are the paragraph's numbering properties.
        """
        listed = self._lists.get(self._nums.get(num_id, ""))
        if listed is None or not 0 <= level < _LEVELS:
            return ""
        if (override := self._overrides.get(num_id, {}).pop(level, None)) is not None:
            listed.counts[level] = override - 1
        current = listed.counts.get(level, _at(listed, level).start - 1)
        listed.counts[level] = current + 1
        for deeper in [one for one in listed.counts if one > level]:
            del listed.counts[deeper]
        return _printed(listed, level)

    def _follow_links(self, root: Xml) -> None:
        """Give lists that only name a numbering style the levels of that style's list."""
        linked = {
            value(child(abstract, "styleLink")): value(abstract, "abstractNumId")
            for abstract in root.findall(w("abstractNum"))
        }
        for one in self._lists.values():
            if one.style_link and not one.levels:
                target = self._lists.get(linked.get(one.style_link, ""))
                one.levels = target.levels if target else {}


def _at(listed: _List, level: int) -> _Level:
    return listed.levels.get(level, _Level())


def _printed(listed: _List, level: int) -> str:
    of = _at(listed, level)
    if not of.style:
        return ""

    def number(found: re.Match[str]) -> str:
        at = int(found.group(1)) - 1
        count = listed.counts.get(at, _at(listed, at).start)
        return counted(count, "1" if of.legal else _at(listed, at).style or "1")

    return _place().sub(number, of.pattern).strip()


def _list_of(abstract: Xml) -> _List:
    levels = {}
    for lvl in abstract.findall(w("lvl")):
        levels[_integer(value(lvl, "ilvl"), 0)] = _Level(
            start=_integer(value(child(lvl, "start")), 1),
            style=_FORMATS.get(value(child(lvl, "numFmt")) or "decimal", ""),
            pattern=value(child(lvl, "lvlText")),
            legal=flag(child(lvl, "isLgl")),
        )
    return _List(levels=levels, style_link=value(child(abstract, "numStyleLink")))


def _overrides(num: Xml) -> dict[int, int]:
    return {
        _integer(value(one, "ilvl"), 0): _integer(value(child(one, "startOverride")), 1)
        for one in num.findall(w("lvlOverride"))
        if child(one, "startOverride") is not None
    }


def _integer(text: str, otherwise: int) -> int:
    return int(text) if re.fullmatch(r"[0-9]{1,6}", text) else otherwise


@cache
def _place() -> re.Pattern[str]:
    return re.compile(r"%([1-9])")
