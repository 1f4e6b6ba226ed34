"""Reports as RIS, BibTeX and CSL-JSON, for reference managers.

Each record carries what found it, the library's edition and the day, in fields
that reference managers keep: RIS and CSL-JSON have no place for comments.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from web.exports.cleaning import one_line
from web.exports.items import Item
from web.exports.reports import Report, reports
from web.exports.source import Source

__all__ = ["write_bibtex", "write_csl", "write_ris"]

# RIS: each line a tag of two letters, two spaces, a hyphen, a space, a value on one
# line; records begin with TY and end with ER; lines end in CR LF.
_RIS_END = "\r\n"
# What TeX reads as a command. Letters beyond ASCII stay: BibTeX files are UTF-8 today.
_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


def write_ris(items: Iterable[Item], source: Source) -> Iterator[bytes]:
    """Yield one RIS record of type RPRT for each report, one of the search if there is none."""
    none = True
    for report in reports(items, source):
        yield _ris_record("RPRT", _ris_fields(report, source))
        none = False
    if none:
        yield _ris_record("DBASE", _ris_none(source))


def _ris_record(kind: str, fields: Iterable[tuple[str, str]]) -> bytes:
    lines = [f"{tag}  - {value}{_RIS_END}" for tag, value in (("TY", kind), *fields, ("ER", ""))]
    return ("".join(lines) + _RIS_END).encode()


def write_bibtex(items: Iterable[Item], source: Source) -> Iterator[bytes]:
    """Yield one @techreport for each report, after a comment that says where all comes from."""
    # Outside of entries all is comment to BibTeX, but an @ would begin an entry.
    yield f"% {source.told.replace('@', '(at)')}\n\n".encode()
    for report in reports(items, source):
        fields = "".join(f"  {name} = {{{value}}},\n" for name, value in _bibtex_fields(report))
        yield f"@techreport{{{report.key},\n{fields}}}\n\n".encode()


def write_csl(items: Iterable[Item], source: Source) -> Iterator[bytes]:
    """Yield a JSON array of CSL items: a report each, or where there is none the search."""
    between = "[\n"
    for report in reports(items, source):
        yield f"{between}{json.dumps(_csl(report, source), ensure_ascii=False)}".encode()
        between = ",\n"
    if between == "[\n":
        yield f"[\n{json.dumps(_csl_none(source), ensure_ascii=False)}".encode()
    yield b"\n]\n"


def _ris_fields(report: Report, source: Source) -> Iterator[tuple[str, str]]:
    yield "ID", report.key
    for board in report.boards:
        # A comma would part a family name from a first name; PB keeps the name as it is.
        yield "AU", one_line(board.replace(",", " "))
    yield "TI", report.title
    if report.date_parts:
        padded = [f"{part:02d}" for part in report.date_parts]
        yield "PY", report.date[:4]
        yield "DA", "/".join([*padded, "", "", ""][:3]) + "/"
    for tag, value in (
        ("PB", "; ".join(report.boards)),
        ("CY", report.area),
        ("M3", report.type),
        ("UR", report.address),
        ("DB", source.edition.words),
        ("Y2", f"{source.exported:%Y/%m/%d}/"),
        ("N1", report.note),
        ("LA", "en-GB"),
    ):
        if value:
            yield tag, value


def _bibtex_fields(report: Report) -> Iterator[tuple[str, str]]:
    boards = [_tex(board) for board in report.boards]
    months = report.date_parts[1:2]
    named = {
        # Braces around a body: BibTeX would take its last word for a family name.
        "author": " and ".join(f"{{{board}}}" for board in boards),
        "title": f"{{{_tex(report.title)}}}",  # braces keep its capitals
        "institution": "; ".join(boards),
        "type": _tex(report.type),
        "address": _tex(report.area),
        "year": report.date[:4],
        "month": "".join(map(str, months)),
        "url": _tex_address(report.address),
        "note": _tex(report.note),
    }
    return ((name, value) for name, value in named.items() if value)


def _csl(report: Report, source: Source) -> dict[str, Any]:
    taken = source.exported
    fields = {
        "id": report.key,
        "type": "report",
        "title": report.title,
        "author": [{"literal": board} for board in report.boards],
        "publisher": "; ".join(report.boards),
        "publisher-place": report.area,
        "genre": report.type,
        "issued": {"date-parts": [list(report.date_parts)]} if report.date_parts else None,
        "accessed": {"date-parts": [[taken.year, taken.month, taken.day]]},
        "URL": report.address,
        "source": source.edition.words,
        "note": report.note,
        "language": "en-GB",
    }
    return {name: value for name, value in fields.items() if value}


def _ris_none(source: Source) -> Iterator[tuple[str, str]]:
    yield "TI", _nothing(source)
    yield "UR", source.address
    yield "DB", source.edition.words
    yield "Y2", f"{source.exported:%Y/%m/%d}/"
    yield "N1", one_line(source.told)
    yield "LA", "en-GB"


def _csl_none(source: Source) -> dict[str, Any]:
    taken = source.exported
    return {
        "id": f"lessons-edition-{source.edition.number}-nothing-found",
        "type": "dataset",
        "title": _nothing(source),
        "accessed": {"date-parts": [[taken.year, taken.month, taken.day]]},
        "URL": source.address,
        "source": source.edition.words,
        "note": one_line(source.told),
        "language": "en-GB",
    }


def _nothing(source: Source) -> str:
    """Return the title of what stands for no reports: a search that finds nothing is a finding."""
    return one_line(f"Nothing found: {source.asked_for}")


def _tex(text: str) -> str:
    return _special().sub(lambda found: _TEX[found[0]], text)


def _tex_address(address: str) -> str:
    """Return an address for `url`, which styles print as it stands: braces alone must go."""
    return address.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")


@cache
def _special() -> re.Pattern[str]:
    return re.compile("[" + re.escape("".join(_TEX)) + "]")
