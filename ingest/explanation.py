"""Why the words of one file do or do not make facts of a concept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypedDict

from graph.model import Evidence, Passage, Status
from graph.vocabulary import Vocabulary
from ingest.assertion import Verdict, load_cues
from ingest.extract import extract
from ingest.facts.standing import is_silent, standing
from ingest.keeping import is_kept, keep_from, keeping_from
from ingest.mentions import Lexicon, Mention
from ingest.statements import Statement, statements
from ingest.told import told

__all__ = ["CueRead", "Explained", "explanations"]

# The status of words that do not speak of the concept at all.
_NOT_SPOKEN_OF = "not-spoken-of"
# The status of words that were read, and whose concept then was another's or nobody's.
_SET_ASIDE = "set-aside"
_ASIDE_BECAUSE = "nobody of the case has it here, or a narrower concept is meant"
# What can change a status once it is known whose it is and when.
_THEN = {
    Status.OTHER: "true of somebody outside the case",
    Status.GENERAL: "this part names nobody of the case",
    Status.HISTORICAL: "of a childhood, or dated years before the case",
    Status.ASSERTED: "an event, or a condition of a whole life",
}


@dataclass(frozen=True, slots=True)
class CueRead:
    """A cue that reached the mention: its rule, its words, where it looks and how far in words.

    Reach 0 goes to the end of the scope, -1 must touch; sentences around the
    mention's own look "beside".
    """

    id: str
    words: str
    look: str
    reach: int


@dataclass(frozen=True, slots=True)
class Explained:
    """One mention; `marked` is its sentence with the mention in square brackets.

    `start` and `end` are offsets in the document, `person` a person-role and
    `case` a case's label, both None where there is none.
    """

    concept: str
    status: str
    start: int
    end: int
    marked: str
    before: str
    after: str
    section: tuple[str, ...]
    kind: str
    method: str
    rule: str
    cues: tuple[CueRead, ...]
    person: str | None
    case: str | None


class _Where(TypedDict):
    """The fields of Explained that say where a mention stands."""

    start: int
    end: int
    marked: str
    before: str
    after: str
    section: tuple[str, ...]
    kind: str


def explanations(
    data: bytes, name: str, concept: str, vocabulary: Vocabulary
) -> tuple[Explained, ...]:
    """Return every mention of a concept or a narrower one in a file, in printed order.

    Words that were found and then not taken for the concept have status
    "not-spoken-of" or "set-aside". Raises DocumentError when the file cannot be read.
    """
    with keeping_from(0.0):
        record = extract(data, name)
    labels = {case.id: case.label for case in record.cases}
    wanted = [one for one in record.evidence if vocabulary.is_a(one.concept, concept)]
    lexicon = Lexicon(vocabulary)
    found: list[Explained] = []
    for passage in record.passages:
        if is_silent(passage.kind):
            continue
        here = [one for one in wanted if one.passage == passage.id]
        for statement in statements(passage):
            mentions = (*lexicon.mentions(statement), *told(statement))
            within = [x for x in here if statement.start <= x.start < statement.end]
            found += _facts(statement, within, mentions, labels, vocabulary)
            taken = {(x.start, x.end) for x in record.evidence if x.passage == passage.id}
            found += _dropped(statement, mentions, concept, vocabulary, taken)
    return tuple(sorted(found, key=lambda one: (one.start, one.end, one.concept)))


def _facts(
    statement: Statement,
    evidence: list[Evidence],
    mentions: tuple[Mention, ...],
    labels: dict[str, str],
    vocabulary: Vocabulary,
) -> Iterator[Explained]:
    for one in evidence:
        verdict = Verdict(one.status, one.method)
        for mention in mentions:
            if (one.start, one.end) == statement.place(mention.start, mention.end):
                verdict = _verdict(mention, vocabulary)
                break
        case = labels.get(one.case) if one.case else None
        rule = verdict.rule
        if verdict.status is not one.status:
            rule = f"{rule}; then {_THEN.get(one.status, str(one.status))}"
        unsure = vocabulary[one.concept].scheme == "risk-factor" and not is_kept((one,))
        if unsure:
            rule = f"{rule}; then too unsure: {one.confidence:.2f} is below {keep_from():.2f}"
        yield Explained(
            concept=one.concept,
            status=_SET_ASIDE if unsure else str(one.status),
            method=one.method,
            rule=rule,
            cues=_cues(verdict),
            person=one.person,
            case=case,
            **_where(statement, one.start, one.end),
        )


def _dropped(
    statement: Statement,
    mentions: tuple[Mention, ...],
    concept: str,
    vocabulary: Vocabulary,
    taken: set[tuple[int, int]],
) -> Iterator[Explained]:
    for mention in mentions:
        related = [one for one in mention.concepts if vocabulary.is_a(one, concept)]
        place = statement.place(mention.start, mention.end)
        if not related or place in taken:
            continue
        verdict = _verdict(mention, vocabulary)
        spoken_of = verdict.status is not None
        yield Explained(
            concept=related[0],
            status=_SET_ASIDE if spoken_of else _NOT_SPOKEN_OF,
            method=mention.method,
            rule=f"{verdict.rule}; then {_ASIDE_BECAUSE}" if spoken_of else verdict.rule,
            cues=_cues(verdict),
            person=None,
            case=None,
            **_where(statement, *place),
        )


def _verdict(mention: Mention, vocabulary: Vocabulary) -> Verdict:
    return standing(mention, legal=vocabulary[mention.concepts[0]].scheme == "legal-status")


def _cues(verdict: Verdict) -> tuple[CueRead, ...]:
    known = {cue.id: cue for cue in load_cues("legal").cues}
    read = []
    for line in verdict.trace:
        name, _, words = line.partition(": ")
        if name in known:
            read.append(CueRead(name, words.strip("'\""), str(known[name].look), known[name].reach))
        else:
            read.append(CueRead(verdict.rule, line, "beside", 0))
    return tuple(read)


def _where(statement: Statement, start: int, end: int) -> _Where:
    passage: Passage = statement.passage
    text, first, last = passage.text, start - passage.start, end - passage.start
    begins, ends = statement.start - passage.start, max(statement.end, end) - passage.start
    marked = f"{text[begins:first]}[{text[first:last]}]{text[last:ends]}"
    return _Where(
        start=start,
        end=end,
        marked=" ".join(marked.split()),
        before=statement.preceding,
        after=statement.following,
        section=passage.section,
        kind=str(passage.kind),
    )
