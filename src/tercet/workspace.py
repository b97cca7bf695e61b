"""A workspace in Python: the same verbs as on the command line, for notebooks and scripts.

>>> import tempfile, tercet
>>> with tempfile.TemporaryDirectory() as folder:
...     ws = tercet.init(folder)
...     print(len(ws.batches()), ws.measures().columns[0])
0 id
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from tercet.catalog.load import Catalog
from tercet.settings import Settings, create, find

if TYPE_CHECKING:
    from tercet.analysis.measures.explain import Explanation
    from tercet.answers import Answer
    from tercet.ask import Standpoint
    from tercet.edition.signing import Written
    from tercet.ingest import Outcome
    from tercet.ledger.ledger import Ledger
    from tercet.question import Question

Day = date | str
Values = str | Sequence[str]


class Workspace:
    """One folder with settings, definitions and a ledger, and the questions that can be asked of it."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    @cached_property
    def catalog(self) -> Catalog:
        """The definitions of the package, overlaid by the workspace's own."""
        return Catalog.open(self.settings.folder)

    @cached_property
    def ledger(self) -> Ledger:
        """What came in."""
        from tercet.ledger.ledger import Ledger

        return Ledger(self.settings)

    def ingest(
        self,
        *files: str | Path,
        source: str | None = None,
        received: Day | None = None,
        on_outcome: Callable[[Outcome], None] = lambda outcome: None,
    ) -> list[Outcome]:
        """Read publishers' files and keep their records; one outcome per file, in order.

        A refused file has `outcome.error` and changes nothing; the other files still land.
        `received` is the day on which the files came; as-of questions go by it (default: today).
        """
        from tercet.ingest import ingesting

        outcomes = []
        for outcome in ingesting((Path(file) for file in files), self.ledger, self.catalog, source, _day(received)):
            on_outcome(outcome)
            outcomes.append(outcome)
        return outcomes

    def measure(
        self,
        measure: str,
        areas: Values = (),
        *,
        by: Values = (),
        where: Mapping[str, Values] | None = None,
        freq: str | None = None,
        from_: str | None = None,
        to: str | None = None,
        as_of: Day | None = None,
        audience: str | None = None,
        factors: str | None = None,
        unit: str | None = None,
    ) -> Answer:
        """The series of a measure, for the areas named or for all.

        Columns: measure, area, period, freq, value, low, high, unit, status, then the `by` dimensions.
        Values are exact decimals in the measure's unit, or in `unit`; None where the status says why there is none.
        """
        from tercet.ask import measure as asked
        from tercet.question import Question

        question = Question(
            measure=measure,
            areas=_many(areas),
            by=_many(by),
            where={dimension: _many(values) for dimension, values in (where or {}).items()},
            freq=freq,
            from_=from_,
            to=to,
            factors=factors,
            unit=unit,
        )
        return asked(question, self._stand(audience, as_of), self.ledger, self.catalog)

    def compare(
        self, measure: str, areas: Values = (), *, as_of: Day | None = None, audience: str | None = None
    ) -> Answer:
        """Each pair of areas: comparable or not, with the reasons, and the widest common ground."""
        from tercet.ask import compare

        return compare(measure, _many(areas), self._stand(audience, as_of), self.ledger, self.catalog)

    def explain(
        self,
        measure: str,
        area: str,
        period: str,
        *,
        freq: str | None = None,
        where: Mapping[str, Values] | None = None,
        as_of: Day | None = None,
        audience: str | None = None,
        factors: str | None = None,
    ) -> Explanation:
        """One number walked back to formula, declarations, conversions, batches, files and rows."""
        from tercet.ask import explain
        from tercet.question import Question

        question = Question(
            measure=measure,
            areas=(area,),
            where={dimension: _many(values) for dimension, values in (where or {}).items()},
            freq=freq,
            from_=period,
            to=period,
            factors=factors,
        )
        return explain(question, self._stand(audience, as_of), self.ledger, self.catalog)

    def trend(
        self,
        measure: str,
        areas: Values = (),
        *,
        where: Mapping[str, Values] | None = None,
        from_: str | None = None,
        to: str | None = None,
        as_of: Day | None = None,
        audience: str | None = None,
    ) -> Answer:
        """Where a measure is going in each area: a verdict, the yearly rate in percent with its 90 % interval, and why.

        Verdicts: rising, falling, flat, flattening, cannot be judged.
        """
        from tercet.ask import trend

        return trend(_cut(measure, areas, where, from_, to), self._stand(audience, as_of), self.ledger, self.catalog)

    def nowcast(
        self,
        measure: str,
        areas: Values = (),
        *,
        where: Mapping[str, Values] | None = None,
        as_of: Day | None = None,
        audience: str | None = None,
        score: bool = False,
    ) -> Answer:
        """Recent periods as they will probably be once all reports are in, with 90 % intervals.

        With `score`: for every file in the ledger, how far off the newest one were the reported count,
        the publisher's prediction and ours.
        """
        from tercet.ask import nowcast

        question = _cut(measure, areas, where)
        return nowcast(question, self._stand(audience, as_of), self.ledger, self.catalog, score)

    def commitments(self, name: str | None = None, *, as_of: Day | None = None, audience: str | None = None) -> Answer:
        """Every promise that was made by a day, with its verdict, evidence and reason; or one of them."""
        from tercet.ask import commitments

        return commitments(self._stand(audience, as_of), self.ledger, self.catalog, name)

    def claims(self, name: str | None = None, *, as_of: Day | None = None, audience: str | None = None) -> Answer:
        """Every figure that officials quoted, with its verdict and what was checked; or one of them."""
        from tercet.ask import claims

        return claims(self._stand(audience, as_of), self.ledger, self.catalog, name)

    def sign(
        self,
        figure: str,
        edition: str | Path,
        partner: str,
        *,
        dissent: Mapping[str, str] | None = None,
        on: Day | None = None,
    ) -> Written:
        """Sign a figure of an edition off for a partner, or attach its dissent: language -> the partner's own words.

        The signature is written into the workspace's catalog and bound to the figure's fingerprint. A later one for
        the same partner, audience and day of edition replaces it. `on` is the day of the signature (default: today).
        """
        from tercet.edition.signing import Asked, sign

        asked = Asked(figure, partner, dissent or {}, _day(on) or date.today())
        found = {batch.sample for batch in self.ledger.batches()}
        folder = self.settings.folder / "catalog" / "signatures"
        written = sign(asked, Path(edition), self.catalog, folder, any(found) if found else None)
        vars(self).pop("catalog", None)  # it was read before this signature was there
        return written

    def batches(self) -> Answer:
        """Every batch that came in."""
        from tercet.listing import batches

        return batches(self.ledger)

    def rejects(self, batch: str | None = None) -> Answer:
        """Every row that was put aside, with reasons, file and row."""
        from tercet.listing import rejects

        return rejects(self.ledger, self.catalog, batch)

    def sources(self, name: str | None = None) -> Answer:
        """The sources that can be read, or one of them with its whole definition."""
        from tercet.listing import sources

        return sources(self.catalog, name)

    def measures(self, name: str | None = None) -> Answer:
        """The measures that can be asked, or one of them with its whole definition."""
        from tercet.listing import measures

        return measures(self.catalog, name)

    def _stand(self, audience: str | None, as_of: Day | None) -> Standpoint:
        from tercet.ask import Standpoint

        return Standpoint(audience or self.settings.audience, _day(as_of))


def open_workspace(folder: str | Path | None = None) -> Workspace:
    """The workspace in a folder (default: TERCET_WORKSPACE, else the current folder)."""
    return Workspace(find(Path(folder) if folder is not None else None))


def init(folder: str | Path) -> Workspace:
    """A new workspace in a folder that has none yet."""
    return Workspace(create(Path(folder)))


def _cut(
    measure: str,
    areas: Values,
    where: Mapping[str, Values] | None,
    from_: str | None = None,
    to: str | None = None,
) -> Question:
    """A question about a measure, at the frequency that a room of judgement chooses for itself."""
    from tercet.question import Question

    chosen = {dimension: _many(values) for dimension, values in (where or {}).items()}
    return Question(measure, _many(areas), where=chosen, from_=from_, to=to)


def _many(values: Values | Iterable[str]) -> tuple[str, ...]:
    return (values,) if isinstance(values, str) else tuple(values)


def _day(day: Day | None) -> date | None:
    return date.fromisoformat(day) if isinstance(day, str) else day
