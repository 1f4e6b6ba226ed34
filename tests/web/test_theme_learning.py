"""What is said on a theme, by names alone: the same as when everything is read and recounted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import URIRef

from graph.namespaces import V
from graph.vocabulary import load_vocabulary
from tests.web.library import make_library
from tests.web.recurring import recurring
from tests.web.served import client_of, sample_library
from tests.web.walking import page
from web.app import create_app
from web.config import Settings
from web.content.came_again import By, came_again
from web.content.cells import NAMES, identifier
from web.content.groups import counted
from web.content.learning import held_item, items
from web.content.quotable import representative
from web.content.theme_learning import ThemeLearning, theme_learning

_THEMES = [one.id for one in load_vocabulary().scheme("practice-theme")]
_LEADS = ("addressee", "factor", "action")


@pytest.fixture(scope="module", params=["sample", "made", "recurring"])
def learnt(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, ThemeLearning]]:
    """What is said on every practice theme of a library, by the theme."""
    path: Path = tmp_path_factory.mktemp(request.param) / "library"
    makers = {"sample": sample_library, "made": make_library, "recurring": recurring}
    makers[request.param](path)
    app = create_app(Settings(library=path))
    with app.app_context():
        shown = app.extensions["snapshots"].current()
        found = {one: theme_learning(shown, V[one]) for one in _THEMES}
        yield {one: learning for one, learning in found.items() if learning.said}


def test_everything_is_there_in_the_order_of_the_command(
    learnt: dict[str, ThemeLearning],
) -> None:
    assert learnt
    for one in learnt.values():
        rows = one.shown.graph.select("pages/theme-learning", about=one.about)
        read = items(rows)
        assert [identifier(said.id) for said in one.said] == [item.id for item in read]
        assert one.items(one.said) == read
        sources = [item.reviews[0] if item.reviews else item.place.document for item in read]
        assert [identifier(source) for source in one.by_source] == list(dict.fromkeys(sources))
        years: dict[str, set[str]] = defaultdict(set)
        for item in read:
            for source in item.reviews or (item.place.document,):
                years[source].update(filter(None, [item.year]))
        first = {source: min(own, default="") for source, own in years.items()}
        assert {identifier(source): year for source, year in one.first_years.items()} == first


def test_where_it_leads_and_what_is_quoted(learnt: dict[str, ThemeLearning]) -> None:
    for one in learnt.values():
        held = [held_item(one.shown, URIRef(said.id)) for said in one.said]
        naive = counted(held)
        assert dict(one.leads) == {key: naive[key] for key in _LEADS if key in naive}
        assert [item.id for item in one.quoted()] == [item.id for item in representative(held)]


def test_the_boards_are_those_of_the_reviews(learnt: dict[str, ThemeLearning]) -> None:
    for one in learnt.values():
        boards = {
            (str(row["board"]), str(row["name"]))
            for source in one.first_years
            for row in one.shown.graph.select(
                "SELECT DISTINCT ?board ?name "
                "WHERE { $source cr:commissionedBy ?board . ?board foaf:name ?name }",
                source=URIRef(source),
            )
        }
        assert {(str(NAMES.agency(link.target)), link.label) for link in one.boards} == boards


def test_what_came_up_again_is_that_of_the_library(learnt: dict[str, ThemeLearning]) -> None:
    shown = next(iter(learnt.values())).shown
    every = came_again(shown.graph, By.THEME)
    for theme, learning in learnt.items():
        if load_vocabulary().children(theme):
            continue  # the list of the library counts under the narrower one alone
        found = learning.recurrences()
        of_library = {
            (one.found.body, one.found.asked.id, one.found.again.id, one.found.incident)
            for one in every
            if one.group.target == theme
        }
        assert {(one.body, one.asked.id, one.again.id, one.incident) for one in found} == of_library


def test_the_page_counts_all_that_came_up_again(tmp_path: Path) -> None:
    client = client_of(recurring(tmp_path / "library"))
    shown = page(client, "/themes/multi-agency-coordination")
    assert len(shown.tree.xpath("//section[h3[contains(., 'recommended')]]")) == 2
    assert any(one.startswith("/patterns/recurrence?by=theme") for one in shown.links())
