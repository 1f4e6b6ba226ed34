"""From an outline to its cases: one, several told in turn, or several told together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph.model import Passage
from graph.vocabulary import Vocabulary
from ingest.cases.aliases import aliases
from ingest.cases.candidates import Candidate, candidates, grouped
from ingest.cases.particulars import Particulars, particulars
from ingest.cases.several import Told, several_cases
from ingest.cases.subject import kind_of_type, subject_kind
from ingest.labels import base, is_collective, members, person_uses
from ingest.outline import Outline
from ingest.people import Subject, find_people
from ingest.rulebook import load_rules
from ingest.scopes import CaseScope, ReviewFacts

__all__ = ["find_cases"]

# A label that weighs less than this is not sure enough to be the case's.
_ENOUGH = 3.5
# A person's label that is introduced at least so surely replaces a family's or a file's.
_PERSON_ENOUGH = 3.0
# A part of a full name is a name of its own from this length ("Lila" of "Lila W").
_NAME = 3


def find_cases(
    outline: Outline, facts: ReviewFacts, vocabulary: Vocabulary
) -> tuple[CaseScope, ...]:
    """Return the cases that a document reports, in printed order.

    One for a review of one family or incident, however many subjects it has;
    several where separate incidents are told. None for what is no review and for
    national analyses and inquiries, whose vignettes never become cases.
    """
    kinds = load_rules("cases")["kinds"]
    if not facts.is_review or facts.review_type in kinds["no_cases"]:
        return ()
    told = several_cases(outline, facts.title) or _one_case(outline, facts)
    return tuple(_scope(outline, facts, vocabulary, case, told) for case in told)


def _one_case(outline: Outline, facts: ReviewFacts) -> tuple[Told, ...]:
    every = tuple(passage.id for passage in outline.passages)
    forms = (
        _named_outright(outline, facts)
        or _subject_forms(outline, facts)
        or (() if _many(facts.title) else _unnamed(outline, facts))
    )
    return (Told(forms, every, facts.title),) if forms else ()


def _many(title: str) -> bool:
    """Say whether a title is of several cases: "the child" then is none of them."""
    return re.search(load_rules("cases")["several"]["many"], title) is not None


def _subject_forms(outline: Outline, facts: ReviewFacts) -> tuple[str, ...]:
    """Return the subject's label and its other forms; empty when no label is sure enough."""
    found = candidates(outline, facts.title)
    sure = [one for one in found if one.weight >= _ENOUGH]
    if facts.review_type in load_rules("cases")["kinds"]["one_of_two"]:
        # The title names the one who died and the one who caused it, in this order.
        sure = [one for one in sure if len(members(one.label)) == 1] or [
            replace(one, label=members(one.label)[0]) for one in sure
        ]
    if not sure:
        return ()
    best = max(sure, key=lambda one: _group_weight(found, one))
    best = _together(best, found, facts) or best
    person = _singled_out(best, outline.text) or _person_of(best, found)
    chosen = person or best
    forms = list(grouped(found, chosen.label))
    if person:
        forms.append(best.label)
    label = _printed_label(forms, found)
    forms = [label, *(form for form in forms if form != label)]
    forms += [one for one in _shorter(forms, outline.text) if one not in forms]
    forms += [one for one in aliases(outline, forms) if one not in forms]
    return tuple(dict.fromkeys(forms))


def _together(best: Candidate, found: Sequence[Candidate], facts: ReviewFacts) -> Candidate | None:
    """Return the title's list of children of which `best` is one ("Child A and Child B").

    A homicide's title lists the one who died and the one who caused it: no list.
    """
    if facts.review_type in load_rules("cases")["kinds"]["one_of_two"]:
        return None
    lists = (one for one in found if one.in_title and len(members(one.label)) > 1)
    return next((one for one in lists if best.label in members(one.label)), None)


def _group_weight(found: Sequence[Candidate], one: Candidate) -> tuple[bool, float]:
    names = set(grouped(tuple(found), one.label))
    group = [other for other in found if other.label in names]
    return any(other.in_title for other in group), sum(other.weight for other in group)


def _person_of(best: Candidate, found: Sequence[Candidate]) -> Candidate | None:
    """Return the person whom a family's or a file's label stands for, if one is introduced."""
    if not is_collective(best.label) or len(members(best.label)) > 1:
        return None
    people = [one for one in found if not is_collective(one.label) and one.weight >= _PERSON_ENOUGH]
    titled = [one for one in people if one.in_title]
    return max(titled or people, key=lambda one: one.weight, default=None)


