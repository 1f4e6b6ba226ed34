"""From an outline to its cases: one, several told in turn, or several told together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph.model import Passage
from graph.vocabulary import Vocabulary
from ingest.cases.ages import in_figures
from ingest.cases.aliases import aliases
from ingest.cases.candidates import Candidate, candidates, grouped
from ingest.cases.frequent import is_common_word, most_spoken
from ingest.cases.particulars import Particulars, particulars
from ingest.cases.several import Told, several_cases
from ingest.cases.subject import kind_of_type, subject_kind
from ingest.cases.tables import age_in_table
from ingest.cases.telling import subject_pattern
from ingest.labels import base, called, is_collective, members, person_uses
from ingest.outline import Outline
from ingest.people import Subject, find_people
from ingest.review_front import front_text
from ingest.rulebook import load_rules
from ingest.scopes import CaseScope, ReviewFacts

__all__ = ["find_cases"]

# A label that weighs less than this is not sure enough to be the case's.
_ENOUGH = 3.5
# A person's label that is introduced at least so surely replaces a family's or a file's.
_PERSON_ENOUGH = 3.0


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
        or _spoken_forms(outline, facts)
        or (() if _of_nobody(facts) else _unnamed(outline, facts))
    )
    return (Told(forms, every, facts.title),) if forms else ()


def _of_nobody(facts: ReviewFacts) -> bool:
    """Say whether "the child" of a report without labels is nobody in particular."""
    named = load_rules("cases")["kinds"]["only_named"]
    return _many(facts.title) or facts.review_type in named


def _spoken_forms(outline: Outline, facts: ReviewFacts) -> tuple[str, ...]:
    """Return the forms of whom the report speaks of most, where nothing introduces a subject."""
    label = None if _many(facts.title) else most_spoken(outline)
    return () if label is None else (label, *_shorter([label], outline.text))


def _many(title: str) -> bool:
    """Say whether a title is of several cases: "the child" then is none of them."""
    return re.search(load_rules("cases")["several"]["many"], title) is not None


def _subject_forms(outline: Outline, facts: ReviewFacts) -> tuple[str, ...]:
    """Return the subject's label and its other forms; empty when no label is sure enough."""
    found = tuple(
        one
        for one in candidates(outline, facts.title)
        if not is_common_word(one.label, outline.text)
    )
    sure = [one for one in found if one.weight >= _ENOUGH]
    if _names_who_caused_it(sure, facts, outline.text):
        # The title names the one who died and the one who caused it, in this order.
        sure = [one for one in sure if len(members(one.label)) == 1] or [
            replace(one, label=members(one.label)[0]) for one in sure
        ]
    if not sure:
        return ()
    best = max(sure, key=lambda one: _group_weight(found, one))
    best = _together(best, found, facts, outline) or best
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


def _names_who_caused_it(found: Sequence[Candidate], facts: ReviewFacts, text: str) -> bool:
    """Say whether a title of two may name the one who died and the one who caused it.

    Where it lists two and the text tells of neither that they did it, both are subjects.
    """
    rules = load_rules("cases")
    if facts.review_type not in rules["kinds"]["may_be_both"]:
        return facts.review_type in rules["kinds"]["one_of_two"]
    every = [members(one.label) for one in found if one.in_title]
    lists = [one for one in every if len(one) > 1 and all(name in facts.title for name in one)]
    caused = rules["introductions"]["caused_it"]
    return not lists or any(
        re.search(caused.replace("{K}", re.escape(one)), text) for one in lists[0]
    )


def _together(
    best: Candidate, found: Sequence[Candidate], facts: ReviewFacts, outline: Outline
) -> Candidate | None:
    """Return the title's list of children of which `best` is one ("Child A and Child B").

    A homicide's title lists the one who died and the one who caused it: no list.
    """
    if _names_who_caused_it(found, facts, outline.text):
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
            for short in (member, *called(member)):
                listed = short == member and member != form
                if short and short not in forms and (listed or person_uses(short, text, 1)):
                    yield short


def _named_outright(outline: Outline, facts: ReviewFacts) -> tuple[str, ...]:
    """Return the label of a report whose form names its subject at one place (a coroner's)."""
    if facts.review_type not in load_rules("cases")["unnamed"]["first"]:
        return ()
    forms = list(_unnamed(outline, facts))
    if not forms or forms[0].startswith(("[", "the ")):
        return tuple(forms)
    surname = forms[0].split()[-1]
    forms += [f"{forms[0].removesuffix(surname)}{surname.upper()}"]
    titled = re.findall(rf"\b(?:Mr|Mrs|Ms|Miss|Dr)\.?\s+{re.escape(surname)}\b", outline.text)
    forms += [one for one in dict.fromkeys(titled) if one not in forms]
    return tuple(dict.fromkeys((*forms, *_shorter(forms, outline.text))))


def _commonest(pattern: str, text: str) -> re.Match[str] | None:
    """Return the first match of what a pattern matches most often."""
    every = list(re.finditer(pattern, text))
    counts = Counter(found[0].casefold() for found in every)
    return max(every, key=lambda one: (counts[one[0].casefold()], -one.start()), default=None)


def _as_name(printed: str) -> str:
    """Return a name with its surname in small letters: "Gareth HUMPHRIES" as printed elsewhere."""
    words = printed.split()
    return " ".join(word.title() if len(word) > 1 and word.isupper() else word for word in words)


def _unnamed(outline: Outline, facts: ReviewFacts) -> tuple[str, ...]:
    """Return what a report without labels calls its subject: "[name]", "the deceased"."""
    rules = load_rules("cases")["unnamed"]
    own, other = rules["printed"].get(facts.review_type, ()), rules["printed"]["other"]
    for pattern in (*own, *other):
        found = _commonest(pattern, outline.text)
        if found:
            printed = found["label"] if "label" in found.re.groupindex else found[0]
            label = _as_name(" ".join(printed.split()))
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
        front=_lines_of(outline, case.forms) if len(told) == 1 else (),
        kind=kind_of_type(facts.review_type, vocabulary),
        published=facts.published,
    )
    age = found.age or _age_in_table(outline, case, told)
    kind = subject_kind(facts, case.forms, age, text, vocabulary)
    return CaseScope(
        label=case.forms[0],
        subject=kind,
        passages=spoken,
        people=find_people(
            Subject(case.forms, kind, facts.review_type, found.sex), outline, passages
        ),
        also=case.forms[1:],
        incident_date=found.incident_date,
        age=age,
        sex=found.sex,
    )


def _age_in_table(outline: Outline, case: Told, told: Sequence[Told]) -> str | None:
    """Return the age that the family's table gives, where the document has one case."""
    printed = age_in_table(outline, case.forms) if len(told) == 1 else None
    return in_figures(printed) if printed else None


def _lines_of(outline: Outline, forms: Sequence[str]) -> tuple[str, ...]:
    """Return the lines of the title page that name the subject: "Amy, who died in July 2021"."""
    subject = re.compile(subject_pattern(forms))
    lines = (" ".join(line.split()) for line in front_text(outline).splitlines())
    return tuple(line for line in lines if subject.search(line))


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
