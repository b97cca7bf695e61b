"""The shape of every definition: areas, substances, code lists, units, factor sets, measures, terms.

A definition is data. These models say what it may contain; an unknown key is an error.
Sources have their own file, `descriptor.py`, because a descriptor is a small language.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

Freq = Literal["D", "M", "Q", "S", "A", "FY", "R12"]
Gap = Literal[
    "missing", "suppressed", "not_yet_reported", "not_published", "not_mapped", "withheld", "not_applicable", "unknown"
]
Status = Literal["A", "P", "E", "I", "B", "D", "Q", "O", "L", "M"]


class Definition(BaseModel):
    """The base of all models: frozen, and an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, coerce_numbers_to_str=True)


class Names(Definition):
    """A name in the three languages; Spanish and French fall back to English where they are not known."""

    en: str
    es: str | None = None
    fr: str | None = None


class Area(Definition):
    """A country, a subdivision (ISO 3166-2), or an area that only one publisher uses.

    `codes` holds what publishers write instead of the id: iso3, fips, inegi, pruid.
    `spellings` are further names seen in files. A publisher's own area names its `parent`
    and, where it is known, a point (longitude, latitude); it is never forced into a state.
    """

    kind: str
    names: Names
    parent: str | None = None
    codes: Mapping[str, str] = {}
    spellings: tuple[str, ...] = ()
    fiscal_start: int | None = Field(default=None, ge=1, le=12)
    population: Mapping[int, int] = {}
    point: tuple[float, float] | None = None
    note: str | None = None
    source: str | None = None


class Areas(Definition):
    """One file of areas: a country with its subdivisions, or one publisher's own areas."""

    areas: Mapping[str, Area]


class Substance(Definition):
    """The identity of a substance, or of a class of substances (`kind: class`).

    `basis` says how the identity is known, in the words of the facts: opened, excerpt, computed,
    computed+matched, unverified. It is shown with the value and never improved upon.
    """

    id: str
    kind: Literal["substance", "class", "precursor"] = "substance"
    names: Names
    group: str | None = None
    street: Mapping[str, tuple[str, ...]] = {}
    spellings: tuple[str, ...] = ()
    formula: str | None = None
    mol_weight: Decimal | None = None
    inchikey: str | None = None
    inchikey_basis: str | None = None
    smiles: str | None = None
    cas: str | None = None
    cas_basis: str | None = None
    unii: str | None = None
    pubchem_cid: int | None = None
    hs_2022: str | None = None
    hs_basis: str | None = None
    names_basis: str | None = None
    note: str | None = None
    source: str | None = None
    basis: str | None = None

    @field_validator("cas")
    @classmethod
    def cas_check_digit(cls, cas: str | None) -> str | None:
        """A CAS number whose last digit is not the weighted sum of the others, modulo 10, is a typing error."""
        if cas is not None:
            digits = cas.replace("-", "")
            total = sum(place * int(digit) for place, digit in enumerate(reversed(digits[:-1]), start=1))
            if total % 10 != int(digits[-1]):
                raise ValueError(f"CAS {cas} fails its check digit; probably {cas[:-1]}{total % 10}")
        return cas


class Code(Definition):
    """One entry of a code list: what it is called, and what publishers write for it."""

    names: Names
    spellings: tuple[str, ...] = ()
    note: str | None = None


class CodeList(Definition):
    """A list of codes for one dimension, e.g. agencies or months."""

    id: str
    names: Names
    codes: Mapping[str, Code]
    source: str | None = None


class Unit(Definition):
    """A unit: its dimension, and how many base units make one of it.

    Base units are the microgram, the microlitre, the cent and one (for counts and ratios).
    `factor` is exact; `pint` is the same unit for pint, which checks the factor when definitions load.
    """

    dimension: Literal["mass", "volume", "count", "money", "ratio"]
    factor: Decimal = Decimal(1)
    names: Names
    pint: str | None = None
    spellings: tuple[str, ...] = ()
    source: str | None = None
    basis: str | None = None


class Units(Definition):
    """The file of units."""

    units: Mapping[str, Unit]


class Factor(Definition):
    """One assumed conversion: so many milligrams for one `unit` of a substance in a period, with its uncertainty."""

    substance: str
    unit: str
    first: date | None = None
    last: date | None = None
    low: Decimal
    central: Decimal
    high: Decimal
    source: str
    basis: str


