"""One small library for all tests of the pages, read in once."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.web.library import make_library
from tests.web.served import client_of, sample_library


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """Pages over sample documents that were really read."""
    return client_of(sample_library(tmp_path_factory.mktemp("sample") / "library").path)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """Pages over the factory's Records, whose every fact is known."""
    return client_of(make_library(tmp_path_factory.mktemp("made") / "library"))
