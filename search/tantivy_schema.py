"""What a tantivy index of ours holds: its fields, and an entry as a document of it.

Words come analysed (search.analysis), so tantivy only splits them at spaces.
"""

from __future__ import annotations

import tantivy

from search.entry import Entry, entry_to_json
from search.fields import FACETS
from search.indexed import KEYWORDS, NUMBERS, POSITIONED, PROFILE, WORDS, indexed
from search.profiles import Profile, profile_to_json

__all__ = ["index_document", "index_profile", "index_schema"]


def index_schema() -> tantivy.Schema:
    """Return the fields of our indexes; the same for every index of one release."""
    builder = tantivy.SchemaBuilder()
    facets = {facet.field for facet in FACETS.values()}
    for name in WORDS:
        option = "position" if name in POSITIONED else "basic"
        builder.add_text_field(name, tokenizer_name="whitespace", index_option=option)
    for name in KEYWORDS:
        builder.add_text_field(
            name, tokenizer_name="raw", index_option="basic", fast=name in facets
        )
    for name in NUMBERS:
        builder.add_unsigned_field(name, indexed=True, fast=True)
    builder.add_text_field(PROFILE, tokenizer_name="raw", index_option="basic")
    for name in ("newest", "oldest"):
        builder.add_unsigned_field(name, fast=True)
    builder.add_bytes_field("entry", stored=True)
    return builder.build()


def index_document(entry: Entry) -> tantivy.Document:
    """Return an entry as tantivy indexes it, with the whole entry stored beside."""
    values = indexed(entry)
    document = tantivy.Document()
    for name, words in values.words.items():
        if words:
            document.add_text(name, words)
    for name, keywords in values.keywords.items():
        for keyword in keywords:
            document.add_text(name, keyword)
    for name, number in values.numbers.items():
        document.add_unsigned(name, number)
    document.add_unsigned("newest", values.newest)
    document.add_unsigned("oldest", values.oldest)
    document.add_bytes("entry", entry_to_json(entry))
    return document


def index_profile(profile: Profile) -> tantivy.Document:
    """Return a profile as tantivy indexes it: found by its document and reviews alone."""
    document = tantivy.Document()
    document.add_text(PROFILE, profile.scope.value)
    document.add_text("document", profile.document)
    for review in profile.reviews:
        document.add_text("review", review)
    document.add_bytes("entry", profile_to_json(profile))
    return document
