"""A web page as a shallow tree of elements and words, mute and hidden parts left out."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

__all__ = ["Element", "html_rules", "tree_of"]

# Elements nested deeper than this count as children of the last one that is not:
# pages of people nest about 40 deep, and every walk below may then recurse.
_DEEPEST = 120


@dataclass(slots=True)
class Element:
    """One element: its tag, attributes, and its children (elements and words)."""

    tag: str
    attributes: Mapping[str, str | None] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)

    def get(self, name: str) -> str:
        """Return an attribute's value in lower case, "" when it is absent."""
        return (self.attributes.get(name) or "").lower()

    @property
    def names(self) -> frozenset[str]:
        """The single words of the element's classes and id."""
        both = f"{self.attributes.get('class') or ''} {self.attributes.get('id') or ''}"
        return frozenset(_name_words(both))

    @property
    def elements(self) -> Iterator[Element]:
        """The children that are elements."""
        return (child for child in self.children if isinstance(child, Element))

    def walk(self) -> Iterator[Element]:
        """Yield the element and all below it, in document order."""
        stack = [self]
        while stack:
            element = stack.pop()
            yield element
            stack.extend(one for one in reversed(element.children) if isinstance(one, Element))

    def find(self, *tags: str) -> list[Element]:
        """Return the elements below this one that have one of the tags."""
        return [one for one in self.walk() if one.tag in tags and one is not self]

    @property
    def words(self) -> str:
        """All the words below the element, spaces tidied."""
        return " ".join("".join(self._strings()).split())

    def _strings(self) -> Iterator[str]:
        stack: list[Element | str] = [self]
        while stack:
            one = stack.pop()
            if isinstance(one, str):
                yield one
                continue
            if one.tag in _APART:
                stack.append(" ")
            stack.extend(reversed(one.children))


# Elements whose words never touch those of the next.
_APART = frozenset(
    {"br", "dd", "div", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "li", "p", "td", "th", "tr"}
)


@cache
def html_rules() -> Mapping[str, Any]:
    """Return `rules/html.toml`."""
    return tomllib.loads((files("ingest") / "rules" / "html.toml").read_text("utf-8"))


def tree_of(root: LexborNode) -> Element:
    """Return the tree below a parsed element, without mute and hidden elements."""
    mute = frozenset(html_rules()["mute_tags"])
    top = Element(str(root.tag), root.attributes)
    above = [top]
    node = root.child
    depth = 0
    while node is not None:
        tag = str(node.tag)
        inside = None
        if tag == "-text":
            above[min(depth, _DEEPEST)].children.append(node.text_content or "")
        elif not tag.startswith(("-", "!")) and tag not in mute:
            element = Element(tag, node.attributes)
            if not _is_hidden(element):
                above[min(depth, _DEEPEST)].children.append(element)
                inside = node.child
                if inside is not None and depth < _DEEPEST:
                    del above[depth + 1 :]
                    above.append(element)
        if inside is not None:
            depth += 1
            node = inside
            continue
        while node is not None and node.next is None and depth:
            node = node.parent
            depth -= 1
        node = node.next if node is not None else None
    return top


def _is_hidden(element: Element) -> bool:
    attributes = element.attributes
    style = re.sub(r"\s", "", element.get("style"))
    return (
        "hidden" in attributes
        or element.get("aria-hidden") == "true"
        or "display:none" in style
        or "visibility:hidden" in style
    )


def _name_words(names: str) -> list[str]:
    return [word.lower() for word in _name_word().findall(names)]


@cache
def _name_word() -> re.Pattern[str]:
    return re.compile(r"[A-Z]*[a-z]+|[A-Z]+")
