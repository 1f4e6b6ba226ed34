"""The README's words on how far two coders agree are what their files say."""

from __future__ import annotations

from pathlib import Path

from tests.agreement import agreement

_README = Path(__file__).parents[1] / "README.md"


def test_the_readme_says_how_far_two_coders_agree() -> None:
    factors = agreement()["factors"]
    told = f"a second coder agrees with the first at {factors.f1:.2f}"
    assert told in " ".join(_README.read_text("utf-8").split())


def test_two_people_found_most_of_the_same_rows() -> None:
    assert agreement()["factors"].hit > agreement()["factors"].missed
    assert agreement()["legal"].hit > agreement()["legal"].extra
