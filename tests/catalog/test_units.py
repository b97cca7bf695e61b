"""Units, assumed conversions, code lists, handling terms and words: what the catalog's small files promise."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import Any, get_args

import pint
import pytest

from tercet.catalog.load import PACKAGED, Catalog, normal
from tercet.catalog.models import CodeList, FactorSet, Freq, Gap, Names, Status, Term, Unit
from tercet.catalog.yaml import read_yaml

CATALOG = Catalog.open()
BASE = {"mass": "microgram", "volume": "microliter"}
KNOWN_TO_PINT = {name: unit for name, unit in CATALOG.units.items() if unit.pint is not None}
LANGUAGES = ("en", "es", "fr")

# Code lists in which every code says in plain words what it means, or what to do.
EXPLAINED = ("gap", "reason", "declaration", "status", "freq", "statistic", "region", "direction", "action")


@pytest.fixture(scope="module")
def registry() -> Any:
    """Pint's registry, calculating in decimals, so that an exact factor can be compared exactly."""
    return pint.UnitRegistry(non_int_type=Decimal)


@pytest.mark.parametrize(("name", "unit"), KNOWN_TO_PINT.items(), ids=KNOWN_TO_PINT)
def test_an_exact_factor_agrees_with_pint(name: str, unit: Unit, registry: Any) -> None:
    """A pound is 453.59237 g exactly; a factor that is off in any digit would shift every sum."""
    amount = registry.Quantity(Decimal(1), unit.pint).to(BASE[unit.dimension])
    assert abs(amount.magnitude - unit.factor) < Decimal("1e-15"), name


def test_every_mass_and_volume_is_checked() -> None:
    """No weight or volume goes without a second opinion on its factor, nor without its source."""
    for name, unit in CATALOG.units.items():
        if unit.dimension in {"mass", "volume"}:
            assert unit.pint and unit.source and unit.basis, name


def test_counts_ratios_and_money_are_plain() -> None:
    """Counted things count as one each, money is in cents, and a ratio stays as its publisher gives it."""
    for name, unit in CATALOG.units.items():
        if unit.dimension in {"count", "ratio"}:
            assert unit.factor == 1, name
        if unit.dimension == "money":
            assert unit.factor == 100, name


def _all_different(entries: dict[str, tuple[Names, tuple[str, ...]]]) -> None:
    """No two codes share an id, a name or a spelling, as labels are compared."""
    owners: dict[str, set[str]] = defaultdict(set)
    for code, (names, spellings) in entries.items():
        for label in (code, names.en, names.es, names.fr, *spellings):
            if label:
                owners[normal(label)].add(code)
    assert {label: codes for label, codes in owners.items() if len(codes) > 1} == {}


def test_a_unit_label_means_one_unit() -> None:
    """Libras are pounds and livres are pounds, but a word that could be two units is in no list."""
    _all_different({name: (unit.names, unit.spellings) for name, unit in CATALOG.units.items()})
    labels = CATALOG.labels("unit")
    for word in ("ton", "tons", "gallon", "gallons", "dollars", "pesos", "dose", "doses"):
        assert word not in labels


@pytest.mark.parametrize(
    ("label", "unit"),
    [
        ("LIBRAS", "lb"),
        ("livres", "lb"),
        ("lbs", "lb"),
        ("Kilos", "kg"),
        ("kilogramos", "kg"),
        ("Gramos", "g"),
        ("litros", "l"),
        ("pastillas", "tablet"),
        ("Pills", "tablet"),
        ("comprimés", "tablet"),
        ("dosage units", "dosage_unit"),
        ("ampolletas", "ampoule"),
        ("piezas", "unit"),
        ("Number", "number"),
        ("Percent", "percent"),
        ("Crude rate", "per_100_000"),
        ("Age-adjusted rate", "per_100_000_age_adjusted"),
    ],
)
def test_a_published_unit_is_understood(label: str, unit: str) -> None:
    """Units come in three languages, in the singular and the plural, short and long."""
    assert CATALOG.labels("unit")[normal(label)] == unit


@pytest.mark.parametrize("factors", CATALOG.factors.values(), ids=CATALOG.factors)
def test_an_assumed_conversion_is_complete(factors: FactorSet) -> None:
    """An assumed conversion has a low, a central and a high value, a source, and a caveat that is shown with it."""
    assert factors.definition and factors.caveat
    for factor in factors.factors:
        assert 0 < factor.low <= factor.central <= factor.high
        assert factor.source and factor.basis
        assert factor.substance in CATALOG.substances
        assert CATALOG.units[factor.unit].dimension == "count"
        assert factor.first is None or factor.last is None or factor.first <= factor.last


