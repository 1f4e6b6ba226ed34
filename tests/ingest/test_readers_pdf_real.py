"""The real inquiry reports: numbered paragraphs, recommendations and notes, whole and in order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

import pytest

from ingest.readers.pdf import read_pdf
from ingest.reading import BlockKind, Reading
from tests.ingest.pdf_pages import texts
from tests.real import shared

pytestmark = pytest.mark.real

COVID = "data/inquiries/UK-Covid-19-Inquiry-Module-1-Recomm.pdf"
DISORDER = "data/inquiries/Summer2024-Disorder-Recomm.pdf"
RESPONSE = "data/inquiries/UK-Covid-19_Inquiry_Module_1_Response.pdf"


@cache
def _reading(path: str) -> Reading:
    return read_pdf(shared(path).read_bytes())


def _body(reading: Reading) -> list[str]:
    return texts(reading, BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST_ITEM)


def _numbers(lines: list[str], pattern: str) -> Iterator[tuple[int, ...]]:
    for line in lines:
        if found := re.match(pattern, line):
            yield tuple(int(part) for part in found.groups())


def test_the_covid_reports_paragraphs_count_up_without_a_gap() -> None:
    numbers = list(_numbers(_body(_reading(COVID)), r"(\d)\.(\d{1,3})\. "))
    chapters = [
        [second for first, second in numbers if first == chapter] for chapter in range(1, 7)
    ]
    assert [chapter == list(range(1, len(chapter) + 1)) for chapter in chapters] == [True] * 6
    assert [len(chapter) for chapter in chapters] == [17, 111, 71, 86, 121, 104]


def test_the_covid_reports_ten_recommendations_stand_whole_in_the_summary() -> None:
    lines = _body(_reading(COVID))
    start = lines.index("This first Report recommends, in summary, the following:")
    summary = [line for line in lines[start : start + 14] if re.match(r"\d{1,2}\. ", line)]
    assert [int(line.partition(".")[0]) for line in summary] == list(range(1, 11))
    assert all(line.endswith(".") for line in summary)


def test_the_covid_reports_running_heads_and_contents_are_gone() -> None:
    lines = _body(_reading(COVID))
    assert not [
        line
        for line in lines
        if line == "Module 1: The resilience and preparedness of the United Kingdom"
    ]
    assert not [line for line in lines if re.fullmatch(r"Chapter \d: .* \d{1,3}", line)]


def test_the_committee_report_counts_to_75_and_its_conclusions_to_21() -> None:
    counted = [n for (n,) in _numbers(_body(_reading(DISORDER)), r"(\d{1,2})\. ")]
    assert counted == [*range(1, 76), *range(1, 22)]


def test_each_of_the_committees_21_conclusions_ends_with_its_reference() -> None:
    ends = re.compile(r"\((?:Conclusion|Recommendation), Paragraph \d+\)$")
    assert sum(bool(ends.search(line)) for line in _body(_reading(DISORDER))) == 21


def test_the_committee_reports_notes_count_to_146() -> None:
    notes = [n for (n,) in _numbers(texts(_reading(DISORDER), BlockKind.FOOTNOTE), r"(\d{1,3}) ")]
    assert notes == list(range(1, 147))


def test_the_response_has_its_ten_underlined_headings_in_order() -> None:
    headings = texts(_reading(RESPONSE), BlockKind.HEADING)
    numbers = [n for (n,) in _numbers(headings, r"Recommendation (\d{1,2}): ")]
    assert numbers == list(range(1, 11))


@pytest.mark.parametrize("path", [COVID, DISORDER, RESPONSE])
def test_blocks_lie_in_the_text_in_order_and_begin_on_pages_in_order(path: str) -> None:
    reading = _reading(path)
    for block, after in pairwise(reading.blocks):
        assert 0 <= block.start < block.end <= after.start < after.end <= len(reading.text)
    body = [block.page or 0 for block in reading.blocks if block.kind is not BlockKind.FOOTNOTE]
    assert body == sorted(body)
