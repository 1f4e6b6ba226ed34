"""Agencies, lessons and recommendations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

from graph.model import Agency, Lesson, Recommendation, Record
from ingest.evaluation.folding import fold, fold_name, opening
from ingest.evaluation.gold import GoldAgency, GoldDocument, GoldLesson, GoldRecommendation
from ingest.evaluation.sheet import Sheet

__all__ = ["paired", "score_agencies", "score_lessons", "score_recommendations"]

# The scores whose rows are concepts; addressees are names.
_OF_CONCEPTS = frozenset({"actions", "lesson themes", "recommendation themes"})

_Gold = TypeVar("_Gold", GoldLesson, GoldRecommendation)
_Ours = TypeVar("_Ours", Lesson, Recommendation)


def score_agencies(gold: GoldDocument, record: Record, sheet: Sheet) -> None:
    """Count agencies matched on any form, and their types over the matches."""
    tally = sheet.tallies["agencies"]
    free = list(record.agencies)
    for wanted in sorted(gold.agencies, key=lambda one: one.optional):
        found = [agency for agency in free if _forms(wanted) & _our_forms(agency)]
        best = next((agency for agency in found if agency.type == wanted.type), None)
        chosen = best or next(iter(found), None)
        if chosen is not None:
            free.remove(chosen)
        if wanted.optional:
            continue
        tally.hit += chosen is not None
        tally.missed += chosen is None
        if chosen is None:
            sheet.differ("agencies", "missed", gold=f"{wanted.names} {wanted.type}")
            continue
        right = chosen.type == wanted.type
        sheet.shares["agency type right"].add(right)
        if not right:
            sheet.differ(
                "agency type right",
                "wrong",
                gold=f"{wanted.names[0]} {wanted.type}",
                extracted=str(chosen.type),
            )
    for agency in free:
        tally.extra += 1
        sheet.differ("agencies", "extra", extracted=f"{agency.name} {agency.also} {agency.type}")


def score_lessons(gold: GoldDocument, record: Record, sheet: Sheet) -> None:
    """Count lessons paired by their first words, and themes over the pairs."""
    pairs = paired(gold.lessons, record.lessons)
    _tally("lessons", gold.lessons, record.lessons, pairs, sheet)
    for wanted, lesson in pairs:
        _sets("lesson themes", wanted.themes, lesson.themes, sheet)


def score_recommendations(gold: GoldDocument, record: Record, sheet: Sheet) -> None:
    """Count recommendations, leaks, and over the pairs number, addressees, actions, themes."""
    pairs = paired(gold.recommendations, record.recommendations)
    _tally("recommendations", gold.recommendations, record.recommendations, pairs, sheet)
    names = {
        fold_name(form): fold_name(agency.name)
        for agency in record.agencies
        for form in (agency.name, *agency.also)
    }
    forms = {
        fold_name(form): fold_name(agency.names[0])
        for agency in gold.agencies
        for form in agency.names
    }
    for wanted, ours in pairs:
        right = fold(wanted.number or "") == fold(ours.number or "")
        sheet.shares["recommendation number"].add(right)
        if not right:
            sheet.differ(
                "recommendation number",
                "wrong",
                gold=f"{wanted.number}: {wanted.starts}",
                extracted=str(ours.number),
            )
        gold_to = [_canonical(name, forms, {}) for name in wanted.addressed_to]
        ours_to = [_canonical(name, forms, names) for name in ours.addressed_to]
        _sets("addressees", gold_to, ours_to, sheet, wanted.starts)
        _sets("actions", wanted.actions, ours.actions, sheet, wanted.starts)
        _sets("recommendation themes", wanted.themes, ours.themes, sheet, wanted.starts)
    openings = {opening(ours.text): ours for ours in record.recommendations}
    for trap in gold.not_recommendations:
        leaked = openings.get(opening(trap.words))
        sheet.shares["recommendation leaks"].add(leaked is not None)
        if leaked is not None:
            sheet.differ("recommendation leaks", "leak", gold=f"({trap.why}) {trap.words}")


def paired(gold: Sequence[_Gold], ours: Sequence[_Ours]) -> list[tuple[_Gold, _Ours]]:
    """Return the coded rows with the extracted ones whose first words agree, in coded order."""
    free = list(ours)
    found: list[tuple[_Gold, _Ours]] = []
    for wanted in gold:
        words = opening(wanted.starts)
        one = next((one for one in free if opening(one.text)[: len(words)] == words), None)
        if one is not None:
            free.remove(one)
            found.append((wanted, one))
    return found


def _tally(
    name: str,
    gold: Sequence[_Gold],
    ours: Sequence[_Ours],
    pairs: list[tuple[_Gold, _Ours]],
    sheet: Sheet,
) -> None:
    tally = sheet.tallies[name]
    hits = [one for one, _ in pairs]
    for wanted in gold:
        if wanted in hits:
            tally.hit += not wanted.optional
        elif not wanted.optional:
            tally.missed += 1
            sheet.differ(name, "missed", gold=wanted.starts)
    paired = [one for _, one in pairs]
    for extra in ours:
        if extra not in paired:
            tally.extra += 1
            sheet.differ(name, "extra", extracted=extra.text[:200])


def _sets(
    name: str, gold: Sequence[str], ours: Sequence[str], sheet: Sheet, starts: str = ""
) -> None:
    wanted, found = set(gold), set(ours)
    if name in _OF_CONCEPTS:
        sheet.count_concepts(name, wanted, found)
    tally = sheet.tallies[name]
    tally.hit += len(wanted & found)
    tally.missed += len(wanted - found)
    tally.extra += len(found - wanted)
    if wanted != found:
        sheet.differ(
            name,
            "wrong",
            gold=", ".join(sorted(wanted)),
            extracted=", ".join(sorted(found)),
            passage=starts,
        )


def _canonical(name: str, gold: Mapping[str, str], ours: Mapping[str, str]) -> str:
    """Return an addressee under the gold's first name for it, by way of our forms if need be."""
    folded = fold_name(name)
    return gold.get(folded) or gold.get(ours.get(folded, folded), folded)


def _forms(agency: GoldAgency) -> set[str]:
    return {fold_name(name) for name in agency.names}


def _our_forms(agency: Agency) -> set[str]:
    return {fold_name(name) for name in (agency.name, *agency.also)}
