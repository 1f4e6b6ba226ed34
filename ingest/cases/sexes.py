"""The sex of a case's subject, from titles, nouns beside the label, and pronouns after it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from ingest.cases.telling import NEXT_NAME, Sentence, names_another, subject_pattern
from ingest.labels import members
from ingest.rulebook import load_rules

__all__ = ["sex_of_subject"]

_PRONOUN_REACH = 160
# Early sentences introduce the subject; later ones tell of everybody.
_EARLY = 10
# A label this near the start of a sentence is its subject.
_LEADS = 12
# Words outright ("a boy") weigh as much as so many pronouns.
_OUTRIGHT = 6
# How many sentences are read where no label is printed, and by how much one sex must lead.
_UNNAMED_SENTENCES = 12
_LEAD = 1.3
# The first sentences say who it is: their words weigh more.
_OPENING, _FIRST = 2, 3


def sex_of_subject(forms: Sequence[str], told: Sequence[Sentence], text: str) -> str | None:
    """Return "female" or "male", None where the words do not agree."""
    rules = load_rules("cases")["sex"]
    if len({one.split()[0] for one in members(forms[0])} & {"Mr", "Mrs", "Ms"}) > 1:
        return None  # a couple
    for form in forms:
        title = form.split()[0].rstrip(".")
        if title in ("Mr", "Master"):
            return "male"
        if title in ("Mrs", "Ms", "Miss"):
            return "female"
    printed = re.search(rules["particulars"], text)
    if printed:
        return printed["sex"].lower()
    votes: Counter[str] = Counter()
    pattern = re.compile(subject_pattern(forms))
    for place, sentence in enumerate(told):
        weight = 3 if place <= _EARLY else 1
        for found in pattern.finditer(sentence.text):
            leads = 2 if found.start() <= _LEADS else 1
            _vote(votes, _sex_after(sentence.text, found.end(), rules), weight * leads)
        if sentence.alone and not sentence.names:
            _vote(votes, _sex_after(sentence.text, 0, rules), weight)
    if not votes:
        votes.update(_sex_of_unnamed(told))
    return _decided(votes)


def _vote(votes: Counter[str], told: Mapping[str, int], weight: int) -> None:
    for sex, count in told.items():
        votes[sex] += count * weight


def _sex_after(text: str, end: int, rules: Mapping[str, str]) -> dict[str, int]:
    """Return the vote of what follows a label, as far as no other name comes between."""
    after = text[end : end + _PRONOUN_REACH]
    if re.match(rules["female_outright"], after):
        return {"female": _OUTRIGHT}
    if re.match(rules["male_outright"], after):
        return {"male": _OUTRIGHT}
    # "Rosalind was his carer" tells another's sex, "Rosalind was his mother" tells hers too.
    own = re.sub(rules["of_another"], " ", re.split(NEXT_NAME, after)[0])
    own = re.sub(rules["done_to_another"], " ", own)
    female = re.search(r"\b(?:she|her|herself)\b", own, re.IGNORECASE)
    male = re.search(r"\b(?:he|him|his|himself)\b", own, re.IGNORECASE)
    if female and (not male or female.start() < male.start()):
        return {"female": 1}
    return {"male": 1} if male else {}


def _sex_of_unnamed(told: Sequence[Sentence]) -> Counter[str]:
    """Count "a girl", "a boy" where no label is printed; the first noun weighs most."""
    rules = load_rules("cases")["sex"]
    votes: Counter[str] = Counter()
    for place, sentence in enumerate(told[:_UNNAMED_SENTENCES]):
        another = names_another(sentence.text)
        weight = _FIRST if place <= _OPENING else 1
        for sex in ("female", "male"):
            nouns = rules[f"{sex}_child"] if another else rules[sex]
            votes[sex] += weight * len(re.findall(nouns, sentence.text))
    return votes


def _decided(votes: Counter[str]) -> str | None:
    female, male = votes["female"], votes["male"]
    if female >= 2 * male and female:
        return "female"
    if male >= 2 * female and male:
        return "male"
    if female == male:
        return None
    return "female" if female > _LEAD * male else "male" if male > _LEAD * female else None
