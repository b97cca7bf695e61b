"""Every measure of the sample world comes back from every form as it was asked."""

from __future__ import annotations

import io
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from tests.edition.opendata.made import SAMPLE
from tests.edition.opendata.test_sdmx import rows_of
from tests.samples import ingested

from tercet.edition.opendata import Published, files
from tercet.errors import TercetError


@pytest.mark.slow
def test_every_measure_of_the_sample_world_is_read_back_exactly(tmp_path: Path) -> None:
    """What a measure answers, and what a stranger reads from its files, are the same rows."""
    ws, _ = ingested()
    tables: list[Published] = []
    for measure in ws.catalog.measures.values():
        for freq in {measure.freqs[0], measure.freqs[-1]}:
            sources = tuple(one for one in ws.catalog.sources.values() if one.record == measure.from_)
            for by in ((), ("substance",)) if measure.from_ == "seizure" and freq == measure.freqs[0] else ((),):
                name = "-".join([measure.id, freq, *by])
                try:
                    answer = ws.measure(measure.id, freq=freq, by=by)
                except TercetError:
                    continue  # no series, by the measure's own rules
                tables.append(Published(name, measure, answer, sources))
    assert len(tables) > 20 and sum(len(one.answer) for one in tables) > 1000
    made = files(tables, SAMPLE, ws.catalog)
    for one in tables:
        path = tmp_path / f"{one.name}.csv"
        path.write_bytes(made[f"sdmx/SAMPLE-{one.name}.csv"])
        assert rows_of(path, one) == one.answer.rows, one.name
        read = pq.read_table(io.BytesIO(made[f"SAMPLE-{one.name}.parquet"])).to_pylist()
        assert [tuple(found.values())[:-1] for found in read] == one.answer.rows, one.name
