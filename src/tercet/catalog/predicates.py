"""Promises in figures: what a measure has to reach, from which baseline, and by when."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal

from pydantic import Field, model_validator

from tercet.catalog.dues import Spelled
from tercet.catalog.models import Definition, Freq, Where


class Denominator(Definition):
    """What a share is a share of: another measure of the same area and periods."""

    measure: str
    where: Where = {}


class Predicate(Definition):
    """A promise in figures: a measure of an area, from a baseline period, more or less, to a value or by a percentage.

    Without `percent` and `value`, any change in the direction will do. `period` is the one in which the target has
    to be reached; by default the last one that ends by the due date.
    """

    measure: str
    area: str
    where: Where = {}
    denominator: Denominator | None = None
    freq: Freq
    unit: str | None = None
    baseline: Spelled
    direction: Literal["more", "less"]
    percent: Decimal | None = Field(default=None, gt=0)
    value: Decimal | None = None
    period: Spelled | None = None

    @model_validator(mode="after")
    def _one(self) -> Predicate:
        if self.percent is not None and self.value is not None:
            raise ValueError("give either percent or value")
        if self.direction == "less" and self.percent is not None and self.percent > 100:
            raise ValueError("nothing can become less by more than 100 percent")
        return self

    @property
    def id(self) -> str:
        """What is promised, in one word: the same number on another baseline or denominator is another predicate."""
        measure = self.measure + _conditions(self.where)
        if self.denominator:
            measure += f"/{self.denominator.measure}{_conditions(self.denominator.where)}"
        amount = f"{self.percent:f}%" if self.percent is not None else "any"
        amount = f"to:{self.value:f}" if self.value is not None else amount
        unit = f":{self.unit}" if self.unit else ""
        return f"{measure}:{self.area}:{self.freq}{unit}:from:{self.baseline}:{self.direction}:{amount}:" + (
            f"by:{self.period or 'due'}"
        )


def _conditions(where: Mapping[str, str | tuple[str, ...]]) -> str:
    """Conditions in the order of their names, so that the same ones are always written the same."""
    parts = (f"{name}={values if isinstance(values, str) else '+'.join(values)}" for name, values in where.items())
    text = ",".join(sorted(parts))
    return f"[{text}]" if text else ""
