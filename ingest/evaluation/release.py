"""What ships of an evaluation, for the page that shows it: figures, and no document's words."""

from __future__ import annotations

from typing import Any

__all__ = ["SCHEMA", "for_release"]

SCHEMA = "lessons-accuracy/1"

_Json = dict[str, Any]


def for_release(whole: _Json, labels_only: _Json, *, version: str, measured: str) -> _Json:
    """Return an evaluation without its disagreements, beside the scores of labels alone.

    `measured` is the ISO date of the measurement, `version` that of what was measured.
    """
    kept = {name: part for name, part in whole.items() if name not in {"schema", "disagreements"}}
    return {
        "schema": SCHEMA,
        "version": version,
        "measured": measured,
        **kept,
        "labels_only": {name: labels_only[name] for name in ("documents", "scores", "shares")},
    }
