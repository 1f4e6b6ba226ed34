"""The vocabulary: its schemes as trees, its concepts at their own IRIs, and a search."""

from __future__ import annotations

from flask import Blueprint, Response, render_template, request, url_for
from rdflib import URIRef

from graph.errors import LibraryMissing, NotFound
from graph.namespaces import V
from graph.vocabulary import Concept, Vocabulary, load_vocabulary
from web.content.descriptions import concept_triples, described, vocabulary_triples
from web.content.vocabulary_pages import matches, tree
from web.content.vocabulary_pages import schemes as all_schemes
from web.content.vocabulary_use import Uses
from web.negotiation import HTML, SUFFIXES, ending_of, opened_to_all, page_or_graph, split_suffix
from web.pages.linked import graph_answer
from web.snapshot import current_snapshot

__all__ = ["blueprint"]

blueprint = Blueprint("vocabulary", __name__)

_SCHEME = "scheme-"
_LONGEST = 200  # characters of a search
# The page of a concept's cases or learning, for the schemes that have one.
_PAGES = {"risk-factor": "factors.factor", "practice-theme": "themes.theme"}


@blueprint.get("/vocab/")
@blueprint.get("/vocab.<ending>", endpoint="whole")
def schemes(ending: str = "") -> Response:
    """List the schemes, or the concepts that a search (?q=) finds; or send all as triples."""
    media_type = page_or_graph(ending)
    if media_type != HTML:
        own = url_for("vocabulary.whole", ending=ending_of(media_type), _external=True)
        return graph_answer(described(vocabulary_triples(), str(V), own), media_type, own)
    asked = request.args.get("q", "").strip()[:_LONGEST]
    known = load_vocabulary()
    uses = _uses(known)
    page = render_template(
        "schemes.html",
        schemes=all_schemes(known),
        asked=asked,
        found=matches(asked, known, uses),
        counted=uses is not None,
    )
    return Response(page, headers=opened_to_all())


@blueprint.get("/vocab/<name>")
def concept(name: str) -> Response:
    """Show a concept or a scheme, or send what is said of it as triples.

    Raises NotFound for what the vocabulary does not hold.
    """
    bare, ending = split_suffix(name)
    is_scheme = bare.startswith(_SCHEME)
    iri = URIRef(V[bare])
    known = load_vocabulary()
    held = bare.removeprefix(_SCHEME) in known.schemes if is_scheme else bare in known
    if not held:
        raise NotFound("The vocabulary has nothing at this address. Look it up at /vocab/.")
    media_type = page_or_graph(ending)
    if media_type == HTML:
        page = _scheme_page(bare, known) if is_scheme else _concept_page(known[bare], known)
        return Response(page, headers=opened_to_all())
    triples = concept_triples("scheme" if is_scheme else "concept", iri)
    own = url_for("vocabulary.concept", name=f"{bare}.{ending_of(media_type)}", _external=True)
    return graph_answer(described(triples, str(iri), own), media_type, own)


def _scheme_page(name: str, known: Vocabulary) -> str:
    scheme = next(one for one in all_schemes(known) if one.name == name)
    uses = _uses(known)
    branches = tree(scheme.id, known, uses)
    return render_template("scheme.html", scheme=scheme, tree=branches, counted=uses is not None)


def _concept_page(found: Concept, known: Vocabulary) -> str:
    uses = _uses(known)
    scheme = next(one for one in all_schemes(known) if one.id == found.scheme)
    return render_template(
        "concept.html",
        concept=found,
        scheme=scheme,
        children=[known[one] for one in known.children(found.id)],
        uses=uses,
        page=_PAGES.get(found.scheme),
        iri=str(V[found.id]),
        endings=SUFFIXES,
    )


def _uses(known: Vocabulary) -> Uses | None:
    """Return the uses of each concept; None while there is no library."""
    try:
        return Uses(current_snapshot(), known)
    except LibraryMissing:
        return None
