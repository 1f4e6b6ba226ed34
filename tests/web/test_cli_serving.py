"""`lessons serve` and `lessons demo` as real processes, asked over HTTP."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.library import Library
from tests.ingest.publishing import held, whole
from tests.ingest.review_texts import write_reviews
from tests.web.commands import ended, lessons, started
from tests.web.library import make_library
from web.cli.serving import _sample

_PATIENCE = 60  # seconds until a test that waits for another process gives up


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def _page(address: str) -> str:
    """Return a page; wait while nobody listens yet."""
    ends = time.monotonic() + _PATIENCE
    while True:
        try:
            with urllib.request.urlopen(address, timeout=_PATIENCE) as answer:
                text: str = answer.read().decode()
                return text
        except urllib.error.HTTPError:
            raise
        except OSError:
            if time.monotonic() > ends:
                raise
            time.sleep(0.1)


@pytest.fixture
def serving(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The service over a small library, and its address."""
    port = _free_port()
    library = make_library(tmp_path / "library")
    process = started("serve", "--library", library, "--port", port)
    with ended(process):
        yield process, f"http://127.0.0.1:{port}"


def test_a_running_service_shows_the_next_generation_without_a_restart(
    serving: tuple[subprocess.Popen[str], str], tmp_path: Path
) -> None:
    process, address = serving
    before = _page(f"{address}/reviews")
    assert "Wendlebury" in before
    (one,) = write_reviews(tmp_path / "files", 1)
    assert lessons("ingest", one, "--library", tmp_path / "library").code == 0
    after = _page(f"{address}/reviews")
    assert process.poll() is None
    assert (before.count("Child A0"), after.count("Child A0") > 0) == (0, True)


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_the_service_stops_when_told(
    serving: tuple[subprocess.Popen[str], str], stop: signal.Signals
) -> None:
    process, address = serving
    _page(address)
    process.send_signal(stop)
    out, err = process.communicate(timeout=_PATIENCE)
    assert process.returncode == 0
    assert "Traceback" not in err
    assert address in out


def test_a_port_that_is_taken_is_one_line(
    serving: tuple[subprocess.Popen[str], str], tmp_path: Path
) -> None:
    _, address = serving
    _page(address)
    answer = lessons(
        "serve", "--library", tmp_path / "library", "--port", address.rpartition(":")[2]
    )
    assert answer.code == 2
    assert re.match(r"usage-invalid: .*in use.*--port", answer.err)
    assert answer.err.count("\n") == 1


def test_the_demo_builds_a_library_of_the_whole_sample(tmp_path: Path) -> None:
    answer = lessons("demo", "--build-only", "--library", tmp_path / "library")
    assert answer.code == 0, answer.err
    documents = [one for one in _sample().iterdir() if one.name != "README.md"]
    library = Library.open(tmp_path / "library")
    assert len(held(library)) == len(documents) >= 40
    assert whole(library)
