"""A job and its files as values: long work that an editor asked for (the store is `graph.jobs`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

__all__ = ["FileState", "Job", "JobFile", "JobKind", "JobState"]


class JobKind(StrEnum):
    """What is to be done."""

    UPLOAD = "upload"  # read files that were sent, publish nothing
    PUBLISH = "publish"  # put files of an upload into the library
    CORRECT = "correct"  # read documents of the library again, with their corrections
    REBUILD = "rebuild"


class JobState(StrEnum):
    """How far a job has come."""

    WAITING = "waiting"
    RUNNING = "running"
    STOPPING = "stopping"
    STOPPED = "stopped"
    DONE = "done"
    FAILED = "failed"


class FileState(StrEnum):
    """What has become of one file of a job."""

    WAITING = "waiting"
    READ = "read"
    HELD = "held"  # the library has these bytes already
    REFUSED = "refused"
    PUBLISHED = "published"
    DISCARDED = "discarded"  # an editor did not want it


_ENDED = (JobState.STOPPED, JobState.DONE, JobState.FAILED)


@dataclass(frozen=True, slots=True)
class Job:
    """One job; `counts` says how many of its files are in each state."""

    id: int
    kind: JobKind
    state: JobState
    step: str
    about: int | None
    editor: str
    made_at: str
    ended_at: str | None
    generation: int | None
    code: str
    message: str
    counts: Mapping[FileState, int] = field(default_factory=dict)

    @property
    def ended(self) -> bool:
        """Whether nothing more will happen unless somebody asks for it."""
        return self.state in _ENDED

    @property
    def total(self) -> int:
        """How many files the job has."""
        return sum(self.counts.values())

    @property
    def done(self) -> int:
        """With how many of them it is through."""
        return self.total - self.counts.get(FileState.WAITING, 0)


@dataclass(frozen=True, slots=True)
class JobFile:
    """One file of a job, what became of it and what was read in it."""

    file: str
    state: FileState = FileState.WAITING
    sha256: str = ""
    size: int = 0
    code: str = ""
    message: str = ""
    document: str = ""
    found: Mapping[str, Any] = field(default_factory=dict)
    position: int = 0
