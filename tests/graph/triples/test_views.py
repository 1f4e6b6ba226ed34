"""Turtle for people."""

from __future__ import annotations

import subprocess
import sys

from graph.triples import record_turtle
from tests import factories

_PROGRAM = """
from graph.triples import record_turtle
from tests import factories
print(record_turtle(factories.record()))
"""


def test_turtle_uses_prefixes_and_groups_by_subject() -> None:
    turtle = record_turtle(factories.record())
    assert "case:case-e a cr:Case" in turtle
    assert "cr:hasFactor v:domestic-abuse , v:parental-opiate-use-ost" in turtle
    assert turtle.count("\ncase:case-e ") == 1


def test_the_same_record_gives_the_same_bytes_in_every_process() -> None:
    runs = {
        subprocess.run(
            [sys.executable, "-c", _PROGRAM], capture_output=True, check=True, text=True
        ).stdout
        for _ in range(2)
    }
    assert runs == {record_turtle(factories.record()) + "\n"}
