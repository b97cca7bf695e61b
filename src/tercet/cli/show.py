"""Answers on a terminal or in a file."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from tercet.answers import plain, to_json
from tercet.cli.options import Format
from tercet.errors import QuestionError

if TYPE_CHECKING:
    from tercet.answers import Answer

FOR_PROGRAMS = frozenset({"sha256", "raw"})
WIDE = 100  # a text longer than this makes a table unreadable: each row then is a block of lines


def show(answer: Answer, format_: Format, output: Path | None = None, brief: Sequence[str] = ()) -> None:
    """Print an answer, or write it to a file; notes go to stderr unless they are part of the table.

    `brief` names the columns that a list on a terminal needs; the other formats have them all.
    """
    if format_ is Format.parquet:
        if output is None:
            raise QuestionError("--format parquet writes a file. Name it with -o FILE.")
        import pyarrow.parquet

        pyarrow.parquet.write_table(answer.to_arrow(), output)
        return
    if format_ is Format.table and output is None:
        answer = _readable(answer, [name for name in answer.columns if brief and name not in brief])
        if sys.stdout.isatty():
            _on_terminal(answer)
            return
    write(_text(answer, format_), output)
    if format_ is not Format.table:
        for note in answer.notes:
            say(note)


def _readable(answer: Answer, without: Sequence[str]) -> Answer:
    """An answer without the columns that are for programs, or for whoever asks further; csv and json have them all."""
    left = [name for name in answer.columns if name in FOR_PROGRAMS or name in without]
    if not left:
        return answer
    kept = [at for at, name in enumerate(answer.columns) if name not in left]
    rows = [tuple(row[at] for at in kept) for row in answer.rows]
    notes = (*answer.notes, f"--format csv or json also gives: {', '.join(left)}.")
    return replace(answer, columns=tuple(answer.columns[at] for at in kept), rows=rows, notes=notes)


def _text(answer: Answer, format_: Format) -> str:
    if format_ is Format.csv:
        return answer.to_csv()
    if format_ is Format.json:
        return to_json(answer.records())
    return f"{_blocks(answer) if _is_wide(answer) else answer}\n"


def _is_wide(answer: Answer) -> bool:
    return any(isinstance(value, str) and len(value) > WIDE for row in answer.rows for value in row)


def _blocks(answer: Answer) -> str:
    """Each row as lines of name and value, for rows with long texts."""
    width = max(len(name) for name in answer.columns)
    blocks = [
        "\n".join(
            f"{name.ljust(width)}  {plain(value)}"
            for name, value in zip(answer.columns, row, strict=True)
            if plain(value)
        )
        for row in answer.rows
    ]
    head = [answer.title] if answer.title else []
    return "\n\n".join([*head, *blocks, *(["\n".join(answer.notes)] if answer.notes else [])])


def write(text: str, output: Path | None) -> None:
    """Text to a file, or to stdout."""
    if output is not None:
        output.write_text(text, "utf-8", newline="")  # a calendar has its own ends of lines
    else:
        sys.stdout.write(text)


def say(note: str) -> None:
    """A line for the person at the terminal, kept out of the data."""
    print(note, file=sys.stderr)  # noqa: T201 (the command line talks to people)


def _on_terminal(answer: Answer) -> None:
    """A table that fits the terminal."""
    from rich.console import Console
    from rich.table import Table

    if _is_wide(answer):
        write(f"{_blocks(answer)}\n", None)
        return
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
