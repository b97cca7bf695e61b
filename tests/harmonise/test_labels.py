"""Labels become codes by exact rules: a publisher's own lookups, then the catalog; what neither knows is put aside."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.world import DAY, Row, catalog, codes, packaged, records, source

from tercet.catalog.load import normal
from tercet.errors import HarmoniseError
from tercet.harmonise.labels import nearest, resolver

SUBSTANCES = packaged().labels("substance")
SPELLED = sorted(
    (label, code)
    for code, one in packaged().substances.items()
    for label in (one.names.en, one.names.es, one.names.fr, *one.spellings)
    if label and SUBSTANCES[normal(label)] == code
)
LETTERS = st.text(st.characters(categories=["Lu", "Ll", "Lo", "Nd"], max_codepoint=0x24F), max_size=12)
BLANKS = st.text(" \t\n\u00a0\u2003", max_size=3)


def drugs(labels: list[str | None], **more: Any) -> list[Row]:
    """One seizure of a kilogram for each label in the column of drugs."""
    return records(source(**more), ("day", "drug", "amount"), [(DAY, label, "1") for label in labels])


def plain(text: str) -> str:
    """A text without accents."""
    return "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))


def worn(label: str, how: int, blank: str) -> str:
    """A label as files have it: in other letters, without accents, with blanks around and inside."""
    changed = (label, label.upper(), label.lower(), plain(label), unicodedata.normalize("NFD", label), label.title())
    return blank + changed[how].replace(" ", f" {blank}") + blank


@given(st.lists(st.tuples(st.sampled_from(SPELLED), st.integers(0, 5), BLANKS), min_size=20, max_size=60))
@settings(max_examples=10)
def test_case_accents_and_blanks_do_not_matter(labels: list[tuple[tuple[str, str], int, str]]) -> None:
    """FENTANILO, fentanilo and `Fentanilo ` are one drug, in every spelling that the catalog knows."""
    rows = drugs([worn(label, how, blank) for (label, _), how, blank in labels])
    assert [row["substance"] for row in rows] == [code for (_, code), _, _ in labels]


@given(LETTERS, BLANKS)
def test_a_label_is_compared_in_one_form(label: str, blank: str) -> None:
    """Writing a label in its compared form changes nothing more."""
    assert normal(normal(label)) == normal(label) == normal(f"{blank}{label}{blank}")


@given(st.lists(st.text(max_size=14), min_size=30, max_size=80))
@settings(max_examples=15)
def test_a_label_that_nobody_knows_is_never_matched(labels: list[str]) -> None:
    """A drug that is in no list is put aside under its own name; it never becomes the drug it looks like."""
    written = [label for label in labels if label.strip()]
    for row, label in zip(drugs(list(written)), written, strict=True):
        known = SUBSTANCES.get(normal(label))
        assert row["substance"] == known
        assert codes(row) == ([] if known else ["unknown_substance"])
        assert known or row["problems"][0]["text"] == label


@pytest.mark.parametrize("label", ["\u05af", "\u0301 "])
def test_a_label_of_accents_alone_is_no_empty_cell(label: str) -> None:
    """Nothing is left of it when accents are taken off, and yet something was written there."""
    (row,) = drugs([label])
    assert codes(row) == ["unknown_substance"]


@pytest.mark.parametrize("label", ["Fentanil0", "fentany", "heroine hydrochlorid", "coca", "meth-amphetamine?"])
def test_a_near_miss_is_shown_but_never_used(label: str) -> None:
    """A suggestion is for a person: `fentany` is put aside, with fentanyl named as the nearest."""
    (row,) = drugs([label])
    assert codes(row) == ["unknown_substance"]
    assert row["substance"] is None
    assert set(nearest(label, SUBSTANCES)) <= set(packaged().substances)


def test_the_nearest_names_come_first() -> None:
    """Whoever reads the list of rejects sees what was probably meant."""
    assert nearest("Fentanyll", SUBSTANCES)[0] == "fentanyl"
    assert nearest("qqqqqqqq", SUBSTANCES) == []


def test_a_publishers_own_lookup_wins_over_the_catalog() -> None:
    """Where a publisher says heroin and means all opioids, its descriptor says so and is believed."""
    rows = drugs(["Heroin", "HEROIN ", "cocaine"], lookups={"substance": {"heroin": "other"}})
    assert [row["substance"] for row in rows] == ["other", "other", "cocaine"]


def test_a_label_known_to_be_unknown_is_accepted_as_null() -> None:
    """`Not specified` is what the publisher knows: the seizure is kept, without a drug."""
    lookups = {"substance": [{"match": ["S/D", "No especificado"], "value": None, "note": "publisher says unknown"}]}
    rows = drugs(["s/d", "NO  ESPECIFICADO", "N/D"], lookups=lookups)
    assert [(row["_ok"], row["substance"]) for row in rows] == [(True, None), (True, None), (False, None)]


def test_a_star_stands_for_every_other_label() -> None:
    """A publisher whose list is open says what the rest is; labels that are known keep their meaning."""
    lookups = {"substance": {"Khat leaf": "khat", "*": "other"}}
    rows = drugs(["KHAT LEAF", "cocaine", "something new"], lookups=lookups)
    assert [row["substance"] for row in rows] == ["khat", "cocaine", "other"]


def test_a_star_may_stand_for_unknown() -> None:
    """Every other label can be known to be unknown, too."""
    rows = drugs(["cocaine", "something new"], lookups={"substance": {"*": None}})
    assert [(row["_ok"], row["substance"]) for row in rows] == [(True, "cocaine"), (True, None)]


@pytest.mark.parametrize("blank", [None, "  ", "\u00a0"])
def test_a_blank_is_not_a_label(blank: str | None) -> None:
    """An empty cell names no drug; it is not an unknown one."""
    (row,) = drugs([blank])
    assert (row["_ok"], row["substance"]) == (True, None)


@pytest.mark.parametrize(
    ("field", "label", "code"),
    [
        ("place", "Nowhere", "unknown_place"),
        ("area", "Nowhere", "unknown_place"),
        ("agency", "Space Force", "unknown_code"),
        ("region", "The Moon", "unknown_code"),
        ("action", "mislaid", "unknown_code"),
        ("terms", "top secret", "unknown_code"),
        ("status", "Z", "unknown_code"),
    ],
)
def test_every_coded_field_has_its_reason(field: str, label: str, code: str) -> None:
    """A place, an agency, a handling mark or a status that nobody knows is put aside, and the reason says which."""
    one = source(columns={"day": "date", "label": field, "amount": "quantity"})
    (row,) = records(one, ("day", "label", "amount"), [(DAY, label, "1")])
    assert codes(row) == [code]
    assert row["problems"][0]["field"] == field


def test_a_row_says_where_it_is_and_who_may_see_it() -> None:
    """A row's own area and terms go before those of its source; a blank leaves the source's."""
    one = source(columns={"day": "date", "a": "area", "t": "terms", "amount": "quantity"})
    rows = records(one, ("day", "a", "t", "amount"), [(DAY, "Canada", "internal_only", "1"), (DAY, None, None, "1")])
    assert [(row["area"], row["terms"]) for row in rows] == [("CA", "internal_only"), ("US", "public")]


@pytest.mark.parametrize("constants", [{"action": "siezed"}, {"place": "US-XX"}, {"substance": "fentanil0"}])
def test_a_constant_that_nobody_knows_is_refused(constants: dict[str, str]) -> None:
    """A misspelt code in a descriptor would be wrong for every row; it is said once and never kept as nothing."""
    one = source(columns={"day": "date", "amount": "quantity"}, constants=constants)
    with pytest.raises(HarmoniseError, match=next(iter(constants.values()))):
        records(one, ("day", "amount"), [(DAY, "1")])


def test_a_free_field_keeps_the_publishers_words() -> None:
    """A dimension of the source's own, without lookups, holds what the publisher wrote, trimmed."""
    one = source(
        columns={"day": "date", "law": "law", "filter": "filter", "amount": "quantity"},
        dimensions={"law": {"en": "Law"}, "filter": {"en": "Filter"}},
        lookups={"filter": {"Land Only": "land"}},
    )
    rows = records(
        one, ("day", "law", "filter", "amount"), [(DAY, " Ley X ", "LAND ONLY", "1"), (DAY, None, "Sea", "1")]
    )
    assert [row["dims"] for row in rows] == [{"law": "Ley X", "filter": "land"}, {"law": None, "filter": "Sea"}]


