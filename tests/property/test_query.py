"""Whatever is typed: a clear refusal or the same sane answer from every engine."""

from __future__ import annotations

import html
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from graph.errors import QueryInvalid
from search.describing import describe
from search.engine import ENGINES, IndexReader, get_engine
from search.entry import Entry
from search.highlight import Highlighter
from search.limits import DEFAULT_QUERY_LIMITS
from search.query import Query, read_query
from tests.search.library import ENTRIES, passage
from tests.search.plain import meets

# A small language, so that words meet often: near ones, doubled ones, and both cases.
WORDS = ("abuse", "abuses", "abused", "absue", "domestic", "DV", "police", "the", "not", "A")
WORD = st.sampled_from(WORDS)
TEXTS = st.lists(WORD, max_size=12).map(" ".join)
GENERATED = tuple(
    passage(
        f"g{number}",
        " ".join(WORDS[(number * step + number // 3) % len(WORDS)] for step in range(1, 9)),
        document=f"d{number % 4}",
        year=2010 + number % 6,
        date=f"{2010 + number % 6}-0{1 + number % 9}",
        position=number,
        factors=("domestic-abuse",) if number % 3 else (),
    )
    for number in range(60)
)
PHRASES = st.tuples(st.lists(WORD, min_size=1, max_size=4), st.integers(0, 4)).map(
    lambda made: f'"{" ".join(made[0])}"' + (f"~{made[1]}" if made[1] else "")
)
YEARS = st.integers(2008, 2018)
LEAVES = st.one_of(
    WORD,
    PHRASES,
    WORD.map(lambda word: word[:3] + "*"),
    WORD.map(lambda word: word[0] + "?" + word[2:]),
    st.tuples(WORD, st.integers(1, 2)).map(lambda made: f"{made[0]}~{made[1]}"),
    WORD.map(lambda word: f"title:{word}"),
    st.just("factor:domestic-abuse"),
    YEARS.map(lambda year: f"year:{year}"),
    st.tuples(YEARS, YEARS).map(lambda made: f"year:[{min(made)} to {max(made)}]"),
    st.tuples(YEARS, st.integers(1, 12)).map(lambda made: f"date:[{made[0]}-{made[1]:02} to]"),
)
QUERIES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(" ".join),
        st.lists(inner, min_size=2, max_size=3).map(" OR ".join),
        st.lists(inner, min_size=2, max_size=2).map(" AND ".join),
        st.lists(inner, min_size=2, max_size=2).map(" ANDNOT ".join),
        st.lists(inner, min_size=2, max_size=2).map(" ANDMAYBE ".join),
        inner.map(lambda one: f"({one})"),
        inner.map(lambda one: f"NOT ({one})"),
    ),
    max_leaves=6,
)
# What breaks parsers: operators, signs of the language, controls, directions, other scripts.
NASTY = st.lists(
    st.one_of(
        WORD,
        st.sampled_from(
            [
                "AND", "OR", "NOT", "ANDNOT", "ANDMAYBE", "REQUIRE", "to", "TO",
                "(", ")", "[", "]", "{", "}", '"', "'", "~", "~2", "^2", "^", "*", "?", ":", "..",
                "year:", "date:", "factor:", "title:", ">", "<=", "\\", "/", "-", "+", "&", "|",
                "\x00", "\u202e", "\u200f", "\u0301", "\ufdfa", "\U0001f9f8", "(a+)+$", ".*.*.*",
            ]
        ),
        st.text(max_size=5),
    ),
    max_size=25,
).flatmap(lambda parts: st.sampled_from(["", " "]).map(lambda gap: gap.join(parts)))  # fmt: skip
SLOW = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]


@pytest.fixture(scope="module")
def readers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, IndexReader]]:
    path = tmp_path_factory.mktemp("engines")
    opened = {name: filled(name, path / name, GENERATED) for name in ENGINES}
    yield opened
    for reader in opened.values():
        reader.close()


def filled(engine: str, path: Path, entries: tuple[Entry, ...]) -> IndexReader:
    half = len(entries) // 2
    for part in (entries[:half], entries[half:]):
        with get_engine(engine).write(path) as writer:
            writer.add(part)
            writer.commit()
    return get_engine(engine).read(path)


def read_or_refused(text: str) -> Query | None:
    """Return the query, None where it is refused in a whole sentence."""
    refusal = ""
    try:
        return read_query(text)
    except QueryInvalid as cause:
        refusal = str(cause)
    assert refusal.endswith("."), refusal
    return None


@settings(max_examples=300, deadline=None, suppress_health_check=SLOW)
@given(QUERIES, st.booleans())
def test_engines_find_what_plain_reading_finds(
    readers: dict[str, IndexReader], text: str, expand: bool
) -> None:
    try:
        query = read_query(text, expand=expand)
    except QueryInvalid:
        return
    expected = {entry.id for entry in GENERATED if meets(entry, query.tree)}
    for name, reader in readers.items():
        assert set(reader.ids(query)) == expected, name
        assert reader.search(query, size=5).total == len(expected), name


@settings(max_examples=300, deadline=None, suppress_health_check=SLOW)
@given(NASTY)
@example("NOT NOT a")
@example("> 4")
@example('"' * 51)
@example("a^" + "9" * 400)
@example("~" * 100)
@example("title:title:title:a")
@example("(" * 10 + ")" * 20)
def test_nothing_typed_breaks_an_engine(readers: dict[str, IndexReader], text: str) -> None:
    query = read_or_refused(text)
    if query is None:
        return
    found = {name: reader.search(query, facets=["year"]) for name, reader in readers.items()}
    assert len({results.total for results in found.values()}) == 1
    assert len({str(results.facets) for results in found.values()}) == 1


