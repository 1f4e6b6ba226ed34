"""What every export says of itself, so that it can be cited and made again."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from importlib.metadata import version
from urllib.parse import urlencode, urljoin

from graph.library import Generation
from graph.namespaces import DEFAULT_BASE
from search.describing import describe
from search.order import Order
from search.query import Query
from search.results import Sort
from web.exports.cleaning import one_line

__all__ = ["Edition", "Source", "edition_of", "search_path", "source_of"]

_USUAL = Order()
_LISTED = Order(Sort.NEWEST)


@dataclass(frozen=True, slots=True)
class Edition:
    """One published state of a library: its number, when it was published, how it was read."""

    number: int
    published: dt.datetime
    release: str
    extractor: str

    @property
    def words(self) -> str:
        """The edition in words, as a citation names a database."""
        return f"Lessons Graph {self.release}, library edition {self.number} of {self.published:%F}"


@dataclass(frozen=True, slots=True)
class Source:
    """Where exported results come from.

    `asked_for` is the query in plain words, `path` its address within a service,
    `site` the address of that service without a slash at its end, `exported` the
    day on which the results were taken, `order` how they stand.
    """

    asked_for: str
    path: str
    site: str
    edition: Edition
    exported: dt.date
    order: Order = _LISTED

    @property
    def address(self) -> str:
        """The address at which a person sees these results."""
        return self.site + self.path

    @property
    def iri(self) -> str:
        """The same query's name wherever the library is served: a feed's id."""
        return urljoin(DEFAULT_BASE, self.path)

    @property
    def told(self) -> str:
        """All of it as one sentence."""
        return (
            f"{self.asked_for[:1].upper()}{self.asked_for[1:]}. {self.address} "
            f"({self.edition.words}; exported {self.exported:%F})"
        )


def edition_of(generation: Generation) -> Edition:
    """Return what a generation says of itself; its date is that of its manifest (UTC)."""
    manifest = generation.manifest()
    written = (generation.path / "manifest.json").stat().st_mtime
    return Edition(
        number=generation.number,
        published=dt.datetime.fromtimestamp(int(written), dt.UTC),
        release=version("lessons-graph"),
        extractor=manifest.extractor,
    )


def search_path(query: Query, order: Order = _USUAL) -> str:
    """Return the address of a search within a service."""
    # surrogates, which only a damaged address can hold, become question marks
    pairs = urlencode((*query.pairs, *order.pairs), errors="replace")
    return f"/search?{pairs}" if pairs else "/search"


def source_of(
    query: Query, site: str, edition: Edition, exported: dt.date, order: Order = _USUAL
) -> Source:
    """Return the source of the results of a search."""
    path = search_path(query, order)
    return Source(one_line(describe(query)), path, site, edition, exported, order)
