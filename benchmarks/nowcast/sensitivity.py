"""What the scores would be with other constants, and without some of the files.

    python benchmarks/nowcast/sensitivity.py WORKSPACE [MEASURE] [AREA]

One line for each constant and value, and for each set of files left out: mean absolute errors of the reported count and
of the nowcast for the area and for the median area, and how many intervals held, over all scored periods for which the
publisher predicted something.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from types import ModuleType
from unittest.mock import patch

import numpy as np

from run import triangle_of
from tercet.analysis.nowcast import bands, ladder, learning
from tercet.analysis.nowcast.score import Scored, comparable, mean, scores
from tercet.analysis.nowcast.triangle import Triangle

TRIED: tuple[tuple[ModuleType, str, tuple[float, ...]], ...] = (
    (learning, "CREDIBLE", (0.03, 0.1, 0.3, 1.0, 3.0)),
    (learning, "OWN_WORD", (0.0, 1.0, 3.0)),
    (ladder, "CREDIBLE", (0.3, 1.0, 3.0)),
    (bands, "POWER", (0.5, 0.75, 1.0)),
    (bands, "STILL", (0.0003, 0.001, 0.003)),
    (bands, "LEAST", (0.0, 0.0005, 0.001)),
    (bands, "OWN", (0.0, 0.3, 0.5, 0.7)),
)


def line(name: str, triangle: Triangle, area: str) -> str:
    """One line of the table."""
    same: list[Scored] = comparable(scores(triangle, 1.0))
    row, pool = triangle.grid.areas.index(area), np.flatnonzero(triangle.grid.pool)
    own = [mean([table[row] for table in tables]) for tables in columns(same)]
    every = [mean([table[at] for table in tables for at in pool]) for tables in columns(same)]
    middle = [
        float(np.median([found for at in pool if (found := mean([table[at] for table in tables])) is not None]))
        for tables in columns(same)[:2]
    ]
    numbers = (*own[:2], *middle, 100 * (own[2] or 0), 100 * (every[2] or 0))
    return f"{name:44}" + "".join(f"{number or 0:10.2f}" for number in numbers)


def columns(same: list[Scored]) -> list[list[np.ndarray[tuple[int, int], np.dtype[np.float64]]]]:
    """Errors of the reported count, errors of the nowcast, and whether intervals held, file by file."""
    return [[one.reported for one in same], [one.nowcast for one in same], [one.held for one in same]]


def lines(triangle: Triangle, area: str) -> Iterator[str]:
    """The whole table."""
    heads = ("reported", "nowcast", "med. rep.", "med. now.", "in band", "all areas")
    yield f"{area:44}" + "".join(f"{head:>10}" for head in heads)
    for module, name, values in TRIED:
        for value in values:
            with patch.object(module, name, value):
                yield line(f"{module.__name__.rpartition('.')[2]}.{name} = {value}", triangle, area)
    earlier = triangle.files[:-1]
    for count in (1, 2):
        for out in combinations(earlier, count):
            kept = tuple(one for one in triangle.files if all(one is not other for other in out))
            names = ", ".join(one.last for one in out)
            yield line(f"without {names}", replace(triangle, files=kept), area)


def main() -> None:
    """Print the study."""
    folder, measure, area, *_ = (*sys.argv[1:], *(".", "overdose_deaths", "US")[len(sys.argv) - 1 :])
    print("\n".join(lines(triangle_of(folder, measure, area), area)))


if __name__ == "__main__":
    main()
