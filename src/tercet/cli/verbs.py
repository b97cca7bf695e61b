"""The verbs that read and ask. Each parses, calls one function, and shows what it returns."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tercet.answers import to_json
from tercet.cli import options as opt
from tercet.cli.group import app, opened
from tercet.cli.options import Format
from tercet.cli.show import say, show, write


@app.command()
def init(folder: Annotated[Path, typer.Argument(metavar="DIR")]) -> None:
    """Make a new workspace."""
    from tercet.workspace import init as make

    make(folder)
    say(f"A workspace in {folder}. Next: tercet ingest FILE... -w {folder}")


@app.command()
def ingest(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...")],
    source: Annotated[str | None, typer.Option("--source", metavar="ID", help="Read the files as this source")] = None,
    received: opt.Received = None,
    workspace: opt.WorkspaceDir = None,
    format_: opt.OutputFormat = Format.table,
) -> int:
    """Read publishers' files and keep their records."""
    from tercet.cli.ingest import ingest_all

    return ingest_all(opened(workspace), files, source, received, format_)


@app.command()
def sources(
    name: Annotated[str | None, typer.Argument(metavar="[ID]")] = None,
    workspace: opt.WorkspaceDir = None,
    format_: opt.OutputFormat = Format.table,
) -> None:
    """What can be read, with its definition."""
    show(opened(workspace).sources(name), format_)


@app.command()
def measures(
    name: Annotated[str | None, typer.Argument(metavar="[ID]")] = None,
    workspace: opt.WorkspaceDir = None,
    format_: opt.OutputFormat = Format.table,
) -> None:
    """What can be asked, with its definition."""
    show(opened(workspace).measures(name), format_)


@app.command()
def batches(workspace: opt.WorkspaceDir = None, format_: opt.OutputFormat = Format.table) -> None:
    """What came in."""
    show(opened(workspace).batches(), format_)


@app.command()
def rejects(
    batch: Annotated[str | None, typer.Argument(metavar="[BATCH]")] = None,
    workspace: opt.WorkspaceDir = None,
    format_: opt.OutputFormat = Format.table,
) -> None:
    """What was put aside, with reasons, file and row."""
    show(opened(workspace).rejects(batch), format_)


@app.command()
def measure(
    name: Annotated[str, typer.Argument(metavar="ID")],
    area: opt.Areas = None,
    by: opt.By = None,
    where: opt.Where = None,
    freq: opt.Freq = None,
    from_: opt.From = None,
    to: opt.To = None,
    as_of: opt.AsOf = None,
    audience: opt.AudienceName = None,
    factors: opt.Factors = None,
    unit: opt.UnitName = None,
    workspace: opt.WorkspaceDir = None,
    format_: opt.OutputFormat = Format.table,
    output: opt.OutputFile = None,
) -> None:
    """The series of a measure."""
    answer = opened(workspace).measure(
        name,
        area or (),
        by=by or (),
        where=opt.conditions(where),
        freq=freq,
        from_=from_,
        to=to,
        as_of=as_of,
        audience=audience,
        factors=factors,
        unit=unit,
    )
    show(answer, format_, output)


@app.command()
def explain(
    name: Annotated[str, typer.Argument(metavar="ID")],
    area: Annotated[str, typer.Option("--area", metavar="A")],
    period: Annotated[str, typer.Option("--period", metavar="P")],
    freq: opt.Freq = None,
    where: opt.Where = None,
    as_of: opt.AsOf = None,
    audience: opt.AudienceName = None,
    factors: opt.Factors = None,
    workspace: opt.WorkspaceDir = None,
    format_: opt.OutputFormat = Format.table,
) -> None:
    """One number walked back to its definition, files and rows."""
    found = opened(workspace).explain(
        name,
        area,
        period,
        freq=freq,
        where=opt.conditions(where),
        as_of=as_of,
        audience=audience,
        factors=factors,
    )
    write(to_json(found.records()) if format_ is Format.json else f"{found}\n", None)


@app.command()
def compare(
    name: Annotated[str, typer.Argument(metavar="ID")],
    areas: Annotated[str | None, typer.Option("--areas", metavar="A,B,...")] = None,
    as_of: opt.AsOf = None,
    audience: opt.AudienceName = None,
    workspace: opt.WorkspaceDir = None,
    format_: opt.OutputFormat = Format.table,
) -> None:
    """Which areas may be compared, and why not."""
    chosen = tuple(area.strip() for area in areas.split(",")) if areas else ()
    show(opened(workspace).compare(name, chosen, as_of=as_of, audience=audience), format_)
