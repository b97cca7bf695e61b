"""Made-up seizures of Mexican federal forces in the layout of México Unido Contra la Delincuencia."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from tercet.sample.dice import Dice, level
from tercet.sample.sheet import SampleFile, Sheet, number

HEADER = (
    *("cvemunicipio", "entidad", "municipio", "año", "mes", "Añomensual", "clave_ent"),
    *("AseFen_SEDENA", "PasFen_SEDENA", "AmpFen_SEDENA", "AseMet_SEDENA", "IncCoc_SEDENA", "gn_12", "gn_9"),
)


class Town(NamedTuple):
    """A municipality: its code, its state, and its part of what is seized."""

    code: str
    state: str
    name: str
    part: float


TOWNS = (
    Town("2004", "Baja California", "Tijuana", 22), Town("2001", "Baja California", "Ensenada", 6),
    Town("2002", "Baja California", "Mexicali", 8), Town("25006", "Sinaloa", "Culiacán", 25),
    Town("25012", "Sinaloa", "Mazatlán", 4), Town("26055", "Sonora", "San Luis Río Colorado", 9),
    Town("26043", "Sonora", "Nogales", 6), Town("8037", "Chihuahua", "Juárez", 4),
    Town("14039", "Jalisco", "Guadalajara", 4),
    Town("16053", "Michoacán", "Lázaro Cárdenas", 3), Town("12035", "Guerrero", "Iguala de la Independencia", 2),
    Town("28027", "Tamaulipas", "Nuevo Laredo", 3), Town("9015", "Ciudad de México", "Cuauhtémoc", 2),
    Town("", "No Especificada", "No especificado", 2),
)  # fmt: skip
# A year's seizures, at a time: kilograms, pills or ampoules.
LEVELS = {
    "AseFen_SEDENA": ((2016.0, 90.0), (2018.5, 350.0), (2020.5, 1_300.0), (2021.5, 1_900.0), (2022.5, 2_200.0)),
    "PasFen_SEDENA": ((2017.0, 9_000.0), (2020.5, 900_000.0), (2022.5, 3_200_000.0)),
    "AmpFen_SEDENA": ((2017.0, 150.0), (2022.5, 300.0)),
    "AseMet_SEDENA": ((2015.0, 16_000.0), (2018.5, 17_500.0), (2022.5, 48_000.0)),
    "IncCoc_SEDENA": ((2015.0, 9_000.0), (2022.5, 14_000.0)),
    "gn_12": ((2019.4, 0.0), (2020.5, 90.0), (2022.5, 310.0)),
    "gn_9": ((2019.4, 0.0), (2020.5, 4_500.0), (2022.5, 9_000.0)),
}
COUNTED = {"PasFen_SEDENA", "AmpFen_SEDENA"}


def files(seed: int, scale: float) -> Iterator[SampleFile]:
    """One file, 2015 to 2022; a cell in which nothing was seized is blank."""
    sheet = Sheet(HEADER)
    for town in TOWNS:
        dice = Dice(seed, "mx_mucd_drug_seizures", town.name)
        for year in range(2015, 2023):
            for month in range(1, 13):
                cells = _cells(town, year + (month - 0.5) / 12, dice, scale)
                if any(cells):
                    sheet.rows.append((*_where(town, year, month), *cells))
    lost = ("99999", "Entidad Perdida", "Pueblo Perdido", "2022", "6", "2022-06", "99")
    sheet.insert(0.4, (*lost, "1.5", "", "", "", "", "", ""), "no state is called Entidad Perdida", "unknown_place")
    known = _where(TOWNS[3], 2022, 13)
    sheet.insert(0.8, (*known, "2.5", "", "", "", "", "", ""), "there is no thirteenth month", "bad_period")
    yield SampleFile(
        name="SAMPLE_mx_mucd_drug_seizures_2015_2022.csv",
        about="Drug seizures of Mexico's army and National Guard by municipality, 2015 to 2022. In latin-1.",
        source="mx_mucd_drug_seizures",
        received=date(2023, 4, 3),
        content=sheet.content(encoding="latin-1"),
        faults=tuple(sheet.faults),
    )


def _where(town: Town, year: int, month: int) -> tuple[str, ...]:
    state = town.code[:-3] or "99"
    return (town.code, town.state, town.name, str(year), str(month), f"{year}-{month:02}", state)


def _cells(town: Town, at: float, dice: Dice, scale: float) -> list[str]:
    """What a municipality has of each column in a month; most months have little."""
    cells = []
    for column, points in LEVELS.items():
        mean = level(points, at) / 12 * town.part / 100 * scale
        amount = mean / 0.35 * dice.wobble(0.7) if mean and dice.happens(0.35) else 0.0
        text = str(round(amount)) if column in COUNTED else number(amount, 3)
        cells.append("" if text == "0" else text)
    return cells
