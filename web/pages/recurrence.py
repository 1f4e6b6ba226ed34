"""What came up again after it was recommended, over the whole library: page, CSV and JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Blueprint, Response, jsonify, render_template, request, url_for

from graph.errors import UsageInvalid
from web.content.came_again import (
    BY_WORDS,
    CAUTION,
    COLUMNS,
    Again,
    By,
    came_again,
    plain,
    quoted,
)
from web.content.kept import kept
from web.content.learning import Link
from web.exports.lists import csv_rows
from web.memory import hand_back
from web.pages.sources import attached
from web.paging import page_number, paged
from web.snapshot import Snapshot, current_snapshot

__all__ = ["blueprint"]

blueprint = Blueprint("recurrence", __name__)

_LINES = 20  # of a page: each shows two quotations
_PAGES = {By.FAMILY: "families.family", By.THEME: "themes.theme"}


@dataclass(frozen=True, slots=True)
class _Asked:
    """What an address asks for: by family or theme, of one body, of one group."""

    by: By
    body: str
    group: str

    @property
    def query(self) -> str:
        """The address's words for it, with the mark before them; empty for all by family."""
        by = "" if self.by is By.FAMILY else self.by.value
        named = {"by": by, "body": self.body, "of": self.group}
        pairs = {name: value for name, value in named.items() if value}
        return f"?{urlencode(pairs)}" if pairs else ""

    def of(self, lines: Iterable[Again]) -> list[Again]:
        """Return those of the lines that are asked for."""
        return [
            one
            for one in lines
            if self.body in {"", one.found.body.target} and self.group in {"", one.group.target}
        ]


@blueprint.get("/patterns/recurrence")
def recurrence() -> str:
    """List what came up again; `by` is family or theme, `body` and `of` choose among them."""
    shown, asked = current_snapshot(), _asked()
    every = _lines(shown, asked.by)
    found = asked.of(every)
    page = paged(found, page_number(request.args.get("page")), _LINES)
    return render_template(
        "recurrence.html",
        asked=asked,
        ways=[(by, words, _address(_Asked(by, "", ""))) for by, words in BY_WORDS.items()],
        bodies=_choices(one.found.body for one in every),
        groups=_choices(one.group for one in every),
        total=len(found),
        page=page,
        quoted=list(quoted(shown, page.items)),
        endpoint=_PAGES[asked.by],
        csv=f"{url_for('recurrence.recurrence_csv')}{asked.query}",
    )


@blueprint.get("/patterns/recurrence.csv")
def recurrence_csv() -> Response:
    """Return every line that is asked for, with both texts and the caution."""
    shown, asked = current_snapshot(), _asked()
    rows = _rows(shown, asked)
    return attached(csv_rows(COLUMNS, rows), "text/csv; charset=utf-8", "came-up-again.csv")


@blueprint.get("/api/recurrence")
def recurrence_api() -> Response:
    """Return the same as JSON, schema `lessons-recurrence/1`."""
    rows = list(_rows(current_snapshot(), _asked()))
    return jsonify({"schema": "lessons-recurrence/1", "caution": CAUTION, "recurrences": rows})


def _rows(shown: Snapshot, asked: _Asked) -> Iterator[dict[str, object]]:
    return plain(quoted(shown, asked.of(_lines(shown, asked.by))), asked.by)


def _lines(shown: Snapshot, by: By) -> tuple[Again, ...]:
    def read() -> tuple[Again, ...]:
        found = came_again(shown.graph, by)
        hand_back()
        return found

    return kept(shown, ("came again", by), read)


def _asked() -> _Asked:
    """Return what the address asks for; raises UsageInvalid for another way than there is."""
    way = request.args.get("by") or By.FAMILY.value
    if way not in set(By):
        raise UsageInvalid(f"There is no way {way!r} here. Choose one of {', '.join(By)}.")
    return _Asked(By(way), request.args.get("body", ""), request.args.get("of", ""))


def _address(asked: _Asked) -> str:
    return f"{url_for('recurrence.recurrence')}{asked.query}"


def _choices(links: Iterable[Link]) -> list[tuple[str, str]]:
    """Return the values and labels to choose from, each once, by label."""
    named = {one.target: one.label for one in links}
    return sorted(named.items(), key=lambda one: (one[1].casefold(), one[0]))
