"""Lists of queries: how they are read, and that each count is that of a search of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import QueryInvalid, UsageInvalid
from search.batch import Term, checked_terms, count_terms, read_terms, written_terms
from search.engine import ENGINES, IndexReader, get_engine
from search.query import Filter, read_query
from tests.search.library import ENTRIES, build, passage

_MOST = 50

# (text, from a .csv file, terms, what the row proves)
LISTS = [
    ("neglect\npolice", False, [("neglect", ""), ("police", "")], "one on each line"),
    ("  neglect \r\n\r\n police\n", False, [("neglect", ""), ("police", "")], "blanks go"),
    ("# mine\nneglect", False, [("neglect", "")], "a comment"),
    ("\ufeffneglect", False, [("neglect", "")], "the mark of UTF-8 is no word"),
    ('"shared, early"~3, police', False, [('"shared, early"~3, police', "")], "a comma in a line"),
    ("query,note\nneglect,x", False, [("neglect", "")], "a heading makes it a table"),
    ("name,query\nN,neglect\n,police", False, [("neglect", "N"), ("police", "")], "with names"),
    ("Label;Term\nneglect", False, [("Label;Term", ""), ("neglect", "")], "no commas: a list"),
    ("neglect,12\npolice,3", True, [("neglect", ""), ("police", "")], "no heading: column one"),
    ('term\n"""out of sight"""', True, [('"out of sight"', "")], "quotation marks of CSV"),
    ("query\nneglect\n", True, [("neglect", "")], "a heading of one column, in a CSV file"),
    ("query\nneglect", False, [("query", ""), ("neglect", "")], "which in a list is a word"),
    ('query,name\n"a\nb",two lines', True, [("a\nb", "two lines")], "a cell of two lines"),
    ("name,query\nonly a name", True, None, "a row that is too short is no term"),
    ("", False, None, "nothing"),
    ("\n \n", False, None, "nothing but blanks"),
    ("\n".join(["neglect"] * (_MOST + 1)), False, None, "too many"),
]


@pytest.mark.parametrize(("text", "as_csv", "terms", "proves"), LISTS)
def test_a_list_is_read(
    text: str, as_csv: bool, terms: list[tuple[str, str]] | None, proves: str
) -> None:
    if terms is None:
        with pytest.raises(UsageInvalid):
            read_terms(text, most=_MOST, as_csv=as_csv)
    else:
        found = read_terms(text, most=_MOST, as_csv=as_csv)
        assert [(one.text, one.name) for one in found] == terms, proves


_WORDS = st.text(st.characters(blacklist_categories=["Cc", "Cs", "Zl", "Zp"])).map(str.strip)
_TERMS = st.lists(st.builds(Term, _WORDS, _WORDS), min_size=1, max_size=5)


@given(_TERMS)
def test_a_list_is_written_as_it_is_read(terms: list[Term]) -> None:
    try:
        kept = checked_terms(terms, _MOST)
    except UsageInvalid:
        return
    assert read_terms(written_terms(kept), most=_MOST) == kept


@given(st.text(), st.booleans())
def test_any_text_is_a_list_or_is_refused(text: str, as_csv: bool) -> None:
    with suppress(UsageInvalid):
        assert read_terms(text, most=_MOST, as_csv=as_csv)


_CASED = (
    *(
        passage(f"k{at}", text, cases=cases, position=at)
        for at, (text, cases) in enumerate(
            [
                ("The police saw neglect.", ("case-1",)),
                ("The police spoke of neglect in both families.", ("case-1", "case-2")),
                ("Information was not shared.", ("case-2",)),
                ("Nobody shared information about neglect.", ("case-3", "case-1", "case-2")),
                ("The policy on neglect.", ()),
            ]
        )
    ),
    *ENTRIES,
)
_QUERIES = st.lists(
    st.sampled_from(["neglect", "police", "information", "shared", "NOT", "OR", "(", "polic*"]),
    min_size=1,
    max_size=4,
).map(" ".join)


@pytest.fixture(scope="module", params=ENGINES)
def reader(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[IndexReader]:
    path = tmp_path_factory.mktemp("batch") / "index"
    build(request.param, path, _CASED)
    found = get_engine(request.param).read(path)
    yield found
    found.close()


@settings(max_examples=60, deadline=None)
@given(
    texts=st.lists(_QUERIES, min_size=1, max_size=3), kind=st.sampled_from(["passage", "review"])
)
def test_each_count_is_that_of_a_single_search(
    reader: IndexReader, texts: list[str], kind: str
) -> None:
    filters = [Filter("kind", kind)]
    for text, one in zip(
        texts, count_terms(reader, map(Term, texts), filters=filters), strict=True
    ):
        if one.query is None:
            with pytest.raises(QueryInvalid, match=re.escape(one.problem)):
                read_query(text, filters=filters)
            continue
        query = read_query(text, filters=filters)
        found = list(reader.entries(query))
        assert one.total == len(found) == reader.search(query).total
        assert one.outside == sum(not entry.cases for entry in found)
        assert one.reviews == len({entry.review for entry in found if entry.review})
        held = {case for entry in _CASED for case in entry.cases}
        single = {case: reader.search(query.filtered("case", case)).total for case in held}
        assert dict(one.cases) == {case: number for case, number in single.items() if number}


def test_a_query_that_cannot_be_read_stops_no_other(reader: IndexReader) -> None:
    terms = [Term("neglect"), Term("year:abc"), Term("police")]
    problems = [bool(one.problem) for one in count_terms(reader, terms)]
    assert problems == [False, True, False]
