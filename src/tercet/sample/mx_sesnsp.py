"""Made-up case files in the two layouts of Mexico's SESNSP: federal and state offences, a column for each month."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from tercet.sample.dice import Dice, level
from tercet.sample.sheet import SampleFile, Sheet

MONTHS = (
    *("Enero", "Febrero", "Marzo", "Abril", "Mayo", "Junio", "Julio"),
    *("Agosto", "Septiembre", "Octubre", "Noviembre", "Diciembre"),
)
FEDERAL = ("AÑO", "INEGI", "ENTIDAD", "LEY", "CONCEPTO", "TIPO", *(month.upper() for month in MONTHS))
OF_STATES = (
    *("Año", "Clave_Ent", "Entidad", "Bien jurídico afectado", "Tipo de delito", "Subtipo de delito", "Modalidad"),
    *MONTHS,
)
LAST = (2026, 4)


class State(NamedTuple):
    """A state: its name in the two layouts, and its part of federal and of state offences."""

    federal: str
    name: str
    of_federal: float
    of_states: float


STATES = (
    State("AGUASCALIENTES", "Aguascalientes", 1, 1.4), State("BAJA CALIFORNIA", "Baja California", 14, 10),
    State("BAJA CALIFORNIA SUR", "Baja California Sur", 1, 0.6), State("CAMPECHE", "Campeche", 0.6, 0.2),
    State("COAHUILA", "Coahuila de Zaragoza", 1.5, 11), State("COLIMA", "Colima", 2, 1.8),
    State("CHIAPAS", "Chiapas", 2.5, 1.8), State("CHIHUAHUA", "Chihuahua", 5, 6),
    State("CIUDAD DE MEXICO", "Ciudad de México", 13, 6), State("DURANGO", "Durango", 1.3, 1.2),
    State("GUANAJUATO", "Guanajuato", 5, 28), State("GUERRERO", "Guerrero", 3, 1.3),
    State("HIDALGO", "Hidalgo", 1, 1), State("JALISCO", "Jalisco", 6, 1.4), State("MEXICO", "México", 5, 4.4),
    State("MICHOACAN", "Michoacán de Ocampo", 4, 3), State("MORELOS", "Morelos", 1.5, 1),
    State("NAYARIT", "Nayarit", 1.2, 0.3), State("NUEVO LEON", "Nuevo León", 4, 5.3), State("OAXACA", "Oaxaca", 2, 0.4),
    State("PUEBLA", "Puebla", 2, 2.1), State("QUERETARO", "Querétaro", 1.5, 1.4),
    State("QUINTANA ROO", "Quintana Roo", 2, 1.6), State("SAN LUIS POTOSI", "San Luis Potosí", 2, 1.3),
    State("SINALOA", "Sinaloa", 8, 0.3), State("SONORA", "Sonora", 9, 3.7), State("TABASCO", "Tabasco", 1.2, 0.1),
    State("TAMAULIPAS", "Tamaulipas", 3, 0.3), State("TLAXCALA", "Tlaxcala", 0.7, 0.3),
    State("VERACRUZ", "Veracruz de Ignacio de la Llave", 2, 1.2), State("YUCATAN", "Yucatán", 0.5, 0.3),
    State("ZACATECAS", "Zacatecas", 1, 0.4),
)  # fmt: skip
ABROAD = State("EXTRANJERO", "", 0.05, 0)
PENAL, OTHER_LAWS = "CODIGO PENAL FEDERAL", "OTRAS LEYES Y CODIGOS"
ORGANISED = "LEY FEDERAL CONTRA LA DELINCUENCIA ORGANIZADA (L.F.C.D.O.)"
HEALTH = "LEY GENERAL DE SALUD (L.G.S.)"
AGAINST_HEALTH = ((2013, 8_800.0), (2015, 8_600.0), (2017, 6_300.0), (2020, 7_900.0), (2022, 5_900.0), (2025, 6_650.0))
# Law, concept and type -> a year's case files; under CONTRA LA SALUD it is the part of the level above.
OFFENCES: Mapping[tuple[str, str, str], float] = {
    (PENAL, "CONTRA LA SALUD", "PRODUCCION"): 0.05,
    (PENAL, "CONTRA LA SALUD", "TRANSPORTE"): 0.11,
    (PENAL, "CONTRA LA SALUD", "TRAFICO"): 0.07,
    (PENAL, "CONTRA LA SALUD", "COMERCIO"): 0.08,
    (PENAL, "CONTRA LA SALUD", "SUMINISTRO"): 0.004,
    (PENAL, "CONTRA LA SALUD", "POSESION"): 0.57,
    (PENAL, "CONTRA LA SALUD", "OTROS"): 0.116,
    (OTHER_LAWS, ORGANISED, "CONTRA LA SALUD"): 260,
    (OTHER_LAWS, HEALTH, "CONTRA LA SALUD EN SU MODALIDAD DE NARCOMENUDEO"): 900,
    (OTHER_LAWS, OTHER_LAWS, "LEY FEDERAL DE ARMAS DE FUEGO Y EXPLOSIVOS (L.F.A.F.E.)"): 14_500,
}
BODY, SOCIETY = "La vida y la Integridad corporal", "Otros bienes jurídicos afectados (del fuero común)"
RETAIL = ("Narcomenudeo", "Narcomenudeo", "Narcomenudeo")
INTENTIONAL = (BODY, "Homicidio", "Homicidio doloso")
# Good, type, subtype and modality -> a year's case files, at a time.
STATE_OFFENCES: Mapping[tuple[str, str, str, str], tuple[tuple[float, float], ...]] = {
    (SOCIETY, *RETAIL): ((2015, 40_000), (2018.5, 60_000), (2021.5, 82_000), (2024.5, 88_000)),
    (*INTENTIONAL, "Con arma de fuego"): ((2015, 9_000), (2018.5, 20_000), (2021, 19_500), (2026, 15_000)),
    (*INTENTIONAL, "Con arma blanca"): ((2015, 2_500), (2026, 2_300)),
    (*INTENTIONAL, "Con otro elemento"): ((2015, 4_500), (2026, 4_900)),
    (*INTENTIONAL, "No especificado"): ((2015, 1_300), (2026, 1_200)),
    (BODY, "Lesiones", "Lesiones dolosas", "Con arma de fuego"): ((2015, 5_500), (2020, 8_600), (2026, 7_000)),
    (BODY, "Feminicidio", "Feminicidio", "Con arma de fuego"): ((2015, 110), (2021, 210), (2026, 170)),
}


def files(seed: int, scale: float) -> Iterator[SampleFile]:
    """The federal and the state file, both to April 2026."""
    yield _federal(seed, scale)
    yield _of_states(seed, scale)


def _federal(seed: int, scale: float) -> SampleFile:
    sheet = Sheet(FEDERAL)
    parts = sum(state.of_federal for state in (*STATES, ABROAD))
    for year in range(2013, LAST[0] + 1):
        for code, state in enumerate((*STATES, ABROAD), start=1):
            for offence, base in OFFENCES.items():
                dice = Dice(seed, "mx_sesnsp_federal_crime", year, state.federal, *offence)
                yearly = base * level(AGAINST_HEALTH, year) if offence[1] == "CONTRA LA SALUD" else base
                mean = yearly / 12 * state.of_federal / parts * dice.wobble(0.08) * scale
                known = "" if state is ABROAD else str(code)
                sheet.rows.append((str(year), known, state.federal, *offence, *_months(year, mean, dice)))
    row = ("2026", "25", "SINALOA NORTE", PENAL, "CONTRA LA SALUD", "TRAFICO", "3", "1", "0", "2", *[""] * 8)
    sheet.insert(0.5, row, "no state is called SINALOA NORTE", "unknown_place", observations=12)
    sheet.spoil(0.8, "MARZO", "1O", "one month is written with the letter O", "bad_number")
    return SampleFile(
        name="SAMPLE_mx_sesnsp_federal_crime_2013_2026_04.csv",
        about="Federal case files in Mexico by state and offence, to April 2026; months to come are blank. In latin-1.",
        source="mx_sesnsp_federal_crime",
        received=date(2026, 5, 20),
        content=sheet.content(encoding="latin-1"),
        faults=tuple(sheet.faults),
    )


def _of_states(seed: int, scale: float) -> SampleFile:
    sheet = Sheet(OF_STATES)
    parts = sum(state.of_states for state in STATES)
    for year in range(2015, LAST[0] + 1):
        for code, state in enumerate(STATES, start=1):
            for offence, yearly in STATE_OFFENCES.items():
                dice = Dice(seed, "mx_sesnsp_state_crime", year, state.name, *offence)
                mean = level(yearly, year + 0.5) / 12 * state.of_states / parts * dice.wobble(0.08) * scale
                sheet.rows.append((str(year), str(code), state.name, *offence, *_months(year, mean, dice)))
    sheet.spoil(0.4, "Junio", "s/d", "one month says s/d (sin dato) where a number belongs", "bad_number")
    return SampleFile(
        name="SAMPLE_mx_sesnsp_state_crime_2015_2026_04.csv",
        about="State case files in Mexico, among them retail drug dealing (narcomenudeo), to April 2026. In latin-1.",
        source="mx_sesnsp_state_crime",
        received=date(2026, 5, 20),
        content=sheet.content(encoding="latin-1"),
        faults=tuple(sheet.faults),
    )


def _months(year: int, mean: float, dice: Dice) -> list[str]:
    """Twelve cells; months that had not ended when the file was made are blank."""
    return [str(dice.count(mean)) if (year, month) <= LAST else "" for month in range(1, 13)]
