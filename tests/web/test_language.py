"""Pages in two languages: which one an address gives, and what every page must have for it."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from flask.testing import FlaskClient

from tests.messages import CATALOGUES, extracted, held
from tests.web.marks import unmarked
from web.app import create_app
from web.config import Settings

_TEMPLATES = Path(__file__).parents[2] / "web" / "templates"
_VOID = {"br", "hr", "img", "input", "link", "meta", "wbr"}


class _Page(HTMLParser):
    """Reads a page: the language of each piece of its text, and elements left open."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.spoken: list[tuple[str, str]] = []
        self.astray: list[str] = []
        self._open: list[tuple[str, str]] = [("", "")]
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _VOID:
            self._open.append((tag, dict(attrs).get("lang") or self._open[-1][1]))

    def handle_endtag(self, tag: str) -> None:
        if tag in {"p", "li", "dt", "dd", "td", "th", "tr", "span", "a", "main", "nav", "div"}:
            if self._open[-1][0] == tag:
                self._open.pop()
            else:
                self.astray.append(f"</{tag}> in <{self._open[-1][0]}>")
        elif self._open[-1][0] == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.spoken.append((self._open[-1][1], data.strip()))


_WELSH = (
    # address, a sentence of it in Welsh
    ("/cy/", "Ble i ddechrau"),
    ("/cy/search?q=training", "Cyfyngu’r chwiliad"),
    ("/cy/search?q=zxqvbn", "Ni chanfuwyd dim"),
    ("/cy/reviews", "Math o adolygiad"),
    ("/cy/factors", "Ffactorau risg"),
    ("/cy/themes", "Themâu ymarfer sy’n codi dro ar ôl tro"),
    ("/cy/helplines", "Ble i gael help"),
    ("/cy/reading-list", "Rhestr ddarllen"),
    ("/cy/nowhere", "Heb ddod o hyd i’r dudalen"),
    ("/cy/reviews/none", "Nid oes adolygiad yn y cyfeiriad hwn."),
)


@pytest.mark.parametrize(("address", "welsh"), _WELSH, ids=[one for one, _ in _WELSH])
def test_a_page_below_cy_says_of_each_piece_of_text_what_language_it_is_in(
    sample: FlaskClient, address: str, welsh: str
) -> None:
    page = _Page(sample.get(address).text)
    assert page.astray == []
    spoken = [lang for lang, text in page.spoken if welsh in text]
    assert spoken
    assert set(spoken) == {"cy"}
    assert not re.search("[\ue000\ue001]|\\\\ue00", sample.get(address).text)


def test_what_is_not_translated_is_told_to_be_english(sample: FlaskClient) -> None:
    page = _Page(sample.get("/cy/about/accuracy").text)
    spoken = {text: lang for lang, text in page.spoken}
    assert spoken["Told, not named"] == "en-GB"  # a heading nobody has translated
    assert spoken["Hafan"] == "cy"


def test_english_pages_are_as_they_were(sample: FlaskClient) -> None:
    page = sample.get("/helplines").text
    assert '<html lang="en-GB"' in page
    assert {lang for lang, _ in _Page(page).spoken} == {"en-GB", "en", "cy"}  # and the switch
    assert 'href="/cy/helplines" hreflang="cy"' in page


_SWITCHES = (
    # address, the same page in the other language
    ("/search?q=a%26b&page=2", "/cy/search?q=a%26b&amp;page=2"),
    ("/cy/search?q=a%26b", "/search?q=a%26b"),
    ("/cy", "/"),
    ("/", "/cy/"),
)


@pytest.mark.parametrize(("address", "other"), _SWITCHES)
def test_the_switch_leads_to_the_same_page(sample: FlaskClient, address: str, other: str) -> None:
    assert f'<a href="{other}" hreflang=' in sample.get(address).text


def test_every_link_of_a_welsh_page_stays_in_welsh(sample: FlaskClient) -> None:
    for address in ("/cy/", "/cy/search?q=training", "/cy/reviews", "/cy/patterns"):
        page = sample.get(address).text
        links = set(re.findall(r'(?:href|action)="(/[^"]*)"', page))
        away = {one for one in links if not one.startswith("/cy/")}
        assert away == {address.removeprefix("/cy")}, address  # the switch alone leads away


def test_nobody_is_sent_a_page_in_another_language(sample: FlaskClient) -> None:
    """Neither a preference nor a page that was kept changes what an address gives."""
    plain = sample.get("/helplines")
    preferring = sample.get("/helplines", headers={"Accept-Language": "cy"})
    welsh = sample.get("/cy/helplines")
    assert preferring.data == plain.data
    assert "Ble i gael help" in welsh.text
    assert sample.get("/helplines").data == plain.data
    assert welsh.headers["ETag"] != plain.headers["ETag"]
    kept = {"If-None-Match": plain.headers["ETag"]}
    assert sample.get("/helplines", headers=kept).status_code == 304
    assert sample.get("/cy/helplines", headers=kept).status_code == 200
    assert "Set-Cookie" not in welsh.headers
    compressed = {"Accept-Encoding": "gzip"}
    first, second = (sample.get("/cy/helplines", headers=compressed).data for _ in range(2))
    assert first == second


