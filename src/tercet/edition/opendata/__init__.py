"""The open data of an edition: CSV, Parquet, Data Package, SDMX."""

from tercet.edition.opendata.tables import Meta, Published
from tercet.edition.opendata.tables_of import FOLDER, addresses, tables_of
from tercet.edition.opendata.writing import files

__all__ = ["FOLDER", "Meta", "Published", "addresses", "files", "tables_of"]
