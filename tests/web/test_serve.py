"""The service as people start it: in a process of its own, stopped by a signal."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest

_START = """
import signal
import sys
from pathlib import Path
from web.config import Settings
from web.serve import serve
# a shell may have started the tests with Ctrl-C switched off
signal.signal(signal.SIGINT, signal.default_int_handler)
serve(Settings(library=Path(sys.argv[1]), port=int(sys.argv[2])))
"""
_PATIENCE = 60  # seconds until a slow machine has started the service


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def _status(address: str, ends: float) -> int:
    while True:
        try:
            with urlopen(address) as answer:
                return int(answer.status)
        except HTTPError as error:
            error.close()
            return error.code
        except URLError:
            if time.monotonic() > ends:
                raise
            time.sleep(0.1)


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_it_answers_and_stops_when_told_to(tmp_path: Path, stop: signal.Signals) -> None:
    port = _free_port()
    command = [sys.executable, "-c", _START, str(tmp_path / "none"), str(port)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            # there is no library: the page that says so is an answer
            address = f"http://127.0.0.1:{port}/"
            assert _status(address, time.monotonic() + _PATIENCE) == 503
            process.send_signal(stop)
            assert process.wait(_PATIENCE) == 0
        finally:
            process.kill()
        assert process.stderr is not None
        assert "Traceback" not in process.stderr.read()


def test_a_port_that_is_taken(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        command = [sys.executable, "-c", _START, str(tmp_path), port]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "UsageInvalid: Nothing can listen on 127.0.0.1" in done.stderr
