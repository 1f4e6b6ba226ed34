"""Results as an Atom feed (RFC 4287), complete (RFC 5005, section 2), newest reports first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from lxml import etree

from graph.vocabulary import load_vocabulary
from web.exports.cleaning import one_line, printable
from web.exports.items import Item
from web.exports.source import Source

__all__ = ["feed_path", "write_atom"]

_ATOM = "http://www.w3.org/2005/Atom"
_HISTORY = "http://purl.org/syndication/history/1.0"
_XML = "http://www.w3.org/XML/1998/namespace"
_NAMESPACES = {None: _ATOM, "fh": _HISTORY, "xml": _XML}
_LANGUAGE = f"{{{_XML}}}lang"
_COMPLETE = f"{{{_HISTORY}}}complete"
# Atom wants a time for each entry, and a reader tells what is new by it: so it is the
# report's own date, never that of an ingest, and for an undated report no date at all
# in the way of computers.
_UNDATED = "1970-01-01"
_MIDNIGHT = "T00:00:00Z"
_TITLE = 200  # characters of what was asked for, in the title of a feed

_Part = tuple[str, str, Mapping[str, str]]  # an element: its name, text and attributes


class _Pipe:
    """What the XML writer writes into, taken away piece by piece."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def write(self, piece: bytes) -> int:
        self._pieces.append(piece)
        return len(piece)

    def taken(self) -> bytes:
        piece = b"".join(self._pieces)
        self._pieces.clear()
        return piece


def write_atom(items: Iterable[Item], source: Source) -> Iterator[bytes]:
    """Yield the feed; an entry's id is the IRI that it has wherever the library is served."""
    pipe = _Pipe()
    with etree.xmlfile(pipe, encoding="utf-8") as file:
        file.write_declaration()
        with file.element(f"{{{_ATOM}}}feed", {_LANGUAGE: "en-GB"}, nsmap=_NAMESPACES):
            _write(file, _head(source))
            for item in items:
                with file.element(f"{{{_ATOM}}}entry"):
                    _write(file, _entry(item, source))
                file.flush()
                yield pipe.taken()
    yield pipe.taken() + b"\n"


def feed_path(path: str) -> str:
    """Return the address of the feed of a page of results, within a service.

    >>> feed_path("/search?q=neglect")
    '/search/feed.atom?q=neglect'
    """
    own, mark, query = path.partition("?")
    return f"{own}/feed.atom{mark}{query}"


def _head(source: Source) -> Iterator[_Part]:
    asked = one_line(source.asked_for)
    title = asked if len(asked) <= _TITLE else f"{asked[:_TITLE]}…"
    edition = source.edition
    yield "id", source.iri, {}
    yield "title", f"Lessons Graph: {title}", {}
    yield "subtitle", source.told, {}
    yield "updated", f"{edition.published:%Y-%m-%dT%H:%M:%SZ}", {}
    yield "generator", "Lessons Graph", {"version": edition.release}
    yield "author", "Lessons Graph", {}
    feed = source.site + feed_path(source.path)
    yield "link", "", {"rel": "self", "type": "application/atom+xml", "href": feed}
    yield "link", "", {"rel": "alternate", "type": "text/html", "href": source.address}
    yield _COMPLETE, "", {}


def _entry(item: Item, source: Source) -> Iterator[_Part]:
    entry, vocabulary = item.entry, load_vocabulary()
    when = f"{_whole_date(entry.date or str(entry.year or ''))}{_MIDNIGHT}"
    yield "id", item.iri, {}
    yield "title", item.name, {}
    yield "updated", when, {}
    if entry.date or entry.year:
        yield "published", when, {}
    yield "link", "", {"rel": "alternate", "type": "text/html", "href": source.site + item.path}
    if entry.board:
        yield "author", "; ".join(entry.board), {}
    for concept in dict.fromkeys((*entry.themes, *entry.factors)):
        yield "category", "", {"term": concept, "label": vocabulary.label(concept)}
    yield "content", entry.text or item.name, {"type": "text"}


def _write(file: Any, parts: Iterable[_Part]) -> None:
    """Write elements in the order given; a person construct is given as its name."""
    for name, text, attributes in parts:
        own = {key: one_line(value) for key, value in attributes.items()}
        with file.element(name if name == _COMPLETE else f"{{{_ATOM}}}{name}", own):
            if name == "author":
                _write(file, [("name", one_line(text), {})])
            elif text:
                file.write(printable(text) if name == "content" else one_line(text))


def _whole_date(date: str) -> str:
    """Return a date cut to what is known as the first day that it may be.

    >>> _whole_date("2016-11"), _whole_date("2021"), _whole_date("")
    ('2016-11-01', '2021-01-01', '1970-01-01')
    """
    return f"{date}{'-01-01'[len(date) - 4 :]}" if len(date) in (4, 7) else date or _UNDATED
