"""Values as RDF terms."""

from __future__ import annotations

import pytest
from rdflib import URIRef

from graph.namespaces import RDFS, XSD, V
from graph.triples.terms import Statements, concept, date, text, texts


@pytest.mark.parametrize(
    ("printed", "datatype"),
    [
        ("2007-11-15", XSD.date),  # a whole date
        ("2007-11", XSD.gYearMonth),  # cut to the month
        ("2007", XSD.gYear),  # cut to the year
        ("2008-02-29", XSD.date),  # a leap day that was
        ("2007-02-29", XSD.string),  # a leap day that was not
        ("2007-13", XSD.string),  # no such month
        ("early 1993", XSD.string),  # words stay words
        ("٢٠٠٧", XSD.string),  # digits of another script are no xsd:gYear
    ],
)
def test_a_date_is_typed_as_far_as_it_is_known(printed: str, datatype: URIRef) -> None:
    term = date(printed)
    assert term is not None
    assert (term.value, term.datatype.value) == (printed, str(datatype))


def test_nothing_says_nothing() -> None:
    assert (date(None), date(""), text(None), text(""), concept(None)) == (None,) * 5
    assert texts(["", "E"]) == [text("E")]


def test_one_quad_for_each_value() -> None:
    say = Statements(URIRef("http://example.org/g"))
    subject = URIRef("http://example.org/s")
    quads = list(say.about(subject, (RDFS.label, texts(["a", "b"])), (RDFS.seeAlso, V.police)))
    assert [quad.object.value for quad in quads] == ["a", "b", str(V.police)]  # type: ignore[union-attr]  # all of them have a value
    assert {quad.graph_name.value for quad in quads} == {"http://example.org/g"}  # type: ignore[union-attr]  # never the default graph
    assert list(say.about(subject, (RDFS.label, None), (RDFS.label, []))) == []
