"""The recommendations of a document, with whom they ask and what for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from graph.identifiers import content_id
from graph.model import Agency, Recommendation
from graph.vocabulary import Vocabulary
from ingest.agencies.addressees import Directory
from ingest.outline import Outline
from ingest.recommendations.actions import actions_of, strength_of
from ingest.recommendations.deadlines import deadline_of
from ingest.recommendations.found import Found
from ingest.recommendations.heard import from_sentences
from ingest.recommendations.merge import told_once
from ingest.recommendations.reported import from_comments
from ingest.recommendations.running import from_running_text
from ingest.recommendations.sections import from_sections
from ingest.recommendations.tables import from_rows
from ingest.rulebook import load_rules
from ingest.scopes import CaseScope
from ingest.themes import find_factors, find_themes

__all__ = ["find_recommendations"]


def find_recommendations(
    outline: Outline,
    cases: Mapping[str, CaseScope],
    agencies: Sequence[Agency],
    vocabulary: Vocabulary,
) -> tuple[Recommendation, ...]:
    """Return what this review recommends, each once, in the order of the first telling.

    `cases` maps case ids to their scopes; a recommendation of a document with
    several cases carries the ids of those whose passages it stands in, of all of
    them when that tells nothing. A response to somebody else's report quotes
    recommendations and makes none.
    """
    if _is_response(outline):
        return ()
    passages = {passage.id: passage for passage in outline.passages}
    rows = frozenset(row.passage for row in outline.rows)
    ruled = (
        *from_sections(outline.passages, rows),
        *from_rows(outline.rows, passages),
        *from_running_text(outline.passages, rows),
        *from_comments(outline.passages),
    )
    heard = () if _is_coroners(outline) else from_sentences(outline, ruled)
    found = told_once((*ruled, *heard))
    directory = Directory(agencies)
    return tuple(_built(one, cases, directory, vocabulary) for one in found)


def _is_response(outline: Outline) -> bool:
    """Say whether the title calls the document a response to a report or its recommendations."""
    return bool(
        re.search(
            r"\b(?:government|council|board|partnership|trust|department|authority|minister|agency"
            r"|formal|official|joint|our)(?:['’]?s)? response to\b"
            r"|\bresponse to (?:the )?(?:recommendations|(?:[\w'’-]+ ){0,6}(?:inquiry|review))\b",
            f"{outline.title} {outline.front[:300]}".replace("\n", " "),
            re.IGNORECASE,
        )
    )


def _is_coroners(outline: Outline) -> bool:
    """Say whether it is a coroner's report: that raises concerns and asks for nothing named."""
    begins = f"{outline.title} {outline.front[:300]}".replace("\n", " ")
    return (
        re.search(load_rules("recommendations")["heard"]["coroners"], begins, re.IGNORECASE)
        is not None
    )


def _built(
    found: Found, cases: Mapping[str, CaseScope], directory: Directory, vocabulary: Vocabulary
) -> Recommendation:
    addressed = directory.addressed(found.text, lead=found.lead, headings=found.headings)
    actions = actions_of(found.text, vocabulary, directory.types(addressed))
    speaking = tuple(name for name, case in cases.items() if found.passage in case.passages)
    return Recommendation(
        id=content_id("rec", found.passage, found.start, found.number or "", found.text),
        number=found.number,
        text=found.text,
        passage=found.passage,
        addressed_to=addressed,
        actions=actions,
        strength=strength_of(found.text, actions, vocabulary),
        themes=find_themes(found.text, vocabulary),
        factors=find_factors(found.text, vocabulary),
        cases=speaking or tuple(cases),
        deadline=deadline_of(found.text, found.due),
    )
