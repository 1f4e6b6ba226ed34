"""Jobs: what is under way, what came of it, and the wishes to stop or start again."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from graph.errors import LibraryMissing, UsageInvalid
from graph.job import FileState, Job, JobFile, JobKind
from graph.library import Library
from web.editing.session import editor
from web.pages.editing.desk import blueprint, library, worker
from web.paging import page_number, paged

__all__: list[str] = []

_RECENT = 20
_FILES_SHOWN = 100  # on a page; an upload fits, a rebuild of a large library does not
# What asks for a person's eyes comes first.
_ORDER = (
    FileState.REFUSED,
    FileState.READ,
    FileState.PUBLISHED,
    FileState.HELD,
    FileState.DISCARDED,
    FileState.WAITING,
)


@blueprint.get("/")
def home() -> str:
    """Show what an editor can do, and the newest jobs."""
    return render_template("editing/home.html", jobs=library().jobs.recent(_RECENT))


@blueprint.get("/jobs/<int:number>")
def job(number: int) -> str:
    """Show how far a job is, or what came of it, file by file; raises NotFound."""
    shown = library().jobs.get(number)
    if not shown.ended:
        worker().ensure()  # one that died is replaced, and tells what it left half done
    files = sorted(
        library().jobs.files(number), key=lambda one: (_ORDER.index(one.state), one.position)
    )
    return render_template(
        "editing/job.html",
        job=shown,
        page=paged(files, page_number(request.args.get("page")), _FILES_SHOWN),
        publishable=_publishable(shown, files),
        error=request.args.get("error", ""),
    )


@blueprint.post("/jobs/<int:number>/stop")
def stop(number: int) -> Response:
    """Ask a job to stop."""
    library().jobs.stop(number)
    return _job(number)


@blueprint.post("/jobs/<int:number>/start")
def start(number: int) -> Response:
    """Let a job that stopped or failed begin again where it was."""
    if library().jobs.get(number).code == "discarded":
        raise UsageInvalid("The files of this upload are gone. Send them again.")
    library().jobs.start(number)
    worker().ensure()
    return _job(number)


@blueprint.post("/rebuild")
def rebuild() -> Response:
    """Let the worker read every original again; raises LibraryMissing when there is none."""
    jobs = library().jobs
    for one in jobs.recent(_RECENT):
        if one.kind is JobKind.REBUILD and not one.ended:
            return _job(one.id)
    made = jobs.add(JobKind.REBUILD, _held(library()), editor())
    worker().ensure()
    return _job(made)


def _publishable(shown: Job, files: list[JobFile]) -> bool:
    read = any(one.state is FileState.READ for one in files)
    return shown.kind is JobKind.UPLOAD and shown.ended and read


def _held(edited: Library) -> list[JobFile]:
    served = edited.served_number()
    if served is None:
        raise LibraryMissing("There is nothing to rebuild yet. Upload reviews first.")
    return [
        JobFile(one.file, sha256=one.sha256, document=one.document, found={"title": one.title})
        for one in edited.catalogue.entries(served)
    ]


def _job(number: int) -> Response:
    return redirect(url_for("editing.job", number=number), 303)
