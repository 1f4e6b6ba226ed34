"""The agencies of a case by kind: where each had a part, and what its review asked of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.view import Row
from web.content.cells import key, words
from web.content.involvement import Involvement
from web.content.learning import Item, items
from web.content.quotations import Quotation

__all__ = ["Branch", "Kind", "MapPicture", "Part", "agency_map", "map_picture"]

# In units of the drawing, which is shown one to one.
_ROW, _BOX, _TOP = 38, 30, 4
_CASE_X, _KIND_X, _AGENCY_X, _RIGHT = 4, 166, 452, 956
_CASE_WIDTH, _KIND_WIDTH, _AGENCY_WIDTH = 130, 254, 330
_CASE_LETTERS, _KIND_LETTERS, _AGENCY_LETTERS = 13, 29, 39
_CUT = "…"


@dataclass(frozen=True, slots=True)
class Part:
    """One agency: the words on its part in the case, and what was asked of it or told it."""

    id: str
    name: str
    quotations: tuple[Quotation, ...]
    asked: tuple[Item, ...]

    @property
    def recommendations(self) -> int:
        """How many recommendations are addressed to it."""
        return sum(item.kind == "recommendation" for item in self.asked)


@dataclass(frozen=True, slots=True)
class Kind:
    """The agencies of one kind; `id` and `label` are empty where it is not known."""

    id: str
    label: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """A box of the picture: a kind or an agency, and the height at which its line begins."""

    label: str
    full: str
    x: int
    y: int
    width: int
    from_x: int
    from_y: int
    target: str = ""
    places: int = 0
    asked: int = 0


@dataclass(frozen=True, slots=True)
class MapPicture:
    """A tree from left to right: the case, the kinds of agency, the agencies."""

    width: int
    height: int
    label: str
    case_y: int
    box: int
    case_width: int
    kinds: tuple[Branch, ...]
    agencies: tuple[Branch, ...]


def agency_map(involved: Iterable[Involvement], asked: Sequence[Row]) -> tuple[Kind, ...]:
    """Return the agencies by kind, kinds and agencies in the order of their names.

    `asked` are the rows of pages/case-asked. Agencies of no known kind come last.
    """
    named: dict[str, tuple[str, str, str]] = {}
    quoted: dict[str, tuple[Quotation, ...]] = {}
    for one in involved:
        named[one.agency] = (one.type, one.type_label, one.name)
        quoted[one.agency] = one.quotations
    told: dict[str, list[Row]] = defaultdict(list)
    for row in asked:
        agency = key(row, "agency")
        told[agency].append(row)
        named.setdefault(agency, (key(row, "type"), words(row, "typeLabel"), words(row, "name")))
    kinds: dict[tuple[str, str], list[Part]] = defaultdict(list)
    for agency, (kind, label, name) in named.items():
        part = Part(agency, name, quoted.get(agency, ()), items(told.get(agency, ())))
        kinds[kind, label].append(part)
    return tuple(
        Kind(kind, label, tuple(sorted(parts, key=lambda part: (part.name, part.id))))
        for (kind, label), parts in sorted(
            kinds.items(), key=lambda one: (not one[0][1], one[0][1])
        )
    )


def map_picture(case: str, kinds: Sequence[Kind]) -> MapPicture | None:
    """Return the picture of the agencies of a case, None where there are none."""
    if not kinds:
        return None
    rows = sum(len(kind.parts) for kind in kinds)
    case_y = _TOP + (rows - 1) * _ROW // 2
    stems: list[Branch] = []
    leaves: list[Branch] = []
    row = 0
    for kind in kinds:
        y = _TOP + (2 * row + len(kind.parts) - 1) * _ROW // 2
        stems.append(
            Branch(_cut(kind.label, _KIND_LETTERS), kind.label, _KIND_X, y, _KIND_WIDTH,
                   _CASE_X + _CASE_WIDTH, case_y)
        )  # fmt: skip
        for part in kind.parts:
            leaves.append(
                Branch(_cut(part.name, _AGENCY_LETTERS), part.name, _AGENCY_X, _TOP + row * _ROW,
                       _AGENCY_WIDTH, _KIND_X + _KIND_WIDTH, y, target=part.id,
                       places=len(part.quotations), asked=part.recommendations)
            )  # fmt: skip
            row += 1
    return MapPicture(
        width=_RIGHT, height=2 * _TOP + rows * _ROW, label=_cut(case, _CASE_LETTERS),
        case_y=case_y, box=_BOX, case_width=_CASE_WIDTH,
        kinds=tuple(stems), agencies=tuple(leaves),
    )  # fmt: skip


def _cut(label: str, letters: int) -> str:
    label = label[:1].upper() + label[1:]
    return label if len(label) <= letters else label[: letters - 1].rstrip() + _CUT
