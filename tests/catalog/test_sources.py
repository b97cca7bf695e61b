"""The descriptors and measures of the package: that they fit the catalog, and that they fit publishers' real files."""

from __future__ import annotations

import csv
import gzip
import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

import fastexcel
import pyarrow.parquet as pq
import pytest

from tercet.catalog.descriptor import Layout, Read, Source
from tercet.catalog.load import Catalog, normal
from tercet.catalog.models import Measure
from tercet.records import KINDS

CATALOG = Catalog.open()
SOURCES = list(CATALOG.sources.values())
MEASURES = list(CATALOG.measures.values())
EACH_SOURCE = pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.id)
EACH_MEASURE = pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.id)

# Source and layout -> the real files that it reads.
REAL = {
    ("us_cbp_drug_seizures", "main"): "cbp-drug-seizures/nationwide-*.csv",
    ("us_cbp_amo_drug_seizures", "main"): "cbp-drug-seizures/amo-*.csv",
    ("us_cbp_encounters", "main"): "cbp-encounters/*.csv",
    ("us_cdc_vsrr", "csv_2017"): "cdc-vsrr/vsrr_2017-05.csv",
    ("us_cdc_vsrr", "xlsx_2017"): "cdc-vsrr/vsrr_2017-07.xlsx",
    ("us_cdc_vsrr", "csv_without_period"): "cdc-vsrr/vsrr_2018-03_altlayout.csv",
    ("us_cdc_vsrr", "csv"): "cdc-vsrr/vsrr_201[89]-0[29]*.csv",
    ("us_cdc_vsrr", "parquet"): "cdc-vsrr/*.parquet",
    ("us_cdc_vsrr", "api"): "cdc-vsrr/vsrr_2026-01_T404only.csv",
    ("us_atf_source_recovery", "rows_are_sources"): "atf-trace/*cy_201[!3].xlsx",
    ("us_atf_source_recovery", "rows_are_recoveries"): "atf-trace/*cy_2013.xlsx",
    ("us_atf_source_recovery", "compiled"): "atf-trace/*.csv.gz",
    ("us_dea_nflis_dqs", "main"): "dea-nflis/NFLIS_Drug_DQS_*.csv",
    ("ca_phac_substance_harms", "a"): "phac-substance-harms/*layoutA.csv",
    ("ca_phac_substance_harms", "b"): "phac-substance-harms/*layoutB.csv",
    ("ca_phac_substance_harms", "c"): "phac-substance-harms/*layoutC.csv",
    ("mx_sesnsp_federal_crime", "main"): "sesnsp-fuero-federal/*.csv",
    ("mx_sesnsp_state_crime", "main"): "sesnsp-idefc/*.csv",
}

