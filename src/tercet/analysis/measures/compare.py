"""Whether two areas may be compared on a measure, why, and on which common ground."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

from tercet.analysis.measures.answering import gap_in_words, gap_of_area, load_all
from tercet.analysis.measures.cells import cells_of
from tercet.analysis.measures.choose import Chosen, choose
from tercet.analysis.measures.declared import declarations, in_words
from tercet.analysis.measures.door import View
from tercet.analysis.measures.frequencies import givable, tiles_of
from tercet.analysis.measures.question import Asked, resolve
from tercet.answers import Answer
from tercet.catalog.load import Catalog
from tercet.catalog.models import Bridge, Measure
from tercet.errors import QuestionError
from tercet.periods import Period
from tercet.question import Question

COLUMNS = ("measure", "a", "b", "verdict", "reasons", "freq", "window", "scope")
COMPARABLE, CONVERSION, NOT_COMPARABLE, NO_DATA = (
    "comparable",
    "comparable with conversion",
    "not comparable",
    "no data",
)
# What every comparison may say in the same words, which editions have translations of.
NOT_SAID = "does not say"
NO_NEED = "the measure needs no declaration in common"
NO_PERIOD, NO_FREQUENCY = "there is no whole period that both give", "there is no frequency that both give"


@dataclass(frozen=True)
class Side:
    """One area of a pair: what its source declares, or why there is none."""

    area: str
    chosen: Chosen
    declared: Mapping[str, tuple[str, ...]]
    freqs: tuple[str, ...]
    absent: str | None = None  # the verdict, where there is no series
    reason: str = ""


@dataclass(frozen=True)
class Ground:
    """Where two areas meet: frequencies with whole periods of both, the window at the first, agreeing declarations."""

    freqs: tuple[str, ...] = ()
    window: str = ""
    scope: str = ""
    meeting: bool = False  # whether there is a frequency that both give, with or without a common period


def compare(view: View, measure: Measure, catalog: Catalog, areas: Sequence[str] = ()) -> Answer:
    """Every pair of areas with a verdict, the reasons, and the widest common ground."""
    named = tuple(areas) or tuple(sorted(name for name, area in catalog.areas.items() if area.parent is None))
    asked = resolve(Question(measure.id, areas=named), measure, catalog, view.sources(measure.from_))
    if len(asked.areas) < 2:
        raise QuestionError(f"Only {', '.join(asked.areas)} was named. Name at least two areas to compare.")
    loaded = load_all(view, asked, asked.areas)
    sides = [_side(asked, choose(asked, area, loaded[catalog.country(area)])) for area in asked.areas]
    rows = [_row(asked, one, other) for one, other in combinations(sides, 2)]
    return Answer(COLUMNS, rows, (), f"{measure.names.en}: what may be compared")


def _side(asked: Asked, chosen: Chosen) -> Side:
    """What there is about one area."""
    if not chosen.groups:
        gap = gap_of_area(asked, chosen.area)
        if gap is not None:
            return Side(chosen.area, chosen, {}, (), gap_in_words(asked, gap.gap), gap.note)
        return Side(chosen.area, chosen, {}, (), NO_DATA, "there is no series in the ledger")
    freqs = givable(asked, chosen.area, tiles_of(chosen))
    return Side(chosen.area, chosen, declarations(asked, chosen.groups[0][0].source), tuple(freqs))


def _row(asked: Asked, one: Side, other: Side) -> tuple[object, ...]:
    """The verdict on a pair."""
    absent = [side for side in (one, other) if side.absent]
    if absent:
        verdict = min(absent, key=lambda side: side.absent == NO_DATA).absent  # a named gap says more
        reasons = [f"{side.area}: {side.absent} ({side.reason.strip().rstrip('.')})" for side in absent]
        return (asked.measure.id, one.area, other.area, verdict, "; ".join(reasons), "", "", "")
    verdict, reasons = _verdict(asked, one, other)
    ground = _ground(asked, one, other)
    if not ground.window:
        verdict = NOT_COMPARABLE
        reasons.append(NO_PERIOD if ground.meeting else NO_FREQUENCY)
    return (
        asked.measure.id,
        one.area,
        other.area,
        verdict,
        "; ".join(reasons),
        ", ".join(ground.freqs),
        ground.window,
        ground.scope,
    )


def _verdict(asked: Asked, one: Side, other: Side) -> tuple[str, list[str]]:
    """Whether the declarations that the measure needs agree, are bridged by a named conversion, or differ."""
    verdict, reasons = COMPARABLE, []
    for key in asked.measure.must_match:
        ours, theirs = one.declared.get(key), other.declared.get(key)
        name = key_in_words(asked, key)
        if ours and ours == theirs:
            reasons.append(f"{name}: both {in_words(ours)}")
            continue
        difference = f"{name}: {_differ(one, ours)}; {_differ(other, theirs)}"
        found = bridge(asked.measure, key, ours, theirs)
        if found is None:
            verdict = NOT_COMPARABLE
            reasons.append(difference)
        else:
            verdict = verdict if verdict == NOT_COMPARABLE else CONVERSION
            reasons.append(f"{difference}; bridged by {found.id}: {found.by}")
    return verdict, reasons or [NO_NEED]


def _differ(side: Side, values: tuple[str, ...] | None) -> str:
    """What one side says."""
    return f"{side.area} {in_words(values)}" if values else f"{side.area} {NOT_SAID}"


def bridge(measure: Measure, key: str, ours: tuple[str, ...] | None, theirs: tuple[str, ...] | None) -> Bridge | None:
    """The named conversion between two declarations, if there is one."""
    if not ours or not theirs:
        return None
    wanted = {in_words(ours), in_words(theirs)}
    return next((one for one in measure.bridges if one.declaration == key and set(one.between) == wanted), None)


def key_in_words(asked: Asked, key: str) -> str:
    """The name of a declaration."""
    codes = asked.catalog.codelists["declaration"].codes if "declaration" in asked.catalog.codelists else {}
    return codes[key].names.en if key in codes else key.replace("_", " ")


def _ground(asked: Asked, one: Side, other: Side) -> Ground:
    """The widest common ground of two areas."""
    windows = {freq: _window(asked, freq, one, other) for freq in _common(asked, one, other)}
    freqs = tuple(freq for freq, window in windows.items() if window)
    scope = [
        f"{key_in_words(asked, key)}: {in_words(values)}"
        for key, values in sorted(one.declared.items())
        if other.declared.get(key) == values
    ]
    shared = "; ".join(scope) or "no declaration in common"
    return Ground(freqs, windows[freqs[0]] if freqs else "", shared, bool(windows))


def _common(asked: Asked, one: Side, other: Side) -> Iterator[str]:
    """Frequencies that both give; fiscal years only where they are the same months."""
    same_year = asked.fiscal_start(one.area) == asked.fiscal_start(other.area)
    for freq in one.freqs:
        if freq in other.freqs and freq != "D" and (freq != "FY" or same_year):
            yield freq


def _window(asked: Asked, freq: str, one: Side, other: Side) -> str:
    """From the first to the last whole period that both have."""
    ours, theirs = (_whole_periods(replace(asked, freq=freq), side) for side in (one, other))
    common = [ours[span] for span in sorted(ours.keys() & theirs.keys())]
    return f"{common[0].name} to {common[-1].name}" if common else ""


def _whole_periods(asked: Asked, side: Side) -> dict[tuple[date, date], Period]:
    """The periods for which an area has a whole value."""
    return {
        (cell.period.first, cell.period.last): cell.period
        for cell in cells_of(asked, side.chosen)
        if cell.base is not None and not cell.covered
    }
