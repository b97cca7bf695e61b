"""`tercet ingest` on a terminal: a progress bar, one line per file, errors at once."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from tercet.answers import Answer
from tercet.cli.options import Format
from tercet.cli.show import say, show

if TYPE_CHECKING:
    from tercet.ingest import Outcome
    from tercet.workspace import Workspace

COLUMNS = ("file", "source", "outcome", "rows_in", "accepted", "rejected", "repeated", "batch")


def ingest_all(
    workspace: Workspace, files: list[Path], source: str | None, received: date | None, format_: Format
) -> int:
    """Ingest the files and show what became of each; 1 if any was refused."""
    outcomes: list[Outcome] = []
    with _progress(len(files)) as advance:
        for file in files:
            found = workspace.ingest(file, source=source, received=received)
            outcomes += found
            advance(found[0])
    rows = [row for outcome in outcomes for row in _rows(outcome)]
    if rows:
        show(Answer(COLUMNS, rows), format_)
    for outcome in outcomes:
        if outcome.error is not None:
            say(f"tercet: {outcome.error}")
        if outcome.batch is not None and outcome.new:
            for warning in outcome.batch.warnings:
                say(f"{outcome.file}: {warning}")
    return 1 if any(outcome.error for outcome in outcomes) else 0


def _rows(outcome: Outcome) -> list[tuple[object, ...]]:
    """The line of a file that was kept or known; a refused one has its error on stderr and no line."""
    if outcome.batch is None:
        return []
    batch = outcome.batch
    said = "kept" if outcome.new else f"known since {batch.received}"
    counts = (batch.rows_in, batch.accepted, batch.rejected, batch.repeated)
    return [(str(outcome.file), batch.source, said, *counts, batch.id)]


@contextmanager
def _progress(files: int) -> Iterator[Callable[[Outcome], None]]:
    """A progress bar where a person is watching, nothing where a script reads."""
    if not sys.stderr.isatty():
        yield lambda outcome: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Reading", total=files)

        def advance(outcome: Outcome) -> None:
            bar.update(task, advance=1, description=outcome.file.name)

        yield advance
