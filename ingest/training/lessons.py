"""Train what hears lessons: which sentences begin one.

    python -m ingest.training.lessons FILE GOLD_FOLDER [GOLD_FOLDER ...]

`ingest/training/reader.py` says how.
"""

from __future__ import annotations

import sys
from pathlib import Path

from ingest.evaluation import GoldDocument
from ingest.training.reader import taught, train, write

__all__ = ["main"]


def main(file: Path, *folders: Path) -> None:
    """Write the reader trained on the gold documents of the folders."""
    write(train([one for folder in folders for one in taught(folder, _lessons)]), file)


def _lessons(document: GoldDocument) -> list[str]:
    return [one.starts for one in document.lessons]


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
