"""The catalogues of translations: `python -m tests.messages` takes in what pages now say.

New sentences are added without a translation, so they stay English; those that no page
says any more are dropped. What was translated is kept.
"""

from __future__ import annotations

import io
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

__all__ = ["CATALOGUES", "extracted", "held", "main"]

_ROOT = Path(__file__).parents[1]
CATALOGUES = tuple(sorted((_ROOT / "web" / "translations").glob("*/LC_MESSAGES/messages.po")))
_WIDTH = 100
_MAPPING = ("pattern", "method")  # the rest of an entry in pyproject.toml are options
# Headers that Babel writes and nobody keeps.
_IDLE = (
    '"Project-Id-Version', '"Report-Msgid-Bugs-To', '"POT-Creation-Date', '"PO-Revision-Date',
    '"Last-Translator', '"Language-Team', '"Generated-By',
)  # fmt: skip
# What marks a sentence. Errors are marked by their class: their page looks their words up.
_KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "_": None,
    "gettext": None,
    "later": None,
    "ngettext": (1, 2),
    "_counted": (1, 2),
    "LibraryMissing": None,
    "NotFound": None,
    "QueryInvalid": None,
    "QueryTooLarge": None,
    "UsageInvalid": None,
}


def extracted() -> Catalog:
    """Return the sentences that pages are made of, with the files they stand in."""
    found = Catalog(project="Lessons Graph", fuzzy=False, header_comment="#")
    for file, _, message, comments, context in _found():
        place = [(f"web/{file}", 0)]
        found.add(message, None, place, auto_comments=comments, context=context)
    return found


def _found() -> Iterator[tuple[str, int, str | tuple[str, ...], list[str], str | None]]:
    settings = tomllib.loads((_ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    mappings = settings["tool"]["babel"]["mappings"]
    options = {
        one["pattern"]: {name: str(value) for name, value in one.items() if name not in _MAPPING}
        for one in mappings
    }
    yield from extract_from_dir(
        _ROOT / "web",
        method_map=[(one["pattern"], one["method"]) for one in mappings],
        options_map=options,
        keywords=_KEYWORDS,
    )


def held(path: Path) -> Catalog:
    """Return a catalogue as it is kept."""
    with path.open("rb") as opened:
        return read_po(opened, locale=path.parts[-3])


def main() -> None:
    """Bring every catalogue up to what the pages say."""
    template = extracted()
    for path in CATALOGUES:
        catalogue = held(path)
        catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
        catalogue.obsolete.clear()
        path.write_text(_written(catalogue), encoding="utf-8")
        click.echo(f"{path.parts[-3]}: {_translated(catalogue)} of {len(catalogue)} are translated")


def _written(catalogue: Catalog) -> str:
    """Return the catalogue as a file: no dates and no empty headers, so that it stays the same."""
    written = io.BytesIO()
    write_po(written, catalogue, width=_WIDTH, include_lineno=False, sort_by_file=True)
    lines = written.getvalue().decode().splitlines(keepends=True)
    return "".join(one for one in lines if not one.startswith(_IDLE))


def _translated(catalogue: Catalog) -> int:
    return sum(_is_translated(one) for one in catalogue if one.id)


def _is_translated(message: Message) -> bool:
    return not message.fuzzy and all(
        message.string if isinstance(message.string, (list, tuple)) else (message.string,)
    )


if __name__ == "__main__":
    main()
