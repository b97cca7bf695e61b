"""Made-up opioid- and stimulant-related harms in the newest layout of the Public Health Agency of Canada."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from tercet.sample.dice import Dice, level
from tercet.sample.sheet import SampleFile, Sheet, number

HEADER = (
    *("Substance", "Source", "Specific_Measure", "Region", "PRUID", "Time_Period", "Year_Quarter"),
    *("Aggregator", "Disaggregator", "Unit", "Value"),
)
FIRST, LAST = 2016, (2025, 3)  # the last quarter
PARTIAL = "2025 (Jan to Sep)"


class Region(NamedTuple):
    """A province or territory: its code, people in thousands, and its part of the country's harms."""

    code: str
    people: float
    part: float


REGIONS: Mapping[str, Region] = {
    "Newfoundland and Labrador": Region("10", 540, 0.005),
    "Prince Edward Island": Region("11", 170, 0.002),
    "Nova Scotia": Region("12", 1_050, 0.01),
    "New Brunswick": Region("13", 830, 0.009),
    "Quebec": Region("24", 8_900, 0.065),
    "Ontario": Region("35", 15_600, 0.34),
    "Manitoba": Region("46", 1_450, 0.045),
    "Saskatchewan": Region("47", 1_200, 0.045),
    "Alberta": Region("48", 4_700, 0.2),
    "British Columbia": Region("59", 5_500, 0.272),
    "Yukon": Region("60", 45, 0.003),
    "Northwest Territories": Region("61", 45, 0.0012),
    "Nunavut": Region("62", 40, 0.0003),
}
CANADA = Region("1", 40_000, 1.0)
DEATHS, HOSPITAL, EMERGENCY = "Deaths", "Hospitalizations", "Emergency Department (ED) Visits"
# A year's harms in Canada, at a time.
LEVELS: Mapping[tuple[str, str], tuple[tuple[float, float], ...]] = {
    ("Opioids", DEATHS): (
        (2016.2, 2_500), (2017.5, 4_000), (2018.6, 4_300), (2019.4, 3_600), (2020.4, 6_100), (2021.5, 7_550),
        (2022.4, 7_100), (2023.5, 8_200), (2024.5, 7_150), (2025.6, 5_500),
    ),
    ("Opioids", HOSPITAL): ((2016, 4_600), (2018, 5_100), (2021, 6_200), (2023.5, 6_300), (2025.6, 4_600)),
    ("Opioids", EMERGENCY): ((2016, 11_000), (2020, 22_000), (2023.5, 30_000), (2025.6, 22_000)),
    ("Stimulants", DEATHS): ((2018, 2_000), (2021, 4_600), (2023.5, 5_400), (2025.6, 3_900)),
    ("Stimulants", HOSPITAL): ((2016, 1_900), (2021, 3_000), (2025.6, 2_900)),
    ("Stimulants", EMERGENCY): ((2016, 5_000), (2021, 11_000), (2025.6, 12_500)),
}  # fmt: skip
STARTS = {"Deaths": 2018}  # deaths from stimulants are counted from 2018 on
TYPES = {
    "Opioids": ("Fentanyl", "Fentanyl analogues", "Non-fentanyl opioids"),
    "Stimulants": ("Cocaine", "Methamphetamine"),
}
SHARES = (0.8, 0.4, 0.24)
AGES: Mapping[str, float] = {
    "0 to 19 years": 2, "20 to 29 years": 16, "30 to 39 years": 29, "40 to 49 years": 24, "50 to 59 years": 18,
    "60 years or more": 11,
}  # fmt: skip


