"""The command line: every verb and its options, as they are."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Any

from tercet.catalog.load import Catalog
from tercet.catalog.reference.markdown import flat, table


def commands(catalog: Catalog) -> Iterator[str]:
    """Every verb with its options, from the command line itself."""
    # By name, because the command line stands above the catalog: nothing here may depend on it but this page.
    group = import_module("typer.main").get_command(import_module("tercet.cli.app").app)
    yield (
        "Exit codes: 0 done; 1 refused or failed, and nothing changed; 2 wrong usage. Errors go to stderr. "
        "`--debug` adds a traceback."
    )
    for name, command in group.commands.items():
        places = [one.metavar for one in command.params if one.param_type_name == "argument"]
        yield f"## {name}"
        yield flat(command.help)
        yield f"    tercet {' '.join([name, *places])}"
        options = [one for one in command.params if one.param_type_name == "option"]
        yield table(("Option", "Meaning"), ((_option(one), _meaning(one)) for one in options))


def _option(one: Any) -> str:
    return f"`{', '.join(sorted(one.opts, key=len))}{' ' + one.metavar if one.metavar else ''}`"


def _meaning(one: Any) -> str:
    default = getattr(one.default, "value", one.default)
    usual = "required" if one.required else f"default: {default}" if default not in (None, ()) else ""
    return ". ".join(part for part in (one.help or "", usual) if part)
