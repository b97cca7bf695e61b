"""Made-up laboratory reports in the layout of DEA's NFLIS-Drug query system."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from tercet.sample.dice import Dice, level
from tercet.sample.sheet import SampleFile, Sheet

HEADER = (
    *(
        "LABTYPE",
        "RPTAGGR",
        "YYYY",
        "PERIOD",
        "DRUG_REPORTS",
        "QUERY_RUN_DATE",
        "SUBSTANCE_ID",
        "SUBSTANCE_DESCRIPTION",
    ),
    *("BASE_ID", "BASE_DESCRIPTION", "DRUG_CATEGORY_CODE", "DRUG_CATEGORY_DESCRIPTION", "STATE", "STATE_LONG_NAME"),
    "STATE_FIPS",
)
QUERY = "2026-03-03 09:00:00"


class Reported(NamedTuple):
    """A substance as laboratories write it, what it is a form of, and its reports in a half-year."""

    number: str
    name: str
    base_number: str
    base: str
    level: tuple[tuple[float, float], ...]


SUBSTANCES = (
    Reported("1504", "FENTANYL", "1504", "Fentanyl",
             ((2017, 26_000), (2019, 48_000), (2021, 74_000), (2023, 82_500), (2024, 76_000), (2026, 45_000))),
    Reported("2408", "FENTANYL SALT UNDETERMINED", "1504", "Fentanyl", ((2017, 2_000), (2023, 7_000), (2026, 4_500))),
    Reported("1021", "4-ANILINO-1-PHENETHYLPIPERIDINE", "1021", "4-ANPP", ((2017, 900), (2020, 5_500), (2026, 7_000))),
    Reported("1517", "P-FLUOROFENTANYL", "1517", "para-Fluorofentanyl", ((2020, 100), (2022, 4_500), (2026, 2_400))),
    Reported("1497", "CARFENTANIL", "1497", "Carfentanil", ((2017, 1_900), (2019, 300), (2023, 60), (2026, 1_700))),
)  # fmt: skip
STATES: Mapping[str, tuple[str, str, float]] = {
    "AZ": ("Arizona", "04", 6), "CA": ("California", "06", 9), "FL": ("Florida", "12", 7), "GA": ("Georgia", "13", 4),
    "IL": ("Illinois", "17", 7), "KY": ("Kentucky", "21", 5), "MA": ("Massachusetts", "25", 6),
    "MD": ("Maryland", "24", 5),
    "MI": ("Michigan", "26", 4), "NC": ("North Carolina", "37", 6), "NJ": ("New Jersey", "34", 6),
    "NY": ("New York", "36", 8),
    "OH": ("Ohio", "39", 14), "PA": ("Pennsylvania", "42", 11), "TX": ("Texas", "48", 4), "WA": ("Washington", "53", 4),
}  # fmt: skip


def files(seed: int, scale: float) -> Iterator[SampleFile]:
    """One export of nine years in half-years."""
    sheet = Sheet(HEADER)
    for state in STATES:
        sheet.rows += _state(state, seed, scale)
    row = _row("OH", 2025, 2, Reported("9999", "FENTANYL-LIKE POWDER", "9999", "Fentanyl-like powder", ()), 4)
    sheet.insert(0.8, row, "no substance is called Fentanyl-like powder", "unknown_substance")
    yield SampleFile(
        name="SAMPLE_us_dea_nflis_dqs_2026_03_03.csv",
        about="Laboratory reports of fentanyl and related substances in 16 states, half-years from 2017 to 2025.",
        source="us_dea_nflis_dqs",
        received=date(2026, 3, 3),
        content=sheet.content(quote_all=True),
        faults=tuple(sheet.faults),
    )


def _state(state: str, seed: int, scale: float) -> Iterator[tuple[str, ...]]:
    dice = Dice(seed, "us_dea_nflis_dqs", state)
    part = STATES[state][2] / sum(share for _, _, share in STATES.values())
    for year in range(2017, 2026):
        for half in (1, 2):
            late = 0.85 if (year, half) == (2025, 2) else 1.0  # the last half-year is not complete yet
            for substance in SUBSTANCES:
                mean = level(substance.level, year + half / 2 - 0.25) * part * late * dice.wobble(0.12) * scale
                count = dice.count(mean)
                if count:
                    yield _row(state, year, half, substance, count)


def _row(state: str, year: int, half: int, substance: Reported, count: int) -> tuple[str, ...]:
    name, fips, _ = STATES[state]
    period = "SA1 (JAN - JUN)" if half == 1 else "SA2 (JUL - DEC)"
    return (
        *("Local/Municipal,State,Federal,Private", "DrugReport  ", str(year), period, str(count), QUERY),
        *(substance.number, substance.name, substance.base_number, substance.base),
        *("33", "Fentanyl and Fentanyl-related", state, name, fips),
    )
