"""Pages over a library: sample documents that were really read in, or Records."""

from __future__ import annotations

from pathlib import Path

from flask.testing import FlaskClient

from graph.library import Library
from ingest.batch import Action, ingest
from web.app import create_app
from web.config import Settings

__all__ = ["client_of", "sample_library"]

_SAMPLE = Path(__file__).parents[1] / "corpora" / "sample" / "documents"
# Every format, two documents of one review, a document of several cases, a child,
# an adult, and recommendations that come back.
_DOCUMENTS = (
    "castle-aldren-ln15-executive-summary-2012.docx",
    "castle-aldren-ln15-overview-2012.pdf",
    "eastmere-three-babies-2015.pdf",
    "kelderbeck-adult-b-2010.txt",
    "saltmarsh-kasper-2021.html",
    "saltmarsh-ellis-2016.md",
)


def sample_library(path: Path) -> Library:
    """Return a library of six fictional reports, read as `lessons ingest` reads them."""
    library = Library.create(path)
    report = ingest(library, [_SAMPLE / name for name in _DOCUMENTS], processes=2)
    assert report.count(Action.ADDED) == len(_DOCUMENTS), report.files
    return library


def client_of(path: Path) -> FlaskClient:
    """Return a browser without a screen, looking at the library at `path`."""
    return create_app(Settings(library=path)).test_client()
