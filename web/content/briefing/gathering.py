"""Where a briefing's claims come from: quotations of the library, and counts of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote, urlencode

from graph.model import PassageKind
from graph.view import Row
from graph.vocabulary import load_vocabulary
from web.content.briefing.claims import Claim, words
from web.content.briefing.plain_words import identifies, unidentifying
from web.content.cells import NAMES, key, whole
from web.content.cells import words as cell
from web.content.groups import GroupLine, families_of, group
from web.content.reading_list import Picked
from web.content.recurrence import recurring_themes
from web.papers.paper import Reference
from web.snapshot import Snapshot
from web.wording import years_words

__all__ = ["Material", "claims_of"]

_THEMES = 2  # of a reading list without a theme of its own
_FAMILIES = 4
_CASES = 8  # whose factors are counted
_FACTORS = 6
_LINKED = 3
_DOCUMENTS = 8  # in which good practice and questions are looked for
_OF_KIND = 3  # passages of a kind from one document
_PLACES = 6  # named in one footnote
# Where a picked passage stands, by the part of the report that it is from.
_SECTION_OF = {
    PassageKind.CIRCUMSTANCES: "happened",
    PassageKind.NARRATIVE: "happened",
    PassageKind.BACKGROUND: "happened",
    PassageKind.FAMILY_COMPOSITION: "happened",
    PassageKind.FINDING: "recurs",
    PassageKind.LESSON: "recurs",
    PassageKind.GOOD_PRACTICE: "good",
    PassageKind.RECOMMENDATION: "todo",
    PassageKind.ACTION_PLAN: "todo",
    PassageKind.ACTION_TAKEN: "good",
    PassageKind.QUESTION: "questions",
}


@dataclass(frozen=True, slots=True)
class Material:
    """What a briefing is made from: picks, and the theme if it has one.

    `wanted` when a reader picked them; else the library suggested them.
    """

    shown: Snapshot
    picks: tuple[Picked, ...]
    theme: str
    wanted: bool


def claims_of(material: Material) -> dict[str, list[Claim]]:
    """Return the claims that may stand under each heading, the best first."""
    found: dict[str, list[Claim]] = defaultdict(list)
    for section, claim in _all(material):
        if claim.key not in {one.key for one in found[section]}:
            found[section].append(claim)
    return found


def _all(material: Material) -> Iterator[tuple[str, Claim]]:
    for theme in _themes(material):
        yield from _meaning(theme)
        yield from _reach(material, theme)
    for claim in _linked(material):
        yield "why", claim
    for claim in _families(material):
        yield "recurs", claim
    for pick in material.picks:
        yield from _pick(material, pick)
    for claim in _counts(material):
        yield "happened", claim
    for section, kind in (("good", "good-practice"), ("questions", "question")):
        for claim in _of_kind(material, kind):
            yield section, claim


def _themes(material: Material) -> list[str]:
    if material.theme:
        return [material.theme]
    counted: dict[str, int] = defaultdict(int)
    for pick in material.picks:
        for theme in pick.item.entry.themes:
            counted[theme] += 1
    return sorted(counted, key=lambda one: (-counted[one], one))[:_THEMES]


def _meaning(theme: str) -> Iterator[tuple[str, Claim]]:
    concept = load_vocabulary()[theme]
    if concept.scope_note:
        told = words("meaning", concept.pref_label, concept.scope_note)
        own = Reference(words("vocabulary", concept.pref_label), f"/vocab/{theme}")
        yield "what", Claim(f"what-{theme}", told, (own,), quoted=False)


def _reach(material: Material, theme: str) -> Iterator[tuple[str, Claim]]:
    for one in recurring_themes(material.shown):
        if one.id == theme:
            years = years_words(one.first_year, one.last_year)
            told = words("reach", one.label, one.reviews, one.boards, years)
            own = Reference(words("counted_here", one.label), f"/themes/{theme}")
            picks = [pick for pick in material.picks if theme in pick.item.entry.themes]
            places = _limited([_place(pick) for pick in picks], own)
            yield "why", Claim(f"why-{theme}", told, places, quoted=False)


def _families(material: Material) -> Iterator[Claim]:
    found: dict[str, GroupLine] = {}
    for pick in material.picks:
        if pick.item.kind in ("lesson", "recommendation"):
            mint = NAMES.lesson if pick.item.kind == "lesson" else NAMES.recommendation
            for one in families_of(material.shown, mint(pick.item.id)):
                found.setdefault(one.id, one)
    for one in sorted(found.values(), key=lambda line: -line.reviews)[:_FAMILIES]:
        years = years_words(one.first_year, one.last_year)
        asks = one.kind == "recommendation"
        told = words("family", one.reviews, one.boards, years, asks)
        address = f"/families/{quote(one.id, safe='')}"
        own = Reference(words("counted_here", one.label), address)
        members = group(material.shown, NAMES.family(one.id)).members
        places = [
            _reference(
                (member.place.title, member.year, member.place.number, member.place.page),
                member.place.document,
                member.place.passage,
            )
            for member in members
        ]
        yield Claim(
            f"family-{one.id}", f"{told} “{one.label}”", _limited(places, own), quoted=False
        )


def _pick(material: Material, pick: Picked) -> Iterator[tuple[str, Claim]]:
    entry = pick.item.entry
    if pick.item.kind == "review":
        return
    section = {"lesson": "recurs", "recommendation": "todo"}.get(pick.item.kind, "")
    section = section or _section_of_passage(material.shown, pick)
    text = " ".join(entry.text.split())
    if section == "happened":
        text = unidentifying(text)
    if text:
        claim = Claim(pick.item.id, text, (_place(pick),), telling=identifies(text))
        yield section, replace(claim, chosen=material.wanted)


def _section_of_passage(shown: Snapshot, pick: Picked) -> str:
    rows = shown.graph.select("pages/passage", passage=NAMES.passage(pick.item.id))
    kind = cell(rows[0], "kind") if rows else ""
    return next((own for known, own in _SECTION_OF.items() if known.value == kind), "why")


def _counts(material: Material) -> Iterator[Claim]:
    """Yield what the cases have in common, in counts: no case is told by itself."""
    cases = list(dict.fromkeys(one for pick in material.picks for one in pick.item.entry.cases))
    cases = cases[:_CASES]
    told: list[tuple[int, Claim]] = []
    for relation, query in (("outcome", "case-outcomes"), ("factor", "case-factors")):
        for rows in _stated(material.shown, query, cases)[:_FACTORS]:
            concept, label = key(rows[0], "concept"), cell(rows[0], "conceptLabel")
            text = words(relation, label, len(rows), len(cases))
            places = _limited(_row_place(row) for row in rows)
            # One case of several is that case, for those who know it.
            single = len(rows) == 1 < len(cases)
            own = Claim(f"{relation}-{concept}", text, places, quoted=False, telling=single)
            told.append((-len(rows), own))
    return (claim for _, claim in sorted(told, key=lambda one: one[0]))


def _stated(shown: Snapshot, query: str, cases: Iterable[str]) -> list[list[Row]]:
    """Return one row of evidence for each case that a concept is stated in, the commonest first."""
    stated: dict[str, dict[str, Row]] = defaultdict(dict)
    for case in cases:
        for row in shown.graph.select(f"pages/{query}", case=NAMES.case(case)):
            if cell(row, "status") in ("", "present") and cell(row, "reading") == "asserted":
                stated[key(row, "concept")].setdefault(case, row)
    ordered = sorted(stated, key=lambda one: (-len(stated[one]), one))
    return [list(stated[one].values()) for one in ordered]


def _linked(material: Material) -> Iterator[Claim]:
    """Yield which risk factors the same lessons and recommendations speak of, by review."""
    found: dict[str, list[Picked]] = defaultdict(list)
    for pick in material.picks:
        for factor in pick.item.entry.factors:
            found[factor].append(pick)
    every = {pick.item.entry.review or pick.item.entry.document for pick in material.picks}
    reviews = {
        factor: len({one.item.entry.review or one.item.entry.document for one in picks})
        for factor, picks in found.items()
    }
    shared = [one for one in found if reviews[one] > 1 or len(every) == 1]
    for factor in sorted(shared, key=lambda one: (-reviews[one], one))[:_LINKED]:
        text = words("linked", load_vocabulary().label(factor), reviews[factor], len(every))
        places = _limited(_place(pick) for pick in found[factor])
        yield Claim(f"linked-{factor}", text, places, quoted=False)


def _of_kind(material: Material, kind: str) -> Iterator[Claim]:
    documents = dict.fromkeys(pick.item.entry.document for pick in material.picks)
    for document in list(documents)[:_DOCUMENTS]:
        rows = material.shown.graph.select(
            "pages/passages-of-kind", document=NAMES.document(document), kind=kind
        )
        for row in rows[:_OF_KIND]:
            text = " ".join(cell(row, "text").split())
            if kind == "question" and "?" not in text:
                continue  # what leads up to questions
            place = _row_place(row)
            yield Claim(key(row, "passage"), text, (place,), telling=identifies(text))


def _place(pick: Picked) -> Reference:
    entry = pick.item.entry
    year = str(entry.year or "")
    passage = entry.passage or (entry.id if pick.item.kind == "passage" else "")
    return _reference((entry.title, year, pick.paragraph, pick.page), entry.document, passage)


def _row_place(row: Row) -> Reference:
    told = (cell(row, "title"), "", cell(row, "number"), whole(row, "page"))
    return _reference(told, key(row, "document"), key(row, "passage"))


def _reference(told: tuple[str, str, str, int], document: str, passage: str) -> Reference:
    """Return a place with its address within the service: the document, at its paragraph."""
    at = f"?{urlencode({'cite': passage})}#{quote(passage)}" if passage else ""
    address = f"/documents/{quote(document, safe='')}{at}"
    return Reference(words("place", *told), address)


def _limited(places: Iterable[Reference], own: Reference | None = None) -> tuple[Reference, ...]:
    """Return places as one footnote names them, each once; how many more are not named."""
    once: Sequence[Reference] = list(dict.fromkeys(places))
    ends = [own] if own else []
    more = len(once) - _PLACES
    if more > 0:
        last = once[_PLACES - 1]
        told = f"{last.words} {words('and_more', more)}"
        once = [*once[: _PLACES - 1], Reference(told, last.address)]
    return (*ends, *once)
