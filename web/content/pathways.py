"""Paths between two things as the page shows them: sentences with links, quotations, a picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import url_for

from graph.network.links import Links, read_links
from graph.network.tell import Citation, Path, PathAnswer, Step
from graph.network.things import NameBook, Thing, read_names
from web.content.cells import identifier
from web.content.excerpts import EXCERPT, Piece, excerpt
from web.content.kept import kept
from web.content.quotations import Place, Quotation
from web.snapshot import Snapshot

__all__ = [
    "Box",
    "address_of",
    "answer_json",
    "boxes",
    "links_of",
    "names_of",
    "quotation_of",
    "step_json",
    "thing_json",
]

SCHEMA = "lessons-path/1"
_ENDPOINTS = {
    "case": "cases.case",
    "agency": "agencies.agency",
    "review": "reviews.review",
    "lesson": "lessons.lesson",
    "recommendation": "recommendations.recommendation",
    "family": "families.family",
    "risk-factor": "factors.factor",
    "practice-theme": "themes.theme",
}
# The picture, in units of its own: boxes below each other, the links between them.
_HEIGHT, _GAP, _LETTERS = 44, 46, 40


@dataclass(frozen=True, slots=True)
class Box:
    """A thing in the picture of a path, and what links it to the next."""

    label: str
    kind: str
    top: int
    link: str


def links_of(shown: Snapshot, least: float) -> Links:
    """Return the links of the generation shown, at the service's confidence threshold."""
    return kept(shown, ("links", least), lambda: read_links(shown.graph, least=least))


def names_of(shown: Snapshot, least: float) -> NameBook:
    """Return the names of the generation shown."""
    links = links_of(shown, least)
    return kept(shown, ("names", least), lambda: read_names(shown.graph, links))


def address_of(thing: Thing) -> str:
    """Return where the service shows a thing, empty for what has no page of its own."""
    endpoint = _ENDPOINTS.get(thing.scheme or thing.kind)
    return url_for(endpoint, identifier=thing.id) if endpoint else ""


def quotation_of(citation: Citation) -> Quotation | None:
    """Return the words of a citation in their paragraph, None where it cites a whole document."""
    if not citation.passage:
        return None
    text = citation.passage_text
    if citation.evidence:
        span = (citation.start - citation.passage_start, citation.end - citation.passage_start)
        pieces = excerpt(text, [span])
    else:
        pieces = (Piece(text if len(text) <= EXCERPT else text[:EXCERPT].rpartition(" ")[0] + "…"),)
    return Quotation(pieces, place_of(citation))


def place_of(citation: Citation) -> Place:
    """Return the place a citation names."""
    return Place(
        document=identifier(citation.document),
        title=citation.title,
        passage=identifier(citation.passage),
        number=citation.number,
        page=citation.page,
        evidence=identifier(citation.evidence),
    )


def boxes(path: Path) -> list[Box]:
    """Return the boxes of a path's picture from top to bottom."""
    links = [*(step.relation.replace("_", " ") for step in path.steps), ""]
    return [
        Box(_short(thing.label), thing.kind, at * (_HEIGHT + _GAP), link)
        for at, (thing, link) in enumerate(zip(path.things, links, strict=True))
    ]


def answer_json(found: PathAnswer) -> dict[str, Any]:
    """Return an answer as plain values, schema `lessons-path/1`."""
    return {
        "schema": SCHEMA,
        "from": thing_json(found.start),
        "to": thing_json(found.end),
        "linked_to_both": dict(found.joint),
        "one_holds_the_other": found.overlap,
        "paths": [
            {
                "cost": path.cost,
                "things": [thing_json(one) for one in path.things],
                "steps": [step_json(one) for one in path.steps],
            }
            for path in found.paths
        ],
    }


def thing_json(thing: Thing) -> dict[str, str]:
    """Return a thing as plain values."""
    return {"id": thing.id, "iri": thing.iri, "kind": thing.kind, "label": thing.label}


def step_json(step: Step) -> dict[str, Any]:
    """Return a link with the place it stands on, as plain values."""
    cited = step.citation
    return {
        "relation": step.relation,
        "sentence": step.sentence,
        "source": step.source.id,
        "target": step.target.id,
        "places": step.places,
        "citation": {
            "document": identifier(cited.document),
            "title": cited.title,
            "passage": identifier(cited.passage),
            "paragraph": cited.number,
            "page": cited.page or None,
            "quote": cited.quote,
        }
        if cited
        else None,
    }


def _short(label: str) -> str:
    return label if len(label) <= _LETTERS else label[: _LETTERS - 1].rstrip() + "…"