def test_the_fentanyl_in_a_tablet_is_known_for_one_year() -> None:
    """The mean of 1.94 mg is of tablets tested in 2024 and is not stretched over other years."""
    (factor,) = CATALOG.factors["fentanyl_per_tablet"].factors
    assert factor.central == Decimal("1.94")
    assert (str(factor.first), str(factor.last)) == ("2024-01-01", "2024-12-31")
    assert "not a market sample" in CATALOG.factors["fentanyl_per_tablet"].caveat


@pytest.mark.parametrize("codelist", CATALOG.codelists.values(), ids=CATALOG.codelists)
def test_a_code_list_speaks_three_languages(codelist: CodeList) -> None:
    """Every code has a name in English, Spanish and French, and no two codes share a label."""
    for code, entry in codelist.codes.items():
        assert all(getattr(entry.names, language) for language in LANGUAGES), code
    _all_different({code: (entry.names, entry.spellings) for code, entry in codelist.codes.items()})


@pytest.mark.parametrize("name", EXPLAINED)
def test_a_code_says_what_it_means(name: str) -> None:
    """A kind of gap or a reason for putting a row aside is of no use without a plain-language note."""
    assert [code for code, entry in CATALOG.codelists[name].codes.items() if not entry.note] == []


@pytest.mark.parametrize(("name", "codes"), [("gap", Gap), ("status", Status), ("freq", Freq)])
def test_a_code_list_has_every_code_that_models_use(name: str, codes: Any) -> None:
    """A value that a definition may hold can always be named to a reader."""
    assert set(CATALOG.codelists[name].codes) == set(get_args(codes))


@pytest.mark.parametrize(
    ("field", "label", "code"),
    [
        ("month", "JAN", "1"),
        ("month", "ENERO", "1"),
        ("month", "févr.", "2"),
        ("month", "Août", "8"),
        ("month", "SEPTIEMBRE", "9"),
        ("month", "Dic", "12"),
        ("agency", "Office of Field Operations", "OFO"),
        ("agency", "U.S. Border Patrol", "USBP"),
        ("agency", "Guardia Nacional", "GN"),
        ("region", "Coastal/Interior", "coastal_interior"),
        ("region", "Southwest Land Border", "southwest_border"),
        ("region", "Other", "other"),
        ("direction", "Inbound", "inbound"),
        ("indicator", "Number of Deaths", "all_deaths"),
        ("indicator", "Number of Drug Overdose Deaths", "drug_overdose_deaths"),
        ("indicator", "Synthetic opioids, excl. methadone (T40.4)", "icd10_t40_4"),
        ("indicator", "Opioids (T40.0-T40.4,T40.6)", "icd10_t40_0_t40_4_t40_6"),
        ("indicator", "Emergency Medical Services (EMS)", "ems_responses"),
        ("statistic", "Predicted Value", "predicted"),
    ],
)
def test_a_published_label_leads_to_a_code(field: str, label: str, code: str) -> None:
    """What publishers write is understood as it stands in their files."""
    assert CATALOG.labels(field)[normal(label)] == code


def test_months_are_twelve() -> None:
    """Months are numbered from 1 to 12."""
    assert list(CATALOG.codelists["month"].codes) == [str(month) for month in range(1, 13)]


@pytest.mark.parametrize("term", CATALOG.terms.terms.values(), ids=CATALOG.terms.terms)
def test_terms_name_known_audiences(term: Term) -> None:
    """Whoever may use a record may use totals that include it, and nobody is named who is not an audience."""
    assert set(term.records) <= set(term.statistics) <= set(CATALOG.terms.audiences)


def test_only_public_terms_release_records_to_the_public() -> None:
    """A record reaches the public where its originator marked it TLP:CLEAR, and nowhere else."""
    terms = CATALOG.terms.terms
    assert [name for name, term in terms.items() if "public" in term.records] == ["public"]
    assert terms["public"].tlp == "CLEAR"


def test_words_exist_in_three_languages() -> None:
    """An edition in Spanish or French says everything that the English one says."""
    texts = {language: read_yaml(PACKAGED / "texts" / f"{language}.yml") for language in LANGUAGES}
    assert texts["en"].keys() == texts["es"].keys() == texts["fr"].keys()
    for language, words in texts.items():
        for key, word in words.items():
            assert word["text"], (language, key)
            assert word.keys() <= {"text", "note"}, (language, key)


def test_unchecked_words_say_so() -> None:
    """A translation from memory is marked until somebody has checked it."""
    for language in ("es", "fr"):
        words = read_yaml(PACKAGED / "texts" / f"{language}.yml")
        assert sum("unverified" in word.get("note", "") for word in words.values()) >= len(words) - 2