# What measures add up to in real files: files, measure, further conditions, field and the figure as it is quoted.
JUNE_2023 = {"place": "US", "year": "2023.0", "month": "6"}
SEPTEMBER_2018 = {"place": "US", "year": "2018", "month": "9"}
FIGURES: Sequence[tuple[str, str, Mapping[str, str], str, str]] = [
    ("cbp-*/nationwide-*fy22.csv", "fentanyl_seized_mass", {"fiscal_year": "2019"}, "quantity", "2803.597"),
    ("cbp-*/nationwide-*fy22.csv", "fentanyl_seized_mass", {"fiscal_year": "2020"}, "quantity", "4791.061"),
    ("cbp-*/nationwide-*fy23.csv", "fentanyl_seized_mass", {"fiscal_year": "2021"}, "quantity", "11201.324"),
    ("cbp-*/nationwide-*fy23.csv", "fentanyl_seized_mass", {"fiscal_year": "2022"}, "quantity", "14699.879"),
    ("cbp-*/nationwide-*fy23.csv", "fentanyl_seized_mass", {"fiscal_year": "2023"}, "quantity", "27022.851"),
    ("cbp-*/nationwide-*fy23.csv", "fentanyl_seized_mass", {"fiscal_year": "2023"}, "events", "1351"),
    ("cbp-*/nationwide-*apr.csv", "fentanyl_seized_mass", {"fiscal_year": "2025"}, "quantity", "12027.278"),
    ("cbp-*/amo-*fy23.csv", "fentanyl_seized_mass", {"fiscal_year": "2023"}, "quantity", "1453.12"),
    ("cbp-encounters/*.csv", "migration_encounters", {"fiscal_year": "2023"}, "value", "3201144"),
    ("cdc-vsrr/*2025-02.parquet", "overdose_deaths", JUNE_2023, "value", "111466"),
    ("cdc-vsrr/*2025-02.parquet", "overdose_deaths_predicted", JUNE_2023, "value", "112952"),
    ("cdc-vsrr/*2025-02.parquet", "synthetic_opioid_deaths", JUNE_2023, "value", "77695"),
    ("cdc-vsrr/*2018-09.csv", "overdose_deaths", SEPTEMBER_2018, "value", "67152"),
    ("cdc-vsrr/*2018-09.csv", "overdose_deaths_predicted", SEPTEMBER_2018, "value", "69894"),
    ("phac-*/*C.csv", "opioid_toxicity_deaths", {"place": "CA", "period": "2023"}, "value", "8020"),
    ("phac-*/*C.csv", "opioid_deaths", {"place": "CA", "period": "2024"}, "value", "7313"),
    ("sesnsp-fuero-federal/*.csv", "drug_offence_case_files", {"year": "2025"}, "value", "6644"),
    ("sesnsp-idefc/*.csv", "drug_offence_case_files", {"year": "2021"}, "value", "82271"),
    ("dea-nflis/*DQS*.csv", "lab_drug_reports", {"substance": "fentanyl", "year": "2023"}, "value", "178862"),
    ("atf-trace/*2010.xlsx", "traced_firearms", {}, "value", "145604"),
    ("atf-trace/*2017.xlsx", "traced_firearms", {}, "value", "239175"),
]

Row = dict[str, str | None]


class Publication(NamedTuple):
    """A real file as plain text: its heading and rows."""

    header: tuple[str, ...]
    rows: tuple[tuple[str | None, ...], ...]


def read_of(source: Source, layout: Layout) -> Read:
    """The reading rules of a layout."""
    return source.read.model_copy(update=dict(layout.read))


@lru_cache(maxsize=2)
def published(path: Path, read: Read) -> Publication:
    """A file read without any help of the package, up to its first blank row."""
    lines = [[cell.strip() or None for cell in map(str, line)] for line in _lines(path, read)]
    header = [heading or f"column_{number}" for number, heading in enumerate(lines[read.header - 1], start=1)]
    body = lines[read.header :]
    blank = next((at for at, line in enumerate(body) if not any(line)), len(body))
    return Publication(tuple(" ".join(heading.split()) for heading in header), tuple(map(tuple, body[:blank])))


def _lines(path: Path, read: Read) -> Iterator[Sequence[object]]:
    if read.format == "xlsx":
        sheet = read.sheet if isinstance(read.sheet, str) else read.sheet - 1
        table = fastexcel.read_excel(path).load_sheet(sheet, header_row=None, dtypes="string").to_arrow()
        yield from ([cell or "" for cell in row] for row in zip(*table.to_pydict().values(), strict=True))
    elif read.format == "parquet":
        values = pq.read_table(path).to_pydict()
        yield list(values)
        yield from (["" if cell is None else cell for cell in row] for row in zip(*values.values(), strict=True))
    else:
        content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        encoding = "utf-8-sig" if read.encoding == "utf-8" else read.encoding
        yield from csv.reader(io.StringIO(content.decode(encoding), newline=""))


def fits(header: Sequence[str], layout: Layout, source: Source, read: Read) -> bool:
    """Whether a layout reads such a file, uses or ignores every column, and finds every one that it needs."""
    ours, wide = read_of(source, layout), layout.wide
    known = set(header) <= layout.named or (wide is not None and wide.others is not None)
    alike = (ours.format, ours.header) == (read.format, read.header)
    return alike and known and layout.named - set(layout.optional) <= set(header)


