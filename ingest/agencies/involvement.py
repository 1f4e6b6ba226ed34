"""Whether a body played a part in the case or is addressed."""

from __future__ import annotations

import re

from graph.model import Passage, PassageKind
from ingest.agencies.folding import Bodies, Body
from ingest.agencies.mentions import Mention, is_plural
from ingest.agencies.names import distinctive
from ingest.agencies.rules import agency_rules, involvement_rules
from ingest.scopes import ReviewFacts
from ingest.sentences import sentences

__all__ = ["NOT_OF_THE_CASE", "plays_a_part"]

# Sections whose mentions are of policy, research or the review's own making.
NOT_OF_THE_CASE = frozenset(
    {
        PassageKind.POLICY,
        PassageKind.RESEARCH,
        PassageKind.REFERENCES,
        PassageKind.GLOSSARY,
        PassageKind.FOOTNOTE,
        PassageKind.BOILERPLATE,
        PassageKind.QUESTION,
    }
)
_ABOUT_THE_REVIEW = frozenset(
    {PassageKind.METHODOLOGY, PassageKind.TERMS_OF_REFERENCE, PassageKind.FRONT_MATTER}
)
_ASKS = frozenset({PassageKind.RECOMMENDATION, PassageKind.ACTION_PLAN})
# A service of a slight kind that is spoken of so often has a part in the case.
_OFTEN, _COMMON_WORDS = 4, 2
# Who leads stands behind so few words at the end of a cell.
_LEAD = 6
# What may stand before the subject of a request: a number, names joined by "and", a determiner.
_OPENS = re.compile(
    r"\W*(?:(?:[A-Z]{0,3}|Rec\w*)\W{0,2}\d[\d.:)]*\W*)?"
    r"(?:(?:that|all|both|local|area|primary|secondary|and|the|in|for|to|[A-Z][\w’']*|,|&)\W*)*"
)
_NATIONAL_PANEL = "csp-review-panel-national"
_REVIEWERS = "independent-reviewer-firm"


def plays_a_part(body: Body, facts: ReviewFacts, bodies: Bodies) -> bool:
    """Say whether a body commissioned the review, worked in the case or is addressed."""
    if body.addressed:
        return True
    if body.type is None:
        return False
    if any(bodies.get(name) is body for name in facts.commissioned_by):
        return body.type not in involvement_rules().bystanders
    return any(_involved(body, mention) for mention in body.mentions)


def _involved(body: Body, mention: Mention) -> bool:
    passage = mention.passage
    if passage is None:
        return body.named  # a heading: a section of its own, or recommendations to it
    if agency_rules().sent_to.search(" ".join((*passage.section, passage.text[:80]))):
        return body.named
    if body.type == _REVIEWERS:
        return involvement_rules().reviewers.search(_sentence(passage, mention)) is not None
    if passage.kind in _ASKS:
        return _is_spoken_to(body, passage, mention)
    return _has_a_part(body, passage, mention)


def _is_spoken_to(body: Body, passage: Passage, mention: Mention) -> bool:
    """Say whether a request speaks to a body, by its name or where an addressee stands."""
    rules = involvement_rules()
    if not body.named and body.type in rules.settings and is_plural(mention.form):
        return _begins(passage, mention)
    told = body.named and not rules.resolutions.search(_sentence(passage, mention))
    return told or _asked(passage, mention)


def _has_a_part(body: Body, passage: Passage, mention: Mention) -> bool:
    """Say whether a mention outside requests tells of a part in the case."""
    rules, sentence = involvement_rules(), _sentence(passage, mention)
    if body.type == _NATIONAL_PANEL:  # elsewhere it is cited for its guidance
        return rules.notified.search(sentence) is not None
    at_large = not body.named and body.type in rules.settings and is_plural(mention.form)
    slight = not body.named and body.type in rules.slight and _is_passing(body, mention)
    contributed = body.named and rules.contributors.search(sentence) is not None
    holds = body.named and body.type in rules.boards and bool(distinctive(mention.form))
    about = passage.kind in _ABOUT_THE_REVIEW and not (contributed or holds)
    apart = at_large or slight or passage.kind in NOT_OF_THE_CASE or about
    if apart or body.type in rules.bystanders or mention.form.lower() in rules.unnamed_bystanders:
        return False
    return not (rules.membership.search(sentence) or rules.authors.search(sentence))


def _is_passing(body: Body, mention: Mention) -> bool:
    """Say whether a service is mentioned seldom and by a common word or two."""
    return len(body.mentions) < _OFTEN and len(mention.form.split()) <= _COMMON_WORDS


def _asked(passage: Passage, mention: Mention) -> bool:
    """Say whether a service stands where an addressee does: before the verb, or in a lead cell."""
    clause = re.split(r"[.;:]\s", passage.text[: mention.start - passage.start])[-1]
    after = passage.text[mention.end - passage.start :]
    return (
        not re.search(r"\b(?:should|must|to|will|shall|ensure|that)\b", clause)
        or (
            re.match(r"\s*\)?\s*[.;]?\s*(?:$|[|\t\n])", after) is not None
            and len(clause.split()) <= _LEAD
        )
        or re.search(r"\bby (?:the )?$", clause) is not None
    )


def _begins(passage: Passage, mention: Mention) -> bool:
    """Say whether a request begins with a mention: "Schools must", "that all care homes be"."""
    return _OPENS.fullmatch(passage.text[: mention.start - passage.start]) is not None


def _sentence(passage: Passage, mention: Mention) -> str:
    """Return the sentence of a mention, the mention itself left out: its name is no cue."""
    at, to = mention.start - passage.start, mention.end - passage.start
    text = passage.text
    around = next(((a, b) for a, b in sentences(text) if a <= at < b), (0, len(text)))
    return f"{text[around[0] : at]} {text[to : max(around[1], to)]}"
