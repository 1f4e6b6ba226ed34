"""One contract for all engines, and their agreement with each other and with plain reading."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from graph.errors import QueryInvalid
from search.engine import ENGINES, IndexReader, get_engine
from search.entry import Entry
from search.limits import DEFAULT_QUERY_LIMITS
from search.query import Filter, read_query
from search.results import Sort
from tests.search.library import ENTRIES, build, ids, passage

# (query, ids found, what the row proves). Synonyms are off; they have tests of their own.
FOUND = [
    ("", "a1 a2 a3 a4 b1 b2 b3 c1 c2 u1 u2 rec-a r-c", "nothing typed: everything"),
    ("*", "a1 a2 a3 a4 b1 b2 b3 c1 c2 u1 u2 rec-a r-c", "a lone star: everything"),
    ("*:*", "a1 a2 a3 a4 b1 b2 b3 c1 c2 u1 u2 rec-a r-c", "Whoosh's form of it"),
    ("neglect", "a3 b1 u1", "a stem finds neglected and self-neglect, not negligent"),
    ("NEGLECTED", "a3 b1 u1", "case and ending do not matter"),
    ("information shared", "a1 a2 c2 rec-a", "words are joined by AND; sharing is shared"),
    ("information AND shared", "a1 a2 c2 rec-a", "AND may be written"),
    ("stalked OR minimised", "c1 c2", "OR"),
    ("stalked OR minimised OR smell", "b2 c1 c2", "OR of three"),
    ("information NOT police", "a2 c2 rec-a", "NOT takes away"),
    ("NOT neglect", "a1 a2 a4 b2 b3 c1 c2 u2 rec-a r-c", "NOT alone"),
    ("NOT neglect NOT information", "a4 b2 b3 c1 u2 r-c", "two NOT and nothing else"),
    ("stalked OR NOT the", "b1 c1 u1 r-c", "NOT inside OR"),
    ("neglect AND NOT (mother OR herself)", "u1", "NOT of a group"),
    ("(police OR mother) (abuse OR dv)", "a1 a3", "groups are joined by AND"),
    ("information ANDNOT police", "a2 c2 rec-a", "ANDNOT"),
    ("information ANDMAYBE police", "a1 a2 c2 rec-a", "ANDMAYBE does not narrow"),
    ("information REQUIRE police", "a1", "REQUIRE narrows"),
    ('"information sharing"', "", "a phrase: side by side, in this order"),
    ('"shared the information"', "a1", "stop words count in phrases"),
    ('"sharing of the information"', "c2", "a phrase of stems"),
    ('"sharing information"~3', "a1 c2", "up to three words on"),
    ('"sharing information"~2', "a1", "and not further"),
    ('"information shared"~2', "rec-a", "the order counts"),
    ('"information shared"~8', "a2 rec-a", "a wide slop"),
    ('"recorded abuse occasions"~3', "a1", "slop between three words"),
    ('"recorded abuse occasions"~2', "", "each step is bounded"),
    ('"neglect neglect neglect"', "u1", "a word that repeats"),
    ('"out of sight"', "b3", "a phrase of common words"),
    ('"not brought"', "b3", "a negation stays a word"),
    ("multi-agency", "b1", "a hyphen makes a phrase"),
    ("agency-multi", "", "in its order"),
    ("self-neglect", "b1", "not every neglect"),
    ("negl*", "a3 b1 u1 u2", "a prefix looks at words as printed"),
    ("neglected*", "b1", "and is not stemmed"),
    ("n?gle*t", "a3 b1 u1", "both signs of a pattern"),
    ("neglect??", "b1", "a question mark is one letter"),
    ("self-negl*", "b1", "a pattern at the end of a hyphened word"),
    ("neglect~", "a3 b1 u1 u2", "one edit: a transposition"),
    ("negligant~1", "u2", "one edit: a letter"),
    ("nigligant~1", "", "two edits are beyond one"),
    ("nigligant~2", "u2", "and within two"),
    ("dv~", "a3", "a short word is searched as it is"),
    ("children", "a2", "a plural with a possessive"),
    ("child", "a2", "and its singular"),
    ("childrens", "", "no guess at a missing apostrophe"),
    ("cafe", "b3", "accents do not matter"),
    ("CAF\u00c9", "b3", "either way"),
    ("da silva", "b2", "a name in any case"),
    ("title:finch", "a1 a2 a3 a4 rec-a", "a field"),
    ("title:(finch OR abel)", "a1 a2 a3 a4 b1 b2 b3 rec-a", "a field of a group"),
    ('title:"adults review"', "b1 b2 b3", "a phrase in a field"),
    ("title:safeg*", "b1 b2 b3", "a prefix in a field"),
    ("Title:Finch", "a1 a2 a3 a4 rec-a", "field names in any case"),
    ("type:scr-child", "a1 a2 a3 a4 rec-a", "a concept by its id"),
    ("type:scr", "a1 a2 a3 a4 rec-a", "by a label"),
    ('type:"serious case review"', "a1 a2 a3 a4 rec-a", "by a label in words"),
    ("type:child-review", "a1 a2 a3 a4 rec-a", "and everything below it"),
    ("factor:domestic-abuse same:passage", "a1 a3 c2", "narrower factors count"),
    ("factor:da-in-pregnancy same:passage", "a3", "broader ones do not"),
    (
        "factor:domestic-abuse NOT factor:da-coercive-control same:passage",
        "a1 a3",
        "concepts and NOT",
    ),
    ("agency:police same:passage", "a1", "agencies by type"),
    ("theme:information-sharing kind:recommendation same:passage", "rec-a", "two fields"),
    ("outcome:fatal-outcome same:passage", "b1", "outcomes"),
    ("action:audit-assurance same:passage", "rec-a", "actions"),
    ("person:mother same:passage", "a1", "people"),
    ("kind:review", "r-c", "a keyword"),
    ("section:narrative", "a1 a3", "the part of the report"),
    ("number:4.6", "a1", "a printed number is one value"),
    ("number:4.1", "", "not the beginning of another"),
    ("number:4.*", "a1 a2 a3", "a pattern on it; the dot is a dot"),
    ("number:r1", "rec-a", "in any case"),
    ("board:averdale", "b1 b2 b3", "a name by one of its words"),
    ('board:"safeguarding adults"', "b1 b2 b3", "by several"),
    ("board:aver*", "b1 b2 b3", "by its beginning"),
    ("area:north", "c1 c2 r-c", "an area"),
    ('case:"Baby Finch"', "a1 a2 a3 a4", "a case by its label"),
    ("year:2010", "a1 a2 a3 a4 rec-a", "a year"),
    ("year:[2010 to 2016]", "a1 a2 a3 a4 b1 b2 b3 rec-a", "a range of years"),
    ("year:{2010 to 2016]", "b1 b2 b3", "without its start"),
    ("year:[2010 to 2016}", "a1 a2 a3 a4 rec-a", "without its end"),
    ("year:2012..2020", "b1 b2 b3", "a range with dots"),
    ("year:2012..", "b1 b2 b3 c1 c2 r-c", "open at the end"),
    ("year:..2012", "a1 a2 a3 a4 rec-a", "open at the start: undated ones stay out"),
    ("year:>=2016", "b1 b2 b3 c1 c2 r-c", "a comparison"),
    ("year:>2016", "c1 c2 r-c", "without its bound"),
    ("year:<2016", "a1 a2 a3 a4 rec-a", "below"),
    ("year:*", "a1 a2 a3 a4 b1 b2 b3 c1 c2 rec-a r-c", "any year at all"),
    ("date:2010-03", "a1 a2 a3 a4 rec-a", "a month takes in its days"),
    ("date:[2010-03-10 to 2016-11]", "b1 b2 b3", "a range of dates"),
    ("date:[2010-01 to]", "a1 a2 a3 a4 b1 b2 b3 c1 c2 rec-a r-c", "open at its end"),
    ("date:2021-06", "", "a year alone is not known to be that month"),
    ("police^3 OR smell", "a1 b2", "a boost changes no set"),
    ("(information sharing)^2 police", "a1", "nor does one of a group"),
    ("what is the information", "a1 a2 c2 rec-a", "stop words are not insisted on"),
    ("the of", "a3 a4 b3 c2 u2", "unless there are no others"),
    ("the NOT mother", "a1 a2 a4 b2 b3 c1 c2 u2 rec-a", "or no others that are wanted"),
    ("unheard-of", "", "a word in no text"),
    ("!information?!", "", "a question mark asks for one more letter"),
    ('"police', "a1", "a quotation mark that is not closed"),
    ("(police", "a1", "a bracket that is not closed"),
    ("police)", "a1", "or not opened"),
    ("[3 to 5 occasions]", "", "square brackets in a sentence are no range"),
]


@pytest.mark.parametrize(("text", "expected", "proves"), FOUND)
def test_what_a_query_finds(reader: IndexReader, text: str, expected: str, proves: str) -> None:
    assert sorted(ids(reader, text)) == sorted(expected.split()), proves


@pytest.mark.parametrize(("text", "expected", "proves"), FOUND)
def test_pages_and_totals_agree_with_the_set(
    reader: IndexReader, text: str, expected: str, proves: str
) -> None:
    query = read_query(text, expand=False)
    pages = [reader.search(query, page=page, size=3) for page in (1, 2, 3, 4, 5)]
    assert {page.total for page in pages} == {len(expected.split())}, proves
    shown = [hit.entry.id for page in pages for hit in page.hits]
    assert sorted(shown) == sorted(expected.split())


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_an_entry_comes_back_as_it_went_in(reader: IndexReader, entry: Entry) -> None:
    (hit,) = reader.search(read_query(f"id:{entry.id}")).hits
    assert hit.entry == entry


def test_filters_narrow_and_join(reader: IndexReader) -> None:
    assert sorted(ids(reader, "information", Filter("year", "2010"))) == ["a1", "a2", "rec-a"]
    both = (Filter("type", "scr-child"), Filter("kind", "recommendation"))
    assert ids(reader, "information", *both) == ["rec-a"]
    # A filter is the value as counted: no narrower concepts, whole names, case included.
    assert sorted(ids(reader, "", Filter("factor", "domestic-abuse"))) == ["a1", "a3"]
    assert sorted(ids(reader, "", Filter("board", "Averdale Council"))) == ["b1", "b2", "b3"]
    assert ids(reader, "", Filter("area", "averdale")) == []


def test_facets_count_all_hits_not_the_page(reader: IndexReader) -> None:
    found = reader.search(
        read_query("*"), size=1, facets=("factor", "year", "kind", "board", "agency", "area")
    )
    assert found.facets["factor"] == (
        ("domestic-abuse", 2),
        ("da-coercive-control", 1),
        ("da-in-pregnancy", 1),
        ("self-neglect", 1),
    )
    assert found.facets["year"] == (("2010", 5), ("2016", 3), ("2021", 3))
    assert found.facets["kind"] == (("passage", 11), ("recommendation", 1), ("review", 1))
    assert dict(found.facets["board"])["Averdale Council"] == 3
    assert found.facets["agency"] == (("police-public-protection", 1),)
    assert found.facets["area"][0] == ("Wendlebury", 4)


def test_facets_follow_the_query_and_its_filters(reader: IndexReader) -> None:
    query = read_query("information", filters=[Filter("type", "scr-child")])
    assert reader.search(query, facets=["kind"]).facets == {
        "kind": (("passage", 2), ("recommendation", 1))
    }
    assert reader.search(read_query("unheard-of"), facets=["kind"]).facets == {"kind": ()}
    assert reader.search(read_query("information")).facets == {}


def test_order_by_date_puts_undated_last(reader: IndexReader) -> None:
    query = read_query("*")
    newest = [hit.entry.id for hit in reader.search(query, size=20, sort=Sort.NEWEST).hits]
    oldest = [hit.entry.id for hit in reader.search(query, size=20, sort=Sort.OLDEST).hits]
    assert newest[:5] == ["r-c", "c1", "c2", "b1", "b2"]
    assert oldest[:6] == ["a1", "a2", "a3", "a4", "rec-a", "b1"]
    assert newest[-2:] == oldest[-2:] == ["u1", "u2"]


@pytest.mark.parametrize("sort", list(Sort))
@pytest.mark.parametrize("text", ["*", "information", "neglect OR police OR smell", "year:2010.."])
def test_all_entries_stand_as_on_pages(reader: IndexReader, text: str, sort: Sort) -> None:
    query = read_query(text)
    pages = [hit.entry for hit in reader.search(query, size=100, sort=sort).hits]
    assert list(reader.entries(query, sort)) == pages != []


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("window", [1, 3, 59, 60, 61])
def test_beyond_the_pages_entries_stand_newest_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: str, window: int
) -> None:
    made = [passage(f"p{at}", "same " * (at % 5 + 1), year=1960 + at, date=f"{1960 + at}")
            for at in range(60)]  # fmt: skip
    build(engine, tmp_path / "index", made)
    reader = get_engine(engine).read(tmp_path / "index")
    query = read_query("same")
    ranked = [hit.entry.id for hit in reader.search(query, size=100).hits]
    limits = replace(DEFAULT_QUERY_LIMITS, window=window)
    monkeypatch.setattr(f"search.{engine}_engine.DEFAULT_QUERY_LIMITS", limits)
    found = [one.id for one in reader.entries(query, Sort.RELEVANCE)]
    rest = [one for one in (f"p{at}" for at in reversed(range(60))) if one not in ranked[:window]]
    assert found == [*ranked[:window], *rest]
    reader.close()


def test_relevance_puts_the_word_typed_first(reader: IndexReader) -> None:
    hits = reader.search(read_query("neglect", expand=False)).hits
    assert hits[0].entry.id == "u1"
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_equal_scores_stand_in_one_order_however_the_index_was_built(tmp_path: Path) -> None:
    same = [
        passage(
            f"{'xyz'[at % 3]}{at}",
            "the same words",
            year=2000 + at % 4,
            date=f"{2000 + at % 4}",
            position=at,
        )
        for at in range(60)
    ]
    orders = set()
    for engine in ENGINES:
        for number, entries in enumerate((same, same[::-1])):
            path = tmp_path / f"{engine}{number}"
            for part in (entries[:25], entries[25:]):
                build(engine, path, part)
            found = get_engine(engine).read(path)
            pages = [
                found.search(read_query("same words"), page=page, size=7) for page in range(1, 10)
            ]
            orders.add(tuple(hit.entry.id for page in pages for hit in page.hits))
            found.close()
    (order,) = orders
    assert len(set(order)) == 60
    years = [next(one.year for one in same if one.id == key) for key in order]
    assert years == sorted(years, reverse=True)


@pytest.mark.parametrize(
    ("page", "size"),
    [(0, 10), (-1, 10), (1, 0), (1, 101), (10**12, 10), (1001, 10)],
)
def test_pages_that_cannot_be(reader: IndexReader, page: int, size: int) -> None:
    with pytest.raises(QueryInvalid, match=r"\.$"):
        reader.search(read_query("neglect"), page=page, size=size)


def test_a_page_after_the_last_is_empty(reader: IndexReader) -> None:
    found = reader.search(read_query("neglect", expand=False), page=1000, size=10)
    assert (found.hits, found.total, found.pages) == ((), 3, 1)


def test_unknown_facets_and_filters_are_named(reader: IndexReader) -> None:
    with pytest.raises(QueryInvalid, match="'colour'"):
        reader.search(read_query("neglect"), facets=["colour"])
    with pytest.raises(QueryInvalid, match="'colour'"):
        read_query("neglect", filters=[Filter("colour", "red")])
    with pytest.raises(QueryInvalid, match="a number"):
        read_query("neglect", filters=[Filter("year", "red")])


def test_snippets_are_only_made_where_asked_for(reader: IndexReader) -> None:
    assert reader.search(read_query("smell"), highlight=False).hits[0].snippet == ""
    snippet = reader.search(read_query("smell")).hits[0].snippet
    assert "&lt;b&gt;reported&lt;/b&gt; the <mark>smell</mark>" in snippet
