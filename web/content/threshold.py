"""Links below the confidence threshold: hidden unless the reader asks for them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from flask import current_app, request

from graph.view import Row
from web.addresses import address_with
from web.content.cells import key

__all__ = ["ARGUMENT", "EVERYTHING", "Threshold", "asked_threshold"]

# ?confidence=all shows what the library's keeper has hidden.
ARGUMENT, EVERYTHING = "confidence", "all"

# What names a link among the rows of a page: the columns whose ids it joins.
_Link = tuple[str, ...]


@dataclass(slots=True)
class Threshold:
    """The least confidence that a page shows, and how many links of each kind lie below it.

    A link has several places of evidence; its confidence is that of the surest.
    """

    least: float = 0.0
    everything: bool = False
    below: Counter[str] = field(default_factory=Counter)

    def kept(self, kind: str, rows: Iterable[Row], *columns: str) -> list[Row]:
        """Return the rows of the links to show; count those below, under their kind.

        `columns` say which rows are of one link; each row has a ?confidence.
        """
        listed = list(rows)
        sure: dict[_Link, float] = defaultdict(float)
        for row in listed:
            sure[_link(row, columns)] = max(sure[_link(row, columns)], _stated(row))
        low = {link for link, stated in sure.items() if stated < self.least}
        self.below[kind] += len(low)
        if self.everything:
            return listed
        return [row for row in listed if _link(row, columns) not in low]

    @property
    def hiding(self) -> float:
        """The least confidence that counts on this page: 0 where everything is asked for."""
        return 0.0 if self.everything else self.least

    @property
    def links(self) -> int:
        """How many links lie below, of all kinds."""
        return self.below.total()

    @property
    def kinds(self) -> list[tuple[str, int]]:
        """Each kind of link of which some lie below, with how many."""
        return [(kind, number) for kind, number in self.below.items() if number]

    @property
    def argument(self) -> str | None:
        """The value by which the links of this page keep the reader's choice, or None."""
        return EVERYTHING if self.everything and self.least else None

    @property
    def other_address(self) -> str:
        """The address of this page with the other choice."""
        return address_with(ARGUMENT, None if self.everything else EVERYTHING)


def asked_threshold() -> Threshold:
    """Return the threshold of this service, and whether this request asks for everything."""
    least: float = current_app.config["SETTINGS"].min_confidence
    return Threshold(least, everything=request.args.get(ARGUMENT) == EVERYTHING)


def _link(row: Row, columns: tuple[str, ...]) -> _Link:
    return tuple(key(row, one) for one in columns)


def _stated(row: Row) -> float:
    value = row["confidence"]
    return float(value) if isinstance(value, (int, float)) else 0.0
