"""Every mention of a person in a passage: names, nouns of relation, outsiders, pronouns.

One pass of one pattern per passage. A noun of relation is read together with
whose it is ("Mother's brother", "her own mother"), so that each mention says
which role it stands for, or that it stands for nobody of the case.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from ingest.aged import years_of
from ingest.labels import members
from ingest.people.lexicon import noun_kinds, outsider_kinds, role_of, sex_of_noun, words_pattern
from ingest.people.persons import OUTSIDE
from ingest.rulebook import load_rules
from ingest.scopes import CaseScope, SubjectKind

__all__ = ["Mention", "Roster", "mentions_of"]

Roles = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody at a place (offsets in the passage).

    `readings` are the roles it may stand for, the likeliest first (several only
    for pronouns); `possessive` that it owns what follows ("her", "Mother's").
    """

    start: int
    end: int
    kind: str
    readings: tuple[Roles, ...]
    sex: str | None = None
    plural: bool = False
    possessive: bool = False
    consumed: bool = False  # only says whose relation the next mention is
    lead: int = -1  # where its phrase begins, when somebody owns it ("Mother's brother")

    @property
    def roles(self) -> Roles:
        """The likeliest reading, empty when nobody can be told."""
        return self.readings[0] if self.readings else ()


class Roster:
    """The people of one case as a pattern, with the roles and sex of each printed name."""

    def __init__(self, scope: CaseScope) -> None:
        self.kind: SubjectKind = scope.subject
        self.subject: Roles = scope.people[0].roles[:1] if scope.people else ("subject-child",)
        self.subject_sex = scope.sex
        self.subject_years = None if scope.age is None else years_of(scope.age)
        # Children of one case who are its subjects together: "the sisters" are they.
        self.collective = len(members(scope.label)) > 1
        self.names: dict[str, tuple[Roles, str | None]] = {}
        self.sexes: dict[str, str | None] = {}
        self.by_relation: dict[str, Roles] = {}
        for person in scope.people:
            for role in person.roles:
                self.sexes.setdefault(role, person.sex)
            if len(person.roles) > 1:
                # A husband who is the perpetrator is meant by "husband" too.
                self.by_relation[person.roles[1]] = person.roles[:1]
            for form in person.forms:
                self.names.setdefault(form, (person.roles[:1], person.sex))
        for form in (scope.label, *scope.also):
            self.names.setdefault(form, (self.subject, scope.sex))
        self.roles = frozenset(role for person in scope.people for role in person.roles)
        self.pattern = re.compile(self._pattern())

    def _pattern(self) -> str:
        names = "|".join(re.escape(one) for one in sorted(self.names, key=len, reverse=True))
        name = rf"(?P<name>(?<![\w.])(?:{names})(?!\w))|" if names else ""
        return name + _words()


@cache
def _words() -> str:
    return (
        rf"(?P<noun>{words_pattern(noun_kinds())})"
        rf"|(?P<out>{words_pattern(outsider_kinds())})"
        r"|(?P<unknown>\b(?:Mr|Mrs|Ms|Miss)\.?\s+[A-Z][\w'\u2019-]*(?:\s[A-Z][a-z]+)?)"
        r"|(?P<pro>\b(?i:he|she|they|him|her|them|his|hers|their|himself|herself|themselves|theirs)\b)"
    )


