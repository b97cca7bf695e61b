"""Tables as SDMX-CSV 2.0.

The first row holds no observation: it carries what is true of the whole dataset (title, day, sources, notes), as the
format allows for attributes of a dataset. It has a second use. Readers that guess types, pysdmx 1.21 among them, turn a
column of numbers without a gap into binary floats, which hold about 16 digits; a column with an empty cell stays text,
and every decimal exact.
"""

from __future__ import annotations

from collections.abc import Iterator

from tercet.answers import plain
from tercet.catalog.load import Catalog
from tercet.edition.opendata.codes import AGENCY, VERSION, by, identifier
from tercet.edition.opendata.flat import lines
from tercet.edition.opendata.names import title
from tercet.edition.opendata.tables import SAMPLE, Meta, Published
from tercet.edition.opendata.times import time_period

OBSERVED = ("OBS_VALUE", "OBS_STATUS", "UNIT_MEASURE", "LOWER_BOUND", "UPPER_BOUND", "PERIOD_NAME")
DATASET = ("EDITION_KIND", "TITLE", "AS_OF", "AUDIENCE", "DATA_SOURCE", "NOTE")
REAL = "REAL"


def sdmx_csv(table: Published, meta: Meta, catalog: Catalog) -> bytes:
    """One dataset, of the dataflow that has the name of the table."""
    dimensions = ["FREQ", "MEASURE", "REF_AREA", *map(by, table.dimensions), "TIME_PERIOD"]
    first = [
        "dataflow",
        f"{AGENCY}:{meta.stem(table.name)}({VERSION})",
        "I",
    ]  # I: for information, changes nothing at a receiver
    kind = SAMPLE if meta.sample else REAL
    whole = [*first, *[None] * (len(dimensions) + len(OBSERVED)), kind, *_about(table, meta, catalog)]
    rows = ([*first, *cells, kind, *[None] * (len(DATASET) - 1)] for cells in _cells(table, catalog))
    return lines([["STRUCTURE", "STRUCTURE_ID", "ACTION", *dimensions, *OBSERVED, *DATASET], whole, *rows])


def _cells(table: Published, catalog: Catalog) -> Iterator[list[object]]:
    """Dimensions, measure and attributes of each observation."""
    for row in table.answer.records():
        yield [
            identifier(row["freq"]),
            identifier(row["measure"]),
            identifier(row["area"]),
            *(identifier(None if row[one] is None else plain(row[one])) for one in table.dimensions),
            time_period(row["period"], row["freq"], row["area"], catalog),
            row["value"],
            row["status"],
            identifier(row["unit"]),
            row["low"],
            row["high"],
            row["period"],
        ]


def _about(table: Published, meta: Meta, catalog: Catalog) -> list[str]:
    """What is true of the whole dataset."""
    publishers = dict.fromkeys(f"{one.publisher.en}: {one.names.en}" for one in table.sources)
    notes = (table.measure.definition, table.measure.caveat, *table.notes)
    return [
        meta.said(title(table, catalog).names.en),
        meta.as_of.isoformat(),
        meta.audience,
        "; ".join(publishers),
        " ".join(" ".join(notes).split()),
    ]
