"""Which words of a template are not marked for translation."""

from __future__ import annotations

import re

from jinja2 import Environment

__all__ = ["unmarked"]

_HOLE = "\0"  # stands for what Jinja puts in
_SPOKEN = ("aria-label", "aria-description", "title", "alt", "placeholder", "label",
           "data-copied")  # fmt: skip
_CALLS = {"_", "gettext", "ngettext", "pgettext"}
# Names that are the same in every language, and letters of formulas.
_SAME = {"F1", "p", "q", "CSV", "JSON", "TSV", "XML", "IRI", "SPARQL", "Atom", "UTC"}
_NO_TEXT = re.compile(
    r"<(script|style|code|pre|kbd)\b.*?</\1>|<!--.*?-->|<!DOCTYPE[^>]*>", re.DOTALL
)
_SENTENCE = re.compile(r"[A-Z][a-z’']+(?: [a-z’']+)+[.:?]?|[A-Z][a-z]{2,}")


def unmarked(template: str) -> list[str]:
    """Return the words that a reader would see and no catalogue would have."""
    text, literals = _read(template)
    text = _NO_TEXT.sub("", text)
    spoken = re.findall(r'\sdata-[a-z-]+="([A-Z{][^"]* [^"]*)"', text)  # sentences for scripts
    spoken += re.findall(rf'\s(?:{"|".join(_SPOKEN)})="([^"]*)"', text)
    pieces = [piece for one in (re.sub(r"<[^>]*>", _HOLE, text), *spoken)
              for piece in one.split(_HOLE)]  # fmt: skip
    seen = [" ".join(one.split()) for one in pieces]
    return [one for one in [*seen, *literals] if _has_words(one)]


def _has_words(text: str) -> bool:
    plain = re.sub(r"&\w+;|&#\d+;", "", text)
    return bool(re.search(r"[^\W\d_]", plain)) and plain.strip(" .:,;()·") not in _SAME


def _read(template: str) -> tuple[str, list[str]]:
    """Return the HTML with holes where Jinja stands, and sentences in Jinja without a mark."""
    html, literals, calls = [], [], [""]
    translating, before, opened = False, "", ""
    for _, kind, value in Environment(autoescape=True).lex(template):
        if kind == "data":
            html.append("" if translating else value)
        elif kind in {"variable_begin", "block_begin", "comment_begin"}:
            html.append(_HOLE)
            calls, opened, before = [""], kind, ""
        elif kind == "name" and opened == "block_begin" and before == "":
            translating = value == "trans" or (translating and value != "endtrans")
            before = value
        elif kind == "operator" and value in "([{":
            calls.append(before if value == "(" and before in _CALLS else "")
        elif kind == "operator" and value in ")]}":
            calls = calls[:-1] or [""]
        elif kind == "string" and not calls[-1] and _is_sentence(value[1:-1]):
            literals.append(value[1:-1])
        if kind not in {"whitespace", "block_begin", "variable_begin"}:
            before = value
    return "".join(html), literals


def _is_sentence(literal: str) -> bool:
    return bool(_SENTENCE.fullmatch(literal)) and literal not in _SAME
