"""Addresses that templates make: another page of the same list, the id in an IRI."""

from __future__ import annotations

from urllib.parse import urlencode

from flask import Flask, request

from web.content.cells import identifier
from web.paging import page_numbers

__all__ = ["address_with", "page_address", "register"]


def page_address(number: int) -> str:
    """Return the address of this request with another page number."""
    return address_with("page", str(number) if number > 1 else None)


def address_with(changed: str, value: str | None) -> str:
    """Return the address of this request's first page with one argument set, or without it."""
    kept = [
        (name, own) for name, own in request.args.items(multi=True) if name not in {"page", changed}
    ]
    pairs = [*kept, *([(changed, value)] if value is not None else [])]
    # surrogates, which only a damaged address can hold, become question marks
    query = urlencode(pairs, errors="replace")
    path = request.script_root + request.path
    return f"{path}?{query}" if query else path


def register(app: Flask) -> None:
    """Give templates these functions."""
    app.add_template_filter(identifier, "iri_id")
    app.add_template_global(page_address, "page_address")
    app.add_template_global(page_numbers, "page_numbers")
