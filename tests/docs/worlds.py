"""The folder in which a page begins: empty, or with the demo that `make demo` leaves behind."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.docs.reader import typed

BEGINS = "<!-- begins with: tercet-demo -->"


def prepare(text: str, demo: Path, folder: Path) -> Path:
    """A new folder for a page, with a copy of the demo where the page asks for it."""
    folder.mkdir(parents=True, exist_ok=True)
    if BEGINS in text:
        shutil.copytree(demo, folder / "tercet-demo")
    return folder


def make_demo(folder: Path) -> Path:
    """What `make demo` leaves behind, made once for all pages."""
    code, shown = typed(f"tercet demo -o {folder} --lang en")
    assert code == 0, shown
    return folder
