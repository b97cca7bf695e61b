"""The options that verbs share."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Format(StrEnum):
    """How an answer is printed."""

    table = "table"
    csv = "csv"
    json = "json"
    parquet = "parquet"


def parse_day(text: str) -> date:
    """A day as YYYY-MM-DD."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a day; write it as YYYY-MM-DD") from None


WorkspaceDir = Annotated[
    Path | None, typer.Option("--workspace", "-w", metavar="DIR", help="Workspace (default: TERCET_WORKSPACE, else .)")
]
OutputFormat = Annotated[Format, typer.Option("--format", help="table, csv, json, or parquet with -o")]
OutputFile = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to a file")]
AsOf = Annotated[
    date | None, typer.Option("--as-of", parser=parse_day, metavar="DATE", help="As it was known on a day: YYYY-MM-DD")
]
Received = Annotated[
    date | None, typer.Option("--received", parser=parse_day, metavar="DATE", help="Day on which the files came")
]
AudienceName = Annotated[str | None, typer.Option("--audience", metavar="NAME", help="For whom (default: internal)")]
Areas = Annotated[list[str] | None, typer.Option("--area", metavar="A", help="An area; repeat for more")]
By = Annotated[list[str] | None, typer.Option("--by", metavar="DIM", help="Split by a dimension; repeat for more")]
Where = Annotated[list[str] | None, typer.Option("--where", metavar="DIM=VALUE", help="Only these; repeat for more")]
Freq = Annotated[str | None, typer.Option("--freq", metavar="F", help="M, Q, S, A, FY or R12")]
From = Annotated[str | None, typer.Option("--from", metavar="P", help="First period, e.g. 2019-01, 2019-Q1, FY2019")]
To = Annotated[str | None, typer.Option("--to", metavar="P", help="Last period")]
Factors = Annotated[str | None, typer.Option("--factors", metavar="SET", help="Factor set for assumed conversions")]
UnitName = Annotated[str | None, typer.Option("--unit", metavar="UNIT", help="Another unit, e.g. lb")]


def conditions(where: list[str] | None) -> dict[str, tuple[str, ...]]:
    """DIM=VALUE texts as a mapping; the same dimension twice means either value."""
    found: dict[str, tuple[str, ...]] = {}
    for text in where or []:
        dimension, equals, value = text.partition("=")
        if not equals or not dimension or not value:
            raise typer.BadParameter(f"--where {text!r}: write it as DIM=VALUE, e.g. --where substance=fentanyl")
        found[dimension] = (*found.get(dimension, ()), value)
    return found
