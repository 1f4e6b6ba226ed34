"""The editors' passphrase: one for all of them, checked against its hash.

A library is kept by one person or a small team, who know each other. Accounts
would need names, resets and mail; what they would tell, who changed what, is
told by the name that an editor gives when signing in. An organisation that
needs more puts its own sign-in before the service, in the reverse proxy.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from functools import cached_property
from pathlib import Path

from werkzeug.security import check_password_hash, generate_password_hash

from graph.errors import UsageInvalid

__all__ = ["SHORTEST", "Passphrase", "signing_key"]

SHORTEST = 12  # characters
_KEY_BYTES = 32
_HASH_PARTS = 3  # method$salt$hash, as werkzeug writes them


class Passphrase:
    """What editors sign in with; given as it is, or as a hash that werkzeug made."""

    def __init__(self, given: str) -> None:
        if not _is_hash(given) and len(given) < SHORTEST:
            raise UsageInvalid(
                f"Editing needs a passphrase of at least {SHORTEST} characters. "
                "Set LESSONS_PASSPHRASE to it, or leave --editing out."
            )
        self._given = given

    def matches(self, typed: str) -> bool:
        """Say whether this is the passphrase; slow by design, and as slow for every answer."""
        return check_password_hash(self._hash, typed)

    @cached_property
    def _hash(self) -> str:
        return self._given if _is_hash(self._given) else generate_password_hash(self._given)


def signing_key(library: Path, passphrase: str) -> bytes:
    """Return what signs the editors' cookies: of a key in the library that only its owner reads.

    Another passphrase makes another key, and so ends every session of the old one.
    """
    place = library / "EDITING_KEY"
    try:
        handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        pass
    else:
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_bytes(_KEY_BYTES))
    key = place.read_bytes()
    if len(key) < _KEY_BYTES:
        raise UsageInvalid(f"{place} is cut short. Remove it and start the service again.")
    return hashlib.sha256(key + passphrase.encode()).digest()


def _is_hash(given: str) -> bool:
    return given.startswith(("scrypt:", "pbkdf2:")) and len(given.split("$")) == _HASH_PARTS
