"""What kind of review a document reports: phrases weighed by where they stand.

The title and the front say what a document is. Its body names many reviews that
it is not (agencies' own ones, earlier ones, those of other nations), so a phrase
there counts little and never more than a bounded sum.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from ingest.dates import find_dates
from ingest.outline import Outline
from ingest.review_date import published_date
from ingest.review_front import front_text
from ingest.rulebook import load_rules

__all__ = ["ReviewType", "review_type"]

ReviewType = tuple[str | None, bool]

# How much of the body is read: a review says what it is long before this.
_BODY_CHARACTERS = 40_000
# How much of the opening decides between the readings of one phrase.
_OPENING_CHARACTERS = 2_500
# "What we saw in 41 rapid reviews": others' reviews that were read.
_COUNTED = re.compile(r"\b(?:[1-9]\d+|every|all|\w+teen|\w+ty(?: \w+)?)$")
# Two names within this many characters of a hit are looked at for what vetoes it.
_CONTEXT = 24


def review_type(outline: Outline, title: str) -> ReviewType:
    """Return the review-type concept (None when it cannot be told) and whether this is a review.

    A document is a review when its weighed phrases reach the sum that
    `rules/review.toml` calls enough; the type is the form with the highest sum.
    """
    police = _police_learning(outline, title)
    if police:
        return police, True
    many = load_rules("review")["many"]
    if re.search(many["title"], title) and re.search(many["counted"], _head(outline, title)):
        return str(many["concept"]), True
    scores = _scores(outline, title)
    weights = load_rules("review")["weights"]
    if not scores or max(scores.values()) < weights["enough"]:
        inferred = _inferred(outline, title) or _listed(outline, title)
        return inferred, inferred is not None
    best = max(scores, key=lambda concept: scores[concept])
    return _resolved(best, _opening(outline, title)), True


def _inferred(outline: Outline, title: str) -> str | None:
    """Return the type that body and year leave open to a document calling itself a report."""
    rules = load_rules("review")["infer"]
    head = _folded(f"{title} {front_text(outline)}")
    if not _any(rules["names"], head) or _any(rules["not_with"], _folded(title)):
        return None
    published = published_date(outline, title) or _latest_year(outline.text)
    for rule in rules["by_body"]:
        first, last = rule["years"]
        if rule["body"] in head and published and first <= int(published[:4]) <= last:
            return str(rule["concept"])
    return None


def _listed(outline: Outline, title: str) -> str | None:
    """Return the type of a list of children's reviews by its year ("Case reviews of 2015")."""
    for rule in load_rules("review")["listed"]:
        found = re.search(rule["title"], title) and re.search(rule["children"], outline.text)
        printed = re.search(r"\b(?:19|20)\d\d\b", title) or re.search(
            r"\b(?:19|20)\d\d\b", outline.text[:_OPENING_CHARACTERS]
        )
        for one in rule["concepts"] if found and printed else ():
            if printed and one["first"] <= int(printed[0]) <= one["last"]:
                return str(one["concept"])
    return None


def _latest_year(text: str) -> str | None:
    """Return the last year that the opening tells of, where no date of publication is."""
    return max((date.iso[:4] for date in find_dates(text[:_OPENING_CHARACTERS])), default=None)


def _scores(outline: Outline, title: str) -> Mapping[str, float]:
    weights = load_rules("review")["weights"]
    totals: Counter[str] = Counter()
    body: Counter[str] = Counter()
    for text, weight in (
        (title, weights["title"]),
        (front_text(outline), weights["front"]),
        ("\n".join(heading.text for heading in outline.headings), weights["heading"]),
    ):
        # A phrase once said weighs no more for being repeated at the same place.
        for concept in dict.fromkeys(_forms(text)):
            totals[concept] += weight * _form_weights().get(concept, 1.0)
    for concept in _forms(outline.text[:_BODY_CHARACTERS]):
        body[concept] += weights["body"]
    for concept, weight in body.items():
        totals[concept] += min(weight, weights["body_at_most"])
    return totals


