"""The verbs. Each parses, calls one function, and shows what it returns."""

from __future__ import annotations

import os
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.exceptions import TyperException

from tercet.cli import options as opt
from tercet.cli.options import Format
from tercet.cli.show import say, show, to_json, write
from tercet.errors import TercetError

if TYPE_CHECKING:
    from tercet.workspace import Workspace

INTERRUPTED = 130

app = typer.Typer(
    name="tercet",
    help="One measure for three countries: comparable, exact, explainable series from publishers' files.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def main() -> None:
    """Run `tercet`; errors go to stderr without a traceback, unless --debug is given."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run the command line and return its exit code: 0 done, 1 refused or failed, 2 wrong usage."""
    debug = "--debug" in arguments
    try:
        return _exit_code([word for word in arguments if word != "--debug"])
    except BrokenPipeError:  # the reader of our output has gone, e.g. `tercet measure ... | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except TercetError as error:
        return failed(error, str(error), debug)
    except OSError as error:
        return failed(error, f"{error.filename or 'tercet'}: {error.strerror or error}.", debug)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # a panic of a native library is no Exception
        fault = f"A fault of Tercet: {type(error).__name__}: {error}. Run again with --debug and report it."
        return failed(error, fault, debug)


def _exit_code(arguments: list[str]) -> int:
    """Run a verb; wrong usage is explained with the usage of the verb."""
    try:
        result = app(arguments, standalone_mode=False)
    except TyperException as error:
        usage: Any = error  # typer's own kind of click: an error of usage that shows itself and knows its exit code
        usage.show()
        return int(usage.exit_code)
    if result == INTERRUPTED:
        say("Interrupted. What was reported as kept is kept.")
    return result if isinstance(result, int) else 0


def failed(error: BaseException, message: str, debug: bool) -> int:
    """Say what went wrong on stderr; with --debug, where in the code."""
    if debug:
        traceback.print_exception(error)
    say(f"tercet: {message}")
    return 1


def opened(workspace: Path | None) -> Workspace:
    """The workspace that a verb works on."""
    from tercet.workspace import open_workspace

    return open_workspace(workspace)


@app.callback()
def root() -> None:
    """One measure for three countries: comparable, exact, explainable series from publishers' files."""


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


from tercet.cli import judgements, worlds  # noqa: E402, F401 (more verbs, registered on `app` by being imported)