class FactorSet(Definition):
    """A named, versioned set of assumed conversions from counted units to milligrams."""

    id: str
    version: str
    names: Names
    to: Literal["mass"] = "mass"
    definition: str
    caveat: str
    factors: tuple[Factor, ...]


class Bridge(Definition):
    """A named conversion that makes two differing declarations comparable."""

    id: str
    declaration: str
    between: tuple[str, str]
    by: str


class Coverage(Definition):
    """Why an area has no series of a measure, in words."""

    gap: Gap
    note: str


Where = Mapping[str, str | tuple[str, ...]]


class TrendRule(Definition):
    """What counts as flat, and why: a yearly change of at most `tolerance` percent either way.

    `noise` says how the figures scatter: `counts` like numbers of events (variance in proportion to the level),
    `amounts` like weights, where one huge seizure is nothing unusual.
    """

    tolerance: Decimal = Field(gt=0, lt=100)
    reason: str
    noise: Literal["counts", "amounts"] = "counts"


class NowcastRule(Definition):
    """What the publisher itself says about figures that are not complete yet.

    `predicted` is the measure that holds the publisher's own estimate of the same figure, `complete` the
    dimension with the percentage that the publisher has received, `pending` the one with the percentage of records
    that are in but not decided yet. `closes` says by which year the publisher closes its figures: what is pending in
    an earlier year than the file's last one (A calendar, FY fiscal) stays pending.
    """

    predicted: str | None = None
    complete: str | None = None
    pending: str | None = None
    closes: Literal["A", "FY"] | None = None


class Measure(Definition):
    """A question that can be asked in the same way of every area.

    `where` selects records; `of` adds a condition for one source, which then feeds the measure with what it selects.
    `value` names the column that is summed. `areas: published` means that only figures published for
    the very area asked for are used; `sum` means that the parts of an area add up to it.
    `must_match` lists the declarations that two areas need in common to be comparable. Without `trend` there is no
    verdict on the direction of the measure.
    """

    id: str
    names: Names
    from_: str = Field(alias="from")
    where: Where = {}
    of: Mapping[str, Where] = {}
    value: Mapping[Literal["sum"], str]
    unit: str
    freqs: tuple[Freq, ...]
    areas: Literal["published", "sum"] = "sum"
    better: Literal["more", "less", "neither"] = "neither"
    must_match: tuple[str, ...] = ()
    bridges: tuple[Bridge, ...] = ()
    coverage: Mapping[str, Coverage] = {}
    trend: TrendRule | None = None
    nowcast: NowcastRule | None = None
    definition: str
    caveat: str
    source: str | None = None


class Audience(Definition):
    """Somebody for whom a view may be opened. Totals for those inside the house pass no disclosure control."""

    names: Names
    partner: str | None = None
    inside: bool = False


class Term(Definition):
    """Handling terms: TLP 2.0 marking, and who may use a record, or totals that include it.

    `records` and `statistics` list audiences; an audience that is not listed may not. `attribution` are the agreed
    words for a source "on background": outside the house they stand wherever its name would.
    """

    tlp: Literal["CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED"]
    names: Names
    records: tuple[str, ...] = ()
    statistics: tuple[str, ...] = ()
    embargo_until: date | None = None
    attribution: Names | None = None


class Disclosure(Definition):
    """When a figure made of records that an audience may not see is held back, and how well it is protected.

    Counts from 1 to one less than `smallest`, and figures of fewer than `contributors` records, are sensitive. The
    bounds that a reader can work out for one must be `width` units apart, or `share` of the value where that is more.
    Without `complementary` only these are held back; the attacker's check then says which of them that gives away.
    """

    smallest: int = Field(5, ge=1)
    contributors: int = Field(3, ge=1)
    width: int = Field(3, ge=1)
    share: Decimal = Field(Decimal("0.2"), ge=0)
    zeros: bool = False
    complementary: bool = True


class TermsFile(Definition):
    """The file of audiences and terms, and of the rule for figures that go outside the house."""

    audiences: Mapping[str, Audience] = {}
    terms: Mapping[str, Term] = {}
    disclosure: Disclosure | None = None

    @property
    def partners(self) -> Mapping[str, Names]:
        """Every partner that an audience is, with its name."""
        return {one.partner: one.names for one in self.audiences.values() if one.partner}
