"""Settings of the web service, each with its default and its environment variable."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

from graph.errors import UsageInvalid

__all__ = ["Settings", "settings_from"]

_PREFIX = "LESSONS_"


@dataclass(frozen=True, slots=True)
class Settings:
    """What a library's keeper may set; LESSONS_HOST sets `host`, and so on."""

    library: Path = Path("library")
    host: str = "127.0.0.1"
    port: int = 8000
    threads: int = 8
    page_size: int = 20
    min_confidence: float = 0.0
    sparql_workers: int = 2
    sparql_seconds: int = 10
    sparql_rows: int = 10_000
    page_cache_mb: int = 64
    proxies: int = 0
    access_log: bool = False
    exit_address: str = "https://www.bbc.co.uk/weather"
    editing: bool = False
    passphrase: str = field(default="", repr=False)  # of the editors; there is no default


def _share(text: str) -> float:
    """Return a number from 0 to 1; raises ValueError for anything else."""
    value = float(text)
    if not 0 <= value <= 1:
        raise ValueError(text)
    return value


def _yes(text: str) -> bool:
    """Return whether a switch is on; raises ValueError for what is neither 0 nor 1."""
    if text not in {"0", "1"}:
        raise ValueError(text)
    return text == "1"


def _site(text: str) -> str:
    """Return the address of a website; raises ValueError for anything else, a script above all."""
    if not text.startswith(("https://", "http://")):
        raise ValueError(text)
    return text


# How the text of a variable becomes the value of a setting that is no plain text.
_READERS: dict[str, Callable[[str], object]] = {
    "library": Path,
    "port": int,
    "threads": int,
    "page_size": int,
    "sparql_workers": int,
    "sparql_seconds": int,
    "sparql_rows": int,
    "min_confidence": _share,
    "page_cache_mb": int,
    "proxies": int,
    "access_log": _yes,
    "editing": _yes,
    "exit_address": _site,
}
_WANTED = {
    "min_confidence": "a number from 0 to 1",
    "access_log": "0 or 1",
    "editing": "0 or 1",
    "exit_address": "an address that begins with https://",
}


def settings_from(environment: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings of an environment; raises UsageInvalid for a bad value."""
    values: dict[str, object] = {}
    for name in (one.name for one in fields(Settings)):
        text = environment.get(_PREFIX + name.upper())
        if text is None:
            continue
        read = _READERS.get(name, str)
        try:
            values[name] = read(text)
        except ValueError:
            raise UsageInvalid(
                f"{_PREFIX}{name.upper()} is {text!r}. "
                f"Set it to {_WANTED.get(name, 'a whole number')}."
            ) from None
    return Settings(**values)  # type: ignore[arg-type]  # each value is of its field's own type
