"""The descriptor language: how one publisher's files become records, said in YAML alone.

The reference is generated from the descriptions in this file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Literal

from pydantic import Field, field_validator, model_validator

from tercet.catalog.models import Definition, Gap, Names, Status


def _compiled(pattern: str) -> re.Pattern[str]:
    """A regular expression, or what is wrong with it."""
    try:
        return re.compile(pattern)
    except re.error as error:
        raise ValueError(f"{pattern!r} is not a regular expression: {error}") from None


class Read(Definition):
    """How to get a table of text out of the file."""

    format: Literal["csv", "xlsx", "parquet"] = Field("csv", description="What the file is. gzip is seen by itself.")
    encoding: str = Field("utf-8", description="Encoding of a text file: utf-8 (a BOM is fine), latin-1, cp1252.")
    delimiter: str = Field(",", description="What separates the columns of a text file.")
    quote: str = Field('"', description="What encloses a text with a delimiter in it.")
    header: int = Field(1, ge=0, description="Number of the row that holds the column names; 0: there is none.")
    names: tuple[str, ...] = Field((), description="The column names where the file has no header row.")
    sheet: str | int = Field(1, description="Sheet of a workbook, by name or by number from 1.")
    footer: str | None = Field(
        None, description="A pattern: the first row in which a cell matches it, and all after it, are notes, not data."
    )
    decimal: str = Field(".", min_length=1, max_length=1, description="Decimal mark of numbers.")
    thousands: str = Field("", max_length=1, description="Mark between thousands; it is taken out of numbers.")

    @field_validator("footer")
    @classmethod
    def footer_is_a_pattern(cls, footer: str | None) -> str | None:
        """A pattern that cannot be read would end no table."""
        return footer if footer is None else _compiled(footer).pattern

    @model_validator(mode="after")
    def marks_differ(self) -> Read:
        """One mark cannot stand for both."""
        if self.decimal == self.thousands:
            raise ValueError(f"decimal and thousands are both {self.decimal!r}; one of them is something else")
        return self


class Wide(Definition):
    """Columns that are observations: each cell becomes a row."""

    columns: Mapping[str, Mapping[str, str]] = Field(
        {}, description="Column name -> the fields that it sets (substance, unit, agency, month ...)."
    )
    others: str | None = Field(
        None, description="Every column not named elsewhere is a cell; its heading is this field."
    )
    except_: tuple[str, ...] = Field((), alias="except", description="Headings that `others` leaves out: totals.")
    value: str = Field("quantity", description="The field that takes the cell: quantity, value or events.")
    blank: Gap | Literal["skip"] = Field("missing", description="What an empty cell means; `skip`: no observation.")


class Extract(Definition):
    """A field that stands outside the table: in the notes, the title or the file name."""

    from_: Literal["notes", "filename"] = Field("notes", alias="from", description="Where to look.")
    pattern: str = Field(description="A regular expression; its first group is the value.")

    @field_validator("pattern")
    @classmethod
    def has_a_group(cls, pattern: str) -> str:
        """What is found stands in the first group, so there has to be one."""
        if _compiled(pattern).groups < 1:
            raise ValueError(f"the pattern {pattern!r} has no group ( ) that says which part is the value")
        return pattern


class Period(Definition):
    """Which fields hold the period. Give one of: date; text; year with month, quarter or half; year alone."""

    date: str | None = Field(None, description="Field with a date.")
    formats: tuple[str, ...] = Field(("%Y-%m-%d",), description="strptime formats of the date, tried in order.")
    text: str | None = Field(
        None, description="Field with words: 2023, 2023-06, 2023 Q2, 2023-Q2, 2022 (Jan to Jun), 2023-S1."
    )
    year: str | None = Field(None, description="Field with a calendar year.")
    fiscal_year: str | None = Field(None, description="Field with a fiscal year, e.g. 2026 or `2026 (FYTD)`.")
    fiscal_start: int = Field(1, ge=1, le=12, description="Month in which fiscal year N starts, in year N-1 unless 1.")
    month: str | None = Field(None, description="Field with a month: a number or a name in en, es or fr.")
    quarter: str | None = Field(None, description="Field with a quarter, 1-4.")
    half: str | None = Field(None, description="Field with a half-year, 1-2.")
    rolling: Literal[0, 12] = Field(
        0, description="12: the value is a sum over the twelve months that end in this month."
    )


class Lookup(Definition):
    """Labels of the publisher, and the code that they stand for; `value: null` means known to be unknown."""

    match: tuple[str, ...]
    value: str | None
    note: str | None = None


class StatusRule(Definition):
    """A status read off a text field; the first rule that matches wins. `gap` names why a value is absent."""

    field: str
    match: str = Field(description="A regular expression, searched in the text.")
    status: Status
    gap: Gap | None = None

    @field_validator("match")
    @classmethod
    def is_a_pattern(cls, match: str) -> str:
        """A pattern that cannot be read would match nothing, or stop a file."""
        return _compiled(match).pattern


class Range(Definition):
    """Plausible values of a field; a row outside is rejected as `implausible`."""

    min: Decimal | None = None
    max: Decimal | None = None
    note: str | None = None


class RecordId(Definition):
    """The record's own identifier, and what it means when one comes twice in a file."""

    field: str = "record_id"
    repeated: Literal["first", "last", "reject"] = Field(
        "first", description="Which row is kept; `reject`: none of them, for a person to look at."
    )


