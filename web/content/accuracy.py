"""The evaluation that ships with the release, as rows that a page can show."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from graph.vocabulary import Vocabulary
from web.language import later

__all__ = [
    "SORTS",
    "ScoreRow",
    "ShareRow",
    "accuracy",
    "class_rows",
    "factor_rows",
    "score_rows",
    "share_rows",
]

_Json = Mapping[str, Any]
_Interval = tuple[float, float] | None

# Score -> what it counts, in the order of the page. A score that is not named here is
# shown after them under its own name.
_SCORES = {
    "recommendations": later("Recommendations: the whole text, under its first words"),
    "lessons": later("Lessons: the whole text, under its first words"),
    "case labels": later("Cases: under the names the review gives them"),
    "factors, family": later(
        "Risk factors: the same or the next one above or below, and the same status"
    ),
    "factors, strict": later("Risk factors: exactly the same factor and the same status"),
    "legal status": later("Legal statuses: the same status in law, at the same time"),
    "outcomes": later("Outcomes: the harm that led to the review"),
    "agencies": later("Agencies: under any of the names the report prints"),
    "addressees": later("Addressees of the recommendations that were found"),
    "actions": later("Kinds of action in the recommendations that were found"),
    "recommendation themes": later("Practice themes of the recommendations that were found"),
    "lesson themes": later("Practice themes of the lessons that were found"),
}
_SHARES = {
    "status right": later("Risk factors found: the status is right (present, history, possible)"),
    "person right": later("Risk factors found: the person is right"),
    "ruled out kept out": later("Factors that the report rules out: not shown as if they were so"),
    "factor leaks": later("Look-alikes of risk factors let through (lower is better)"),
    "recommendation leaks": later("Look-alikes of recommendations let through (lower is better)"),
    "recommendation number": later("Recommendations found: the number is right"),
    "agency type right": later("Agencies found: the kind of agency is right"),
    "review type": later("Kind of review is right"),
    "commissioned by": later("Body that commissioned the review is right"),
    "published year": later("Year of publication is right"),
    "incident year": later("Year of the incident is right, where the report tells it"),
    "age": later("Age is right, where the report tells it"),
    "sex": later("Sex is right, where the report tells it"),
}
_CLASSES = {
    "outcomes": later("Outcomes"),
    "legal status": later("Legal statuses"),
    "actions": later("Kinds of action"),
    "recommendation themes": later("Practice themes of recommendations"),
    "lesson themes": later("Practice themes of lessons"),
}


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """Precision, recall and F1 with their counts and 95 % intervals; `kappa` for factors only."""

    name: str
    label: str
    right: int
    extra: int
    missed: int
    precision: float
    recall: float
    f1: float
    precision_interval: _Interval
    recall_interval: _Interval
    kappa: float | None = None

    @property
    def coded(self) -> int:
        """How often the people who coded found it."""
        return self.right + self.missed


@dataclass(frozen=True, slots=True)
class ShareRow:
    """How many of how many, with the 95 % interval."""

    name: str
    label: str
    count: int
    of: int
    share: float
    interval: _Interval


# What the table of factors can be ordered by -> how; the first is the default.
_Sort = Callable[[ScoreRow], tuple[Any, ...]]
SORTS: Mapping[str, _Sort] = {
    "coded": lambda row: (-row.coded, row.label),
    "name": lambda row: (row.label,),
    "precision": lambda row: (-row.precision, -row.coded, row.label),
    "recall": lambda row: (-row.recall, -row.coded, row.label),
    "kappa": lambda row: (-(row.kappa if row.kappa is not None else -2), row.label),
}


@cache
def accuracy() -> _Json:
    """Return the evaluation shipped with this release (`make accuracy` writes it)."""
    plain: _Json = json.loads((files("web") / "content" / "accuracy.json").read_text("utf-8"))
    return plain


def score_rows(plain: _Json) -> dict[str, ScoreRow]:
    """Return the scores of an evaluation by name, in the order of the page."""
    return {name: _score(name, _SCORES.get(name, name), plain["scores"][name])
            for name in _ordered(_SCORES, plain["scores"])}  # fmt: skip


def share_rows(plain: _Json) -> list[ShareRow]:
    """Return the shares in the order of the page; those of nothing are left out."""
    return [
        ShareRow(name, _SHARES.get(name, name), row["count"], row["of"], row["share"],
                 _interval(row["interval"]))
        for name in _ordered(_SHARES, plain["shares"])
        if (row := plain["shares"][name])["of"]
    ]  # fmt: skip


def class_rows(plain: _Json, vocabulary: Vocabulary) -> dict[str, list[ScoreRow]]:
    """Return for each class of concepts but factors its concepts, the commonest first."""
    return {
        _CLASSES.get(name, name): sorted(
            (_concept(one, row, vocabulary) for one, row in plain["classes"][name].items()),
            key=SORTS["coded"],
        )
        for name in _ordered(_CLASSES, plain["classes"])
    }


def factor_rows(plain: _Json, vocabulary: Vocabulary, order: str) -> list[ScoreRow]:
    """Return the risk factors that were coded or found, in one of the orders of SORTS."""
    rows = (_concept(one, row, vocabulary) for one, row in plain["concepts"].items())
    return sorted(rows, key=SORTS[order])


def _concept(concept: str, row: _Json, vocabulary: Vocabulary) -> ScoreRow:
    label = vocabulary.label(concept) if concept in vocabulary else concept
    return _score(concept, label, row)


def _score(name: str, label: str, row: _Json) -> ScoreRow:
    return ScoreRow(
        name=name,
        label=label,
        right=row["hit"],
        extra=row["extra"],
        missed=row["missed"],
        precision=row["precision"],
        recall=row["recall"],
        f1=row["f1"],
        precision_interval=_interval(row["precision_interval"]),
        recall_interval=_interval(row["recall_interval"]),
        kappa=row.get("kappa"),
    )


def _interval(found: list[float] | None) -> _Interval:
    return (found[0], found[1]) if found else None


def _ordered(known: Mapping[str, str], there: _Json) -> list[str]:
    return [name for name in known if name in there] + [one for one in there if one not in known]
