"""Made-up Canadian seizures in Tercet's own template: one row is one seizure of one substance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from tercet.sample.dice import Dice
from tercet.sample.sheet import SampleFile, Sheet, number

HEADER = ("id", "date", "area", "place", "agency", "substance", "quantity", "unit", "events", "note", "terms")
FIRST, LAST = date(2022, 1, 1), date(2026, 4, 30)
SEIZURES = 950
PLACES: Mapping[str, float] = {"CA-BC": 34, "CA-ON": 30, "CA-AB": 14, "CA-QC": 10, "CA-MB": 7, "CA-SK": 5}
AGENCIES: Mapping[str, float] = {"RCMP": 45, "CBSA": 55}
TERMS: Mapping[str, float] = {"public": 80, "statistics_only": 12, "us_ca": 5, "": 3}


class Kind(NamedTuple):
    """What is seized: how often, in which unit, and how much at a time."""

    weight: float
    unit: str
    amount: float


KINDS: Mapping[str, Kind] = {
    "fentanyl": Kind(26, "kg", 1.1),
    "methamphetamine": Kind(24, "kg", 9.5),
    "cocaine": Kind(22, "kg", 14.0),
    "heroin": Kind(6, "kg", 0.6),
    "MDMA": Kind(8, "tablets", 900.0),
    "carfentanil": Kind(4, "g", 38.0),
    "ketamine": Kind(10, "lb", 6.0),
}


def files(seed: int, scale: float) -> Iterator[SampleFile]:
    """One file of records; the scale makes more of them, not larger ones."""
    dice, days = Dice(seed, "tercet_seizures"), (LAST - FIRST).days
    sheet = Sheet(HEADER)
    for at in range(1, max(20, round(SEIZURES * scale)) + 1):
        sheet.rows.append(_record(f"SAMPLE-{at:06}", FIRST + timedelta(dice.between(0, days)), dice))
    again = sheet.rows[9]
    start = ("CA", "CA-BC", "RCMP", "fentanyl")
    sheet.insert(0.1, ("SAMPLE-X1", "2024-02-30", *start, "0.2", "kg", "1", "", "public"), "30 February", "bad_date")
    sheet.insert(
        0.25, ("SAMPLE-X2", "2024-03-11", *start, "3", "bricks", "1", "", "public"), "the unit bricks", "unknown_unit"
    )
    sheet.insert(
        0.4, ("SAMPLE-X3", "2024-03-12", *start, "-1.5", "kg", "1", "", "public"), "less than nothing", "implausible"
    )
    sheet.insert(
        0.55, ("SAMPLE-X4", "2024-03-13", *start, "2,5", "kg", "1", "", "public"), "a decimal comma", "bad_number"
    )
    sheet.insert(
        0.7,
        ("SAMPLE-X5", "2024-03-14", *start, "9000000000", "kg", "1", "", "public"),
        "nine billion kg",
        "implausible",
    )
    sheet.insert(
        0.85, ("", "2024-03-15", *start, "0.4", "kg", "1", "", "public"), "a record without an id", "missing_id"
    )
    sheet.insert(0.95, again, f"the id {again[0]} a second time", "repeated_id")
    yield SampleFile(
        name="SAMPLE_ca_seizures_2022_2026_04.csv",
        about="Drug seizures in Canada in Tercet's own template, 2022 to April 2026. Some are not for everybody.",
        source="tercet_seizures",
        received=date(2026, 5, 11),
        content=sheet.content(),
        faults=tuple(sheet.faults),
    )


def _record(name: str, day: date, dice: Dice) -> tuple[str, ...]:
    substance = dice.pick({substance: kind.weight for substance, kind in KINDS.items()})
    kind = KINDS[substance]
    amount = kind.amount * dice.wobble(1.1)
    quantity = str(max(1, round(amount))) if kind.unit == "tablets" else number(amount, 3)
    where = (dice.pick(PLACES), dice.pick(AGENCIES), substance)
    return (name, day.isoformat(), "CA", *where, quantity, kind.unit, "1", "", dice.pick(TERMS))