_FILES = (
    # what is taken away is the same, whatever language the page had
    "/search/results.csv?q=training",
    "/search/results.ris?q=training",
    "/search/feed.atom?q=training",
    "/briefing/briefing.txt?theme=information-sharing",
    "/api/families",
)


@pytest.mark.parametrize("address", _FILES)
def test_files_are_in_english(sample: FlaskClient, address: str) -> None:
    english, welsh = sample.get(address), sample.get(f"/cy{address}")
    assert welsh.status_code == english.status_code == 200
    assert welsh.data == english.data


def test_a_briefing_is_kept_in_english_whoever_asked_first(sample: FlaskClient) -> None:
    address = "/briefing/read?theme=working-with-fathers"
    sample.get(f"/cy{address}")
    assert "adolygiad" not in sample.get(address).text


def test_behind_a_proxy_the_language_stands_after_its_prefix(tmp_path: Path) -> None:
    client = create_app(Settings(library=tmp_path / "none", proxies=1)).test_client()
    page = client.get("/cy/helplines", headers={"X-Forwarded-Prefix": "/lessons"}).text
    assert 'href="/lessons/cy/reviews"' in page
    assert '<a href="/lessons/helplines" hreflang="en"' in page


def test_a_page_that_has_not_changed_is_answered_without_its_text(sample: FlaskClient) -> None:
    mark = sample.get("/cy/helplines").headers["ETag"]
    again = sample.get("/cy/helplines", headers={"If-None-Match": mark})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers.get("Content-Length") is None


def test_a_path_that_only_begins_alike_is_no_language(sample: FlaskClient) -> None:
    assert '<html lang="en-GB"' in sample.get("/cymru").text


_NAMED = sorted(one.relative_to(_TEMPLATES).as_posix() for one in _TEMPLATES.rglob("*.html"))


@pytest.mark.parametrize("name", _NAMED)
def test_every_text_of_a_template_is_marked(name: str) -> None:
    assert unmarked((_TEMPLATES / name).read_text(encoding="utf-8")) == []


_MARKED: tuple[tuple[str, list[str]], ...] = (
    # template, what is not marked in it
    ("<p>{{ _('Read it') }}</p>", []),
    ("<p>Read it</p>", ["Read it"]),
    ("<p>{% trans %}Read <b>it</b>{% endtrans %}</p>", []),
    ("<p>{% trans %}Read{% endtrans %} it</p>", ["it"]),
    ('<a class="big" title="Read it">{{ title }}</a>', ["Read it"]),
    ('<a title="{{ _("Read it") }}">{{ title }}</a>', []),
    ('<p data-none="Read it" data-ids="a b"></p>', ["Read it"]),  # said by a script
    ("{{ row('Read it') }}", ["Read it"]),  # words handed to a macro
    ("{{ row(_('Read it')) }}", []),
    ("{# for who reads templates #}<code>lessons demo</code> · {{ url_for('home.home') }}", []),
    ("<a{% if here %} aria-current='page'{% endif %}>{{ _('Here') }}</a>", []),
    ("<script>let it = 1;</script>", []),
)


@pytest.mark.parametrize(("template", "missing"), _MARKED)
def test_what_is_not_marked_is_seen(template: str, missing: list[str]) -> None:
    assert unmarked(template) == missing


def _ids(messages: object) -> set[object]:
    return {one.id for one in messages if one.id}  # type: ignore[attr-defined]  # a Catalog


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda one: one.parts[-3])
def test_the_catalogue_has_what_pages_say_and_no_more(path: Path) -> None:
    """Mended by `make messages`."""
    assert _ids(held(path)) ^ _ids(extracted()) == set()


def _forms(message: Message) -> list[tuple[str, str]]:
    one = message.id if isinstance(message.id, str) else message.id[-1]
    said = message.string if isinstance(message.string, (list, tuple)) else (message.string,)
    return [(one, form) for form in said if form]


def _parts(text: str) -> Counter[str]:
    return Counter(re.findall(r"%\(\w+\)s|<[^>]+>", text))


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda one: one.parts[-3])
def test_a_translation_has_the_same_places_and_elements(path: Path) -> None:
    forms = [pair for message in held(path) if message.id for pair in _forms(message)]
    assert len(forms) > 300
    assert [one for one, form in forms if _parts(one) != _parts(form)] == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda one: one.parts[-3])
def test_the_frame_of_every_page_is_translated(path: Path) -> None:
    """Header, menu, footer, search, errors and help are what a reader meets first."""
    files = ("web/app.py",  "web/templates/base.html", "web/templates/errors/",
             "web/templates/helplines.html")  # fmt: skip
    same = {"Lessons Graph", "Childline", "Hourglass"}  # names
    missing = [
        message.id
        for message in held(path)
        if message.id and any(place.startswith(files) for place, _ in message.locations)
        and not _forms(message) and message.id not in same
    ]  # fmt: skip
    assert missing == []
