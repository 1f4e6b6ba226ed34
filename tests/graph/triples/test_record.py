"""What a Record says in the graph: each group of triples as a table of ASKs."""

from __future__ import annotations

import pytest
from rdflib import Dataset, Graph
from rdflib.compare import isomorphic

from graph.model import Record
from graph.namespaces import DEFAULT_BASE, PREFIXES
from graph.triples import Names, as_dataset, record_turtle, triples
from tests import factories

BASE_PREFIX = {
    kind: f"{DEFAULT_BASE}{kind}/"
    for kind in ("case", "document", "graph", "lesson", "passage", "recommendation", "review")
}


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return as_dataset(triples(factories.record(), extractor="lessons-graph 0"))


def _says(dataset: Dataset, pattern: str) -> bool:
    found = dataset.query(f"ASK {{ {pattern} }}", initNs=PREFIXES | BASE_PREFIX)
    return bool(found.askAnswer)


COVER = "document:doc-cover"
PASSAGE = "<https://lessons-graph.example/id/passage/doc-cover-p4.6>"

TRUE = [
    # the document and its source
    f'{COVER} a cr:Document ; dcterms:title "Two serious case reviews"',
    f'{COVER} dcterms:issued "2007-11-15"^^xsd:date ; dcterms:format "text/plain"',
    f'{COVER} cr:warning "no-pages: The text has no pages."',
    # the run that read it, for the graph as a whole and for each reading
    f"graph:doc-cover prov:wasGeneratedBy ?r . ?r prov:used {COVER}",
    '?e a cr:Evidence ; prov:wasGeneratedBy/cr:extractor "lessons-graph 0"',
    # passages with their text, place and order
    f'{PASSAGE} a cr:Passage ; cr:number "4.6" ; cr:page 4 ; cr:position 4 ; cr:kind "narrative"',
    f'{PASSAGE} cr:section "Part 4" ; cr:charStart ?s ; cr:charEnd ?e ; cr:text ?t',
    # the review and its cases
    f"review:review-wendlebury-2007 cr:examines case:case-e, case:case-m ; cr:reportedIn {COVER}",
    'review:review-wendlebury-2007 cr:reviewType v:scr-child ; cr:area "Wendlebury"',
    'review:review-wendlebury-2007 cr:commissionedBy/foaf:name "Wendlebury LSCB"',
    'case:case-e rdfs:label "Baby E" ; skos:altLabel "E" ; cr:age "5 months" ; cr:sex "female"',
    'case:case-e cr:incidentDate "2007-02"^^xsd:gYearMonth',
    # a factor with person, status and words
    """?f a cr:FactorAssertion ; cr:aboutCase case:case-e ; cr:concept v:domestic-abuse ;
       cr:status cr:PRESENT ; cr:personRole v:mother ; cr:evidence/oa:hasSelector/oa:exact
       "domestic violence" """,
    # one shortcut for each status
    "case:case-e cr:hasFactor v:domestic-abuse, v:parental-opiate-use-ost",
    "case:case-e cr:hasPossibleFactor v:parental-alcohol-misuse",
    "case:case-e cr:hasHistoricalFactor v:parental-childhood-adversity",
    "case:case-m cr:ruledOutFactor v:parental-drug-misuse",
    # legal status and outcome stand on evidence as well
    """?l a cr:LegalStatusAssertion ; cr:aboutCase case:case-m ; cr:concept v:care-order ;
       cr:evidence/cr:inPassage/cr:number "4.1" """,
    """?o a cr:OutcomeAssertion ; cr:aboutCase case:case-e ; cr:concept v:fatal-outcome ;
       cr:evidence/oa:hasSelector/oa:exact "died" . case:case-e cr:hasOutcome v:fatal-outcome""",
    # evidence of every status, also what feeds nothing
    *(
        f"?e a oa:SpecificResource, cr:Evidence ; cr:status cr:{status} ; cr:method 'label-match'"
        for status in (
            "ASSERTED",
            "HISTORICAL",
            "POSSIBLE",
            "NEGATED",
            "HYPOTHETICAL",
            "POLICY",
            "OTHER",
            "GENERAL",
        )
    ),
    # both selectors
    """?e oa:hasSelector ?p, ?q . ?p a oa:TextPositionSelector ; oa:start 201 ; oa:end 205 .
       ?q a oa:TextQuoteSelector ; oa:exact "died" """,
    # agencies, and their part in the case
    """case:case-e cr:involves ?a . ?a foaf:name "Wendlebury Police" ; skos:altLabel "WP" ;
       cr:agencyType v:police ; cr:namedOnlyByType false""",
    """?i a cr:Involvement ; cr:aboutCase case:case-e ; cr:evidence/oa:hasSelector/oa:exact
       "substance misuse services" ; cr:agency/cr:namedOnlyByType true""",
    # a body that is only addressed is a body all the same
    'lesson:les-fathers cr:addressee/foaf:name "Children\'s social care"',
    # recommendations
    """recommendation:rec-1 a cr:Recommendation ; cr:number "6.1" ; cr:theme v:hidden-men ;
       cr:addressee/foaf:name "Wendlebury Police" ; cr:actionType v:information-sharing-action ;
       cr:actionStrength v:action-strength-intermediate ; cr:addressesFactor v:domestic-abuse ;
       cr:aboutCase case:case-e ; cr:fromReview review:review-wendlebury-2007 ;
       cr:deadline "within six months" ; cr:inPassage/cr:number "6.1" """,
]
FALSE = [
    "case:case-e cr:hasFactor v:parental-alcohol-misuse",  # only suspected
    "case:case-m cr:hasFactor ?any",  # ruled out is not present
    "?c cr:hasFactor v:care-experienced-child",  # another person's
    "case:case-m cr:involves ?a",  # the agencies worked with the other family
    'case:case-e cr:involves/foaf:name "Wendlebury LSCB"',  # commissioning is no involvement
    "?x cr:agencyType cr:none",  # the thing that is nowhere
]


