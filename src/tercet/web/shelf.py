"""The editions in a folder. A file is served only if the manifest of its edition lists it, and as it was listed."""

from __future__ import annotations

import logging
import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from time import monotonic
from typing import Annotated

from pydantic import BaseModel, Field, ValidationError

from tercet.edition.manifest import MANIFEST
from tercet.errors import ServerError
from tercet.web.tokens import PUBLIC

LOG = logging.getLogger("tercet.web")
INSIDE = os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC
LARGEST = 64 * 1024 * 1024  # bytes of a manifest; an edition of a hundred thousand files has a third of it


class Listed(BaseModel):
    """One file that an edition consists of."""

    path: str
    bytes: Annotated[int, Field(ge=0)]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class Manifest(BaseModel):
    """What a reader of an edition needs of its manifest."""

    sample: bool
    as_of: date
    audience: str
    languages: tuple[str, ...]
    outputs: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """A folder that `tercet build` wrote, for one audience."""

    name: str
    folder: Path
    sample: bool
    as_of: date
    audience: str
    languages: tuple[str, ...]
    files: Mapping[str, Listed]

    def front(self, lang: str) -> str:
        """The front page in a language; the first language has the one that opens by itself."""
        return f"index.{lang}.html" if f"index.{lang}.html" in self.files else ""

    def file(self, path: str) -> Listed | None:
        """The file at an address inside the edition; a folder stands for its index.html."""
        return self.files.get(f"{path}index.html" if path == "" or path.endswith("/") else path)


class Shelf:
    """The editions below one folder, looked at again when `every` seconds have passed."""

    def __init__(self, folder: Path, every: float = 1.0) -> None:
        if not folder.is_dir():
            raise ServerError(
                f"{folder}: no such folder. Name the one that holds the editions; an edition is made with: "
                f"tercet build -o {folder}/NAME"
            )
        self.folder = folder
        self._every = every
        self._looked = float("-inf")
        self._seen: tuple[object, ...] | None = None
        self._editions: dict[str, Edition] = {}

    def seen_by(self, audience: str) -> list[Edition]:
        """What an audience may see, the newest first."""
        self._look()
        return [one for one in self._editions.values() if one.audience in (audience, PUBLIC)]

    def edition(self, name: str, audience: str) -> Edition | None:
        """An edition by name; None if it is not there, and just so if the audience may not see it."""
        self._look()
        found = self._editions.get(name)
        return found if found is not None and found.audience in (audience, PUBLIC) else None

    def _look(self) -> None:
        if monotonic() - self._looked < self._every:
            return
        self._looked = monotonic()
        there = {name: mark for name in _names(self.folder) if (mark := _mark(self.folder / name / MANIFEST))}
        now = tuple(sorted(there.items()))
        if now == self._seen:
            return
        self._seen = now
        found = [one for name in there if (one := read_edition(self.folder / name)) is not None]
        found.sort(key=lambda one: (one.as_of, one.name), reverse=True)
        self._editions = {one.name: one for one in found}


def read_edition(folder: Path) -> Edition | None:
    """The edition in a folder; None, with a line in the log, if its manifest cannot be used."""
    try:
        data = read_inside(folder, MANIFEST, LARGEST)
        manifest = Manifest.model_validate_json(data)
    except (OSError, ValidationError) as error:
        LOG.warning("%s: not served: %s cannot be used: %s", folder, MANIFEST, str(error).partition("\n")[0])
        return None
    itself = Listed(path=MANIFEST, bytes=len(data), sha256=sha256(data).hexdigest())
    files = {one.path: one for one in (*manifest.outputs, itself) if is_plain(one.path)}
    about = manifest.sample, manifest.as_of, manifest.audience, manifest.languages
    return Edition(folder.name, folder, *about, files)


def is_plain(path: str) -> bool:
    r"""Whether a path leads down, and only down.

    >>> [is_plain(path) for path in ("a/b.html", "../b", "/etc", "a//b", "a\\b", "a/\0")]
    [True, False, False, False, False, False]
    """
    odd = any(letter in "\\\x7f" or ord(letter) < 32 for letter in path)
    return not odd and all(part not in ("", ".", "..") for part in path.split("/"))


def open_inside(folder: Path, path: str) -> int:
    """A descriptor of a plain file below a folder; no link is followed on the way, and nothing else is opened."""
    at = os.open(folder, INSIDE | os.O_DIRECTORY)
    try:
        *folders, name = path.split("/")
        for part in folders:
            inner = os.open(part, INSIDE | os.O_DIRECTORY, dir_fd=at)
            os.close(at)
            at = inner
        found = os.open(name, INSIDE | os.O_NONBLOCK, dir_fd=at)  # a pipe would wait for a writer
    finally:
        os.close(at)
    if not stat.S_ISREG(os.fstat(found).st_mode):
        os.close(found)
        raise OSError(f"{path}: not a file")
    return found


def read_inside(folder: Path, path: str, most: int) -> bytes:
    """The bytes of a plain file below a folder."""
    with open(open_inside(folder, path), "rb") as file:
        if os.fstat(file.fileno()).st_size > most:
            raise OSError(f"{path}: larger than {most} bytes")
        return file.read()


def _names(folder: Path) -> list[str]:
    """Folders that may hold an edition; a link is not followed, and a hidden one is somebody's half-done work."""
    with os.scandir(folder) as found:
        return sorted(one.name for one in found if one.is_dir(follow_symlinks=False) and not one.name.startswith("."))


def _mark(path: Path) -> tuple[int, int, int] | None:
    """What changes when a file is written again; None where there is no file."""
    try:
        found = path.lstat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size
