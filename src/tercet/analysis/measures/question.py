"""A question with every name in it resolved to a code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tercet.catalog.descriptor import Source
from tercet.catalog.load import Catalog, normal
from tercet.catalog.models import FactorSet, Measure, Where
from tercet.errors import CatalogError, QuestionError, unknown
from tercet.question import Question
from tercet.records import KINDS, Kind

COMMON_DIMENSIONS = ("source", "place", "area", "terms")


@dataclass(frozen=True)
class Asked:
    """A question with every name resolved: ids, codes, and the sources that feed the measure, best first."""

    question: Question
    measure: Measure
    catalog: Catalog
    kind: Kind
    sources: tuple[Source, ...]
    areas: tuple[str, ...]
    where: Mapping[str, tuple[str, ...]]
    only: tuple[str, ...]
    freq: str
    unit: str
    factors: FactorSet | None

    @property
    def by(self) -> tuple[str, ...]:
        """The dimensions that part the answer."""
        return self.question.by

    @property
    def column(self) -> str:
        """The column of the records that is summed."""
        return self.measure.value["sum"]

    @property
    def explicit(self) -> bool:
        """Whether areas were named; what cannot be answered for them is then an error, not a note."""
        return bool(self.question.areas)

    @property
    def filled(self) -> bool:
        """Whether a published period without a record is a true zero; a figure that nobody published is not."""
        return self.kind.name != "observation"

    def fiscal_start(self, area: str) -> int:
        """The month in which the fiscal year of an area's country starts."""
        return self.catalog.areas[self.catalog.country(area)].fiscal_start or 1

    def conditions(self, source: str) -> Iterator[tuple[str, tuple[str, ...]]]:
        """What records of a source must be: the measure's own conditions, then those of the question."""
        for where in (self.measure.where, self.measure.of.get(source, {}), self.where):
            for dimension, values in where.items():
                yield dimension, _tuple(values)


def resolve(question: Question, measure: Measure, catalog: Catalog, in_view: Sequence[str]) -> Asked:
    """The question in codes; a QuestionError with near names for whatever does not exist."""
    sources = feeding(measure, catalog, in_view)
    kind = _kind(measure, catalog)
    where, only = _conditions(question, measure, catalog, kind, sources)
    _known_dimensions(question.by, kind, sources)
    return Asked(
        question=question,
        measure=measure,
        catalog=catalog,
        kind=kind,
        sources=tuple(source for source in sources if not only or source.id in only),
        areas=tuple(sorted({area_of(area, catalog) for area in question.areas})),
        where=where,
        only=only,
        freq=(question.freq or measure.freqs[0]).upper(),
        unit=_unit(question, measure, catalog),
        factors=_factors(question, kind, measure, catalog),
    )


def _kind(measure: Measure, catalog: Catalog) -> Kind:
    """The kind of record that a measure is made of, with a column that its unit can be the unit of."""
    if measure.from_ not in KINDS:
        raise CatalogError(f"measure {measure.id}: {unknown('kind of record', measure.from_, KINDS)}")
    kind, column = KINDS[measure.from_], measure.value["sum"]
    if column not in kind.values:
        raise CatalogError(f"measure {measure.id}: {unknown('column to sum', column, kind.values)}")
    dimensions = {name for name, value in kind.measured.items() if value == column} or {"count"}
    unit = catalog.units.get(measure.unit)
    if unit is None or unit.dimension not in dimensions:
        wanted = " or ".join(sorted(dimensions))
        raise CatalogError(f"measure {measure.id}: {measure.unit!r} is no unit of {wanted}, which {column} is.")
    return kind


def feeding(measure: Measure, catalog: Catalog, in_view: Sequence[str]) -> list[Source]:
    """The sources with data that feed a measure: by country, then the one that answers by itself first."""
    chosen = [catalog.sources[name] for name in in_view if not measure.of or name in measure.of]
    return sorted(chosen, key=lambda source: (catalog.country(source.area), source.rank, source.id))


def area_of(text: str, catalog: Catalog) -> str:
    """An area from its id, a name or a spelling."""
    return text if text in catalog.areas else _code("area", text, catalog)


