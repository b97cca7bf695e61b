"""The verbs that judge: each parses, calls one function, and shows what it returns."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from tercet.cli import options as opt
from tercet.cli.group import app, opened
from tercet.cli.options import Format
from tercet.cli.show import show, write

Area = Annotated[list[str], typer.Option("--area", metavar="A", help="An area; repeat for more")]
# What a list on a terminal shows; one promise or claim by its id shows everything.
PROMISED = (
    *("id", "verdict", "commitment", "made", "due", "due_by", "days"),
    *("reason", "needed", "evidence", "accounts"),
)
SAID = ("id", "verdict", "said", "by", "on", "window", "found", "reason", "checks", "flips")
Id = Annotated[str | None, typer.Argument(metavar="[ID]")]


class CalendarFormat(StrEnum):
    """How commitments are printed: as any answer, or as a calendar feed."""

    table = "table"
    csv = "csv"
    json = "json"
    parquet = "parquet"
    ics = "ics"


@app.command()
def trend(
    name: Annotated[str, typer.Argument(metavar="ID")],
    area: Area,
    where: opt.Where = None,
    from_: opt.From = None,
    to: opt.To = None,
    as_of: opt.AsOf = None,
    audience: opt.AudienceName = None,
    workspace: opt.WorkspaceDir = None,
    format_: opt.OutputFormat = Format.table,
    output: opt.OutputFile = None,
) -> None:
    """Whether a measure is rising, falling, flat or flattening, and how sure that is."""
    ws = opened(workspace)
    found = ws.trend(name, area, where=opt.conditions(where), from_=from_, to=to, as_of=as_of, audience=audience)
    show(found, format_, output)


@app.command()
def nowcast(
    name: Annotated[str, typer.Argument(metavar="ID")],
    area: Area,
    score: Annotated[bool, typer.Option("--score", help="How wrong such estimates were before")] = False,
    where: opt.Where = None,
    as_of: opt.AsOf = None,
    audience: opt.AudienceName = None,
    workspace: opt.WorkspaceDir = None,
    format_: opt.OutputFormat = Format.table,
    output: opt.OutputFile = None,
) -> None:
    """Recent periods as they will probably be once all reports are in."""
    ws = opened(workspace)
    found = ws.nowcast(name, area, where=opt.conditions(where), as_of=as_of, audience=audience, score=score)
    show(found, format_, output)


@app.command()
def commitments(
    name: Id = None,
    as_of: opt.AsOf = None,
    audience: opt.AudienceName = None,
    workspace: opt.WorkspaceDir = None,
    format_: Annotated[CalendarFormat, typer.Option("--format", help="table, csv, json, ics, or parquet with -o")] = (
        CalendarFormat.table
    ),
    output: opt.OutputFile = None,
) -> None:
    """What was promised, and what became of it."""
    ws = opened(workspace)
    found = ws.commitments(name, as_of=as_of, audience=audience)
    if format_ is CalendarFormat.ics:
        from tercet.edition.calendar import calendar

        write(calendar(found, ws.catalog), output)
    else:
        show(found, Format(format_), output, () if name else PROMISED)


@app.command()
def claims(
    name: Id = None,
    as_of: opt.AsOf = None,
    audience: opt.AudienceName = None,
    workspace: opt.WorkspaceDir = None,
    format_: opt.OutputFormat = Format.table,
    output: opt.OutputFile = None,
) -> None:
    """What officials have said in figures, checked."""
    show(opened(workspace).claims(name, as_of=as_of, audience=audience), format_, output, () if name else SAID)
