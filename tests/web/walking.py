"""Walking through the pages of a service and looking at their HTML."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import parse_qsl, urldefrag, urlsplit

from flask.testing import FlaskClient
from lxml import html

__all__ = ["Page", "page", "walk"]

_MOST = 3_000  # pages: more of them would mean addresses without an end


@dataclass(frozen=True)
class Page:
    """One answer: its address, status, and document."""

    address: str
    status: int
    tree: html.HtmlElement

    def links(self) -> list[str]:
        """Return the addresses of all links to pages, as they stand."""
        return [str(link) for link in self.tree.xpath("//a[not(@type)]/@href")]

    def files(self) -> list[tuple[str, str]]:
        """Return (address, media type) of all links to what is no page."""
        return [(str(one.get("href")), one.get("type")) for one in self.tree.xpath("//a[@type]")]

    def pages(self) -> list[str]:
        """Return the addresses of the links to pages of this language, not to files."""
        return [str(link) for link in self.tree.xpath("//a[not(@download or @hreflang)]/@href")]

    def ids(self) -> list[str]:
        """Return all ids in their order."""
        return [str(one) for one in self.tree.xpath("//@id")]

    def text(self, path: str = "//main") -> str:
        """Return the words of the first element found, spaces as one."""
        return " ".join(" ".join(self.tree.xpath(path)[0].itertext()).split())


def page(client: FlaskClient, address: str) -> Page:
    """Return the page at an address."""
    found = _answer(client, address)
    assert found is not None, f"{address} is a file"
    return found


def _answer(client: FlaskClient, address: str) -> Page | None:
    """Return the page at an address, None for a file and for what leads on to a page."""
    with client.get(address) as answer:
        if answer.status_code == HTTPStatus.SEE_OTHER:
            assert answer.location, address
            return None
        if answer.mimetype != "text/html":
            assert answer.status_code == 200, address
            return None
        return Page(address, answer.status_code, html.fromstring(answer.get_data(as_text=True)))


def walk(client: FlaskClient, *starts: str) -> Iterator[Page]:
    """Yield every page that can be reached, once for each shape of its address.

    Two addresses have one shape when they differ only in the values after the
    question mark: a document with each of its paragraphs cited is one page.
    """
    waiting = dict.fromkeys(starts)
    seen: set[tuple[str, ...]] = set()
    while waiting:
        address = next(iter(waiting))
        del waiting[address]
        if _shape(address) in seen:
            continue
        seen.add(_shape(address))
        assert len(seen) < _MOST, "the pages do not come to an end"
        found = _answer(client, address)
        if found is None:
            continue
        yield found
        own = (urldefrag(link).url for link in found.pages())
        waiting.update(dict.fromkeys(link for link in own if link.startswith("/")))


def _shape(address: str) -> tuple[str, ...]:
    parts = urlsplit(address)
    names = [name for name, _ in parse_qsl(parts.query, keep_blank_values=True)]
    if parts.path == "/search":  # one filter or another is the same kind of page
        names = [name if name in {"q", "kind", "sort", "expand"} else "filter" for name in names]
    return parts.path, *sorted(set(names))
