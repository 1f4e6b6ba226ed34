"""Factors and legal statuses of paired cases, and the traps that leaked."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from graph.model import Case, CaseFactor, CaseLegalStatus, FactorStatus, Record
from graph.vocabulary import Vocabulary
from ingest.evaluation.cases import CasePair
from ingest.evaluation.folding import locate
from ingest.evaluation.gold import GoldDocument, GoldFactor
from ingest.evaluation.matching import Comparison, Match, compare_rows, same_person
from ingest.evaluation.sheet import Sheet

__all__ = ["score_factors", "score_leaks", "score_legal"]

_AROUND = 120  # characters of the passage shown on either side of a quote


def score_factors(
    pairs: list[CasePair], record: Record, vocabulary: Vocabulary, sheet: Sheet
) -> None:
    """Count strict and family matches, status and person, per concept and presence."""
    sheet.pairs += len(pairs)
    for gold, case in pairs:
        wanted = [row for row in gold.factors if row.status != FactorStatus.NEGATED]
        ours = _stated(case)
        strict = compare_rows(wanted, ours, vocabulary, strict=True)
        family = compare_rows(wanted, ours, vocabulary)
        _tally("factors, strict", strict, sheet)
        _tally("factors, family", family, sheet)
        _tally_concepts(family, record, sheet)
        anyhow = compare_rows(wanted, ours, vocabulary, with_status=False)
        for match in anyhow.matches:
            right = match.gold.status == match.row.status
            _share("status right", match, right=right, record=record, sheet=sheet)
        for match in family.matches:
            if match.gold.persons:
                right = same_person(match.gold, match.row)
                _share("person right", match, right=right, record=record, sheet=sheet)
        _score_negated(gold.factors, case, sheet)
        _score_presence(wanted, ours, sheet)


def score_leaks(gold: GoldDocument, record: Record, vocabulary: Vocabulary, sheet: Sheet) -> None:
    """Count the traps whose concept came out as a factor on the very words of the trap."""
    pieces = tuple((passage.start, passage.text) for passage in record.passages)
    spans = {one.id: (one.start, one.end) for one in record.evidence}
    rows = [row for case in record.cases for row in _stated(case)]
    for trap in gold.not_factors:
        place = locate(trap.words, pieces)
        if place is None:
            sheet.differ("factor leaks", "not located", gold=trap.words)
        leaked = [
            row
            for row in rows
            if place is not None
            and row.concept in vocabulary.narrower(trap.concept)
            and any(_overlap(spans[one], place) for one in row.evidence)
        ]
        sheet.shares["factor leaks"].add(bool(leaked))
        if leaked:
            sheet.differ(
                "factor leaks",
                "leak",
                gold=f"not {trap.concept} ({trap.why}): {trap.words}",
                extracted=_row(leaked[0]),
                passage=_around(leaked[0].evidence, record),
            )


def score_legal(pairs: list[CasePair], record: Record, sheet: Sheet) -> None:
    """Count legal statuses by concept and status; negated ones need not be found."""
    tally = sheet.tallies["legal status"]
    for gold, case in pairs:
        wanted = {
            (row.concept, row.status): row.optional
            for row in sorted(gold.legal, key=lambda one: not one.optional)
            if row.status != FactorStatus.NEGATED
        }
        ours = {
            (row.concept, str(row.status)): row
            for row in case.legal
            if row.status != FactorStatus.NEGATED
        }
        asked = {key for key, optional in wanted.items() if not optional}
        counted = {key for key in ours if key in asked or key not in wanted}
        for status in {status for _, status in asked | counted}:
            sheet.count_concepts("legal status", _of(asked, status), _of(counted, status))
        tally.hit += len(asked & counted)
        for key in [key for key in wanted if key in asked - counted]:
            tally.missed += 1
            sheet.differ("legal status", "missed", gold=" ".join(key))
        for key, row in ours.items():
            if key not in wanted:
                tally.extra += 1
                passage = _around(row.evidence, record)
                sheet.differ("legal status", "extra", extracted=" ".join(key), passage=passage)


def _of(keys: AbstractSet[tuple[str, str]], status: str) -> set[str]:
    return {concept for concept, own in keys if own == status}


def _stated(case: Case) -> list[CaseFactor]:
    return [row for row in case.factors if row.status != FactorStatus.NEGATED]


def _tally(name: str, compared: Comparison, sheet: Sheet) -> None:
    tally = sheet.tallies[name]
    tally.hit += len(compared.hits)
    tally.missed += len(compared.missed)
    tally.extra += len(compared.extras)


def _tally_concepts(compared: Comparison, record: Record, sheet: Sheet) -> None:
    for match in compared.hits:
        sheet.concepts[match.gold.concept].hit += 1
    for gold in compared.missed:
        sheet.concepts[gold.concept].missed += 1
        sheet.differ("factors, family", "missed", gold=_gold(gold))
    for row in compared.extras:
        sheet.concepts[row.concept].extra += 1
        passage = _around(row.evidence, record)
        sheet.differ("factors, family", "extra", extracted=_row(row), passage=passage)


def _share(name: str, match: Match, *, right: bool, record: Record, sheet: Sheet) -> None:
    sheet.shares[name].add(right)
    if not right:
        sheet.differ(
            name,
            "wrong",
            gold=_gold(match.gold),
            extracted=_row(match.row),
            passage=_around(match.row.evidence, record),
        )


def _score_negated(factors: Sequence[GoldFactor], case: Case, sheet: Sheet) -> None:
    """Count the rows gold rules out: silence keeps them out, any other status breaks them."""
    stated = {row.concept for row in _stated(case)}
    true = {row.concept for row in factors if row.status != FactorStatus.NEGATED}
    for gold in factors:
        if gold.status != FactorStatus.NEGATED or gold.optional or gold.concept in true:
            continue
        broken = gold.concept in stated
        sheet.shares["ruled out kept out"].add(not broken)
        if broken:
            sheet.differ("ruled out kept out", "wrong", gold=_gold(gold))


def _score_presence(wanted: Sequence[GoldFactor], ours: Sequence[CaseFactor], sheet: Sheet) -> None:
    gold = {row.concept for row in wanted if not row.optional}
    found = {row.concept for row in ours}
    for concept in gold | found:
        sheet.agreement[concept].add(concept in found, concept in gold)


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _gold(row: GoldFactor) -> str:
    return f"{row.concept} {row.status} {'/'.join(row.persons)}: {row.evidence}"


def _row(row: CaseFactor | CaseLegalStatus) -> str:
    return f"{row.concept} {row.status} {row.person}"


def _around(ids: Sequence[str], record: Record) -> str:
    """Return the first quote with its surroundings, for a person to read."""
    wanted = next((one for one in record.evidence if one.id in ids), None)
    if wanted is None:
        return ""
    passage = next(one for one in record.passages if one.id == wanted.passage)
    at = wanted.start - passage.start
    around = passage.text[max(0, at - _AROUND) : at + len(wanted.quote) + _AROUND]
    return f"[{wanted.method}] {passage.kind} {passage.number or ''}: {' '.join(around.split())}"
