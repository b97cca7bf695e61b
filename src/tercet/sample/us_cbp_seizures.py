"""Made-up drug seizures in the layouts of U.S. Customs and Border Protection: nationwide, and Air and Marine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from tercet.sample.dice import Dice, level, months_of_fiscal_year
from tercet.sample.sheet import SampleFile, Sheet, number

NATIONWIDE = (
    *("FY", "Month (abbv)", "Component", "Region", "Land Filter"),
    *("Area of Responsibility", "Drug Type", "Count of Event", "Sum Qty (lbs)"),
)
AIR_AND_MARINE = tuple("Branch" if name == "Area of Responsibility" else name for name in NATIONWIDE)
MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
OFO, USBP, AMO = "Office of Field Operations", "U.S. Border Patrol", "Air and Marine Operations"


class Drug(NamedTuple):
    """A drug: events in a year, the trade that carries it, and thousands of pounds by fiscal year."""

    events: float
    trade: str
    pounds: tuple[tuple[float, float], ...]


class Site(NamedTuple):
    """A place that seizes: how its row is labelled, and its part of the events and of each trade's weight."""

    component: str
    region: str
    land: str
    name: str
    events: float
    land_trade: float
    sea_trade: float
    parcels: float


# Levels are rounded from published totals, so that charts look familiar; no row is anybody's.
DRUGS: Mapping[str, Drug] = {
    "Fentanyl": Drug(
        1300, "land_trade",
        ((2019, 2.8), (2020, 5), (2021, 11), (2022, 15), (2023, 27), (2024, 22), (2025, 12), (2026, 10)),
    ),
    "Methamphetamine": Drug(
        3800, "land_trade", ((2019, 105), (2020, 178), (2021, 190), (2023, 140), (2024, 174), (2026, 168))
    ),
    "Heroin": Drug(500, "land_trade", ((2019, 6.2), (2021, 5.4), (2022, 1.9), (2026, 1.4))),
    "Cocaine": Drug(2600, "sea_trade", ((2019, 100), (2020, 58), (2021, 97), (2022, 70), (2023, 81), (2026, 69))),
    "Marijuana": Drug(17000, "parcels", ((2019, 550), (2020, 580), (2021, 320), (2022, 155), (2024, 165), (2026, 230))),
    "Ketamine": Drug(1100, "parcels", ((2019, 0.8), (2020, 1.1), (2021, 10.8), (2022, 13.7), (2023, 8), (2026, 9))),
    "Ecstasy": Drug(1800, "parcels", ((2019, 3.2), (2021, 1.2), (2023, 0.65), (2026, 0.2))),
    "Khat (Catha Edulis)": Drug(190, "parcels", ((2019, 115), (2021, 200), (2023, 70), (2024, 18), (2026, 40))),
    "Lsd": Drug(500, "parcels", ((2019, 0.3), (2021, 0.04), (2026, 0.02))),
    "Other Drugs**": Drug(24000, "parcels", ((2019, 90), (2020, 115), (2022, 50), (2024, 107), (2026, 180))),
}  # fmt: skip
SITES = (
    Site(OFO, "Southwest Border", "Land Only", "SAN DIEGO FIELD OFFICE", 16, 52, 12, 4),
    Site(OFO, "Southwest Border", "Land Only", "TUCSON FIELD OFFICE", 7, 30, 3, 2),
    Site(OFO, "Southwest Border", "Land Only", "LAREDO FIELD OFFICE", 6, 7, 8, 3),
    Site(OFO, "Southwest Border", "Land Only", "EL PASO FIELD OFFICE", 6, 3, 3, 2),
    Site(USBP, "Southwest Border", "Land Only", "TUCSON SECTOR", 5, 4, 1, 3),
    Site(USBP, "Southwest Border", "Land Only", "RIO GRANDE VALLEY SECTOR", 4, 1, 3, 4),
    Site(USBP, "Southwest Border", "Land Only", "YUMA SECTOR", 3, 1.5, 0.5, 1),
    Site(OFO, "Northern Border", "Land Only", "BUFFALO FIELD OFFICE", 5, 0.05, 0.4, 5),
    Site(OFO, "Northern Border", "Land Only", "SEATTLE FIELD OFFICE", 5, 0.05, 0.6, 3),
    Site(OFO, "Northern Border", "Other", "DETROIT FIELD OFFICE", 4, 0.1, 0.3, 3),
    Site(USBP, "Northern Border", "Land Only", "BLAINE SECTOR", 0.4, 0.1, 0.2, 0.2),
    Site(OFO, "Coastal/Interior", "Other", "CHICAGO FIELD OFFICE", 20, 0.6, 2, 28),
    Site(OFO, "Coastal/Interior", "Other", "NEW YORK FIELD OFFICE", 24, 0.1, 2, 24),
    Site(OFO, "Coastal/Interior", "Other", "MIAMI FIELD OFFICE", 16, 0.1, 8, 10),
    Site(OFO, "Coastal/Interior", "Other", "SAN JUAN FIELD OFFICE", 4, 0.05, 38, 1),
    Site(USBP, "Coastal/Interior", "Other", "RAMEY SECTOR", 0.5, 0.01, 17, 0.1),
)
BRANCHES = (
    ("Southwest Border", "Land", "Tucson Air Branch", 22.0, 1.0),
    ("Southwest Border", "Land", "Mc Allen Air And Marine Branch", 8.0, 0.6),
    ("Southwest Border", "Land", "Laredo Air Branch", 7.0, 0.8),
    ("Northern Border", "Land", "Bellingham Air Branch", 12.0, 0.3),
    ("Northern Border", "Other", "Great Lakes Air And Marine Branch", 14.0, 0.3),
    ("Coastal/Interior", "Other", "Jacksonville Air And Marine Branch", 20.0, 1.5),
    ("Coastal/Interior", "Other", "NASOC - Corpus Christi", 8.0, 9.0),
    ("Coastal/Interior", "Other", "Caribbean Air And Marine Branch", 5.0, 7.0),
)
AMO_DRUGS: Mapping[str, tuple[float, float]] = {  # events and thousands of pounds in a year
    "Cocaine": (340, 205),
    "Fentanyl": (240, 1.4),
    "Methamphetamine": (170, 3),
    "Marijuana": (130, 70),
    "Heroin": (28, 0.1),
}


