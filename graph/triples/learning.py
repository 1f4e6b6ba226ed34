"""Lessons and recommendations: words, passage, addressees, themes, and whose they are."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Quad
from rdflib import URIRef

from graph.model import Lesson, Recommendation, Strength
from graph.namespaces import CR, DCTERMS, RDF
from graph.triples.setting import Setting
from graph.triples.terms import concept, concepts, text

__all__ = ["learning_quads"]

_STRENGTHS = {
    Strength.WEAK: "action-strength-weak",
    Strength.INTERMEDIATE: "action-strength-intermediate",
    Strength.STRONG: "action-strength-strong",
}


def learning_quads(at: Setting) -> Iterator[Quad]:
    """Yield each lesson and each recommendation of the Record."""
    for lesson in at.record.lessons:
        node = at.names.lesson(lesson.id)
        yield from at.say.about(node, (RDF.type, CR.Lesson))
        yield from _said(node, lesson, at)
    for asked in at.record.recommendations:
        node = at.names.recommendation(asked.id)
        yield from _asked(node, asked, at)
        yield from _said(node, asked, at)


def _asked(node: URIRef, asked: Recommendation, at: Setting) -> Iterator[Quad]:
    strength = _STRENGTHS[asked.strength] if asked.strength else None
    yield from at.say.about(
        node,
        (RDF.type, CR.Recommendation),
        (CR.number, text(asked.number)),
        (CR.actionType, concepts(asked.actions)),
        (CR.actionStrength, concept(strength)),
        (CR.addressesFactor, concepts(asked.factors)),
        (CR.deadline, text(asked.deadline)),
    )


def _said(node: URIRef, item: Lesson | Recommendation, at: Setting) -> Iterator[Quad]:
    yield from at.say.about(
        node,
        (DCTERMS.isPartOf, at.document),
        (CR.fromReview, [at.names.review(review) for review in _reviews(item, at)]),
        (CR.inPassage, at.names.passage(item.passage)),
        (CR.text, text(item.text)),
        (CR.addressee, [at.agencies.find(name) for name in item.addressed_to]),
        (CR.theme, concepts(item.themes)),
        (CR.aboutCase, [at.names.case(case) for case in item.cases]),
    )


def _reviews(item: Lesson | Recommendation, at: Setting) -> list[str]:
    """Return the reviews that say this: the only one, or those of the cases it names.

    Where a document reports several reviews and the item names no case, none
    is certain: it is then found through its document.
    """
    reviews = at.record.reviews
    if len(reviews) == 1:
        return [reviews[0].id]
    return [review.id for review in reviews if set(review.cases) & set(item.cases)]