def files(seed: int, scale: float) -> Iterator[SampleFile]:
    """One edition, to September 2025."""
    sheet = Sheet(HEADER)
    for substance, source in LEVELS:
        sheet.rows += _harms(substance, source, seed, scale)
    row = (
        "Opioids",
        DEATHS,
        "Overall numbers",
        "Nouvelle-Zemble",
        "99",
        "By quarter",
        "2025 Q2",
        "",
        "",
        "Number",
        "3",
    )
    sheet.insert(0.3, row, "no province is called Nouvelle-Zemble", "unknown_place")
    sheet.insert(
        0.6, (*row[:3], "Ontario", "35", *row[5:6], "2025 Q5", *row[7:]), "there is no fifth quarter", "bad_period"
    )
    row = (
        "Opioids",
        DEATHS,
        "Overall numbers",
        "Ontario",
        "35",
        "By quarter",
        "2015 Q4",
        "",
        "",
        "Number",
        "about 300",
    )
    sheet.insert(0.9, row, "the value has a word in it", "bad_number")
    yield SampleFile(
        name="SAMPLE_ca_phac_substance_harms_to_2025_09.csv",
        about=(
            "Opioid- and stimulant-related harms in Canada, quarters and years to September 2025. Small numbers are "
            "suppressed, and Nunavut stops reporting: these are gaps with a name, not faults."
        ),
        source="ca_phac_substance_harms",
        received=date(2026, 3, 24),
        content=sheet.content(),
        faults=tuple(sheet.faults),
    )


def _harms(substance: str, source: str, seed: int, scale: float) -> Iterator[tuple[str, ...]]:
    """One kind of harm: quarters by region, years as their sums, and what the years are made of."""
    first = STARTS.get(source, FIRST) if substance == "Stimulants" else FIRST
    quarters = [(year, at) for year in range(first, LAST[0] + 1) for at in range(1, 5) if (year, at) <= LAST]
    counts: dict[str, dict[tuple[int, int], int]] = {}
    for name, region in REGIONS.items():
        dice = Dice(seed, "ca_phac_substance_harms", substance, source, name)
        counts[name] = {
            when: dice.count(level(LEVELS[substance, source], when[0] + when[1] / 4 - 0.125) / 4 * region.part
                             * dice.wobble(0.04) * scale)
            for when in quarters
        }  # fmt: skip
    counts["Canada"] = {when: sum(numbers[when] for numbers in counts.values()) for when in quarters}
    for name, numbers in counts.items():
        start = (substance, source, "Overall numbers", name, {**REGIONS, "Canada": CANADA}[name].code)
        for (year, at), count in numbers.items():
            yield (*start, "By quarter", f"{year} Q{at}", "", "", "Number", _shown(count, name, year))
        for year in sorted({year for year, _ in quarters}):
            whole = sum(count for (of, _), count in numbers.items() if of == year)
            yield from _year(start, year, whole, Dice(seed, *start, year))


def _year(start: tuple[str, ...], year: int, count: int, dice: Dice) -> Iterator[tuple[str, ...]]:
    """One year of one region: number, rate, and percentages by sex, age and type."""
    substance, source, _, name, code = start
    when = PARTIAL if year == LAST[0] else str(year)
    people = {**REGIONS, "Canada": CANADA}[name].people * (0.75 if year == LAST[0] else 1)
    shown = _shown(count, name, year)
    rate = shown if not shown.isdigit() else number(round(count / people * 100, 1), 1)
    yield (*start, "By year", when, "", "", "Number", shown)
    yield (*start, "By year", when, "", "", "Crude rate", rate)
    men = round(72 * dice.wobble(0.03))
    ages = {age: weight * dice.wobble(0.1) for age, weight in AGES.items()}
    split = {"Sex": {"Male": float(men), "Female": 100.0 - men}}
    if substance == "Opioids":
        split["Age group"] = ages
    kinds = zip(TYPES[substance], SHARES, strict=False)
    split[f"Type of {substance.lower()}"] = {kind: 100 * part * dice.wobble(0.05) for kind, part in kinds}
    for measure, parts in split.items():
        for part, percent in parts.items():
            value = "Suppr." if shown == "Suppr." or count < 40 else "n/a" if shown == "n/a" else str(round(percent))
            yield (substance, source, measure, name, code, "By year", when, str(year), part, "Percent", value)


def _shown(count: int, name: str, year: int) -> str:
    """A count as the publisher shows it: small ones are suppressed, and Nunavut has not reported since 2024."""
    if name == "Nunavut" and year >= 2024:
        return "n/a"
    return "Suppr." if name != "Canada" and 0 < count < 5 else str(count)
