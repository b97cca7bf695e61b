"""The measures by Tercet's Python interface, in one process, as a notebook would ask for them.

`python tercet_measures.py WORKSPACE SUM...` prints each measure as CSV; the last line says how many seconds
the first of them took when it was asked once more, on the workspace that was then open.
"""

from __future__ import annotations

import sys
import time

import tercet


def main(arguments: list[str]) -> int:
    """Ask every measure, then the first one again with a clock."""
    workspace = tercet.open(arguments[0])
    for what in arguments[1:]:
        sys.stdout.write(workspace.measure(f"bench_{what}", by="substance", freq="M").to_csv())
    start = time.perf_counter()
    workspace.measure(f"bench_{arguments[1]}", by="substance", freq="M")
    sys.stdout.write(f"seconds,{time.perf_counter() - start:.3f}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
