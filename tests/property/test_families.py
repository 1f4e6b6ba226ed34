"""Families: the same whatever the order, whole, and counted as a naive recount counts them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

import numpy as np
import pyoxigraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from graph.model import (
    Document,
    Lesson,
    Passage,
    PassageKind,
    Recommendation,
    Record,
    Review,
    Source,
)
from graph.store import vocabulary_quads
from graph.triples import Names, triples
from graph.triples.groups import group_quads
from graph.view import GraphView
from ingest.groups import groupings, items_of
from search.families import grouping
from search.families import network as networks
from search.families.asks import in_a_line
from search.families.communities import cohesive
from search.families.grouping import family_groups, theme_groups
from search.families.groups import Group
from search.families.items import Item
from search.families.network import Network, network, updated
from search.families.store import Kept
from web.content.afterwards import is_after
from web.content.cells import identifier

NAMES = Names()
# Four asks in two wordings each, so that families form.
TEXTS = (
    "Midwives should discuss safer sleeping with both parents.",
    "Health visitors must talk about safe sleeping arrangements with parents.",
    "Landlords should refer tenants who hoard for a home fire safety visit.",
    "Care agencies must request a fire safety visit at home for people who smoke.",
    "Training on the Mental Capacity Act should be given to ward staff.",
    "Ward staff must be trained in the Mental Capacity Act.",
    "Relaunch the escalation policy.",
    "The escalation policy should be relaunched and promoted.",
)
BOARDS = ("Northfold LSCB", "Wendlebury LSCB", "Kelderbeck SAB")
_SAID = st.lists(st.sampled_from(TEXTS), max_size=4)
_DATES = st.sampled_from((None, "2009", "2012-05", "2018-11-02"))


@st.composite
def records(draw: st.DrawFn) -> tuple[Record, ...]:
    """Draw documents that report one or two of a few reviews; several may report the same."""
    made = []
    for at in range(draw(st.integers(1, 5))):
        held = draw(st.lists(st.sampled_from("abc"), min_size=1, max_size=2, unique=True))
        reviews = tuple(
            Review(f"review-{one}", "scr-child", (BOARDS["abc".index(one)],)) for one in held
        )
        made.append(_record(f"doc-{at}", draw(_DATES), reviews, draw(_SAID), draw(_SAID)))
    return tuple(made)


def _record(
    document: str,
    published: str | None,
    reviews: tuple[Review, ...],
    asked: list[str],
    learned: list[str],
) -> Record:
    text = "\n\n".join((*asked, *learned)) or "Nothing."
    passage = Passage(f"{document}-p", None, 1, (), PassageKind.RECOMMENDATION, 0, len(text), text)
    return Record(
        document=Document(document, document, published, Source("f", document, "text/plain")),
        reviews=reviews,
        lessons=tuple(
            Lesson(f"{document}-l{at}", one, passage.id) for at, one in enumerate(learned)
        ),
        recommendations=tuple(
            Recommendation(f"{document}-r{at}", None, one, passage.id)
            for at, one in enumerate(asked)
        ),
        passages=(passage,),
    )


def _kept(held: tuple[Record, ...]) -> Kept:
    made = network(one for record in held for one in items_of(record))
    return Kept(made, family_groups(made), theme_groups(made))


@settings(deadline=None, max_examples=40)
@given(records())
def test_the_counts_of_families_are_those_of_a_naive_recount(held: tuple[Record, ...]) -> None:
    kept = _kept(held)
    store = pyoxigraph.Store()
    store.extend(vocabulary_quads())
    for record in held:
        store.extend(triples(record))
    store.extend(group_quads(groupings(kept)))
    rows = GraphView(store).select("pages/families")
    found = {
        identifier(str(row["group"])): (
            row["items"], row["reviews"], row["boards"], row["years"] or 0,
            row["firstYear"], row["lastYear"],
        )
        for row in rows
    }  # fmt: skip
    assert found == {group.id: _recount(group.members, held) for group in kept.families}


def _recount(members: tuple[str, ...], held: tuple[Record, ...]) -> tuple[object, ...]:
    """Count as a person would with the Records on the table."""
    boards_of: dict[str, set[str]] = defaultdict(set)
    for record in held:
        for review in record.reviews:
            boards_of[review.id].update(review.commissioned_by)
    sources, years, boards = set(), set(), set()
    for record in held:
        learned: tuple[Lesson | Recommendation, ...] = (*record.lessons, *record.recommendations)
        said = {one.id for one in learned} & set(members)
        if not said:
            continue
        alone = len(record.reviews) == 1
        sources.add(record.reviews[0].id if alone else record.document.id)
        if alone:
            boards |= boards_of[record.reviews[0].id]
        if record.document.published:
            years.add(record.document.published[:4])
    first, last = (min(years), max(years)) if years else (None, None)
    return len(members), len(sources), len(boards), len(years), first, last


@settings(deadline=None, max_examples=40)
@given(records(), st.randoms(use_true_random=False))
def test_families_do_not_depend_on_the_order(held: tuple[Record, ...], chance: object) -> None:
    other = list(held)
    chance.shuffle(other)  # type: ignore[attr-defined]  # hypothesis gives a Random
    one, again = _kept(held), _kept(tuple(other))
    assert tuple(one.families) == tuple(again.families)
    assert tuple(one.themes) == tuple(again.themes)


@settings(deadline=None, max_examples=40)
@given(records())
def test_a_library_that_grew_is_one_made_at_once_but_for_ids(held: tuple[Record, ...]) -> None:
    whole, grown = _kept(held), _kept(held[:1])
    for record in held[1:]:
        now = updated(grown.network, frozenset({record.document.id}), items_of(record))
        families = family_groups(now, grown.families)
        grown = Kept(now, families, theme_groups(now, grown.themes))
    assert grown.network.every() == whole.network.every()
    assert {one.members for one in grown.families} == {one.members for one in whole.families}
    assert len({one.id for one in grown.families}) == len(grown.families)


@settings(deadline=None, max_examples=40)
@given(records())
def test_a_family_keeps_its_id_while_it_keeps_its_members(held: tuple[Record, ...]) -> None:
    before = _kept(held)
    again = replace(held[0], document=replace(held[0].document, published="1999"))
    now = updated(before.network, frozenset({again.document.id}), items_of(again))
    after = family_groups(now, before.families)
    assert {(one.id, frozenset(one.members)) for one in after} == {
        (one.id, frozenset(one.members)) for one in before.families
    }


@settings(deadline=None, max_examples=60)
@given(records(), st.data())
def test_what_a_change_leaves_alone_is_carried_as_if_made_anew(
    held: tuple[Record, ...], data: st.DataObject
) -> None:
    items = [one for record in held for one in items_of(record)]
    documents = st.sampled_from(sorted({record.document.id for record in held}))
    before = _kept(held[: data.draw(st.integers(0, len(held)))])
    removed, told = data.draw(st.frozensets(documents)), data.draw(st.frozensets(documents))
    added = [one for one in items if one.document in told]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(networks, "WHOLE", 0)
        now = updated(before.network, removed, added)
        families, themes = family_groups(now, before.families), theme_groups(now, before.themes)
        patched.setattr(
            grouping._Making, "changed", lambda own, older, _, line: own.all(older, line)
        )
        naive = family_groups(now, before.families), theme_groups(now, before.themes)
    assert now.every() == _as_told(before.network.every(), removed, added)
    assert _links(now) == _links_of_a_change(before.network, now)
    assert tuple(families) == tuple(naive[0])
    assert [_but_its_line(one) for one in themes] == [_but_its_line(one) for one in naive[1]]


def _as_told(older: list[Item], removed: frozenset[str], added: list[Item]) -> list[Item]:
    kept = {one.id: one for one in older if one.document not in removed}
    return [one for _, one in sorted((kept | {one.id: one for one in added}).items())]


def _links(held: Network) -> dict[tuple[int, int], float]:
    keys = held.nodes.keys.tolist()
    rows = zip(*(part.tolist() for part in held.edges), strict=True)
    return {(keys[first], keys[second]): alike for first, second, alike in rows}


def _links_of_a_change(older: Network, now: Network) -> dict[tuple[int, int], float]:
    """Link each new text with all others, as the making of a whole network does."""
    keys = set(now.nodes.keys.tolist())
    new = keys - set(older.nodes.keys.tolist())
    kept = {pair: alike for pair, alike in _links(older).items() if keys.issuperset(pair)}
    whole = _links(network(now.every()))
    return kept | {pair: alike for pair, alike in whole.items() if new.intersection(pair)}


def _but_its_line(group: Group) -> tuple[object, ...]:
    return group.id, group.central, group.members


@settings(deadline=None, max_examples=40)
@given(records())
def test_nothing_is_in_two_families_and_every_family_is_whole(held: tuple[Record, ...]) -> None:
    kept = _kept(held)
    members = [one for group in kept.families for one in group.members]
    assert len(members) == len(set(members))
    items = {one.id: one for one in kept.network.every()}
    for group in kept.families:
        assert group.central in group.members
        assert len({items[one].node.kind for one in group.members}) == 1
        assert group.line == items[group.central].line


@settings(deadline=None, max_examples=60)
@given(
    st.dictionaries(
        st.tuples(st.integers(0, 11), st.integers(0, 11)).filter(lambda pair: pair[0] < pair[1]),
        st.floats(0.125, 1.0, width=32),
        max_size=40,
    )
)
def test_every_community_is_connected(pairs: dict[tuple[int, int], float]) -> None:
    rows = sorted(pairs)
    first = np.array([one for one, _ in rows], dtype=np.int64)
    second = np.array([other for _, other in rows], dtype=np.int64)
    weights = np.array([pairs[one] for one in rows], dtype=np.float32)
    found = cohesive(12, (first, second, weights), 0.2)
    for own in range(found.max() + 1):
        nodes = np.flatnonzero(found == own)
        linked = sparse.csr_array((weights, (first, second)), shape=(12, 12))
        number, _ = connected_components(linked[nodes][:, nodes], directed=False)
        assert number == 1


@given(st.text(max_size=300), st.booleans())
def test_a_line_stands_in_its_text(text: str, asked: bool) -> None:
    line = in_a_line(text, asked=asked).removesuffix("…")
    assert line[1:] in " ".join(text.split()) or line.casefold() in text.casefold()


@given(_DATES, _DATES)
def test_later_is_never_both_ways(one: str | None, other: str | None) -> None:
    assert not (is_after(one or "", other or "") and is_after(other or "", one or ""))
