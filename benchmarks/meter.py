"""Run one command in a process of its own, and say what it cost."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ENDS = 500  # how much of a failed command's last words is worth showing


class CommandFailed(Exception):
    """Raised when a command that was measured did not end well; the message has its last words."""


@dataclass(frozen=True)
class Cost:
    """Seconds on the clock, seconds of processor (user and system), and the most memory held at once, in MiB."""

    wall: float
    cpu: float
    peak: float

    def __add__(self, other: Cost) -> Cost:
        """Both, one after the other."""
        return Cost(self.wall + other.wall, self.cpu + other.cpu, max(self.peak, other.peak))


def measured(command: Sequence[str], folder: Path) -> tuple[Cost, str]:
    """Run a command in `folder`; its cost and what it printed.

    The caller should be a small process: Linux counts its memory as the child's until the child's own program starts.
    """
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        start = time.perf_counter()
        child = subprocess.Popen(command, stdout=out, stderr=err, cwd=folder)  # noqa: S603 - our own commands
        _, status, used = os.wait4(child.pid, 0)
        wall = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)  # or Popen would wait for a process that is gone
        out.seek(0)
        err.seek(0)
        if child.returncode != 0:
            raise CommandFailed(f"{' '.join(command)}: exit {child.returncode}\n{err.read()[-ENDS:].strip()}")
        return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024), out.read()
