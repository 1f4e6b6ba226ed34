"""The briefing: seven headings, each claim on a paragraph; its files opened by real readers."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import docx
import pptx
import pypdfium2
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tests.web.test_reading_list import ids_of
from tests.web.walking import page
from web.content.briefing.plain_words import identifies, unidentifying

_HEADINGS = (
    "What it is",
    "Why it matters",
    "What happened",
    "What recurs",
    "What good looks like",
    "What to do",
    "Questions for the team",
)
_THEME = "theme=information-sharing"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def _file(client: FlaskClient, ending: str, query: str = _THEME) -> bytes:
    answer = client.get(f"/briefing/briefing.{ending}?{query}")
    assert answer.status_code == 200
    return bytes(answer.data)


def _addresses(client: FlaskClient) -> list[str]:
    """Return the addresses of all sources of the briefing as it is read."""
    shown = page(client, f"/briefing/read?{_THEME}")
    links = shown.tree.xpath("//ol[contains(@class, 'lg-sources')]//a/@href")
    return [str(one) for one in links if not one.startswith("#")]


def _resolves(client: FlaskClient, address: str) -> bool:
    """Tell whether an address is a page, and the paragraph it names is on it."""
    parts = urlsplit(address)
    shown = page(client, f"{parts.path}?{parts.query}")
    return shown.status == 200 and (not parts.fragment or parts.fragment in shown.ids())


def test_the_form_has_the_seven_headings(sample: FlaskClient) -> None:
    shown = page(sample, f"/briefing?{_THEME}")
    headings = [one.text_content() for one in shown.tree.xpath("//fieldset//h2")]
    assert tuple(headings) == _HEADINGS
    assert shown.tree.xpath("//input[@name='use' and @checked]")


def test_every_claim_has_a_source_and_every_source_a_paragraph(sample: FlaskClient) -> None:
    shown = page(sample, f"/briefing?{_THEME}")
    for claim in shown.tree.xpath("//div[@class='lg-claim']"):
        assert claim.xpath("./p/a[@href]"), claim.text_content()
    addresses = _addresses(sample)
    assert any("/documents/" in one for one in addresses)
    for address in set(addresses):
        assert _resolves(sample, address), address


def test_what_is_quoted_is_a_reviews_own_words(sample: FlaskClient) -> None:
    shown = page(sample, f"/briefing/read?{_THEME}")
    quoted = 0
    for item in shown.tree.xpath("//ul[contains(@class, 'bullet')]/li"):
        found = re.match("“(.*)”", item.text_content().strip())
        if found is None:
            continue
        (mark,) = item.xpath(".//sup/a/@href")
        address = shown.tree.xpath(f"//li[@id='{mark[1:]}']/a/@href")[0]
        cited = page(sample, urlsplit(address).path)
        (passage,) = cited.tree.xpath(f"//div[@id='{urlsplit(address).fragment}']")
        words = " ".join(passage.text_content().split())
        assert found[1] in words
        quoted += 1
    assert quoted > 3


def test_title_selection_order_and_own_questions_are_the_readers(sample: FlaskClient) -> None:
    shown = page(sample, f"/briefing?{_THEME}")
    happened = [
        str(one) for one in shown.tree.xpath("//input[starts-with(@value, 'happened.')]/@value")
    ]
    one, two = happened[:2]
    query = (
        f"{_THEME}&sent=1&heading=For+the+team&own=Who+would+notice%3F"
        f"&use={one}&use={two}&at.{one}=2&at.{two}=1"
    )
    told = _file(sample, "txt", query).decode()
    assert told.startswith("For the team")
    assert "Who would notice? (Asked by those who made this briefing.)" in told
    assert told.count("\n- ") == 3
    made = page(sample, f"/briefing?{query}")
    ticked = [str(one) for one in made.tree.xpath("//input[@name='use' and @checked]/@value")]
    assert ticked == [two, one]


def test_picks_of_a_list_are_in_its_briefing(sample: FlaskClient) -> None:
    ids = ids_of(sample, 2)[:4]
    told = page(sample, f"/briefing?ids={'.'.join(ids)}")
    ticked = {str(one) for one in told.tree.xpath("//input[@name='use' and @checked]/@value")}
    assert {f"recurs.{ids[0]}", f"todo.{ids[2]}"} <= ticked


def test_the_word_file_has_real_footnotes_and_each_resolves(sample: FlaskClient) -> None:
    document = docx.Document(io.BytesIO(_file(sample, "docx")))
    headings = [
        one.text for one in document.paragraphs if one.style and one.style.name == "Heading 1"
    ]
    assert tuple(headings[:7]) == _HEADINGS
    used = [one.get(f"{_W}id") for one in document.element.iter(f"{_W}footnoteReference")]
    notes = document.part.part_related_by(RELATIONSHIP_TYPE.FOOTNOTES)
    root = etree.fromstring(notes.blob)
    there = {one.get(f"{_W}id"): one for one in root if one.get(f"{_W}type") is None}
    assert used == list(there)
    assert used
    for note in there.values():
        links = list(note.iter(f"{_W}hyperlink"))
        assert links
        for link in links:
            assert _resolves(sample, notes.rels[link.get(f"{_R}id")].target_ref)


def test_the_slides_carry_all_headings_and_linked_sources(sample: FlaskClient) -> None:
    deck = pptx.Presentation(io.BytesIO(_file(sample, "pptx")))
    titles = [slide.shapes.title.text for slide in deck.slides]
    assert [one for one in _HEADINGS if one in titles] == list(_HEADINGS)
    linked = {
        run.hyperlink.address
        for slide in deck.slides
        for paragraph in slide.placeholders[1].text_frame.paragraphs
        for run in paragraph.runs
        if run.hyperlink.address
    }
    assert linked == {f"http://localhost{one}" for one in _addresses(sample)}


def _pdf_text(data: bytes) -> str:
    pages = pypdfium2.PdfDocument(data)
    return " ".join(
        " ".join(one.get_textpage().get_text_bounded().split()) for one in _pages(pages)
    )


def _pages(document: pypdfium2.PdfDocument) -> Iterator[pypdfium2.PdfPage]:
    for at in range(len(document)):
        yield document[at]


def test_the_pdf_says_the_same_and_its_marks_have_notes(sample: FlaskClient) -> None:
    data = _file(sample, "pdf")
    told = _pdf_text(data)
    for heading in _HEADINGS:
        assert heading in told
    plain = _file(sample, "txt").decode()
    numbers = re.findall(r"^\[(\d+)\]", plain, re.MULTILINE)
    sources = told[told.rindex(" Sources ") :]
    for number in numbers:
        assert f" {number}. " in sources
    assert b"/URI" in data


def test_all_forms_say_edition_and_query(sample: FlaskClient) -> None:
    for told in (
        _file(sample, "txt").decode(),
        _pdf_text(_file(sample, "pdf")),
        page(sample, f"/briefing/read?{_THEME}").text(),
    ):
        assert "library edition 1 of" in " ".join(told.split())
        assert "/briefing?theme=information-sharing" in told.replace(" ", "")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The worker called again.", False),
        ("The Board asked the Police.", False),  # offices that every area has
        ("Leanne called again.", True),  # a name that begins a sentence
        ("The worker met Kai.", True),  # a name within one
        ("She was seen with K.", True),  # an initial
        ("Child D was seen.", True),  # a pseudonym
        ("He was three years old.", True),  # an age in words
        ("He was three-month old.", True),
        ("It was 9 of the month.", True),  # a figure
        ("They lived in Saltmarsh.", True),  # a place
        ("LN15 was seen.", True),  # letters and figures
    ],
)
def test_what_may_identify_somebody(text: str, found: bool) -> None:
    assert identifies(text) is found


def test_only_sentences_without_identifying_detail_are_told() -> None:
    told = unidentifying(
        "Kai was three. The worker did not ask who else lived in the home. Kai died."
    )
    assert told == "The worker did not ask who else lived in the home."
    assert unidentifying("Kai was three. He hid.") == ""


@given(st.text())
def test_what_is_told_identifies_nobody_and_was_there(text: str) -> None:
    told = unidentifying(text)
    assert not told or not identifies(told)
    assert told in " ".join(text.split())


def test_what_happened_is_told_without_identifying_detail(sample: FlaskClient) -> None:
    ids = ".".join(
        str(one)
        for one in page(sample, "/search?q=mother+OR+baby&kind=passage").tree.xpath(
            "//input[@form='picks']/@value"
        )
    )
    shown = page(sample, f"/briefing?ids={ids}")
    (section,) = [
        one
        for one in shown.tree.xpath("//fieldset")
        if "What happened" in one.xpath(".//h2")[0].text_content()
    ]
    for label in section.xpath(".//label[@class='lg-claim__text']"):
        told = label.text_content().strip()
        if told.startswith("“"):
            assert not identifies(told.strip("“”"))
        else:
            assert re.search(r"\d+ of the \d+", told) or " case" in told


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/briefing", 200),
        ("/briefing?theme=nowhere", 404),
        ("/briefing?theme=neglect-of-child", 404),  # a concept, but no practice theme
        ("/briefing?ids=p-nowhere", 200),
        ("/briefing/briefing.odt?theme=information-sharing", 404),
    ],
)
def test_addresses_that_hold_little(sample: FlaskClient, address: str, status: int) -> None:
    assert sample.get(address).status_code == status
