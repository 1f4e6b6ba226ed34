"""What files of a page say of where and when they were made, and how they are sent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from flask import Response, request

__all__ = ["attached", "site", "today"]


def attached(body: Iterable[bytes], media_type: str, name: str) -> Response:
    """Return an answer that a browser keeps as a file of this name."""
    answer = Response(body, content_type=media_type)
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    answer.cache_control.no_cache = True
    return answer


def site() -> str:
    """Return the address of this service, without a slash at its end."""
    return request.url_root.rstrip("/")


def today() -> dt.date:
    """Return the day on which a file is made (UTC)."""
    return dt.datetime.now(dt.UTC).date()
