"""The words of relation, compiled once: which kind each is, of what sex and number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from ingest.rulebook import load_rules
from ingest.scopes import SubjectKind

__all__ = [
    "last_noun",
    "noun_kinds",
    "noun_pattern",
    "outsider_kinds",
    "relation_role",
    "role_of",
    "sex_of_noun",
    "words_pattern",
]


@cache
def noun_kinds() -> Mapping[str, str]:
    """Return the kind of each noun of relation, in lower case: "mum" is of kind mother."""
    nouns = load_rules("people")["nouns"]
    return {word.casefold(): kind for kind, words in nouns.items() for word in words}


@cache
def outsider_kinds() -> Mapping[str, str]:
    """Return "practitioner" or "other" for each word for people outside the family."""
    words = load_rules("people")["outsiders"]
    return {word.casefold(): kind for kind, listed in words.items() for word in listed}


def words_pattern(words: Iterable[str]) -> str:
    """Return an alternation of whole words, longest first, hyphens and spaces alike."""
    return _alternation(tuple(words))


@lru_cache(maxsize=32)
def _alternation(words: tuple[str, ...]) -> str:
    forms = (
        r"[\s\-\u2011]+".join(re.escape(part) for part in re.split(r"[\s-]+", word))
        for word in sorted(words, key=lambda word: (-len(word), word))
    )
    return rf"(?<![\w-])(?i:{'|'.join(forms)})(?!\w)(?!-\w)"


@cache
def noun_pattern() -> str:
    """Return the pattern of a noun of relation with what may stand before it."""
    heads = load_rules("people")["names"]["relation_heads"]
    return rf"(?:{heads})(?:{words_pattern(noun_kinds())})(?!['\u2019]s)"


def role_of(noun: str, possessor: str, kind: SubjectKind) -> str:
    """Return the person-role id of a noun of relation, "outside" or "" (nobody can tell).

    `possessor` is "none", "subject", "parent", "father" or "other".
    """
    roles = load_rules("people")["roles"][kind.value][noun]
    if possessor == "father":
        return str(roles.get("father", roles["parent"]))
    return str(roles[possessor])


def sex_of_noun(word: str) -> str | None:
    """Return "female", "male" or None for a noun of relation as printed."""
    sexes = load_rules("people")["sexes"]
    folded = re.sub(r"[\s-]+", " ", word.casefold())
    kind = noun_kinds().get(word.casefold(), "")
    if kind in sexes["female"] or _is_one_of(folded, sexes["female_words"]):
        return "female"
    if kind in sexes["male"] or _is_one_of(folded, sexes["male_words"]):
        return "male"
    return None


def _is_one_of(word: str, words: Iterable[str]) -> bool:
    return any(re.sub(r"[\s-]+", " ", one.casefold()) == word for one in words)


def last_noun(relation: str) -> str:
    """Return the noun of relation that a phrase ends on: "her partner" gives "partner"."""
    nouns = list(re.finditer(words_pattern(noun_kinds()), relation))
    return nouns[-1][0] if nouns else relation


def relation_role(before: str, noun: str, kind: SubjectKind) -> str:
    """Return the role of a noun from what stands before it ("Mother's partner", "his sister")."""
    owner = re.search(
        rf"({words_pattern(noun_kinds())})['\u2019]s?\s+(?:\w+\s+)?(?:{re.escape(noun)})?$", before
    )
    possessor = "none"
    if owner:
        owner_kind = noun_kinds().get(owner[1].casefold(), "")
        possessor = {"father": "father", "mother": "parent", "subject": "subject"}.get(
            owner_kind, "other"
        )
        if owner_kind in ("parents", "stepfather", "partner"):
            possessor = "parent"
    if re.search(r"(?i)\b(?:practitioner|worker|officer|neighbour|tenant)['\u2019]s\s", before):
        possessor = "other"
    noun_kind = noun_kinds().get(noun.casefold())
    return role_of(noun_kind, possessor, kind) if noun_kind else ""
