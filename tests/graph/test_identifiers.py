"""Identifiers are stable and safe in addresses."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.identifiers import content_id, fingerprint, slug


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Baby E", "baby-e"),
        ("Child 24/02", "child-24-02"),
        ("  Wendlebury LSCB:  “Ash”  ", "wendlebury-lscb-ash"),
        ("Siân", "sian"),  # accents fold
        ("…", "unnamed"),  # nothing left to say
    ],
)
def test_slugs(label: str, expected: str) -> None:
    assert slug(label) == expected


@given(st.text())
def test_a_slug_is_always_safe_and_its_own_slug(label: str) -> None:
    made = slug(label)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", made)
    assert slug(made) == made


def test_ids_never_change() -> None:
    """Addresses that people cite hang on this value: it must not change."""
    assert content_id("doc", "abc") == "doc-ba7816bf8f01"
    assert fingerprint(b"abc").startswith("ba7816bf8f01cfea")
