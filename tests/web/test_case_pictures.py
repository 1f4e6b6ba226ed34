"""The timeline of a case and the map of its agencies: what counts, in which order, how precise."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import pytest
from flask.testing import FlaskClient

from graph.view import Row
from tests.web.walking import page
from web.content.quotations import Place
from web.content.timeline import MOST, Timeline, timeline
from web.content.timeline_picture import timeline_picture

DOCUMENT = "https://lessons-graph.example/id/document/doc"
PASSAGE = "https://lessons-graph.example/id/passage/p{}"


def _told(
    *texts: str,
    kind: str = "narrative",
    incident: str = "2010-08",
    cases: int = 1,
    speaking: Iterable[int] = (),
) -> Timeline:
    rows: list[Row] = [
        {
            "passage": PASSAGE.format(at),
            "kind": kind,
            "start": at,
            "text": text,
            "document": DOCUMENT,
        }
        for at, text in enumerate(texts)
    ]
    documents: list[Row] = [
        {"document": DOCUMENT, "title": "Report", "published": "2012-06", "cases": cases}
    ]
    return timeline(
        incident,
        rows,
        documents,
        {PASSAGE.format(at) for at in speaking},
        lambda passage: Place("doc", "Report", passage.rpartition("/")[2]),
    )


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("He was seen on 18.01.07 at home.", [("2007-01-18", "day", "told")]),
        ("In March 2009 the family moved.", [("2009-03", "month", "told")]),
        ("By early 2008 he was known to police.", [("2008", "year", "told")]),
        ("He was born on 3 May 2004.", [("2004-05-03", "day", "birth")]),
        ("She moved in 2003; he was born in May 2004.",
         [("2003", "year", "told"), ("2004-05", "month", "birth")]),
        ("The Children Act 1989 applies.", []),  # a law is no event
        ("Review again by September 2013.", []),  # after publication: a plan
        ("The school was founded in 1882.", []),  # before any life told here
        ("Paragraph 4.12 has no date.", []),
        # twice in one sentence is one event, in two sentences two
        ("On 2 May 2009, that is 2 May 2009, she left.", [("2009-05-02", "day", "told")]),
    ],
)  # fmt: skip
def test_what_a_sentence_adds(text: str, dates: list[tuple[str, str, str]]) -> None:
    events = [one for one in _told(text).events if one.pieces]
    assert [(one.iso, one.precision, one.kind) for one in events] == dates
    for one in events:
        assert [piece.text for piece in one.pieces if piece.marked]


def test_the_incident_and_the_publication_frame_it() -> None:
    found = _told("In March 2009 the family moved.", "They met in August 2010.")
    assert [(one.iso, one.kind) for one in found.events] == [
        ("2009-03", "told"),
        ("2010-08", "incident"),  # before what else is told of its month
        ("2010-08", "told"),
        ("2012-06", "published"),
    ]


@pytest.mark.parametrize(
    ("kind", "cases", "speaking", "counts"),
    [
        ("narrative", 1, (), True),  # the only case of its report
        ("narrative", 2, (), False),  # another case may be meant
        ("narrative", 2, (0,), True),  # unless the paragraph speaks of this one
        ("analysis", 1, (), False),  # a date there may be of guidance
        ("analysis", 1, (0,), True),
    ],
)
def test_which_paragraphs_count(
    kind: str, cases: int, speaking: tuple[int, ...], *, counts: bool
) -> None:
    found = _told("In March 2009 they moved.", kind=kind, cases=cases, speaking=speaking)
    assert any(one.pieces for one in found.events) is counts


def test_what_speaks_of_the_case_comes_first_where_there_is_too_much() -> None:
    texts = [f"On {at % 28 + 1} May {1990 + at % 20} it rained." for at in range(MOST + 20)]
    found = _told(*texts, speaking=(MOST + 19,))
    assert found.more
    told = [one for one in found.events if one.pieces]
    assert len(told) == MOST
    assert any(one.place and one.place.passage == f"p{MOST + 19}" for one in told)


def test_the_picture_has_a_mark_for_each_date_and_none_covers_another() -> None:
    texts = [
        f"On {at % 28 + 1} May {2000 + at % 9} it rained. In {2001 + at % 5}, too."
        for at in range(40)
    ]
    told = _told(*texts)
    drawn = timeline_picture(told)
    assert drawn is not None
    assert [mark.number for mark in drawn.marks] == list(range(1, len(told.events) + 1))
    for lane in {mark.y for mark in drawn.marks}:
        row = sorted((mark.x, mark.x + mark.width) for mark in drawn.marks if mark.y == lane)
        assert all(before[1] <= after[0] for before, after in pairwise(row))
    assert all(mark.x >= 0 and mark.x + mark.width <= drawn.width for mark in drawn.marks)
    assert all(mark.y >= 0 for mark in drawn.marks)
    assert timeline_picture(Timeline(told.events[:1])) is None  # one alone stands nowhere


def test_the_pages_of_a_case(made: FlaskClient) -> None:
    line = page(made, "/cases/case-e/timeline")
    assert line.status == 200
    assert "Report published" in line.text()
    assert page(made, "/cases/none/timeline").status == 404
    assert page(made, "/cases/none/agencies").status == 404


def test_the_map_lists_part_and_what_was_asked_under_each_kind(made: FlaskClient) -> None:
    found = page(made, "/cases/case-e/agencies")
    (police,) = found.tree.xpath("//section[h2[contains(., 'Police service')]]")
    words = " ".join(police.text_content().split())
    assert "Wendlebury Police" in words
    assert "Recommendation 6.1: Wendlebury Police should share information" in words
    assert police.xpath(".//blockquote")
    boxes = found.tree.xpath("//*[@class='lg-picture']//a/@href")
    targets = found.tree.xpath("//section[@class='lg-fact']/@id")
    assert [one.removeprefix("#") for one in boxes] == targets


def test_sample_cases_have_timelines(sample: FlaskClient) -> None:
    links = {one for one in page(sample, "/explore").links() if "at=case" in one}
    shown = [
        page(sample, f"/cases/{one.rpartition(':')[2].rpartition('%3A')[2]}/timeline")
        for one in links
    ]
    assert all(one.status == 200 for one in shown)
    assert any(len(one.tree.xpath("//time")) > 5 for one in shown)
