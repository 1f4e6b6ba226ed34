"""Running `lessons` in tests: in this process, and as people do, in one of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest

from web.cli import main

__all__ = ["Answer", "Run", "ended", "lessons", "runner", "started"]

Run = Callable[..., "Answer"]
# A shell that runs the tests in the background has them ignore Ctrl-C, and their
# children too: a person's terminal does not.
_CALL = (
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
    "from web.cli import main; main()"
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        """Return standard output as JSON; nothing else may be printed there."""
        return json.loads(self.out)


def runner(capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs one command in this process."""

    def run(*arguments: object) -> Answer:
        with pytest.raises(SystemExit) as stopped:
            main([str(one) for one in arguments])
        printed = capsys.readouterr()
        code = stopped.value.code
        return Answer(code if isinstance(code, int) else 0, printed.out, printed.err)

    return run


def lessons(*arguments: object) -> Answer:
    """Run a command in a process of its own."""
    done = subprocess.run(_command(arguments), capture_output=True, text=True, check=False)
    return Answer(done.returncode, done.stdout, done.stderr)


def started(*arguments: object, group: bool = False) -> subprocess.Popen[str]:
    """Start a command in a process of its own (`group`: and group), which the caller ends."""
    return subprocess.Popen(
        _command(arguments),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=group,
    )


@contextmanager
def ended(process: subprocess.Popen[str]) -> Iterator[None]:
    """End a started command, whatever happens inside the block."""
    try:
        yield
    finally:
        process.kill()
        process.communicate()


def _command(arguments: tuple[object, ...]) -> list[str]:
    return [sys.executable, "-c", _CALL, *(str(one) for one in arguments)]
