"""The sentences of a case, and which of them speak of its subject."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from graph.model import Passage, PassageKind
from ingest.labels import base, is_collective, members, name_pattern
from ingest.rulebook import load_rules
from ingest.sentences import sentences

__all__ = [
    "NEXT_NAME",
    "SUBJECT_NOUNS",
    "Sentence",
    "by_pronoun",
    "names_another",
    "names_relation",
    "relation_words",
    "subject_pattern",
    "telling_sentences",
]

# What a report calls its subject when it uses no label.
SUBJECT_NOUNS = (
    r"[Tt]he\s+(?:child|baby|boy|girl|infant|man|woman|deceased|young\s+(?:person|man|woman))"
)
# Another name, or a role in capitals, takes the pronouns after it; months do not.
NEXT_NAME = (
    r"\s(?=[A-Z][a-z])(?!(?:January|February|March|April|May|June|July|August|September|October"
    r"|November|December)\b)"
)
# A sentence that goes on about the one before, and one whose subject is somebody else.
_GOES_ON = (
    r"(?:He|She|They|His|Her|(?:In|On|By|At|From|When|After)\s[^.]{0,40}?\b(?:he|she|they))\b"
)
_OTHER_SUBJECT = (
    r"(?!(?:He|She|They|It|There|This|That)\b)[A-Z][\w'\u2019]+(?:\s(?:[A-Z]\w*))?"
    r"\s(?:had|was|is|did|told|has|could|would|declined|said|went|drank|did)\b"
)

# Passages that tell of no case: rules, research, the reader's aids.
_SKIPPED = frozenset(
    {
        PassageKind.POLICY,
        PassageKind.RESEARCH,
        PassageKind.GLOSSARY,
        PassageKind.REFERENCES,
        PassageKind.RECOMMENDATION,
        PassageKind.ACTION_PLAN,
        PassageKind.BOILERPLATE,
    }
)
# The opening sentences tell what happened; later ones look back at it.
_TELLING_SENTENCES = 120


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the case, white space single."""

    text: str
    names: bool  # speaks of the subject by label
    follows: bool  # goes on about the subject after one that does
    alone: bool = False  # ... and nobody else was named in between


def subject_pattern(forms: Sequence[str]) -> str:
    """Return the pattern of the subject by any of its printed forms."""
    people = dict.fromkeys(
        one for form in forms for member in members(form) for one in (form, member, base(member))
    )
    names = [
        one
        for one in people
        if one and not one.isdigit() and not (is_collective(one) and len(members(one)) == 1)
    ]
    return name_pattern(names) if names else SUBJECT_NOUNS


def telling_sentences(passages: Sequence[Passage], subject: str) -> Iterator[Sentence]:
    """Yield the first sentences that tell of a case; `subject` is the subject's pattern."""
    pattern = re.compile(subject)
    count = 0
    for passage in passages:
        if passage.kind in _SKIPPED:
            continue
        follows = alone = False
        for start, end in sentences(passage.text):
            text = " ".join(passage.text[start:end].split())
            names = pattern.search(text) is not None
            other = re.match(_OTHER_SUBJECT, text) is not None
            yield Sentence(text, names, follows and not other, alone and not other)
            follows = names or (follows and re.match(_GOES_ON, text) is not None)
            others = re.sub(_of_another(), "", pattern.sub("", text))
            alone = follows and (names or alone) and not names_another(others)
            # "He believed that Rosalind ..." goes on about him.
            alone = alone and not (names and re.match(r"(?:He|She|They)\b", text))
            count += 1
            if count >= _TELLING_SENTENCES:
                return


def by_pronoun(told: Sequence[Sentence], sex: str | None) -> list[Sentence]:
    """Return the sentences whose subject is a pronoun of the subject's sex: "She died on ..."."""
    pronoun = {"female": "She", "male": "He"}.get(sex or "")
    return [one for one in told if pronoun and one.text.startswith(f"{pronoun} ")]


def names_another(text: str) -> bool:
    """Say whether a sentence, the subject's names cut out, tells of somebody else too."""
    return re.search(NEXT_NAME, text) is not None or names_relation(text)


def names_relation(text: str) -> bool:
    """Say whether a sentence speaks of somebody by relation: a stepfather, a sister."""
    return _relations().search(text) is not None


def _of_another() -> str:
    """Return the pattern of "was his carer" behind a label: the one it tells of is the label's."""
    return str(load_rules("cases")["sex"]["of_another"])


def relation_words() -> str:
    """Return the pattern of the words of relation: "mother", "half-brothers"."""
    words = "|".join(map(re.escape, load_rules("cases")["introductions"]["relations"]))
    return rf"\b(?i:{words})s?\b"


@cache
def _relations() -> re.Pattern[str]:
    return re.compile(relation_words())
