"""How this room says that a file cannot be read: where, what, and what to do."""

from __future__ import annotations

from collections.abc import Sequence

from tercet.errors import SourceError


def fault(where: object, what: str, todo: str) -> SourceError:
    """The error for a file; `what` and `todo` are sentences."""
    return SourceError(f"{where}: {what} Nothing was changed. What to do: {todo}")


def listed(names: Sequence[str], most: int = 8) -> str:
    """Some names in quotes, and how many more there are."""
    shown = ", ".join(repr(name) for name in names[:most])
    return f"{shown} and {len(names) - most} more" if len(names) > most else shown
