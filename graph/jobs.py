"""Jobs: long work that editors asked for, as rows of the catalogue that outlive every process.

The web service writes wishes (a new job, stop, start again); one worker process
takes the oldest waiting job and writes what becomes of each file. So a page can
be reloaded, a server restarted, and nothing of what was done is lost.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from graph.catalogue_file import make_tables, transaction
from graph.corrections import now
from graph.errors import NotFound
from graph.job import FileState, Job, JobFile, JobKind, JobState

__all__ = ["Jobs"]

_SCHEMA = """
CREATE TABLE IF NOT EXISTS jobs (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    kind        TEXT NOT NULL,
    state       TEXT NOT NULL,
    step        TEXT NOT NULL DEFAULT '',   -- of a job that runs: what it is doing
    about       INTEGER,                    -- the upload whose files are published
    editor      TEXT NOT NULL,
    made_at     TEXT NOT NULL,              -- ISO 8601, UTC
    ended_at    TEXT,
    generation  INTEGER,                    -- the one that it published
    code        TEXT NOT NULL DEFAULT '',   -- why it ended as it did
    message     TEXT NOT NULL DEFAULT ''
);
CREATE TABLE IF NOT EXISTS job_files (
    job       INTEGER NOT NULL REFERENCES jobs (id),
    position  INTEGER NOT NULL,
    file      TEXT NOT NULL,
    sha256    TEXT NOT NULL DEFAULT '',
    size      INTEGER NOT NULL DEFAULT 0,   -- bytes
    state     TEXT NOT NULL,
    code      TEXT NOT NULL DEFAULT '',
    message   TEXT NOT NULL DEFAULT '',
    document  TEXT NOT NULL DEFAULT '',     -- its id in the library, once it is there
    found     TEXT NOT NULL DEFAULT '{}',   -- what was read in it, JSON
    PRIMARY KEY (job, position)
);
"""


class Jobs:
    """The jobs of one library, in its `catalogue.sqlite`; safe among processes."""

    def __init__(self, path: Path, clock: Callable[[], str] = now) -> None:
        self._path, self._clock = path, clock
        make_tables(path, _SCHEMA)

    def add(
        self, kind: JobKind, files: Iterable[JobFile], editor: str, about: int | None = None
    ) -> int:
        """Keep a new job with its files, numbered from 1 in their order; return its id.

        An upload stands still until `start`: its files have to be in their place first.
        """
        state = JobState.STOPPED if kind is JobKind.UPLOAD else JobState.WAITING
        with transaction(self._path) as connection:
            made: int = connection.execute(
                "INSERT INTO jobs (kind, state, about, editor, made_at) VALUES (?, ?, ?, ?, ?)"
                " RETURNING id",
                (kind, state, about, editor, self._clock()),
            ).fetchone()["id"]
            _insert(connection, made, files)
        return made

    def add_files(self, job: int, files: Iterable[JobFile]) -> None:
        """Keep the files of a job that has none yet."""
        with transaction(self._path) as connection:
            _insert(connection, job, files)

    def get(self, job: int) -> Job:
        """Return one job; raises NotFound."""
        for one in self._select("SELECT * FROM jobs WHERE id = ?", job):
            return one
        raise NotFound("There is no job of this number. Look for it in the list of jobs.")

    def recent(self, most: int) -> tuple[Job, ...]:
        """Return the newest jobs, newest first."""
        return self._select("SELECT * FROM jobs ORDER BY id DESC LIMIT ?", most)

    def files(self, job: int) -> tuple[JobFile, ...]:
        """Return the files of a job in their order."""
        with transaction(self._path) as connection:
            rows = connection.execute(
                "SELECT * FROM job_files WHERE job = ? ORDER BY position", (job,)
            ).fetchall()
        return tuple(map(_file, rows))

    def file(self, job: int, position: int) -> JobFile:
        """Return one file of a job; raises NotFound."""
        for one in self.files(job):
            if one.position == position:
                return one
        raise NotFound("This job has no such file. Go back to the job.")

    def start(self, job: int) -> bool:
        """Let a job that is stopped or failed wait for the worker (again); say whether it does."""
        return self._move(job, (JobState.STOPPED, JobState.FAILED), JobState.WAITING)

    def stop(self, job: int) -> bool:
        """Ask a job to stop: at once where it waits, else between files; say whether it will."""
        waited = self._move(job, (JobState.WAITING,), JobState.STOPPED, code="stopped")
        return waited or self._move(job, (JobState.RUNNING,), JobState.STOPPING)

    def claim(self) -> Job | None:
        """Return the oldest waiting job, now running; None when there is none."""
        with transaction(self._path) as connection:
            row = connection.execute(
                "UPDATE jobs SET state = ?, code = '', message = '', step = ''"
                " WHERE id = (SELECT min(id) FROM jobs WHERE state = ?) RETURNING id",
                (JobState.RUNNING, JobState.WAITING),
            ).fetchone()
        return self.get(row["id"]) if row else None

    def stopping(self, job: int) -> bool:
        """Say whether somebody has asked this job to stop."""
        return self.get(job).state is JobState.STOPPING

    def step(self, job: int, name: str) -> None:
        """Keep what a running job is doing."""
        with transaction(self._path) as connection:
            connection.execute("UPDATE jobs SET step = ? WHERE id = ?", (name, job))

    def end(
        self,
        job: int,
        state: JobState,
        *,
        generation: int | None = None,
        code: str = "",
        message: str = "",
    ) -> None:
        """Keep how a job ended."""
        with transaction(self._path) as connection:
            connection.execute(
                "UPDATE jobs SET state = ?, step = '', ended_at = ?, generation = ?, code = ?,"
                " message = ? WHERE id = ?",
                (state, self._clock(), generation, code, message, job),
            )

    def end_orphans(self) -> int:
        """End the jobs whose worker is gone as stopped; return how many there were.

        Only a worker that knows itself to be the only one may call this.
        """
        with transaction(self._path) as connection:
            return connection.execute(
                "UPDATE jobs SET state = ?, step = '', ended_at = ?, code = 'orphaned'"
                " WHERE state IN (?, ?)",
                (JobState.STOPPED, self._clock(), JobState.RUNNING, JobState.STOPPING),
            ).rowcount

    def discard(self, job: int) -> None:
        """Keep that an upload's files that are not published will not be."""
        with transaction(self._path) as connection:
            connection.execute(
                "UPDATE job_files SET state = ? WHERE job = ? AND state IN (?, ?)",
                (FileState.DISCARDED, job, FileState.WAITING, FileState.READ),
            )
            connection.execute("UPDATE jobs SET code = 'discarded' WHERE id = ?", (job,))

    def mark(
        self,
        job: int,
        position: int,
        state: FileState,
        *,
        code: str = "",
        message: str = "",
        document: str = "",
        found: Mapping[str, Any] | None = None,
    ) -> None:
        """Keep what has become of a file; what was read in it stays where none is given."""
        told = None if found is None else json.dumps(found, ensure_ascii=False)
        with transaction(self._path) as connection:
            connection.execute(
                "UPDATE job_files SET state = ?, code = ?, message = ?, document = ?,"
                " found = coalesce(?, found) WHERE job = ? AND position = ?",
                (state, code, message, document, told, job, position),
            )

    def _move(self, job: int, before: Iterable[JobState], after: JobState, code: str = "") -> bool:
        """Change a job's state in one step, only from those before."""
        with transaction(self._path) as connection:
            return bool(
                connection.execute(
                    "UPDATE jobs SET state = ?, code = ?"
                    " WHERE id = ? AND state IN (SELECT value FROM json_each(?))",
                    (after, code, job, json.dumps(tuple(before))),
                ).rowcount
            )

    def _select(self, query: str, value: int) -> tuple[Job, ...]:
        with transaction(self._path) as connection:
            rows = connection.execute(query, (value,)).fetchall()
            counts = {
                row["id"]: {
                    FileState(state): number
                    for state, number in connection.execute(
                        "SELECT state, count(*) FROM job_files WHERE job = ? GROUP BY state",
                        (row["id"],),
                    )
                }
                for row in rows
            }
        return tuple(_job(row, counts[row["id"]]) for row in rows)


def _insert(connection: sqlite3.Connection, job: int, files: Iterable[JobFile]) -> None:
    connection.executemany(
        "INSERT INTO job_files (job, position, file, sha256, size, state, code, message, document,"
        " found) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [_values(job, at, one) for at, one in enumerate(files, start=1)],
    )


def _values(job: int, at: int, one: JobFile) -> tuple[str | int, ...]:
    found = json.dumps(one.found, ensure_ascii=False)
    told = (one.state, one.code, one.message, one.document, found)
    return (job, at, one.file, one.sha256, one.size, *told)


def _job(row: sqlite3.Row, counts: Mapping[FileState, int]) -> Job:
    plain = dict(row)
    kind, state = JobKind(plain.pop("kind")), JobState(plain.pop("state"))
    return Job(kind=kind, state=state, counts=counts, **plain)


def _file(row: sqlite3.Row) -> JobFile:
    plain = dict(row)
    del plain["job"]
    state, found = FileState(plain.pop("state")), json.loads(plain.pop("found"))
    return JobFile(state=state, found=found, **plain)