def observations(paper: Publication, source: Source, layout: Layout) -> Iterator[Row]:
    """Each observation of a file as fields in the publisher's own words; totals are left out."""
    constants = {**source.constants, **layout.constants, "unit": layout.unit or source.unit}
    totals = {rule.field: set(rule.labels) for rule in layout.skip}
    for cells in paper.rows:
        line = dict(zip(paper.header, cells, strict=True))
        row: Row = {**constants}
        for theirs, ours in layout.columns.items():
            row.update(dict.fromkeys((ours,) if isinstance(ours, str) else ours, line.get(theirs)))
        for found in _cells(line, row, layout):
            if not any(found.get(field) in labels for field, labels in totals.items()):
                yield found


def _cells(line: Mapping[str, str | None], row: Row, layout: Layout) -> Iterator[Row]:
    wide = layout.wide
    if wide is None:
        yield row
        return
    headings = {heading: dict(settings) for heading, settings in wide.columns.items() if heading in line}
    if wide.others:
        headings |= {heading: {wide.others: heading} for heading in line.keys() - layout.named}
    for heading, settings in headings.items():
        yield {**row, **settings, wide.value: line[heading]}


def lookups(source: Source, field: str) -> list[tuple[str, str | None]]:
    """The labels of a publisher for a field, each with its code."""
    rules = source.lookups.get(field, {})
    return (
        list(rules.items())
        if isinstance(rules, Mapping)
        else [(name, one.value) for one in rules for name in one.match]
    )


@cache
def known(source_id: str, field: str, label: str) -> tuple[bool, str | None]:
    """Whether a label is known, and its code: by the source's lookups, then by the catalog."""
    source = CATALOG.source(source_id)
    own = {normal(name): value for name, value in lookups(source, field)}
    spelled = CATALOG.labels(field) if field not in source.dimensions and CATALOG.coded(field) else {}
    for table in (own, spelled):
        if normal(label) in table:
            return True, table[normal(label)]
    if "*" in own:
        return True, own["*"]
    return not spelled, label


def code(row: Row, field: str, source: Source) -> str | None:
    """What an observation says in a field, as a code; for a field without codes, as it is written."""
    text = row.get(field)
    return known(source.id, field, text)[1] if text else None


def papers(folder: Path, pattern: str, source: Source, layout: Layout) -> Iterator[Publication]:
    """The real files of a layout; there is at least one."""
    paths = sorted(folder.glob(pattern))
    assert paths, pattern
    for path in paths:
        yield published(path, read_of(source, layout))


def layout_of(source_id: str, layout_id: str) -> tuple[Source, Layout]:
    """A source and one of its layouts."""
    source = CATALOG.source(source_id)
    return source, next(layout for layout in source.layouts if layout.id == layout_id)


def number(row: Row, source: Source, field: str = "") -> Decimal:
    """The figure of an observation; nothing where the publisher gives none."""
    text = row[field or KINDS[source.record].quantity]
    return Decimal(text.replace(source.read.thousands or " ", "")) if text and text not in source.gaps else Decimal(0)


@EACH_SOURCE
def test_source_says_who_publishes_what_in_three_languages(source: Source) -> None:
    """A figure can be attributed in English, Spanish and French, and its licence and terms are known."""
    for names in (source.publisher, source.names, *source.dimensions.values()):
        assert all(getattr(names, language) for language in ("en", "es", "fr")), names
    assert source.record in KINDS and source.area in CATALOG.areas and source.terms in CATALOG.terms.terms
    assert source.note and source.declares.keys() >= {"time", "geography"}
    special = {key for declared in source.declares_for for key in declared.declares}
    assert {*source.declares, *special} <= CATALOG.codelists["declaration"].codes.keys()


@EACH_SOURCE
def test_lookups_lead_to_codes_that_exist(source: Source) -> None:
    """A publisher's label never stands for an area, drug, unit or code that nobody has defined."""
    fields = {*KINDS[source.record].columns, *source.lookups} - source.dimensions.keys()
    for field in (field for field in fields if CATALOG.coded(field)):
        codes = {code for _, code in lookups(source, field)} - {None}
        assert codes <= set(CATALOG.labels(field).values()), field
    cells = [cell for one in source.layouts if one.wide for cell in one.wide.columns.values()]
    for settings in (source.constants, *cells):
        assert all(known(source.id, field, label)[0] for field, label in settings.items()), settings


