"""Names and small questions of WordprocessingML, and its related parts."""

from __future__ import annotations

from functools import cache
from typing import Any

from docx.document import Document
from lxml import etree

__all__ = ["Xml", "child", "flag", "name", "part_root", "value", "w"]

# python-docx's element classes are untyped; to us they are lxml elements.
Xml = Any

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFF = frozenset({"0", "false", "off", "none"})


@cache
def w(local: str) -> str:
    """Return the full name of an element or attribute of the w: namespace."""
    return f"{{{_W}}}{local}"


def name(element: Xml) -> str:
    """Return an element's name without its namespace; "" for comments and instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def child(element: Xml, *path: str) -> Xml | None:
    """Return the first element at the end of a path of w: names, or None."""
    for local in path:
        if element is None:
            return None
        element = element.find(w(local))
    return element


def value(element: Xml | None, attribute: str = "val") -> str:
    """Return a w: attribute, "" where the element or the attribute is absent."""
    return "" if element is None else str(element.get(w(attribute)) or "")


def flag(element: Xml | None) -> bool:
    """Say whether a switch such as w:b is there and not set off."""
    return element is not None and value(element).lower() not in _OFF


def part_root(document: Document, kind: str) -> Xml | None:
    """Return the root of the part that the document relates to as `kind`, or None.

    Word may leave any part out; python-docx's own properties would then make a
    new one (with the clock in it), so relations are read here.
    """
    for relation in (*document.part.rels.values(), *document.part.package.rels.values()):
        if relation.is_external or relation.reltype.rpartition("/")[2] != kind:
            continue
        try:
            return etree.fromstring(relation.target_part.blob, _parser())
        except etree.XMLSyntaxError:
            return None
    return None


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
