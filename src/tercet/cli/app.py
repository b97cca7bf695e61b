"""The command line: runs a verb, and says what went wrong without a traceback."""

from __future__ import annotations

import os
import sys
import traceback
from typing import Any

from typer.exceptions import TyperException

from tercet.cli import verbs, verdicts, worlds  # noqa: F401 (verbs, registered by being imported, in this order)
from tercet.cli.group import app
from tercet.cli.show import say
from tercet.errors import TercetError

INTERRUPTED = 130


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
