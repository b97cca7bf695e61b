"""The structures behind the SDMX-CSV files, as SDMX-ML 3.0: concepts, code lists, data structures, dataflows.

Written with the standard library alone, so that an edition is made without an SDMX package.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET  # only for writing: nothing from outside is parsed

from tercet.catalog.load import Catalog
from tercet.catalog.models import Names
from tercet.edition.opendata.codelists import Code, List, code_lists
from tercet.edition.opendata.codes import AGENCY, VERSION, by, reference, structure_id
from tercet.edition.opendata.names import Named, concepts, dimension, title
from tercet.edition.opendata.observations import DATASET, OBSERVED
from tercet.edition.opendata.tables import Meta, Published

CONCEPTS = "CS_TERCET"
_SCHEMAS = "http://www.sdmx.org/resources/sdmxml/schemas/v3_0"
_DECIMAL = frozenset({"LOWER_BOUND", "UPPER_BOUND"})
_NEEDED = frozenset({"OBS_STATUS", "UNIT_MEASURE", "PERIOD_NAME", "EDITION_KIND"})
_LISTS = {"OBS_STATUS": "CL_OBS_STATUS", "UNIT_MEASURE": "CL_UNIT", "EDITION_KIND": "CL_EDITION_KIND"}
_DIMENSIONS = {"FREQ": "CL_FREQ", "MEASURE": "CL_MEASURE", "REF_AREA": "CL_AREA"}


@dataclass(frozen=True, slots=True)
class _Writer:
    """Builds elements, with names in the languages of the edition; English is always among them."""

    langs: tuple[str, ...]

    def named(self, parent: ET.Element, tag: str, name: str, said: Named, **more: str) -> ET.Element:
        """An element with an id, its name in each language and what is said about it."""
        found = ET.SubElement(parent, f"str:{tag}", {"id": name, **more})
        for lang in self.langs:
            if text := getattr(said.names, lang):
                ET.SubElement(found, "com:Name", {"xml:lang": lang}).text = text
        if said.note:
            ET.SubElement(found, "com:Description", {"xml:lang": "en"}).text = " ".join(said.note.split())
        return found

    def kept(self, parent: ET.Element, tag: str, name: str, said: Named, **more: str) -> ET.Element:
        """An element that an agency keeps up, with a version."""
        return self.named(parent, tag, name, said, agencyID=AGENCY, version=VERSION, **more)


def structures_xml(tables: Sequence[Published], meta: Meta, catalog: Catalog) -> bytes:
    """One structure message for all tables of an edition."""
    writer = _Writer(tuple(dict.fromkeys(("en", *meta.langs))))
    root = ET.Element("mes:Structure", {f"xmlns:{short}": f"{_SCHEMAS}/{name}" for short, name in _SPACES.items()})
    _header(root, meta)
    body = ET.SubElement(root, "mes:Structures")
    lists = code_lists(tables, catalog)
    flows = ET.SubElement(body, "str:Dataflows")
    for table in tables:
        _dataflow(flows, table, meta, writer, title(table, catalog))
    _codelists(ET.SubElement(body, "str:Codelists"), lists, writer)
    _concepts(ET.SubElement(body, "str:ConceptSchemes"), tables, catalog, writer)
    ways = sorted({table.dimensions for table in tables})
    _data_structures(ET.SubElement(body, "str:DataStructures"), ways, catalog, writer)
    ET.indent(root)
    text = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()


_SPACES = {"mes": "message", "str": "structure", "com": "common"}


def _header(root: ET.Element, meta: Meta) -> None:
    """The header; a message of made-up figures is marked as a test, as SDMX has it."""
    header = ET.SubElement(root, "mes:Header")
    day = meta.as_of.isoformat()
    ET.SubElement(header, "mes:ID").text = meta.stem(f"{AGENCY}-{meta.audience}-{day}")
    ET.SubElement(header, "mes:Test").text = "true" if meta.sample else "false"
    ET.SubElement(header, "mes:Prepared").text = f"{day}T00:00:00Z"
    ET.SubElement(header, "mes:Sender", {"id": AGENCY})


def _dataflow(parent: ET.Element, table: Published, meta: Meta, writer: _Writer, said: Named) -> None:
    """The dataflow of a table, which has its name."""
    names = Names(**{lang: meta.said(said.said(lang)) for lang in ("en", "es", "fr")})
    flow = writer.kept(parent, "Dataflow", meta.stem(table.name), Named(names, said.note))
    ET.SubElement(flow, "str:Structure").text = reference("DataStructure", structure_id(table.dimensions))


def _codelists(parent: ET.Element, lists: Mapping[str, List], writer: _Writer) -> None:
    """Every code list; one of codes that occur is marked as a part of a longer list."""
    for name, one in sorted(lists.items()):
        found = writer.kept(parent, "Codelist", name, one.named, isPartial="false" if one.whole else "true")
        for code in one.codes:
            _code(found, code, writer)


def _code(parent: ET.Element, code: Code, writer: _Writer) -> None:
    found = writer.named(parent, "Code", code.id, code.named)
    if code.parent:
        ET.SubElement(found, "str:Parent").text = code.parent


def _concepts(parent: ET.Element, tables: Sequence[Published], catalog: Catalog, writer: _Writer) -> None:
    """One scheme with every concept that a column stands for."""
    scheme = writer.kept(parent, "ConceptScheme", CONCEPTS, concepts()["_CONCEPTS"])
    own = {by(one): dimension(one, catalog) for table in tables for one in table.dimensions}
    shared = {key: said for key, said in concepts().items() if not key.startswith("_")}
    for name, said in [*shared.items(), *sorted(own.items())]:
        writer.named(scheme, "Concept", name, said)


def _data_structures(parent: ET.Element, ways: Iterable[tuple[str, ...]], catalog: Catalog, writer: _Writer) -> None:
    """One data structure for each way in which tables are cut."""
    for dimensions in ways:
        said = concepts()["_STRUCTURE"]
        structure = writer.kept(parent, "DataStructure", structure_id(dimensions), said)
        parts = ET.SubElement(structure, "str:DataStructureComponents")
        _dimensions(ET.SubElement(parts, "str:DimensionList"), dimensions)
        attributes = ET.SubElement(parts, "str:AttributeList")
        for name in (*OBSERVED[1:], *DATASET):
            _attribute(attributes, name)
        measure = _component(ET.SubElement(parts, "str:MeasureList"), "Measure", OBSERVED[0], usage="optional")
        _text_format(measure, "Decimal")


def _dimensions(parent: ET.Element, dimensions: Sequence[str]) -> None:
    """The dimensions in the order of the columns, time last."""
    lists = {**_DIMENSIONS, **{by(one): f"CL_{one.upper()}" for one in dimensions}}
    for position, (name, codes) in enumerate(lists.items(), start=1):
        _enumeration(_component(parent, "Dimension", name, position=str(position)), codes)
    _text_format(_component(parent, "TimeDimension", "TIME_PERIOD"), "ObservationalTimePeriod")


def _attribute(parent: ET.Element, name: str) -> None:
    """An attribute of each observation, or of the whole dataset."""
    found = _component(parent, "Attribute", name, usage="mandatory" if name in _NEEDED else "optional")
    if name in _LISTS:
        _enumeration(found, _LISTS[name])
    else:
        _text_format(found, "Decimal" if name in _DECIMAL else "String")
    relation = ET.SubElement(found, "str:AttributeRelationship")
    ET.SubElement(relation, "str:Dataflow" if name in DATASET else "str:Observation")
    if name not in DATASET:
        ET.SubElement(ET.SubElement(found, "str:MeasureRelationship"), "str:Measure").text = OBSERVED[0]


def _component(parent: ET.Element, tag: str, name: str, **more: str) -> ET.Element:
    found = ET.SubElement(parent, f"str:{tag}", {"id": name, **more})
    ET.SubElement(found, "str:ConceptIdentity").text = f"{reference('Concept', CONCEPTS)}.{name}"
    return found


def _enumeration(component: ET.Element, codes: str) -> None:
    representation = ET.SubElement(component, "str:LocalRepresentation")
    ET.SubElement(representation, "str:Enumeration").text = reference("Codelist", codes)


def _text_format(component: ET.Element, kind: str) -> None:
    representation = ET.SubElement(component, "str:LocalRepresentation")
    ET.SubElement(representation, "str:TextFormat", {"textType": kind})