class Rows(Definition):
    """How many rows a file should have; outside of it the batch lands with a warning."""

    min: int | None = None
    max: int | None = None


class Expect(Definition):
    """What must hold of a whole file."""

    rows: Rows | None = Field(None, description="Number of observations; outside: a warning.")
    unique: tuple[str, ...] = Field((), description="Fields that together occur once; otherwise the file is refused.")
    rejected: Decimal | None = Field(None, description="Largest share of rejected rows; above it the file is refused.")


class Skip(Definition):
    """Rows that are not observations, such as the publisher's own totals."""

    field: str
    labels: tuple[str, ...]
    why: str


class Declared(Definition):
    """Declarations for some of a source's rows, where they differ from the source's own."""

    where: Mapping[str, str | tuple[str, ...]]
    declares: Mapping[str, str | tuple[str, ...]]


class Layout(Definition):
    """One form of the publication, recognised by its header. Every column is used or ignored by name."""

    id: str = "main"
    columns: Mapping[str, str | tuple[str, ...]] = Field(
        {}, description="The publisher's column -> our field, or several fields."
    )
    optional: tuple[str, ...] = Field((), description="Columns of the publisher that may be absent.")
    ignore: tuple[str, ...] = Field((), description="Columns of the publisher that are left unread, by name.")
    constants: Mapping[str, str] = Field({}, description="Field -> a value for every row of this layout.")
    wide: Wide | None = Field(None, description="Columns that are observations.")
    extract: Mapping[str, Extract] = Field({}, description="Fields found outside the table.")
    skip: tuple[Skip, ...] = Field((), description="Rows that are not observations.")
    read: Mapping[str, str | int] = Field({}, description="Keys of `read` that differ for this layout.")
    period: Period | None = Field(None, description="The period rule, where it differs for this layout.")
    unit: str | None = Field(None, description="The unit, where it differs for this layout.")
    refuse: str | None = Field(None, description="A known form that cannot be read honestly, and why.")

    def ours(self, theirs: str) -> tuple[str, ...]:
        """Our fields for a column of the publisher."""
        fields = self.columns[theirs]
        return (fields,) if isinstance(fields, str) else fields

    @property
    def fields(self) -> set[str]:
        """Every field that a column of the publisher is renamed to."""
        return {field for theirs in self.columns for field in self.ours(theirs)}

    @property
    def named(self) -> set[str]:
        """Every column of the publisher that this layout names."""
        wide = self.wide
        return {*self.columns, *self.ignore, *(wide.columns if wide else ()), *(wide.except_ if wide else ())}


class Source(Definition):
    """One publication of one publisher, and how to read it."""

    id: str = Field(description="Name of the source; also the name of the file.")
    publisher: Names = Field(description="Who publishes, in the three languages.")
    names: Names = Field(description="What the publication is called.")
    area: str = Field(description="Area whose records these are.")
    record: str = Field(description="Kind of record: seizure, observation, firearm, currency.")
    read: Read = Field(Read(), description="How to get a table of text out of the file.")
    layouts: tuple[Layout, ...] = Field(min_length=1, description="Forms of the publication.")
    period: Period = Field(description="Which fields hold the period.")
    unit: str | None = Field(None, description="Unit of the quantity; absent where a column or cell gives it per row.")
    constants: Mapping[str, str] = Field({}, description="Field -> a value for every row.")
    dimensions: Mapping[str, Names] = Field({}, description="The source's own dimensions, kept in `dims`.")
    lookups: Mapping[str, Mapping[str, str | None] | tuple[Lookup, ...]] = Field(
        {}, description="Field -> the publisher's labels and our codes. `*` stands for every other label."
    )
    gaps: Mapping[str, Gap] = Field({}, description="Words in the place of a value, and which kind of gap each means.")
    status: tuple[StatusRule, ...] = Field((), description="Statuses read off a text field.")
    ranges: Mapping[str, Range] = Field({}, description="Plausible ranges per field.")
    record_id: RecordId | None = Field(None, description="The record's own id, and what a repeated one means.")
    restates: tuple[str, ...] | Literal["appends"] = Field(
        ("period",), description="Fields: a newer file replaces what it covers of them. `appends`: it only adds."
    )
    declares: Mapping[str, str | tuple[str, ...]] = Field({}, description="What the figures are, for comparability.")
    declares_for: tuple[Declared, ...] = Field((), description="Declarations of some rows.")
    expect: Expect = Field(Expect(), description="What must hold of a whole file.")
    rank: int = Field(100, description="Which source of an area answers by itself: the lowest; others are asked for.")
    adds_to: tuple[str, ...] = Field((), description="Sources whose records are others than these; may be added.")
    terms: str = Field(description="Handling terms of every row.")
    sample: bool = Field(False, description="Made-up data: never in one workspace with real data.")
    url: str | None = Field(None, description="Where the publisher posts the file.")
    licence: str | None = Field(None, description="Licence of the publication.")
    note: str | None = Field(None, description="What a user should know about the publication.")

    @model_validator(mode="after")
    def layout_ids_differ(self) -> Source:
        """Two layouts of one source cannot share an id: batches name the one that was read."""
        ids = [layout.id for layout in self.layouts]
        if len(ids) != len(set(ids)):
            raise ValueError(f"layouts need different ids, got {ids}")
        return self
