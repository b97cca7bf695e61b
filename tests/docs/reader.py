"""A reader who follows a page: saves its files, types its commands and examples, and looks at what is shown."""

from __future__ import annotations

import glob
import io
import os
import shlex
import subprocess
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.docs.pages import Block, Step, blocks

from tercet.cli.app import run

SCRIPTS = Path(sys.executable).parent


@dataclass(frozen=True, slots=True)
class Seen:
    """What a step showed, by the number of its block and its own number in it."""

    block: int
    at: int
    step: Step
    shown: str
    failed: bool


def follow(text: str, folder: Path) -> Iterator[Seen]:
    """Do everything that a page says, in a folder, and give what each step showed."""
    names: dict[str, Any] = {"__name__": "__main__"}
    with _in(folder):
        for number, block in enumerate(blocks(text)):
            if "file" in block.options:
                save(block, folder)
            for at, step in enumerate(block.steps):
                code, shown = typed(step.typed) if block.language == "console" else prompted(step.typed, names)
                yield Seen(number, at, step, shown, code != 0)


def save(block: Block, folder: Path) -> None:
    """The file that a reader is told to make, or to add to."""
    path = folder / block.options["file"]
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a" if "append" in block.options else "w", encoding=block.options.get("encoding", "utf-8")) as file:
        file.write(block.text)


def typed(command: str) -> tuple[int, str]:
    """A command at a shell: its exit code, and everything that it showed.

    `tercet` itself runs in this process, which saves a second each time; a pipe or a redirection is the shell's.
    """
    if command.startswith("export "):
        name, _, value = command.removeprefix("export ").partition("=")
        os.environ[name] = value
        return 0, ""
    if not command.startswith("tercet "):
        return shell(command)
    rest, _, after = command.partition(" | ")
    rest, _, target = rest.partition(" > ")
    out, err = io.StringIO(), io.StringIO()
    both = out if not (after or target) else err
    with redirect_stdout(out), redirect_stderr(both):
        code = run(arguments(rest)[1:])
    if target:
        Path(target).write_text(out.getvalue(), "utf-8")
        return code, err.getvalue()
    return (code, out.getvalue()) if not after else shell(after, err.getvalue(), out.getvalue())


def arguments(command: str) -> list[str]:
    """The words of a command, with names of files filled in as a shell does."""
    words = shlex.split(command, comments=True)
    return [name for word in words for name in (sorted(glob.glob(word)) if "*" in word else [word])]


def shell(command: str, shown: str = "", given: str | None = None) -> tuple[int, str]:
    """Any other command, by the shell itself."""
    done = subprocess.run(
        ["bash", "-c", command], input=given, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    return done.returncode, shown + done.stdout


def prompted(source: str, names: dict[str, Any]) -> tuple[int, str]:
    """One example at a Python prompt: whether it failed, and what it showed."""
    out = io.StringIO()
    with redirect_stdout(out), redirect_stderr(out):
        try:
            exec(compile(f"{source}\n", "<example>", "single"), names)  # noqa: S102 (the examples of our own pages)
        except Exception as error:
            return 1, out.getvalue() + "".join(traceback.format_exception_only(error))
    return 0, out.getvalue()


@contextmanager
def _in(folder: Path) -> Iterator[None]:
    """A reader's own place: the folder, our scripts first on the path, no workspace chosen yet."""
    place, before = Path.cwd(), dict(os.environ)
    os.chdir(folder)
    os.environ["PATH"] = f"{SCRIPTS}{os.pathsep}{before.get('PATH', '')}"
    os.environ["COLUMNS"] = "80"
    os.environ.pop("TERCET_WORKSPACE", None)
    try:
        yield
    finally:
        os.chdir(place)
        os.environ.clear()
        os.environ.update(before)
