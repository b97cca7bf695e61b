"""Periods as whole numbers, so that gaps can be counted, and back into names."""

from __future__ import annotations

from tercet.periods import MONTHS, Period, parse

PER_YEAR = {"M": 12, "R12": 12, "Q": 4, "S": 2, "A": 1, "FY": 1}


def number(period: Period, freq: str) -> int:
    """The place of a period among all periods of its frequency; a rolling window goes by its last month."""
    if freq == "FY":
        return period.last.year
    return (period.anchor.year * 12 + period.anchor.month - 1) // (1 if freq == "R12" else MONTHS[freq])


def numbered(name: str, freq: str, fiscal_start: int) -> int:
    """The place of a period that is given by its name.

    >>> numbered("2023-Q2", "Q", 1) - numbered("2022-Q2", "Q", 1)
    4
    """
    return number(parse(name, fiscal_start), freq)


def named(index: int, freq: str) -> str:
    """The name of the period at a place.

    >>> named(numbered("2023-Q2", "Q", 1), "Q"), named(numbered("2023-06", "R12", 1), "R12")
    ('2023-Q2', '2023-06')
    """
    size = PER_YEAR[freq]
    year, part = divmod(index, size)
    if size == 1:
        return f"FY{year:04}" if freq == "FY" else f"{year:04}"
    if size == 12:
        return f"{year:04}-{part + 1:02}"
    return f"{year:04}-{freq}{part + 1}"
