"""The verdict on a series: rising, falling, flat, flattening, or that nobody can tell, for each area."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

from tercet.analysis.trend.edge import close
from tercet.analysis.trend.reading import Read, areas_of, read
from tercet.analysis.trend.usable import words
from tercet.analysis.trend.verdict import UNKNOWN, Judgement, judgement
from tercet.analysis.trend.words import percent, periods, reason, stretches, used
from tercet.answers import Answer
from tercet.catalog.load import Catalog
from tercet.catalog.models import Measure
from tercet.errors import NoSeries, QuestionError
from tercet.periods import parse
from tercet.question import Ask, Question

COLUMNS = (
    *("measure", "area", "verdict", "rate", "low", "high", "tolerance", "close", "from", "to", "freq"),
    *("segments", "periods", "reason"),
)
NO_TOLERANCE = (
    "Cannot be judged: the definition of this measure declares no tolerance (`trend: {tolerance: ..., reason: ...}`), "
    "so nobody has said what counts as flat."
)


def judge(question: Question, catalog: Catalog, ask: Ask, estimates: Ask) -> Answer:
    """The verdict for each area of the question; without a series it cannot be judged, and the reason says why."""
    measure = catalog.measure(question.measure)
    if question.by:
        raise QuestionError(f"A trend is about one series: name a value with --where {question.by[0]}=... instead.")
    for text in (question.from_, question.to):
        if text is not None:
            parse(text)
    rows: list[tuple[Any, ...]] = []
    notes: list[str] = []
    for area in areas_of(question, measure, ask):
        try:
            found = read(replace(question, areas=(area,)), catalog, ask, estimates)
        except NoSeries as error:
            rows.append(_without(measure, area, str(error)))
            continue
        row, verdict = _row(measure, found)
        rows.append(row)
        notes += _notes(found, verdict)
    return Answer(COLUMNS, rows, tuple(dict.fromkeys(notes)), f"Trend: {measure.names.en}")


def _without(measure: Measure, area: str, lacking: str) -> tuple[Any, ...]:
    """The row of an area that has no series."""
    tolerance = measure.trend.tolerance if measure.trend else None
    gone = (None,) * 3
    reason = f"Cannot be judged: {lacking.removeprefix(f'{area}: ')}"
    return (measure.id, area, UNKNOWN, *gone, tolerance, "no", *gone, None, "none", reason)


def _row(measure: Measure, found: Read) -> tuple[tuple[Any, ...], Judgement]:
    """The row of one area."""
    series = found.series
    if measure.trend is None:
        verdict = Judgement(UNKNOWN, lacking="no tolerance is declared")
        return _cells(measure, found, verdict, None, [], NO_TOLERANCE), verdict
    tolerance = float(measure.trend.tolerance)
    if series.hindrance:
        verdict = Judgement(UNKNOWN, lacking=series.hindrance)
        changes: list[tuple[str, str]] = []
    else:
        verdict = judgement(series.points, tolerance)
        changes = close(series.points, tolerance, verdict)
    text = reason(series, verdict, measure.trend.tolerance, changes)
    return _cells(measure, found, verdict, measure.trend.tolerance, changes, text), verdict


def _cells(
    measure: Measure,
    found: Read,
    verdict: Judgement,
    tolerance: Decimal | None,
    changes: list[tuple[str, str]],
    text: str,
) -> tuple[Any, ...]:
    """The row in the order of the columns; no rate where there was too little to fit one."""
    series = found.series
    numbers = (verdict.rate, verdict.low, verdict.high)
    rates = [None if verdict.lacking else percent(number) for number in numbers]
    names = used(series, verdict)
    return (
        measure.id,
        found.area,
        verdict.verdict,
        *rates,
        tolerance,
        "yes" if changes else "no",
        names[0] if names else None,
        names[-1] if names else None,
        series.freq,
        stretches(series, verdict.segments),
        periods(series, verdict),
        text,
    )


def _notes(found: Read, verdict: Judgement) -> Iterator[str]:
    """What a reader must know beside the verdict: what was left out, what is an estimate, what the series says."""
    for text in words(found.series):
        yield f"{found.area}: {text}"
    yield from found.notes
