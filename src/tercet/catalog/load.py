"""The catalog: every definition of the package, overlaid by the workspace's own.

A workspace's `catalog/` has the same folders. A file there with the name of a packaged one replaces it;
any other file adds to it. Each part is read on first use, because most questions need only a few.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from tercet.catalog.controls import Jurisdiction
from tercet.catalog.descriptor import Source
from tercet.catalog.models import (
    Area,
    Areas,
    CodeList,
    Definition,
    FactorSet,
    Measure,
    Substance,
    TermsFile,
    Unit,
    Units,
)
from tercet.catalog.promises import Commitment, Meeting, Meetings
from tercet.catalog.signatures import Signature
from tercet.catalog.statements import Claim
from tercet.catalog.wording import Doses, Makers, Wording
from tercet.catalog.yaml import read_model
from tercet.errors import CatalogError, unknown

PACKAGED = Path(__file__).parent / "data"

# Fields whose labels are areas, substances or units; any other coded field has a code list of its name.
AREA_FIELDS = frozenset({"area", "place", "counterpart"})


def _no_circle(name: str, areas: Mapping[str, Area]) -> None:
    """An area cannot lie in itself, however many steps away."""
    line = [name]
    while (parent := areas[line[-1]].parent) is not None:
        if parent in line:
            raise CatalogError(f"area {name}: its parents go in a circle ({' in '.join([*line, parent])}). Mend one.")
        line.append(parent)


D = TypeVar("D", bound=Definition)


def normal(label: str) -> str:
    """A label as it is compared: trimmed, white space collapsed, lower case, accents stripped.

    >>> normal("  Nuevo   LEÓN ")
    'nuevo leon'
    """
    plain = unicodedata.normalize("NFKD", " ".join(label.split()).lower())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


@dataclass(frozen=True)
class Catalog:
    """The common language, read from one or two folders of YAML."""

    folders: tuple[Path, ...]

    @classmethod
    def open(cls, workspace: Path | None = None) -> Catalog:
        """The packaged definitions, overlaid by `workspace/catalog` where that exists."""
        own = workspace / "catalog" if workspace else None
        return cls((PACKAGED, own) if own and own.is_dir() else (PACKAGED,))

    @cached_property
    def areas(self) -> Mapping[str, Area]:
        """Area id -> area: countries, ISO 3166-2 subdivisions, publishers' own areas."""
        files = [read_model(path, Areas) for path in self._files("areas")]
        areas = {name: area for file in files for name, area in file.areas.items()}
        for name, area in areas.items():
            if area.parent is not None and area.parent not in areas:
                raise CatalogError(f"area {name}: {unknown('area', area.parent, areas)}")
        for name in areas:
            _no_circle(name, areas)
        return areas

    @cached_property
    def substances(self) -> Mapping[str, Substance]:
        """Substance id -> identity."""
        return self._definitions("substances", Substance)

    @cached_property
    def codelists(self) -> Mapping[str, CodeList]:
        """Code list id -> codes. The id is the name of the field that uses it."""
        return self._definitions("codelists", CodeList)

    @cached_property
    def units(self) -> Mapping[str, Unit]:
        """Unit id -> dimension and exact factor."""
        return {
            name: unit for path in self._files("", "units.yml") for name, unit in read_model(path, Units).units.items()
        }

    @cached_property
    def factors(self) -> Mapping[str, FactorSet]:
        """Factor-set id -> assumed conversions."""
        return self._definitions("factors", FactorSet)

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """Source id -> descriptor."""
        return self._definitions("sources", Source)

    @cached_property
    def measures(self) -> Mapping[str, Measure]:
        """Measure id -> definition."""
        return self._definitions("measures", Measure)

    @cached_property
    def controls(self) -> Mapping[str, Jurisdiction]:
        """Jurisdiction id -> its rules about precursors."""
        return self._definitions("controls", Jurisdiction)

    @cached_property
    def meetings(self) -> Mapping[str, Meeting]:
        """Meeting id -> meeting."""
        files = [read_model(path, Meetings) for path in self._files("", "meetings.yml")]
        return {meeting.id: meeting for file in files for meeting in file.meetings}

    @cached_property
    def commitments(self) -> Mapping[str, Commitment]:
        """Commitment id -> what was promised."""
        return self._definitions("commitments", Commitment)

    @cached_property
    def claims(self) -> Mapping[str, Claim]:
        """Claim id -> what was said."""
        return self._definitions("claims", Claim)

    @cached_property
    def signatures(self) -> Mapping[str, Signature]:
        """Signature id -> what a partner says of a figure."""
        return self._definitions("signatures", Signature)

    @cached_property
    def wording(self) -> Wording:
        """What words admit, and how much publishers revise; a workspace's own file adds to the packaged one."""
        files = [read_model(path, Wording) for path in self._files("", "wording.yml")]
        return Wording(
            words={name: word for file in files for name, word in file.words.items()},
            revisions={name: revision for file in files for name, revision in file.revisions.items()},
        )

    @cached_property
    def doses(self) -> Doses:
        """Dose rules and their inputs; a workspace's own file replaces the packaged one."""
        return read_model(self._files("", "doses.yml")[-1], Doses)

    @cached_property
    def makers(self) -> Makers:
        """Seats of firearms makers; a workspace's own file adds to the packaged one."""
        files = [read_model(path, Makers) for path in self._files("", "makers.yml")]
        return Makers(seats={name: seat for file in files for name, seat in file.seats.items()})

    @cached_property
    def terms(self) -> TermsFile:
        """Audiences and handling terms; a workspace's own file adds to the packaged one."""
        files = [read_model(path, TermsFile) for path in self._files("", "terms.yml")]
        return TermsFile(
            audiences={name: audience for file in files for name, audience in file.audiences.items()},
            terms={name: term for file in files for name, term in file.terms.items()},
            disclosure=next((file.disclosure for file in reversed(files) if file.disclosure), None),
        )

    def source(self, name: str) -> Source:
        """The descriptor of a source; a CatalogError with near names where there is none."""
        if name not in self.sources:
            raise CatalogError(unknown("source", name, self.sources))
        return self.sources[name]

    def measure(self, name: str) -> Measure:
        """The definition of a measure; a CatalogError with near names where there is none."""
        if name not in self.measures:
            raise CatalogError(unknown("measure", name, self.measures))
        return self.measures[name]

    def country(self, area: str) -> str:
        """The topmost ancestor of an area."""
        parent = self.areas[area].parent
        return area if parent is None else self.country(parent)

    def within(self, area: str) -> frozenset[str]:
        """An area and every area below it."""
        if area not in self.areas:
            raise CatalogError(unknown("area", area, self.areas))
        return frozenset(name for name in self.areas if area in self._line(name))

    def labels(self, field: str) -> Mapping[str, str]:
        """Normalised label -> code, for a field whose values are coded; empty for a free field."""
        if field not in self._labels:
            self._labels[field] = {normal(label): code for label, code in self._spell(field)}
        return self._labels[field]

    def written(self, field: str) -> list[str]:
        """The names and spellings of a coded field as they are usually written: as they are, and in capitals."""
        names = [label for label, _ in self._spell(field)]
        return [*names, *(name.upper() for name in names)]

    def coded(self, field: str) -> bool:
        """Whether a field's values come from the catalog."""
        return field in AREA_FIELDS or field in {"substance", "unit", "terms"} or field in self._codelist_names

    @cached_property
    def _labels(self) -> dict[str, dict[str, str]]:
        return {}

    @cached_property
    def _codelist_names(self) -> frozenset[str]:
        return frozenset(path.stem for path in self._files("codelists"))

    def _line(self, area: str) -> Iterator[str]:
        step: str | None = area
        while step is not None:
            yield step
            step = self.areas[step].parent

    def _spell(self, field: str) -> Iterator[tuple[str, str]]:
        """Every spelling of every code, ids last so that an id always means itself."""
        entries: Mapping[str, Area | Substance | Unit | Definition]
        if field in AREA_FIELDS:
            entries = self.areas
        elif field == "substance":
            entries = self.substances
        elif field == "unit":
            entries = self.units
        elif field == "terms":
            entries = self.terms.terms
        elif field in self._codelist_names:
            path = self._files("codelists", f"{field}.yml")[-1]
            entries = read_model(path, CodeList).codes
        else:
            return
        for code, entry in entries.items():
            names = getattr(entry, "names")  # noqa: B009 (every entry has names; the union does not say so)
            for label in (names.en, names.es, names.fr, *getattr(entry, "spellings", ())):
                if label:
                    yield label, code
        for code in entries:
            yield code, code

    def _files(self, folder: str, pattern: str = "*.yml") -> list[Path]:
        """Files of a part, sorted by name; a later folder's file replaces one of the same name; single files add up."""
        found = [path for root in self.folders for path in sorted((root / folder).glob(pattern))]
        return found if not folder else list({path.name: path for path in found}.values())

    def _definitions(self, folder: str, model: type[D]) -> dict[str, D]:
        definitions: dict[str, D] = {}
        for path in self._files(folder):
            definition = read_model(path, model)
            name = str(definition.id)  # type: ignore[attr-defined]
            if name != path.stem:
                raise CatalogError(f"{path}: id {name!r} is not the name of the file. Make them the same.")
            definitions[name] = definition
        return dict(sorted(definitions.items()))
