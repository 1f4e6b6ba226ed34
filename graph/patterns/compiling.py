"""A question about cases as SPARQL, put together from the files of `graph/queries/conditions`.

Concepts are written out with those below them: Oxigraph answers a list of values
some forty times faster than `skos:broader*` inside a join. Nothing but ids of the
vocabulary, numbers and IRIs of cases goes into the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from graph.patterns.question import Absence, Condition, Degree, Factor, Kind, Question, Recommended
from graph.queries import query_text
from graph.vocabulary import load_vocabulary

__all__ = ["compile_question", "quotes_query"]

_SHORTCUTS = {
    "present": "cr:hasFactor",
    "historical": "cr:hasHistoricalFactor",
    "possible": "cr:hasPossibleFactor",
    "ruled-out": "cr:ruledOutFactor",
}
_STATUSES = {
    "present": "cr:PRESENT",
    "historical": "cr:HISTORICAL",
    "possible": "cr:POSSIBLE",
    "ruled-out": "cr:NEGATED",
}
_STRENGTH = tuple(_STATUSES)
_SAID = _STRENGTH[:3]  # what does not deny a factor
_BODIES = {
    Kind.AGENCY: "agency",
    Kind.OUTCOME: "outcome",
    Kind.LEGAL: "legal",
    Kind.REVIEW: "review-type",
}
# Kind -> the class of its statements about a case, and the way from one to its concept.
_STATEMENTS = {
    Kind.AGENCY: ("cr:Involvement", "cr:agency/cr:agencyType"),
    Kind.OUTCOME: ("cr:OutcomeAssertion", "cr:concept"),
    Kind.LEGAL: ("cr:LegalStatusAssertion", "cr:concept"),
}


def compile_question(question: Question) -> str:
    """Return the SPARQL that answers with ?case and ?label, one row for each case."""
    parts = [f"# {question.sentence()}", "SELECT ?case (MIN(?name) AS ?label)", "WHERE {"]
    parts.append("  ?case a cr:Case ; rdfs:label ?name .")
    clauses = tuple(question.clauses())
    for clause, lines in zip(clauses, _parts(question), strict=True):
        parts += [f"  # {clause}", *(f"  {line}" for line in lines)]
    return "\n".join([*parts, "}", "GROUP BY ?case", "ORDER BY ?label ?case"]) + "\n"


def quotes_query(asked: Factor | Condition | Recommended, case: str) -> str | None:
    """Return the SPARQL for the words on which a case (its IRI) meets a condition.

    None for a condition that no words stand for, as the kind of review.
    """
    bound = f"<{case}>"
    if isinstance(asked, Factor):
        return _filled(
            "quotes-factor",
            case=bound,
            concepts=_values(asked.concept, ", "),
            # What is unsaid has no words; but a case may rule it out.
            statuses=", ".join(
                _STATUSES[one]
                for one in (("ruled-out",) if isinstance(asked.degree, Absence) else _asked(asked))
            ),
            persons=f"FILTER(?person IN ({_values(asked.person, ', ')}))" if asked.person else "",
        )
    if isinstance(asked, Recommended):
        return _filled("quotes-recommended", case=bound, asked=_recommended(asked))
    if asked.kind not in _STATEMENTS:
        return None
    statement, path = _STATEMENTS[asked.kind]
    values = _values(asked.concept, ", ")
    return _filled("quotes-kind", case=bound, concepts=values, statement=statement, path=path)


def _parts(question: Question) -> Iterator[list[str]]:
    """Yield the lines of each condition, in the order of the question's clauses."""
    yield from (_factor(one) for one in question.factors)
    for one in question.conditions:
        yield _among(_filled(_BODIES[one.kind], concepts=_values(one.concept)))
    if question.recommended:
        yield _among(_filled("recommended", asked=_recommended(question.recommended)))
    if question.years:
        name = "publication-years" if question.published else "incident-years"
        first, last = question.year_bounds()
        yield _among(_filled(name, **{"from": str(first), "to": str(last)}))
    if question.ages:
        first, last = question.age_bounds()
        yield _among(_filled("age", **{"from": str(first), "to": str(last)}))


def _factor(one: Factor) -> list[str]:
    if one.degree is Absence.UNSAID:
        return _without(_stated(one, _SAID))
    asked = _asked(one)
    stronger = _STRENGTH[: _STRENGTH.index(asked[0])]
    lines = _among(_stated(one, asked))
    # A case counts under its strongest statement: history is not what is also present.
    return lines + (_without(_stated(one, stronger)) if stronger else [])


def _asked(one: Factor) -> Sequence[str]:
    return _SAID if one.degree is Degree.ANY else (one.degree.value,)


def _stated(one: Factor, degrees: Sequence[str]) -> str:
    concepts = _values(one.concept)
    if one.person is None:
        links = "|".join(_SHORTCUTS[degree] for degree in degrees)
        return _filled("factor", concepts=concepts, links=links)
    # One pattern for each person and status: Oxigraph joins constants, not lists, first.
    return "\nUNION\n".join(
        f"{{\n{filled}\n}}"
        for person in sorted(load_vocabulary().narrower(one.person))
        for degree in degrees
        if (
            filled := _filled(
                "factor-person", concepts=concepts, person=f"v:{person}", status=_STATUSES[degree]
            )
        )
    )


def _recommended(one: Recommended) -> str:
    named = (
        ("recommended-theme", one.theme),
        ("recommended-action", one.action),
        ("recommended-addressee", one.addressee),
    )
    return "\n".join(_filled(name, concepts=_values(concept)) for name, concept in named if concept)


def _among(body: str) -> list[str]:
    return ["{ SELECT DISTINCT ?case WHERE {", *(f"    {one}" for one in body.splitlines()), "} }"]


def _without(body: str) -> list[str]:
    return ["MINUS { SELECT DISTINCT ?case WHERE {", *_among(body)[1:]]


def _values(concept: str, between: str = " ") -> str:
    return between.join(f"v:{one}" for one in sorted(load_vocabulary().narrower(concept)))


def _filled(name: str, **values: str) -> str:
    """Return a condition's SPARQL with its parameters, its own comment left out."""
    lines = query_text(f"conditions/{name}").splitlines()
    body = "\n".join(line for line in lines if not line.startswith("#"))
    return _parameter().sub(lambda found: values[found[1]], body)


@cache
def _parameter() -> re.Pattern[str]:
    return re.compile(r"\$([a-z]+)", re.ASCII)
