"""Tercet: one measure for three countries.

import tercet
ws = tercet.open("workspace")
ws.measure("fentanyl_seized_mass", "US", freq="FY")
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tercet.version import __version__

if TYPE_CHECKING:
    from tercet.workspace import Workspace, init
    from tercet.workspace import open_workspace as open

__all__ = ["Workspace", "__version__", "init", "open"]

_LAZY = {"Workspace": "Workspace", "init": "init", "open": "open_workspace"}


def __getattr__(name: str) -> Any:
    """Load the workspace only when it is asked for: `tercet --help` should not wait for it."""
    if name in _LAZY:
        from tercet import workspace

        return getattr(workspace, _LAZY[name])
    raise AttributeError(f"module 'tercet' has no attribute {name!r}")
