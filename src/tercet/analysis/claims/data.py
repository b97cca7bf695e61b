"""What the data say about a reading: whole series are asked for once, and periods picked from them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from tercet.answers import Answer
from tercet.catalog.statements import Reading, Span
from tercet.errors import QuestionError
from tercet.periods import between, parse
from tercet.question import Ask, Question

# The same questions as of an earlier day; None where nothing can be asked of the past.
Then = Callable[[date], Ask]
Series = Mapping[str, Decimal]


@dataclass(frozen=True)
class Value:
    """One value of a reading: the period that names it, and the exact number."""

    period: str
    value: Decimal


@dataclass(frozen=True)
class Lacking:
    """Why there is no value."""

    reason: str


@dataclass
class Data:
    """The series that were asked for, by question; the same one is fetched once."""

    ask: Ask
    known: dict[str, Series | Lacking] = field(default_factory=dict)

    def values(self, reading: Reading) -> list[Value] | Lacking:
        """The values of a reading: one, or one for each candidate."""
        if reading.candidates:
            first, last = parse(reading.candidates.from_), parse(reading.candidates.to)
            periods = [period.name for period in between(first.last, last.last, reading.freq)]
            return self._each(reading, periods)
        if reading.span:
            return self._whole(reading, reading.span)
        period = str(reading.period)
        found = self._each(reading, [period])
        if reading.against is None or isinstance(found, Lacking):
            return found
        base = self._each(reading, [reading.against])
        if isinstance(base, Lacking):
            return base
        if not base[0].value:
            return Lacking(
                f"The value of {reading.measure} is 0 in {reading.against}, so there is no change in percent"
            )
        return [Value(f"{period} against {reading.against}", 100 * found[0].value / base[0].value - 100)]

    def _each(self, reading: Reading, periods: Sequence[str]) -> list[Value] | Lacking:
        """The periods that are published, of those named."""
        top = self._series(reading, reading.measure)
        base = self._series(reading, reading.of) if reading.of else None
        if isinstance(top, Lacking):
            return top
        if isinstance(base, Lacking):
            return base
        found = [Value(period, _share(top, base, [period])) for period in periods if _has(top, base, period)]
        return found or Lacking(_missing(reading.measure, periods, top))

    def _whole(self, reading: Reading, span: Span) -> list[Value] | Lacking:
        """The sum or mean of a span; a gap in it is no value."""
        top = self._series(reading, reading.measure)
        base = self._series(reading, reading.of) if reading.of else None
        if isinstance(top, Lacking):
            return top
        if isinstance(base, Lacking):
            return base
        periods = [one.name for one in between(parse(span.from_).first, parse(span.to).last, reading.freq)]
        absent = [period for period in periods if not _has(top, base, period)]
        if absent:
            return Lacking(_missing(reading.measure, absent, top))
        value = _share(top, base, periods)
        if reading.compute == "mean":
            value /= len(periods)
        return [Value(f"{periods[0]} to {periods[-1]}", value)]

    def _series(self, reading: Reading, measure: str) -> Series | Lacking:
        key = repr((measure, reading.area, reading.freq, reading.unit, sorted(reading.where.items())))
        if key not in self.known:
            self.known[key] = self._fetch(reading, measure)
        return self.known[key]

    def _fetch(self, reading: Reading, measure: str) -> Series | Lacking:
        """One question for all values of a dimension where one value is asked for; then the rows that fit."""
        single = {name: value for name, value in reading.where.items() if isinstance(value, str)}
        several = {name: value for name, value in reading.where.items() if not isinstance(value, str)}
        question = Question(
            measure, (reading.area,), by=tuple(sorted(single)), where=several, freq=reading.freq, unit=reading.unit
        )
        try:
            answer = self.ask(question)
        except QuestionError as error:
            return Lacking(str(error))
        rows = [row for row in answer.records() if all(row[name] == value for name, value in single.items())]
        partial = _partial(answer, reading.area)
        series = {row["period"]: row["value"] for row in rows if row["value"] is not None}
        return {period: value for period, value in series.items() if period not in partial}


def _has(top: Series, base: Series | None, period: str) -> bool:
    return period in top and (base is None or bool(base.get(period)))


def _share(top: Series, base: Series | None, periods: Sequence[str]) -> Decimal:
    """The sum over periods, or that as a percentage of another series over the same periods."""
    value = sum((top[period] for period in periods), Decimal(0))
    if base is None:
        return value
    return 100 * value / sum((base[period] for period in periods), Decimal(0))


def _missing(measure: str, periods: Sequence[str], series: Series) -> str:
    """That periods are not there, and which are."""
    wanted = periods[0] if len(periods) == 1 else f"{periods[0]} to {periods[-1]}"
    if not series:
        return f"There are no figures of {measure} here"
    return (
        f"There is no full figure of {measure} for {wanted}; the series here runs from {min(series)} to {max(series)}"
    )


def _partial(answer: Answer, area: str) -> set[str]:
    """Periods that are only covered in part: their sums are too low to be compared."""
    form = re.compile(rf"{re.escape(area)} (\S+): \d+ of \d+ ")
    return {found[1] for note in answer.notes if (found := form.match(note))}
