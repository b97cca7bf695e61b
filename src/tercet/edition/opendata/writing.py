"""The open data of an edition: every table in three forms, and what describes them."""

from __future__ import annotations

from collections.abc import Sequence

from tercet.catalog.load import Catalog
from tercet.edition.opendata.flat import csv_bytes, parquet_bytes
from tercet.edition.opendata.observations import sdmx_csv
from tercet.edition.opendata.package import package
from tercet.edition.opendata.structures import structures_xml
from tercet.edition.opendata.tables import Meta, Published, check

DESCRIPTOR = "datapackage.json"


def files(tables: Sequence[Published], meta: Meta, catalog: Catalog) -> dict[str, bytes]:
    """Every file by its path in the folder; the same tables give the same bytes, in whatever order they come."""
    check(tables)
    ordered = sorted(tables, key=lambda one: one.name)
    made: dict[str, bytes] = {}
    for table in ordered:
        stem = meta.stem(table.name)
        made[f"{stem}.csv"] = csv_bytes(table, meta)
        made[f"{stem}.parquet"] = parquet_bytes(table, meta)
        made[f"sdmx/{stem}.csv"] = sdmx_csv(table, meta, catalog)
    made[f"sdmx/{meta.stem('structures')}.xml"] = structures_xml(ordered, meta, catalog)
    return {DESCRIPTOR: package(ordered, meta, catalog, made), **made}
