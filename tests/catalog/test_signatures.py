"""Signatures as definitions: whole, in words that are what they look like, a later one in the place of an earlier."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from tests.world import packaged

from tercet.catalog.check import problems
from tercet.catalog.load import Catalog
from tercet.catalog.signatures import LONGEST, Signature, in_force, name_of, own_words
from tercet.errors import CatalogError

FIGURE = "opioid_deaths"
HASH = "c0de" * 16


def said(partner: str = "MX", edition: str = "2026-05-20", audience: str = "internal", **more: Any) -> dict[str, Any]:
    """A signature as it stands in its file."""
    figure = more.pop("figure", FIGURE)
    return {
        "id": name_of(figure, partner, audience, date.fromisoformat(edition)),
        "figure": figure,
        "sha256": HASH,
        "partner": partner,
        "audience": audience,
        "kind": "dissent" if "words" in more else "signed",
        "edition": edition,
        "on": edition,
        **more,
    }


def signature(*place: str, **more: Any) -> Signature:
    """A signature, as the loader would read it."""
    return Signature.model_validate(said(*place, **more))


def kept(folder: Path, *signatures: dict[str, Any]) -> Catalog:
    """The catalog of a workspace that holds these signatures."""
    place = folder / "catalog" / "signatures"
    place.mkdir(parents=True)
    for one in signatures:
        (place / f"{one['id']}.yml").write_text(yaml.safe_dump(one), "utf-8")
    return Catalog.open(folder)


def test_nobody_signs_in_the_package() -> None:
    """A signature belongs to the workspace of those who work with it."""
    assert not packaged().signatures


def test_signatures_are_read_from_the_workspace(tmp_path: Path) -> None:
    """A partner who sends its file has signed as soon as the file is there, and has not as soon as it is gone."""
    catalog = kept(tmp_path, said(), said("CA", words={"fr": "Nous comptons autrement."}))
    assert [one.kind for one in catalog.signatures.values()] == ["dissent", "signed"]
    assert not list(problems(catalog))
    (tmp_path / "catalog" / "signatures" / f"{said()['id']}.yml").unlink()
    assert [one.partner for one in Catalog.open(tmp_path).signatures.values()] == ["CA"]


@pytest.mark.parametrize(
    ("more", "part"),
    [
        ({"kind": "dissent"}, "a dissent needs words"),
        ({"kind": "signed", "words": {"en": "Yes."}}, "a sign-off has no words"),
        ({"words": {"de": "Nein."}}, "words.de"),
        ({"words": {"en": " "}}, "no words in it"),
        ({"id": "mine"}, f"the id should be '{FIGURE}.MX.internal.2026-05-20'"),
        ({"sha256": "AB" * 32}, "sha256"),
        ({"sha256": "ab" * 31}, "sha256"),
        ({"signer": "A. Person"}, "signer"),
        ({"partner": "../MX"}, "partner"),
        ({"on": "soon"}, "on"),
    ],
)
def test_a_signature_that_is_not_whole_is_refused(tmp_path: Path, more: dict[str, Any], part: str) -> None:
    """Who said what of which figure is certain, or it is nothing; and no person has a place in it."""
    with pytest.raises(CatalogError) as error:
        assert kept(tmp_path, {**said(), **more} if "partner" not in more else {**said(), **more, "id": "x"}).signatures
    assert part in str(error.value) and ".yml" in str(error.value)


@pytest.mark.parametrize(
    ("more", "part"),
    [
        ({"figure": "moon_landings"}, "no measure 'moon_landings'"),
        ({"partner": "ZZ"}, "no audience is partner 'ZZ'"),
        ({"audience": "nobody"}, "no audience 'nobody'"),
    ],
)
def test_what_a_signature_names_is_defined(tmp_path: Path, more: dict[str, Any], part: str) -> None:
    """The check of a workspace finds a signature of somebody who is no partner."""
    assert any(part in problem for problem in problems(kept(tmp_path, said(**more))))


HOSTILE = {
    "a direction turned round": "\u202eevil",
    "an isolate": "a\u2066b",
    "a mark from right to left": "a\u200fb",
    "a bell": "a\x07b",
    "an escape": "\x1b[31mred",
    "a null": "a\x00b",
    "a space of no width": "a\u200bb",
    "a line separator": "a\u2028b",
    "half a letter": "a\ud800b",
    "a letter of private use": "a\ue000b",
    "a tower of marks": "e" + "\u0335" * 9,
    "nothing": "\n ",
    "a book": "a" * (LONGEST + 1),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_words_that_are_not_what_they_look_like_are_refused(what: str) -> None:
    """A dissent stands beside the figure as it was written, and cannot rewrite what stands around it."""
    with pytest.raises(ValidationError):
        signature(words={"en": HOSTILE[what]})


@pytest.mark.parametrize(
    "text",
    ["<script>alert(1)</script>", '#panic("x") $x$ *b*', "Año, État, Ñandú: «no» {sic}", "One.\n\nTwo.", "&amp;"],
)
def test_other_words_stay_as_they_are(text: str) -> None:
    """Signs of markup are letters like any other."""
    assert own_words(text) == text


WRITTEN = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]) | st.just("\n"), min_size=1)


@given(WRITTEN)
def test_words_that_were_taken_once_are_taken_again(text: str) -> None:
    """What a file holds is what was checked when it was written."""
    try:
        taken = own_words(text)
    except ValueError:
        return
    assert own_words(taken) == taken


def counted(*signatures: Signature, as_of: str = "2026-12-31", sample: bool = False) -> list[str]:
    """The partner and the kind of each signature in force."""
    found = in_force(signatures, date.fromisoformat(as_of), sample)
    return [f"{one.partner} {one.kind} {one.edition:%m}" for one in found]


def test_a_later_word_replaces_an_earlier_one_of_the_same_partner() -> None:
    """Mexico signed the figure in May and dissents in June; Canada's signature of May is still its word."""
    may, june = "2026-05-20", "2026-06-20"
    found = (signature("MX", may), signature("MX", june, words={"es": "No."}), signature("CA", may))
    assert counted(*found) == ["CA signed 05", "MX dissent 06"]
    assert counted(*reversed(found)) == ["CA signed 05", "MX dissent 06"]


def test_what_was_said_of_a_later_edition_was_not_known_then() -> None:
    """An edition as of May shows what was said of the figures that were known in May."""
    found = (signature("MX", "2026-05-20"), signature("MX", "2026-06-20", words={"es": "No."}))
    assert counted(*found, as_of="2026-06-19") == ["MX signed 05"]
    assert counted(*found, as_of="2026-05-19") == []


def test_a_later_word_for_another_audience_replaces_what_was_said_of_the_same_figure_only() -> None:
    """Two audiences may see different figures, of which one is signed and the other is not."""
    inside, public = signature("MX", "2026-05-20"), signature("MX", "2026-06-20", "public", words={"es": "No."})
    assert counted(inside, public) == ["MX dissent 06"]
    assert counted(inside, public.model_copy(update={"sha256": "ef" * 32})) == ["MX signed 05", "MX dissent 06"]


def test_made_up_figures_are_signed_apart() -> None:
    """A signature that was made to try Tercet out never stands beside a real figure."""
    found = (signature(sample=True), signature("CA"))
    assert counted(*found) == ["CA signed 05"]
    assert counted(*found, sample=True) == ["MX signed 05"]
