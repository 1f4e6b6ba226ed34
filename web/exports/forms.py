"""The forms in which results are exported: one table for pages, commands and tests."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from web.exports.citations import write_bibtex, write_csl, write_ris
from web.exports.feed import write_atom
from web.exports.items import Item
from web.exports.lists import write_csv, write_json
from web.exports.source import Source

__all__ = ["FORMS", "FORM_OF_ENDING", "Form"]

Writer = Callable[[Iterable[Item], Source], Iterator[bytes]]


@dataclass(frozen=True, slots=True)
class Form:
    """One form: its name on the command line, what people call it, how its files end."""

    name: str
    words: str
    ending: str
    media_type: str
    write: Writer


FORMS: Mapping[str, Form] = {
    form.name: form
    for form in (
        Form("csv", "CSV", "csv", "text/csv; charset=utf-8", write_csv),
        Form("json", "JSON", "json", "application/json", write_json),
        Form("ris", "RIS", "ris", "application/x-research-info-systems", write_ris),
        Form("bibtex", "BibTeX", "bib", "application/x-bibtex; charset=utf-8", write_bibtex),
        Form("csl", "CSL-JSON", "csl.json", "application/vnd.citationstyles.csl+json", write_csl),
        Form("atom", "Atom", "atom", "application/atom+xml", write_atom),
    )
}
FORM_OF_ENDING: Mapping[str, Form] = {form.ending: form for form in FORMS.values()}
