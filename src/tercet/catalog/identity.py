"""Whether what a definition says about a substance fits its structure, which decides what the substance is.

Formula, weight and InChIKey follow from the structure (SMILES), so each can be computed again and compared. That needs
RDKit, the extra `chem`; without it only identifiers are compared with one another.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from importlib.util import find_spec
from typing import Any

from tercet.catalog.load import Catalog
from tercet.catalog.models import Substance

WEIGHT = Decimal("0.01")  # grams per mole: tables of atomic weights differ in the third decimal


@dataclass(frozen=True, slots=True)
class Structure:
    """What follows from a structure: molecular formula, weight in grams per mole, InChIKey."""

    formula: str
    mol_weight: Decimal
    inchikey: str


def can_compute() -> bool:
    """Whether RDKit is installed."""
    return find_spec("rdkit") is not None


def structure(smiles: str) -> Structure | None:
    """What follows from a SMILES; None where it is no structure at all."""
    from rdkit import Chem, RDLogger
    from rdkit.Chem import Descriptors, inchi, rdMolDescriptors

    RDLogger.DisableLog("rdApp.*")  # type: ignore[attr-defined]  # it says on stderr what we say in our own words
    molecule: Any = Chem.MolFromSmiles(smiles)
    if molecule is None:
        return None
    weight = Decimal(str(round(Descriptors.MolWt(molecule), 3)))  # type: ignore[attr-defined]
    key: str = inchi.MolToInchiKey(molecule)  # type: ignore[no-untyped-call]
    return Structure(rdMolDescriptors.CalcMolFormula(molecule), weight, key)


def identity_problems(catalog: Catalog) -> Iterator[str]:
    """Structures that do not fit what is said about them, and names that do not fit the structure."""
    computed = can_compute()
    keys: dict[str, set[str]] = {}
    for name, substance in catalog.substances.items():
        found = structure(substance.smiles) if substance.smiles and computed else None
        if substance.smiles and computed:
            yield from _against(name, substance, found)
        if key := found.inchikey if found else substance.inchikey:
            keys.setdefault(key, set()).add(name)
    for names in keys.values():
        if len(names) > 1:
            yield from _one_structure(names, catalog.substances)


def _against(name: str, substance: Substance, found: Structure | None) -> Iterator[str]:
    """Where formula, weight or InChIKey are not those of the structure."""
    where = f"substances {name}"
    if found is None:
        yield f"{where}: the SMILES {substance.smiles} is not a structure. Correct it."
        return
    said = {"formula": substance.formula, "inchikey": substance.inchikey}
    for field, text in said.items():
        if text and text != getattr(found, field):
            yield f"{where}: {field} {text} does not fit the SMILES, which gives {getattr(found, field)}. Correct one."
    if substance.mol_weight is not None and abs(substance.mol_weight - found.mol_weight) > WEIGHT:
        yield f"{where}: mol_weight {substance.mol_weight} does not fit the SMILES, which gives {found.mol_weight}."


def _one_structure(names: set[str], substances: Mapping[str, Substance]) -> Iterator[str]:
    """Entries that are one structure: the one whose name nobody else has is right, the others' names are to confirm."""
    taken = {name: _others_named(name, names, substances) for name in names}
    owner, *wrong = sorted(names, key=lambda name: (len(taken[name]), name))
    for name in wrong:
        title = substances[name].names.en
        name_of = f" and its name is that of {' and '.join(taken[name])}" if taken[name] else ""
        yield (
            f"substances {name}: its structure is that of {owner}{name_of}. The structure decides what a substance is: "
            f"make {title!r} a spelling of {owner} once somebody has confirmed it, or correct the structure."
        )


def _others_named(name: str, same: set[str], substances: Mapping[str, Substance]) -> list[str]:
    """The substances of another structure that have the name of this one too."""
    title = _bare(substances[name].names.en)
    return sorted(other for other, one in substances.items() if other not in same and title in _bare_names(one))


def _bare_names(substance: Substance) -> set[str]:
    """Every name of a substance without capitals, spaces and marks."""
    names = (substance.names.en, substance.names.es, substance.names.fr, *substance.spellings)
    return {_bare(name) for name in names if name}


def _bare(label: str) -> str:
    return "".join(letter for letter in label.lower() if letter.isalnum())
