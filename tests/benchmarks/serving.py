"""How soon pages answer while many read: `python -m tests.benchmarks.serving [PASSAGES]`.

Twenty readers ask for a page a second each, of the service as people start it, over
a library of made-up Records or the one that --library names. The seconds are those
a reader waits, queues and all, without the browser's drawing. Nothing is asserted.
"""

from __future__ import annotations

import argparse
import random
import re
import statistics
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http import HTTPStatus
from http.client import HTTPConnection
from itertools import chain
from pathlib import Path
from urllib.parse import urlsplit

import click

from tests.benchmarks.opening import DEFAULT_PASSAGES, build
from tests.web.serving import served

__all__ = ["main"]

READERS = 20
PACE = 1.0  # seconds from one page of a reader to the next
SECONDS = 30
EACH = 6  # addresses of a kind that are asked for
# Where addresses are looked for, and pages that no link is followed to.
_STARTS = (
    "/", "/search?q=neglect", "/search?q=neglect&kind=recommendation", "/search?kind=lesson",
    "/reviews", "/themes", "/factors", "/agencies", "/families", "/patterns", "/gap-map",
)  # fmt: skip
_LONE = (
    "/search?q=domestic+abuse", "/search?q=%22domestic+abuse%22+OR+neglect", "/patterns/together",
    "/patterns/prevalence", "/patterns/trends", "/networks", "/paths", "/draft", "/data", "/about",
    "/about/accuracy", "/vocab/", "/helplines",
)  # fmt: skip
_DEEP = ("reviews", "cases", "factors", "themes", "agencies", "documents", "lessons",
         "recommendations", "families", "similar")  # fmt: skip


_Told = list[tuple[str, int, float]]


def kind_of(address: str) -> str:
    """Return what kind of page an address is of.

    >>> kind_of("/cases/a-1?all=yes"), kind_of("/cases"), kind_of("/patterns/trends")
    ('/cases/…', '/cases', '/patterns/trends')
    """
    path = urlsplit(address).path
    first = path.split("/")[1]
    return f"/{first}/…" if first in _DEEP and path.count("/") > 1 else path


def _get(connection: HTTPConnection, address: str) -> tuple[int, bytes]:
    connection.request("GET", address)
    answer = connection.getresponse()
    return answer.status, answer.read()


def _addresses(site: str) -> list[str]:
    """Return a few addresses of every kind, found as a reader finds them; warms the service."""
    connection = HTTPConnection(site)
    found, lost = defaultdict[str, list[str]](list), set[str]()
    for address in chain(_STARTS, _LONE):
        found[kind_of(address)].append(address)
    pages = [_get(connection, one)[1].decode() for one in _STARTS]
    for _ in range(3):  # from lists to things, to what is linked from them
        links, pages = dict.fromkeys(chain.from_iterable(map(_links, pages))), []
        for link in links:
            same = found[kind_of(link)]
            if link in same or link in lost or len(same) >= EACH:
                continue
            status, page = _get(connection, link)
            if status == HTTPStatus.OK:
                same.append(link)
                pages.append(page.decode())
            else:  # the search index of a synthetic library holds documents its graph lacks
                lost.add(link)
    ordered = sorted(chain.from_iterable(found.values()))
    random.Random(1).shuffle(ordered)  # the same disorder each time
    return ordered


def _links(page: str) -> Iterator[str]:
    for link in re.findall(r'<a [^>]*?href="(/[^"#]*)', page):
        if urlsplit(link).path.split("/")[1] in _DEEP and "." not in link:
            yield str(link).replace("&amp;", "&")


def _read(site: str, addresses: Sequence[str], first: int, ends: float, told: _Told) -> None:
    """Ask for one page after another until the time is over, and note what each took."""
    connection, at = HTTPConnection(site), first * len(addresses) // READERS
    due = time.monotonic() + PACE * first / READERS
    while (pause := due - time.monotonic()) < ends - time.monotonic():
        time.sleep(max(0.0, pause))
        address = addresses[at % len(addresses)]
        began = time.perf_counter()
        status, _ = _get(connection, address)
        told.append((address, status, time.perf_counter() - began))
        at, due = at + 1, due + PACE


def measure(site: str, seconds: float) -> _Told:
    """Return (address, status, seconds) of each page that the readers asked for."""
    addresses, told = _addresses(site), list[tuple[str, int, float]]()
    ends = time.monotonic() + seconds
    readers = [
        threading.Thread(target=_read, args=(site, addresses, one, ends, told))
        for one in range(READERS)
    ]
    for one in readers:
        one.start()
    for one in readers:
        one.join()
    return told


def _report(told: _Told) -> None:
    kinds = defaultdict[str, list[float]](list)
    for address, status, took in told:
        kinds[kind_of(address)].append(took)
        if status != HTTPStatus.OK:
            click.echo(f"  {status} in {took * 1000:.0f} ms: {address}")
    kinds["all"] = [took for *_, took in told]
    click.echo(f"{'milliseconds':26}{'pages':>7}{'median':>8}{'p95':>8}{'most':>8}")
    for name, all_of_it in sorted(kinds.items(), key=lambda one: -_p95(one[1])):
        figures = (statistics.median(all_of_it), _p95(all_of_it), max(all_of_it))
        told_in_ms = "".join(f"{one * 1000:8.0f}" for one in figures)
        click.echo(f"{name:26}{len(all_of_it):7}{told_in_ms}")


def _p95(took: Sequence[float]) -> float:
    return sorted(took)[int(0.95 * (len(took) - 1))]


@contextmanager
def _library(asked: argparse.Namespace) -> Iterator[Path]:
    if asked.library:
        yield asked.library
        return
    with tempfile.TemporaryDirectory() as folder:
        build(Path(folder), asked.passages)
        yield Path(folder)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print how long readers wait for each kind of page."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.serving", description=__doc__)
    parser.add_argument("passages", nargs="?", type=int, default=DEFAULT_PASSAGES)
    parser.add_argument("--library", type=Path, help="a library that is there already")
    parser.add_argument("--cold", action="store_true", help="the service keeps no page in memory")
    parser.add_argument("--seconds", type=float, default=SECONDS)
    asked = parser.parse_args(arguments)
    with (
        _library(asked) as library,
        served(library, page_cache_mb=0 if asked.cold else 64) as address,
    ):
        _report(measure(urlsplit(address).netloc, asked.seconds))


if __name__ == "__main__":
    main(sys.argv[1:])
