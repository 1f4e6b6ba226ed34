"""The article of a web page: what is left without navigation, notices and links elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import takewhile

from ingest.readers.html_tree import Element, html_rules

__all__ = ["article_of"]

# An element with this share of the page's words is the page, whatever its name.
_MOST = 0.5
# A block is a list of links when this share of its words is linked, and it has so many.
_LINKED = 0.75
_LINKS = 3
# Links this long are titles and sentences (a list of references), not a menu.
_LONG_LINK = 60
# A form of this many words only asks for something; longer ones wrap whole pages.
_FORM_WORDS = 60

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def article_of(body: Element) -> Element:
    """Return the page's article: its main part without what stands beside the text.

    A page's only heading of the first level is kept wherever it stands.
    """
    total = len(body.words)
    titles = body.find("h1")
    main = _main_part(body, total)
    if len(titles) == 1 and not any(one is titles[0] for one in main.walk()):
        main = Element("div", children=[titles[0], main])
    _prune(main, total, set(map(id, titles)), inside=main is not body)
    return main


def _main_part(body: Element, total: int) -> Element:
    """Return <main> or a lone <article> when it holds most of the words, else the body."""
    for choices in (
        [one for one in body.walk() if one.tag == "main" or one.get("role") == "main"],
        body.find("article"),
    ):
        if len(choices) == 1 and len(choices[0].words) >= _MOST * _article_words(body, total):
            return choices[0]
    return body


def _article_words(body: Element, total: int) -> int:
    """Return how many characters of the page lie outside its navigation and notices."""
    return total - sum(len(one.words) for one in _outermost_sides(body))


def _outermost_sides(element: Element) -> Iterator[Element]:
    for child in element.elements:
        if _looks_aside(child, inside=False):
            yield child
        else:
            yield from _outermost_sides(child)


def _prune(element: Element, total: int, titles: set[int], *, inside: bool) -> None:
    """Take out of `element`, in place, all that stands beside its text."""
    kept: list[Element | str] = []
    passed = 0
    for at, child in enumerate(element.children):
        if at < passed:
            continue
        if isinstance(child, str):
            kept.append(child)
            continue
        passed = at + _links_under(child, element.children, at)
        if passed > at or _is_aside(child, total, titles, inside=inside):
            continue
        _prune(child, total, titles, inside=inside or child.tag in ("main", "article"))
        kept.append(child)
    element.children = kept


def _is_aside(element: Element, total: int, titles: set[int], *, inside: bool) -> bool:
    if not (_looks_aside(element, inside=inside) or _is_menu(element)):
        return False
    if any(id(one) in titles for one in element.walk()):
        return False
    return len(element.words) < _MOST * total or element.tag == "nav"


def _looks_aside(element: Element, *, inside: bool) -> bool:
    rules = html_rules()
    names = element.names
    if not names.isdisjoint(rules["article_names"]) or element.tag in ("html", "body", "main"):
        return False
    if element.get("role") in rules["side_roles"]:
        return True
    if element.tag == "form":
        return len(element.words.split()) < _FORM_WORDS
    if element.tag in rules["side_tags"]:
        # Inside an article these hold its own title, box-outs and notes.
        own = inside and element.tag in ("aside", "header", "footer")
        return not (own and _linked_share(element) < _LINKED / 2)
    return not names.isdisjoint(rules["side_names"]) and element.tag not in ("a", "span", "p")


def _is_menu(element: Element) -> bool:
    """Say whether an element is a list of short links and nothing more."""
    if element.tag not in ("ul", "ol", "div", "p", "section", "table"):
        return False
    links = element.find("a")
    if len(links) < _LINKS or _linked_share(element) < _LINKED:
        return False
    return sum(len(link.words) for link in links) < _LONG_LINK * len(links)


def _linked_share(element: Element) -> float:
    linked = sum(len(link.words) for link in element.find("a"))
    return linked / max(len(element.words), 1)


def _links_under(heading: Element, siblings: Sequence[Element | str], at: int) -> int:
    """Return how many elements a section of links takes up, heading included; else 0.

    Its heading is one of the rules' ("Related pages"), and what follows, up to
    the next heading at any depth, is mostly links.
    """
    if heading.tag not in _HEADINGS or heading.words.casefold().rstrip(":") not in _link_headings():
        return 0
    after = (siblings[i] for i in range(at + 1, len(siblings)))
    section = Element("div", children=list(takewhile(_has_no_heading, after)))
    return len(section.children) + 1 if _linked_share(section) >= _LINKED / 2 else 0


def _has_no_heading(child: Element | str) -> bool:
    return isinstance(child, str) or (child.tag not in _HEADINGS and not child.find(*_HEADINGS))


@cache
def _link_headings() -> frozenset[str]:
    return frozenset(html_rules()["link_headings"])
