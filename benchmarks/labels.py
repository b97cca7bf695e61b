"""What the three made-up publishers write, and the codes that it stands for.

Generator and baselines share these tables; Tercet does not see them: it has its descriptors
(catalog/sources) and its own catalogue, so a slip in either shows up as a difference.
"""

from __future__ import annotations

from typing import NamedTuple

MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")

OFFICES = (
    "ATLANTA FIELD OFFICE",
    "BALTIMORE FIELD OFFICE",
    "BOSTON FIELD OFFICE",
    "BUFFALO FIELD OFFICE",
    "CHICAGO FIELD OFFICE",
    "DETROIT FIELD OFFICE",
    "EL PASO FIELD OFFICE",
    "HOUSTON FIELD OFFICE",
    "LAREDO FIELD OFFICE",
    "LOS ANGELES FIELD OFFICE",
    "MIAMI FIELD OFFICE",
    "NEW ORLEANS FIELD OFFICE",
    "NEW YORK FIELD OFFICE",
    "PORTLAND FIELD OFFICE",
    "PRECLEARANCE FIELD OFFICE",
    "SAN DIEGO FIELD OFFICE",
    "SAN FRANCISCO FIELD OFFICE",
    "SAN JUAN FIELD OFFICE",
    "SEATTLE FIELD OFFICE",
    "TAMPA FIELD OFFICE",
    "TUCSON FIELD OFFICE",
    "BIG BEND SECTOR",
    "BLAINE SECTOR",
    "BUFFALO SECTOR",
    "DEL RIO SECTOR",
    "DETROIT SECTOR",
    "EL CENTRO SECTOR",
    "EL PASO SECTOR",
    "GRAND FORKS SECTOR",
    "HAVRE SECTOR",
    "HOULTON SECTOR",
    "LAREDO SECTOR",
    "MIAMI SECTOR",
    "NEW ORLEANS SECTOR",
    "RAMEY SECTOR",
    "RIO GRANDE VALLEY SECTOR",
    "SAN DIEGO SECTOR",
    "SPOKANE SECTOR",
    "SWANTON SECTOR",
    "TUCSON SECTOR",
    "YUMA SECTOR",
)

STATES = {
    "Aguascalientes": "MX-AGU",
    "Baja California": "MX-BCN",
    "Baja California Sur": "MX-BCS",
    "Campeche": "MX-CAM",
    "Chiapas": "MX-CHP",
    "Chihuahua": "MX-CHH",
    "Ciudad de México": "MX-CMX",
    "Coahuila": "MX-COA",
    "Colima": "MX-COL",
    "Durango": "MX-DUR",
    "Guanajuato": "MX-GUA",
    "Guerrero": "MX-GRO",
    "Hidalgo": "MX-HID",
    "Jalisco": "MX-JAL",
    "México": "MX-MEX",
    "Michoacán": "MX-MIC",
    "Morelos": "MX-MOR",
    "Nayarit": "MX-NAY",
    "Nuevo León": "MX-NLE",
    "Oaxaca": "MX-OAX",
    "Puebla": "MX-PUE",
    "Querétaro": "MX-QUE",
    "Quintana Roo": "MX-ROO",
    "San Luis Potosí": "MX-SLP",
    "Sinaloa": "MX-SIN",
    "Sonora": "MX-SON",
    "Tabasco": "MX-TAB",
    "Tamaulipas": "MX-TAM",
    "Tlaxcala": "MX-TLA",
    "Veracruz": "MX-VER",
    "Yucatán": "MX-YUC",
    "Zacatecas": "MX-ZAC",
}

PROVINCES = {
    "Alberta": "CA-AB",
    "British Columbia / Colombie-Britannique": "CA-BC",
    "Manitoba": "CA-MB",
    "New Brunswick / Nouveau-Brunswick": "CA-NB",
    "Newfoundland and Labrador / Terre-Neuve-et-Labrador": "CA-NL",
    "Northwest Territories / Territoires du Nord-Ouest": "CA-NT",
    "Nova Scotia / Nouvelle-Écosse": "CA-NS",
    "Nunavut": "CA-NU",
    "Ontario": "CA-ON",
    "Prince Edward Island / Île-du-Prince-Édouard": "CA-PE",
    "Quebec / Québec": "CA-QC",
    "Saskatchewan": "CA-SK",
    "Yukon": "CA-YT",
}


class Unit(NamedTuple):
    """A unit as the baselines need it: which sum it goes to, and how many base units make one."""

    code: str
    dimension: str
    factor: int


MASS, VOLUME, COUNT = "mass", "volume", "units"
LB = Unit("lb", MASS, 453_592_370)
KG = Unit("kg", MASS, 1_000_000_000)
G = Unit("g", MASS, 1_000_000)
LITRE = Unit("l", VOLUME, 1_000_000)
DOSE = Unit("dosage_unit", COUNT, 1)


class File(NamedTuple):
    """One made-up publication: its country, and its labels with their codes."""

    source: str
    country: str
    share: int
    substances: dict[str, str]
    places: dict[str, str]
    agencies: dict[str, str]
    units: dict[str, Unit]


US = File(
    source="bench_us",
    country="US",
    share=4,
    substances={
        "Cocaine": "cocaine",
        "Ecstasy": "mdma",
        "Fentanyl": "fentanyl",
        "Heroin": "heroin",
        "Marijuana": "cannabis",
        "Methamphetamine": "methamphetamine",
    },
    places={office: "us_cbp." + office.lower().replace(" ", "_") for office in OFFICES},
    agencies={"OFO": "OFO", "USBP": "USBP"},
    units={"lb": LB, "dosage units": DOSE},
)
MX = File(
    source="bench_mx",
    country="MX",
    share=3,
    substances={
        "cocaína": "cocaine",
        "fentanilo": "fentanyl",
        "heroína": "heroin",
        "marihuana": "cannabis",
        "metanfetamina": "methamphetamine",
    },
    places=STATES,
    agencies={"SEDENA": "SEDENA", "SEMAR": "SEMAR", "GN": "GN", "FGR": "FGR"},
    units={"kg": KG, "g": G, "l": LITRE, "pastillas": DOSE},
)
CA = File(
    source="bench_ca",
    country="CA",
    share=3,
    substances={
        "Cannabis": "cannabis",
        "Cocaine / Cocaïne": "cocaine",
        "Fentanyl": "fentanyl",
        "Heroin / Héroïne": "heroin",
        "Methamphetamine / Méthamphétamine": "methamphetamine",
    },
    places=PROVINCES,
    agencies={"CBSA": "CBSA", "RCMP": "RCMP"},
    units={"g": G, "units": DOSE},
)
FILES = (US, MX, CA)
