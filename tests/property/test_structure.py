"""Whatever a reader hands on, an outline's passages are true slices of the text."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ingest.outline import Outline
from ingest.readers.text import read_text
from ingest.reading import Block, BlockKind, Cell, Reading
from ingest.structure import outline

PIECES = st.sampled_from(
    [
        "Recommendations",
        "1.",
        "4.6 The",
        "(1) One.",
        "Finding 2:",
        "the",
        "and:",
        "- ",
        "Findings",
        "None",
        "Page 3 of 4",
        "CONTENTS",
        "a b c d e f g h",
        "The Board should act.",
        "R1.",
        "\n",
        "FOREWORD",
        "II. T",
        "Lessons learned are as follows:",
        "....... 4",
        "?",
        "“He”",
    ]
)
WORDS = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=12)
TEXTS = st.lists(PIECES | WORDS, min_size=1, max_size=40).map(" ".join)


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """Readings with blocks of any kind, some of them overlapping or out of order."""
    text = draw(TEXTS)
    edges = st.integers(0, len(text))
    blocks = []
    for _ in range(draw(st.integers(0, 12))):
        start, end = sorted((draw(edges), draw(edges)))
        kind = draw(st.sampled_from(BlockKind))
        row = kind is BlockKind.TABLE_ROW
        blocks.append(
            Block(
                kind,
                start,
                end,
                level=draw(st.integers(0, 4)),
                page=draw(st.none() | st.integers(1, 3)),
                table=1 if row else 0,
                header=row and draw(st.booleans()),
                cells=(Cell(start, end, draw(st.sampled_from(["", "Action", "No"]))),)
                if row
                else (),
            )
        )
    return Reading(text=text, blocks=tuple(blocks), media_type="text/plain", title=draw(st.text()))


def check(made: Outline) -> None:
    covered = sorted((one.start, one.end) for one in made.passages)
    for one in made.passages:
        assert one.text == made.text[one.start : one.end]
        assert one.text.strip() == one.text != ""
    for (_, end), (start, _) in pairwise(covered):
        assert end <= start
    ids = {one.id for one in made.passages}
    assert len(ids) == len(made.passages)
    for row in made.rows:
        assert row.passage in ids
        assert all(text == made.text[start:end] for _, text, start, end in row.cells)
    for heading in made.headings:
        assert heading.path[-1] == heading.text != ""
        assert len(heading.path) == heading.level
    notes = [one.kind.value == "footnote" for one in made.passages]
    assert notes == sorted(notes)


@given(readings())
def test_any_reading_has_a_sound_outline(reading: Reading) -> None:
    check(outline(reading, "key"))


@given(readings())
def test_the_same_reading_gives_the_same_outline(reading: Reading) -> None:
    assert outline(reading, "key") == outline(reading, "key")


@given(st.lists(TEXTS, min_size=1, max_size=8).map("\n\n".join).filter(str.strip))
def test_any_plain_text_has_a_sound_outline(text: str) -> None:
    check(outline(read_text(("Report\n\n" + text).encode("utf-8", "replace")), "key"))


@given(st.lists(st.sampled_from(["health", "police", "schools"]), min_size=1, max_size=6))
def test_no_words_of_a_list_are_lost(items: list[str]) -> None:
    listed = "\n".join(f"- {item}" for item in items)
    body = f"Review of Child R\n\n4. What happened\n\n4.1 She was seen by:\n{listed}\n"
    made = outline(read_text(body.encode()), "key")
    assert made.passages[-1].text == f"4.1 She was seen by:\n{listed}"
