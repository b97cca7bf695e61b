"""Made-up firearm traces in the long table of ATF figures: state of the dealer by state of recovery."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from tercet.sample.dice import Dice
from tercet.sample.sheet import SampleFile, Sheet

HEADER = ("Recovery_State", "Source_State", "Guns_Recovered", "Year")
TRACED: Mapping[int, int] = {
    2014: 170_000, 2015: 190_000, 2016: 211_000, 2017: 239_000, 2018: 255_000, 2019: 269_000, 2020: 307_000,
}  # fmt: skip
# Where firearms are recovered, and where those come from that crossed a state line.
STATES: Mapping[str, tuple[float, float]] = {
    "Alabama": (2.4, 4), "Arizona": (2.3, 8), "California": (12.4, 2), "Florida": (7.8, 7), "Georgia": (5.7, 12),
    "Illinois": (4.8, 2), "Indiana": (3.1, 8), "Kentucky": (2, 5), "Louisiana": (3.8, 3), "Maryland": (2.7, 1.5),
    "Massachusetts": (0.6, 0.3), "Michigan": (2.2, 1.5), "Mississippi": (1.5, 7), "Missouri": (2.4, 3),
    "Nevada": (1.9, 6), "New Jersey": (1.2, 0.3), "New York": (2.6, 0.4), "North Carolina": (5.2, 4), "Ohio": (4.7, 5),
    "Pennsylvania": (3.6, 4), "South Carolina": (2.3, 7), "Tennessee": (3.7, 3), "Texas": (10.3, 7),
    "Virginia": (3.6, 8), "Washington": (1.7, 1.5),
}  # fmt: skip
AT_HOME = {
    "California": 0.6,
    "New York": 0.26,
    "New Jersey": 0.22,
    "Massachusetts": 0.4,
    "Illinois": 0.47,
    "Maryland": 0.5,
}


def files(seed: int, scale: float) -> Iterator[SampleFile]:
    """One table of seven years."""
    sheet = Sheet(HEADER)
    for year, traced in TRACED.items():
        sheet.rows += _year(year, traced * scale, Dice(seed, "us_atf_source_recovery", year))
    sheet.insert(0.5, ("Texas", "Old Mexico", "7", "2017"), "no state is called Old Mexico", "unknown_place")
    sheet.spoil(0.705, "Guns_Recovered", "l2", "the number begins with the letter l", "bad_number")
    yield SampleFile(
        name="SAMPLE_us_atf_source_recovery_2014_2020.csv",
        about="Firearms recovered and traced in 25 states, 2014 to 2020; rows called Total are left out when read.",
        source="us_atf_source_recovery",
        received=date(2022, 3, 1),
        content=sheet.content(),
        faults=tuple(sheet.faults),
    )


def _year(year: int, traced: float, dice: Dice) -> list[tuple[str, ...]]:
    """All flows of a year, with the publisher's totals."""
    recovered = sum(here for here, _ in STATES.values())
    exported = sum(away for _, away in STATES.values())
    flows: dict[tuple[str, str], int] = {}
    for place, (here, away) in STATES.items():
        home = AT_HOME.get(place, 0.72)
        for origin, (_, sent) in STATES.items():
            part = home if origin == place else (1 - home) * sent / (exported - away)
            flows[place, origin] = dice.count(traced * here / recovered * part * dice.wobble(0.12))
    rows = [(place, origin, str(count), str(year)) for (place, origin), count in flows.items()]
    for state in STATES:
        rows.append(
            (state, "Total", str(sum(count for (place, _), count in flows.items() if place == state)), str(year))
        )
        rows.append(
            ("Total", state, str(sum(count for (_, origin), count in flows.items() if origin == state)), str(year))
        )
    rows.append(("Total", "Total", str(sum(flows.values())), str(year)))
    return sorted(rows)
