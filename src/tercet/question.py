"""A question about one measure, as it was typed; every room of analysis may ask one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from tercet.answers import Answer


@dataclass(frozen=True)
class Question:
    """One measure, and how to cut it. Periods are written in SDMX style and include both ends.

    `freq` is the measure's first frequency unless given; `factors` names a factor set by which counted
    units become mass; `unit` is another unit of the same dimension, e.g. lb for kg.
    """

    measure: str
    areas: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    where: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    freq: str | None = None
    from_: str | None = None
    to: str | None = None
    factors: str | None = None
    unit: str | None = None


# How a room asks about a measure that it does not compute itself: from its standpoint, through the one View.
# Raises QuestionError where there is no honest answer; the message says what is lacking.
Ask = Callable[[Question], Answer]


@dataclass(frozen=True)
class Vintage:
    """One file of a publisher by itself: what it said, whatever later files say about the same periods.

    `areas` are those for which the file has figures of the measure, so that all can be asked about at once.
    """

    batch: str
    file: str
    received: date
    ask: Ask
    areas: tuple[str, ...] = ()
