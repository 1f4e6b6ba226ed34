"""A library on disk: its paths, its generations, and the lock of its one writer.

Readers follow CURRENT and never wait. A published generation is never written
again; CURRENT is replaced by an atomic rename, so it names a whole generation
at every moment.
"""

from __future__ import annotations

import fcntl
import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path

from graph.catalogue import Catalogue
from graph.corrections import Corrections
from graph.errors import LibraryBusy, LibraryDamaged, LibraryMissing, NotFound
from graph.jobs import Jobs
from graph.model import Record
from graph.records import dump_record, load_record

__all__ = ["Generation", "Library", "Manifest", "sync_folder", "sync_tree"]

_GENERATION = re.compile(r"\d{4,}")
_BUILDING = "building-"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation says of itself; graph and index are checked against it."""

    generation: int
    documents: int
    reviews: int
    passages: int
    engine: str
    extractor: str


@dataclass(frozen=True, slots=True)
class Generation:
    """One published state of the library: graph and index that agree."""

    number: int
    path: Path

    @property
    def graph(self) -> Path:
        """The Oxigraph store."""
        return self.path / "graph"

    @property
    def index(self) -> Path:
        """The search engine's index."""
        return self.path / "index"

    @property
    def vectors(self) -> Path:
        """The vectors of what the index holds; not there where the library has none."""
        return self.path / "vectors"

    def manifest(self) -> Manifest:
        """Return the manifest; raises LibraryDamaged when it cannot be read."""
        try:
            return Manifest(**json.loads((self.path / "manifest.json").read_bytes()))
        except (OSError, ValueError, TypeError) as cause:
            raise LibraryDamaged(
                f"Generation {self.number} has no usable manifest ({cause}). Run: lessons rollback"
            ) from cause

    def write_manifest(self, manifest: Manifest) -> None:
        """Write the manifest of a generation that is being built."""
        text = json.dumps(asdict(manifest), indent=1)
        (self.path / "manifest.json").write_text(text + "\n", encoding="utf-8")


