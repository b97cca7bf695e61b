"""Figures as files: each says by itself what it shows, from whom, as of when, and whether it is made up."""

from __future__ import annotations

from functools import cache
from xml.etree import ElementTree

import pytest
from tests.edition.made import APART, CATALOG, TOGETHER, content
from tests.edition.reading import FRONT, LANGS

from tercet.edition.content import Content
from tercet.edition.figures import figures
from tercet.edition.pictures import svg_files
from tercet.edition.words import words

SVG = "{http://www.w3.org/2000/svg}"


def drawn(told: Content, *langs: str) -> dict[str, bytes]:
    """The files of an edition."""
    spoken = [words(lang, CATALOG) for lang in langs]
    return svg_files(told, {one.lang: figures(told, FRONT, one) for one in spoken}, spoken)


@cache
def files() -> dict[str, bytes]:
    """The files of the small edition."""
    return drawn(content(APART), *LANGS)


def test_every_panel_has_a_file_of_a_stable_name_in_every_language() -> None:
    """Others can link to a figure; a gap is no picture."""
    names = [f"figures/opioid_deaths.{area}.{lang}.svg" for lang in LANGS for area in ("US", "CA")]
    assert list(files()) == names
    assert list(drawn(content(TOGETHER), "en")) == ["figures/opioid_deaths.US_CA.en.svg"]


@pytest.mark.parametrize("lang", LANGS)
def test_a_file_is_a_sound_picture_with_title_and_description(lang: str) -> None:
    """It opens by itself, has a size and paper of its own, and is read aloud with its finding."""
    root = ElementTree.fromstring(files()[f"figures/opioid_deaths.US.{lang}.svg"])  # noqa: S314 (drawn by us)
    told = words(lang, CATALOG)
    assert root.tag == f"{SVG}svg" and root.get("width") and root.get("height")
    labels = str(root.get("aria-labelledby")).split()
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None and description is not None
    assert [title.get("id"), description.get("id")] == labels
    assert told.area("US") in str(title.text) and str(title.text).startswith("SAMPLE. ")
    assert str(description.text).startswith(told.area("US"))
    paper = root.find(f"{SVG}rect")
    assert paper is not None and paper.get("fill") == "#ffffff"


def read(data: bytes) -> str:
    """Whatever can be read in a picture."""
    return " ".join("".join(one.itertext()) for one in ElementTree.fromstring(data).iter(f"{SVG}text"))  # noqa: S314


def test_a_file_names_its_publisher_its_day_and_that_it_is_made_up() -> None:
    """A picture that somebody sends on still says where it is from."""
    text = read(files()["figures/opioid_deaths.US.en.svg"])
    assert "National Center for Health Statistics" in text
    assert "as of 5 April 2023" in text
    assert "SAMPLE DATA: made up" in text
    assert "SAMPLE" not in read(drawn(content(APART, sample=False), "en")["figures/opioid_deaths.US.en.svg"])


def test_no_text_is_wider_than_the_picture() -> None:
    """A long title goes on in the next line."""
    root = ElementTree.fromstring(files()["figures/opioid_deaths.CA.fr.svg"])  # noqa: S314 (drawn by us)
    width = float(str(root.get("width")))
    assert all(len(str(one.text)) * 5 < width for one in root.findall(f"{SVG}text"))


def test_no_two_drawings_of_a_page_share_an_id() -> None:
    """The drawings of one page together are as good as each alone, in whatever order they were drawn."""
    once, again = drawn(content(APART), "en"), drawn(content(APART), "fr", "en")
    assert all(again[name] == data for name, data in once.items())
    ids = [one.get("id") for data in files().values() for one in ElementTree.fromstring(data).iter() if one.get("id")]  # noqa: S314
    assert len(ids) == len(set(ids))
