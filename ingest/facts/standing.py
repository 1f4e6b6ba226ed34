"""The status of a mention: its sentence's cues, and the part of the report it stands in."""

from __future__ import annotations

from graph.model import PassageKind, Status
from ingest.assertion import Verdict, assess, load_cues
from ingest.mentions import Mention
from ingest.rulebook import load_rules

__all__ = ["is_silent", "needs_person", "standing"]


def is_silent(kind: PassageKind) -> bool:
    """Say whether nothing in a part of this kind speaks of a case."""
    return kind in load_rules("facts")["silent"]


def standing(mention: Mention, *, legal: bool) -> Verdict:
    """Return what the passage says of a mention; status None when it is not spoken of.

    A list item is read behind the line that introduces the list.
    """
    statement = mention.statement
    lead = f"{statement.lead} " if statement.lead else ""
    text = lead + statement.text
    cues = load_cues("legal") if legal else load_cues()
    verdict = assess(text, len(lead) + mention.start, len(lead) + mention.end, cues)
    if verdict.status is None:
        return verdict
    rules, kind = load_rules("facts"), str(statement.passage.kind)
    if kind in rules["always"]:
        return Verdict(Status(rules["always"][kind]), f"part:{kind}", verdict.trace)
    if kind in rules["unless_cued"] and verdict.status is Status.ASSERTED:
        return Verdict(Status(rules["unless_cued"][kind]), f"part:{kind}", verdict.trace)
    return verdict


def needs_person(kind: PassageKind) -> Status | None:
    """Return the status, in a part of this kind, of a sentence that names nobody of the case."""
    rules = load_rules("facts")["needs_person"]
    return Status(rules["otherwise"]) if kind in rules["kinds"] else None
