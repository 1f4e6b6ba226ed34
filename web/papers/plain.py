"""A paper as plain text, its notes at the end under their numbers."""

from __future__ import annotations

import textwrap

from web.exports.cleaning import one_line
from web.papers.paper import Paper, numbered

__all__ = ["write_plain"]

_WIDE = 78  # characters of a line


def write_plain(paper: Paper) -> bytes:
    """Return the paper as UTF-8 text with line ends that every editor knows (CR LF)."""
    lines = [one_line(paper.title), "=" * min(_WIDE, len(one_line(paper.title)))]
    notes: list[str] = []
    for part, told in numbered(paper):
        heading = one_line(part.heading)
        lines += ["", heading, "-" * min(_WIDE, len(heading)), ""]
        for line, number in told:
            mark = f" [{number}]" if number else ""
            lines += _wrapped(f"{one_line(line.printed)}{mark}", "- ", "  ")
            if line.note:
                places = "; ".join(f"{one.words} {one.address}" for one in line.note.references)
                notes += _wrapped(places, f"[{number}] ", "    ")
    lines += ["", paper.sources, "-" * len(paper.sources), "", *notes, ""]
    for ending in paper.endings:
        lines += _wrapped(one_line(ending), "", "")
    return ("\r\n".join(lines) + "\r\n").encode()


def _wrapped(text: str, first: str, later: str) -> list[str]:
    """Return text in lines; an address is never broken."""
    return textwrap.wrap(
        text,
        _WIDE,
        initial_indent=first,
        subsequent_indent=later,
        break_long_words=False,
        break_on_hyphens=False,
    )
