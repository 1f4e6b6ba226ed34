"""The way in for editors: off by default, one passphrase, no form from elsewhere."""

from __future__ import annotations

import re
import stat
from pathlib import Path

import pytest
from werkzeug.security import generate_password_hash

from graph.errors import UsageInvalid
from graph.library import Library
from tests.web.editors import PASSPHRASE, Editor, editing_app
from tests.web.library import make_library
from web.app import create_app
from web.config import Settings
from web.editing.attempts import Attempts
from web.editing.passphrase import Passphrase, signing_key

_READING = ("/editing/", "/editing/uploads", "/editing/documents", "/editing/jobs/1")
_WRITING = (
    *("/editing/uploads", "/editing/rebuild", "/editing/jobs/1/stop", "/editing/jobs/1/start"),
    *("/editing/jobs/1/publish", "/editing/jobs/1/discard", "/editing/documents/doc-1"),
    *("/editing/jobs/1/files/1", "/editing/sign-out"),
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library that none of these tests changes: they are about who may."""
    return make_library(tmp_path_factory.mktemp("door") / "library")


@pytest.fixture
def editor(library: Path) -> Editor:
    return Editor.of(library)


def test_without_editing_there_is_no_way_in(tmp_path: Path) -> None:
    app = create_app(Settings(library=make_library(tmp_path / "library"), passphrase=PASSPHRASE))
    assert not [rule for rule in app.url_map.iter_rules() if "editing" in str(rule)]
    client = app.test_client()
    assert client.post("/editing/uploads").status_code == 404
    assert "/editing" not in client.get("/").get_data(as_text=True)
    assert not (tmp_path / "library" / "EDITING_KEY").exists()


def test_with_editing_pages_lead_to_it(editor: Editor) -> None:
    assert "/editing/" in editor.page("/").xpath("//footer//a/@href")


@pytest.mark.parametrize("passphrase", ["", "short", "eleven char"])
def test_there_is_no_editing_without_a_long_passphrase(tmp_path: Path, passphrase: str) -> None:
    with pytest.raises(UsageInvalid, match="LESSONS_PASSPHRASE"):
        editing_app(tmp_path / "library", passphrase=passphrase)
    assert not (tmp_path / "library").exists()


@pytest.mark.parametrize("given", [PASSPHRASE, generate_password_hash(PASSPHRASE)])
def test_a_passphrase_is_set_as_it_is_or_as_its_hash(given: str) -> None:
    kept = Passphrase(given)
    assert (kept.matches(PASSPHRASE), kept.matches(given + "x"), kept.matches("")) == (
        True,
        False,
        False,
    )


def test_settings_do_not_print_the_passphrase() -> None:
    assert PASSPHRASE not in repr(Settings(passphrase=PASSPHRASE))


@pytest.mark.parametrize("address", _READING)
def test_who_is_not_signed_in_is_led_to_the_form(editor: Editor, address: str) -> None:
    answer = editor.client.get(address)
    assert answer.status_code == 303
    assert answer.location.startswith("/editing/sign-in?next=")


@pytest.mark.parametrize("address", _WRITING)
def test_who_is_not_signed_in_changes_nothing(editor: Editor, address: str) -> None:
    answer = editor.send(address)
    assert (answer.status_code, answer.location) == (303, "/editing/sign-in")
    assert editor.library.jobs.recent(9) == ()


@pytest.mark.parametrize("address", [*_WRITING, "/editing/sign-in"])
@pytest.mark.parametrize("token", [None, "", "x" * 43, "ŵ"])
def test_a_form_without_the_session_s_token_is_refused(
    editor: Editor, address: str, token: str | None
) -> None:
    editor.sign_in()
    answer = editor.client.post(address, data={} if token is None else {"token": token})
    assert answer.status_code == 400
    assert "reload the page" in answer.get_data(as_text=True)
    assert editor.library.jobs.recent(9) == ()


def test_a_form_sent_from_another_site_is_refused(editor: Editor) -> None:
    editor.sign_in()
    data, told = {"token": editor.token()}, {"Sec-Fetch-Site": "cross-site"}
    assert editor.client.post("/editing/rebuild", data=data, headers=told).status_code == 400
    assert editor.library.jobs.recent(9) == ()


def test_signing_in_and_out(editor: Editor) -> None:
    before = editor.token()
    answer = editor.sign_in()
    assert (answer.status_code, answer.location) == (303, "/editing/")
    assert "signed in as Ann" in editor.text("/editing/")
    assert editor.token() != before  # what was known before signing in opens nothing after it
    editor.send("/editing/sign-out")
    assert editor.client.get("/editing/").status_code == 303


def test_a_wrong_passphrase_opens_nothing(editor: Editor) -> None:
    answer = editor.sign_in("three quiet heron")
    assert answer.status_code == 403
    assert "not right" in answer.get_data(as_text=True)
    assert "three quiet heron" not in answer.get_data(as_text=True)
    assert editor.client.get("/editing/").status_code == 303


def test_a_name_is_asked_for(editor: Editor) -> None:
    assert editor.sign_in(name=" ").status_code == 400


def test_who_is_wrong_again_and_again_waits(editor: Editor) -> None:
    codes = [editor.sign_in("wrong").status_code for _ in range(5)]
    assert codes == [403, 403, 403, 403, 429]
    told = editor.sign_in()  # the right one too: or the wait would tell which is right
    assert told.status_code == 429
    assert int(told.headers["Retry-After"]) >= 1


def test_waits_grow_and_end_and_are_each_address_s_own() -> None:
    now = [0.0]
    attempts = Attempts(lambda: now[0])
    waits = []
    for _ in range(16):
        attempts.failed("192.0.2.1")
        waits.append(attempts.wait("192.0.2.1"))
    assert waits[:6] == [0, 0, 0, 2, 4, 8]
    assert waits[-1] == 900
    assert attempts.wait("192.0.2.2") == 0
    now[0] = 900
    assert attempts.wait("192.0.2.1") == 0
    attempts.succeeded("192.0.2.1")
    attempts.failed("192.0.2.1")
    assert attempts.wait("192.0.2.1") == 0


def test_one_household_s_many_addresses_count_as_one() -> None:
    attempts = Attempts(lambda: 0.0)
    for at in range(4):
        attempts.failed(f"2001:db8::{at}")
    assert attempts.wait("2001:db8::ffff") > 0
    assert attempts.wait("2001:db8:1::1") == 0


def test_the_cookie_is_kept_from_scripts_and_other_sites(editor: Editor) -> None:
    told = editor.sign_in().headers["Set-Cookie"]
    assert {"HttpOnly", "SameSite=Strict"} <= set(told.split("; "))
    assert "Secure" not in told  # this page came by http


def test_the_cookie_goes_over_https_alone_where_the_page_did(library: Path) -> None:
    client = editing_app(library).test_client()
    answer = client.get("/editing/sign-in", base_url="https://localhost")
    assert "Secure" in answer.headers["Set-Cookie"]


def test_pages_for_readers_have_nothing_to_do_with_the_session(editor: Editor) -> None:
    editor.sign_in()
    answer = editor.client.get("/reviews")
    assert "Set-Cookie" not in answer.headers
    assert "Cookie" not in answer.headers["Vary"]


@pytest.mark.parametrize("address", ["/editing/", "/editing/sign-in"])
def test_editors_pages_are_kept_nowhere(editor: Editor, address: str) -> None:
    assert editor.client.get(address).headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("wanted", "leads"),
    [
        ("/editing/uploads", "/editing/uploads"),
        ("//other.example/", "/editing/"),
        ("https://other.example/editing/", "/editing/"),
        ("/editing//other.example", "/editing/other.example"),  # a path of ours, and not found
        ("/reviews", "/editing/"),
        ("/editing/\r\nSet-Cookie: a=b", "/editing/"),
    ],
)
def test_signing_in_leads_on_to_our_own_pages_only(editor: Editor, wanted: str, leads: str) -> None:
    form = {"name": "Ann", "passphrase": PASSPHRASE, "next": wanted}
    assert editor.send("/editing/sign-in", form).location == leads


def test_the_signing_key_is_its_owner_s_and_follows_the_passphrase(tmp_path: Path) -> None:
    library = Library.create(tmp_path / "library").path
    first = signing_key(library, PASSPHRASE)
    assert stat.S_IMODE((library / "EDITING_KEY").stat().st_mode) == 0o600
    assert signing_key(library, PASSPHRASE) == first
    assert signing_key(library, PASSPHRASE + "!") != first  # ends all sessions
    (library / "EDITING_KEY").write_bytes(b"cut")
    with pytest.raises(UsageInvalid, match="Remove it"):
        signing_key(library, PASSPHRASE)


def test_a_session_ends_after_a_working_day(editor: Editor) -> None:
    editor.sign_in()
    with editor.client.session_transaction() as session:
        session["until"] -= 8 * 3600
    assert editor.client.get("/editing/").status_code == 303


def test_what_is_too_large_for_a_form_is_not_read(editor: Editor) -> None:
    editor.sign_in()
    answer = editor.send("/editing/rebuild", {"more": "x" * 200_000})
    assert answer.status_code == 413


def test_every_form_of_these_pages_carries_the_token(editor: Editor) -> None:
    editor.sign_in()
    for address in ("/editing/", "/editing/uploads"):
        forms = editor.page(address).xpath("//form[@method='post']")
        assert forms
        tokens = {str(one.xpath(".//input[@name='token']/@value")[0]) for one in forms}
        assert tokens == {editor.token()}
        assert all(re.fullmatch(r"[\w-]{43}", one) for one in tokens)
