"""The whole graph as one file, for other programs and for comparing libraries."""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from typing import BinaryIO

import pyoxigraph

from graph.errors import UsageInvalid
from graph.namespaces import DEFAULT_BASE
from graph.store import open_read_only
from graph.triples import Names

__all__ = ["FORMS", "export_quads"]

FORMS = ("nquads", "trig")
# Lines sorted in memory at once: some 60 MB. Longer graphs are sorted on disk.
_RUN = 200_000


def export_quads(path: Path, target: Path, form: str) -> int:
    """Write the published graph at `path` to `target`; return the number of quads.

    `nquads` is one quad a line, sorted, so that equal graphs give equal files;
    `trig` is for people, with prefixes, in the store's own order. The target is
    there whole or not at all. Raises UsageInvalid for another form or a
    target in no folder, LibraryMissing or LibraryDamaged when the graph cannot be
    opened, OSError when the target cannot be written.
    """
    if form not in FORMS:
        raise UsageInvalid(f"There is no form {form!r}. Choose one of {', '.join(FORMS)}.")
    if not target.parent.is_dir():
        raise UsageInvalid(f"There is no folder {target.parent}. Make it, or name another.")
    store = open_read_only(path)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".export-") as folder:
        made = Path(folder) / "made"
        if form == "trig":
            prefixes = Names(DEFAULT_BASE).prefixes()
            store.dump(str(made), format=pyoxigraph.RdfFormat.TRIG, prefixes=prefixes)
        else:
            store.dump(str(Path(folder) / "unsorted"), format=pyoxigraph.RdfFormat.N_QUADS)
            _sort(Path(folder) / "unsorted", made)
        made.replace(target)
    return len(store)


def _sort(source: Path, target: Path, run: int = _RUN) -> None:
    """Write the lines of `source` in the order of their bytes: sorted runs, merged."""
    with ExitStack() as stack, target.open("wb") as file:
        lines = stack.enter_context(source.open("rb"))
        runs = [stack.enter_context(one) for one in _runs(lines, target.parent, run)]
        file.writelines(heapq.merge(*runs))


def _runs(lines: Iterator[bytes], folder: Path, run: int) -> Iterator[BinaryIO]:
    """Yield temporary files, rewound, each a run of lines in order."""
    while some := sorted(islice(lines, run)):
        file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - the caller closes it
        file.writelines(some)
        file.seek(0)
        yield file
