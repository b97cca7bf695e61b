"""Score the ways of a nowcast on the vintages in a workspace, file by file and way by way.

    python benchmarks/nowcast/run.py WORKSPACE [MEASURE] [AREA]

Every file is completed from itself and the files before it, and compared with the newest one, on periods that were not
settled then and are a year old in the newest file. The first files served to set the constants; which they are is said
in README.md.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping

import numpy as np

import tercet
from tercet import judge
from tercet.analysis.nowcast.bands import bands
from tercet.analysis.nowcast.completing import Completed, completed
from tercet.analysis.nowcast.ladder import to_come
from tercet.analysis.nowcast.reading import read
from tercet.analysis.nowcast.triangle import FILES, YEAR, File, Table, Triangle
from tercet.question import Question


def triangle_of(folder: str, measure: str, area: str) -> Triangle:
    """The reporting triangle of a measure in a workspace."""
    ws = tercet.open(folder)
    view = ws.ledger.view(ws.catalog, "internal", None)
    question = Question(measure, areas=(area,))
    return read(question, ws.catalog, tuple(judge.vintages(view, question, ws.catalog)))


def ways(triangle: Triangle, number: int, made: Completed) -> Mapping[str, Table | None]:
    """The estimates of one file by each way alone, and by all together."""
    one = triangle.files[number]
    shares = {"pending": made.clock, "prediction": made.prediction}
    if number:
        shares["by age alone"] = to_come(triangle.grid, triangle.until(number).files)
    found = {name: None if share is None else one.reported * (1 + share) for name, share in shares.items()}
    return {"reported": one.reported, "publisher": one.predicted, **found, "nowcast": made.estimate}


def scored(one: File, triangle: Triangle) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    """The cells that count: not settled then, settled now."""
    newest = triangle.files[-1]
    old = newest.age(triangle.grid) >= YEAR
    return one.unsettled(triangle.grid) & np.isfinite(newest.reported) & old


def lines(triangle: Triangle, area: str) -> Iterator[str]:
    """One line for each file and way: the mean absolute errors of the area, of the median area, of all areas."""
    grid, truth, made = triangle.grid, triangle.files[-1].reported, completed(triangle)
    row, pool = grid.areas.index(area), np.flatnonzero(grid.pool)
    yield f"{'file':34}{'way':14}{area:>12}{'median':>12}{'mean':>12}{'cells':>8}"
    for number, one in enumerate(triangle.files[:-1]):
        use = scored(one, triangle)
        for name, table in ways(triangle, number, made[number]).items():
            if table is None or not np.isfinite(table[use]).any():
                continue
            errors = np.where(use, np.abs(np.round(table) - truth), np.nan)
            means = [float(cells[np.isfinite(cells)].mean()) for cells in errors[pool] if np.isfinite(cells).any()]
            own = errors[row][np.isfinite(errors[row])]
            mean = f"{own.mean():12.2f}" if len(own) else f"{'':12}"
            cells = int(np.isfinite(errors[pool]).sum())
            yield f"{one.name:34}{name:14}{mean}{np.median(means):12.2f}{np.mean(means):12.2f}{cells:8}"
        half = bands(triangle.until(number), made[max(number + 1 - FILES, 0) : number + 1]).half
        held = np.abs(np.round(made[number].estimate) - truth) <= np.round(half)
        use &= np.isfinite(made[number].estimate) & np.isfinite(half)
        if use[pool].any():
            own_share = f"{100 * held[row][use[row]].mean():12.1f}" if use[row].any() else f"{'':12}"
            yield f"{one.name:34}{'in band, %':14}{own_share}{'':12}{100 * held[pool][use[pool]].mean():12.1f}"


def main() -> None:
    """Print the study."""
    folder, measure, area, *_ = (*sys.argv[1:], *(".", "overdose_deaths", "US")[len(sys.argv) - 1 :])
    print("\n".join(lines(triangle_of(folder, measure, area), area)))


if __name__ == "__main__":
    main()
