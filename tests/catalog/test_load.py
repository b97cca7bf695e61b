"""The catalog: YAML as people mean it, errors that say where and what to do, and a workspace's own words on top."""

from __future__ import annotations

import os
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from tests.world import described, packaged

from tercet.catalog.check import main, problems
from tercet.catalog.load import Catalog
from tercet.catalog.models import Areas, Substance
from tercet.catalog.yaml import read_model, read_yaml
from tercet.errors import CatalogError

SUBSTANCE = "id: dust\nnames: {en: Dust}\n"


def own(folder: Path, files: dict[str, str]) -> Catalog:
    """A workspace's catalog with some files of its own."""
    for name, text in files.items():
        path = folder / "catalog" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return Catalog.open(folder)


def read(folder: Path, text: str) -> Any:
    """A piece of YAML as the catalog reads it."""
    path = folder / "x.yml"
    path.write_text(text, "utf-8")
    return read_yaml(path)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("NO", "NO"),
        ("no", "no"),
        ("Yes", "Yes"),
        ("on", "on"),
        ("Y", "Y"),
        ("true", True),
        ("false", False),
        ("0713", "0713"),
        ("0o17", "0o17"),
        ("0x1F", "0x1F"),
        ("12:30", "12:30"),
        ("1:30:00", "1:30:00"),
        ("2024-02-08", "2024-02-08"),
        ("2024-02-08T10:00:00Z", "2024-02-08T10:00:00Z"),
        ("713", 713),
        ("-5", -5),
        ("0", 0),
        ("1_000", "1_000"),
        ("453.59237", "453.59237"),
        ("1e3", "1e3"),
        (".5", ".5"),
        (".inf", ".inf"),
        ("null", None),
        ("~", None),
        ("", None),
        ("=", "="),
    ],
)
def test_an_unquoted_word_is_what_it_says(tmp_path: Path, text: str, value: object) -> None:
    """NO is Norway, 0713 is a tariff code, 12:30 is a time and a date stays as it is written."""
    assert read(tmp_path, f"key: {text}\n") == {"key": value}
    assert isinstance(read(tmp_path, f"key: {text}\n")["key"], type(value))


def test_a_merged_key_is_a_merge(tmp_path: Path) -> None:
    """A group of keys can be written once and used in several places."""
    assert read(tmp_path, "a: &a {x: 1}\nb: {<<: *a, y: 2}\n")["b"] == {"x": 1, "y": 2}


@pytest.mark.parametrize("text", ["a: !!python/object/apply:os.getcwd []", "a: !!python/name:os.system", "a: !mine 1"])
def test_a_definition_is_data_and_never_code(tmp_path: Path, text: str) -> None:
    """A definition from a partner can name things, and do nothing."""
    with pytest.raises(CatalogError, match=r"x\.yml:1: not valid YAML"):
        read(tmp_path, text)


@pytest.mark.parametrize(
    ("text", "line"), [("a: 1\nb: [1, 2\nc: 3\n", 3), ("a: 1\n\tb: 2\n", 2), ('a: "x\n', 2), ("a: b: c\n", 1)]
)
def test_broken_yaml_is_said_with_its_line(tmp_path: Path, text: str, line: int) -> None:
    """Whoever wrote a definition is shown the line, and told to mend the file."""
    with pytest.raises(CatalogError, match=rf"x\.yml:{line}: not valid YAML: .* Mend the file"):
        read(tmp_path, text)


def test_a_key_that_comes_twice_is_an_error(tmp_path: Path) -> None:
    """Of two lookups for one label one would be lost without a word, so both are shown to the person."""
    with pytest.raises(CatalogError, match=r"x\.yml:3: .*LSD"):
        read(tmp_path, "substance:\n  LSD: lsd\n  LSD: other\n")


def test_a_file_that_is_not_utf_8_is_said(tmp_path: Path) -> None:
    """A definition in another encoding is named, not half read."""
    (tmp_path / "x.yml").write_bytes(b"en: M\xe9xico\n")
    with pytest.raises(CatalogError, match=r"x\.yml"):
        read_yaml(tmp_path / "x.yml")


