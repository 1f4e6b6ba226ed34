"""Whom a text speaks to: agency names in the words before the verb, a heading or a lead cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from graph.model import Agency
from ingest.agencies.names import flat, reduced
from ingest.agencies.rules import alternation
from ingest.rulebook import load_rules

__all__ = ["Directory"]

# No letter follows, and no possession: "the Council's" is not the Council.
_NOT_OWNING = r"(?![\w-]|['’]s)"
# How far into a text its subject may reach.
_SUBJECT = 260
# How far behind "by" the doer of a passive stands.
_NEAR = 80
# The verb of a request, the surest kind first.
_VERBS = (
    re.compile(r"\b(?:should|must|shall|ought to|needs? to|will|might|may)\b"),
    re.compile(r"\b(?:is|are|has been) (?:to|asked|advised|urged|told|invited|required)\b"),
    re.compile(r":\s|\bto [a-z]"),
)
# Whom the addressee works with, between commas: not addressed itself.
_ASIDE = re.compile(
    r",\s(?:with|working|acting|jointly|together|in consultation|in partnership|through|and through"
    r"|supported|alongside|by|via|and (?:the|each|every|all|any) other)\b[^,]{3,80},"
)

# With whom the work is shared, between commas or before the verb.
_SHARED = re.compile(
    r"(?:^|,\s|\b(?:should|must|shall|will)\s)(?:jointly |together |working |acting )?"
    r"(?:with|alongside)\s(?P<names>[^;:.]{3,120}?)(?:,\s|\sto\s)"
)

# Words before the subject of a request: "That", "Finally,", "Health visitors of".
_LEADING = re.compile(
    r"^(?:(?:It is (?:proposed|recommended|suggested) that"
    r"|And|That|that|Finally|Also|First|Second|Third|Lastly|Further)\b,? )?"
    r"(?:(?:(?:the|The) )?(?:\w+ )?(?:staff|managers|officers|workers|nurses|midwives|visitors"
    r"|doctors|teams) (?:of|at|in|from) (?=the |[A-Z]))?"
)

# A body called by a bare word: "Partnership to audit", "that Committee commission training".
_BARE = re.compile(
    r"^(?P<before>(?:It is (?:proposed|recommended|suggested) )?(?:[Tt]hat )?)"
    r"(?P<word>Board|Partnership|Committee|Trust|Council|Panel|Force|Constabulary)(?= [a-z])"
)
# What belongs to a body that is asked through it: "the Council's commissioning team".
_OWN = (
    r"['’]s?(?: [\w-]+){0,3} (?:teams?|managers?|services?|officers?|directors?|units?"
    r"|departments?|leads?|boards?|staff)\b"
)
# What joins two agencies that are asked together.
_JOINED = re.compile(
    r"\s*(?:,|,?\s*and(?: all)?(?: other)?|&|with|together with|,? as well as)\s*(?:the\s+)?"
)


class Directory:
    """Finds the agencies of one document in a text, under any of their forms."""

    def __init__(self, agencies: Sequence[Agency]) -> None:
        forms = [(form, agency.name) for agency in agencies for form in (agency.name, *agency.also)]
        self._names = {_key(form): name for form, name in forms}
        # "Schools" are all of them where "the school" is one: a form as it is printed comes first.
        self._printed = {_folded(form): name for form, name in forms}
        self._types = {agency.name: agency.type for agency in agencies}
        self._forms = [form for agency in agencies for form in (agency.name, *agency.also)]

    def named_in(self, text: str) -> tuple[str, ...]:
        """Return the agencies that `text` names, each once, in order of mention."""
        if not self._forms:
            return ()
        found = (self._of(match.group()) for match in self._pattern.finditer(flat(text)))
        return tuple(dict.fromkeys(name for name in found if name))

    def _of(self, form: str) -> str:
        return self._printed.get(_folded(form)) or self._names.get(_key(form), "")

    def types(self, names: Sequence[str]) -> frozenset[str | None]:
        """Return the agency types of the agencies of these names."""
        return frozenset(self._types.get(name) for name in names)

    def is_name(self, text: str) -> bool:
        """Say whether a text is the name of an agency and no more."""
        return _key(text.strip(" .:")) in self._names

    def addressed(
        self, text: str, *, lead: str = "", headings: Sequence[str] = ()
    ) -> tuple[str, ...]:
        """Return whom a recommendation speaks to; empty for everybody and for nobody told.

        Looked for in the lead cell of its table row, the subject of its first
        sentence, the doer of a passive, a bracket at its end and the headings above
        it, the nearest first; job titles are reduced to the body.
        """
        if lead and (named := self.named_in(reduced(lead))):
            return named
        words = _BARE.sub(r"\g<before>the \g<word>", flat(text))
        if self._everyone.match(words):
            return ()
        above = next((named for one in reversed(headings) if (named := self.named_in(one))), ())
        told = self._subject(words) or self._bracketed(words)
        if told and above and all(self._is_service(name) for name in told):
            # "Health visitors must ..." under the name of the trust they work for.
            return tuple(name for name in above if not self._is_service(name)) or told
        asked = told or above
        return tuple(dict.fromkeys((*asked, *self._partners(words)))) if asked else ()

    def _partners(self, words: str) -> tuple[str, ...]:
        """Return who shares the work: "should, with Example Police, review ..."."""
        found = _SHARED.search(words[:_SUBJECT])
        names = self._only_names(found["names"]) if found else ()
        return () if any(self._is_service(name) for name in names) else names

    def _only_names(self, words: str) -> tuple[str, ...]:
        """Return the agencies of a text that consists of their names, else none."""
        rest = re.sub(rf"{self._pattern.pattern}|\b(?:the|and|both)\b|[,\s&]", "", flat(words))
        return self.named_in(words) if not rest else ()

    def _is_service(self, name: str) -> bool:
        """Say whether an agency is only called by its kind ("health visitor", "GPs")."""
        return name[:1].islower() or name in {"GP", "GPs", "HV", "HVs"}

    def _subject(self, words: str) -> tuple[str, ...]:
        passive = self._passive.search(words[:_SUBJECT])
        if passive and (named := self.named_in(words[passive.end() : passive.end() + _NEAR])):
            return named[:1]
        opened = self._opener.search(words[:_SUBJECT])
        rest = _LEADING.sub("", words[opened.end() :] if opened else words)
        if opened and (begins := self._begins(rest)):
            return begins
        rest = _ASIDE.sub("", rest)[:_SUBJECT]
        modal = next((found for verb in _VERBS if (found := verb.search(rest))), None)
        told = self._told.search(rest)
        if told and (modal is None or told.start("to") < modal.start()):
            return self._before(rest[: told.start("to")])
        return self._before(rest[: modal.start()]) if modal else self._begins(rest)

    def _before(self, subject: str) -> tuple[str, ...]:
        """Return the agencies of a subject: those nearest the verb that are joined by "and"."""
        found = list(self._pattern.finditer(subject))
        if not found:
            owner = self._owner.match(subject)
            return (self._of(owner["name"]),) if owner else self._held(subject)
        kept = [found[-1]]
        for one in reversed(found[:-1]):
            between = subject[one.end() : kept[0].start()]
            if not _JOINED.fullmatch(between):
                break
            kept.insert(0, one)
        return tuple(dict.fromkeys(self._of(one.group()) for one in kept))

    def _held(self, subject: str) -> tuple[str, ...]:
        """Return the bodies in which those hold office whom a subject calls by their posts."""
        posts = load_rules("agencies")["posts"]
        told = re.finditer(rf"\b(?:{alternation(posts)})\b", subject[:_NEAR])
        bodies = (self._only(posts[flat(post.group())]) for post in told)
        return tuple(dict.fromkeys(name for name in bodies if name))

    def _only(self, kinds: Sequence[str]) -> str:
        """Return the one named agency of some types, or ""."""
        named = [one for one, kind in self._types.items() if kind in kinds]
        named = [one for one in named if not self._is_service(one)]
        return named[0] if len(named) == 1 else ""

    def _begins(self, rest: str) -> tuple[str, ...]:
        """Return the agencies that a text without a modal begins with ("X making ...")."""
        found: list[str] = []
        at = 0
        while match := (
            self._pattern.match(rest[at:])
            or self._pattern.match(re.sub(r"^(?:the|The) ", "", rest[at:]))
        ):
            found.append(self._of(match.group()))
            at = rest.index(match.group(), at) + len(match.group())
            joint = re.match(r"(?:,| and|, and| with)\s", rest[at:])
            if not joint:
                break
            at += joint.end()
        return tuple(dict.fromkeys(found))

    def _bracketed(self, words: str) -> tuple[str, ...]:
        bracket = re.search(r"\(([^()]{3,160})\)[.;]?$", words)
        return self.named_in(bracket.group(1)) if bracket else ()

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        # Acronyms and one-word names in their own capitals, all others in any.
        exact = [form for form in self._forms if form.isupper() or " " not in form]
        loose = [form for form in self._forms if form not in exact]
        lower = [form for form in exact if form.islower()]
        parts = [f"(?i:{alternation(loose)})"] if loose else []
        parts += [alternation(exact)] if exact else []
        parts += [f"(?i:{alternation(lower)})"] if lower else []
        return re.compile(rf"(?<![\w-])(?:{'|'.join(parts) or '(?!)'})s?{_NOT_OWNING}")

    @cached_property
    def _owner(self) -> re.Pattern[str]:
        """A subject that is a part of an agency: "the Partnership's business manager"."""
        plain = self._pattern.pattern.replace(_NOT_OWNING, "")
        return re.compile(rf"(?:[Tt]he )?(?P<name>{plain}){_OWN}")

    @cached_property
    def _told(self) -> re.Pattern[str]:
        """An agency right before its infinitive: "Quayhead Surgery to tell ..."."""
        return re.compile(rf"{self._pattern.pattern}(?:\s\([^)]{{1,30}}\))?[:,]?\s(?P<to>to [a-z])")

    @cached_property
    def _opener(self) -> re.Pattern[str]:
        return re.compile(
            "|".join(load_rules("recommendations")["running"]["openers"]), re.IGNORECASE
        )

    @cached_property
    def _everyone(self) -> re.Pattern[str]:
        return re.compile(load_rules("recommendations")["addressee"]["everyone"], re.IGNORECASE)

    @cached_property
    def _passive(self) -> re.Pattern[str]:
        return re.compile(load_rules("recommendations")["addressee"]["passive"], re.IGNORECASE)


def _folded(form: str) -> str:
    return re.sub(r"^the ", "", flat(form).casefold())


def _key(form: str) -> str:
    plain = _folded(form)
    return plain.removesuffix("s") if plain.endswith("s") else plain
