"""Gather: everything that an edition says, from a view of the ledger, in no language yet."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from tercet.analysis.measures.compare import compare
from tercet.analysis.measures.explain import explain
from tercet.analysis.measures.series import series
from tercet.catalog.load import Catalog
from tercet.catalog.models import Measure
from tercet.edition.content import Absence, Behind, Content, File, Headline, PutAside, Refusal, Series
from tercet.edition.front import Front, Shown
from tercet.errors import LedgerError, QuestionError
from tercet.judge import claims, commitments, trend
from tercet.ledger.ledger import Ledger
from tercet.ledger.view import View
from tercet.question import Question
from tercet.version import __version__


@dataclass(frozen=True, slots=True)
class Wanted:
    """An edition to be made: for whom, as of which day (None: now), in which languages.

    `refused` are files that were not read at all; the ledger keeps nothing of them.
    """

    audience: str
    as_of: date | None = None
    langs: tuple[str, ...] = ("en",)
    refused: tuple[Refusal, ...] = ()


def gather(wanted: Wanted, shown: Front, ledger: Ledger, catalog: Catalog) -> Content:
    """Everything that the edition says: answers, comparisons, files, and rows put aside."""
    view = ledger.view(catalog, wanted.audience, wanted.as_of)
    if not view.batches:
        raise LedgerError("There is nothing to make an edition of: no file has come in. Next: tercet ingest FILE...")
    # No clock: an edition without a day of its own is as of its newest file, its verdicts included.
    day = wanted.as_of or max(batch.received for batch in view.batches)
    view = replace(view, as_of=day)
    return Content(
        as_of=day,
        audience=wanted.audience,
        sample=any(batch.sample for batch in view.batches),
        version=__version__,
        headlines=tuple(_headline(view, one, shown.areas, catalog) for one in shown.headlines),
        commitments=commitments(view, catalog, None),
        claims=claims(view, catalog, None),
        files=tuple(_files(view, catalog)),
        put_aside=tuple(_put_aside(view, ledger)),
        refused=wanted.refused,
    )


def _headline(view: View, shown: Shown, areas: Sequence[str], catalog: Catalog) -> Headline:
    """One measure for every area of the front page: a series, or why there is none."""
    measure = catalog.measure(shown.measure)
    found: list[Series] = []
    absent: list[Absence] = []
    for area in areas:
        question = Question(measure.id, areas=(area,), where=shown.where, freq=shown.freq)
        try:
            found.append(_series(view, measure, question, catalog))
        except QuestionError as error:
            absent.append(_absence(area, measure, error))
    return Headline(
        measure, shown.freq, shown.where, tuple(found), tuple(absent), compare(view, measure, catalog, tuple(areas))
    )


def _series(view: View, measure: Measure, question: Question, catalog: Catalog) -> Series:
    """A series, with the rows and files behind its latest number."""
    answer = series(view, measure, catalog, question)
    valued = [row["period"] for row in answer.records() if row["value"] is not None]
    if not valued:
        raise QuestionError(f"{question.areas[0]}: no period has a value.")
    latest = explain(view, measure, catalog, replace(question, from_=valued[-1], to=valued[-1]))
    files = tuple(str(row["file"]) for row in latest.batches.records())
    return Series(question.areas[0], answer, Behind(latest.total, files), _trend(view, question, catalog))


def _trend(view: View, question: Question, catalog: Catalog) -> Mapping[str, Any] | None:
    """The verdict on where a series is going; None where its measure does not say what counts as flat."""
    if catalog.measure(question.measure).trend is None:
        return None
    (found,) = trend(replace(question, freq=None), view, catalog).records()
    return found


def _absence(area: str, measure: Measure, error: QuestionError) -> Absence:
    """Why an area has no series: the measure's own word on it, else the reason of the refusal."""
    coverage = measure.coverage.get(area)
    return Absence(area, coverage.gap, coverage.note.strip()) if coverage else Absence(area, None, str(error))


def _files(view: View, catalog: Catalog) -> Iterator[File]:
    """The files in force, by source and day."""
    for batch in view.batches:
        yield File(
            name=batch.file,
            source=catalog.source(batch.source),
            sha256=batch.sha256,
            received=batch.received,
            rows_in=batch.rows_in,
            accepted=batch.accepted,
            rejected=batch.rejected,
            repeated=batch.repeated,
            first=min((span.start for span in batch.coverage), default=None),
            last=max((span.end for span in batch.coverage), default=None),
        )


def _put_aside(view: View, ledger: Ledger) -> Iterator[PutAside]:
    """Rows put aside, counted by file and reason by the engine, each with its first row as an example."""
    in_force = {batch.id: batch.file for batch in view.batches}
    _, table = ledger.rejects()
    if table is None:
        return
    counted = table.group_by("batch", "problems").aggregate(rows=table.count(), first=table.row.min())
    found: dict[tuple[str, str], PutAside] = {}
    for row in ledger.engine.arrow(counted.order_by("batch", "first", "problems")).to_pylist():
        if row["batch"] in in_force:
            first = (json.loads(row["problems"] or "[]") or [{"code": "repeated_id", "field": "", "text": ""}])[0]
            key = (in_force[row["batch"]], str(first["code"]))
            one = PutAside(*key, str(first["field"]), row["rows"], row["first"], str(first["text"] or ""))
            found[key] = replace(found[key], rows=found[key].rows + one.rows) if key in found else one
    yield from sorted(found.values(), key=lambda one: (one.file, one.reason))
