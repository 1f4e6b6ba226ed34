"""The people that a review's own table of the family names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from graph.model import Passage
from ingest.labels import is_label, label_pattern, normal
from ingest.outline import Outline
from ingest.people.lexicon import (
    last_noun,
    noun_kinds,
    noun_pattern,
    relation_role,
    sex_of_noun,
    words_pattern,
)
from ingest.rulebook import load_rules
from ingest.scopes import SubjectKind

__all__ = ["Named", "in_tables"]

# A person as named: role, printed name, sex.
Named = tuple[str, str, str | None]


def in_tables(outline: Outline, passages: Sequence[Passage], kind: SubjectKind) -> Iterator[Named]:
    """Yield the people (role, name, sex) that the rows of these passages tell."""
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
        elif len(row.cells) > 1:
            who, told = (text.strip(" *:") for _, text, _, _ in row.cells[:2])
            yield from _particulars(who, told, kind)


def _first(cells: dict[str, str], columns: Iterable[str]) -> str:
    return next((cells[column] for column in columns if cells.get(column)), "")


def _pair(name: str, relation: str, kind: SubjectKind) -> Iterator[Named]:
    """Yield the person of a table row; either cell may hold the name."""
    for label, text in ((name, relation), (relation, name)):
        noun = re.search(words_pattern(noun_kinds()), text)
        printed = re.fullmatch(rf"({label_pattern()})(?:\s*\(.*\))?", label)
        if noun and printed and is_label(normal(printed[1])):
            role = relation_role(text[: noun.start()], noun[0], kind)
            if role not in ("", "outside"):
                yield role, normal(printed[1]), sex_of_noun(noun[0])
            return


def _glossed(cell: str, kind: SubjectKind) -> Iterator[Named]:
    """Yield the person of a cell such as "Mother (Carly, a pseudonym)"."""
    found = re.match(rf"(?P<relation>{noun_pattern()})\s*\((?P<label>{label_pattern()})", cell)
    if found and is_label(normal(found["label"])):
        role = relation_role("", last_noun(found["relation"]), kind)
        if role not in ("", "outside"):
            yield role, normal(found["label"]), sex_of_noun(last_noun(found["relation"]))


def _particulars(who: str, told: str, kind: SubjectKind) -> Iterator[Named]:
    """Yield the person of a row: "Perpetrator", "Edmund (pseudonym), 35, her son"."""
    printed = re.match(rf"[\u201c\u2018\"']?(?P<label>{label_pattern()})", told)
    noun = re.fullmatch(words_pattern(noun_kinds()), who)
    if not noun or not printed or not is_label(normal(printed["label"])):
        return
    label = normal(printed["label"])
    role = relation_role("", who, kind)
    if role in ("", "outside", "subject", "family-group", "parents-unspecified"):
        return
    yield role, label, sex_of_noun(who)
    relation = re.search(rf"\b(?:his|her|their|the\s+victim['\u2019]s)\s+{noun_pattern()}", told)
    if role == "perpetrator" and relation:
        noun_told = last_noun(relation[0])
        yield relation_role("", noun_told, kind), label, sex_of_noun(noun_told)
