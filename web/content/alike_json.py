"""What is alike and what was said before, as the API and the commands print it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from search.similar import Related
from web.content.said_before import Answer, Ask, Past

__all__ = ["answers_json", "related_json"]

_Json = dict[str, Any]
_DIGITS = 4


def related_json(found: Iterable[Related]) -> _Json:
    """Return what is alike, schema `lessons-related/1`."""
    return {"schema": "lessons-related/1", "related": [_related(one) for one in found]}


def answers_json(answers: Iterable[Answer]) -> _Json:
    """Return what was said before, schema `lessons-draft/1`."""
    return {"schema": "lessons-draft/1", "recommendations": [_answer(one) for one in answers]}


def _answer(answer: Answer) -> _Json:
    read = answer.draft.recommendation
    return {
        "number": read.number,
        "text": read.text,
        "addressed_to": list(read.addressed_to),
        "actions": list(read.actions),
        "strength": read.strength.value if read.strength else None,
        "deadline": read.deadline,
        "themes": list(read.themes),
        "gaps": [asdict(one) for one in answer.gaps],
        "said_before": [_ask(one) for one in answer.asks],
    }


def _ask(ask: Ask) -> _Json:
    return {
        "family": asdict(ask.family) if ask.family else None,
        "boards": list(ask.boards),
        "years": list(ask.years),
        "recommendations": [_past(one) for one in ask.members],
    }


def _past(past: Past) -> _Json:
    return _related(past.related) | {
        "addressed_to": [one.label for one in past.addressees],
        "strength": past.strength,
    }


def _related(one: Related) -> _Json:
    entry = one.entry
    return {
        "id": entry.id,
        "kind": entry.kind,
        "number": entry.number,
        "text": entry.text,
        "title": entry.title,
        "boards": list(entry.board),
        "published": entry.date,
        "review": entry.review,
        "document": entry.document,
        "alike": round(one.alike, _DIGITS),
        "meaning": None if one.cosine is None else round(one.cosine, _DIGITS),
        "shared": {
            "words": list(one.words),
            "themes": list(one.themes),
            "factors": list(one.factors),
            "actions": list(one.actions),
            "agencies": list(one.agencies),
        },
    }
