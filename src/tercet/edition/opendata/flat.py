"""Tables as CSV and as Parquet, the same bytes for the same rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO

import pyarrow as pa
import pyarrow.parquet as pq

from tercet.answers import Answer, plain
from tercet.edition.opendata.tables import Meta, Published, marked

_QUOTED = frozenset(',"\r\n')


def csv_bytes(table: Published, meta: Meta) -> bytes:
    """UTF-8, one header line, lines that end in a line feed."""
    found = marked(table, meta)
    return lines([found.columns, *found.rows])


def lines(rows: Iterable[Sequence[object]]) -> bytes:
    """Rows as CSV: no value is an empty cell, a text without letters is `""`."""
    return "".join(",".join(map(_cell, row)) + "\n" for row in rows).encode("utf-8")


def _cell(value: object) -> str:
    text = plain(value)
    if value == "" or _QUOTED.intersection(text):
        return '"' + text.replace('"', '""') + '"'
    return text


def parquet_bytes(table: Published, meta: Meta) -> bytes:
    """Parquet with exact decimals. The settings are written out, because a new default would change the bytes."""
    arrow = _described(marked(table, meta), table, meta)
    out = BytesIO()
    pq.write_table(
        arrow,
        out,
        row_group_size=1_000_000,
        version="2.6",
        data_page_version="1.0",
        compression="zstd",
        compression_level=3,
        use_dictionary=True,
        write_statistics=True,
        store_schema=True,
    )
    return out.getvalue()


def _described(answer: Answer, table: Published, meta: Meta) -> pa.Table:
    """The table with what a reader of the lone file must know."""
    said = {
        "title": meta.stem(table.name),
        "edition": meta.heading,
        "as_of": meta.as_of.isoformat(),
        "audience": meta.audience,
        "sample": plain(meta.sample),
        "tercet": meta.version,
    }
    return answer.to_arrow().replace_schema_metadata(said)