def files(seed: int, scale: float) -> Iterator[SampleFile]:
    """Three vintages of the nationwide file, of which the newest revises the second, and one of Air and Marine."""
    yield _first(seed, scale)
    yield _vintage(seed, scale, last=(2025, 12), name="fy23_fy26_dec", received=date(2026, 1, 20))
    yield _vintage(seed, scale, last=(2026, 4), name="fy23_fy26_apr", received=date(2026, 5, 19))
    yield _air_and_marine(seed, scale)


def _first(seed: int, scale: float) -> SampleFile:
    """Four complete years, with the faults that an analyst meets most often."""
    sheet = Sheet(NATIONWIDE, [row for year in range(2019, 2023) for row in _year(year, seed, scale)])
    start = ("2022", "AUG", OFO, "Southwest Border", "Land Only", "SAN DIEGO FIELD OFFICE")
    sheet.insert(0.2, (*start, "Fentanil0", "3", "41.2"), "the drug is written Fentanil0", "unknown_substance")
    sheet.insert(0.4, (*start, "Fentanyl", "2", "12.5 lbs"), "the weight has a word in it", "bad_number")
    sheet.insert(0.6, (*start, "Heroin", "1", "-3.2"), "the weight is below zero", "implausible")
    sheet.insert(0.8, (*start, "Cocaine", "1", "600000000"), "600 million pounds in one month", "implausible")
    return SampleFile(
        name="SAMPLE_us_cbp_drug_seizures_fy19_fy22.csv",
        about="Drug seizures in the United States, fiscal years 2019 to 2022, complete.",
        source="us_cbp_drug_seizures",
        received=date(2022, 11, 15),
        content=sheet.content(),
        faults=tuple(sheet.faults),
    )


def _vintage(seed: int, scale: float, last: tuple[int, int], name: str, received: date) -> SampleFile:
    """Fiscal years 2023 to 2026 as far as they were known; an early look at 2026 differs here and there."""
    early = last < (2026, 4)
    rows = [row for year in range(2023, 2026) for row in _year(year, seed, scale)]
    rows += [_unsettled(row, seed) if early else row for row in _year(2026, seed, scale, last)]
    sheet = Sheet(NATIONWIDE, rows)
    if not early:
        start = ("2026 (FYTD)", "MAR", USBP, "Southwest Border", "Land Only")
        sheet.insert(
            0.5, (*start, "TUSCON SECTOR", "Fentanyl", "1", "4.4"), "the sector is written TUSCON", "unknown_place"
        )
    return SampleFile(
        name=f"SAMPLE_us_cbp_drug_seizures_{name}.csv",
        about=(
            "The same for fiscal years 2023 to 2026, the last one to December 2025. The file to April 2026 revises it."
            if early
            else "The same to April 2026: four months more, and October to December 2025 revised up and down."
        ),
        source="us_cbp_drug_seizures",
        received=received,
        content=sheet.content(),
        faults=tuple(sheet.faults),
    )