@settings(max_examples=200, deadline=None)
@given(TEXTS | st.text(max_size=200), QUERIES)
def test_snippets_are_safe_and_say_nothing_new(text: str, query: str) -> None:
    read = read_or_refused(query)
    if read is None:
        return
    snippet = Highlighter(read.tree).snippet(text)
    bare = snippet.replace("<mark>", "").replace("</mark>", "")
    assert "<" not in bare
    assert ">" not in bare
    assert snippet.count("<mark>") == snippet.count("</mark>")
    shown = html.unescape(bare).removeprefix("\u2026 ").removesuffix(" \u2026")
    assert html.escape(shown) in html.escape(text)


LIMITS = DEFAULT_QUERY_LIMITS
HOSTILE = [
    ("abuse " * 20_000, "characters"),
    ("(" * 900 + "abuse" + ")" * 900, "brackets"),
    ("(abuse OR " * 21 + "x" + ")" * 21, "brackets"),
    (" ".join(f"w{number}" for number in range(LIMITS.terms + 1)), "words"),
    ("*abuse", "every word"),
    ("?buse", "every word"),
    ('"a b"~51', "apart"),
    ('"one two three four five six"~9', "apart"),
    ("abuse~3", "too much"),
    ("negl* " * (LIMITS.patterns + 1), "words with"),
    ("abuse~ " * (LIMITS.patterns + 1), "words with"),
    (" ".join(f'"a{at} b c"~16' for at in range(6)), "far apart"),
    ("(" * 1_000 + "abuse" + ")" * 100, "characters|brackets"),
    ("NOT " * 300 + "abuse", "cannot be read"),
    ("factor:" + "neglect" * 200, "knows no"),
    ("age:" + "9" * 1000, "Write it as 14"),
    ("year:soon", "Write it as 2012"),
    ("date:2012-13", "2012-03"),
    ("year:[2015 to 2010]", "Swap"),
    ("year:" + "9" * 1000, "Write it as 2012"),
    ("factor:domestic-abusee", "'domestic-abuse'"),
    ("kind:poem", "passage, lesson"),
    ("section:poem", "narrative"),
    ("type:sonata-form-quartet-xyzzy", "Look it up|Try"),
    ("!!!", "no word"),
    ("\x00\u202e", "no word"),
    ("factor:neglect~", "~"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "told"), HOSTILE)
def test_what_is_refused_and_what_is_said(text: str, told: str) -> None:
    with pytest.raises(QueryInvalid, match=told):
        read_query(text)


def test_regular_expressions_are_words() -> None:
    query = read_query("(a+)+$ abuse [a-z]{1000000}", expand=False)
    assert [entry.id for entry in ENTRIES if meets(entry, query.tree)] == []


@pytest.mark.parametrize(
    "text",
    ["[" * 1990, "[a to " * 330, "a* " * 90, '"' * 1999, "year:[" * 300, "a~" * 900, "a:b " * 400],
)
def test_long_runs_of_one_sign_are_answered(text: str, readers: dict[str, IndexReader]) -> None:
    query = read_or_refused(text)
    if query is not None:
        assert {name: reader.search(query).total for name, reader in readers.items()}


CONDITIONS = st.lists(
    st.one_of(
        WORD,
        st.sampled_from(
            [
                "factor:", "factor:domestic-abuse", "factor:*", "factor:d*", "theme:",
                "agency:police", "outcome:fatal-outcome", "legal:", "action:*", "status:",
                "status:possible", "status:negated", "person:", "person:mother", "NOT", "OR",
                "AND", "ANDMAYBE", "REQUIRE", "ANDNOT", "(", ")", "same:", "same:case",
                "same:review", "same:passage", "same:town", "age:", "age:<1", "age:[1 to",
                "age:3..", "age:..", "age:*", "~", "^2", "type:scr", "year:2012..",
                "\x00", "\u202e", "\u200f",
            ]
        ),
    ),
    max_size=14,
).map(" ".join)  # fmt: skip


@settings(max_examples=300, deadline=None, suppress_health_check=SLOW)
@given(CONDITIONS)
@example("NOT same:case")
@example("factor:* " * 20)
@example("(status:possible OR person:mother) factor:neglect")
def test_no_condition_on_concepts_breaks_an_engine(
    readers: dict[str, IndexReader], text: str
) -> None:
    query = read_or_refused(text)
    if query is None:
        return
    found = {name: reader.search(query, facets=["year"]) for name, reader in readers.items()}
    assert len({results.total for results in found.values()}) == 1
    assert len({str(results.facets) for results in found.values()}) == 1
    assert describe(query)


@pytest.mark.parametrize("size", [1, 100, 10_000])
@given(page=st.integers())
def test_any_page_number_is_an_answer_or_a_message(
    readers: dict[str, IndexReader], size: int, page: int
) -> None:
    query = read_query("abuse")
    for reader in readers.values():
        try:
            found = reader.search(query, page=page, size=size)
        except QueryInvalid as refusal:
            assert str(refusal).endswith(".")  # noqa: PT017 - both answers are right
        else:
            assert len(found.hits) <= size
