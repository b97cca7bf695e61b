"""The workspace: a folder with tercet.toml, catalog/ and ledger/. Read once, passed down."""

from __future__ import annotations

import os
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from tercet.errors import WorkspaceError

FILE = "tercet.toml"

TEMPLATE = """\
# A Tercet workspace. catalog/ holds your own definitions, which overlay the packaged ones;
# ledger/ holds what came in (Delta tables: do not edit).
engine = "duckdb"
memory = "640MB"       # what the engine may use before it spills to disk
audience = "internal"  # for whom questions are answered where --audience is not given
"""


@dataclass(frozen=True, slots=True)
class Settings:
    """A workspace's folder and its settings."""

    folder: Path
    engine: str = "duckdb"
    memory: str = "640MB"
    threads: int | None = None
    audience: str = "internal"

    @property
    def ledger(self) -> Path:
        """Where the Delta tables are."""
        return self.folder / "ledger"

    @property
    def editions(self) -> Path:
        """What was held back from each audience, edition by edition; it never leaves the house."""
        return self.folder / "editions"


def find(folder: Path | None) -> Settings:
    """The settings of a workspace: the folder given, else TERCET_WORKSPACE, else the current folder."""
    place = folder or Path(os.environ.get("TERCET_WORKSPACE") or ".")
    _can_hold_tables(place)
    path = place / FILE
    if not path.is_file():
        raise WorkspaceError(
            f"{place.resolve()} is not a workspace: it has no {FILE}. Make one with: tercet init {place}"
        )
    try:
        content = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WorkspaceError(f"{path}: not valid TOML: {error}. Mend the file.") from None
    return _settings(path, content)


def _can_hold_tables(folder: Path) -> None:
    """Delta tables are named by URI, and the library that writes them fails on some characters in one."""
    if found := sorted(set("^|[]\\%") & set(str(folder.resolve()))):
        raise WorkspaceError(
            f"{folder.resolve()}: a path with {' '.join(found)} cannot hold a ledger. Choose a folder without it."
        )


def _settings(path: Path, content: dict[str, object]) -> Settings:
    kinds: dict[str, type] = {"engine": str, "memory": str, "threads": int, "audience": str}
    for key, value in content.items():
        if key not in kinds:
            raise WorkspaceError(f"{path}: no such setting {key!r}. Settings: {', '.join(sorted(kinds))}.")
        if not isinstance(value, kinds[key]) or isinstance(value, bool):
            raise WorkspaceError(f"{path}: {key} should be {kinds[key].__name__}, not {value!r}.")
    if isinstance(threads := content.get("threads", 1), int) and threads < 1:
        raise WorkspaceError(f"{path}: threads should be 1 or more, not {threads}.")
    if not re.fullmatch(r"[1-9][0-9]* ?[KMGT]i?B", str(content.get("memory", "1GB"))):
        raise WorkspaceError(f'{path}: memory should be an amount such as "640MB", not {content["memory"]!r}.')
    if content.get("engine", "duckdb") != "duckdb":
        raise WorkspaceError(f'{path}: engine {content["engine"]!r} is not built in yet. Use engine = "duckdb".')
    return Settings(path.parent, **content)  # type: ignore[arg-type]


def create(folder: Path) -> Settings:
    """A new workspace in a folder that has none yet."""
    path = folder / FILE
    if path.exists():
        raise WorkspaceError(f"{folder.resolve()} is a workspace already ({FILE} exists). Nothing was changed.")
    _can_hold_tables(folder)
    try:
        (folder / "catalog").mkdir(parents=True, exist_ok=True)
        (folder / "ledger").mkdir(exist_ok=True)
        path.write_text(TEMPLATE, "utf-8")
    except OSError as error:
        raise WorkspaceError(f"{folder}: cannot make a workspace here: {error.strerror or error}.") from None
    return Settings(folder)
