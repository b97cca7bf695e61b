"""The tables behind the figures of an edition, as they are published."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tercet.answers import Answer
from tercet.edition.content import Content, Headline
from tercet.edition.opendata.tables import FIXED, SAMPLE, Published

FOLDER = "data"  # of an edition


def tables_of(content: Content) -> list[Published]:
    """One table for the series of each headline, and one for the places of its maps for each way they are cut."""
    return [table for one in content.headlines for table in _tables(one)]


def _tables(headline: Headline) -> Iterator[Published]:
    name = stem(headline)
    if headline.series:
        yield _published(name, headline, [one.answer for one in headline.series])
    cuts: dict[tuple[str, ...], list[Answer]] = {}
    for one in headline.places:
        cuts.setdefault(one.answer.columns[len(FIXED) :], []).append(one.answer)
    for by, answers in sorted(cuts.items()):
        yield _published("-".join([name, *(by or ("places",))]), headline, answers)


def addresses(headline: Headline, sample: bool) -> dict[str, str]:
    """Where the tables of a headline are in an edition, by their form."""
    name = f"{SAMPLE}-{stem(headline)}" if sample else stem(headline)
    forms = {"CSV": f"{name}.csv", "Parquet": f"{name}.parquet", "SDMX-CSV": f"sdmx/{name}.csv"}
    return {form: f"{FOLDER}/{path}" for form, path in forms.items()}


def stem(headline: Headline) -> str:
    """The name of a headline's table, the same from edition to edition: measure, frequency, what it is narrowed to."""
    return "-".join([headline.measure.id, headline.freq, *(code for _, code in sorted(headline.where.items()))])


def _published(name: str, headline: Headline, answers: Sequence[Answer]) -> Published:
    """Answers with the same columns as one table. Notes that tell of commands are for the house."""
    rows = [row for answer in answers for row in answer.rows]
    notes = tuple(dict.fromkeys(note for one in answers for note in one.notes if "tercet " not in note))
    return Published(name, headline.measure, replace(answers[0], rows=rows, notes=notes), headline.sources, notes)
