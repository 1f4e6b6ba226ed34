"""What is alike, by words, by concepts and by meaning; and both rankings made one."""

from __future__ import annotations

from pathlib import Path

import pytest

from search.embedding.embedder import get_embedder
from search.embedding.store import VectorReader, VectorWriter
from search.engine import IndexReader, get_engine
from search.entry import Entry, EntryKind
from search.fusion import summed
from search.hybrid import by_meaning, words_asked
from search.query import read_query
from search.similar import as_entry, entry_of, similar
from tests.search.library import build


def _recommendation(key: str, text: str, **values: object) -> Entry:
    plain = as_entry(text, document=f"d-{key[0]}", review=f"r-{key[0]}", title="A review")
    return Entry(**{name: getattr(plain, name) for name in plain.__slots__} | {"id": key} | values)


_HIDDEN = ("hidden-men",)
ENTRIES = (
    _recommendation("a1", "Midwives should ask every mother who the father is.", themes=_HIDDEN),
    _recommendation("a2", "Midwives should always ask every mother who the father is."),
    _recommendation("b1", "Maternity services must record the name of the baby's dad.", year=2015),
    _recommendation("c1", "Housing should tell social care before it evicts a family.", year=2012),
    _recommendation("d1", "Landlords must warn social workers ahead of any eviction.", year=2019),
    _recommendation("e1", "Midwives should ask every mother who the father is.", year=2020),
    _recommendation("f1", "The protocol should be renewed.", themes=_HIDDEN, factors=("neglect",)),
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> IndexReader:
    path = tmp_path_factory.mktemp("similar") / "index"
    build("tantivy", path, ENTRIES)
    return get_engine("tantivy").read(path)


@pytest.fixture(scope="module")
def vectors(tmp_path_factory: pytest.TempPathFactory) -> VectorReader:
    folder: Path = tmp_path_factory.mktemp("similar") / "vectors"
    writer = VectorWriter(folder, get_embedder("words"))
    writer.add(ENTRIES)
    writer.commit(1)
    return VectorReader(folder)


def _ids(index: IndexReader, vectors: VectorReader | None, own: Entry, **asked: bool) -> list[str]:
    return [one.entry.id for one in similar(index, vectors, own, **asked)]


def test_the_same_words_come_first_and_never_of_the_same_review(
    index: IndexReader, vectors: VectorReader
) -> None:
    own = ENTRIES[0]
    assert _ids(index, vectors, own)[0] == "e1"
    assert not {"a1", "a2"} & set(_ids(index, vectors, own))


def test_the_same_review_where_it_is_asked_for(index: IndexReader, vectors: VectorReader) -> None:
    assert _ids(index, vectors, ENTRIES[0], same_review=True)[:2] == ["e1", "a2"]


def test_other_words_are_found_by_meaning_alone(index: IndexReader, vectors: VectorReader) -> None:
    own = as_entry("Tenancy officers should inform caseworkers when giving notice of evictions.")
    assert _ids(index, vectors, own)[0] == "d1"
    assert "d1" not in _ids(index, None, as_entry("Tenancy officers should inform caseworkers."))


def test_without_vectors_words_and_concepts_find_and_say_why(index: IndexReader) -> None:
    found = {one.entry.id: one for one in similar(index, None, ENTRIES[0])}
    assert found["e1"].words[:2] == ("midwives", "ask")
    assert found["e1"].cosine is None
    concepts = as_entry("Renewed protocol", themes=_HIDDEN, factors=("neglect",))
    (first, *_) = similar(index, None, concepts)
    assert (first.entry.id, first.themes, first.factors) == ("f1", _HIDDEN, ("neglect",))


@pytest.mark.parametrize("text", ["", "the of and", "qzxv", "!!"])
def test_a_text_that_says_nothing_is_like_nothing(
    index: IndexReader, vectors: VectorReader, text: str
) -> None:
    assert similar(index, vectors, as_entry(text)) == ()


def test_an_entry_by_its_id(index: IndexReader) -> None:
    assert entry_of(index, "c1") == entry_of(index, "c1")
    assert getattr(entry_of(index, "c1"), "text", "") == ENTRIES[3].text
    assert entry_of(index, "c") is None


@pytest.mark.parametrize(
    ("ways", "sums"),
    [
        ([({"a": 4.0, "b": 2.0}, 1.0)], {"a": 1.0, "b": 0.5}),  # a share of the best
        ([({"a": 4.0}, 1.0), ({"a": 0.2, "b": 0.4}, 2.0)], {"a": 2.0, "b": 2.0}),  # weighted
        ([({"a": 1.0, "b": -1.0}, 1.0)], {"a": 1.0, "b": 0.0}),  # worse than nothing is nothing
        ([({"a": 0.0}, 1.0)], {"a": 0.0}),  # no best to have a share of
        ([({}, 1.0)], {}),
    ],
)
def test_scores_are_summed_as_shares_of_the_best(
    ways: list[tuple[dict[str, float], float]], sums: dict[str, float]
) -> None:
    assert summed(*ways) == sums


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("asked about fathers", ("asked", "about", "fathers")),
        ('year:2012..2020 "information sharing"', ("information sharing",)),
        ("factor:neglect", ()),  # a fact is no word
        ("fathers NOT mothers", ("fathers",)),  # what is excluded is not looked for
        ("", ()),
    ],
)
def test_the_words_that_a_query_asks_for(text: str, words: tuple[str, ...]) -> None:
    found = words_asked(read_query(text))
    assert [one.lower() for one in found] == list(words)


_RECOMMENDATION = EntryKind.RECOMMENDATION


def test_meaning_adds_what_no_word_finds(index: IndexReader, vectors: VectorReader) -> None:
    query = read_query("evicting tenants", expand=False)
    assert index.search(query).total == 0
    found = by_meaning(index, vectors, query, kind=_RECOMMENDATION, size=2, facets=["year"])
    assert {hit.entry.id for hit in found.hits} == {"c1", "d1"}
    assert dict(found.facets["year"])["2012"] == 1


def test_conditions_hold_for_both_rankings(index: IndexReader, vectors: VectorReader) -> None:
    query = read_query("evicting tenants year:2019", expand=False)
    found = by_meaning(index, vectors, query, kind=_RECOMMENDATION)
    assert [hit.entry.id for hit in found.hits] == ["d1"]
    excluded = read_query("evicting tenants NOT landlords", expand=False)
    ids = {hit.entry.id for hit in by_meaning(index, vectors, excluded, kind=_RECOMMENDATION).hits}
    assert "c1" in ids
    assert "d1" not in ids


def test_pages_of_both_rankings_follow_on_one_another(
    index: IndexReader, vectors: VectorReader
) -> None:
    query = read_query("midwives ask mother", expand=False)
    whole = by_meaning(index, vectors, query, kind=_RECOMMENDATION, size=6)
    pages = [
        hit.entry.id
        for page in (1, 2, 3)
        for hit in by_meaning(index, vectors, query, kind=_RECOMMENDATION, page=page, size=2).hits
    ]
    assert pages == [hit.entry.id for hit in whole.hits]


def test_without_vectors_words_rank_alone(index: IndexReader) -> None:
    query = read_query("midwives ask mother", expand=False)
    found = by_meaning(index, None, query, kind=_RECOMMENDATION)
    alone = index.search(query.filtered("kind", "recommendation"))
    assert [hit.entry.id for hit in found.hits] == [hit.entry.id for hit in alone.hits]
