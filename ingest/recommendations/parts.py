"""One item or paragraph of a list of recommendations: whom it names, and each request in it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from graph.model import Passage, PassageKind
from ingest.recommendations.prose import requests_in, whom_asked
from ingest.recommendations.tiers import named_lead
from ingest.recommendations.wording import is_directive, is_excluded, plain, split_number, wording

__all__ = ["before_label", "behind_label", "named_first", "requests_of"]

_SECTIONS = frozenset({PassageKind.RECOMMENDATION, PassageKind.ACTION_PLAN})
_FEWEST_WORDS = 4
# A line that is a whole sentence: where every line is one, each is an item.
_LINE = re.compile(r"[A-Z0-9(].{15,}[.;]")
# "the Partnership ...", "Thorne Vale Council ...": a subject that does not point back.
_BODY = re.compile(r"(?:(?:the|each|every|all|both|our) \w|[A-Z]\w)")
# The case or place that an item speaks of: "(all) The Board ...", "[both] The Board ...".
_SCOPE = re.compile(
    r"[(\[](?:all|both|either|each|any|everyone|everybody|national|local|joint|shared)"
    r"(?: [^()\[\]]{1,40})?[)\]]\s*[.:,\u2013-]?\s+(?=[A-Z])",
    re.IGNORECASE,
)


def behind_label(
    passage: Passage, number: str | None, text: str, *, labelled: bool
) -> tuple[str | None, str, bool]:
    """Return a request behind a bare label: "Nobody asked. Recommendation: the Board ..."."""
    found = list(wording().bare_label.finditer(text))
    if len(found) != 1 or (passage.kind in _SECTIONS and found[0].start() == 0):
        return number, text, labelled
    return number, text[found[0].end() :], True


def requests_of(
    passage: Passage, number: str | None, text: str
) -> Iterator[tuple[str | None, int, str]]:
    """Yield (number, offset, text) of each request in one item or paragraph."""
    for own, at, piece in _by_count(number, text):
        yield from ((told, at + offset, one) for told, offset, one in _each(passage, own, piece))


def _by_count(number: str | None, text: str) -> Iterator[tuple[str | None, int, str]]:
    """Yield the parts of an item whose lines go on counting: "R2 ...", then "R3 ..." in it."""
    at = 0
    while (after := _next_number(number)) and (
        found := re.search(rf"\n[ \t]*{re.escape(after)}[.:)]?[ \t]+(?=[A-Z])", text[at:])
    ):
        yield number, at, text[at : at + found.start()].rstrip()
        number, at = after, at + found.end()
    yield number, at, text[at:]


def _next_number(number: str | None) -> str | None:
    """Return the number that follows in a count, None where the number is none of a count."""
    counted = re.fullmatch(r"(.*?)(\d+)\.?", number or "")
    return f"{counted[1]}{int(counted[2]) + 1}" if counted else None


def _each(passage: Passage, number: str | None, text: str) -> Iterator[tuple[str | None, int, str]]:
    counted = _counted(text) or _labelled(text)
    if counted:
        yield from counted
        return
    pieces = _split(text)
    if len(pieces) == 1 and number is None and passage.kind in _SECTIONS:
        pieces = _joined_by_semicolons(text) or pieces
    if len(pieces) == 1 and number is None and passage.kind in _SECTIONS:
        told = requests_in(text)
        pieces = list(told) if len(told) > 1 or (told and told[0][0] > 0) else pieces
    for index, (offset, piece) in enumerate(pieces):
        yield number if index == 0 else None, offset, piece


def before_label(text: str) -> str:
    """Return whom "For the Board. Recommendation 5: ..." names, "" where nobody is named so."""
    found = wording().part.search(text)
    named = re.match(r"(?:For|To) ([^.:;]{3,90})[.:]", text[: found.start()]) if found else None
    return named[1] if named else ""


def _labelled(text: str) -> list[tuple[str | None, int, str]]:
    """Return the parts of "Recommendation 1: stop ... Recommendation 2: provide ..."."""
    found = [
        (one.start(), *split_number(text[one.start() :])[:2])
        for one in wording().part.finditer(text)
        if split_number(text[one.start() :])[2]
    ]
    if not found or (len(found) == 1 and found[0][0] == 0):
        return []
    edges = [*(start for start, *_ in found), len(text)]
    return [
        (number, len(text) - len(rest), text[len(text) - len(rest) : after].strip())
        for (_, number, rest), after in zip(found, edges[1:], strict=True)
    ]


def _joined_by_semicolons(text: str) -> list[tuple[int, str]]:
    """Return the items of "boards keeping minutes; a named worker for parents; ..."."""
    edges = [0, *(found.end() for found in re.finditer(r";\s+(?:and\s+)?", text)), len(text)]
    found = [(start, text[start:end]) for start, end in itertools.pairwise(edges)]
    items = [(at, re.sub(r"[;\s]+(?:and\s+)?$", "", piece)) for at, piece in found]
    words = plain(text)
    plainly = not (
        wording().modals.search(words) or re.search(r"[.!?]\s", text) or is_excluded(words)
    )
    enough = all(len(piece.split()) >= _FEWEST_WORDS for _, piece in items)
    asked = enough and not is_excluded(words) and all(_asks_a_body(piece) for _, piece in items)
    return items if len(items) > 1 and enough and (plainly or asked) else []


def _asks_a_body(piece: str) -> bool:
    """Say whether an item behind a semicolon is a request to somebody that it names itself."""
    asked = whom_asked(piece[:1].upper() + piece[1:])
    return bool(asked) and _BODY.match(piece) is not None


def _counted(text: str) -> list[tuple[str | None, int, str]]:
    """Return the parts of "Adult Services: (1) to treat ...; (2) to strike out ..."."""
    opened = re.match(r"(?:The |the )?[A-Z][^.:;]{2,70}:\s+(?=\(1\)|1[.)])", text)
    if not opened or wording().modals.search(plain(opened.group())):
        return []
    found = list(re.finditer(r"\(?(\d{1,2})[.)]\s+", text[opened.end() :]))
    edges = [*(opened.end() + one.start() for one in found), len(text)]
    return [
        (one[1], edge, text[opened.end() + one.end() : after].strip(" ;,\n"))
        for one, (edge, after) in zip(found, itertools.pairwise(edges), strict=True)
    ]


def named_first(text: str, *, numbered: bool) -> tuple[str, str]:
    """Return whom a text names before it begins, and the text: "Of the Home Office: that ...".

    A name in brackets counts behind a number only: "SAR-D/4 (Caulder Trust). Review ...".
    """
    scope = _SCOPE.match(text) if numbered else None
    text = text[scope.end() :] if scope else text
    named = re.match(
        r"(?:For|To|Of|From|By) (?:the |all |each |every |both )?([A-Z][^.:;]{2,110})"
        r"(?::| [\u2013\u2014-])\s+(?=\S)",
        text,
    )
    if named is None and numbered:
        named = re.match(
            r"[(\[](?:the |for (?:the )?|to (?:the )?)?([A-Z][^()\[\]]{2,90})[)\]]"
            r"\s*[.:,\u2013-]?\s+(?=[A-Z])|([A-Z])\.\s+(?=[A-Z])",
            text,
        )
    if named is None and (lead := named_lead(plain(text))):
        return lead, text
    if named is None:
        opened = re.match(r"(?:The |the )?([A-Z][^.:;]{2,70}):\s+(?=\(1\)|1[.)])", text)
        return (opened[1] if opened else ""), text
    return named[1] or "", text[named.end() :]


def _split(text: str) -> list[tuple[int, str]]:
    """Return (offset, piece) of the recommendations that one block runs together."""
    rules = wording()
    starts = [found.start() for found in rules.merged.finditer(text)]
    lines = text.split("\n")
    if not starts and len(lines) > 1 and all(_LINE.fullmatch(line.strip()) for line in lines):
        ends = list(itertools.accumulate(len(line) + 1 for line in lines))
        return _pieces(text, [0, *ends[:-1]])
    if not starts:
        starts = [
            found.start()
            for found in rules.openers.finditer(text)
            if not text[: found.start()].strip() or text[: found.start()].rstrip()[-1] in ".;\n"
        ]
        return [(0, text)] if len(starts) < 2 or starts[0] > 0 else _pieces(text, starts)  # noqa: PLR2004 - two make several
    before = [(0, text[: starts[0]])] if is_directive(text[: starts[0]]) and starts[0] else []
    return [*before, *((at, _without_reasons(piece)) for at, piece in _pieces(text, starts))]


def _pieces(text: str, starts: Sequence[int]) -> list[tuple[int, str]]:
    return [
        (start, text[start:end].strip()) for start, end in itertools.pairwise([*starts, len(text)])
    ]


def _without_reasons(text: str) -> str:
    """Return a merged recommendation up to where its reasons begin.

    Paragraphs that a page ran together show as a full stop with the next
    sentence glued to it; what follows belongs to the request only while it goes
    on asking or counting ("b) ...").
    """
    reasons = wording().reasons.search(text)
    text = text[: reasons.start()] if reasons and reasons.start() else text
    parts = re.split(r"(?<=[.:”\"])(?=[A-Z])|\n", text)
    kept = [parts[0]]
    for part in parts[1:]:
        if not (wording().modals.search(part[:200]) or re.match(r"[a-z]\)|[•*-]", part)):
            break
        kept.append(part)
    return "\n".join(part.strip() for part in kept)
