"""Identifiers: minted from content hashes and printed labels, never from a clock.

The same bytes give the same ids on every machine, so two builds of a library
can be compared and an address once cited stays good.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

__all__ = ["content_id", "fingerprint", "slug"]

_SHORT = 12  # hex digits: a collision is expected only beyond some 10**7 documents
_SLUG_LENGTH = 48


def fingerprint(data: bytes) -> str:
    """Return the sha256 of `data` in lower-case hexadecimal (64 digits)."""
    return hashlib.sha256(data).hexdigest()


def content_id(prefix: str, *parts: str | int) -> str:
    """Return `prefix-` and twelve hexadecimal digits that depend on every part.

    >>> content_id("doc", "abc") == content_id("doc", "abc")
    True
    >>> content_id("doc", "a", "bc") == content_id("doc", "ab", "c")
    False
    """
    joined = "\x1f".join(str(part) for part in parts)
    return f"{prefix}-{hashlib.sha256(joined.encode()).hexdigest()[:_SHORT]}"


def slug(label: str) -> str:
    """Return a label in lower-case ASCII letters, digits and single hyphens.

    >>> slug("Wendlebury LSCB: Baby E (2008)")
    'wendlebury-lscb-baby-e-2008'
    """
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
    return words[:_SLUG_LENGTH].rstrip("-") or "unnamed"
