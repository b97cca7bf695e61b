"""Made-up overdose deaths in the layout of CDC's VSRR: sums over twelve months, reported and predicted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from tercet.sample.dice import Dice, level
from tercet.sample.sheet import SampleFile, Sheet, number, thousands

HEADER = (
    *("State", "Year", "Month", "Period", "Indicator", "Data Value", "Percent Complete"),
    *("Percent Pending Investigation", "State Name", "Footnote", "Footnote Symbol", "Predicted Value"),
)
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
FINAL = "Numbers may differ from published reports using final data. See Technical Notes."
EARLY = "Underreported due to incomplete data."
SUPPRESSED = " Data suppressed (<10)."
LOW_QUALITY = " Data not shown due to low data quality."
FIRST, LAST = (2019, 1), (2025, 11)
# Editions that the last one restates, with the days on which they came.
EARLIER = (((2024, 5), date(2024, 10, 16)), ((2024, 9), date(2025, 2, 12)))
DEATHS = (  # a year's deaths, in the United States, at a time
    *((2017.5, 69_000.0), (2018.9, 67_000.0), (2019.7, 71_500.0), (2020.4, 92_500.0), (2021.4, 106_500.0)),
    *((2022.4, 110_500.0), (2023.2, 112_000.0), (2023.9, 101_000.0), (2024.6, 78_500.0), (2026.0, 71_000.0)),
)
ALL_DEATHS = (
    (2018.0, 2_840_000.0),
    (2019.9, 2_860_000.0),
    (2020.6, 3_400_000.0),
    (2022.0, 3_350_000.0),
    (2023.5, 3_090_000.0),
)


class State(NamedTuple):
    """An area of the publisher: its name, and its part of the country's deaths."""

    name: str
    part: float


STATES: Mapping[str, State] = {
    "US": State("United States", 1.0),
    "AK": State("Alaska", 0.003),
    "CA": State("California", 0.111),
    "FL": State("Florida", 0.07),
    "NY": State("New York", 0.032),  # without New York City
    "OH": State("Ohio", 0.046),
    "PA": State("Pennsylvania", 0.048),
    "SD": State("South Dakota", 0.0009),
    "TX": State("Texas", 0.051),
    "WA": State("Washington", 0.03),
    "YC": State("New York City", 0.029),
}
# Part of overdose deaths that involve a class; a death may count under several.
CLASSES: Mapping[str, tuple[tuple[float, float], ...]] = {
    "Opioids (T40.0-T40.4,T40.6)": ((2018, 0.69), (2020, 0.74), (2023, 0.765), (2026, 0.68)),
    "Synthetic opioids, excl. methadone (T40.4)": ((2018, 0.45), (2020, 0.61), (2023, 0.70), (2026, 0.60)),
    "Cocaine (T40.5)": ((2018, 0.21), (2021, 0.22), (2026, 0.29)),
    "Psychostimulants with abuse potential (T43.6)": ((2018, 0.17), (2021, 0.29), (2026, 0.36)),
}


def files(seed: int, scale: float) -> Iterator[SampleFile]:
    """Two earlier editions, whose last windows still miss deaths, and one to November 2025."""
    for last, received in EARLIER:
        sheet = Sheet(HEADER)
        for code in STATES:
            sheet.rows += _state(code, seed, scale, last)
        about = "The same as it was known earlier: its last windows miss deaths that a later edition has."
        yield _file(sheet, last, received, about)
    sheet = Sheet(HEADER)
    for code in STATES:
        sheet.rows += _state(code, seed, scale, LAST)
    row = ("ZZ", "2025", "October", "12 month-ending", "Number of Drug Overdose Deaths", "311", "100", "0.1")
    sheet.insert(0.97, (*row, "", EARLY, "*", "320"), "no state has the code ZZ", "unknown_place", observations=2)
    about = (
        "Overdose deaths in the United States, sums over twelve months, reported and predicted. Small numbers are "
        "suppressed, and one state's drug classes are not shown: these are gaps with a name, not faults."
    )
    yield _file(sheet, LAST, date(2026, 4, 15), about)