@pytest.mark.parametrize(
    ("text", "model", "message"),
    [
        (
            "id: dust\nnames: {en: Dust}\ncolour: red\n",
            Substance,
            r"x\.yml:3: colour: no such key\. Keys of a substance: .*names",
        ),
        ("id: dust\nnames:\n  en: Dust\n  de: Staub\n", Substance, r"x\.yml:4: names\.de: no such key\. Take it out"),
        ("id: dust\n", Substance, r"x\.yml:1: names: is missing\. Add it"),
        ("id: dust\nnames: {es: Polvo}\n", Substance, r"x\.yml:2: names\.en: is missing\. Add it"),
        (
            "id: dust\nnames: {en: Dust}\ncas: 437-38-8\n",
            Substance,
            r"x\.yml:3: cas: CAS 437-38-8 fails its check digit",
        ),
        ("id: dust\nnames: {en: Dust}\nmol_weight: heavy\n", Substance, r"x\.yml:3: mol_weight: .*decimal"),
        (
            "areas:\n  XX:\n    kind: country\n    names: {en: X}\n    fiscal_start: 13\n",
            Areas,
            r"x\.yml:5: areas\.XX\.fiscal_start",
        ),
        (
            "areas:\n  XX:\n    kind: country\n    names: {en: X}\n    point: [1, 2, 3]\n",
            Areas,
            r"x\.yml:5: areas\.XX\.point",
        ),
        ("", Substance, r"x\.yml:1: "),
        ("- a\n- b\n", Substance, r"x\.yml:1: "),
        ("id: yes\nnames: {en: true}\n", Substance, r"x\.yml:2: names\.en"),
    ],
)
def test_a_wrong_definition_is_said_with_line_key_and_remedy(
    tmp_path: Path, text: str, model: type[Any], message: str
) -> None:
    """An error in a definition names file, line and key, and says what to do about it."""
    path = tmp_path / "x.yml"
    path.write_text(text, "utf-8")
    with pytest.raises(CatalogError, match=message):
        read_model(path, model)


def test_several_faults_are_said_at_once(tmp_path: Path) -> None:
    """Who mends a file sees all that is wrong with it, one line each."""
    path = tmp_path / "x.yml"
    path.write_text("nmae: x\nnames: {en: Dust, xx: y}\n", "utf-8")
    with pytest.raises(CatalogError) as error:
        read_model(path, Substance)
    assert len(str(error.value).splitlines()) == 3


def test_a_fault_in_a_descriptor_is_found_below_its_lists(tmp_path: Path) -> None:
    """A fault in the second layout of a source is shown on its own line."""
    text = yaml.safe_dump({**described(), "layouts": [{"id": "a"}, {"id": "b", "colums": {}}]}, sort_keys=False)
    found = own(tmp_path, {"sources/partner.yml": text})
    line = text.splitlines().index("  colums: {}") + 1
    with pytest.raises(CatalogError, match=rf"partner\.yml:{line}: layouts\.1\.colums: no such key"):
        found.sources  # noqa: B018 (reads the files)


def test_two_layouts_cannot_have_one_id(tmp_path: Path) -> None:
    """A batch names its layout, so the name has to be one layout's only."""
    text = yaml.safe_dump({**described(), "layouts": [{"id": "a"}, {"id": "a"}]})
    with pytest.raises(CatalogError, match="layouts need different ids"):
        own(tmp_path, {"sources/partner.yml": text}).source("partner")


def test_a_definition_is_named_like_its_file(tmp_path: Path) -> None:
    """A copied file with the old id inside would replace nothing and confuse everybody."""
    with pytest.raises(CatalogError, match=r"ash\.yml: id 'dust' is not the name of the file"):
        own(tmp_path, {"substances/ash.yml": SUBSTANCE}).substances  # noqa: B018 (reads the files)


def test_numbers_stay_exact_and_dates_are_days(tmp_path: Path) -> None:
    """A factor of 453592370.1234567890123 keeps every digit, and an embargo is a day."""
    files = {
        "units.yml": "units: {stone: {dimension: mass, factor: 6350293180.1234567890123, names: {en: stones}}}\n",
        "terms.yml": "audiences: {}\nterms: {soon: {tlp: CLEAR, names: {en: Soon}, embargo_until: 2030-01-31}}\n",
    }
    found = own(tmp_path, files)
    assert found.units["stone"].factor == Decimal("6350293180.1234567890123")
    assert found.terms.terms["soon"].embargo_until == date(2030, 1, 31)


def test_a_file_of_the_packages_name_replaces_it(tmp_path: Path) -> None:
    """A partner who defines heroin anew means it; every other substance stays as packaged."""
    found = own(tmp_path, {"substances/heroin.yml": "id: heroin\nnames: {en: Horse}\nspellings: [caballo]\n"})
    assert found.substances["heroin"].names.en == "Horse"
    assert found.substances.keys() == packaged().substances.keys()
    assert found.labels("substance")["caballo"] == "heroin"


def test_any_other_file_adds_to_the_package(tmp_path: Path) -> None:
    """New substances, areas, lists, units, terms and sources stand beside the packaged ones."""
    files = {
        "substances/dust.yml": SUBSTANCE,
        "areas/XX.yml": "areas: {XX: {kind: x, names: {en: X}}, XX-A: {kind: y, parent: XX, names: {en: A}}}",
        "codelists/mood.yml": "id: mood\nnames: {en: Moods}\ncodes: {good: {names: {en: Good, es: bueno}}}",
        "units.yml": "units: {stone: {dimension: mass, factor: 6350293180, names: {en: stones}}}",
        "terms.yml": "audiences: {XX: {names: {en: Xanadu}}}\nterms: {ours: {tlp: RED, names: {en: Ours}}}",
        "sources/partner.yml": yaml.safe_dump(described()),
    }
    found = own(tmp_path, files)
    assert found.labels("substance")["dust"] == "dust" and "fentanyl" in found.substances
    assert found.within("XX") == {"XX", "XX-A"} and found.country("XX-A") == "XX" and "US" in found.areas
    assert found.coded("mood") and found.labels("mood") == {"good": "good", "bueno": "good"}
    assert found.labels("unit")["stones"] == "stone" and "kg" in found.units
    assert {"XX", "public"} <= found.terms.audiences.keys() and {"ours", "public"} <= found.terms.terms.keys()
    assert found.source("partner").unit == "kg" and "tercet_seizures" in found.sources
    assert list(found.sources) == sorted(found.sources)


