"""Word documents: words as printed, numbers counted again, hostile archives refused."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest

from graph.errors import DocumentEmpty, DocumentEncrypted, DocumentTooLarge, DocumentUnreadable
from ingest.limits import Limits
from ingest.readers.docx import read_docx
from ingest.reading import BlockKind
from tests.ingest.docx_files import NAMESPACES, docx_of, numbering_part, with_part
from tests.ingest.reading_blocks import cells_of, shown, texts_of

P, L1, L2 = "paragraph", "list-item 1", "list-item 2"


def _p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def _styled(text: str, style: str) -> str:
    return _p(text, f'<w:pStyle w:val="{style}"/>')


def _numbered(text: str, level: int = 0, num: int = 1) -> str:
    return _p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>')


def _cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{_p(text)}</w:tc>"


def _typed(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t><w:tab/><w:t>2</w:t></w:r></w:p>"


_BOLD = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{}</w:t></w:r></w:p>"

_BLOCKS = [
    # body, expected blocks, what the row proves
    (_styled("A", "Heading2") + _p("b"), [("heading 2", "A"), (P, "b")], "heading styles"),
    (_styled("K", "Title"), [("heading 1", "K")], "the title's style"),
    (_p("A", '<w:outlineLvl w:val="2"/>'), [("heading 3", "A")], "an outline level of its own"),
    (_BOLD.format("Findings"), [("heading", "Findings")], "bold and short looks like a heading"),
    (_BOLD.format("It ended."), [(P, "It ended.")], "a bold sentence is none"),
    (_styled("a", "ListBullet"), [(L1, "a")], "bullets of a style"),
    (_styled("Contents .. 3", "TOC1"), [], "contents pages are left out"),
    (
        _p("Contents") + _typed("1 Summary") + _typed("2 Family") + _typed("3 Findings") + _p("a"),
        [(P, "a")],
        "typed ones too",
    ),
    (_typed("Age") + _p("a"), [(P, "Age 2"), (P, "a")], "a tab and a number alone are none"),
    ("<w:sdt><w:sdtContent>" + _p("a") + "</w:sdtContent></w:sdt>", [(P, "a")], "controls"),
    (
        "<w:p><w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t></w:r></w:p>",
        [(P, "a\nb-c")],
        "line breaks and hyphens",
    ),
    (
        (
            "<w:p><w:ins><w:r><w:t>new</w:t></w:r></w:ins><w:del><w:r><w:delText>old</w:delText>"
            "</w:r></w:del></w:p>"
        ),
        [(P, "new")],
        "insertions are kept, deletions are not",
    ),
    (
        (
            "<w:p><w:hyperlink><w:r><w:t>link</w:t></w:r></w:hyperlink>"
            "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r></w:p>"
        ),
        [(P, "link")],
        "links are words, hidden text is none",
    ),
    (
        (
            f"<w:p><w:r><w:pict><w:txbxContent>{_p('box')}</w:txbxContent></w:pict>"
            "<w:t>a</w:t></w:r></w:p>"
        ),
        [(P, "a")],
        "text boxes are left out",
    ),
]


@pytest.mark.parametrize(("body", "expected", "why"), _BLOCKS)
def test_blocks(body: str, expected: list[tuple[str, str]], why: str) -> None:
    # A first paragraph keeps files that hold nothing else from being empty.
    assert shown(read_docx(docx_of(_p("First.") + body)))[1:] == expected, why


_LEGAL = [("decimal", "%1."), ("decimal", "%1.%2"), ("lowerLetter", "(%3)")]

_NUMBERS = [
    # levels, (text, level, list), printed, what the row proves
    (_LEGAL, [("a", 0, 1), ("b", 0, 1)], ["1. a", "2. b"], "a plain count"),
    (
        _LEGAL,
        [("a", 0, 1), ("b", 1, 1), ("c", 1, 1), ("d", 0, 1), ("e", 1, 1)],
        ["1. a", "1.1 b", "1.2 c", "2. d", "2.1 e"],
        "a deeper count begins again under each number",
    ),
    (_LEGAL, [("a", 0, 1), ("", 0, 1), ("b", 0, 1)], ["1. a", "3. b"], "an empty item counts"),
    (_LEGAL, [("a", 2, 1)], ["(a) a"], "levels above count as begun"),
    (_LEGAL, [("a", 0, 1), ("b", 0, 2)], ["1. a", "2. b"], "two lists of one kind go on"),
    ([("upperRoman", "%1.")], [("a", 0, 1)] * 4, ["I. a", "II. a", "III. a", "IV. a"], "roman"),
    ([("upperLetter", "R%1")], [("a", 0, 1)], ["RA a"], "a letter after another"),
    ([("bullet", "\u2022")], [("a", 0, 1)], ["a"], "bullets print no number"),
]


@pytest.mark.parametrize(("levels", "items", "printed", "why"), _NUMBERS)
def test_automatic_numbers_are_counted_again(
    levels: list[tuple[str, str]], items: list[tuple[str, int, int]], printed: list[str], why: str
) -> None:
    body = "".join(_numbered(*item) for item in items)
    reading = read_docx(docx_of(body, {"numbering": numbering_part(levels)}))
    assert texts_of(reading, BlockKind.LIST_ITEM) == printed, why


def test_a_list_that_starts_again_does() -> None:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    body = _numbered("a") + _numbered("b") + _numbered("c", num=2) + _numbered("d", num=2)
    reading = read_docx(docx_of(body, {"numbering": numbering_part(_LEGAL, override)}))
    assert texts_of(reading, BlockKind.LIST_ITEM) == ["1. a", "2. b", "1. c", "2. d"]


def test_python_docx_lists_have_their_numbers() -> None:
    document = docx.Document()
    for text in ("The Board should meet.", "The Trust should train."):
        document.add_paragraph(text, style="List Number")
    out = io.BytesIO()
    document.save(out)
    assert shown(read_docx(out.getvalue())) == [
        (L1, "1. The Board should meet."),
        (L1, "2. The Trust should train."),
    ]


_TABLES = [
    (
        "<w:tr><w:trPr><w:tblHeader/></w:trPr>" + _cell("No") + _cell("What") + "</w:tr>"
        "<w:tr>" + _cell("1") + _cell("Train") + "</w:tr>",
        [(1, True, [("No", ""), ("What", "")]), (1, False, [("1", "No"), ("Train", "What")])],
        "a header that Word repeats",
    ),
    (
        f"<w:tr><w:tc>{_BOLD.format('No')}</w:tc><w:tc>{_BOLD.format('What')}</w:tc></w:tr>"
        "<w:tr>" + _cell("1") + _cell("Train") + "</w:tr>",
        [(1, True, [("No", ""), ("What", "")]), (1, False, [("1", "No"), ("Train", "What")])],
        "a header in bold",
    ),
    (
        "<w:tr>" + _cell("a", '<w:vMerge w:val="restart"/>') + _cell("b") + "</w:tr>"
        "<w:tr>" + _cell("", "<w:vMerge/>") + _cell("c") + "</w:tr>"
        "<w:tr>" + _cell("d", '<w:gridSpan w:val="2"/>') + "</w:tr>",
        [(1, False, [("a", ""), ("b", "")]), (1, False, [("c", "")]), (1, False, [("d", "")])],
        "merged cells come once",
    ),
    ("<w:tr>" + _cell("boxed") + "</w:tr>", [], "one column is a box round text"),
]


@pytest.mark.parametrize(("rows", "expected", "why"), _TABLES)
def test_tables(
    rows: str, expected: list[tuple[int, bool, list[tuple[str, str]]]], why: str
) -> None:
    reading = read_docx(docx_of(_p("First.") + f"<w:tbl>{rows}</w:tbl>"))
    assert cells_of(reading) == expected, why
    assert expected or "boxed" in reading.text


def test_footnotes_are_kept_apart() -> None:
    notes = (
        f'<w:footnotes {NAMESPACES}><w:footnote w:type="separator">{_p("x")}</w:footnote>'
        f'<w:footnote w:id="2">{_p("See the guidance.")}</w:footnote></w:footnotes>'
    )
    body = '<w:p><w:r><w:t>Seen.</w:t><w:footnoteReference w:id="2"/></w:r></w:p>' + _p("After.")
    assert shown(read_docx(docx_of(body, {"footnotes": notes}))) == [
        (P, "Seen."),
        (P, "After."),
        ("footnote", "See the guidance."),
    ]


def test_core_properties_are_hints_and_the_template_s_date_is_none() -> None:
    document = docx.Document()
    document.add_paragraph("a")
    document.core_properties.title = "Child K"
    out = io.BytesIO()
    document.save(out)
    reading = read_docx(out.getvalue())
    assert (reading.title, reading.published) == ("Child K", "")


def test_tracked_changes_are_warned_of() -> None:
    body = _p("a") + "<w:p><w:ins><w:r><w:t>b</w:t></w:r></w:ins></w:p>"
    assert [one.code for one in read_docx(docx_of(body)).warnings] == ["tracked-changes"]


def test_entities_are_not_resolved() -> None:
    bomb = (
        '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY f SYSTEM '
        f'"file:///etc/hostname">]><w:document {NAMESPACES}><w:body>'
        "<w:p><w:r><w:t>x&b;&f;y</w:t></w:r></w:p></w:body></w:document>"
    )
    reading = read_docx(with_part(docx_of(_p("a")), "word/document.xml", bomb.encode()))
    assert reading.text == "x"


def _zip_of(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


_SMALL = docx_of(_p("a"))

_REFUSED = [
    # bytes, limits, error, what the row proves
    (_SMALL, Limits(unpacked_bytes=100), DocumentTooLarge, "the size unpacked"),
    (
        with_part(_SMALL, "word/document.xml", b" " * 30_000_000),
        Limits(),
        DocumentTooLarge,
        "the factor of packing",
    ),
    (_SMALL[: len(_SMALL) // 2], Limits(), DocumentUnreadable, "a file cut short"),
    (with_part(_SMALL, "word/document.xml", b"<w:p"), Limits(), DocumentUnreadable, "no XML"),
    (_zip_of({"word/document.xml": b"<a/>"}), Limits(), DocumentUnreadable, "no Word file"),
    (docx_of(""), Limits(), DocumentEmpty, "no words"),
]


@pytest.mark.parametrize(("data", "limits", "error", "why"), _REFUSED)
def test_what_cannot_be_read_is_named(
    data: bytes, limits: Limits, error: type[Exception], why: str
) -> None:
    with pytest.raises(error, match=r"\. [A-Z].*\.$"):
        read_docx(data, limits)
    assert why


def test_a_zip_with_a_password_is_encrypted() -> None:
    # The flag of encryption, in each place where a zip file keeps it.
    data = bytearray(_SMALL)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(signature)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(signature, at + 1)
    with pytest.raises(DocumentEncrypted, match="password"):
        read_docx(bytes(data))
