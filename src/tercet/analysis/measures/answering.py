"""For every area of a question: who answers, or why nobody does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tercet.analysis.measures.choose import Chosen, Loaded, choose, load
from tercet.analysis.measures.door import View
from tercet.analysis.measures.facts import column, matching, place_of
from tercet.analysis.measures.frequencies import refusal
from tercet.analysis.measures.question import Asked, conditions_in_words, feeding
from tercet.catalog.descriptor import Source
from tercet.catalog.models import Coverage
from tercet.errors import NoSeries, QuestionError, Refused


@dataclass(frozen=True)
class Found:
    """The areas that can be answered for, and notes about those that cannot."""

    chosen: tuple[Chosen, ...]
    notes: tuple[str, ...]


def answering(view: View, asked: Asked) -> Found:
    """Who answers; an area that was named and has no answer is an error, any other becomes a note."""
    areas = asked.areas or countries(view, asked)
    loaded = load_all(view, asked, areas)
    answers: list[Chosen] = []
    problems: dict[str, QuestionError] = {}
    for area in areas:
        chosen = choose(asked, area, loaded[asked.catalog.country(area)])
        problem = _problem(view, asked, chosen, loaded[asked.catalog.country(area)])
        if problem is None:
            answers.append(chosen)
        elif asked.explicit:
            raise problem
        else:
            problems[area] = problem
    if not answers:
        raise next(iter(problems.values())) if problems else _nothing(view, asked)
    notes = [
        text if (text := str(problem)).startswith(f"{area}:") else f"{area}: {text}"
        for area, problem in problems.items()
    ]
    return Found(tuple(answers), (*notes, *_without_series(asked, areas)))


def load_all(view: View, asked: Asked, areas: Sequence[str]) -> dict[str, list[Loaded]]:
    """By country: every source that could answer, best first, each asked once.

    A source belongs to the country of its area. One whose records name their own area may answer for
    other countries too, after every source of theirs.
    """
    country = asked.catalog.country
    loaded: dict[str, list[Loaded]] = {country(area): [] for area in areas}
    for source in asked.sources:
        wanted = [area for area in areas if country(area) == country(source.area) or names_areas(source)]
        if wanted:
            one = load(view, asked, source, wanted)
            for name in {country(area) for area in wanted}:
                loaded[name].append(one)
    for name, found in loaded.items():
        found.sort(key=lambda one: (country(one.source.area) != name, one.source.rank, one.source.id))
    return loaded


def countries(view: View, asked: Asked) -> list[str]:
    """The countries that sources with data are about, in alphabetical order."""
    areas = {source.area for source in asked.sources}
    for source in asked.sources:
        if names_areas(source):
            table = view.records(asked.kind.name, source.id)
            areas |= {area for area in view.con.to_pyarrow(table.select("area").distinct())["area"].to_pylist() if area}
    return sorted({asked.catalog.country(area) for area in areas})


def published_for(view: View, asked: Asked) -> tuple[str, ...]:
    """The areas for which figures of a measure are published as such; none where areas are summed from their parts."""
    if asked.measure.areas != "published":
        return ()
    found: set[str] = set()
    present = view.sources(asked.kind.name)  # a vintage by itself has one source only
    for source in (source for source in asked.sources if source.id in present):
        table = matching(view.records(asked.kind.name, source.id), asked, source.id)
        places = view.con.to_pyarrow(table.select(place_=place_of(table)).distinct())["place_"].to_pylist()
        found |= {place for place in places if place in asked.catalog.areas}
    return tuple(sorted(found))


def names_areas(source: Source) -> bool:
    """Whether a source's records name their own area, as a common template does."""
    return any("area" in layout.fields for layout in source.layouts)


def gap_of_area(asked: Asked, area: str) -> Coverage | None:
    """The measure's own word on why an area, or what it lies in, has no series."""
    step: str | None = area
    while step is not None:
        if step in asked.measure.coverage:
            return asked.measure.coverage[step]
        step = asked.catalog.areas[step].parent
    return None


