"""Who the people of a case are: roles, printed names and sexes, tables read first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from graph.model import Passage
from ingest.labels import (
    base,
    is_label,
    label_pattern,
    normal,
    person_uses,
    same_person,
)
from ingest.outline import Outline
from ingest.people.lexicon import (
    last_noun,
    noun_kinds,
    noun_pattern,
    relation_role,
    sex_of_noun,
    words_pattern,
)
from ingest.people.naming import companions, couples
from ingest.people.persons import PATIENT_REVIEWS, subject_roles
from ingest.people.tables import Named, in_tables
from ingest.rulebook import load_rules
from ingest.scopes import Person, SubjectKind

__all__ = ["Subject", "find_people"]

# Names are introduced early; a name introduced later than this is rarely the family's.
_PASSAGES = 120
_HOMICIDES = frozenset({"domestic-homicide-review", "dardr"})


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose case it is: printed forms, kind of life, type of review, sex where told."""

    forms: tuple[str, ...]
    kind: SubjectKind
    review_type: str | None
    sex: str | None


def find_people(case: Subject, outline: Outline, passages: Sequence[Passage]) -> tuple[Person, ...]:
    """Return the case's people, the subject first; each has its roles and printed names.

    Names come from family tables, then from introductions ("Mother (Ms D)", "her
    husband, Len"); a role that is only spoken of ("the grandmother") has no name.
    """
    forms, kind, review_type = case.forms, case.kind, case.review_type
    texts = [" ".join(passage.text.split()) for passage in passages[:_PASSAGES]]
    named = [*in_tables(outline, passages, kind), *_introduced(texts, kind)]
    if kind is SubjectKind.ADULT:
        named += _labelled(texts, "partners", "intimate-partner")
    else:
        named = [*companions(forms), *couples(texts), *named]
        named += _labelled(texts, "mothers_partners", "mothers-partner")
    named += _keyed(texts, kind)
    killers = list(_killers(texts, kind, forms)) if review_type in _HOMICIDES else []
    if review_type in _HOMICIDES and not killers:
        # The review of a homicide or suicide in a couple names one partner: the one it was about.
        killers = [
            ("perpetrator", name, who) for role, name, who in named if role == "intimate-partner"
        ][:1]
    subject = Person(subject_roles(kind, review_type), forms, case.sex)
    if review_type in PATIENT_REVIEWS:
        named = [*_labelled(texts, "killed", "victim-adult"), *named]
    people: dict[str, list[Named]] = {}
    for one in [*killers, *named]:
        if not _is_subject(one[1], forms, kind):
            key = next((name for name in people if same_person(name, one[1])), one[1])
            people.setdefault(key, []).append(one)
    found = [subject, *(_person(told) for told in people.values())]
    known = {role for person in found for role in person.roles}
    spoken = _spoken_roles(texts, kind)
    found += [Person((role,), (), who_sex) for role, who_sex in spoken if role not in known]
    return tuple(found)


def _is_subject(name: str, forms: Sequence[str], kind: SubjectKind) -> bool:
    """Say whether a name is the subject's; a "Ms R" never is a "Child R", or a child's "R"."""
    titled = name.split(maxsplit=1)[0].rstrip(".") in load_rules("cases")["label"]["titles"]
    if titled and kind is SubjectKind.CHILD:
        return name in forms
    return any(same_person(name, form) for form in forms)


def _person(told: Sequence[Named]) -> Person:
    """Return the person of whom all this is told; a child's role holds whatever follows."""
    roles = list(dict.fromkeys(role for role, _, _ in told))
    if "perpetrator" not in roles:
        roles = roles[:1]  # two relations for one name: the first one introduces it
    names = tuple(dict.fromkeys(name for _, name, _ in told))
    sex = next((one for _, _, one in told if one), None) or _sex_of_name(names[0])
    return Person(tuple(roles[:2]), names, sex)


def _sex_of_name(name: str) -> str | None:
    title = name.split(maxsplit=1)[0].rstrip(".")
    return {"Mr": "male", "Master": "male", "Mrs": "female", "Ms": "female", "Miss": "female"}.get(
        title
    )