def _year(year: int, seed: int, scale: float, last: tuple[int, int] | None = None) -> list[tuple[str, ...]]:
    """The rows of a fiscal year; the whole year is always drawn, so that every vintage agrees on its months."""
    rows = [row for drug in DRUGS for row in _drug(drug, year, seed, scale, last)]
    return sorted(rows, key=lambda row: row[:7])


def _drug(name: str, year: int, seed: int, scale: float, last: tuple[int, int] | None) -> Iterator[tuple[str, ...]]:
    """One drug in one fiscal year: events first, then a weight for each, brought to the level of the year."""
    dice, drug = Dice(seed, "us_cbp_drug_seizures", name, year), DRUGS[name]
    weights: dict[Site, float] = {site: getattr(site, drug.trade) for site in SITES}
    busy = {site: weight**0.5 * site.events**0.5 for site, weight in weights.items()}
    drawn = []
    for at, (calendar, month) in enumerate(months_of_fiscal_year(year)):
        pace = level(drug.pounds, year - 0.5 + at / 12) * dice.wobble(0.2)
        for site in SITES:
            mean = drug.events / 12 * busy[site] / sum(busy.values())
            events = dice.count(mean)
            if events:
                raw = pace * weights[site] * events / mean * dice.wobble(0.5)
                drawn.append((calendar, month, site, events, raw, dice.happens(0.004)))
    factor = level(drug.pounds, year) * 1000 * dice.wobble(0.015) / sum(raw for *_, raw, _ in drawn) * scale
    shown = f"{year} (FYTD)" if last else str(year)
    for calendar, month, site, events, raw, unweighed in drawn:
        if last is None or (calendar, month) <= last:
            pounds = "0" if unweighed else _pounds(raw * factor, site.component)
            yield (shown, MONTHS[month - 1], *site[:4], name, str(events), pounds)


def _pounds(pounds: float, component: str) -> str:
    """Pounds as each component has them: field offices weigh in kilograms, which leaves many decimals."""
    return number(round(pounds * 0.45359237, 2) * 2.20462262, 10) if component == OFO else number(pounds, 2)


def _unsettled(row: tuple[str, ...], seed: int) -> tuple[str, ...]:
    """A row as it was first published: about one in twelve weights is corrected later, up or down."""
    dice = Dice(seed, "us_cbp_drug_seizures", "early", *row)
    return (*row[:-1], number(float(row[-1]) * dice.wobble(0.3), 2)) if dice.happens(0.08) else row


def _air_and_marine(seed: int, scale: float) -> SampleFile:
    """Seizures with which Air and Marine Operations helped; they may be in the nationwide file too."""
    sheet = Sheet(AIR_AND_MARINE)
    for year in range(2023, 2027):
        for calendar, month in months_of_fiscal_year(year):
            if (calendar, month) <= (2025, 12):
                sheet.rows += _air_and_marine_month(year, month, seed, scale)
    return SampleFile(
        name="SAMPLE_us_cbp_amo_drug_seizures_fy23_fy26_dec.csv",
        about="Drug seizures of Air and Marine Operations. Never added to the nationwide file: they may overlap.",
        source="us_cbp_amo_drug_seizures",
        received=date(2026, 1, 20),
        content=sheet.content(newline="\r\n"),
    )


def _air_and_marine_month(year: int, month: int, seed: int, scale: float) -> list[tuple[str, ...]]:
    dice = Dice(seed, "us_cbp_amo_drug_seizures", year, month)
    rows: list[tuple[str, ...]] = []
    shown = "2026 (FYTD)" if year == 2026 else str(year)
    for region, land, branch, busy, heavy in BRANCHES:
        for drug, (events, pounds) in AMO_DRUGS.items():
            count = dice.count(events / 12 * busy / 96)
            weight = pounds * 1000 / events * count * heavy / 2.2 * dice.wobble(0.8) * scale
            if count:
                rows.append((shown, MONTHS[month - 1], AMO, region, land, branch, drug, str(count), number(weight)))
    return rows