class Library:
    """The folder of one library (DESIGN.md, section 5)."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @classmethod
    def create(cls, path: Path) -> Library:
        """Return the library at `path`, made there if there is none."""
        library = cls(path)
        for folder in (library.originals, library.records, library.generations_path):
            folder.mkdir(parents=True, exist_ok=True)
        return library

    @classmethod
    def open(cls, path: Path) -> Library:
        """Return the library at `path`; raises LibraryMissing when nothing is published there."""
        library = cls(path)
        if not (path / "CURRENT").exists():
            raise LibraryMissing(
                f"There is no library at {path}. Make one: lessons ingest --library {path} FILES"
            )
        return library

    @property
    def originals(self) -> Path:
        """Source files by sha256."""
        return self.path / "originals"

    @property
    def records(self) -> Path:
        """What was extracted, one JSON file a document."""
        return self.path / "records"

    @property
    def staging(self) -> Path:
        """Files that editors sent and have not published yet, a folder for each job."""
        return self.path / "staging"

    @property
    def generations_path(self) -> Path:
        """Where the generations lie."""
        return self.path / "generations"

    @cached_property
    def catalogue(self) -> Catalogue:
        """The catalogue of this library."""
        return Catalogue(self.path / "catalogue.sqlite")

    @cached_property
    def jobs(self) -> Jobs:
        """The work that editors asked for, in the catalogue's file."""
        return Jobs(self.path / "catalogue.sqlite")

    @cached_property
    def corrections(self) -> Corrections:
        """What editors set right, in the catalogue's file."""
        return Corrections(self.path / "catalogue.sqlite")

    def current(self) -> Generation | None:
        """Return the served generation, None before the first.

        Raises LibraryDamaged when CURRENT names none that is there.
        """
        number = self.served_number()
        if number is None:
            return None
        found = self.generations_path / f"{number:04d}"
        if not found.is_dir():
            raise LibraryDamaged(
                f"CURRENT names {found.name}, which is not there. Run: lessons rollback, "
                "or lessons rebuild where no generation is left."
            )
        return Generation(number, found)

    def served_number(self) -> int | None:
        """Return the number that CURRENT names, whether or not it is there; None before the first.

        Raises LibraryDamaged when CURRENT names no generation at all.
        """
        try:
            name = (self.path / "CURRENT").read_text(encoding="ascii").strip()
        except FileNotFoundError:
            return None
        if not _GENERATION.fullmatch(name):
            raise LibraryDamaged(f"CURRENT holds {name!r}, no number. Run: lessons rollback")
        return int(name)

    def generations(self) -> tuple[Generation, ...]:
        """Return the published generations, oldest first."""
        names = sorted(
            (p.name for p in self.generations_path.iterdir() if _GENERATION.fullmatch(p.name)),
            key=int,
        )
        return tuple(Generation(int(name), self.generations_path / name) for name in names)

    def start_generation(self) -> Generation:
        """Return the next generation under a name no reader looks at; the lock must be held.

        What a crash or a rollback has left after the served generation goes first:
        the catalogue knows nothing of it, so nobody must ever go back to it.
        """
        served = self.served_number() or 0
        there = self.generations()
        number = max((served, *(one.number for one in there))) + 1
        for left in self.generations_path.glob(f"{_BUILDING}*"):
            shutil.rmtree(left)
        for one in there:
            if one.number > served:
                shutil.rmtree(one.path)
        path = self.generations_path / f"{_BUILDING}{number:04d}"
        path.mkdir()
        return Generation(number, path)

    def seal(self, built: Generation) -> Generation:
        """Return the generation under its own name, whole on disk but not yet served."""
        sync_tree(built.path)
        sealed = Generation(built.number, self.generations_path / f"{built.number:04d}")
        built.path.rename(sealed.path)
        sync_folder(self.generations_path)
        return sealed

    def serve(self, generation: Generation) -> None:
        """Make CURRENT name this generation, in one step."""
        new = self.path / "CURRENT.new"
        with new.open("w", encoding="ascii") as file:
            file.write(f"{generation.number:04d}\n")
            file.flush()
            os.fsync(file.fileno())
        new.replace(self.path / "CURRENT")
        sync_folder(self.path)

    def prune(self, keep: int) -> None:
        """Remove all but the newest `keep` generations, never the served one."""
        served = self.current()
        for old in self.generations()[:-keep]:
            if served is None or old.number != served.number:
                shutil.rmtree(old.path)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the writer's lock; raises LibraryBusy when another process has it.

        The kernel lets the lock go when the holder ends, however it ends.
        """
        self.path.mkdir(parents=True, exist_ok=True)
        with (self.path / "LOCK").open("w", encoding="ascii") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise LibraryBusy(
                    f"Another process is writing to {self.path}. Wait for it, then try again."
                ) from None
            yield

    def original(self, sha256: str) -> Path:
        """Return where the bytes with this sha256 lie, or will."""
        return self.originals / sha256[:2] / sha256

    def keep_original(self, sha256: str, data: bytes) -> None:
        """Store a source file under its sha256; the same bytes are stored once."""
        place = self.original(sha256)
        if not place.exists():
            place.parent.mkdir(parents=True, exist_ok=True)
            _write_whole(place, data)

    def keep_record(self, record: Record) -> None:
        """Store a Record under its document's id."""
        _write_whole(self._record_path(record.document.id), dump_record(record))

    def record(self, document: str) -> Record:
        """Return the Record of a document; raises NotFound."""
        try:
            return load_record(self._record_path(document).read_bytes())
        except FileNotFoundError:
            raise NotFound(
                f"The library has no record of {document}. Run: lessons rebuild"
            ) from None

    def _record_path(self, document: str) -> Path:
        return self.records / f"{document}.json"


def sync_tree(path: Path) -> None:
    """Force every file and folder below `path` to disk."""
    for folder, _, files in os.walk(path):
        for name in files:
            _sync(Path(folder) / name)
        _sync(Path(folder))


def sync_folder(path: Path) -> None:
    """Force a folder's own list of names to disk."""
    _sync(path)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole or not at all."""
    new = path.with_name(path.name + ".new")
    with new.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