def dimensions(kind: Kind, sources: Sequence[Source]) -> set[str]:
    """What a measure can be cut by: common dimensions, those of the record, and the sources' own."""
    return {*COMMON_DIMENSIONS, *kind.dimensions, *(name for source in sources for name in source.dimensions)}


def _known_dimensions(names: Sequence[str], kind: Kind, sources: Sequence[Source]) -> None:
    """Stop at a dimension that none of the sources has."""
    known = dimensions(kind, sources)
    for name in names:
        if name not in known:
            raise QuestionError(unknown("dimension", name, known))


def _conditions(
    question: Question, measure: Measure, catalog: Catalog, kind: Kind, sources: Sequence[Source]
) -> tuple[dict[str, tuple[str, ...]], tuple[str, ...]]:
    """The question's filter in codes, and the sources that it names."""
    _known_dimensions(tuple(question.where), kind, sources)
    texts = {dimension: _tuple(values) for dimension, values in question.where.items()}
    only = texts.pop("source", ())
    _known_sources(only, measure, catalog, {source.id for source in sources})
    own = {name for source in sources for name in source.dimensions} - kind.dimensions.keys()
    codes = {
        dimension: values if dimension in own else tuple(_code(dimension, value, catalog) for value in values)
        for dimension, values in texts.items()
    }
    return codes, only


def _known_sources(names: Sequence[str], measure: Measure, catalog: Catalog, feeds: set[str]) -> None:
    """Stop at a source that gives nothing to the measure, or that does not exist."""
    for name in names:
        if name in catalog.sources and name not in feeds:
            raise QuestionError(f"{name} gives nothing to {measure.id}. Sources with data: {_listed(feeds)}.")
        if name not in feeds:
            raise QuestionError(unknown("source", name, feeds))


def _code(dimension: str, text: str, catalog: Catalog) -> str:
    """The code that a text stands for; free text stays as it is."""
    if not catalog.coded(dimension):
        return text
    labels = catalog.labels(dimension)
    codes = set(labels.values())
    if text in codes:
        return text
    if normal(text) not in labels:
        near = unknown(dimension, text, codes | labels.keys()) if len(text) > 2 else unknown(dimension, text, codes)
        raise QuestionError(near)
    return labels[normal(text)]


def _unit(question: Question, measure: Measure, catalog: Catalog) -> str:
    """The unit of the answer: of the measure's own dimension, and never another currency or rate."""
    if question.unit is None:
        return measure.unit
    unit = _code("unit", question.unit, catalog)
    ours = catalog.units[measure.unit]
    fitting = sorted(name for name, other in catalog.units.items() if other.dimension == ours.dimension)
    if unit != measure.unit and (unit not in fitting or ours.dimension not in {"mass", "volume"}):
        choice = fitting if ours.dimension in {"mass", "volume"} else [measure.unit]
        raise QuestionError(f"{measure.id} is measured in {measure.unit}, not in {unit}. Ask for {_listed(choice)}.")
    return unit


def _factors(question: Question, kind: Kind, measure: Measure, catalog: Catalog) -> FactorSet | None:
    """The factor set that the question names; only the mass of seizures knows counted units."""
    if question.factors is None:
        return None
    if question.factors not in catalog.factors:
        raise QuestionError(unknown("factor set", question.factors, catalog.factors))
    if not weighable(kind, measure):
        raise QuestionError(f"{measure.id} is not a mass of seizures, so no factor set applies. Ask without --factors.")
    return catalog.factors[question.factors]


def weighable(kind: Kind, measure: Measure) -> bool:
    """Whether the measure is a mass of records that may also count units, such as tablets."""
    return measure.value["sum"] == "mass" and "units" in kind.values


def _tuple(values: str | tuple[str, ...] | Sequence[str]) -> tuple[str, ...]:
    """One value or several, as several."""
    return (values,) if isinstance(values, str) else tuple(values)


def conditions_in_words(where: Where) -> str:
    """A filter as a person would say it: substance is fentanyl, agency is OFO or USBP."""
    return ", ".join(f"{dimension} is {' or '.join(_tuple(values))}" for dimension, values in where.items())


def _listed(names: Sequence[str] | set[str]) -> str:
    """Names in order, for a message."""
    return ", ".join(sorted(names)) or "none"
