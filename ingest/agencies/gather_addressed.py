"""Bodies that only an action plan or a list of recipients names."""

from __future__ import annotations

import re

from graph.model import PassageKind
from ingest.agencies.folding import Bodies
from ingest.agencies.mentions import Mention
from ingest.agencies.names import flat, reduced, type_of
from ingest.agencies.rules import agency_rules
from ingest.outline import Outline
from ingest.rulebook import load_rules

__all__ = ["gather_leads", "gather_recipients"]

_ASKS = frozenset({PassageKind.RECOMMENDATION, PassageKind.ACTION_PLAN})
_LONGEST_RECIPIENT = 9


def gather_leads(bodies: Bodies, outline: Outline) -> None:
    """Add teams that only the lead column of an action plan names."""
    columns = frozenset(load_rules("recommendations")["columns"]["lead"])
    passages = {passage.id: passage for passage in outline.passages}
    for row in outline.rows:
        passage = passages.get(row.passage)
        for header, text, start, end in row.cells:
            told = (
                passage is not None and passage.kind in _ASKS and header.strip().lower() in columns
            )
            if (
                not told
                or bodies.get(text)
                or any(m.start < end and start < m.end for b in bodies.all() for m in b.mentions)
            ):
                continue
            if re.search(
                r"\b(?:team|service|services|unit|board|group|partnership|hub)$",
                text.strip(),
                re.IGNORECASE,
            ):
                kind = type_of(text.strip().title()) or "unnamed-agency-generic"
                body = bodies.add(text.strip(), kind, named=False)
                body.mentions.append(
                    Mention(start, end, text.strip(), kind, named=False, passage=passage)
                )


def gather_recipients(bodies: Bodies, outline: Outline) -> None:
    """Add bodies whose names only their place in the list of recipients tells."""
    rules = agency_rules()
    for body in bodies.all():
        listed = (m for m in body.mentions if m.passage is not None and m.named)
        if any(
            rules.sent_to.search(m.passage.section[-1])
            for m in listed
            if m.passage and m.passage.section
        ):
            body.addressed = not rules.not_a_body.search(body.name)
    mentioned = sorted((m.start, m.end) for body in bodies.all() for m in body.mentions)
    for passage in outline.passages:
        if not any(rules.sent_to.search(heading) for heading in passage.section[-1:]):
            continue
        for line in re.finditer(r"[^\n;|]+", passage.text):
            start, end = passage.start + line.start(), passage.start + line.end()
            name = re.sub(r"^\W*\(?\d*[.)]?\s+|\s+\d$", "", f" {flat(line.group())}").strip(" .,")
            name = reduced(name)
            taken = any(left < end and start < right for left, right in mentioned)
            if taken or rules.not_a_body.search(name) or not _is_short_name(name):
                continue
            body = bodies.add(name, type_of(name), named=True)
            body.addressed = True
            at = start + max(line.group().find(name), 0)
            body.mentions.append(
                Mention(at, at + len(name), name, body.type, named=True, passage=passage)
            )


def _is_short_name(name: str) -> bool:
    return name[:1].isupper() and 1 < len(name.split()) <= _LONGEST_RECIPIENT
