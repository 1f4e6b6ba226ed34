"""Who a pronoun stands for: by sex and number, nearest subject first.

Within the sentence, then the sentences before it, then the passage before
(domain/negation.md, part 5 rule 5). Several readings are kept in order, since
what is said decides too: a baby does not drink.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.people.mentions import Mention, Roster
from ingest.scopes import SubjectKind

__all__ = ["Context", "resolved"]

# How many mentions back, and how many sentences, a pronoun may reach.
_NEAR, _SENTENCES_BACK = 60, 4

Sentence = tuple[int, int]
Roles = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Context:
    """What a passage's pronouns are resolved in.

    `subjects` are the offsets of mentions that are the subject of a clause;
    `before` and `earlier` the mentions and the subjects of the passage before.
    """

    spans: Sequence[Sentence]
    subjects: frozenset[int]
    before: Sequence[Mention]
    earlier: frozenset[int]
    roster: Roster


def resolved(mentions: Sequence[Mention], context: Context) -> list[Mention]:
    """Return the mentions with their readings, the likeliest first, for every pronoun."""
    done: list[Mention] = []
    for mention in mentions:
        if mention.kind == "pro":
            readings = tuple(dict.fromkeys(_readings(mention, done, context)))
            done.append(replace(mention, readings=readings))
        else:
            done.append(mention)
    return done


def _readings(pronoun: Mention, done: Sequence[Mention], context: Context) -> Iterator[Roles]:
    roster, spans = context.roster, context.spans
    place = _sentence_of(pronoun.start, spans)
    for back in range(min(place, _SENTENCES_BACK) + 1):
        start, end = spans[place - back] if spans else (0, pronoun.start)
        here = [one for one in done[-_NEAR:] if start <= one.start < min(end, pronoun.start)]
        fitting = list(_fitting(here, pronoun, context.subjects, roster, same_sentence=back == 0))
        if back and roster.kind is SubjectKind.ADULT and roster.subject in fitting:
            yield roster.subject  # an adult's review keeps coming back to the adult
        yield from fitting
    if not pronoun.plural and roster.subject_sex in (pronoun.sex, None):
        yield roster.subject
    yield from _fitting(
        context.before[-_NEAR:], pronoun, context.earlier, roster, same_sentence=False
    )
    yield from _fallback(pronoun, roster)


def _fitting(
    here: Sequence[Mention],
    pronoun: Mention,
    subjects: frozenset[int],
    roster: Roster,
    *,
    same_sentence: bool,
) -> Iterator[Roles]:
    """Yield the roles of mentions that agree, subjects of clauses first, nearest first.

    In the sentence itself the nearest subject is meant; of an earlier sentence the
    first one, which is what the sentence was about.
    """
    agreeing = [
        one
        for one in here
        if _agrees(one, pronoun, roster) or (_is_staff(one, pronoun) and one.start in subjects)
    ]
    leading = [one for one in agreeing if one.start in subjects]
    ordered = list(reversed(leading)) if same_sentence else leading
    rest = [one for one in reversed(agreeing) if one.start not in subjects]
    for one in [*ordered, *rest]:
        yield from one.readings[:1]


def _is_staff(mention: Mention, pronoun: Mention) -> bool:
    """Say whether a pronoun may mean a member of staff just named as a subject."""
    return mention.kind == "out" and not pronoun.plural


def _agrees(mention: Mention, pronoun: Mention, roster: Roster) -> bool:
    if mention.kind == "out" or not mention.readings or mention.plural != pronoun.plural:
        return False
    if pronoun.plural:
        return True
    sex = mention.sex or roster.sexes.get(mention.roles[0])
    return sex in (pronoun.sex, None)


def _fallback(pronoun: Mention, roster: Roster) -> Iterator[Roles]:
    """Yield who is left when nobody was named: the subject, then the adult of that sex."""
    if pronoun.plural:
        yield ("family-group",)
        return
    if roster.subject_sex in (pronoun.sex, None):
        yield roster.subject
    for role in (
        ("mother",) if pronoun.sex == "female" else ("father", "mothers-partner", "perpetrator")
    ):
        if role in roster.roles:
            yield (role,)


def _sentence_of(offset: int, spans: Sequence[Sentence]) -> int:
    return next((i for i, (_, end) in enumerate(spans) if offset < end), max(len(spans) - 1, 0))
