"""Extraction measured against hand-coded gold files (domain/GOLD.md).

`load_gold` reads a folder, `score` compares Records with it, `report` prints.
"""

from ingest.evaluation.gold import GoldDocument, load_gold
from ingest.evaluation.headline import baseline, falls, headlines, side_by_side
from ingest.evaluation.release import for_release
from ingest.evaluation.report import as_json, as_text, compare
from ingest.evaluation.scoring import Evaluation, evaluate

__all__ = [
    "Evaluation",
    "GoldDocument",
    "as_json",
    "as_text",
    "baseline",
    "compare",
    "evaluate",
    "falls",
    "for_release",
    "headlines",
    "load_gold",
    "side_by_side",
]