def _file(sheet: Sheet, last: tuple[int, int], received: date, about: str) -> SampleFile:
    """One edition, named after its last month."""
    return SampleFile(
        name=f"SAMPLE_us_cdc_vsrr_to_{last[0]}_{last[1]:02}.csv",
        about=about,
        source="us_cdc_vsrr",
        received=received,
        content=sheet.content(encoding="utf-8-sig"),
        faults=tuple(sheet.faults),
    )


def _months() -> list[tuple[int, int]]:
    """Every (year, month) whose deaths are in some window, from a year before the first."""
    return [(year, month) for year in range(FIRST[0] - 1, LAST[0] + 1) for month in range(1, 13)]


def _state(code: str, seed: int, scale: float, last: tuple[int, int]) -> Iterator[tuple[str, ...]]:
    """The rows of one area: months first, then windows of twelve, so that they agree with one another."""
    dice, state = Dice(seed, "us_cdc_vsrr", code), STATES[code]
    monthly: dict[str, list[int]] = {"Number of Deaths": [], "Number of Drug Overdose Deaths": []}
    monthly |= {name: [] for name in CLASSES}
    for year, month in _months():
        at = year + (month - 0.5) / 12
        winter = 1.06 if month in (12, 1, 2) else 0.98
        population = state.part if code == "US" else state.part * 0.9 + 0.002
        monthly["Number of Deaths"].append(dice.count(level(ALL_DEATHS, at) / 12 * population * winter * scale))
        overdoses = dice.count(level(DEATHS, at) / 12 * state.part * dice.wobble(0.02) * scale)
        monthly["Number of Drug Overdose Deaths"].append(overdoses)
        for name, parts in CLASSES.items():
            monthly[name].append(min(overdoses, round(overdoses * level(parts, at) * dice.wobble(0.03))))
    for at, (year, month) in enumerate(_months()):
        if FIRST <= (year, month) <= last:
            yield from _window(code, at, last, monthly, dice)


def _late(at: int, last: tuple[int, int]) -> float:
    """The share of a month's deaths that an edition misses. A year that is over when it comes out is closed: none."""
    year, month = _months()[at]
    age = (last[0] - year) * 12 + last[1] - month
    return 0.14 * 0.72**age if year == last[0] and age >= 0 else 0.0


def _window(
    code: str, at: int, last: tuple[int, int], monthly: Mapping[str, list[int]], dice: Dice
) -> Iterator[tuple[str, ...]]:
    """The twelve months that end in one month; those of the edition's last year still miss some deaths."""
    year, month = _months()[at]
    early = (last[0] - year) * 12 + last[1] - month < 18
    late = [_late(one, last) * dice.wobble(0.1) for one in range(at - 11, at + 1)]
    pending = number(0.13 + 1.4 * sum(late) / 12 + 0.01 * dice.wobble(0.3), 9)
    start = (code, str(year), MONTHS[month - 1], "12 month-ending")
    end = ("100", pending, STATES[code].name)
    for name, counts in monthly.items():
        real = sum(counts[at - 11 : at + 1])
        missing = sum(count * share for count, share in zip(counts[at - 11 : at + 1], late, strict=True))
        reported = round(real - missing)
        note, shown = (EARLY, "*") if early else (FINAL, "**")
        predicted = "" if name == "Number of Deaths" else thousands(round(real * (1.012 if early else 1.004)))
        if code == "SD" and name in CLASSES:
            yield (*start, name, "", *end, note + LOW_QUALITY, shown, "")
        elif reported < 10:
            yield (*start, name, "", *end, note + SUPPRESSED, shown, "")
        else:
            yield (*start, name, thousands(reported), *end, note, shown, predicted)
    specified = number(93.5 + 2.5 * dice.wobble(0.1), 8)
    yield (
        *start,
        "Percent with drugs specified",
        specified,
        *end,
        EARLY if early else FINAL,
        "*" if early else "**",
        "",
    )
