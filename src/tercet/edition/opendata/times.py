"""Periods as SDMX writes time.

Calendar periods are SDMX forms already. A fiscal year and a rolling window are not: they are written as a range, a
first day and a duration, because a reader who takes FY2023 for calendar year 2023 compares different months.
"""

from __future__ import annotations

from tercet.catalog.load import Catalog
from tercet.edition.opendata import names
from tercet.errors import Refused
from tercet.periods import Period, containing, parse

CALENDAR = frozenset({"A", "S", "Q", "M", "D"})


def time_period(name: str, freq: str, area: str, catalog: Catalog) -> str:
    """The time of an observation: 2023, 2023-S1, 2023-Q2, 2023-06 or a range such as 2022-10-01/P1Y.

    >>> time_period("FY2023", "FY", "US-TX", Catalog.open()), time_period("2023-06", "R12", "US", Catalog.open())
    ('2022-10-01/P1Y', '2022-07-01/P1Y')
    """
    names.area(area, catalog)
    period = _period(name, freq, area, catalog)
    if period.freq != freq or period.name != name:
        raise Refused(f"open data: {name!r} is not a period of frequency {freq}.")
    return name if freq in CALENDAR else f"{period.first.isoformat()}/P1Y"


def _period(name: str, freq: str, area: str, catalog: Catalog) -> Period:
    """The days behind a name; a rolling window has the name of its last month."""
    found = parse(name, catalog.areas[catalog.country(area)].fiscal_start or 1)
    return containing(found.last, "R12") if freq == "R12" and found.freq == "M" else found
