"""The identities of substances: one label, one substance; identifiers as the facts have them, with their basis."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from tercet.catalog.load import Catalog, normal
from tercet.catalog.models import Substance

SUBSTANCES = Catalog.open().substances

IDENTIFIERS = ("formula", "inchikey", "smiles", "cas", "unii", "pubchem_cid", "hs_2022")
BASES = ("basis", "inchikey_basis", "cas_basis", "hs_basis", "names_basis")


@pytest.fixture
def facts(shared_data: Path) -> Path:
    """The folder of collected facts, beside the publishers' files."""
    folder = shared_data.parent / "facts"
    if not folder.is_dir():
        pytest.skip(f"no collected facts in {folder}")
    return folder


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _labels(substance: Substance) -> Iterator[str]:
    yield substance.id
    yield from filter(None, (substance.names.en, substance.names.es, substance.names.fr))
    yield from substance.spellings
    for words in substance.street.values():
        yield from words


def test_a_label_belongs_to_one_substance() -> None:
    """A label that could mean two substances would put a seizure under the wrong one without anybody noticing."""
    owners: dict[str, set[str]] = defaultdict(set)
    for name, substance in SUBSTANCES.items():
        for label in _labels(substance):
            owners[normal(label)].add(name)
    assert {label: names for label, names in owners.items() if len(names) > 1} == {}


def test_spellings_repeat_nothing() -> None:
    """A spelling that differs from another only by case, accents or white space adds nothing."""
    for substance in SUBSTANCES.values():
        names = {normal(name) for name in (substance.names.en, substance.names.es, substance.names.fr) if name}
        spellings = [normal(label) for label in substance.spellings]
        assert len(spellings) == len(set(spellings)), substance.id
        assert names.isdisjoint(spellings), substance.id


def test_ids_are_plain() -> None:
    """An id is lower-case ASCII words, so that it can be typed in any query."""
    assert [name for name in SUBSTANCES if not re.fullmatch(r"[a-z0-9]+(_[a-z0-9]+)*", name)] == []


@pytest.mark.parametrize("substance", SUBSTANCES.values(), ids=lambda substance: substance.id)
def test_an_identity_says_how_it_is_known(substance: Substance) -> None:
    """An identifier is shown with its basis, and an identity known from memory says so."""
    assert any(getattr(substance, basis) for basis in BASES)
    if substance.cas:
        assert substance.cas_basis
    if substance.inchikey:
        assert substance.inchikey_basis
    if substance.hs_2022:
        assert substance.hs_basis


def test_a_structure_has_one_file() -> None:
    """The same structure under two ids would split one substance's figures in two."""
    for key in ("inchikey", "cas", "unii", "pubchem_cid", "smiles"):
        values = [getattr(substance, key) for substance in SUBSTANCES.values() if getattr(substance, key) is not None]
        assert len(values) == len(set(values)), key


def test_an_identity_without_a_structure_has_no_identifiers() -> None:
    """A name that a publisher prints says nothing about identifiers, and none are made up."""
    for substance in SUBSTANCES.values():
        if substance.basis in {"excerpt", "unverified"} or substance.kind == "class":
            assert [key for key in IDENTIFIERS if getattr(substance, key) is not None] == [], substance.id


def test_an_imprint_is_no_substance() -> None:
    """A counterfeit tablet marked M30 is not oxycodone, and a mixture sold as tranq dope is not xylazine alone."""
    labels = Catalog.open().labels("substance")
    for label in ("M30", "tranq", "tranq dope", "rhino tranq", "fake Xanax", "pink"):
        assert normal(label) not in labels


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Fentanyl", "fentanyl"),
        ("fentanilo", "fentanyl"),
        ("Methamphetamine", "methamphetamine"),
        ("METANFETAMINA", "methamphetamine"),
        ("Méthamphétamine", "methamphetamine"),
        ("Cristal", "methamphetamine"),
        ("Cocaína", "cocaine"),
        ("cocaïne", "cocaine"),
        ("Heroína", "heroin"),
        ("héroïne", "heroin"),
        ("Marijuana", "cannabis"),
        ("marihuana", "cannabis"),
        ("Ecstasy", "mdma"),
        ("Ketamine", "ketamine"),
        ("Khat (Catha Edulis)", "khat"),
        ("Lsd", "lsd"),
        ("Opioids", "opioids"),
        ("Stimulants", "stimulants"),
        ("opioïdes synthétiques", "synthetic_opioids"),
        ("para-Fluorofentanyl", "para_fluorofentanyl"),
        ("despropionyl fentanyl", "4_anpp"),
        ("3-Fluorofentanyl", "3_fluorofentanyl"),
        ("meta-Fluorofentanyl", "meta_fluorofentanyl"),
    ],
)
def test_a_published_label_is_understood(label: str, name: str) -> None:
    """What publishers write, in three languages and any case, leads to one substance."""
    assert Catalog.open().labels("substance")[normal(label)] == name


def test_identifiers_are_those_of_the_facts(facts: Path) -> None:
    """Identifiers, bases and notes are carried over as collected, and none is improved upon."""
    by_key = {substance.inchikey: substance for substance in SUBSTANCES.values()}
    for row in _rows(facts / "substances.csv"):
        substance = by_key[row["inchikey"]]
        assert substance.names.en == row["name"]
        assert substance.mol_weight == Decimal(row["mol_weight"])
        for key in (*IDENTIFIERS[:5], "inchikey_basis", "cas_basis", "pubchem_cid", "names_basis", "note", "basis"):
            assert str(getattr(substance, key) or "") == row[key], (substance.id, key)


def test_precursors_are_those_of_the_facts(facts: Path) -> None:
    """A controlled precursor keeps its identifiers and tariff code, also where it is a drug or a metabolite as well."""
    by_key = {substance.inchikey: substance for substance in SUBSTANCES.values()}
    rows = _rows(facts / "precursor_identity.csv")
    assert {row["inchikey"] for row in rows} == {s.inchikey for s in SUBSTANCES.values() if s.kind == "precursor"}
    for row in rows:
        substance = by_key[row["inchikey"]]
        assert substance.group == row["family"]
        assert substance.mol_weight == Decimal(row["mol_weight"])
        for key in ("formula", "cas", "hs_2022", "hs_basis"):
            assert str(getattr(substance, key) or "") == row[key], (substance.id, key)


def test_every_base_name_of_nflis_is_known(shared_data: Path) -> None:
    """A laboratory report never falls out because its fentanyl-related compound has no definition."""
    labels = Catalog.open().labels("substance")
    published = {
        row["BASE_DESCRIPTION"] for row in _rows(shared_data / "dea-nflis" / "NFLIS_Drug_DQS_2026_03_03_13_26_55.csv")
    }
    assert sorted(name for name in published if normal(name) not in labels) == []
    assert len({labels[normal(name)] for name in published}) == len(published)