@dataclass(slots=True)
class _Reader:
    """One passage while its mentions are being found."""

    text: str
    roster: Roster
    found: list[Mention]

    def mention(self, match: re.Match[str]) -> Mention | None:
        start, end = match.span()
        owns = _owns(self.text, end)
        if match["pro"]:
            return _pronoun(match["pro"], start, end, self.text)
        if match["unknown"]:
            sex = "male" if match["unknown"].startswith("Mr ") else "female"
            return Mention(start, end, "unknown", (), sex, possessive=owns)
        if match.groupdict().get("name"):
            roles, sex_of_name = self.roster.names[match["name"]]
            return Mention(start, end, "name", (roles,), sex_of_name, possessive=owns)
        if match["out"]:
            practitioner = outsider_kinds()[_folded(match["out"])] == "practitioner"
            role = "practitioner" if practitioner else OUTSIDE
            return Mention(start, end, "out", ((role,),), None, possessive=owns)
        return self.noun(match["noun"], start, end)

    def noun(self, word: str, start: int, end: int) -> Mention | None:
        """Return the mention of a noun of relation, None where it means anybody or nobody."""
        rules = load_rules("people")
        if re.match(rules["experiencer"]["compounds"], self.text[end : end + _AFTER]):
            return None
        owner = self.owner(start)
        before = self.text[max(0, start - _BEFORE) : start]
        if owner is None and re.search(rules["experiencer"]["indefinite"], before):
            return None
        role = self.role(word, owner, before, self.text[end : end + _AFTER])
        if not role:
            return None
        roles = self.roster.by_relation.get(role, (role,))
        return Mention(
            start,
            end,
            "noun",
            (roles,),
            sex_of_noun(word) or self.roster.sexes.get(roles[0]),
            plural=_folded(word) in rules["sexes"]["plural"],
            possessive=_owns(self.text, end),
            lead=owner.start if owner else -1,
        )

    def owner(self, start: int) -> Mention | None:
        """Return the mention that owns the noun at `start`, and mark it as used up."""
        last = self.found[-1] if self.found else None
        if last is None or not last.possessive:
            return None
        if start - last.end > _OWNER_REACH:
            return None
        between = re.sub(r"^['\u2019]s?", "", self.text[last.end : start])
        if not re.fullmatch(r"\s+(?:[\w-]+\s+){0,2}", between):
            return None
        self.found[-1] = replace(last, consumed=True)
        return self.found[-1]

    def role(self, word: str, owner: Mention | None, before: str, after: str) -> str:
        kind = noun_kinds()[_folded(word)]
        adult = self.roster.kind is SubjectKind.ADULT
        if kind == "child":
            if re.match(_EARLIER_RELATION, after):
                return "child-of-subject" if adult else "sibling"
            return _child_role(word, before, owner, self.roster)
        if kind == "sibling" and self.roster.collective and owner is None:
            return self.roster.subject[0]
        role = role_of(kind, self.possessor(owner, kind, before), self.roster.kind)
        if role == "subject":
            return self.roster.subject[0]
        return OUTSIDE if role == "outside" else role

    def possessor(self, owner: Mention | None, kind: str, before: str) -> str:
        """Return whose relation a noun is: "none", "subject", "parent", "father" or "other"."""
        if owner is None:
            return "none"
        if owner.kind == "pro":
            return self.pronoun_owner(owner, kind, before)
        role = owner.roles[0] if owner.roles else ""
        if role in (OUTSIDE, "practitioner", "peer") or owner.kind == "unknown":
            return "other"
        if role in (*self.roster.subject, "sibling", "subject-child", "family-group"):
            return "subject"
        return "father" if role == "father" else "parent"

    def pronoun_owner(self, owner: Mention, kind: str, before: str) -> str:
        """Return whose a relation behind "his", "her" or "their" is.

        The subject's, unless the words say "own" or a parent of that sex was the last
        one named here; partners of "her" in a young child's case are the mother's.
        """
        if self.roster.kind is SubjectKind.ADULT:
            return "subject"
        if owner.plural:
            return "parent" if kind == "child" else "subject"
        last = self.last_named(owner)
        role = last.roles[0] if last and last.roles else ""
        own = re.search(r"\bown\s+$", before) is not None
        if kind in _COUPLES:
            return self.partner_of(owner, role)
        if own and role in (OUTSIDE, "practitioner"):
            return "other"
        opposite = self.roster.subject_sex != owner.sex
        parental = role in _PARENTS
        if parental and kind in _ELDERS and last and self.is_near(last, owner):
            return "parent"  # "Mother was low after her mum died"
        return (
            "parent" if (own and (parental or opposite)) or (parental and opposite) else "subject"
        )

    def is_near(self, last: Mention, owner: Mention) -> bool:
        """Say whether a parent is the subject of the sentence in which the pronoun stands."""
        between = self.text[last.end : owner.start]
        return not last.possessive and re.search(r"[.!?;]\s", between) is None

    def partner_of(self, owner: Mention, role: str) -> str:
        subject = role == self.roster.subject[0]
        if owner.sex == "male":
            return "subject" if subject else "father"
        return "subject" if subject and self.roster.subject_sex == "female" else "parent"

    def last_named(self, owner: Mention) -> Mention | None:
        """Return the last single person named before, of the pronoun's sex or of unknown sex."""
        for one in reversed(self.found[-_NEAR:]):
            named = one.kind in ("name", "noun") and not one.plural and one.start < owner.start
            if named and one.sex in (owner.sex, None):
                return one
        return None


