"""What all editors' pages share: the way in, the token of every form, the library."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from graph.library import Library
from ingest.limits import DEFAULT_LIMITS
from web.editing.session import check_form, editor, form_token
from web.editing.worker import Worker

__all__ = ["UPLOAD_BYTES", "blueprint", "library", "worker"]

blueprint = Blueprint("editing", __name__, url_prefix="/editing")

UPLOAD_BYTES = 3 * DEFAULT_LIMITS.file_bytes  # of all files of one upload together
_FORM_BYTES = 100_000  # of any other form
_OPEN = "editing.sign_in"  # the one page for those who are not signed in


def library() -> Library:
    """Return the library that is edited."""
    found: Library = current_app.extensions["library"]
    return found


def worker() -> Worker:
    """Return what keeps the worker's process."""
    found: Worker = current_app.extensions["worker"]
    return found


@blueprint.before_request
def _guarded() -> AnyResponse | None:
    """Let editors pass; nothing that others send is read beyond the sign-in form."""
    uploads = request.endpoint == "editing.upload"
    request.max_content_length = UPLOAD_BYTES if uploads else _FORM_BYTES
    if request.endpoint != _OPEN and not editor():
        return redirect(url_for(_OPEN, next=request.path if request.method == "GET" else None), 303)
    if request.method == "POST":
        check_form(request)
    return None


@blueprint.after_request
def _private(response: Response) -> Response:
    response.cache_control.no_store = True
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@blueprint.context_processor
def _told() -> dict[str, str]:
    return {"editor": editor(), "form_token": form_token()}
