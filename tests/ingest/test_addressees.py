"""The bodies that a request names, by any of their forms."""

from __future__ import annotations

import pytest

from graph.model import Agency
from ingest.agencies.addressees import Directory


def test_directory_finds_any_form_and_gives_the_name() -> None:
    directory = Directory(
        (
            Agency("1", "Marlow Clinical Commissioning Group", ("CCG", "the CCG"), "ccg"),
            Agency("2", "health visitor", ("health visiting",), "health-visiting"),
        )
    )
    assert directory.named_in("The CCG and health visitors") == (
        "Marlow Clinical Commissioning Group",
        "health visitor",
    )
    assert directory.named_in("accging") == ()
    assert Directory(()).named_in("The CCG") == ()


SHARED = [
    ("The Board should, with Tarn Police, revise it.", ("Board", "Tarn Police")),
    ("The Board, with Tarn Police, needs to revise it.", ("Board", "Tarn Police")),
    ("The Board should agree with Tarn Police how it is done.", ("Board",)),
    ("The Board should, with Tarn Police data, revise it.", ("Board",)),
]


@pytest.mark.parametrize(("text", "names"), SHARED)
def test_who_shares_the_work_is_addressed_too(text: str, names: tuple[str, ...]) -> None:
    known = [Agency("a", "Board", (), "lscb"), Agency("b", "Tarn Police", (), "police")]
    assert Directory(known).addressed(text) == names


def test_staff_under_the_name_of_their_body_stand_for_it() -> None:
    names = Directory(
        [
            Agency("a", "Elder Trust", (), "acute-trust"),
            Agency("b", "health visitor", (), "health-visiting"),
        ]
    )
    said = "Health visitors must tell the school."
    assert names.addressed(said, headings=("For Elder Trust",)) == ("Elder Trust",)
    assert names.addressed(said) == ("health visitor",)
    assert names.addressed("That Elder Trust, and each other trust, weigh patients.") == (
        "Elder Trust",
    )


WITHOUT_AN_ARTICLE = [
    ("Partnership to audit twenty cases.", ("Esk Partnership",)),
    ("It is proposed that Partnership commission training.", ("Esk Partnership",)),
    ("The Partnership's business manager is to commission a film.", ("Esk Partnership",)),
    ("The Partnership's report should be read.", ()),  # what it wrote is asked nothing
]


@pytest.mark.parametrize(("text", "names"), WITHOUT_AN_ARTICLE)
def test_a_body_called_by_a_bare_word_or_through_its_staff(
    text: str, names: tuple[str, ...]
) -> None:
    known = [Agency("a", "Esk Partnership", ("the Partnership",), "lscp")]
    assert Directory(known).addressed(text) == names


def test_a_post_stands_for_the_one_body_of_its_kind() -> None:
    prison = Agency("a", "HMP Elder", (), "prison-service")
    nurses = Agency("b", "Fen Healthcare", (), "independent-health-provider")
    said = "The Governor and the Head of Healthcare should agree a rota."
    assert Directory([prison, nurses]).addressed(said) == ("HMP Elder", "Fen Healthcare")
    two = [prison, Agency("c", "HMP Marsh", (), "prison-service")]
    assert Directory(two).addressed("The Governor should agree a rota.") == ()
