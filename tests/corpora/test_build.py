"""The builder of the corpora: same bytes each time, and clear words for a bad source."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest

from tests.corpora.build import publish
from tests.corpora.source import STYLES, SourceInvalid, read_source

_BODY = """
# Title

4.1 A paragraph with a note.[^1]

3. A counted item
4. Another with **bold** in it

| Term | Meaning |
|---|---|
| GP | General practitioner |

[^1]: The note.
"""


def _source(output: str, style: str) -> str:
    return f"---\noutput: {output}\nstyle: {style}  # comment\ncontents: yes\n---\n{_BODY}"


@pytest.mark.parametrize(
    ("output", "style"), [(output, style) for output, styles in STYLES.items() for style in styles]
)
def test_a_source_gives_the_same_bytes_each_time(output: str, style: str) -> None:
    source = read_source(_source(output, style))
    assert publish(source) == publish(source)


def test_a_word_file_has_words_own_numbers_and_footnotes() -> None:
    data = publish(read_source(_source("docx", "styles")))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert b"The note." in archive.read("word/footnotes.xml")
        assert {member.date_time for member in archive.infolist()} == {(2026, 1, 5, 9, 0, 0)}
        assert b'<w:start w:val="3"/>' in archive.read("word/numbering.xml")
    texts = [paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs]
    assert "A counted item" in texts
    assert "3. A counted item" not in texts


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("# No front matter", "no front matter"),
        ("---\noutput: odt\n---\n# A", "not pdf or docx"),
        ("---\noutput: pdf\nstyle: bold-headings\n---\n# A", "not one of plain"),
        ("---\noutput: pdf\n---\n> A quotation", "blockquote in line 1 is outside the subset"),
    ],
)
def test_what_the_subset_leaves_out_is_refused_by_name(text: str, reason: str) -> None:
    with pytest.raises(SourceInvalid, match=reason):
        read_source(text)