@EACH_SOURCE
def test_every_field_has_a_place_in_the_record(source: Source) -> None:
    """A column is renamed to a field of the record, of the period rule, or to a declared dimension: to nothing else."""
    kind = KINDS[source.record]
    period = {value for key, value in source.period.model_dump().items() if isinstance(value, str)}
    places = {*kind.columns, kind.quantity, *source.dimensions, *period, "blank"}
    for layout in source.layouts:
        used = {*source.constants, *layout.constants, *layout.extract}
        used.update(name for ours in layout.columns.values() for name in ((ours,) if isinstance(ours, str) else ours))
        if layout.wide:
            used.update({layout.wide.value}, *layout.wide.columns.values(), {layout.wide.others or layout.wide.value})
        assert used <= places, layout.id
        assert {*source.expect.unique} - {"period"} <= used, layout.id


@EACH_MEASURE
def test_measure_names_things_that_exist(measure: Measure) -> None:
    """A measure sums a column of its record, in a defined unit, by dimensions that its sources have."""
    kind = KINDS[measure.from_]
    assert measure.value["sum"] in kind.values and measure.unit in CATALOG.units
    assert all(getattr(measure.names, language) for language in ("en", "es", "fr"))
    assert set(measure.must_match) <= CATALOG.codelists["declaration"].codes.keys()
    assert measure.coverage.keys() <= CATALOG.areas.keys()
    for source_id, where in measure.of.items():
        source = CATALOG.source(source_id)
        assert source.record == measure.from_ and where.keys() <= {*kind.dimensions, *source.dimensions}
        special = {key for one in source.declares_for for key in one.declares}
        assert set(measure.must_match) <= {*source.declares, *special}
    assert measure.where.keys() <= kind.dimensions.keys()


@pytest.mark.parametrize("name", REAL, ids="-".join)
def test_real_files_fit_one_layout_and_no_other(name: tuple[str, str], shared_data: Path) -> None:
    """A file is recognised by its heading alone, so no other layout of the same kind of file may fit it."""
    source, layout = layout_of(*name)
    read = read_of(source, layout)
    for paper in papers(shared_data, REAL[name], source, layout):
        fitting = [
            (other.id, one.id) for other in SOURCES for one in other.layouts if fits(paper.header, one, other, read)
        ]
        assert fitting == [name]


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in REAL if name[1] != "a"], ids="-".join)
def test_real_labels_are_known_and_real_keys_are_unique(name: tuple[str, str], shared_data: Path) -> None:
    """Every label of a real file has a meaning, and what tells its observations apart never repeats."""
    source, layout = layout_of(*name)
    period = [value for key, value in source.period.model_dump().items() if isinstance(value, str)]
    for paper in papers(shared_data, REAL[name], source, layout):
        keys: Counter[tuple[str | None, ...]] = Counter()
        for row in observations(paper, source, layout):
            unknown = {field: text for field, text in row.items() if text and not known(source.id, field, text)[0]}
            assert not unknown
            assert number(row, source) >= 0
            keys[tuple(code(row, field, source) for field in [*source.expect.unique, *period])] += 1
        assert max(keys.values()) == 1 and source.expect.rows
        assert (source.expect.rows.min or 0) <= len(keys) <= (source.expect.rows.max or len(keys))


@pytest.mark.slow
@pytest.mark.parametrize(("pattern", "measure_id", "where", "field", "quoted"), FIGURES)
def test_measures_add_up_to_the_figures_that_are_quoted(
    pattern: str, measure_id: str, where: Mapping[str, str], field: str, quoted: str, shared_data: Path
) -> None:
    """What a descriptor and a measure make of a real file is what its publisher says, to the digit that was quoted."""
    path = next(iter(sorted(shared_data.glob(pattern))))
    source_id, layout_id = next(name for name, glob in REAL.items() if path in set(shared_data.glob(glob)))
    source, layout = layout_of(source_id, layout_id)
    measure = CATALOG.measure(measure_id)
    conditions = {**measure.where, **measure.of.get(source_id, {}), **where}
    rows = observations(published(path, read_of(source, layout)), source, layout)
    chosen = (row for row in rows if all(code(row, name, source) == value for name, value in conditions.items()))
    total = sum((number(row, source, field) for row in chosen), Decimal(0))
    assert round(total, len(quoted.partition(".")[2])) == Decimal(quoted)
