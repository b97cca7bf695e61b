"""A choropleth shows every area, names every class by its bounds, and never hides a gap or mixes scales."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from xml.etree import ElementTree

import altair as alt
import pytest
from tests.edition.made import CATALOG
from tests.edition.maps.made import AREAS, EN, FR, group

from tercet.edition.maps.base import draw, land_spec
from tercet.edition.maps.choropleth import SHADES, choropleth, name_of
from tercet.edition.maps.classes import Class, classes, place
from tercet.edition.maps.groups import RAMPS, Gap, Group, gap_of
from tercet.edition.maps.hatching import FILL
from tercet.errors import QuestionError, Refused

GAPS = group("US", US_TX=Gap.SUPPRESSED, US_CA=Gap.MISSING, US_NY=Gap.NOT_PUBLISHED)
THREE = (GAPS, group("MX", "green"), group("CA", "vermilion"))


def drawn(*groups: Group, sample: bool = False, name: str = "deaths") -> str:
    """The map of some groups."""
    return draw(choropleth(groups, 738, EN, sample), EN, name)


def said(svg: str) -> list[str]:
    """Whatever can be read in a figure."""
    root = ElementTree.fromstring(svg)  # noqa: S314 (drawn by us)
    return ["".join(one.itertext()) for one in root.iter("{http://www.w3.org/2000/svg}text")]


def fill(svg: str, label: str) -> str:
    """The fill of the area that says this."""
    found = re.search(rf'<path aria-label="{label}"[^>]* fill="([^"]*)"', svg)
    assert found, label
    return found[1]


def test_every_area_is_drawn_and_says_its_name() -> None:
    """One shape for each state, province and territory, with or without a value."""
    svg = drawn(*THREE)
    labels = set(
        re.findall(r'<path aria-label="([^":]*): [^"]*" role="graphics-symbol" aria-roledescription="geoshape"', svg)
    )
    assert labels == {EN.area(area) for area in AREAS}


def test_suppressed_missing_and_not_published_look_different_and_are_named_with_their_number() -> None:
    """A gap is no value, and one kind of gap is not another."""
    svg = drawn(*THREE)
    looks = [fill(svg, label) for label in ("Texas: suppressed", "California: missing", "New York: not published")]
    assert looks == ["url(#deaths-suppressed)", "url(#deaths-missing)", "url(#deaths-not_published)"]
    assert len(set(re.findall(r'<pattern id="[^"]*"[^>]*>(.*?)</pattern>', svg))) == 3
    assert {"suppressed (1)", "missing (1)", "not published (1)"} <= set(said(svg))


def test_no_stand_in_for_a_pattern_is_left_and_every_pattern_is_defined() -> None:
    """The colours that become hatchings are never seen."""
    svg = drawn(Group("Gaps", dict(zip(AREAS, Gap, strict=False))))
    assert not [one for one in FILL.values() if one in svg]
    assert set(re.findall(r"url\(#([^)]*)\)", svg)) == set(re.findall(r'<(?:pattern|clipPath) id="([^"]*)"', svg))
    assert len(
        set(re.findall(r'<path d="([^"]*)" fill="none" stroke="#767676" stroke-width="1"/></pattern>', svg))
    ) == len(Gap)


def test_two_figures_on_a_page_share_no_pattern() -> None:
    """An id stands once on a page."""
    ids = [set(re.findall(r' id="([^"]*)"', drawn(*THREE, name=name))) for name in ("narrow", "wide")]
    assert ids[0]
    assert not ids[0] & ids[1]
    with pytest.raises(ValueError, match="cannot name a figure"):
        drawn(*THREE, name='x"y')


def test_groups_that_may_not_be_compared_never_share_a_colour() -> None:
    """Each has its ramp, its title and its bounds, and the legend says that shades do not carry over."""
    svg = drawn(*THREE)
    assert {"Things in US", "Things in MX", "Things in CA"} <= set(said(svg))
    assert EN("map_own_scales") in " ".join(said(svg))
    assert len({shade for ramp in RAMPS.values() for shade in ramp}) == 15
    with pytest.raises(Refused, match="share the ramp 'blue'"):
        drawn(GAPS, group("MX"))
    with pytest.raises(QuestionError, match="is in two groups"):
        drawn(GAPS, replace(GAPS, ramp="green"))
    with pytest.raises(QuestionError, match="no ramp 'red'"):
        drawn(replace(GAPS, ramp="red"))


def test_an_area_of_no_group_is_plain_land_and_the_legend_says_so() -> None:
    """Not asked for is not the same as not known."""
    assert EN("map_outside") in said(drawn(GAPS))
    assert EN("map_outside") not in said(drawn(*THREE))


def test_a_class_is_named_by_its_bounds_in_the_form_of_the_language() -> None:
    """Every digit of a bound stands there, or two classes could read alike."""
    assert name_of(Class(Decimal("1234.5"), Decimal(2000)), EN) == "1,234.5 to under 2,000"
    assert name_of(Class(None, Decimal(-5)), EN) == "under \u22125"
    assert name_of(Class(Decimal(0), Decimal(0)), EN) == "0"
    assert name_of(Class(Decimal("1234.5"), None), FR) == "1\u202f234,5 ou plus"


def test_the_specification_is_valid_and_gives_the_same_bytes_twice() -> None:
    """Page and PDF draw from the same specification."""
    alt.LayerChart.from_dict(dict(choropleth(THREE, 334, EN, True).spec))
    alt.LayerChart.from_dict(dict(land_spec(334)))
    assert drawn(*THREE) == drawn(*THREE)


def test_sample_stands_in_the_map_itself() -> None:
    """A picture taken of it still says so."""
    assert "SAMPLE" in said(drawn(GAPS, sample=True))
    assert "SAMPLE" not in said(drawn(GAPS))


def test_a_tiny_area_gets_a_dot_of_its_colour() -> None:
    """The District of Columbia is a fraction of a pixel."""
    svg = drawn(*THREE)
    label = f"District of Columbia: {EN.number(GAPS.numbers()['US-DC'])}"
    assert svg.count(f'aria-label="{label}"') == 2


def test_a_row_without_a_value_says_why_by_its_status() -> None:
    """Suppressed, missing and not collected are different things, and every kind is in the code list of gaps."""
    assert [gap_of(status) for status in "QOLMA"] == [
        Gap.SUPPRESSED,
        Gap.MISSING,
        Gap.NOT_PUBLISHED,
        Gap.NOT_APPLICABLE,
        Gap.MISSING,
    ]
    assert set(Gap) == set(CATALOG.codelists["gap"].codes)


def test_the_fill_of_every_area_is_that_of_its_class() -> None:
    """The land is drawn once for all maps and coloured afterwards: no area may get its neighbour's colour."""
    svg, values = drawn(*THREE), THREE[2].numbers()
    found = classes(values.values())
    shades = [RAMPS["vermilion"][at] for at in SHADES[len(found)]]
    for area, value in values.items():
        assert fill(svg, f"{EN.area(area)}: {EN.number(value)}") == shades[place(value, found)]