def _introduced(texts: Sequence[str], kind: SubjectKind) -> Iterator[Named]:
    for text in texts:
        for pattern in _patterns("introductions"):
            for found in pattern.finditer(text):
                label, relation = normal(found["label"]), found["relation"]
                if not is_label(label) or _is_relation(label):
                    continue
                if base(label) == label and not _is_name(label, texts):
                    continue
                before = text[max(0, found.start("relation") - 20) : found.start("relation")]
                role = relation_role(before + relation, last_noun(relation), kind)
                if role == "subject-child":  # a named son or daughter who is not the subject
                    role = "sibling"
                if role not in ("", "outside", "subject", "family-group", "parents-unspecified"):
                    yield role, label, sex_of_noun(last_noun(relation)) or _sex_of_name(label)


def _is_name(label: str, texts: Sequence[str]) -> bool:
    """Say whether the text uses a bare name as a person's, and not as a common word too."""
    if not any(person_uses(label, one, 1) for one in texts):
        return False
    word = re.compile(rf"(?<![\w-]){re.escape(label.lower())}(?![\w-])")
    common = sum(len(word.findall(one)) for one in texts) if label.lower() != label else 0
    return common == 0 or common < sum(one.count(label) for one in texts) / 2


def _keyed(texts: Sequence[str], kind: SubjectKind) -> Iterator[Named]:
    """Yield the people of a key: "M = mother, 22. MP = mother's partner"."""
    for text in texts:
        for pattern in _patterns("keys"):
            for found in pattern.finditer(text):
                label, relation = normal(found["label"]), found["relation"]
                noun = last_noun(relation)
                role = relation_role(relation, noun, kind)
                known = role in ("", "outside", "subject", "family-group", "parents-unspecified")
                if is_label(label) and not known:
                    yield ("sibling" if role == "subject-child" else role), label, sex_of_noun(noun)


def _is_relation(label: str) -> bool:
    return base(label).casefold() in noun_kinds()


def _killers(texts: Iterable[str], kind: SubjectKind, forms: Sequence[str]) -> Iterator[Named]:
    for text in texts:
        for pattern in _patterns("killers"):
            for found in pattern.finditer(text):
                groups = found.groupdict()
                label = normal(groups.get("label") or "")
                if (
                    not label
                    or not is_label(label)
                    or any(same_person(label, one) for one in forms)
                ):
                    continue
                noun = last_noun(groups.get("relation") or "")
                yield "perpetrator", label, sex_of_noun(noun) if noun else None
                role = relation_role("", noun, kind) if noun else ""
                if role not in ("", "outside", "subject"):
                    yield role, label, sex_of_noun(noun)


def _labelled(texts: Iterable[str], patterns: str, role: str) -> list[Named]:
    """Return the people whom one list of patterns of the rules names, in this role."""
    return [
        (role, normal(found["label"]), _sex_of_name(normal(found["label"])))
        for text in texts
        for pattern in _patterns(patterns)
        for found in pattern.finditer(text)
        if is_label(normal(found["label"]))
    ]


def _spoken_roles(texts: Sequence[str], kind: SubjectKind) -> Iterator[tuple[str, str | None]]:
    """Yield the roles of the case that are only spoken of, in the order of first mention."""
    pattern = re.compile(words_pattern(noun_kinds()))
    seen: dict[str, str | None] = {}
    for text in texts:
        for found in pattern.finditer(text):
            noun_kind = noun_kinds().get(re.sub(r"\s+", " ", found[0].casefold()), "")
            if noun_kind in ("", "man", "subject", "child", "friend"):
                continue
            role = relation_role(text[max(0, found.start() - 30) : found.start()], found[0], kind)
            if role not in ("", "outside", "subject"):
                seen.setdefault(
                    role, sex_of_noun(found[0]) if noun_kind in ("mother", "father") else None
                )
    yield from seen.items()


def _filled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.replace("{R}", noun_pattern()).replace("{L}", label_pattern()))


@cache
def _patterns(name: str) -> tuple[re.Pattern[str], ...]:
    return tuple(_filled(one) for one in load_rules("people")["names"][name])