def test_a_unit_or_terms_of_the_workspace_go_before_the_packages(tmp_path: Path) -> None:
    """Single files are laid over each other key by key."""
    files = {
        "units.yml": "units: {tablet: {dimension: count, names: {en: round things}}}",
        "terms.yml": "audiences: {}\nterms: {public: {tlp: RED, names: {en: Nobody}}}",
    }
    found = own(tmp_path, files)
    assert found.units["tablet"].names.en == "round things" and "kg" in found.units
    assert found.terms.terms["public"].records == () and "us_ca" in found.terms.terms


def test_a_workspace_without_a_catalog_has_the_packages(tmp_path: Path) -> None:
    """Nothing has to be defined to begin with."""
    assert Catalog.open(tmp_path).folders == Catalog.open().folders


def test_a_name_that_is_not_known_is_said_with_the_nearest(tmp_path: Path) -> None:
    """A slip of the finger is answered with what was probably meant."""
    for find, name, near in (
        (packaged().source, "us_cbp_drug_seizure", "us_cbp_drug_seizures"),
        (packaged().measure, "overdose_death", "overdose_deaths"),
        (packaged().within, "US-TXX", "US-TX"),
    ):
        with pytest.raises(CatalogError, match=f"{name}'.*{near}"):
            find(name)


@pytest.mark.parametrize("parents", [{"AA": "BB", "BB": "AA"}, {"AA": "AA"}, {"AA": "ZZ"}])
def test_an_area_that_is_below_itself_or_nothing_is_refused(tmp_path: Path, parents: dict[str, str]) -> None:
    """Parents lead to a country; a circle or a parent that does not exist would make every sum wrong."""
    areas = {name: {"kind": "state", "names": {"en": name}, "parent": parent} for name, parent in parents.items()}
    with pytest.raises(CatalogError, match="area AA"):
        own(tmp_path, {"areas/aa.yml": yaml.safe_dump({"areas": areas})}).areas  # noqa: B018 (reads the files)


@given(st.sampled_from(sorted(packaged().areas)))
def test_every_area_is_within_its_country(area: str) -> None:
    """A county is in its state and a state in its country, and the country is the top."""
    country = packaged().country(area)
    assert area in packaged().within(country)
    assert packaged().areas[country].parent is None


def test_an_id_always_means_itself(tmp_path: Path) -> None:
    """A spelling that is another code's id never hides that code."""
    text = "id: mood\nnames: {en: Moods}\ncodes: {a: {names: {en: A}}, b: {names: {en: B}, spellings: [a]}}"
    assert own(tmp_path, {"codelists/mood.yml": text}).labels("mood") == {"a": "a", "b": "b"}


def test_the_check_reads_the_workspaces_definitions(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A descriptor with a code, a unit, an area or terms that do not exist is found before a file is read by it."""
    wrong = described(unit="stone", area="XX", terms="secret", lookups={"substance": {"x": "dust"}}, adds_to=["nobody"])
    found = own(tmp_path, {"sources/partner.yml": yaml.safe_dump(wrong)})
    said = "\n".join(problems(found))
    for part in ("no area 'XX'", "no terms 'secret'", "'stone'", "'dust'", "no source 'nobody'"):
        assert part in said
    assert main([str(tmp_path)]) == 1
    assert "sources partner" in capsys.readouterr().err


@pytest.mark.parametrize("constants", [{"action": "siezed"}, {"substance": "dust"}])
def test_the_check_looks_at_constants(tmp_path: Path, constants: dict[str, str]) -> None:
    """A misspelt code that holds for every row is found before a file is read by it."""
    found = own(tmp_path, {"sources/partner.yml": yaml.safe_dump(described(constants=constants))})
    assert any(next(iter(constants.values())) in problem for problem in problems(found))


def test_every_part_is_read_once_and_only_if_asked(tmp_path: Path) -> None:
    """A broken definition of one part does not stand in the way of the others."""
    found = own(tmp_path, {"measures/broken.yml": "id: [\n", "substances/dust.yml": SUBSTANCE})
    assert "dust" in found.substances
    os.remove(tmp_path / "catalog" / "substances" / "dust.yml")
    assert "dust" in found.substances
    with pytest.raises(CatalogError, match=r"broken\.yml"):
        found.measures  # noqa: B018 (reads the files)
