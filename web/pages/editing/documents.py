"""Corrections: of a file that was read and is not published yet, and of what the library holds."""

from __future__ import annotations

from collections.abc import Mapping

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from graph.catalogue import Holding
from graph.corrections import Correction, Field
from graph.errors import NotFound
from graph.job import FileState, JobFile, JobKind
from graph.model import Record
from graph.records import load_record
from graph.vocabulary import load_vocabulary
from ingest.corrected import as_read
from ingest.jobs.preview import with_values
from ingest.jobs.staging import Staging
from web.content.correcting import date_parts, read_correction
from web.editing.session import editor
from web.pages.editing.desk import blueprint, library, worker
from web.paging import page_number, paged

__all__: list[str] = []

_PAGE_SIZE = 50
_Values = Mapping[Field, str]


@blueprint.get("/documents")
def documents() -> str:
    """List what the library holds; `q` narrows it to titles and file names with these words."""
    asked = request.args.get("q", "")
    words = asked.casefold().split()
    found = [one for one in _held() if all(word in _told(one) for word in words)]
    page = paged(found, page_number(request.args.get("page")), _PAGE_SIZE)
    return render_template("editing/documents.html", page=page, q=asked)


@blueprint.route("/documents/<identifier>", methods=["GET", "POST"])
def document(identifier: str) -> str | Response | tuple[str, int]:
    """Show a document's form; what was set right is kept, and a job brings it onto the pages."""
    holding = _holding(identifier)
    record = library().record(identifier)
    in_force = library().corrections.of(holding.sha256, holding.file, {})
    history = library().corrections.history(holding.sha256)
    shown = as_read(record)
    was = {**shown, **{one.field: one.was for one in (*reversed(history), *in_force)}}
    current = {**was, **{one.field: one.value for one in in_force}}
    target = url_for("editing.document", identifier=identifier)
    if request.method == "GET":
        return _form(target, holding.file, current, was, history=history)
    typed = read_correction(request.form)
    if typed.errors:
        return _form(target, holding.file, current, was, history=history, errors=typed.errors), 400
    changed = _keep(holding.sha256, holding.file, was, typed.values)
    if not changed and typed.values == shown:
        return redirect(target, 303)
    row = JobFile(holding.file, sha256=holding.sha256, document=identifier)
    made = library().jobs.add(JobKind.CORRECT, [row], editor())
    worker().ensure()
    return redirect(url_for("editing.job", number=made), 303)


@blueprint.route("/jobs/<int:number>/files/<int:position>", methods=["GET", "POST"])
def file(number: int, position: int) -> str | Response | tuple[str, int]:
    """Show what was read in a staged file, and its form; raises NotFound when it is not staged."""
    row = library().jobs.file(number, position)
    if row.state is not FileState.READ or "read" not in row.found:
        raise NotFound("This file is not waiting to be published. Go back to the job.")
    was = {field: str(row.found["read"][field]) for field in Field}
    current = {field: str(row.found[field]) for field in Field}
    target = url_for("editing.file", number=number, position=position)
    record = _staged(number, position)
    if request.method == "GET":
        return _form(target, row.file, current, was, record=record, row=row, number=number)
    typed = read_correction(request.form)
    if typed.errors:
        page = _form(
            *(target, row.file, current, was),
            record=record,
            row=row,
            number=number,
            errors=typed.errors,
        )
        return page, 400
    _keep(row.sha256, row.file, was, typed.values)
    found = with_values(row.found, typed.values)
    library().jobs.mark(number, position, FileState.READ, found=found)
    return redirect(url_for("editing.job", number=number, _anchor=f"file-{position}"), 303)


def _staged(number: int, position: int) -> Record:
    try:
        return load_record(Staging.of(library(), number).record(position).read_bytes())
    except FileNotFoundError:
        raise NotFound("This file is no longer kept aside. Send it again.") from None


def _keep(sha256: str, name: str, was: _Values, values: _Values) -> tuple[Field, ...]:
    told = {field: (was[field], value) for field, value in values.items()}
    return library().corrections.write(sha256, name, told, editor())


def _form(
    target: str,
    name: str,
    current: _Values,
    was: _Values,
    *,
    errors: Mapping[Field, str] | None = None,
    history: tuple[Correction, ...] = (),
    record: Record | None = None,
    row: JobFile | None = None,
    number: int = 0,
) -> str:
    """Return the page of a correction; after an error the form holds what was typed."""
    day, month, year = date_parts(current[Field.PUBLISHED])
    shown = {"title": current[Field.TITLE], "type": current[Field.TYPE]}
    shown |= {"boards": current[Field.BOARDS], "day": day, "month": month, "year": year}
    return render_template(
        "editing/correct.html",
        target=target,
        name=name,
        values={name: request.form.get(name, value) for name, value in shown.items()},
        was={str(field): value for field, value in was.items()},
        errors={str(field): error for field, error in (errors or {}).items()},
        types=sorted(load_vocabulary().scheme("review-type"), key=lambda one: one.pref_label),
        history=history,
        record=record,
        row=row,
        number=number,
    )


def _held() -> tuple[Holding, ...]:
    served = library().served_number()
    return library().catalogue.entries(served) if served else ()


def _holding(identifier: str) -> Holding:
    for one in _held():
        if one.document == identifier:
            return one
    raise NotFound("The library holds no such document. Look for it in the list of documents.")


def _told(one: Holding) -> str:
    return f"{one.title} {one.file}".casefold()
