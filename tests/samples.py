"""The sample world, written and read once for all tests that only look at it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import tercet
from tercet.ingest import Outcome
from tercet.sample import SampleFile, world, write
from tercet.workspace import Workspace

_KEPT: list[TemporaryDirectory[str]] = []  # gone when the tests are over


@cache
def folder() -> Path:
    """The partner files of the sample world."""
    return Path(write(_new() / "sample")[0]).parent


@cache
def ingested() -> tuple[Workspace, tuple[tuple[SampleFile, Outcome], ...]]:
    """A workspace with the whole sample world, each file received on its day, and what became of each."""
    ws = tercet.init(_new() / "workspace")
    found = [(file, ws.ingest(folder() / file.name, received=file.received)[0]) for file in world()]
    return ws, tuple(found)


def _new() -> Path:
    _KEPT.append(TemporaryDirectory(prefix="tercet-sample-"))
    return Path(_KEPT[-1].name)