def test_a_dimension_of_the_sources_own_hides_the_catalogs() -> None:
    """Where a source has a dimension called region, its labels are its own and are not held against ours."""
    one = source(columns={"day": "date", "r": "region", "amount": "quantity"}, dimensions={"region": {"en": "Region"}})
    (row,) = records(one, ("day", "r", "amount"), [(DAY, "Zone 51", "1")])
    assert row["_ok"] and row["dims"] == {"region": "Zone 51"}


def test_labels_with_quotes_and_odd_letters_are_only_labels() -> None:
    """A label is data: quotes, semicolons, backslashes and null bytes in it do nothing."""
    odd = ["'; DROP TABLE x; --", 'a"b', "a\\b", "a\0b", "%s", "{x}", "\u202e", "𝒻"]
    one = source(columns={"day": "date", "law": "law", "amount": "quantity"}, dimensions={"law": {"en": "Law"}})
    rows = records(one, ("day", "law", "amount"), [(DAY, label, "1") for label in odd])
    assert [row["dims"]["law"] for row in rows] == odd
    assert [codes(row) for row in drugs(list(odd))] == [["unknown_substance"]] * len(odd)


def test_a_field_without_codes_has_no_resolver() -> None:
    """A note is free text: nothing looks it up."""
    one = source()
    assert resolver("note", one, catalog(one)) is None
    assert resolver("substance", one, catalog(one)) is not None
