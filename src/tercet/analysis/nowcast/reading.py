"""From vintages to the reporting triangle: each file is asked once for all its areas."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np

from tercet.analysis.nowcast.triangle import HORIZON, YEAR, File, Grid, Table, Triangle, distinct, month
from tercet.catalog.load import Catalog, normal
from tercet.catalog.models import NowcastRule
from tercet.errors import QuestionError
from tercet.periods import MONTHS, Period, add_months, containing, parse
from tercet.question import Question, Vintage

FINEST = ("M", "Q", "S", "R12", "A", "FY")
Key = tuple[str, str]  # area, period
Row = dict[str, Any]


@dataclass(frozen=True)
class Said:
    """What one file says, by area and period, before it is laid on a grid."""

    vintage: Vintage
    reach: date
    values: Mapping[Key, Decimal]
    provisional: frozenset[Key]
    predicted: Mapping[Key, Decimal]
    shares: Mapping[str, Mapping[Key, float]]  # by dimension: what the publisher says in percent
    unit: str
    periods: Mapping[str, Period]


def read(question: Question, catalog: Catalog, vintages: Sequence[Vintage], files: int | None = None) -> Triangle:
    """Lay the files on one grid: all of them, or the last so many. Those that do not have the measure are left out."""
    measure = catalog.measure(question.measure)
    rule = measure.nowcast or NowcastRule()
    freq = (question.freq or measure.freqs[0]).upper()
    if question.by:
        raise QuestionError("A nowcast is made of totals. Ask without dimensions, or pick one value with where.")
    if freq not in MONTHS:
        raise QuestionError(f"There is no nowcast by {freq}. Ask for one of {', '.join(measure.freqs)}.")
    plain = replace(question, areas=areas_of(question, catalog), by=(), freq=freq, from_=None, to=None)
    glances = [(reach, vintage) for vintage in vintages if (reach := _glance(vintage, plain, catalog))]
    chosen = sorted(glances, key=lambda glance: glance[0])[-(files or len(glances) or 1) :]
    if chosen:
        plain = replace(plain, from_=f"{add_months(chosen[0][0], -HORIZON - YEAR):%Y-%m}")
    said = [found for _, vintage in chosen if (found := _said(plain, catalog, rule, vintage))]
    return _laid(said, rule, catalog)


def areas_of(question: Question, catalog: Catalog) -> tuple[str, ...]:
    """The areas of a question as codes; one that does not exist stays as it is, and has no figures."""
    labels = catalog.labels("area")
    return tuple(area if area in catalog.areas else labels.get(normal(area), area) for area in question.areas)


def _glance(vintage: Vintage, question: Question, catalog: Catalog) -> date | None:
    """The last period of a file, by the first area that has figures; nothing where the file has not the measure."""
    tops = [area for area in vintage.areas if catalog.areas[area].parent is None]
    for area in dict.fromkeys((*tops, *vintage.areas, *question.areas)):
        rows = _of_group(vintage, question, (area,))
        ends = [_period(row, catalog).last for row in rows if row["value"] is not None]
        if ends:
            return max(ends)
    return None


def _said(question: Question, catalog: Catalog, rule: NowcastRule, vintage: Vintage) -> Said | None:
    """What one file says; nothing where it does not have the measure."""
    rows, shares = _figures(vintage, question, rule)
    if not rows:
        return None
    periods = {row["period"]: _period(row, catalog) for row in rows}
    reach = _reach(question, catalog, vintage, periods.values())
    whole = {name: period for name, period in periods.items() if period.last <= reach}
    given = [row for row in rows if row["value"] is not None and row["period"] in whole]
    return Said(
        vintage=vintage,
        reach=reach,
        values={_key(row): row["value"] for row in given},
        provisional=frozenset(_key(row) for row in given if row["status"] == "P"),
        predicted=_predicted(vintage, question, rule),
        shares=shares,
        unit=rows[0]["unit"],
        periods=whole,
    )


def _rows(vintage: Vintage, question: Question) -> list[Row]:
    """What one file answers: about all its areas at once, and about each further one that was asked for."""
    further = [(area,) for area in question.areas if area not in vintage.areas]
    groups = [vintage.areas, *further] if vintage.areas else further
    return [row for group in groups for row in _of_group(vintage, question, group)]


def _of_group(vintage: Vintage, question: Question, areas: tuple[str, ...]) -> list[Row]:
    """The answer for a group of areas; one by one where some have none, unless a sample of them shows that none has."""
    try:
        return vintage.ask(replace(question, areas=areas)).records()
    except QuestionError:
        if len(areas) == 1:
            return []
    sample = {areas[0], areas[len(areas) // 2], areas[-1]}
    if not any(_of_group(vintage, question, (area,)) for area in sorted(sample)):
        return []
    return [row for area in areas for row in _of_group(vintage, question, (area,))]


def _predicted(vintage: Vintage, question: Question, rule: NowcastRule) -> dict[Key, Decimal]:
    """The publisher's own estimates, where it gives any."""
    rows = _rows(vintage, replace(question, measure=rule.predicted)) if rule.predicted else []
    return {_key(row): row["value"] for row in rows if row["value"] is not None}


