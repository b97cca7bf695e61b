"""What `build` hands over: answers with the definitions behind them, and what is known about the files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tercet.answers import Answer
from tercet.catalog.descriptor import Source
from tercet.catalog.models import Measure
from tercet.catalog.signatures import Signature


@dataclass(frozen=True, slots=True)
class Behind:
    """What the latest number of a series was made of: so many rows (None: not told) of these files."""

    rows: int | None
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """The answer for one area, what is behind its latest number, and the verdict on where it is going.

    `trend` is a row of `tercet trend`; None where the measure does not say what counts as flat.
    `earlier` is the answer as of the day of the edition before; None where no figure of it has changed.
    """

    area: str
    answer: Answer
    behind: Behind
    trend: Mapping[str, Any] | None = None
    earlier: Answer | None = None


@dataclass(frozen=True, slots=True)
class Places:
    """The figures of the parts of one country (states, provinces) in one period, for a map."""

    area: str
    period: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class Absence:
    """Why an area has no series: the kind of gap where it is known, and the reason in words."""

    area: str
    gap: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Headline:
    """One measure on the front page: its series by area, the areas without one, and what may be compared.

    `places` are the countries of which the parts have figures; `sources` feed the measure.
    """

    measure: Measure
    freq: str
    where: Mapping[str, str]
    series: tuple[Series, ...]
    absent: tuple[Absence, ...]
    comparison: Answer
    places: tuple[Places, ...] = ()
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class File:
    """A file that is in force. Its rows are counted (None: not told) where all of them may be shown."""

    name: str
    source: Source
    sha256: str
    received: date
    rows_in: int | None
    accepted: int | None
    rejected: int | None
    repeated: int | None
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class PutAside:
    """Rows of one file that were put aside for one reason, with the first of them as an example."""

    file: str
    reason: str
    field: str
    rows: int
    row: int
    text: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that was not read at all, and why."""

    file: str
    message: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """An edition to be made: for whom, as of which day (None: that of the newest file), in which languages.

    `since` is the day of the edition before; None: the last day on which files came before the newest ones.
    `refused` are files that were not read at all; the ledger keeps nothing of them.
    """

    audience: str
    as_of: date | None = None
    langs: tuple[str, ...] = ("en",)
    refused: tuple[Refusal, ...] = ()
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that an edition says, in no language yet.

    `since` is the day of the edition before, which revisions are told against; None where there was none.
    `signatures` are those of partners that this audience may know of.
    """

    as_of: date
    audience: str
    sample: bool
    version: str
    headlines: tuple[Headline, ...]
    commitments: Answer
    claims: Answer
    files: tuple[File, ...]
    put_aside: tuple[PutAside, ...]
    refused: tuple[Refusal, ...]
    since: date | None = None
    signatures: tuple[Signature, ...] = ()