def gap_in_words(asked: Asked, gap: str) -> str:
    """The name of a kind of gap."""
    codes = asked.catalog.codelists["gap"].codes if "gap" in asked.catalog.codelists else {}
    return codes[gap].names.en if gap in codes else gap.replace("_", " ")


def no_series(asked: Asked, area: str, loaded: Sequence[Loaded]) -> NoSeries:
    """Why an area has no series: the measure's own word on it, otherwise what there is instead."""
    gap = gap_of_area(asked, area)
    country = asked.catalog.country
    own = [one for one in loaded if country(one.source.area) == country(area)]
    if gap is not None and not any(one.answers for one in own):
        return NoSeries(f"{area}: {gap_in_words(asked, gap.gap)}. {gap.note}")
    return NoSeries(f"{area}: there is no series of {asked.measure.id}{_filter(asked)}. {_instead(asked, loaded)}")


def _problem(view: View, asked: Asked, chosen: Chosen, loaded: Sequence[Loaded]) -> QuestionError | None:
    """Why an area cannot be answered for, if it cannot."""
    if not chosen.groups:
        return no_series(asked, chosen.area, loaded)
    reason = refusal(asked, chosen)
    return Refused(reason) if reason else None


def _filter(asked: Asked) -> str:
    """The question's own conditions, for a message."""
    where: Mapping[str, tuple[str, ...]] = {**asked.where, **({"source": asked.only} if asked.only else {})}
    return f" where {conditions_in_words(where)}" if where else ""


def _instead(asked: Asked, loaded: Sequence[Loaded]) -> str:
    """What can be asked instead: other values, other areas, or other countries."""
    answering = [one for one in loaded if one.answers]
    if answering:
        places = sorted(frozenset.union(*(one.places for one in answering)))
        return f"{' and '.join(one.source.id for one in answering)} is about {_some(places)}."
    if loaded:
        return " ".join(_values(one) for one in loaded)
    others = ", ".join(f"{source.area} ({source.id})" for source in asked.sources)
    return f"There is one for {others}." if others else f"No source of it has data yet: ingest a file of {_fed(asked)}."


def _values(one: Loaded) -> str:
    """The values that a source has for the dimensions of the question's filter."""
    table = one.view.records(one.asked.kind.name, one.source.id)
    said = []
    for dimension in one.asked.where:
        values = one.view.con.to_pyarrow(table.select(value_=column(table, dimension, one.asked.kind)).distinct())
        said.append(f"{dimension}: {_some(sorted(value for value in values['value_'].to_pylist() if value))}")
    return f"{one.source.id} has no such records{'; it has ' + '; '.join(said) if said else ''}."


def _some(names: Sequence[str]) -> str:
    """The first names of a list, for a message."""
    more = f" and {len(names) - 12} more" if len(names) > 12 else ""
    return (", ".join(names[:12]) or "nothing") + more


def _nothing(view: View, asked: Asked) -> NoSeries:
    """That no source of the measure has data, and which ones would."""
    if feeding(asked.measure, asked.catalog, view.sources(asked.kind.name)):
        return NoSeries(f"{asked.measure.id}: no source{_filter(asked)} has data.")
    return NoSeries(f"There are no data for {asked.measure.id} yet. Ingest a file of {_fed(asked)}.")


def _fed(asked: Asked) -> str:
    """The sources that would feed the measure, for a message."""
    known = [
        name
        for name, source in asked.catalog.sources.items()
        if source.record == asked.kind.name and (not asked.measure.of or name in asked.measure.of)
    ]
    return _some(sorted(known))


def _without_series(asked: Asked, areas: Sequence[str]) -> list[str]:
    """Countries that have no series, and why; only for a question that asks about every country."""
    if asked.explicit or asked.only:
        return []
    present = {asked.catalog.country(area) for area in areas}
    return [
        f"{area}: {gap_in_words(asked, gap.gap)}. {gap.note}"
        for area, gap in sorted(asked.measure.coverage.items())
        if asked.catalog.country(area) not in present
    ]
