"""Made-up encounters in the layout of U.S. Customs and Border Protection, by state."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from tercet.sample.dice import Dice, level, months_of_fiscal_year
from tercet.sample.sheet import SampleFile, Sheet
from tercet.sample.us_cbp_seizures import MONTHS

HEADER = (
    *("Fiscal Year", "Month Grouping", "Month (abbv)", "Land Border Region", "State", "Demographic", "Citizenship"),
    *("Title of Authority", "Encounter Count"),
)
YEARLY = ((2020.5, 1_300_000), (2021, 1_850_000), (2022, 2_600_000), (2023, 3_020_000), (2024, 2_700_000))
PLACES: Mapping[tuple[str, str], float] = {
    ("Southwest Land Border", "TX"): 42,
    ("Southwest Land Border", "AZ"): 19,
    ("Southwest Land Border", "CA"): 14,
    ("Other", "FL"): 11,
    ("Northern Land Border", "NY"): 4,
    ("Northern Land Border", "WA"): 2,
    ("Other", "IL"): 3,
}
PEOPLE: Mapping[str, float] = {"Single Adults": 64, "FMUA": 31, "UC / Single Minors": 5}
CITIZENS: Mapping[str, float] = {
    "MEXICO": 24, "OTHER": 34, "VENEZUELA": 12, "GUATEMALA": 10, "HONDURAS": 10, "CUBA": 7, "CANADA": 3,
}  # fmt: skip
TITLE_42_ENDS = (2023, 5)
LEAST = 0.8  # rows of less than one encounter on average are left out, as a publisher has no row for nothing


def files(seed: int, scale: float) -> Iterator[SampleFile]:
    """One file of four fiscal years."""
    sheet = Sheet(HEADER)
    for year in range(2021, 2025):
        for at, (calendar, month) in enumerate(months_of_fiscal_year(year)):
            dice = Dice(seed, "us_cbp_encounters", calendar, month)
            mean = level(YEARLY, year - 0.45 + at / 12) / 12 * dice.wobble(0.06)
            sheet.rows += _month(year, (calendar, month), mean * scale, dice)
    row = ("2024", "FYTD", "SEP", "Southwest Land Border", "TEJAS", "Single Adults", "MEXICO", "Title 8", "12")
    sheet.insert(0.9, row, "the state is written TEJAS", "unknown_place")
    yield SampleFile(
        name="SAMPLE_us_cbp_encounters_fy21_fy24.csv",
        about="Encounters of migrants in the United States, fiscal years 2021 to 2024: events, not persons.",
        source="us_cbp_encounters",
        received=date(2024, 10, 22),
        content=sheet.content(),
        faults=tuple(sheet.faults),
    )


def _month(year: int, when: tuple[int, int], mean: float, dice: Dice) -> Iterator[tuple[str, ...]]:
    """One month: single adults at the land border were mostly expelled under Title 42 while it was in force."""
    whole = sum(PLACES.values()) * sum(PEOPLE.values()) * sum(CITIZENS.values())
    for (region, state), here in PLACES.items():
        for people, some in PEOPLE.items():
            for citizens, many in CITIZENS.items():
                expected = mean * here * some * many / whole * _fits(region, citizens) * dice.wobble(0.15)
                expelled = (
                    0.45 if people == "Single Adults" and "Southwest" in region and when <= TITLE_42_ENDS else 0.0
                )
                for title, part in (("Title 42", expelled), ("Title 8", 1 - expelled)):
                    count = dice.count(expected * part) if expected * part > LEAST else 0
                    if count:
                        start = (str(year), "FYTD", MONTHS[when[1] - 1], region, state)
                        yield (*start, people, citizens, title, str(count))


def _fits(region: str, citizens: str) -> float:
    """Who is met where: Canadians in the north, hardly ever in the south."""
    if citizens == "CANADA":
        return 5.0 if "Northern" in region else 0.05
    return 1.08
