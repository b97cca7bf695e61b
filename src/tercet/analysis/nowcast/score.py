"""How wrong such estimates were before: every file against the newest one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

import numpy as np
import numpy.typing as npt

from tercet.analysis.nowcast.bands import bands
from tercet.analysis.nowcast.completing import completed
from tercet.analysis.nowcast.estimate import chosen_areas, places, rounded
from tercet.analysis.nowcast.reading import read
from tercet.analysis.nowcast.triangle import FILES, YEAR, Table, Triangle
from tercet.analysis.nowcast.wording import files_note, no_files
from tercet.answers import Answer
from tercet.catalog.load import Catalog
from tercet.errors import QuestionError
from tercet.question import Question, Vintage

COLUMNS = (
    *("measure", "area", "vintage", "received", "file", "periods"),
    *("reported_error", "predicted_error", "nowcast_error", "coverage"),
)
CENT = Decimal("0.01")


@dataclass(frozen=True)
class Scored:
    """The absolute errors of one file, cell by cell, and whether intervals held the settled figure; nan where none."""

    reported: Table
    predicted: Table
    nowcast: Table
    held: Table

    def where(self, use: npt.NDArray[np.bool_]) -> Scored:
        """Only the cells that are to be used."""
        tables = (self.reported, self.predicted, self.nowcast, self.held)
        return Scored(*(np.where(use, table, np.nan) for table in tables))


def score(question: Question, catalog: Catalog, vintages: tuple[Vintage, ...]) -> Answer:
    """The errors of each file's figures, of the publisher's prediction and of ours, against the newest file."""
    measure = catalog.measure(question.measure)
    triangle = read(question, catalog, vintages)
    if not triangle.files:
        raise no_files(measure)
    if len(triangle.files) == 1:
        raise QuestionError(
            f"{measure.id}: nothing can be scored. There is one file only ({triangle.files[0].name}), and no later one "
            "that says what the figures became. Needed: a later edition of the same publication."
        )
    chosen = chosen_areas(question, catalog, triangle)
    scored = scores(triangle, float(places(catalog, triangle)))
    rows = [row for area in chosen for row in _of_area(triangle, scored, area)]
    rows += _medians(triangle, scored)
    title = f"{measure.names.en}: mean absolute errors ({triangle.unit})"
    return Answer(COLUMNS, [(measure.id, *row) for row in rows], tuple(_notes(triangle)), title)


def scores(triangle: Triangle, step: float) -> list[Scored]:
    """The errors of every file but the newest, with estimates rounded as they are shown."""
    grid, newest, made = triangle.grid, triangle.files[-1], completed(triangle)
    found = []
    for number, one in enumerate(triangle.files[:-1]):
        first = max(number + 1 - FILES, 0)
        half = bands(triangle.until(number), made[first : number + 1]).half
        middle = made[number].estimate
        low, high = (np.round(np.maximum(end, 0) / step) * step for end in (middle - half, middle + half))
        use = one.unsettled(grid) & np.isfinite(newest.reported) & (newest.age(grid) >= YEAR)
        truth, held = newest.reported, np.where(np.isfinite(low), 0.0, np.nan)
        held = np.where((low - step / 1e6 <= truth) & (truth <= high + step / 1e6), 1.0, held)
        ours = np.round(middle / step) * step
        errors = [np.abs(table - truth) for table in (one.reported, one.predicted, ours)]
        found.append(Scored(errors[0], errors[1], errors[2], held).where(use))
    return found


def _of_area(triangle: Triangle, scored: Sequence[Scored], area: int) -> Iterator[tuple[object, ...]]:
    """A row for each file, and one over the files in which all of them can be compared."""
    name = triangle.grid.areas[area]
    for one, errors in zip(triangle.files[:-1], scored, strict=True):
        yield (name, one.last, one.received, one.name, *_cells([errors], area))
    newest = triangle.files[-1]
    yield (name, newest.last, newest.received, newest.name, 0, None, None, None, None)
    yield (name, "all", None, None, *_cells(comparable(scored), area))


def comparable(scored: Sequence[Scored]) -> list[Scored]:
    """The cells for which there is every one of the figures that are compared, so that the same periods are."""
    predicted = any(np.isfinite(one.predicted).any() for one in scored)
    found = []
    for one in scored:
        use = np.isfinite(one.reported) & np.isfinite(one.nowcast)
        found.append(one.where(use & np.isfinite(one.predicted) if predicted else use))
    return found


def _cells(scored: Sequence[Scored], area: int) -> tuple[object, ...]:
    """The numbers of one row: how many periods, three mean errors, and the share of intervals that held."""
    errors = (_shown(error) for error in _errors(scored, area))
    return (_count(scored, area), *errors, _percent(mean([one.held[area] for one in scored])))


def _count(scored: Sequence[Scored], area: int) -> int:
    """How many periods of an area are scored."""
    return int(sum(np.isfinite(one.reported[area]).sum() for one in scored))


def _errors(scored: Sequence[Scored], area: int) -> tuple[float | None, float | None, float | None]:
    """The mean errors of an area: of the reported figures, of the publisher's prediction, of ours."""
    return (
        mean([one.reported[area] for one in scored]),
        mean([one.predicted[area] for one in scored]),
        mean([one.nowcast[area] for one in scored]),
    )


def mean(tables: Sequence[npt.NDArray[np.float64]]) -> float | None:
    """The mean of what there is; nothing where there is nothing."""
    values = np.concatenate([table[np.isfinite(table)] for table in tables]) if tables else np.array([])
    return float(values.mean()) if len(values) else None


def _medians(triangle: Triangle, scored: Sequence[Scored]) -> Iterator[tuple[object, ...]]:
    """The median area: of all that the publisher has figures for, less countries; coverage over all of them together.

    Windows overlap, so the coverage of one area is nearly all or nothing, and a median of such shares says little.
    """
    same = comparable(scored)
    pool = [area for area in np.flatnonzero(triangle.grid.pool).tolist() if _count(same, area)]
    if len(pool) < 2:
        return
    columns = zip(*(_errors(same, area) for area in pool), strict=True)
    middle = [_shown(middle_of([error for error in column if error is not None])) for column in columns]
    periods = int(median([_count(same, area) for area in pool]))
    held = mean([one.held[area] for one in same for area in pool])
    yield ("median", "all", None, None, periods, *middle, _percent(held))


def middle_of(values: Sequence[float]) -> float | None:
    """The median; nothing of nothing."""
    return float(median(values)) if values else None


def _shown(value: float | None) -> Decimal | None:
    return None if value is None else rounded(value, CENT)


def _percent(share: float | None) -> Decimal | None:
    return None if share is None else rounded(100 * share, Decimal("0.1"))


def _notes(triangle: Triangle) -> Iterator[str]:
    """What was compared with what."""
    newest = triangle.files[-1]
    yield files_note(triangle)
    yield (
        f"Settled: what {newest.name} says about periods that ended {YEAR} months or more before {newest.last}. "
        "Scored: the periods that were not settled in each file, each estimated from that file and earlier ones only."
    )
    yield (
        "all: over the periods for which there are all figures that are compared. median: the median over all areas of "
        "the publisher, countries left out; its coverage is that of all their periods together."
    )
