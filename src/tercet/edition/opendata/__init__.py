"""The open data of an edition: CSV, Parquet, Data Package, SDMX."""

from tercet.edition.opendata.tables import Meta, Published
from tercet.edition.opendata.tables_of import stem, tables_of
from tercet.edition.opendata.writing import files, write

__all__ = ["Meta", "Published", "files", "stem", "tables_of", "write"]
