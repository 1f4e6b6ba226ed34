"""Random small libraries, in which cases and reviews come back in several documents."""

from __future__ import annotations

import pyoxigraph
from hypothesis import strategies as st

from graph.model import (
    Agency,
    Case,
    CaseFactor,
    Document,
    Evidence,
    FactorStatus,
    Lesson,
    Recommendation,
    Record,
    Review,
    Source,
    Status,
)
from graph.triples import triples
from graph.view import GraphView

__all__ = ["FACTORS", "PERSONS", "THEMES", "libraries", "view_of"]

# Broad and narrow ones, of children, parents, adults and anybody.
FACTORS = (
    "domestic-abuse", "da-coercive-control", "parental-substance-misuse", "substance-misuse",
    "parental-opiate-use-ost", "child-neglect", "homelessness", "self-neglect", "child-missing",
)  # fmt: skip
PERSONS = ("mother", "father", "subject-child")
THEMES = ("hidden-men", "information-sharing", "disguised-compliance")
ACTIONS = ("training-action", "audit-assurance", "action-strength-weak")
KINDS = {"Wendlebury Police": "police", "Larkshire Surgery": "general-practice"}
_TYPES = ("scr-child", "safeguarding-adult-review", "domestic-homicide-review", None)
_DATES = (None, "2003", "2007-02-09", "2012-05", "early 2009")
_AGES = (None, "5 months", "14", "3 years 1 month", "40 years", "9 weeks", "unknown")
_CASES = ("case-a", "case-b", "case-c", "case-d")
_REVIEWS = ("review-1", "review-2", "review-3")


@st.composite
def records(draw: st.DrawFn, at: int) -> Record:
    """Return one document about some of the cases."""
    name = f"doc-{at}"
    members = draw(st.lists(st.sampled_from(_CASES), min_size=1, max_size=3, unique=True))
    reviews = draw(st.lists(st.sampled_from(_REVIEWS), min_size=1, max_size=2, unique=True))
    places = draw(_places(at, members))
    return Record(
        document=Document(
            name, name, draw(st.sampled_from((None, "2008", "2014-03"))),
            Source(f"{name}.txt", "0" * 64, "text/plain"),
        ),
        reviews=tuple(
            Review(one, draw(st.sampled_from(_TYPES)), cases=tuple(draw(st.permutations(members))))
            for one in reviews
        ),
        cases=tuple(draw(_case(one)) for one in members),
        agencies=tuple(
            Agency(f"a{n}", body, (), kind, (places[n].id,))
            for n, (body, kind) in enumerate(KINDS.items())
        ),
        lessons=tuple(
            Lesson(
                f"les-{at}-{n}", "x", f"{name}-p1", draw(_of(THEMES)), cases=draw(_within(members))
            )
            for n in range(draw(st.integers(0, 2)))
        ),
        recommendations=tuple(
            Recommendation(
                f"rec-{at}-{n}", None, "x", f"{name}-p1", addressed_to=draw(_of(tuple(KINDS))),
                actions=draw(_of(ACTIONS)), themes=draw(_of(THEMES)), cases=draw(_within(members)),
            )
            for n in range(draw(st.integers(0, 2)))
        ),
        evidence=places,
    )  # fmt: skip


@st.composite
def libraries(draw: st.DrawFn) -> tuple[Record, ...]:
    """Return one to four documents."""
    return tuple(draw(records(at)) for at in range(draw(st.integers(1, 4))))


def view_of(found: tuple[Record, ...]) -> GraphView:
    """Return Records as a graph in memory."""
    store = pyoxigraph.Store()  # the vocabulary itself is never asked for in counts
    for record in found:
        store.extend(triples(record, extractor="test"))
    return GraphView(store)


@st.composite
def _places(draw: st.DrawFn, at: int, members: list[str]) -> tuple[Evidence, ...]:
    """Return a place of each kind of agency, told of one of the cases or of none."""
    return tuple(
        Evidence(f"ev-{at}-{n}", f"doc-{at}-p1", 0, 1, "x", kind, status, None, case, "m", 0.9)
        for n, (kind, status, case) in enumerate(
            (kind, draw(st.sampled_from(list(Status))), draw(st.sampled_from([*members, None])))
            for kind in KINDS.values()
        )
    )


def _of(names: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(names), max_size=2, unique=True).map(tuple)


def _within(members: list[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(members), max_size=1).map(tuple)


@st.composite
def _case(draw: st.DrawFn, name: str) -> Case:
    stated = draw(
        st.lists(
            st.tuples(
                st.sampled_from(FACTORS),
                st.sampled_from(list(FactorStatus)),
                st.sampled_from(PERSONS),
            ),
            max_size=5,
            unique_by=lambda one: (one[0], one[2]),
        )
    )
    return Case(
        name, name,
        incident_date=draw(st.sampled_from(_DATES)),
        age=draw(st.sampled_from(_AGES)),
        outcomes=draw(_of(("fatal-outcome", "child-suicide"))),
        factors=tuple(CaseFactor(c, status, who, ()) for c, status, who in stated),
    )  # fmt: skip
