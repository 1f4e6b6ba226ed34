"""Did you mean, type-ahead, why nothing was found, and what comes first."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.vocabulary import load_vocabulary
from search.corrections import corrections
from search.emptiness import emptied_by
from search.engine import ENGINES, IndexReader, get_engine
from search.entry import Entry, EntryKind
from search.query import Filter, read_query
from search.typeahead import Completer, Name, concept_names
from tests.search.library import build, passage

# (query, queries offered, what the row proves)
MEANT = [
    ("infromation", ["information"], "two letters changed places"),
    ("polise shared", ["police shared", "policy shared"], "the other words stay"),
    ('"domestic abise"', ['"domestic abuse"'], "inside a phrase"),
    ("board:Wendelbury", ["board:wendlebury"], "the name of a board"),
    ("title:Finhc", ["title:finch"], "a word of a title"),
    ("neglected", [], "a word that is there"),
    ("DB", [], "too short to guess"),
    ("xylophones", [], "nothing near it"),
    ("infor* polise~", [], "patterns and near words mean what they say"),
    ("factor:neglect", [], "a concept is no word"),
]


@pytest.mark.parametrize(("text", "offered", "proves"), MEANT)
def test_did_you_mean(reader: IndexReader, text: str, offered: list[str], proves: str) -> None:
    found = corrections(reader, read_query(text, expand=False))
    assert [one.text for one in found] == offered, proves
    assert all(one.entries for one in found)


def test_the_commoner_word_comes_first(tmp_path: Path) -> None:
    texts = ["caring", "coring", "caring", "carving"]
    for engine in ENGINES:
        build(engine, tmp_path / engine, [passage(f"p{at}", one) for at, one in enumerate(texts)])
        reader = get_engine(engine).read(tmp_path / engine)
        found = corrections(reader, read_query("ciring", expand=False))
        assert [(one.offered, one.entries) for one in found] == [
            ("caring", 2),
            ("coring", 1),
            ("carving", 1),
        ]
        reader.close()


# (query, filters, first condition told, found alone, found without it)
EMPTIED = [
    ("zzzz", [], "the text says “zzzz”", 0, 0),
    ("police zzzz", [], "the text says “zzzz”", 0, 1),
    ("police smell", [], "the text says “police”", 1, 1),
    ("police year:2021", [], "the text says “police”", 1, 3),
    ("neglect year:1950", [], "it was published in 1950", 0, 3),
    ("police", [Filter("year", "2021")], "the text says “police”", 1, 3),
    ("(police NOT information)", [], "the text says “police”", 1, 9),
    ("police", [Filter("factor", "nonsense")], "factor is nonsense", 0, 1),
]


@pytest.mark.parametrize(("text", "filters", "condition", "alone", "without"), EMPTIED)
def test_why_nothing_was_found(  # noqa: PLR0917 - the columns of a table
    reader: IndexReader,
    text: str,
    filters: list[Filter],
    condition: str,
    alone: int,
    without: int,
) -> None:
    query = read_query(text, filters=filters, expand=False)
    assert reader.search(query).total == 0
    first = emptied_by(reader, query)[0]
    told = {one.condition: (one.alone, one.without) for one in emptied_by(reader, query)}
    assert told[condition] == (alone, without)
    assert (first.alone > 0) is all(found for found, _ in told.values())


NAMES = Completer(
    [
        *concept_names(load_vocabulary()),
        Name("board", "Wendlebury LSCB", 'board:"Wendlebury LSCB"'),
        Name("case", "Baby Finch", 'case:"Baby Finch"', ("Finch",)),
        Name("report", "Overview report: Baby Finch", 'title:"Overview report: Baby Finch"'),
    ]
)
# (typed, the text offered first, what the row proves)
OFFERED = [
    ("homeless", "factor:homelessness ", "a concept by its label"),
    ("factor:homel", "factor:homelessness ", "after its field"),
    ("theme:homel", "", "of that field alone"),
    ("police wendle", 'police board:"Wendlebury LSCB" ', "the end of what is typed"),
    ("baby fin", 'case:"Baby Finch" ', "a name of two words"),
    ("finch", 'case:"Baby Finch" ', "a name by its second word"),
    ("wendlebury l", 'board:"Wendlebury LSCB" ', "as far as it is typed"),
    ("f", "", "one letter says too little"),
    ("zzzz", "", "nothing begins so"),
    ("", "", "nothing typed"),
    ("(police OR homeless", "(police OR factor:homelessness ", "after a bracket"),
    ("homeless " * 100, "", "nobody types so much"),
]


@pytest.mark.parametrize(("typed", "text", "proves"), OFFERED)
def test_type_ahead(typed: str, text: str, proves: str) -> None:
    found = NAMES.complete(typed)
    assert (found[0].text if found else "") == text, proves
    assert len(found) <= 8


@given(st.text(max_size=60))
def test_whatever_is_typed_suggestions_keep_what_stood_before(typed: str) -> None:
    for one in NAMES.complete(typed):
        assert one.text.endswith(f"{one.query} ")
        assert typed.startswith(one.text.removesuffix(f"{one.query} "))


def place(key: str, section: str, text: str = "They asked about neglect.") -> Entry:
    return passage(key, text, section=section)


@pytest.mark.parametrize("engine", ENGINES)
def test_lessons_come_before_the_rest_and_front_matter_last(engine: str, tmp_path: Path) -> None:
    entries = [
        place("a1", "front-matter", "neglect neglect"),
        place("b1", "narrative"),
        place("c1", "finding"),
        place("d1", "references", "neglect"),
        place("e1", "narrative", "neglect, neglect and neglect: neglect again"),
        place("f1", "recommendation"),
    ]
    build(engine, tmp_path / "index", entries)
    reader = get_engine(engine).read(tmp_path / "index")
    order = [hit.entry.id for hit in reader.search(read_query("neglect", expand=False)).hits]
    assert set(order[:2]) == {"c1", "f1"}
    assert order[2:4] == ["e1", "b1"]
    assert set(order[4:]) == {"a1", "d1"}
    reader.close()


@pytest.mark.parametrize("engine", ENGINES)
def test_a_lesson_counts_as_one_wherever_it_stands(engine: str, tmp_path: Path) -> None:
    lesson = place("a1", "front-matter")
    made = Entry(
        **{name: getattr(lesson, name) for name in lesson.__slots__}
        | {"id": "les", "kind": EntryKind.LESSON}
    )
    build(engine, tmp_path / "index", [place("b1", "narrative"), made])
    reader = get_engine(engine).read(tmp_path / "index")
    hits = reader.search(read_query("neglect", expand=False)).hits
    assert [hit.entry.id for hit in hits] == ["les", "b1"]
    reader.close()
