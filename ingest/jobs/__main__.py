"""The worker as the web service starts it: `python -m ingest.jobs LIBRARY`."""

from __future__ import annotations

import sys
from pathlib import Path

from graph.library import Library
from ingest.jobs.worker import end_with_parent, work

if __name__ == "__main__":
    end_with_parent()
    work(Library.create(Path(sys.argv[1])))
