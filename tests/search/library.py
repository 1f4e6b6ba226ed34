"""A small library of entries that the search tests share: fictional, each there for a reason."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from search.engine import IndexReader, get_engine
from search.entry import Entry, EntryKind
from search.query import Filter, read_query

__all__ = ["ENTRIES", "build", "ids", "passage"]


def passage(key: str, text: str, **values: object) -> Entry:
    """Return a passage entry of document `d-<first letter of key>` unless told otherwise."""
    plain: dict[str, object] = {
        "id": key,
        "kind": EntryKind.PASSAGE,
        "title": "Overview report",
        "text": text,
        "document": f"d-{key[0]}",
        "review": f"r-{key[0]}",
        "passage": key,
    }
    return Entry(**(plain | values))  # type: ignore[arg-type] # a table of plain values


_A = {
    "title": "Overview report into the death of Baby Finch",
    "type": "scr-child",
    "board": ("Wendlebury LSCB",),
    "area": "Wendlebury",
    "year": 2010,
    "date": "2010-03-09",
    "case_labels": ("Baby Finch",),
}
_B = {
    "title": "Safeguarding adults review: Mrs Abel",
    "type": "safeguarding-adults-review",
    "board": ("Averdale Safeguarding Adults Board", "Averdale Council"),
    "area": "Averdale and Stoke",
    "year": 2016,
    "date": "2016-11",
}
_C = {
    "title": "Domestic homicide review: Saskia",
    "type": "domestic-homicide-review",
    "board": ("North Tarn Community Safety Partnership",),
    "area": "North Tarn",
    "year": 2021,
    "date": "2021",
}

ENTRIES: tuple[Entry, ...] = (
    passage(
        "a1",
        "The police recorded domestic abuse on three occasions. Nobody shared the information.",
        **_A,
        position=1,
        number="4.6",
        section="narrative",
        factors=("domestic-abuse",),
        agencies=("police-public-protection",),
        people=("mother",),
    ),
    passage(
        "a2",
        "Information about the children\u2019s needs was not shared between agencies.",
        **_A,
        position=2,
        number="4.7",
        section="analysis",
        themes=("information-sharing",),
    ),
    passage(
        "a3",
        "The mother spoke of DV to her midwife; the health visitor saw neglect.",
        **_A,
        position=3,
        number="4.10",
        section="narrative",
        factors=("domestic-abuse", "da-in-pregnancy"),
    ),
    passage(
        "a4",
        "The domestic abuse policy of the Board was out of date.",
        **_A,
        position=4,
        section="policy",
    ),
    passage(
        "b1",
        "Mrs Abel neglected herself. Self-neglect was named, but multi-agency working failed.",
        **_B,
        position=1,
        factors=("self-neglect",),
        outcomes=("fatal-outcome",),
    ),
    passage(
        "b2",
        "It was Da Silva & Sons who <b>reported</b> the smell to the council's officers.",
        **_B,
        position=2,
    ),
    passage("b3", "She was not brought out of sight of the caf\u00e9.", **_B, position=3),
    passage("c1", "He stalked her. The IDVAs knew; MARAC did not.", **_C, position=1),
    passage(
        "c2",
        "There was no sharing of the information. Domestic violence was minimised.",
        **_C,
        position=2,
        factors=("da-coercive-control",),
    ),
    passage("u1", "neglect neglect neglect", position=1),
    passage("u2", "neglcet of the negligent", position=2),
    Entry(
        "rec-a",
        EntryKind.RECOMMENDATION,
        "Overview report into the death of Baby Finch",
        "The Board should assure itself that information is shared.",
        "d-a",
        review="r-a",
        passage="a9",
        number="R1",
        position=5,
        type="scr-child",
        year=2010,
        date="2010-03-09",
        themes=("information-sharing",),
        actions=("audit-assurance",),
    ),
    Entry(
        "r-c",
        EntryKind.REVIEW,
        "Domestic homicide review: Saskia",
        "Domestic homicide review: Saskia. North Tarn",
        "d-c",
        review="r-c",
        type="domestic-homicide-review",
        area="North Tarn",
        year=2021,
        date="2021",
    ),
)


def build(engine: str, path: Path, entries: Iterable[Entry]) -> None:
    """Add entries to the index at `path` in one commit."""
    with get_engine(engine).write(path) as writer:
        writer.add(entries)
        writer.commit()


def ids(reader: IndexReader, text: str, *filters: Filter, expand: bool = False) -> list[str]:
    """Return the ids that a query finds, synonyms off unless asked for."""
    return list(reader.ids(read_query(text, filters=filters, expand=expand)))
