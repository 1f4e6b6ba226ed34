"""Sentences told apart by their language, wherever they came to stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from web.spoken import marked, told_apart

_A = marked("Hafan")

_PAGES = (
    # page, what is made of it
    (f"<main><p>{_A}</p></main>", '<main><p><span lang="cy">Hafan</span></p></main>'),
    # outside <main> the page is in the language already
    (f"<nav>{_A}</nav><main>Home</main>", "<nav>Hafan</nav><main>Home</main>"),
    # no element may stand in an attribute, a title, a choice of a list
    (f'<main><a title="{_A}">x</a></main>', '<main><a title="Hafan">x</a></main>'),
    (f"<main><option>{_A}</option></main>", "<main><option>Hafan</option></main>"),
    (f"<main><svg><title>{_A}</title></svg></main>",
     "<main><svg><title>Hafan</title></svg></main>"),
    # a sentence with elements and another sentence in it
    (f"<main><p>{marked(f'Gweler <a>{_A}</a>.')}</p></main>",
     '<main><p><span lang="cy">Gweler <a><span lang="cy">Hafan</span></a>.</span></p></main>'),
    # an element without an end
    (f"<main><p>{marked('Y<br>Z')}</p></main>",
     '<main><p><span lang="cy">Y<br>Z</span></p></main>'),
    # cut short: the end is missing, or the beginning
    ("<main><p><b>\ue000Haf…</b> x</p></main>",
     '<main><p><b><span lang="cy">Haf…</span></b> x</p></main>'),
    ("<main><p>fan\ue001 x</p></main>", "<main><p>fan x</p></main>"),
    # within a script as JSON writes it
    ('<script>{"a": "\\ue000Hafan\\ue001"}</script>', '<script>{"a": "Hafan"}</script>'),
    ("<main><p>Home &lt; 2</p></main>", "<main><p>Home &lt; 2</p></main>"),
)  # fmt: skip


@pytest.mark.parametrize(("page", "made"), _PAGES)
def test_a_page_is_told_apart(page: str, made: str) -> None:
    assert told_apart(page, "cy") == made


_PIECES = st.sampled_from(
    ["<p>", "</p>", "<b>", "</b>", "<br>", "\ue000", "\ue001", "Hafan", " ", "&lt;", "&amp;"]
)


@given(st.lists(_PIECES, max_size=30))
def test_no_mark_is_left_and_every_element_is_closed(pieces: list[str]) -> None:
    made = told_apart(f"<main><div>{''.join(pieces)}</div></main>", "cy")
    assert "\ue000" not in made
    assert "\ue001" not in made
    assert made.count("<span") == made.count("</span>")


@given(st.lists(_PIECES, max_size=30))
def test_the_words_stay(pieces: list[str]) -> None:
    page = f"<main><div>{''.join(pieces)}</div></main>"
    plain = page.replace("\ue000", "").replace("\ue001", "")
    assert _words(told_apart(page, "cy")) == _words(plain)


def _words(page: str) -> str:
    return "".join(str(one) for one in html.fromstring(page).itertext())
