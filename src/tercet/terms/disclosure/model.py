"""What disclosure control speaks of: rules, cells, sums of cells, and editions that were or will be published."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from tercet.errors import TermsError

Key = tuple[tuple[str, str], ...] | str
"""The name of a cell: (dimension, code) pairs in the order of the dimensions' names, or a plain text."""


class DisclosureError(TermsError):
    """Raised when an edition would give a suppressed cell away; the message names cells and never their values."""


@dataclass(frozen=True)
class Rule:
    """When a cell is sensitive, and how far apart the bounds must be that a reader can work out for it."""

    smallest: int = 1  # counts from 1 up to one less than this are sensitive
    contributors: int = 1  # a cell with fewer contributors than this is sensitive
    width: int = 1  # the least distance of the bounds, in the units of the cell
    share: Decimal = Decimal(0)  # and as a share of the value; the larger of the two holds
    zeros: bool = False  # whether a count of zero is sensitive too

    def __post_init__(self) -> None:
        if min(self.smallest, self.contributors, self.width) < 1 or self.share < 0:
            raise TermsError(
                "disclosure rule: smallest, contributors and width are whole numbers from 1 up, and share is not "
                "negative. Correct the rule in the terms."
            )


@dataclass(frozen=True)
class Cell:
    """One figure of a table, whatever the table, language or format in which it is shown."""

    key: Key
    value: int | Decimal  # exact, in the units in which the rule counts
    contributors: int | None = None  # None: the rule about contributors does not apply to this figure
    released: bool = False  # the publisher itself has published it: everybody knows it, and it is never suppressed
    counted: bool = True  # False: a mass or an amount, which is not sensitive for being small

    def __post_init__(self) -> None:
        if isinstance(self.value, bool) or not isinstance(self.value, (int, Decimal)):
            raise TermsError(f"cell {text(self.key)}: the value is not exact. Give a whole number or a decimal.")
        if not Decimal(self.value).is_finite() or self.value < 0:
            raise TermsError(f"cell {text(self.key)}: the value is negative or no number; such cells are not guarded.")


@dataclass(frozen=True)
class Relation:
    """A sum that every reader can check: the total is the sum of its parts."""

    total: Key
    parts: tuple[Key, ...]


@dataclass(frozen=True)
class Edition:
    """What one edition tells one audience: all its cells, their sums, and which of them were held back."""

    name: str
    cells: tuple[Cell, ...]
    relations: tuple[Relation, ...]
    suppressed: frozenset[Key] = frozenset()


def key(**codes: str) -> Key:
    """The key of a cell by its dimensions, in one order.

    >>> key(period="2023-01", area="US-TX")
    (('area', 'US-TX'), ('period', '2023-01'))
    """
    return tuple(sorted(codes.items()))


def text(name: Key) -> str:
    """A key as a reader reads it.

    >>> text(key(period="2023-01", area="US-TX"))
    'area=US-TX, period=2023-01'
    """
    return name if isinstance(name, str) else ", ".join(f"{dimension}={code}" for dimension, code in name)


def in_order(keys: Iterable[Key]) -> list[Key]:
    """Keys in the one order that everything here goes by."""
    return sorted(keys, key=lambda name: (text(name), isinstance(name, str)))


def need(cell: Cell, rule: Rule, unit: Decimal = Decimal(1)) -> int:
    """How far apart the bounds on a sensitive cell must be, in whole steps of `unit`."""
    apart = max(Decimal(rule.width), rule.share * Decimal(cell.value))
    return int((apart / unit).to_integral_value(ROUND_CEILING))
