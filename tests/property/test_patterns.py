"""Every count of graph.patterns against a naive recount from the Records."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.model import FactorStatus, Record
from graph.patterns.answers import answer
from graph.patterns.casetable import CaseTable
from graph.patterns.cooccurrence import cross
from graph.patterns.groups import GROUPINGS, counted_cases, groups
from graph.patterns.prevalence import prevalence
from graph.patterns.question import (
    Absence,
    Condition,
    Degree,
    Factor,
    Kind,
    Question,
    Recommended,
    Span,
)
from graph.patterns.trends import trends
from tests import factories
from tests.graph.patterns.made import ACTIONS, FACTORS, KINDS, PERSONS, THEMES, libraries, view_of
from tests.graph.patterns.naive import VOCABULARY, NaiveCase, age_in_years, naive_cases

SCHEMES = (
    "risk-factor", "practice-theme", "recommendation-action", "agency-type", "harm-outcome",
    "review-type", "incident-year", "publication-year",
)  # fmt: skip
_FEW = settings(max_examples=12, deadline=None)


def _id(iri: str) -> str:
    return iri.rsplit("/", 1)[-1]


@_FEW
@given(libraries(), st.sampled_from(SCHEMES), st.sampled_from(SCHEMES))
def test_every_cell_is_what_a_naive_count_gives(
    records: tuple[Record, ...], rows: str, columns: str
) -> None:
    table, naive = CaseTable(view_of(records)), naive_cases(records)
    crossed = cross(table, rows, columns)
    assert {_id(one.iri) for one in table.cases} == set(naive)
    for cell in crossed.cells():
        cases = [
            one for one in naive.values()
            if one.could(rows, cell.row) and one.could(columns, cell.column)
        ]  # fmt: skip
        first = [one.has(rows, cell.row) for one in cases]
        second = [one.has(columns, cell.column) for one in cases]
        both = sum(a and b for a, b in zip(first, second, strict=True))
        counts = (cell.base, cell.rows, cell.columns, cell.together)
        assert counts == (len(cases), sum(first), sum(second), both), cell
        behind = counted_cases(table, [(rows, cell.row), (columns, cell.column)])
        assert len(behind) == cell.together


@_FEW
@given(libraries(), st.sampled_from(SCHEMES), st.sampled_from(list(GROUPINGS)))
def test_every_share_is_what_a_naive_count_gives(
    records: tuple[Record, ...], scheme: str, by: str
) -> None:
    table, naive = CaseTable(view_of(records)), naive_cases(records)
    listed, found = prevalence(table, scheme, by)
    for one in found:
        for group, share in zip(listed, one.shares, strict=True):
            inside = [case for case in naive.values() if _belongs(case, by, group.key)]
            could = [case for case in inside if case.could(scheme, one.concept)]
            has = sum(case.has(scheme, one.concept) for case in could)
            assert (share.count, share.of) == (has, len(could)), (one.concept, group)
            behind = counted_cases(table, [(scheme, one.concept)], [(by, group.key)])
            assert len(behind) == share.count
    if by in {"all", "age", "period"}:  # every case is in one group
        assert sum(len(counted_cases(table, (), [(by, g.key)])) for g in groups(table, by)) == len(
            naive
        )


@_FEW
@given(libraries(), st.sampled_from(SCHEMES[:5]), st.sampled_from(SCHEMES[6:]))
def test_every_year_is_what_a_naive_count_gives(
    records: tuple[Record, ...], scheme: str, basis: str
) -> None:
    table, naive = CaseTable(view_of(records)), naive_cases(records)
    for one in trends(table, scheme, basis):
        for year in one.years:
            could = [
                case for case in naive.values()
                if case.could(scheme, one.concept) and str(year.year) in case.own(basis)
            ]  # fmt: skip
            has = sum(case.has(scheme, one.concept) for case in could)
            assert (year.share.count, year.share.of) == (has, len(could)), (one.concept, year)
        own = [case for case in naive.values() if case.could(scheme, one.concept)]
        undated = [case for case in own if case.has(scheme, one.concept) and not case.own(basis)]
        assert one.undated == len(undated)


_factors = st.builds(
    Factor,
    st.sampled_from(FACTORS),
    st.sampled_from([*Degree, *Absence]),
    st.sampled_from([None, *PERSONS]),
)
_spans = st.sampled_from([Span(), Span(2005, None), Span(None, 2008), Span(2003, 2007)])
_questions = st.builds(
    Question,
    factors=st.lists(_factors, max_size=2).map(tuple),
    conditions=st.lists(
        st.sampled_from(
            [Condition(Kind.AGENCY, "police"), Condition(Kind.OUTCOME, "fatal-outcome"),
             Condition(Kind.REVIEW, "child-review")]
        ),
        max_size=1,
    ).map(tuple),
    recommended=st.none() | st.builds(
        Recommended,
        st.sampled_from([None, *THEMES]),
        st.sampled_from([None, *ACTIONS]),
        st.sampled_from([None, *KINDS.values()]),
    ),
    years=_spans,
    published=st.booleans(),
    ages=st.sampled_from([Span(), Span(0, 0), Span(10, None), Span(None, 17)]),
)  # fmt: skip


@settings(max_examples=30, deadline=None)
@given(libraries(), _questions)
def test_the_answer_of_a_question_is_what_a_naive_search_gives(
    records: tuple[Record, ...], question: Question
) -> None:
    expected = {name for name, case in naive_cases(records).items() if _meets(case, question)}
    assert {_id(one.iri) for one in answer(view_of(records), question)} == expected


def test_documents_of_one_case_count_once() -> None:
    records = (factories.record(), factories.summary_record())
    crossed = cross(CaseTable(view_of(records)), "risk-factor", "agency-type")
    assert crossed.cell("domestic-abuse", "police").together == 1  # told in both documents


def _belongs(case: NaiveCase, by: str, key: str) -> bool:
    if by == "type":
        return key in (case.types or {"unknown"})
    if by == "period":
        year = case.incident_year
        return key == ("unknown" if year is None else str(year // 5 * 5))
    if by == "age":
        tops = {0: "000", 5: "001", 10: "006", 15: "011", 17: "016", 64: "018", 999: "065"}
        years = case.years
        return key == ("unknown" if years is None else next(tops[t] for t in tops if years <= t))
    return True


def _meets(case: NaiveCase, question: Question) -> bool:
    asked = question.recommended
    return (
        all(_factor(case, one) for one in question.factors)
        and all(case.has(one.kind.value, one.concept) for one in question.conditions)
        and (asked is None or any(_asks(one, asked) for one in case.asked))
        and (not question.years or _dated(case, question))
        and (not question.ages or any(_in(age_in_years(one), question.ages) for one in case.ages))
    )


def _factor(case: NaiveCase, one: Factor) -> bool:
    below = VOCABULARY.narrower(one.concept)
    told = {s for c, who, s in case.stated if c in below and one.person in {None, who}}
    if one.degree is Absence.UNSAID:
        return not told - {FactorStatus.NEGATED}
    if one.degree is Degree.ANY:
        return bool(told - {FactorStatus.NEGATED})
    strongest = next((s for s in FactorStatus if s in told), None)
    wanted = "negated" if one.degree is Absence.RULED_OUT else one.degree.value
    return strongest is not None and strongest.value == wanted


def _asks(one: object, asked: Recommended) -> bool:
    def below(concept: str | None, own: Iterable[str]) -> bool:
        return concept is None or bool(VOCABULARY.narrower(concept) & set(own))

    themes, actions = getattr(one, "themes", ()), getattr(one, "actions", ())
    to = [KINDS[name] for name in getattr(one, "addressed_to", ())]
    return (
        below(asked.theme, themes) and below(asked.action, actions) and below(asked.addressee, to)
    )


def _dated(case: NaiveCase, question: Question) -> bool:
    if question.published:
        return _in(case.publication_year, question.years)
    known = [int(one[:4]) for one in case.dates if one[:4].isdigit()]
    return any(_in(one, question.years) for one in known)


def _in(value: int | None, span: Span) -> bool:
    low, high = span.bounds(0, 9999)
    return value is not None and low <= value <= high
