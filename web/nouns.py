"""What is counted on pages, as the catalogue of translations has it: for one, and for many."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["NOUNS"]


def _counted(one: str, many: str) -> tuple[str, str]:
    """Return both forms; marks them for the catalogue."""
    return one, many


NOUNS: Mapping[str, tuple[str, str]] = {
    "agency": _counted("%(number)s agency", "%(number)s agencies"),
    "board": _counted("%(number)s board", "%(number)s boards"),
    "case": _counted("%(number)s case", "%(number)s cases"),
    "concept": _counted("%(number)s concept", "%(number)s concepts"),
    "document": _counted("%(number)s document", "%(number)s documents"),
    "family": _counted("%(number)s family", "%(number)s families"),
    "item": _counted("%(number)s item", "%(number)s items"),
    "legal status": _counted("%(number)s legal status", "%(number)s legal statuses"),
    "lesson": _counted("%(number)s lesson", "%(number)s lessons"),
    "lesson family": _counted("%(number)s family of lessons", "%(number)s families of lessons"),
    "lesson or recommendation": _counted(
        "%(number)s lesson or recommendation", "%(number)s lessons and recommendations"
    ),
    "link": _counted("%(number)s link", "%(number)s links"),
    "minute": _counted("%(number)s minute", "%(number)s minutes"),
    "more quotation": _counted("%(number)s more quotation", "%(number)s more quotations"),
    "narrower concept": _counted("%(number)s narrower concept", "%(number)s narrower concepts"),
    "narrower factor": _counted("%(number)s narrower factor", "%(number)s narrower factors"),
    "other case": _counted("%(number)s other case", "%(number)s other cases"),
    "outcome": _counted("%(number)s outcome", "%(number)s outcomes"),
    "page": _counted("%(number)s page", "%(number)s pages"),
    "passage": _counted("%(number)s passage", "%(number)s passages"),
    "past recommendation": _counted(
        "%(number)s past recommendation", "%(number)s past recommendations"
    ),
    "practice theme": _counted("%(number)s practice theme", "%(number)s practice themes"),
    "quotation": _counted("%(number)s quotation", "%(number)s quotations"),
    "recommendation": _counted("%(number)s recommendation", "%(number)s recommendations"),
    "recommendation family": _counted(
        "%(number)s family of recommendations", "%(number)s families of recommendations"
    ),
    "review": _counted("%(number)s review", "%(number)s reviews"),
    "risk factor": _counted("%(number)s risk factor", "%(number)s risk factors"),
    "row": _counted("%(number)s row", "%(number)s rows"),
    "step": _counted("%(number)s step", "%(number)s steps"),
    "time": _counted("%(number)s time", "%(number)s times"),
}
