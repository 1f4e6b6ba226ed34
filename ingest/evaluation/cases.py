"""Review facts and cases: type, body, date, labels, outcomes, year, age, sex."""

from __future__ import annotations

import re

from graph.model import Case, Record
from ingest.evaluation.folding import fold, fold_name
from ingest.evaluation.gold import GoldCase, GoldDocument
from ingest.evaluation.sheet import Sheet
from ingest.numerals import NUMBER, number_value

__all__ = ["CasePair", "pair_cases", "score_cases", "score_review"]

CasePair = tuple[GoldCase, Case]

_YEAR = 4  # an ISO date begins with its year


def score_review(gold: GoldDocument, record: Record, sheet: Sheet) -> None:
    """Count review type, commissioning body and year of publication."""
    types = [review.review_type for review in record.reviews if review.review_type]
    right = bool(types) and all(one in gold.review_types for one in types)
    _share(sheet, "review type", right, gold.review_types[0], ", ".join(types))
    if gold.commissioned_by:
        ours = {fold_name(body) for review in record.reviews for body in review.commissioned_by}
        bodies = {fold_name(body) for body in gold.commissioned_by}
        _share(
            sheet,
            "commissioned by",
            bool(ours & bodies),
            ", ".join(gold.commissioned_by),
            ", ".join(sorted(ours)),
        )
    if gold.published:
        ours_published = record.document.published or ""
        right = ours_published[:_YEAR] == gold.published[:_YEAR]
        _share(sheet, "published year", right, gold.published, ours_published)


def pair_cases(gold: GoldDocument, record: Record) -> list[CasePair]:
    """Return gold and extracted cases paired by label, or one with one whatever the label."""
    if len(gold.cases) == 1 and len(record.cases) == 1:
        return [(gold.cases[0], record.cases[0])]
    free = list(record.cases)
    pairs: list[CasePair] = []
    for wanted in gold.cases:
        found = next((case for case in free if _same_label(wanted, case)), None)
        if found is not None:
            free.remove(found)
            pairs.append((wanted, found))
    return pairs


def score_cases(gold: GoldDocument, record: Record, pairs: list[CasePair], sheet: Sheet) -> None:
    """Count labels over all cases, and over pairs outcomes, year, age and sex."""
    labelled = [(one, case) for one, case in pairs if _same_label(one, case)]
    tally = sheet.tallies["case labels"]
    tally.hit += len(labelled)
    for missed in [one for one in gold.cases if one not in [pair[0] for pair in labelled]]:
        tally.missed += 1
        sheet.differ("case labels", "missed", gold=missed.label)
    for extra in [one for one in record.cases if one not in [pair[1] for pair in labelled]]:
        tally.extra += 1
        sheet.differ("case labels", "extra", extracted=extra.label)
    for wanted, case in pairs:
        _score_outcomes(wanted, case, sheet)
        _score_facts(wanted, case, sheet)


def _score_outcomes(gold: GoldCase, case: Case, sheet: Sheet) -> None:
    wanted, ours = set(gold.outcomes), set(case.outcomes)
    sheet.count_concepts("outcomes", wanted, ours)
    tally = sheet.tallies["outcomes"]
    tally.hit += len(wanted & ours)
    tally.missed += len(wanted - ours)
    tally.extra += len(ours - wanted)
    if wanted != ours:
        sheet.differ(
            "outcomes", "wrong", gold=" ".join(sorted(wanted)), extracted=" ".join(sorted(ours))
        )


def _score_facts(gold: GoldCase, case: Case, sheet: Sheet) -> None:
    if gold.incident_year:
        ours = (case.incident_date or "")[:_YEAR]
        _share(sheet, "incident year", ours == gold.incident_year, gold.incident_year, ours)
    if gold.age:
        _share(sheet, "age", _age(gold.age) == _age(case.age or ""), gold.age, case.age or "")
    if gold.sex:
        _share(sheet, "sex", gold.sex == case.sex, gold.sex, case.sex or "")


def _same_label(gold: GoldCase, case: Case) -> bool:
    return fold_name(gold.label) in {fold_name(form) for form in (case.label, *case.also)}


def _age(printed: str) -> str:
    """Return an age as number and unit: "6 months old" -> "6 month", "ten" -> "10 year"."""
    found = re.search(rf"(?<!\w)({NUMBER})[-\s]*(day|week|month|year)?", printed)
    value = number_value(found[1]) if found else None
    return f"{int(value)} {found[2] or 'year'}" if found and value is not None else fold(printed)


def _share(sheet: Sheet, name: str, right: bool, gold: str, extracted: str) -> None:
    sheet.shares[name].add(right)
    if not right:
        sheet.differ(name, "wrong", gold=gold, extracted=extracted)