def _figures(vintage: Vintage, question: Question, rule: NowcastRule) -> tuple[list[Row], dict[str, dict[Key, float]]]:
    """The figures with what the publisher says about their completeness, in percent, in one question.

    An area that is made of several parts has several percentages, of which the mean is taken, and no figure of its own
    in such an answer; its figures are asked for apart.
    """
    names = tuple(name for name in (rule.pending, rule.complete) if name)
    parted = _rows(vintage, replace(question, by=names)) if names else []
    if not parted:
        return _rows(vintage, question), {}
    lists: dict[str, dict[Key, list[float]]] = {name: {} for name in names}
    times = Counter(_key(row) for row in parted)
    for row in parted:
        for name in names:
            if (share := percent(row[name])) is not None:
                lists[name].setdefault(_key(row), []).append(share)
    shares = {name: {key: sum(some) / len(some) for key, some in found.items()} for name, found in lists.items()}
    torn = sorted({area for (area, _), count in times.items() if count > 1})
    rows = [row for row in parted if row["area"] not in torn]
    return rows + [row for area in torn for row in _of_group(vintage, question, (area,))], shares


def percent(text: object) -> float | None:
    """A percentage as publishers write it.

    >>> percent("99.5+"), percent("0.25"), percent(None), percent("n/a")
    (99.5, 0.25, None, None)
    """
    match = re.fullmatch(r"\s*(\d+(?:\.\d+)?(?:[eE]-?\d+)?)\s*%?\+?\s*", str(text))
    return float(match.group(1)) if match else None


def _reach(question: Question, catalog: Catalog, vintage: Vintage, periods: Iterable[Period]) -> date:
    """The last day that the file covers, by its finest frequency: a year that is half in is no whole year."""
    own = question.freq or ""
    for freq in FINEST:
        if freq == own or MONTHS[freq] > MONTHS[own] or own == "R12":
            break
        if freq in catalog.measure(question.measure).freqs:
            rows = _rows(vintage, replace(question, freq=freq))
            ends = [_period(row, catalog).last for row in rows if row["value"] is not None]
            if ends:
                return max(ends)
    return max(period.last for period in periods)


def _key(row: Mapping[str, Any]) -> Key:
    return row["area"], row["period"]


def _period(row: Mapping[str, Any], catalog: Catalog) -> Period:
    """The period of a row of an answer: its name alone does not tell a month from twelve."""
    start = catalog.areas[catalog.country(row["area"])].fiscal_start or 1
    named = parse(row["period"], start)
    return containing(named.first, row["freq"], start)


def _laid(said: Sequence[Said], rule: NowcastRule, catalog: Catalog) -> Triangle:
    """Every file on one grid of areas and periods."""
    periods = {name: period for one in said for name, period in one.periods.items()}
    areas = sorted({area for one in said for area, _ in one.values})
    order = sorted(periods, key=lambda name: periods[name].last)
    tops = frozenset(area for area in areas if catalog.areas[area].parent is None)
    published = frozenset(area for one in said for area in one.vintage.areas).intersection(areas) or frozenset(areas)
    grid = Grid(tuple(areas), tuple(periods[name] for name in order), published, tops)
    files = [_file(one, grid, rule, catalog) for one in said if one.values]
    unit = next((one.unit for one in said if one.unit), "")
    return Triangle(grid, tuple(distinct(files)), unit)


def _file(said: Said, grid: Grid, rule: NowcastRule, catalog: Catalog) -> File:
    """One file on the grid."""
    places = _places(grid)
    clock, whole = _clock(said, grid, rule)
    marks = np.zeros((len(grid.areas), len(grid.periods)), dtype=bool)
    for key in said.provisional:
        marks[places[key]] = True
    last = max((key[1] for key in said.values), key=lambda name: said.periods[name].last)
    return File(
        name=said.vintage.file,
        received=said.vintage.received,
        reach=month(said.reach),
        closed=_closed(said, grid, rule, catalog),
        last=last,
        reported=_table(said.values, grid),
        predicted=_table(said.predicted, grid),
        clock=clock,
        provisional=marks,
        clock_is_whole=whole,
        exact={places[key]: value for key, value in said.values.items()},
        exact_predicted={places[key]: value for key, value in said.predicted.items() if key in places},
    )


def _places(grid: Grid) -> dict[Key, tuple[int, int]]:
    """Where each area and period is on the grid."""
    return {
        (area, period.name): (row, column)
        for row, area in enumerate(grid.areas)
        for column, period in enumerate(grid.periods)
    }


def _table(values: Mapping[Key, Decimal] | Mapping[Key, float], grid: Grid) -> Table:
    """Values on the grid; nan where there is none."""
    table, places = grid.empty(), _places(grid)
    for key, value in values.items():
        if key in places:
            table[places[key]] = float(value)
    return table


def _clock(said: Said, grid: Grid, rule: NowcastRule) -> tuple[Table, bool]:
    """The share that is still to come: what is pending or, where that says nothing, what is not complete."""
    pending = _table(said.shares.get(rule.pending or "", {}), grid) / 100
    if np.nan_to_num(pending).any():
        return pending, False
    complete = _table(said.shares.get(rule.complete or "", {}), grid) / 100
    missing = np.where(complete > 0, 1 / np.where(complete > 0, complete, 1) - 1, np.nan)
    return (missing, True) if np.nan_to_num(missing).any() else (grid.empty(), False)


def _closed(said: Said, grid: Grid, rule: NowcastRule, catalog: Catalog) -> int:
    """The last month of the years that the publisher has closed; a year before the end where it says nothing of it.

    A measure may have several publishers. Closing is about what is pending, so it is of those that say what is.
    """
    if rule.closes is None or not said.shares.get(rule.pending or ""):
        return month(said.reach) - 12
    area = next(iter(said.values))[0]
    start = (catalog.areas[catalog.country(area)].fiscal_start or 1) if rule.closes == "FY" else 1
    year = containing(said.reach, rule.closes, start)
    return month(add_months(year.first, -1))
