"""What this room needs of a View, and nothing more; the ledger's View fits, and tests bring their own."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

if TYPE_CHECKING:
    from tercet.ledger.batch import Span

T = TypeVar("T")


class Batch(Protocol):
    """One file that came in, as far as an explanation names it."""

    @property
    def id(self) -> str:
        """The name of the batch."""

    @property
    def source(self) -> str:
        """The source that it is a file of."""

    @property
    def layout(self) -> str:
        """The layout that it was read by."""

    @property
    def file(self) -> str:
        """The name of the file."""

    @property
    def sha256(self) -> str:
        """The fingerprint of the file."""

    @property
    def received(self) -> date:
        """The day on which it came."""

    @property
    def rejected(self) -> int:
        """How many of its rows were put aside."""

    @property
    def coverage(self) -> tuple[Span, ...]:
        """The periods that it has published."""


class View(Protocol):
    """The one door to records: only what is in force, and released for an audience and a use."""

    @property
    def con(self) -> Any:
        """The Ibis connection that computes what the view gives."""

    @property
    def batches(self) -> tuple[Batch, ...]:
        """The batches in force."""

    def sources(self, kind: str) -> tuple[str, ...]:
        """The sources that have records of a kind."""

    def records(self, kind: str, source: str) -> Any:
        """The records of a source, as an Ibis table."""

    def listable(self, kind: str, source: str) -> Any:
        """The records of which the rows may be shown, and not only their totals."""

    def withheld(self, kind: str, source: str) -> frozenset[str]:
        """The places of a source's records that terms keep out of the view."""

    def guarded(self, kind: str, source: str) -> bool:
        """Whether a source has records that may be in totals only, so that its figures need guarding."""

    def listed(self, terms: str) -> bool:
        """Whether records under these terms may be shown, and not only their totals."""

    def any_released(self, batch: Any) -> bool:
        """Whether any record of a batch is released for the view's use."""

    def all_listed(self, batch: Any) -> bool:
        """Whether every row of a batch may be shown, those that were put aside too."""

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What a function makes, made once for a key: what a view gives never changes."""

    def covered(self, source: str) -> tuple[Span, ...]:
        """The periods that a source has published."""
