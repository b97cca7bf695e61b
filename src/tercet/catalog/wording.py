"""What words admit, and how masses become doses: the two files of data that claims are judged by."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Literal

from pydantic import Field

from tercet.catalog.models import Definition


class Word(Definition):
    """The true values that a word admits: so many percent below and above the figure; `any` is no limit.

    `rounding` says that the figure may have been rounded before it was said. An `exact` word promises every digit.
    """

    below: Decimal | Literal["any"] = Decimal(0)
    above: Decimal | Literal["any"] = Decimal(0)
    rounding: bool = True
    exact: bool = False
    spellings: tuple[str, ...] = ()
    reason: str


class Revision(Definition):
    """By how much a publisher has changed published figures later: levels in percent, shares and changes in points."""

    publisher: str
    percent: Decimal = Field(ge=0)
    points: Decimal = Field(default=Decimal(0), ge=0)
    reason: str


class Wording(Definition):
    """The file of words, and of revisions by measure."""

    words: Mapping[str, Word]
    revisions: Mapping[str, Revision] = {}


class DoseRule(Definition):
    """A rule by which officials turn mass into doses. An unpublished recipe is shown, and decides nothing."""

    formula: str
    definition: str
    published: bool
    source: str
    basis: str


class Share(Definition):
    """A measured share with its own period: the purity of powder, or of pills with a full dose."""

    first: date
    last: date
    percent: Decimal = Field(gt=0, le=100)
    label: str
    claim: str | None = None
    source: str
    basis: str


class Plausible(Definition):
    """The purity that totals of other years imply; outside of it, weight and doses do not fit each other."""

    low: Decimal
    high: Decimal
    reason: str


class Seat(Definition):
    """A county where a firearms maker has its seat, and so stands in lists of places by mistake."""

    names: tuple[str, ...]
    maker: str
    source: str
    basis: str


class Doses(Definition):
    """The file of dose rules and their inputs."""

    dose_mg: Decimal = Field(gt=0)
    dose_source: str
    dose_basis: str
    caveat: str
    rules: Mapping[str, DoseRule]
    purities: Mapping[str, Share]
    pill_shares: Mapping[str, Share]
    plausible_purity: Plausible


class Makers(Definition):
    """The file of makers' seats."""

    seats: Mapping[str, Seat]
