"""The command line: parse, call, render."""

from __future__ import annotations

import sys


def main() -> None:
    """Run `tercet`; errors go to stderr without a traceback, unless --debug is given."""
    from tercet.cli.app import run

    sys.exit(run(sys.argv[1:]))
