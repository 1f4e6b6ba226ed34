"""Whose attribute a place in the text speaks of, and which case."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph.model import Passage
from graph.vocabulary import Concept
from ingest.outline import Outline
from ingest.people.bearing import bearers, named_with
from ingest.people.fitting import fits, is_of_the_home, settled
from ingest.people.harm import who_suffers
from ingest.people.mentions import Mention, Roster
from ingest.people.persons import OUTSIDE, is_suffered
from ingest.people.reading import NOTHING, ReadPassage, read_passage
from ingest.rulebook import load_rules
from ingest.scopes import CaseScope
from ingest.sentences import Span, sentences

__all__ = ["People"]


class People:
    """The people of one case in one document.

    Mentions are found once per passage and kept; asking is cheap. `cases` are all
    the document's cases: a place that names another one's subject is not this one's.
    """

    def __init__(self, scope: CaseScope, outline: Outline, cases: Sequence[CaseScope] = ()) -> None:
        self.scope = scope
        self._roster = Roster(scope)
        self._outline = outline
        self._order = {passage.id: index for index, passage in enumerate(outline.passages)}
        self._read: dict[str, ReadPassage] = {}
        others = [
            form for one in cases if one.label != scope.label for form in (one.label, *one.also)
        ]
        self._others = _names(others)
        self._own = _names([scope.label, *scope.also])

    def experiencer(
        self, passage: Passage, start: int, end: int, concept: Concept
    ) -> tuple[str, ...]:
        """Return the person-role ids of whose attribute the text at [start, end) is.

        Offsets are those of the document. Two roles where two people are named
        together; `(OUTSIDE,)` for somebody outside the case and `("practitioner",)`
        for somebody who works with it: neither makes a factor. Empty when nobody
        can be told (see `default_person`).
        """
        fixed = settled(concept, self._roster)
        if fixed:
            return fixed
        read = self._passage(passage)
        at, until = start - passage.start, end - passage.start
        span = next((one for one in read.spans if one[0] <= at < one[1]), (0, len(read.text)))
        rules = load_rules("people")["experiencer"]
        if is_suffered(concept):
            here = [one for one in read.mentions if span[0] <= one.start < span[1]]
            return who_suffers(read.text, span, here, (at, until), self._roster)
        if concept.id in rules["of_owner"]:
            owner = self._relative_of(read, span, concept)
            if owner:
                return owner
        return self._told(read, span, (at, until), concept)

    def _told(
        self, read: ReadPassage, span: Span, place: Span, concept: Concept
    ) -> tuple[str, ...]:
        """Return the first bearer that can have the factor, with whom they are named."""
        for one in bearers(read, span, *place):
            if one.kind == "unknown":
                break  # somebody nobody introduced: not to be taken for anybody else
            told = self._fitting(one, concept)
            if told and told[0] in (OUTSIDE, "practitioner"):
                return told
            if told:
                return tuple(dict.fromkeys(self._with(one, concept, told, read)))
        return ()

    def _fitting(self, one: Mention, concept: Concept) -> tuple[str, ...]:
        """Return a mention's first reading that can have the concept's factor."""
        for roles in one.readings:
            if roles[0] in (OUTSIDE, "practitioner"):
                if one.kind != "pro":
                    return roles
                continue
            if fits(roles[0], concept, self._roster):
                return roles
            if is_of_the_home(roles[0], concept, self._roster):
                break
        return ()

    def _with(
        self, one: Mention, concept: Concept, told: tuple[str, ...], read: ReadPassage
    ) -> Iterator[str]:
        """Yield the roles with those of who is named beside: "She and E's father"."""
        for other in named_with(one, read):
            if other is one:
                yield from told
            elif other.kind != "out":
                yield from self._fitting(other, concept)

    def case_of(self, passage: Passage, start: int) -> str | None:
        """Return this case's label if the place (an offset in the document) speaks of it.

        None where the passage is not the case's, or where the sentence names only
        subjects of other cases.
        """
        if passage.id not in self.scope.passages:
            return None
        at = start - passage.start
        for left, right in (*sentences(passage.text), (0, len(passage.text))):
            if left <= at < right:
                words = passage.text[left:right]
                if self._others and self._others.search(words) and not self._named(words):
                    return None
                break
        return self.scope.label

    def _named(self, words: str) -> bool:
        return self._own is not None and self._own.search(words) is not None

    def _passage(self, passage: Passage) -> ReadPassage:
        """Return the passage read, the one before it first (pronouns reach back one passage)."""
        if passage.id not in self._read:
            before = self._before(passage)
            self._read[passage.id] = read_passage(passage.text, self._roster, before)
        return self._read[passage.id]

    def _before(self, passage: Passage) -> ReadPassage:
        index = self._order.get(passage.id, 0)
        earlier = self._outline.passages[index - 1] if index else None
        if earlier is None or earlier.id not in self.scope.passages:
            return NOTHING
        # Read without what stands before it in turn: one passage back is far enough.
        return self._read.get(earlier.id) or read_passage(earlier.text, self._roster, NOTHING)

    def _relative_of(self, read: ReadPassage, span: Span, concept: Concept) -> tuple[str, ...]:
        """Return whose relation the sentence tells of: "Her husband died" is hers."""
        for one in read.mentions:
            if one.consumed and span[0] <= one.start < span[1]:
                for roles in one.readings:
                    if fits(roles[0], concept, self._roster):
                        return roles[:1]
        return ()


def _names(forms: Sequence[str]) -> re.Pattern[str] | None:
    if not forms:
        return None
    names = "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
    return re.compile(rf"(?<![\w.])(?:{names})(?!\w)")
