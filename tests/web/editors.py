"""An editor at work in tests: signed in or not, with forms that carry their token."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from lxml import html
from werkzeug.test import TestResponse

from graph.library import Library
from ingest.jobs.worker import work
from web.app import create_app
from web.config import Settings

__all__ = ["PASSPHRASE", "Editor", "editing_app"]

PASSPHRASE = "three quiet herons"


class _WorksWhenTold:
    """Stands where the worker's process is kept; the tests do its work themselves."""

    def ensure(self) -> None: ...


def editing_app(path: Path, **settings: str) -> Flask:
    """Return the service with editing on, whose jobs wait until `Editor.work` does them."""
    given = {"passphrase": PASSPHRASE, **settings}
    app = create_app(Settings(library=path, editing=True, **given))  # type: ignore[arg-type]  # text settings alone
    app.extensions["worker"] = _WorksWhenTold()
    return app


@dataclass
class Editor:
    """One browser of an editor."""

    client: FlaskClient
    library: Library

    @classmethod
    def of(cls, path: Path) -> Editor:
        """Return a browser that is not signed in."""
        return cls(editing_app(path).test_client(), Library(path))

    def page(self, address: str) -> html.HtmlElement:
        """Return a page that is there."""
        with self.client.get(address, follow_redirects=True) as answer:
            assert answer.status_code == 200, address
            return html.fromstring(answer.get_data(as_text=True))

    def text(self, address: str) -> str:
        """Return the words of a page's main part."""
        return " ".join(" ".join(self.page(address).xpath("//main")[0].itertext()).split())

    def token(self) -> str:
        """Return the token of this session's forms."""
        shown = self.page("/editing/uploads")  # the sign-in form, for who is not signed in
        return str(shown.xpath("//main//input[@name='token']/@value")[0])

    def send(self, address: str, values: Mapping[str, object] | None = None) -> TestResponse:
        """Send a form with its token."""
        return self.client.post(address, data={"token": self.token(), **(values or {})})

    def sign_in(self, passphrase: str = PASSPHRASE, name: str = "Ann") -> TestResponse:
        """Send the sign-in form."""
        return self.send("/editing/sign-in", {"name": name, "passphrase": passphrase})

    def upload(self, files: Mapping[str, bytes]) -> str:
        """Send files; return the address of the job."""
        sent = [(io.BytesIO(data), name) for name, data in files.items()]
        answer = self.send("/editing/uploads", {"files": sent})
        assert answer.status_code == 303
        return str(answer.location)

    def work(self) -> None:
        """Do all jobs that wait."""
        work(self.library, idle_ends=True)