@pytest.mark.parametrize("pattern", TRUE)
def test_what_the_graph_says(dataset: Dataset, pattern: str) -> None:
    assert _says(dataset, pattern)


@pytest.mark.parametrize("pattern", FALSE)
def test_what_the_graph_does_not_say(dataset: Dataset, pattern: str) -> None:
    assert not _says(dataset, pattern)


def test_everything_lies_in_the_documents_own_graph() -> None:
    graphs = {str(quad.graph_name) for quad in triples(factories.record())}
    assert graphs == {f"<{Names().graph('doc-cover')}>"}


@pytest.mark.parametrize("record", factories.library())
def test_two_builds_are_equal(record: Record) -> None:
    assert list(triples(record)) == list(triples(record))
    one, other = (Graph().parse(data=record_turtle(record), format="turtle") for _ in range(2))
    assert len(one) > 0
    assert isomorphic(one, other)


def test_another_base_moves_only_our_own_things() -> None:
    moved = {str(quad.subject) for quad in triples(factories.record(), "https://example.org/x/")}
    assert all(subject.startswith("<https://example.org/x/") for subject in moved)


def test_several_reviews_in_a_document_claim_only_what_names_their_case() -> None:
    dataset = as_dataset(triples(factories.two_reviews_record()))
    assert _says(dataset, "recommendation:rec-1 cr:fromReview review:review-e")
    assert not _says(dataset, "recommendation:rec-1 cr:fromReview review:review-m")
    assert not _says(dataset, "recommendation:rec-2 cr:fromReview ?any")


def test_an_empty_record_is_a_document_and_its_run() -> None:
    bare = Record(document=factories.record().document)
    types = {
        str(quad.object)
        for quad in triples(bare)
        if str(quad.predicate).endswith("22-rdf-syntax-ns#type>")
    }
    assert types == {
        "<https://lessons-graph.example/ns#Document>",
        "<http://www.w3.org/ns/prov#Activity>",
    }
