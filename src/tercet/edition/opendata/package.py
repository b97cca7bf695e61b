"""The Data Package descriptor (version 2 of the standard): what the files are, where from, and how to read them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from tercet.answers import NUMBERS, plain
from tercet.catalog.descriptor import Source
from tercet.catalog.load import Catalog
from tercet.edition.opendata import names
from tercet.edition.opendata.names import Named, concepts
from tercet.edition.opendata.tables import MARK, SAMPLE, Meta, Published

PROFILES = "https://datapackage.org/profiles/2.0"
LABELS = ("en", "es", "fr")
KINDS: Mapping[str, tuple[str, str]] = {
    ".csv": ("csv", "text/csv"),
    ".parquet": ("parquet", "application/vnd.apache.parquet"),
    ".xml": ("xml", "application/vnd.sdmx.structure+xml;version=3.0.0"),
}
SDMX_CSV = "application/vnd.sdmx.data+csv;version=2.0.0"
_CONCEPT = {
    "measure": "MEASURE",
    "area": "REF_AREA",
    "period": "PERIOD_NAME",
    "freq": "FREQ",
    "value": "OBS_VALUE",
    "low": "LOWER_BOUND",
    "high": "UPPER_BOUND",
    "unit": "UNIT_MEASURE",
    "status": "OBS_STATUS",
    MARK: "EDITION_KIND",
}
_MADE_UP = "SAMPLE: every figure is made up to show how an edition looks. Not to be quoted."


def package(tables: Sequence[Published], meta: Meta, catalog: Catalog, made: Mapping[str, bytes]) -> bytes:
    """`datapackage.json` for the files made, by their paths."""
    sources = sorted({one.id: one for table in tables for one in table.sources}.items())
    described = {
        "$schema": f"{PROFILES}/datapackage.json",
        "name": meta.stem(f"tercet-{meta.audience}-{meta.as_of}").lower(),
        "title": meta.heading,
        "description": _description(meta),
        "version": meta.version,
        "created": f"{meta.as_of}T00:00:00Z",
        "sample": meta.sample,
        "audience": meta.audience,
        "asOf": meta.as_of.isoformat(),
        "contributors": _contributors([one for _, one in sources]),
        **({"sources": [_source(one) for _, one in sources]} if sources else {}),
        "resources": [
            *(one for table in tables for one in _resources(table, meta, catalog, made)),
            _file(meta.stem("structures"), f"sdmx/{meta.stem('structures')}.xml", made),
        ],
    }
    return (json.dumps(described, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _description(meta: Meta) -> str:
    """What the package holds, and whether its figures are real."""
    said = (
        f"The tables behind the figures of an edition for the audience {meta.audience}, as of {meta.as_of}. An empty "
        "value is a gap, and its status says of which kind. Each publication keeps the terms of its publisher."
    )
    return f"{_MADE_UP} {said}" if meta.sample else said


def _contributors(sources: Sequence[Source]) -> list[dict[str, Any]]:
    """Who wrote the tables, and who published what went in."""
    publishers = sorted({one.publisher.en for one in sources})
    return [
        {"title": "Tercet", "roles": ["compiler"]},
        *({"title": title, "roles": ["publisher of source"]} for title in publishers),
    ]


def _source(source: Source) -> dict[str, Any]:
    """A publication, with its terms; what its file does not say about licence or address is left out."""
    return {
        "title": f"{source.publisher.en}: {source.names.en}",
        **({"path": source.url} if source.url else {}),
        "id": source.id,
        "terms": source.terms,
        **({"licence": source.licence} if source.licence else {}),
        "titles": {lang: _in(source.names, lang) for lang in LABELS},
    }


def _in(said: Any, lang: str) -> str:
    return str(getattr(said, lang) or said.en)


def _resources(table: Published, meta: Meta, catalog: Catalog, made: Mapping[str, bytes]) -> list[dict[str, Any]]:
    """The three files of a table."""
    stem = meta.stem(table.name)
    title = names.title(table, catalog)
    about = {
        "title": meta.said(title.names.en),
        "titles": {lang: meta.said(title.said(lang)) for lang in LABELS},
        "description": " ".join(f"{table.measure.definition} {table.measure.caveat}".split()),
        **({"notes": list(table.notes)} if table.notes else {}),
        **({"sources": [_source(one) for one in table.sources]} if table.sources else {}),
    }
    schema = _schema(table, meta, catalog)
    dialect = {"$schema": f"{PROFILES}/tabledialect.json", "delimiter": ",", "lineTerminator": "\n", "quoteChar": '"'}
    return [
        {**_file(stem, f"{stem}.csv", made), "type": "table", **about, "dialect": dialect, "schema": schema},
        {**_file(f"{stem}.parquet", f"{stem}.parquet", made), "type": "table", **about, "schema": schema},
        {**_file(f"{stem}.sdmx", f"sdmx/{stem}.csv", made), **about, "mediatype": SDMX_CSV},
    ]


def _file(name: str, path: str, made: Mapping[str, bytes]) -> dict[str, Any]:
    """A file by its fingerprint."""
    kind, mediatype = KINDS[path[path.rindex(".") :]]
    text = {} if kind == "parquet" else {"encoding": "utf-8"}
    data = made[path]
    return {
        "name": name.lower(),
        "path": path,
        "format": kind,
        "mediatype": mediatype,
        **text,
        "bytes": len(data),
        "hash": f"sha256:{sha256(data).hexdigest()}",
    }


def _schema(table: Published, meta: Meta, catalog: Catalog) -> dict[str, Any]:
    """The columns of a table, with every code that may stand in them."""
    columns = (*table.answer.columns, MARK) if meta.sample else table.answer.columns
    whole = all(value is not None and value != "" for one in table.key for value in table.column(one))
    return {
        "$schema": f"{PROFILES}/tableschema.json",
        "fields": [_field(name, table, catalog) for name in columns],
        "missingValues": [""],
        **({"primaryKey": list(table.key)} if whole else {}),  # a key may hold no gap
    }


def _field(name: str, table: Published, catalog: Catalog) -> dict[str, Any]:
    said = concepts()[_CONCEPT[name]] if name in _CONCEPT else names.dimension(name, catalog)
    about = {
        "title": said.names.en,
        "titles": {lang: said.said(lang) for lang in LABELS},
        **({"description": said.note} if said.note else {}),
    }
    if name in NUMBERS:
        return {"name": name, "type": "number", **about}
    needed = {"required": True} if name in _CONCEPT else {}
    if name == "period":
        return {"name": name, "type": "string", **about, "constraints": needed}
    codes = _codes(name, table, catalog)
    constraints = {**needed, **({"enum": list(codes)} if codes else {})}
    categories = [
        {"value": code, "label": one.names.en, "labels": {lang: one.said(lang) for lang in LABELS}}
        for code, one in codes.items()
    ]
    listed = {"categories": categories} if categories else {}
    return {"name": name, "type": "string", **about, "constraints": constraints, **listed}


def _codes(name: str, table: Published, catalog: Catalog) -> dict[str, Named]:
    """The codes of a column: all of the list for status and frequency, else those that occur."""
    if name in {"status", "freq"}:
        return names.coded(name, catalog)
    if name == MARK:
        return {SAMPLE: concepts()["_SAMPLE"]}
    used = sorted({plain(value) for value in table.column(name) if value is not None and value != ""})
    if name == "measure":
        return {code: Named(table.measure.names) for code in used}
    known = {"area": names.area, "unit": names.unit}
    return {code: known[name](code, catalog) if name in known else names.value(name, code, catalog) for code in used}
