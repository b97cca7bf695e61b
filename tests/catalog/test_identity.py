"""Structure decides identity: what is said about a substance is computed again from its structure."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tercet.catalog.identity import identity_problems, structure
from tercet.catalog.load import Catalog
from tercet.catalog.models import Substance
from tercet.errors import CatalogError

FENTANYL = "CCC(=O)N(c1ccccc1)C1CCN(CCc2ccccc2)CC1"
META_FLUOROFENTANYL = "CCC(=O)N(c1cccc(F)c1)C1CCN(CCc2ccccc2)CC1"


def problems(folder: Path, name: str, text: str) -> list[str]:
    """What is wrong with a substance that a workspace adds to the packaged ones."""
    place = folder / "catalog" / "substances"
    place.mkdir(parents=True)
    (place / f"{name}.yml").write_text(f"id: {name}\nbasis: unverified\n{text}", "utf-8")
    return list(identity_problems(Catalog.open(folder)))


def test_the_packaged_identities_fit_their_structures() -> None:
    """Formula, weight and InChIKey of every substance with a structure are those of the structure."""
    assert list(identity_problems(Catalog.open())) == []


@pytest.mark.parametrize(("wrong", "right"), [("76-42-5", "76-42-6"), ("1609-66-5", "1609-66-1")])
def test_t22_a_cas_number_with_a_typing_error_is_refused_and_its_neighbour_proposed(
    tmp_path: Path, wrong: str, right: str
) -> None:
    """Oxycodone and norfentanyl stand in public tables with a CAS number whose check digit does not fit."""
    with pytest.raises(CatalogError, match=f"CAS {wrong} fails its check digit; probably {right}"):
        problems(tmp_path, "typed", f'names: {{en: Typed}}\ncas: "{wrong}"\ncas_basis: opened\n')
        _ = Catalog.open(tmp_path).substances


@given(st.integers(10, 9_999_999), st.integers(0, 99))
def test_t22_every_number_but_one_of_ten_fails_its_check_digit(first: int, second: int) -> None:
    """The check digit is the sum of the digits, each times its place from the right, modulo ten."""
    accepted = []
    for digit in range(10):
        cas = f"{first}-{second:02}-{digit}"
        try:
            accepted.append(Substance.model_validate({"id": "x", "names": {"en": "x"}, "cas": cas}).cas)
        except ValueError as error:
            assert "fails its check digit" in str(error)
    assert len(accepted) == 1


def test_t23_a_structure_that_was_drawn_wrong_is_found_by_its_formula(tmp_path: Path) -> None:
    """A public catalogue draws a ring of N-desethyl etonitazene not aromatic: two hydrogens too many."""
    drawn = "CCNCCn1c(Cc2ccc(OCC)cc2)nc2CC([N+](=O)[O-])=CCc21"
    found = problems(
        tmp_path, "drawn", f'names: {{en: Drawn}}\nformula: C20H24N4O3\nmol_weight: 368.437\nsmiles: "{drawn}"\n'
    )
    assert any("formula C20H24N4O3 does not fit the SMILES, which gives C20H26N4O3" in text for text in found)
    assert any("mol_weight 368.437 does not fit" in text for text in found)


def test_t31_a_name_that_does_not_match_its_structure_is_a_synonym_to_confirm(tmp_path: Path) -> None:
    """A spectral library calls the structure of meta-fluorofentanyl meta-fluorofuranylfentanyl."""
    (found,) = problems(
        tmp_path,
        "fdb297",
        f'names: {{en: meta-fluorofuranylfentanyl}}\nsmiles: "{META_FLUOROFENTANYL}"\nformula: C22H27FN2O\n',
    )
    assert "substances fdb297: its structure is that of meta_fluorofentanyl" in found
    assert "its name is that of meta_fluoro_furanyl_fentanyl" in found
    assert "The structure decides" in found


def test_a_text_that_is_no_structure_is_named(tmp_path: Path) -> None:
    """A SMILES with an atom of too many bonds is no molecule."""
    (found,) = problems(tmp_path, "none", 'names: {en: None such}\nsmiles: "C(C)(C)(C)(C)C"\n')
    assert "is not a structure" in found


def test_what_follows_from_a_structure_is_computed() -> None:
    """Fentanyl is C22H28N2O with the InChIKey that every database gives."""
    found = structure(FENTANYL)
    assert found is not None
    assert (found.formula, found.inchikey) == ("C22H28N2O", "PJMPHNIQZUBGLI-UHFFFAOYSA-N")
