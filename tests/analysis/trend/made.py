"""What the tests of trends build: made-up months with a known rate, series of rows, and a measure to ask for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from math import expm1
from typing import Any

import numpy as np

from tercet.analysis.trend.calendar import named
from tercet.analysis.trend.judge import judge
from tercet.analysis.trend.points import Floats, Points
from tercet.analysis.trend.usable import Usable, usable
from tercet.analysis.trend.verdict import Judgement
from tercet.answers import Answer
from tercet.catalog.load import Catalog
from tercet.catalog.models import Measure
from tercet.errors import QuestionError
from tercet.question import Ask, Question

START = 2018 * 12  # January 2018, as a place among all months
COLUMNS = ("measure", "area", "period", "freq", "value", "low", "high", "unit", "status")
RULE = {"tolerance": 5, "reason": "made up", "noise": "counts"}

Row = dict[str, Any]


def growing(months: int, rate: float, level: float = 1000.0, until: int | None = None) -> Floats:
    """The true level by month: a steady yearly rate on the log scale, and none after month `until`."""
    last = months if until is None else until
    found: Floats = level * np.exp(rate * np.minimum(np.arange(months), last) / 12)
    return found


def counts(seed: int, mean: Floats, phi: float = 1.0) -> Floats:
    """Counts around a level, with `phi` times the variance of independent events."""
    chance = np.random.default_rng(seed)
    if phi == 1:
        return chance.poisson(mean).astype(float)
    return chance.negative_binomial(mean / (phi - 1), 1 / phi).astype(float)


def amounts(seed: int, mean: Floats, width: float = 0.1) -> Floats:
    """Amounts around a level, lognormal."""
    found: Floats = mean * np.exp(np.random.default_rng(seed).normal(0, width, len(mean)))
    return found


def months(values: Iterable[float], of: str = "counts") -> Points:
    """Months from January 2018 on, without a gap."""
    value = np.array(list(values), dtype=np.float64)
    return Points(np.arange(START, START + len(value)), value, np.zeros(len(value)), 12, of == "counts")


def rolling(values: Iterable[float], of: str = "counts") -> Points:
    """Sums over twelve months, one for each month from the twelfth on."""
    value = np.convolve(np.array(list(values), dtype=np.float64), np.ones(12), "valid")
    index = np.arange(START + 11, START + 11 + len(value))
    return Points(index, value, np.zeros(len(value)), 12, of == "counts", rolling=True)


def kept(points: Points, some: Sequence[int]) -> Points:
    """Only some places of a series; the others are holes."""
    at = np.array(some, dtype=np.int64)
    return Points(
        points.index[at], points.value[at], points.spread[at], points.per_year, points.counts, points.rolling, None
    )


def percents(found: Judgement) -> tuple[float, float, float]:
    """The interval around the rate, in percent a year: low, rate, high."""
    return 100 * expm1(found.low), 100 * expm1(found.rate), 100 * expm1(found.high)


def rows(values: Iterable[float | None], freq: str = "M", first: int = START, area: str = "US") -> list[Row]:
    """Rows of an answer, one for each period from the first on; none is a hole."""
    found = []
    for at, value in enumerate(values):
        number = None if value is None else Decimal(str(round(float(value), 6)))
        cells = (
            "made",
            area,
            named(first + at, freq),
            freq,
            number,
            None,
            None,
            "deaths",
            "O" if value is None else "A",
        )
        found.append(dict(zip(COLUMNS, cells, strict=True)))
    return found


def marked(some: Sequence[Row], at: Sequence[int], status: str) -> list[Row]:
    """The same rows with another status at some places; suppressed and missing ones have no value."""
    places = {place % len(some) for place in at}
    change: Row = {"status": status, "value": None} if status in {"Q", "O"} else {"status": status}
    return [{**row, **change} if number in places else row for number, row in enumerate(some)]


def series(some: Sequence[Row], estimates: Sequence[Row] = (), of: str = "counts") -> Usable:
    """What can be used of rows by month."""
    return usable(some, estimates, str(some[0]["freq"]), of == "counts", 1)


def estimate(period: str, value: float, low: float, high: float) -> Row:
    """One row of a nowcast."""
    numbers = {"estimate": value, "low": low, "high": high}
    return {"area": "US", "period": period, **{name: Decimal(str(number)) for name, number in numbers.items()}}


@cache
def catalog(freqs: tuple[str, ...] = ("M",), noise: str = "counts", declared: bool = True) -> Catalog:
    """The packaged catalog with one made-up measure."""
    known = Catalog.open()
    measure = {
        "id": "made",
        "from": "observation",
        "value": {"sum": "value"},
        "unit": "deaths",
        "freqs": freqs,
        "names": {"en": "Made up"},
        "definition": "made up",
        "caveat": "made up",
        "trend": {**RULE, "noise": noise} if declared else None,
    }
    vars(known)["measures"] = {"made": Measure.model_validate(measure)}
    return known


@dataclass
class Asked:
    """Stands in for the measures: rows by frequency and area, and every question that was asked."""

    rows: Mapping[str, Sequence[Row]]
    notes: tuple[str, ...] = ()
    questions: list[Question] = field(default_factory=list)

    def __call__(self, question: Question) -> Answer:
        """The rows of the areas and the time asked for, or the refusal where there are none."""
        self.questions.append(question)
        found = [
            row
            for row in self.rows.get(str(question.freq), ())
            if (not question.areas or row["area"] in question.areas)
            and (question.from_ is None or row["period"] >= question.from_)
            and (question.to is None or row["period"] <= question.to)
        ]
        if not found:
            raise QuestionError(f"Nothing is published by {question.freq}.")
        return Answer(COLUMNS, [tuple(row[name] for name in COLUMNS) for row in found], self.notes)


def no_nowcast(question: Question) -> Answer:
    """Where only one edition is known."""
    raise QuestionError("one file only")


def judged(ask: Asked, known: Catalog | None = None, estimates: Ask = no_nowcast, **question: Any) -> list[Row]:
    """The verdicts on the made-up measure, as records."""
    asked = Question("made", **{"areas": ("US",), **question})
    return judge(asked, known or catalog(), ask, estimates).records()
