"""Settings of the web service, each with its default and its environment variable."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
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


# How the text of a variable becomes the value of a setting that is no plain text.
_READERS: dict[str, Callable[[str], object]] = {
    "library": Path,
    "port": int,
    "threads": int,
    "page_size": int,
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
                f"{_PREFIX}{name.upper()} is {text!r}. Set it to a whole number."
            ) from None
    return Settings(**values)  # type: ignore[arg-type]  # each value is of its field's own type
