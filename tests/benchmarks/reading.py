"""How fast PDFs are read: pdfminer.six, bare PDFium, our blocks, all of `extract`, in one run.

`python -m tests.benchmarks.reading [FOLDER]` takes the PDFs of FOLDER (else the
real inquiry reports, else the sample corpus) that have text. Each reader runs in
a process of its own, so that its peak memory is its own too.
"""

from __future__ import annotations

import argparse
import io
import multiprocessing
import platform
import resource
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from tests.real import SHARED

__all__ = ["main"]

_SAMPLE = Path(__file__).parents[1] / "corpora" / "sample" / "documents"
_KIB = 1024


@dataclass(frozen=True, slots=True)
class Measured:
    """One reader over all files: seconds, characters, and its peak memory in MiB."""

    seconds: float
    characters: int
    peak: float


def _with_pdfminer(data: bytes) -> int:
    from pdfminer.high_level import extract_text  # noqa: PLC0415 - only its own process pays for it

    return len(extract_text(io.BytesIO(data)))


def _with_pdfium(data: bytes) -> int:
    import pypdfium2  # noqa: PLC0415 - only its own process pays for it

    with pypdfium2.PdfDocument(data) as document:
        return sum(len(page.get_textpage().get_text_bounded()) for page in document)


def _with_ours(data: bytes) -> int:
    from ingest.readers.pdf import read_pdf  # noqa: PLC0415 - only its own process pays for it

    return len(read_pdf(data).text)


def _with_extract(data: bytes) -> int:
    from ingest.extract import extract  # noqa: PLC0415 - only its own process pays for it

    return sum(len(one.text) for one in extract(data, "report.pdf").passages)


_READERS: dict[str, Callable[[bytes], int]] = {
    "pdfminer.six, text": _with_pdfminer,
    "pypdfium2, text": _with_pdfium,
    "ours, text and blocks": _with_ours,
    "ours, whole extract": _with_extract,
}


def _measure(name: str, paths: Sequence[Path]) -> Measured:
    reader = _READERS[name]
    reader(paths[0].read_bytes())  # imports and caches are not what is measured
    seconds, characters = 0.0, 0
    for path in paths:
        data = path.read_bytes()
        began = time.perf_counter()
        characters += reader(data)
        seconds += time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _KIB
    return Measured(seconds, characters, peak)


def _pages(path: Path) -> int:
    """Return the number of pages, or 0 for a file without text (it would measure OCR)."""
    import pypdfium2  # noqa: PLC0415 - as above

    with pypdfium2.PdfDocument(path) as document:
        some = range(0, len(document), max(len(document) // 5, 1))
        texts = any(document[at].get_textpage().count_chars() for at in some)
        return len(document) if texts else 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the comparison; return 1 when there is nothing to read."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--files", type=int, help="only the smallest ones, as many as this")
    asked = parser.parse_args(arguments)
    folder: Path | None = asked.folder
    real = SHARED / "data" / "inquiries"
    folder = folder or (real if real.exists() else _SAMPLE)
    counts = {path: _pages(path) for path in sorted(folder.glob("*.pdf"))}
    paths = sorted((path for path in counts if counts[path]), key=lambda path: path.stat().st_size)
    paths = paths[: asked.files]
    if not paths:
        click.echo(f"No PDF with text in {folder}.", err=True)
        return 1
    pages = sum(counts[path] for path in paths)
    click.echo(f"{len(paths)} PDFs, {pages} pages, {platform.processor() or platform.machine()}")
    click.echo(f"{'':24}{'seconds':>9}{'pages/s':>9}{'speed':>8}{'peak MiB':>10}{'characters':>12}")
    slowest = 0.0
    spawn = multiprocessing.get_context("spawn")
    for name in _READERS:
        with spawn.Pool(1) as pool:
            found = pool.apply(_measure, (name, paths))
        slowest = slowest or found.seconds
        speed = f"{slowest / found.seconds:.1f}x"
        click.echo(
            f"{name:24}{found.seconds:9.2f}{pages / found.seconds:9.0f}{speed:>8}"
            f"{found.peak:10.0f}{found.characters:12,}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
