"""Web pages: the article out of the page, its blocks in order, its metadata as hints.

Parsing is selectolax's (lexbor), which reads what browsers read; choosing the
article is ours: extractors tuned to news pages drop short lists, tables and
repeated sentences, and here no sentence of the article may be lost.
"""

from __future__ import annotations

import re
from functools import cache

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from graph.errors import DocumentEmpty, DocumentUnreadable
from ingest.limits import DEFAULT_LIMITS, Limits
from ingest.readers.assembly import Assembly, tidy
from ingest.readers.characters import decoded
from ingest.readers.html_article import article_of
from ingest.readers.html_blocks import add_blocks
from ingest.readers.html_tree import html_rules, tree_of
from ingest.reading import Reading

__all__ = ["read_html"]


def read_html(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Reading:
    """Return the reading of a web page.

    `title` is the page's <title>, `published` the date its metadata gives (as
    ISO 8601 where it begins so). Raises DocumentUnreadable, DocumentTooLarge or
    DocumentEmpty.
    """
    source, warnings = decoded(data, limits)
    page = _parsed(source.replace("\x00", ""))
    if page.body is None:
        raise _empty()
    assembly = Assembly()
    add_blocks(article_of(tree_of(page.body)), assembly)
    if not assembly.blocks:
        raise _empty()
    title = page.css_first("title")
    return Reading(
        text=assembly.text,
        blocks=assembly.blocks,
        media_type="text/html",
        title=tidy(title.text()).replace("\n", " ") if title is not None else "",
        published=_published(page),
        warnings=warnings,
    )


def _parsed(source: str) -> LexborHTMLParser:
    try:
        return LexborHTMLParser(source)
    except (SelectolaxError, ValueError) as error:
        raise DocumentUnreadable(
            "The web page cannot be read as HTML. Save it from a browser again."
        ) from error


def _empty() -> DocumentEmpty:
    return DocumentEmpty(
        "The web page holds no text of its own (it may be written by a script). "
        "Open it in a browser and save it as PDF."
    )


def _published(page: LexborHTMLParser) -> str:
    """Return the date of the first <meta> of the rules' list that has one."""
    dates: dict[str, str] = {}
    for meta in page.css("meta"):
        attributes = meta.attributes
        name = (
            attributes.get("name") or attributes.get("property") or attributes.get("itemprop") or ""
        )
        dates.setdefault(name.lower(), tidy(attributes.get("content") or ""))
    found = next((dates[name] for name in html_rules()["date_metas"] if dates.get(name)), "")
    iso = _iso_date().match(found)
    return iso.group() if iso else found


@cache
def _iso_date() -> re.Pattern[str]:
    return re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?(?=$|T|\s)")