_PARENTS = ("mother", "father", "mothers-partner", "fathers-partner", "grandparent")
_ELDERS = ("mother", "father", "parents", "grandparent", "sibling")
_COUPLES = ("partner", "girlfriend", "husband", "wife")
# An owner stands this close before a noun; a person named earlier, among so many mentions.
_OWNER_REACH, _NEAR = 60, 60
# How far around a noun the words that change its meaning stand.
_BEFORE, _AFTER = 30, 60
# "two children by a previous relationship": not the subject.
_EARLIER_RELATION = (
    r"\s+(?:by|from|of)\s+(?:an?|his|her|their)"
    r"\s+(?:previous|earlier|former|other|first|different)\b"
)
# "her drinking" owns, "told her that", "her in the flat" do not.
_HER_OWNS = (
    r"\s+(?!(?:to|in|at|and|with|by|for|from|on|when|that|as|or|was|were|had|if|but|because|who"
    r"|a|an|the|his|into|out|off|up|down|again|there|while|since|after|before|about|not|alone"
    r"|so)\b)\w"
)


def mentions_of(text: str, roster: Roster) -> list[Mention]:
    """Return the mentions of a passage in order; pronouns have no reading yet."""
    reader = _Reader(text, roster, [])
    for match in roster.pattern.finditer(text):
        mention = reader.mention(match)
        if mention is not None:
            reader.found.append(mention)
    return reader.found


@cache
def _folded(word: str) -> str:
    """Return a matched word as the rules spell it, whatever its case, spaces and hyphens."""
    return _spellings().get(_spaced(word), word.casefold())


@cache
def _spellings() -> dict[str, str]:
    known = (*outsider_kinds(), *noun_kinds())
    return {_spaced(word): word for word in known}


def _spaced(word: str) -> str:
    return " ".join(re.split(r"[\s\-\u2011]+", word.casefold()))


def _pronoun(word: str, start: int, end: int, text: str) -> Mention:
    low = word.lower()
    plural = low.startswith("the")
    sex = None if plural else "female" if low.startswith(("she", "her")) else "male"
    her_owns = low == "her" and re.match(_HER_OWNS, text[end:]) is not None
    possessive = low in ("his", "their") or her_owns
    return Mention(start, end, "pro", (), sex, plural=plural, possessive=possessive)


def _child_role(word: str, before: str, owner: Mention | None, roster: Roster) -> str:
    """Return who a son, a daughter or the children are, by the kind of case."""
    other = r"(?i)\b(?:older|elder|eldest|other|first|younger|second|previous|half)\s+$"
    if owner is not None and owner.roles and owner.roles[0] in (OUTSIDE, "practitioner"):
        return OUTSIDE
    if roster.kind is SubjectKind.ADULT:
        plural = _folded(word) in load_rules("people")["sexes"]["plural"]
        return "child-of-subject" if plural and "adult" not in before else "adult-child-of-subject"
    return "sibling" if re.search(other, before) else "subject-child"


def _owns(text: str, end: int) -> bool:
    return re.match(r"['\u2019](?:s\b|(?=\s))", text[end:]) is not None
