"""What comes first: lessons before front matter, evidence before the rest of its case.

Both engines score the words; what is added here is the same for both.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from whoosh import query as q

from search.entry import Entry, EntryKind
from search.nodes import Concerns, Scope, Within
from search.scoping import in_passage

__all__ = [
    "LEARNED",
    "SAID",
    "evidence",
    "is_last",
    "is_scored",
    "ranked",
    "standing",
    "words_score",
]

# Terms of the index field `standing`.
LEARNED, SAID = "learned", "said"
_LEARNING_KINDS = frozenset({EntryKind.LESSON, EntryKind.RECOMMENDATION})
_WORD_FIELDS = frozenset({"text", "text_acronyms", "title", "board", "area", "case"})


@dataclass(frozen=True, slots=True)
class _Rules:
    last: frozenset[str]
    learning: frozenset[str]
    added: dict[str, float]


def standing(entry: Entry) -> tuple[str, ...]:
    """Return where an entry stands by its place in the report, as terms of the index."""
    rules = _rules()
    if entry.kind in _LEARNING_KINDS or entry.section in rules.learning:
        return (LEARNED, SAID)
    return () if entry.section in rules.last else (SAID,)


def is_last(entry: Entry) -> bool:
    """Say whether an entry stands below every other, by its place in the report."""
    return SAID not in standing(entry)


def words_score(entry: Entry, score: float) -> float:
    """Return a score of `ranked` without what only sets front matter apart."""
    return score if is_last(entry) else score - _rules().added["said"]


def is_scored(node: q.Query) -> bool:
    """Say whether hits of a tree differ in relevance at all.

    Words, phrases and facts of cases make them differ; values, patterns and
    ranges are met or not.
    """
    match node:
        case q.And() | q.Or() | q.AndMaybe():
            return any(is_scored(one) for one in node.subqueries)
        case q.Term() | q.Phrase():
            return node.fieldname in _WORD_FIELDS
        case Within():
            return True
        case _:
            return False


def ranked(tree: q.Query) -> q.Query:
    """Return the tree with what is added to its scores; it finds the same."""
    added = _rules().added
    helpful = [
        q.ConstantScoreQuery(q.Term("standing", SAID), added["said"]),
        q.ConstantScoreQuery(q.Term("standing", LEARNED), added["learned"]),
        *(q.ConstantScoreQuery(one, added["evidence"]) for one in evidence(tree)),
    ]
    return q.AndMaybe(tree, q.Or(helpful))


def evidence(node: q.Query) -> Iterator[q.Query]:
    """Yield, for each fact that cases shall have, the condition of being evidence for it."""
    match node:
        case q.And() | q.Or() | q.AndMaybe():
            for one in node.subqueries:
                yield from evidence(one)
        case Within() if node.scope is not Scope.PASSAGE:
            yield from evidence(node.condition)
        case Concerns() if node.months is None and node.field != "outcome":
            # An outcome is of the whole case: every passage of it has it.
            yield in_passage(node)
        case _:
            return


@cache
def _rules() -> _Rules:
    path = files("search") / "rules" / "ranking.toml"
    plain = tomllib.loads(path.read_text(encoding="utf-8"))
    return _Rules(frozenset(plain["last"]), frozenset(plain["learning"]), plain["added"])
