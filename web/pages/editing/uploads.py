"""Files in: an upload is kept aside, read, looked at, and published when an editor says so."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response

from graph.errors import UsageInvalid
from graph.job import FileState, Job, JobFile, JobKind
from ingest.jobs.staging import MOST_FILES, Staging, receive
from ingest.limits import DEFAULT_LIMITS
from web.editing.session import editor
from web.pages.editing.desk import UPLOAD_BYTES, blueprint, library, worker

__all__: list[str] = []

_ENDINGS = (".pdf", ".docx", ".html", ".htm", ".md", ".txt")


@blueprint.get("/uploads")
def uploads() -> str:
    """Show the form for files."""
    return _form("")


@blueprint.post("/uploads")
def upload() -> Response | tuple[str, int]:
    """Keep the files aside and let the worker read them."""
    sent = [(one.filename or "", one.stream) for one in request.files.getlist("files")]
    chosen = [(name, stream) for name, stream in sent if name]
    if not chosen:
        return _form("none"), 400
    job = receive(library(), chosen, editor())
    worker().ensure()
    return _job(job)


@blueprint.errorhandler(RequestEntityTooLarge)
def _too_large(_error: RequestEntityTooLarge) -> tuple[str, int]:
    return _form("large"), 413


@blueprint.post("/jobs/<int:number>/publish")
def publish(number: int) -> Response:
    """Let the worker publish those files of an upload that are ticked."""
    job = _upload(number)
    under_way = _publishing(number)
    if under_way:
        return _job(under_way)
    ticked = set(request.form.getlist("take"))
    chosen = [
        one
        for one in library().jobs.files(job.id)
        if one.state is FileState.READ and str(one.position) in ticked
    ]
    if not chosen:
        return redirect(url_for("editing.job", number=number, error="none"), 303)
    made = library().jobs.add(JobKind.PUBLISH, map(_waiting, chosen), editor(), about=number)
    worker().ensure()
    return _job(made)


@blueprint.post("/jobs/<int:number>/discard")
def discard(number: int) -> Response:
    """Forget the files of an upload that are not published."""
    job = _upload(number)
    if _publishing(number):
        raise UsageInvalid("Files of this upload are being published. Wait for that to end.")
    Staging.of(library(), job.id).clear()
    library().jobs.discard(job.id)
    return _job(job.id)


def _form(error: str) -> str:
    return render_template(
        "editing/upload.html",
        error=error,
        endings=",".join(_ENDINGS),
        most_files=MOST_FILES,
        most_bytes=DEFAULT_LIMITS.file_bytes,
        most_together=UPLOAD_BYTES,
    )


def _upload(number: int) -> Job:
    """Return an upload that was read to its end; raises UsageInvalid for any other job."""
    job = library().jobs.get(number)
    if job.kind is not JobKind.UPLOAD or not job.ended:
        raise UsageInvalid("This is no upload that has been read. Go back to the list of jobs.")
    return job


def _publishing(upload_number: int) -> int | None:
    """Return the job that is publishing files of this upload, if one is."""
    jobs = library().jobs.recent(MOST_FILES)
    return next((one.id for one in jobs if one.about == upload_number and not one.ended), None)


def _waiting(one: JobFile) -> JobFile:
    return JobFile(one.file, sha256=one.sha256, size=one.size, found=one.found)


def _job(number: int) -> Response:
    return redirect(url_for("editing.job", number=number), 303)
