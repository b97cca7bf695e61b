"""Answers on a terminal or in a file."""

from __future__ import annotations

import json
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tercet.cli.options import Format
from tercet.errors import QuestionError

if TYPE_CHECKING:
    from tercet.answers import Answer


def show(answer: Answer, format_: Format, output: Path | None = None) -> None:
    """Print an answer, or write it to a file; notes go to stderr unless they are part of the table."""
    if format_ is Format.parquet:
        if output is None:
            raise QuestionError("--format parquet writes a file. Name it with -o FILE.")
        import pyarrow.parquet

        pyarrow.parquet.write_table(answer.to_arrow(), output)
        return
    if format_ is Format.table and output is None and sys.stdout.isatty():
        _on_terminal(answer)
        return
    write(_text(answer, format_), output)
    if format_ is not Format.table:
        for note in answer.notes:
            say(note)


def _text(answer: Answer, format_: Format) -> str:
    if format_ is Format.csv:
        return answer.to_csv()
    return to_json(answer.records()) if format_ is Format.json else f"{answer}\n"


def write(text: str, output: Path | None) -> None:
    """Text to a file, or to stdout."""
    if output is not None:
        output.write_text(text, "utf-8")
    else:
        sys.stdout.write(text)


def say(note: str) -> None:
    """A line for the person at the terminal, kept out of the data."""
    print(note, file=sys.stderr)  # noqa: T201 (the command line talks to people)


def to_json(records: Any) -> str:
    """JSON with exact numbers as numbers, days as YYYY-MM-DD, and no value where there is none."""
    return json.dumps(records, ensure_ascii=False, indent=2, default=_plain) + "\n"


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def _on_terminal(answer: Answer) -> None:
    """A table that fits the terminal."""
    from rich.console import Console
    from rich.table import Table

    from tercet.answers import plain

    table = Table(title=answer.title or None, title_justify="left", box=None, pad_edge=False, header_style="bold")
    numbers = [
        all(isinstance(value, (int, Decimal, type(None))) for value in column)
        for column in zip(*answer.rows, strict=True)
    ]
    for name, right in zip(answer.columns, numbers or [False] * len(answer.columns), strict=True):
        table.add_column(name, justify="right" if right else "left", overflow="fold")
    for row in answer.rows:
        table.add_row(*(plain(value) for value in row))
    console = Console(highlight=False, markup=False)
    console.print(table)
    for note in answer.notes:
        console.print(note, style="dim", markup=False)
