"""Families of a small library: what belongs together, the ids that last, the file."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from graph.errors import LibraryDamaged
from search.families import network as networks
from search.families.grouping import family_groups, theme_groups
from search.families.groups import Group
from search.families.items import LESSON, RECOMMENDATION, Item, item
from search.families.naming import lasting_ids
from search.families.network import network, updated
from search.families.store import FILE, Kept, load, save
from search.families.variety import Quotable, varied
from tests.families import by_tf_idf, ours, score
from tests.families import load as gold_part

TEXTS = {
    "sleep-1": "Midwives should discuss safer sleeping with both parents.",
    "sleep-2": "Health visitors must talk about safe sleeping arrangements with parents.",
    "sleep-3": "The Trust should give advice on safer sleeping to every parent.",
    "fire-1": "Landlords should refer tenants who hoard for a home fire safety visit.",
    "fire-2": "Care agencies must request a fire safety visit at home for people who smoke.",
    "dogs-1": "Agencies should ask about dangerous dogs.",
}


def _item(name: str, text: str = "", kind: str = RECOMMENDATION, date: str = "2010") -> Item:
    return item(name, kind, f"doc-{name}", date, text or TEXTS[name], ())


def _families(items: list[Item]) -> list[set[str]]:
    return [set(one.members) for one in family_groups(network(items))]


def test_the_same_ask_is_one_family() -> None:
    found = _families([_item(name) for name in TEXTS])
    assert sorted(found, key=len) == [{"fire-1", "fire-2"}, {"sleep-1", "sleep-2", "sleep-3"}]


def test_a_lesson_is_no_family_of_a_recommendation() -> None:
    text = TEXTS["sleep-1"]
    assert _families([_item("a", text), _item("b", text, LESSON)]) == []
    assert _families([_item("a", text), _item("b", text)]) == [{"a", "b"}]  # the same words


def test_members_are_in_the_order_of_their_dates() -> None:
    dates = {"a": "2015", "b": "", "c": "2009-05"}
    items = [_item(name, "Ask about fathers.", date=date) for name, date in dates.items()]
    (family,) = family_groups(network(items))
    assert family.members == ("c", "a", "b")
    assert family.line == "Ask about fathers"


@pytest.mark.parametrize(
    ("before", "groups", "same"),
    [
        # an older member was found: the id stays
        ({"x": ("a", "b")}, [["0", "a", "b"]], [0]),
        # split: the larger part keeps the id
        ({"x": ("a", "b", "c")}, [["a"], ["b", "c"]], [1]),
        # merged: the id of the larger one stays
        ({"x": ("a",), "y": ("b", "c")}, [["a", "b", "c"]], [0]),
        # nothing of it is left
        ({"x": ("a", "b")}, [["c", "d"]], []),
    ],
)
def test_ids_last(
    before: dict[str, tuple[str, ...]], groups: list[list[str]], same: list[int]
) -> None:
    older = [Group(name, "", members[0], members) for name, members in before.items()]
    ids = lasting_ids("family", groups, older)
    assert [at for at, one in enumerate(ids) if one in before] == same
    assert len(set(ids)) == len(ids)


def test_no_id_twice_when_a_founder_leaves() -> None:
    (first,) = lasting_ids("family", [["a", "b", "c"]], [])
    older = [Group(first, "", "a", ("a", "b", "c"))]
    larger, smaller = lasting_ids("family", [["b", "c"], ["a", "d"]], older)
    assert larger == first
    assert smaller != first


def test_a_large_network_changes_only_near_the_change(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(networks, "WHOLE", 0)
    older = network([_item(name) for name in TEXTS if name != "sleep-3"])
    families, themes = family_groups(older), theme_groups(older)
    now = updated(older, frozenset({"doc-fire-2"}), [_item("sleep-3")])
    found = family_groups(now, families)
    assert {one.members for one in found} == {("sleep-1", "sleep-2", "sleep-3")}
    assert {one.id for one in found} < {one.id for one in families}
    assert theme_groups(now, themes) is not None
    anew = updated(older, frozenset({"doc-fire-2"}), [_item("sleep-3")])
    for one, other in zip(now.edges, anew.edges, strict=True):
        np.testing.assert_array_equal(one, other)


def test_the_file_gives_back_what_was_kept_and_the_same_bytes(tmp_path: Path) -> None:
    items = [_item(name) for name in TEXTS]
    kept = []
    for folder, order in (("one", items), ("two", items[::-1])):
        (tmp_path / folder).mkdir()
        made = network(order)
        kept.append(Kept(made, family_groups(made), theme_groups(made)))
        save(tmp_path / folder, kept[-1])
    one, two = ((tmp_path / name / FILE).read_bytes() for name in ("one", "two"))
    assert one == two
    again = load(tmp_path / "one")
    assert again is not None
    assert again.is_current
    assert tuple(again.families) == tuple(kept[0].families)
    assert tuple(again.themes) == tuple(kept[0].themes)
    assert again.network.every() == kept[0].network.every()
    for own, other in zip(again.network.edges, kept[0].network.edges, strict=True):
        np.testing.assert_array_equal(own, other)


def test_a_broken_file_is_told(tmp_path: Path) -> None:
    assert load(tmp_path) is None
    (tmp_path / FILE).write_bytes(b"PK\x03\x04 broken")
    with pytest.raises(LibraryDamaged, match="lessons rebuild"):
        load(tmp_path)


def test_quotations_are_varied() -> None:
    texts = [Quotable(text, (), name) for name, text in TEXTS.items()]
    chosen = [list(TEXTS)[at].partition("-")[0] for at in varied(texts, 3)]
    assert sorted(chosen) == ["dogs", "fire", "sleep"]
    alone = [Quotable(text, (), "one review") for text in TEXTS.values()]
    assert len(varied(alone, 3)) == 1
    assert varied([], 3) == []


def test_families_are_better_than_tf_idf_at_its_best() -> None:
    texts = gold_part("test")
    gold = [one.ask for one in texts]
    _, joined = by_tf_idf(texts)
    assert score(ours(texts), gold).b_cubed > score(joined, gold).b_cubed


@pytest.mark.parametrize(
    ("found", "gold", "pairs", "b_cubed"),
    [
        ("aab", "aab", 1.0, 1.0),
        ("aaa", "aab", 2 * 1 / (3 + 1), 2 * (5 / 9) / (5 / 9 + 1)),
        ("abc", "aab", 0.0, 2 * (2 / 3) / (2 / 3 + 1)),
    ],
)
def test_the_measure(found: str, gold: str, pairs: float, b_cubed: float) -> None:
    one = score(found, gold)
    assert one.pairs == pytest.approx(pairs)
    assert one.b_cubed == pytest.approx(b_cubed)
