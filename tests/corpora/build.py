"""Builds the PDF and Word files of the corpora from their written sources.

`python -m tests.corpora.build` writes them; with `--check` it writes nothing
and fails when a file on disk is not what its source gives. A source that
cannot be read is named and the rest is built.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from tests.corpora.as_docx import as_docx
from tests.corpora.as_pdf import as_pdf
from tests.corpora.source import Source, SourceInvalid, read_source

__all__ = ["main", "publish"]

_HERE = Path(__file__).parent
_SUFFIX = ".src.md"


def publish(source: Source) -> bytes:
    """Return the file of a source in the format that it names."""
    return as_pdf(source) if source.output == "pdf" else as_docx(source)


def main(arguments: Sequence[str] | None = None) -> int:
    """Build or check every file; return 0, or 1 when one failed or differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare, write nothing")
    check: bool = parser.parse_args(arguments).check
    wrong = 0
    for path, folder in _sources():
        try:
            source = read_source(path.read_text(encoding="utf-8"))
        except SourceInvalid as reason:
            click.echo(f"{path}: {reason}", err=True)
            wrong += 1
            continue
        target = folder / f"{path.name.removesuffix(_SUFFIX)}.{source.output}"
        wrong += _settle(target, publish(source), check=check)
    return 1 if wrong else 0


def _sources() -> Iterator[tuple[Path, Path]]:
    """Yield each source with the folder that its file goes to."""
    for path in sorted((_HERE / "sample" / "source").glob(f"*{_SUFFIX}")):
        yield path, _HERE / "sample" / "documents"
    for part in ("develop", "measure"):
        for path in sorted((_HERE / "gold" / part).glob(f"*{_SUFFIX}")):
            yield path, path.parent


def _settle(target: Path, data: bytes, *, check: bool) -> int:
    """Write the file, or return 1 when it differs from what is on disk."""
    same = target.exists() and target.read_bytes() == data
    if not same and check:
        click.echo(f"{target}: differs: run python -m tests.corpora.build", err=True)
        return 1
    if not same:
        target.write_bytes(data)
        click.echo(target)
    return 0


if __name__ == "__main__":
    sys.exit(main())
