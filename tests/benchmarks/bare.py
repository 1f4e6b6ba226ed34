"""Bare tantivy, Whoosh and SQLite over the same entries: what our engine is measured against.

Each holds the fields that ours does and answers with the same parts: ten hits with
snippets, and the values of three facets counted, as a plain programme would do it
with that library alone.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import tantivy
from whoosh import fields as whoosh_fields
from whoosh import highlight as whoosh_highlight
from whoosh import index as whoosh_index
from whoosh.analysis import StemmingAnalyzer
from whoosh.qparser import QueryParser

from search.entry import Entry

__all__ = ["BareSqlite", "BareTantivy", "BareWhoosh"]

HITS = 10
_HEAP = 128_000_000
_KEYWORDS = (
    "id", "kind", "review", "document", "passage", "number", "section", "type", "area_name",
    "board_name", "factor", "theme", "agency", "outcome", "legal", "action", "person", "case",
)  # fmt: skip
_FACETS = ("kind", "type", "factor", "theme", "agency", "outcome", "legal", "action", "person")
_FACET_VALUES = 50_000


def _keywords(one: Entry) -> dict[str, Sequence[str]]:
    return {
        "id": (one.id,),
        "kind": (one.kind.value,),
        "review": (one.review,),
        "document": (one.document,),
        "passage": (one.passage,),
        "number": (one.number,),
        "section": (one.section,),
        "type": (one.type,),
        "area_name": (one.area,),
        "board_name": one.board,
        "factor": one.factors,
        "theme": one.themes,
        "agency": one.agencies,
        "outcome": one.outcomes,
        "legal": one.legal,
        "action": one.actions,
        "person": one.people,
        "case": one.cases,
    }


class BareTantivy:
    """tantivy with its own English analysis, query parser, snippets and aggregations."""

    def __init__(self, path: Path) -> None:
        """Open or make the index in a folder."""
        path.mkdir(parents=True, exist_ok=True)
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("text", stored=True, tokenizer_name="en_stem")
        builder.add_text_field("text_exact", tokenizer_name="default", index_option="basic")
        builder.add_text_field("title", stored=True, tokenizer_name="en_stem")
        builder.add_text_field("title_exact", tokenizer_name="default", index_option="basic")
        for name in ("board", "area"):
            builder.add_text_field(name, tokenizer_name="default")
        for name in _KEYWORDS:
            builder.add_text_field(
                name,
                stored=True,
                tokenizer_name="raw",
                index_option="basic",
                fast=name in (*_FACETS, "area_name", "board_name", "review", "case", "section"),
            )
        for name in ("year", "position"):
            builder.add_unsigned_field(name, stored=True, indexed=True, fast=True)
        self.schema = builder.build()
        self._index = tantivy.Index(self.schema, path=str(path))
        self.searcher = self._index.searcher()

    def write(self, entries: Iterable[Entry]) -> None:
        """Index entries until they can be searched."""
        writer = self._index.writer(_HEAP)
        for one in entries:
            document = tantivy.Document()
            for name in ("text", "text_exact"):
                document.add_text(name, one.text)
            for name in ("title", "title_exact"):
                document.add_text(name, one.title)
            document.add_text("area", one.area)
            for board in one.board:
                document.add_text("board", board)
            for name, values in _keywords(one).items():
                for value in values:
                    document.add_text(name, value)
            document.add_unsigned("year", one.year)
            document.add_unsigned("position", one.position)
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self.searcher = self._index.searcher()

    def search(self, text: str, facets: Sequence[str]) -> int:
        """Return how many entries hold all words, having shown ten and counted the facets."""
        query = self._index.parse_query(text, ["text"], conjunction_by_default=True)
        found = self.searcher.search(query, HITS)
        snippets = tantivy.SnippetGenerator.create(self.searcher, query, self.schema, "text")
        snippets.set_max_num_chars(300)
        for _, address in found.hits:
            snippets.snippet_from_doc(self.searcher.doc(address)).to_html()
        terms = {
            name: {"terms": {"field": name, "size": _FACET_VALUES, "segment_size": _FACET_VALUES}}
            for name in facets
        }
        self.searcher.aggregate(query, terms)
        return int(getattr(found, "count"))  # noqa: B009 - missing from tantivy's type stubs


class BareWhoosh:
    """Whoosh with its own index, analysis, query parser, highlighter and facets."""

    def __init__(self, path: Path) -> None:
        """Make the index in a folder."""
        path.mkdir(parents=True, exist_ok=True)
        schema = whoosh_fields.Schema(
            text=whoosh_fields.TEXT(analyzer=StemmingAnalyzer(), stored=True),
            text_exact=whoosh_fields.TEXT(phrase=False),
            title=whoosh_fields.TEXT(analyzer=StemmingAnalyzer(), stored=True),
            board=whoosh_fields.TEXT(),
            area=whoosh_fields.TEXT(),
            year=whoosh_fields.NUMERIC(stored=True, sortable=True),
            **{
                name: whoosh_fields.KEYWORD(
                    commas=True, stored=True, sortable=name in (*_FACETS, "year")
                )
                for name in _KEYWORDS
            },
        )
        self._index = whoosh_index.create_in(str(path), schema)

    def write(self, entries: Iterable[Entry]) -> None:
        """Index entries until they can be searched."""
        writer = self._index.writer(limitmb=256)
        for one in entries:
            values = {name: ",".join(many) for name, many in _keywords(one).items() if any(many)}
            writer.add_document(
                text=one.text,
                text_exact=one.text,
                title=one.title,
                board=" ".join(one.board),
                area=one.area,
                year=one.year,
                **values,
            )
        writer.commit()
        self._searcher = self._index.searcher()

    def search(self, text: str, facets: Sequence[str]) -> int:
        """Return how many entries hold all words, having shown ten and counted the facets."""
        query = QueryParser("text", self._index.schema).parse(text)
        found = self._searcher.search(query, limit=HITS, groupedby=[*facets])
        found.fragmenter = whoosh_highlight.ContextFragmenter(maxchars=300)
        for hit in found:
            hit.highlights("text")
        for name in facets:
            found.groups(name)
        return len(found)


class BareSqlite:
    """SQLite's FTS5 with its Porter stemmer, `snippet` and `bm25`."""

    def __init__(self, path: Path) -> None:
        """Make the database file."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self._connection = sqlite3.connect(path)
        self._connection.execute(
            "CREATE VIRTUAL TABLE words USING fts5(text, title, tokenize='porter unicode61')"
        )
        self._connection.execute(
            "CREATE TABLE facts (id INTEGER PRIMARY KEY, type TEXT, year INTEGER, factor TEXT)"
        )

    def write(self, entries: Iterable[Entry]) -> None:
        """Index entries until they can be searched."""
        for at, one in enumerate(entries, start=1):
            self._connection.execute(
                "INSERT INTO words(rowid, text, title) VALUES (?, ?, ?)", (at, one.text, one.title)
            )
            row = (at, one.type, one.year, json.dumps(one.factors))
            self._connection.execute("INSERT INTO facts VALUES (?, ?, ?, ?)", row)
        self._connection.commit()
        self._connection.execute("INSERT INTO words(words) VALUES ('optimize')")
        self._connection.commit()

    def search(self, text: str, facets: Sequence[str]) -> int:
        """Return how many entries hold all words, having shown ten and counted the facets."""
        run = self._connection.execute
        run(
            "SELECT rowid, snippet(words, 0, '<mark>', '</mark>', '...', 40) FROM words"
            f" WHERE words MATCH ? ORDER BY rank LIMIT {HITS}",
            (text,),
        ).fetchall()
        columns = ", ".join(facets)  # names of our own, never typed by anyone
        rows = run(
            f"SELECT {columns} FROM facts WHERE id IN (SELECT rowid FROM words WHERE words MATCH ?)",  # noqa: E501
            (text,),
        ).fetchall()
        for at, name in enumerate(facets):
            values = (row[at] for row in rows)
            several = (one for value in values for one in json.loads(value))
            Counter(several if name == "factor" else (row[at] for row in rows))
        return len(rows)