def _resolved(concept: str, opening: str) -> str:
    """Return what the phrase means here: an SCR of an adult, a learning review in Scotland."""
    for form in load_rules("review")["form"]:
        if form["concept"] != concept:
            continue
        for other in form.get("instead", ()):
            if _any(other["cues"], opening) and not _any(other.get("unless", ()), opening):
                return str(other["concept"])
    return concept


def _any(cues: Iterable[str], opening: str) -> bool:
    return any(cue in opening for cue in cues)


def _opening(outline: Outline, title: str) -> str:
    return _folded(_head(outline, title))


def _head(outline: Outline, title: str) -> str:
    return f"{title}\n{front_text(outline)}\n{outline.text[:_OPENING_CHARACTERS]}"


def _folded(text: str) -> str:
    return re.sub(r"[\s\-\u2010-\u2015]+", " ", text).lower()


def _forms(text: str) -> Iterator[str]:
    """Yield the concept of each phrase in `text`, somebody else's reviews left out."""
    rules = load_rules("review")
    concepts = _concepts()
    for pattern in _phrases():
        for found in pattern.finditer(text):
            before = _folded(text[max(0, found.start() - _CONTEXT) : found.start()]).rstrip(" \"'")
            after = _folded(text[found.end() : found.end() + _CONTEXT]).lstrip(" \"'").lstrip()
            if found[0].lower().endswith("s") and _COUNTED.search(before):
                continue
            if _ends_with(before, rules["not_after"]) or _starts_with(after, rules["not_before"]):
                continue
            yield concepts[_folded(found[0])]


def _ends_with(text: str, words: Iterable[str]) -> bool:
    return any(re.search(rf"\b{re.escape(word)}(?: a| an| the)?$", text) for word in words)


def _starts_with(text: str, words: Iterable[str]) -> bool:
    return any(re.match(rf"{re.escape(word)}s?\b", text) for word in words)


@cache
def _form_weights() -> Mapping[str, float]:
    """Return the weight of the forms that weigh less than others."""
    forms = load_rules("review")["form"]
    return {form["concept"]: form["weight"] for form in forms if "weight" in form}


@cache
def _concepts() -> Mapping[str, str]:
    named: dict[str, str] = {}
    for form in load_rules("review")["form"]:
        for phrase in form["phrases"]:
            for plural in ("", "s"):
                named[_folded(phrase + plural)] = form["concept"]
    return named


@cache
def _phrases() -> tuple[re.Pattern[str], ...]:
    """Return two alternations, longest phrase first: words in any case, acronyms as printed."""
    phrases = sorted(
        (phrase for form in load_rules("review")["form"] for phrase in form["phrases"]),
        key=len,
        reverse=True,
    )
    acronyms = [phrase for phrase in phrases if _is_acronym(phrase)]
    words = [phrase for phrase in phrases if not _is_acronym(phrase)]
    return (
        re.compile(_alternation(words), re.IGNORECASE),
        re.compile(_alternation(acronyms)),
    )


def _is_acronym(phrase: str) -> bool:
    return phrase.isupper() and " " not in phrase


def _alternation(phrases: Iterable[str]) -> str:
    gap = r"[\s\-\u2010-\u2015]+"
    forms = (gap.join(map(re.escape, phrase.split())) for phrase in phrases)
    return rf"(?<!\w)(?:{'|'.join(forms)})s?(?!\w)"


def _police_learning(outline: Outline, title: str) -> str | None:
    police: Mapping[str, Any] = load_rules("review")["police"]
    told = all(re.search(police[cue], outline.text) for cue in ("force", "text"))
    contact = re.search(police["contact"], title) and re.search(
        police["investigated"], outline.text
    )
    if contact or (told and re.search(police["title"], title)):
        return str(police["concept"])
    return None
