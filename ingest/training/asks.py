"""Train what hears requests: which sentences begin a recommendation.

    python -m ingest.training.asks FILE GOLD_FOLDER [GOLD_FOLDER ...]

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
    write(train([one for folder in folders for one in taught(folder, _requests)]), file)


def _requests(document: GoldDocument) -> list[str]:
    return [one.starts for one in document.recommendations]


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