def _singled_out(best: Candidate, text: str) -> Candidate | None:
    """Return the one of a list whom the review is about: "G, whose case is its subject"."""
    listed = members(best.label)
    subject = load_rules("cases")["introductions"]["singled_out"]
    for one in listed if len(listed) > 1 else ():
        if re.search(subject.replace("{K}", re.escape(one)), text):
            return replace(best, label=one)
    return None


def _printed_label(forms: Sequence[str], found: Sequence[Candidate]) -> str:
    """Return the form that the title prints, else the fullest of the surest."""
    titled = [one.label for one in found if one.in_title and one.label in forms]
    people = [label for label in titled if not is_collective(label)]
    if people:
        return max(people, key=lambda label: (base(label) != label, len(label)))
    ranked = [form for form in forms if not is_collective(form)] or list(forms)
    marked = [form for form in ranked if base(form) != form]
    return (marked or ranked)[0]


def _shorter(forms: Sequence[str], text: str) -> Iterator[str]:
    """Yield what the text calls a labelled person for short: "L" for "Child L", each of a list."""
    single = any(len(members(form)) == 1 and not is_collective(form) for form in forms)
    for form in forms:
        if single and len(members(form)) > 1:
            continue  # the others of the list are somebody else
        for member in members(form):
            for short in (member, base(member), *_name_parts(base(member))):
                listed = short == member and member != form
                if short and short not in forms and (listed or person_uses(short, text, 1)):
                    yield short


def _name_parts(name: str) -> tuple[str, ...]:
    parts = name.split()
    return tuple(part for part in parts if len(part) >= _NAME) if len(parts) > 1 else ()


def _named_outright(outline: Outline, facts: ReviewFacts) -> tuple[str, ...]:
    """Return the label of a report whose form names its subject at one place (a coroner's)."""
    if facts.review_type not in load_rules("cases")["unnamed"]["first"]:
        return ()
    forms = list(_unnamed(outline, facts))
    if not forms or forms[0].startswith(("[", "the ")):
        return tuple(forms)
    surname = forms[0].split()[-1]
    titled = re.findall(rf"\b(?:Mr|Mrs|Ms|Miss|Dr)\.?\s+{re.escape(surname)}\b", outline.text)
    forms += [one for one in dict.fromkeys(titled) if one not in forms]
    return (*forms, *_shorter(forms, outline.text))


def _unnamed(outline: Outline, facts: ReviewFacts) -> tuple[str, ...]:
    """Return what a report without labels calls its subject: "[name]", "the deceased"."""
    rules = load_rules("cases")["unnamed"]
    for pattern in rules["printed"].get(facts.review_type, rules["printed"]["other"]):
        found = re.search(pattern, outline.text)
        if found:
            label = " ".join(
                (found["label"] if "label" in found.re.groupindex else found[0]).split()
            )
            return (label[0].lower() + label[1:] if label[:4] in ("The ", "THE ") else label,)
    return ()


def _scope(
    outline: Outline,
    facts: ReviewFacts,
    vocabulary: Vocabulary,
    case: Told,
    told: Sequence[Told],
) -> CaseScope:
    own = set(case.own)
    own_passages = [passage for passage in outline.passages if passage.id in own]
    spoken = frozenset(_speaking(outline.passages, case, told))
    passages = [passage for passage in outline.passages if passage.id in spoken]
    text = "\n".join(passage.text for passage in (own_passages or passages))
    found: Particulars = particulars(
        case.forms,
        own_passages or passages,
        case.headline or facts.title,
        text,
        kind=kind_of_type(facts.review_type, vocabulary),
        published=facts.published,
    )
    kind = subject_kind(facts, case.forms, found.age, text, vocabulary)
    return CaseScope(
        label=case.forms[0],
        subject=kind,
        passages=spoken,
        people=find_people(
            Subject(case.forms, kind, facts.review_type, found.sex), outline, passages
        ),
        also=case.forms[1:],
        incident_date=found.incident_date,
        age=found.age,
        sex=found.sex,
    )


def _speaking(passages: Sequence[Passage], case: Told, told: Sequence[Told]) -> Iterator[str]:
    """Yield the passages that speak of a case: its own, and shared ones that name no other.

    A shared passage (analysis, findings, recommendations) belongs to every case
    unless it names some of them: then to those.
    """
    own = set(case.own)
    others = {one for other in told if other is not case for one in other.own} - own
    patterns = [_naming(other.forms) for other in told]
    mine = told.index(case)
    for passage in passages:
        if passage.id in own:
            yield passage.id
        elif passage.id not in others:
            named = [
                index for index, pattern in enumerate(patterns) if pattern.search(passage.text)
            ]
            if not named or mine in named:
                yield passage.id


def _naming(forms: Sequence[str]) -> re.Pattern[str]:
    names = "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
    return re.compile(rf"(?<![\w.])(?:{names})(?!\w)")
