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
from ingest.people.lexicon import noun_kinds, noun_pattern, role_of, sex_of_noun, words_pattern
from ingest.people.persons import PATIENT_REVIEWS, subject_roles
from ingest.rulebook import load_rules
from ingest.scopes import Person, SubjectKind

__all__ = ["Subject", "find_people"]

# Names are introduced early; a name introduced later than this is rarely the family's.
_PASSAGES = 120
_HOMICIDES = frozenset({"domestic-homicide-review", "dardr"})
# Roles that one person of a case holds; siblings, peers and relatives may be many.
_Named = tuple[str, str, str | None]  # role, printed name, sex


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
    named = [*_in_tables(outline, passages, kind), *_introduced(texts, kind)]
    if kind is SubjectKind.ADULT:
        named += _labelled(texts, "partners", "intimate-partner")
    killers = list(_killers(texts, kind, forms)) if review_type in _HOMICIDES else []
    if review_type in _HOMICIDES and not killers:
        # The review of a homicide or suicide in a couple names one partner: the one it was about.
        killers = [
            ("perpetrator", name, who) for role, name, who in named if role == "intimate-partner"
        ][:1]
    subject = Person(subject_roles(kind, review_type), forms, case.sex)
    if review_type in PATIENT_REVIEWS:
        named = [*_labelled(texts, "killed", "victim-adult"), *named]
    people: dict[str, list[_Named]] = {}
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


def _person(told: Sequence[_Named]) -> Person:
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


def _in_tables(
    outline: Outline, passages: Sequence[Passage], kind: SubjectKind
) -> Iterator[_Named]:
    rules = load_rules("people")["names"]
    ids = {passage.id for passage in passages}
    for row in outline.rows:
        if row.passage not in ids:
            continue
        cells = {
            header.strip(" *:").casefold(): text.strip(" *") for header, text, _, _ in row.cells
        }
        name = _first(cells, rules["person_columns"])
        relation = _first(
            cells, [one for one in rules["relation_columns"] if cells.get(one) != name]
        )
        if name and relation:
            yield from _pair(name, relation, kind)
        elif name:
            yield from _glossed(name, kind)


def _first(cells: dict[str, str], columns: Iterable[str]) -> str:
    return next((cells[column] for column in columns if cells.get(column)), "")


def _pair(name: str, relation: str, kind: SubjectKind) -> Iterator[_Named]:
    """Yield the person of a table row; either cell may hold the name."""
    for label, text in ((name, relation), (relation, name)):
        noun = re.search(words_pattern(noun_kinds()), text)
        printed = re.fullmatch(rf"({label_pattern()})(?:\s*\(.*\))?", label)
        if noun and printed and is_label(normal(printed[1])):
            role = _role(text[: noun.start()], noun[0], kind)
            if role not in ("", "outside"):
                yield role, normal(printed[1]), sex_of_noun(noun[0])
            return


def _glossed(cell: str, kind: SubjectKind) -> Iterator[_Named]:
    """Yield the person of a cell such as "Mother (Carly, a pseudonym)"."""
    found = re.match(rf"(?P<relation>{noun_pattern()})\s*\((?P<label>{label_pattern()})", cell)
    if found and is_label(normal(found["label"])):
        role = _role("", _noun(found["relation"]), kind)
        if role not in ("", "outside"):
            yield role, normal(found["label"]), sex_of_noun(_noun(found["relation"]))


def _introduced(texts: Sequence[str], kind: SubjectKind) -> Iterator[_Named]:
    for text in texts:
        for pattern in _patterns("introductions"):
            for found in pattern.finditer(text):
                label, relation = normal(found["label"]), found["relation"]
                if not is_label(label) or _is_relation(label):
                    continue
                if base(label) == label and not any(person_uses(label, one) for one in texts):
                    continue  # a bare name counts when the text uses it as a person's
                before = text[max(0, found.start("relation") - 20) : found.start("relation")]
                role = _role(before + relation, _noun(relation), kind)
                if role == "subject-child":  # a named son or daughter who is not the subject
                    role = "sibling"
                if role not in ("", "outside", "subject", "family-group", "parents-unspecified"):
                    yield role, label, sex_of_noun(_noun(relation)) or _sex_of_name(label)


def _is_relation(label: str) -> bool:
    return base(label).casefold() in noun_kinds()


def _noun(relation: str) -> str:
    nouns = list(re.finditer(words_pattern(noun_kinds()), relation))
    return nouns[-1][0] if nouns else relation


def _role(before: str, noun: str, kind: SubjectKind) -> str:
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


def _killers(texts: Iterable[str], kind: SubjectKind, forms: Sequence[str]) -> Iterator[_Named]:
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
                noun = _noun(groups.get("relation") or "")
                yield "perpetrator", label, sex_of_noun(noun) if noun else None
                role = _role("", noun, kind) if noun else ""
                if role not in ("", "outside", "subject"):
                    yield role, label, sex_of_noun(noun)


def _labelled(texts: Iterable[str], patterns: str, role: str) -> list[_Named]:
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
            role = _role(text[max(0, found.start() - 30) : found.start()], found[0], kind)
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
