"""The picture of an explorer's view: a box for each thing, a line for each two that are linked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.network.around import group_of
from graph.network.layout import placed
from graph.network.things import Thing
from web.content.exploring import Explored

__all__ = ["Box", "Line", "Picture", "picture"]

# In units of the drawing, which is shown one to one.
_WIDTH, _LEAST_HEIGHT, _HEIGHT_EACH = 900, 360, 20
_BOX, _LETTER, _CAPITAL, _LETTERS, _BESIDE, _EDGE = 32, 8.0, 10.0, 24, 46, 3
_BOLDER = 1.15
# How a link is drawn; what is not named here is stated in a review, and drawn whole.
_STYLES = {
    "possible_factor": "possible",
    "historical_factor": "past",
    "narrower": "kind",
    "of_kind": "kind",
}
_ORDER = ("stated", "past", "possible", "kind")  # of two links, the one that is drawn


@dataclass(frozen=True, slots=True)
class Box:
    """A thing: its name cut to what fits, and where it stands."""

    thing: Thing
    kind: str
    label: str
    x: int
    y: int
    width: int
    height: int
    open: bool


@dataclass(frozen=True, slots=True)
class Line:
    """What links two boxes, from middle to middle; `style` is one of those in `_ORDER`."""

    x1: int
    y1: int
    x2: int
    y2: int
    style: str


@dataclass(frozen=True, slots=True)
class Picture:
    """Boxes over lines; `styles` are the kinds of line there are."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]

    @property
    def kinds(self) -> list[str]:
        """The kinds of thing in the picture, in their order."""
        return list(dict.fromkeys(box.kind for box in self.boxes))

    @property
    def styles(self) -> list[str]:
        """The kinds of line in the picture."""
        found = {line.style for line in self.lines}
        return [style for style in _ORDER if style in found]


def picture(found: Explored) -> Picture | None:
    """Return the picture of a view, None where there is nothing to draw but one thing."""
    things, styles = _drawn(found)
    if not styles:
        return None
    at = {iri: number for number, iri in enumerate(things)}
    edges = [(at[one], at[other]) for one, other in styles]
    labels = [short(thing) for thing in things.values()]
    sizes = [
        _size(label, found.is_open(one)) for one, label in zip(things.values(), labels, strict=True)
    ]
    places = placed(sizes, edges, _WIDTH, max(_LEAST_HEIGHT, _HEIGHT_EACH * len(sizes)))
    boxes = tuple(
        Box(
            thing=thing,
            kind=group_of(thing.iri),
            label=label,
            x=x + _EDGE,
            y=y + _EDGE,
            width=round(wide),
            height=_BOX,
            open=found.is_open(thing),
        )
        for thing, label, (wide, _), (x, y) in zip(
            things.values(), labels, sizes, places, strict=True
        )
    )
    return Picture(
        width=_WIDTH + 2 * _EDGE,
        height=max(box.y for box in boxes) + _BOX + _EDGE,
        boxes=boxes,
        lines=_lines(boxes, edges, list(styles.values())),
    )


def _drawn(found: Explored) -> tuple[dict[str, Thing], dict[tuple[str, str], str]]:
    """Return the things of a view by IRI, and how each two that are linked are joined."""
    things = {one.thing.iri: one.thing for one in found.found}
    styles: dict[tuple[str, str], str] = {}
    for tie in found.ties:
        source, target = tie.step.source, tie.step.target
        things.setdefault(source.iri, source)
        things.setdefault(target.iri, target)
        ends = (min(source.iri, target.iri), max(source.iri, target.iri))
        style = _STYLES.get(tie.step.relation, _ORDER[0])
        styles[ends] = min(style, styles.get(ends, style), key=_ORDER.index)
    return things, styles


def short(thing: Thing) -> str:
    """Return a name cut to what a box has room for; a lesson or recommendation without its report.

    >>> short(Thing("", "", "recommendation", "Recommendation 4 of A long title"))
    'Recommendation 4'
    """
    label = thing.label
    if thing.kind in {"lesson", "recommendation"}:
        label = label.partition(" of ")[0]
    label = label[:1].upper() + label[1:]
    return label if len(label) <= _LETTERS else label[: _LETTERS - 1].rstrip() + "…"


def _size(label: str, bold: bool) -> tuple[float, float]:
    """Return how large the box of a label is: a fallback font's letters must fit as well."""
    wide = sum(_CAPITAL if letter.isupper() else _LETTER for letter in label)
    return _BESIDE + wide * (_BOLDER if bold else 1), _BOX


def _lines(
    boxes: Sequence[Box], edges: Sequence[tuple[int, int]], styles: Sequence[str]
) -> tuple[Line, ...]:
    middles = [(box.x + box.width // 2, box.y + box.height // 2) for box in boxes]
    return tuple(
        Line(*middles[one], *middles[other], style)
        for (one, other), style in zip(edges, styles, strict=True)
    )
