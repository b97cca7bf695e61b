"""The estimates for recent periods."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_EVEN, Decimal

import numpy as np

from tercet.analysis.nowcast.bands import Bands, bands
from tercet.analysis.nowcast.completing import Completed, completed
from tercet.analysis.nowcast.reading import areas_of, read
from tercet.analysis.nowcast.triangle import FILES, File, Triangle
from tercet.analysis.nowcast.wording import band_note, files_note, method, no_files, nothing, settled_note
from tercet.answers import Answer
from tercet.catalog.load import Catalog
from tercet.errors import QuestionError
from tercet.periods import parse
from tercet.question import Question, Vintage

COLUMNS = (
    *("measure", "area", "period", "freq", "reported", "predicted", "estimate", "low", "high", "status", "method"),
)


def estimate(question: Question, catalog: Catalog, vintages: tuple[Vintage, ...]) -> Answer:
    """Recent periods as they will probably be: one row for each that is not settled, oldest first."""
    measure = catalog.measure(question.measure)
    # An estimate is made from so many files, and each of those is judged by an estimate from as many before it.
    longer = read(question, catalog, vintages, 2 * FILES)
    if not longer.files:
        raise no_files(measure)
    rows = chosen_areas(question, catalog, longer)
    made = completed(longer)[-FILES:]
    triangle = longer.until(len(longer.files) - 1)
    band = bands(triangle, made)
    newest = triangle.files[-1]
    listed = newest.unsettled(triangle.grid) & _asked(question, catalog, triangle)
    able = listed & np.isfinite(made[-1].estimate)
    if listed[rows].any() and not able[rows].any():
        raise nothing(measure, triangle)
    digits = places(catalog, triangle)
    cells = [(row, int(column)) for row in rows for column in np.flatnonzero(able[row])]
    found = [(measure.id, *_row(triangle, made[-1], band, at, digits)) for at in cells]
    notes = [files_note(triangle), settled_note(triangle), band_note(all(band.tried[at] for at in cells))]
    notes += _left(triangle, rows, cells)
    return Answer(COLUMNS, found, tuple(notes), f"{measure.names.en}, estimated ({triangle.unit})")


def chosen_areas(question: Question, catalog: Catalog, triangle: Triangle) -> list[int]:
    """The rows of the areas of a question; all of them where it names none."""
    areas = triangle.grid.areas
    names = areas_of(question, catalog) or areas
    absent = [name for name in names if name not in areas]
    if absent:
        raise QuestionError(f"{absent[0]}: no file has figures of {question.measure} for it, so there is no estimate.")
    return [areas.index(name) for name in sorted(set(names))]


def places(catalog: Catalog, triangle: Triangle) -> Decimal:
    """To what an estimate is rounded: whole units of counts, thousandths of anything else."""
    unit = catalog.units.get(triangle.unit)
    return Decimal(1) if unit is not None and unit.dimension == "count" else Decimal("0.001")


def rounded(value: float, digits: Decimal) -> Decimal:
    """A number as it is shown."""
    return Decimal(value).quantize(digits, ROUND_HALF_EVEN)


def limits(made: Completed, band: Bands, at: tuple[int, int]) -> tuple[float, float]:
    """The two ends of an interval; no figure is below nought."""
    middle, half = float(made.estimate[at]), float(band.half[at])
    return max(middle - half, 0.0), middle + half


def _asked(question: Question, catalog: Catalog, triangle: Triangle) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Which periods the question is about."""
    country = catalog.country(triangle.grid.areas[0])
    start = catalog.areas[country].fiscal_start or 1
    first = parse(question.from_, start).first if question.from_ else None
    last = parse(question.to, start).last if question.to else None
    return np.array(
        [
            (first is None or first <= period.anchor) and (last is None or period.last <= last)
            for period in triangle.grid.periods
        ],
        dtype=bool,
    )


def _row(triangle: Triangle, made: Completed, band: Bands, at: tuple[int, int], digits: Decimal) -> tuple[object, ...]:
    """One row of the answer, after the name of the measure."""
    newest, period = triangle.files[-1], triangle.grid.periods[at[1]]
    low, high = limits(made, band, at)
    return (
        triangle.grid.areas[at[0]],
        period.name,
        period.freq,
        newest.exact[at],
        _predicted(newest, at),
        *(rounded(value, digits) for value in (float(made.estimate[at]), low, high)),
        "E",
        method(triangle, made, at),
    )


def _predicted(newest: File, at: tuple[int, int]) -> Decimal | None:
    return newest.exact_predicted.get(at)


def _left(triangle: Triangle, rows: Sequence[int], cells: Sequence[tuple[int, int]]) -> Iterator[str]:
    """Which areas have no estimates, though they were asked for."""
    present = {row for row, _ in cells}
    absent = [triangle.grid.areas[row] for row in rows if row not in present]
    if absent:
        names = ", ".join(absent[:12]) + (f" and {len(absent) - 12} more" if len(absent) > 12 else "")
        yield f"Without an estimate: {names}. Their recent figures are settled, missing or suppressed."
