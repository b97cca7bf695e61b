"""The group of verbs, and the workspace that a verb works on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from tercet.workspace import Workspace

app = typer.Typer(
    name="tercet",
    help="One measure for three countries: comparable, exact, explainable series from publishers' files.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def opened(workspace: Path | None) -> Workspace:
    """The workspace that a verb works on."""
    from tercet.workspace import open_workspace

    return open_workspace(workspace)


@app.callback()
def root() -> None:
    """One measure for three countries: comparable, exact, explainable series from publishers' files."""
