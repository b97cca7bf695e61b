"""Every page of the reference, and whether the pages in a folder say what the definitions say."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from tercet.catalog.load import Catalog
from tercet.catalog.reference.codes import areas, codelists, substances, terms, units
from tercet.catalog.reference.commands import commands
from tercet.catalog.reference.controls import controls
from tercet.catalog.reference.definitions import measures, sources
from tercet.catalog.reference.keys import descriptor
from tercet.catalog.reference.promises import commitments, meetings
from tercet.catalog.reference.statements import claims, words
from tercet.errors import CatalogError

COMMAND = "python -m tercet.catalog.reference"

PAGES: Mapping[str, tuple[str, Callable[[Catalog], Iterable[str]]]] = {
    "sources.md": ("Sources", sources),
    "measures.md": ("Measures", measures),
    "descriptor.md": ("The descriptor language", descriptor),
    "areas.md": ("Areas", areas),
    "substances.md": ("Substances", substances),
    "commitments.md": ("Commitments", commitments),
    "meetings.md": ("Meetings", meetings),
    "claims.md": ("Claims", claims),
    "wording.md": ("Words and doses", words),
    "controls.md": ("Controls of precursors", controls),
    "units.md": ("Units", units),
    "codelists.md": ("Code lists", codelists),
    "terms.md": ("Terms", terms),
    "commands.md": ("Commands", commands),
}


def written(catalog: Catalog) -> dict[str, str]:
    """Every page of the reference by the name of its file."""
    found = {}
    for name, (title, page) in PAGES.items():
        parts = [f"<!-- Written by `{COMMAND} docs/reference`. Edit the definitions, not this page. -->", f"# {title}"]
        found[name] = "\n\n".join(part for part in [*parts, *page(catalog)] if part) + "\n"
    return found


def stale(pages: Mapping[str, str], folder: Path) -> list[str]:
    """The pages that are not what the definitions say, or that nobody writes any more."""
    here = {path.name: path.read_text("utf-8") for path in folder.glob("*.md")}
    return sorted(name for name in here.keys() | pages.keys() if here.get(name) != pages.get(name))


def main(arguments: list[str]) -> int:
    """Write the reference into a folder, or with --check say what is stale."""
    folder = next((Path(word) for word in arguments if not word.startswith("-")), None)
    if folder is None or set(arguments) - {"--check", str(folder)}:
        sys.stderr.write(f"Usage: {COMMAND} [--check] FOLDER\n")
        return 2
    try:
        pages = written(Catalog.open())
    except CatalogError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    old = stale(pages, folder)
    if "--check" in arguments:
        if old:
            sys.stderr.write(f"Stale in {folder}: {', '.join(old)}. Run: {COMMAND} {folder}\n")
        return 1 if old else 0
    folder.mkdir(parents=True, exist_ok=True)
    for name in old:
        if name in pages:
            (folder / name).write_text(pages[name], "utf-8", newline="\n")
        else:
            (folder / name).unlink()
    sys.stdout.write(f"{len(pages)} pages in {folder}, {len(old)} of them changed\n")
    return 0
