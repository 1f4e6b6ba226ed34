"""SPARQL written by anybody: answered in a process of its own that can be killed.

pyoxigraph has no time limit, a deeply nested query ends the process that parses
it, and SERVICE would make it call other machines. So the query runs in a child
on the published snapshot, opened read-only, with limits on time, memory and
size, and with SERVICE made unreadable (`graph.sparql_worker`).
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from graph.errors import LibraryMissing, QueryInvalid, QueryTooSlow
from graph.namespaces import PREFIXES
from graph.results import QueryResult

__all__ = ["MAX_QUERY_LENGTH", "run_untrusted"]

MAX_QUERY_LENGTH = 20_000  # characters; the longest of our own has 1,500

# The child starts in well under a second; what it takes is not the query's.
_START_SECONDS = 5.0


def run_untrusted(
    snapshot: Path,
    text: str,
    *,
    seconds: float = 10.0,
    max_rows: int = 10_000,
    default_graphs: Sequence[str] = (),
    named_graphs: Sequence[str] = (),
    nice: int = 0,
) -> QueryResult:
    """Return the answer of a SPARQL query over a published graph.

    `default_graphs` and `named_graphs` (IRIs) say which graphs are asked, before
    what the query says with FROM; without either all graphs are asked as one.
    `nice` is how far the process steps back behind others (0 to 19).

    Raises QueryInvalid when the query is no SPARQL query that only reads,
    QueryTooSlow when it passes `seconds` or the limit on memory, LibraryMissing
    when there is no graph. At most `max_rows` rows (or triples) come back.
    """
    if not snapshot.is_dir():
        raise LibraryMissing(f"There is no graph at {snapshot}. Run `lessons ingest` first.")
    if len(text) > MAX_QUERY_LENGTH:
        raise QueryInvalid(
            f"The query has {len(text)} characters; {MAX_QUERY_LENGTH} is the limit. Shorten it."
        )
    job = {
        "snapshot": str(snapshot),
        "query": text,
        "prefixes": PREFIXES,
        "seconds": seconds,
        "max_rows": max_rows,
        "default_graphs": list(default_graphs),
        "named_graphs": list(named_graphs),
        "nice": nice,
    }
    return _result(_run(job, seconds), seconds)


def _run(job: dict[str, object], seconds: float) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(
            [sys.executable, "-P", "-m", "graph.sparql_worker"],
            input=json.dumps(job).encode(),
            capture_output=True,
            timeout=seconds + _START_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _too_slow(seconds) from None


def _result(done: subprocess.CompletedProcess[bytes], seconds: float) -> QueryResult:
    try:
        reply = json.loads(done.stdout)
    except ValueError:
        # Killed by its own limits, or by nesting that no parser survives: no reply.
        raise _died(done.returncode, seconds) from None
    if "error" in reply:
        raise QueryInvalid(str(reply["error"]))
    return QueryResult(
        variables=tuple(reply.get("variables", ())),
        rows=tuple(reply["rows"]) if "rows" in reply else None,
        answer=reply.get("answer"),
        triples=reply.get("triples"),
        truncated=bool(reply.get("truncated", False)),
    )


def _died(code: int, seconds: float) -> QueryInvalid | QueryTooSlow:
    if code == -signal.SIGALRM:
        return _too_slow(seconds)
    if code == -signal.SIGSEGV:
        return QueryInvalid("The query is nested too deeply to be read. Write it flatter.")
    return QueryTooSlow(
        "The query needs more memory than it may have. Ask for less at a time: add a LIMIT, "
        "or patterns that share variables."
    )


def _too_slow(seconds: float) -> QueryTooSlow:
    return QueryTooSlow(
        f"The query took longer than {seconds:g} seconds and was stopped. Ask for less at a "
        "time: add a LIMIT, or patterns that share variables."
    )
