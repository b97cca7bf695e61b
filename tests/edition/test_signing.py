"""Signing: bound to an edition that was really made, written down so that it is read back as it was said."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.edition.made import APART, CATALOG, content, headline

from tercet.catalog.signatures import Signature, own_words
from tercet.catalog.yaml import read_model
from tercet.edition.fingerprint import fingerprint
from tercet.edition.manifest import MANIFEST, manifest
from tercet.edition.signing import Asked, Written, sign
from tercet.errors import EditionError, TercetError

THIS = fingerprint(headline(APART))
ASKED = Asked("opioid_deaths", "MX", {}, date(2023, 5, 1))
PAGE = "index.html"


@dataclass(frozen=True)
class Desk:
    """An edition on disk, and the place where signatures are kept."""

    edition: Path
    kept: Path

    def sign(self, asked: Asked = ASKED, sample: bool | None = True) -> Written:
        """Sign a figure of the edition."""
        return sign(asked, self.edition, CATALOG, self.kept, sample)

    def read(self) -> list[Signature]:
        """What is written down."""
        return [read_model(path, Signature) for path in sorted(self.kept.glob("*.yml"))]

    def told(self, **more: Any) -> None:
        """Let the manifest say something else."""
        path = self.edition / MANIFEST
        path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), **more}), "utf-8")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """The small edition, with one file."""
    edition = tmp_path / "edition"
    edition.mkdir()
    (edition / PAGE).write_bytes(b"a page")
    (edition / MANIFEST).write_bytes(manifest(content(APART), ["en"], {PAGE: b"a page"}))
    return Desk(edition, tmp_path / "signatures")


def test_a_sign_off_is_bound_to_the_figure_of_the_edition(desk: Desk) -> None:
    """What is written is figure, fingerprint, partner, audience and day: no person."""
    written = desk.sign()
    assert written.changed and [written.signature] == desk.read()
    assert yaml.safe_load(written.path.read_text("utf-8")) == {
        "id": "opioid_deaths.MX.internal.2023-04-05",
        "figure": "opioid_deaths",
        "sha256": THIS,
        "partner": "MX",
        "audience": "internal",
        "kind": "signed",
        "edition": date(2023, 4, 5),
        "on": date(2023, 5, 1),
        "sample": True,
    }


def test_the_same_signature_twice_is_one(desk: Desk) -> None:
    """Who signs again on another day has said nothing new; the first day stands."""
    desk.sign()
    again = desk.sign(replace(ASKED, on=date(2023, 6, 1)))
    assert not again.changed and again.signature.on == date(2023, 5, 1)
    assert [one.on for one in desk.read()] == [date(2023, 5, 1)]


def test_a_later_word_on_the_same_edition_replaces_the_earlier(desk: Desk) -> None:
    """A partner cannot both sign a figure off and dissent from it."""
    desk.sign()
    desk.sign(replace(ASKED, words={"es": "No."}))
    assert [(one.kind, one.words) for one in desk.read()] == [("dissent", {"es": "No."})]
    desk.sign()
    assert [one.kind for one in desk.read()] == ["signed"]


def spoilt(desk: Desk) -> None:
    """A number on a page was changed by hand."""
    (desk.edition / PAGE).write_bytes(b"another page")


def gone(desk: Desk) -> None:
    """A page was lost."""
    (desk.edition / PAGE).unlink()


def elsewhere(desk: Desk) -> None:
    """A manifest names a file outside the edition."""
    desk.told(outputs=[{"path": "../edition/../../x", "sha256": THIS}])


SPOILT: dict[str, tuple[Callable[[Desk], object], str]] = {
    "a page was changed": (spoilt, "index.html is not as it was made"),
    "a page is gone": (gone, "index.html is not as it was made"),
    "a file outside": (elsewhere, "is not as it was made"),
    "no manifest": (lambda desk: (desk.edition / MANIFEST).unlink(), "has no manifest.json"),
    "no JSON": (lambda desk: desk.edition.joinpath(MANIFEST).write_text("{"), "Invalid JSON"),
    "no figures": (lambda desk: desk.told(figures=None), "figures"),
    "no fingerprint": (lambda desk: desk.told(figures=[{"id": "opioid_deaths", "sha256": "x"}]), "figures.0.sha256"),
    "a path for a name": (lambda desk: desk.told(figures=[{"id": "../x", "sha256": THIS}]), "figures.0.id"),
    "nobody's edition": (lambda desk: desk.told(audience="../press"), "no audience '../press'"),
}


@pytest.mark.parametrize("what", SPOILT)
def test_what_is_no_whole_edition_cannot_be_signed(desk: Desk, what: str) -> None:
    """A partner signs what was made, and not what somebody made of it."""
    spoil, part = SPOILT[what]
    spoil(desk)
    with pytest.raises(EditionError, match=part.replace("(", r"\(")):
        desk.sign()
    assert not desk.kept.exists()


@pytest.mark.parametrize(
    ("more", "part"),
    [
        ({"figure": "opioid_death"}, "no figure 'opioid_death'. Did you mean opioid_deaths"),
        ({"figure": "overdose_deaths"}, "no figure 'overdose_deaths'"),
        ({"partner": "ZZ"}, "no partner 'ZZ'. Known: CA, MX, US"),
        ({"partner": "public"}, "no partner 'public'"),
        ({"words": {"de": "Nein."}}, "words de"),
        ({"words": {"en": "a\u202eb"}}, "words en: character 2 is U+202E, which cannot be seen"),
        ({"words": {"en": "   "}}, "words en: there are no words in it"),
        ({"words": {"en": "a" * 4001}}, "4001 characters long"),
    ],
)
def test_who_signs_what_has_to_be_known(desk: Desk, more: dict[str, Any], part: str) -> None:
    """The message says what is wrong, and nothing is written."""
    with pytest.raises(EditionError) as error:
        desk.sign(replace(ASKED, **more))
    assert part in str(error.value)
    assert not desk.kept.exists()


def test_made_up_figures_and_real_ones_are_signed_apart(desk: Desk) -> None:
    """A sign-off that was only tried out is no partner's word on a real figure; an empty workspace takes either."""
    with pytest.raises(EditionError, match="shows made-up .* holds real figures"):
        desk.sign(sample=False)
    desk.told(sample=False)
    with pytest.raises(EditionError, match="shows real figures.* holds made-up"):
        desk.sign(sample=True)
    assert not desk.sign(sample=None).signature.sample


INJECTED = (
    "a\nkind: signed\nsha256: 0",
    "'\nsample: false",
    '"\nx: [',
    "!!python/object/apply:os.system [ls]",
    "&a *a",
    "---\n...",
    "%YAML 1.1",
    "# no comment",
    "- a\n- b",
    "yes",
    "1e3",
    "0713",
    "{a: b}",
    "| \n  x",
    "<<: *x",
    "null",
    "~",
    "2024-01-01",
)


@pytest.mark.parametrize("text", INJECTED)
def test_words_cannot_write_other_keys(desk: Desk, text: str) -> None:
    """Whatever a dissent says, the file says no more than that."""
    desk.sign(replace(ASKED, words={"en": text}))
    (found,) = desk.read()
    assert found.words == {"en": own_words(text)} and found.kind == "dissent" and found.sample


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(st.text(min_size=1))
def test_any_words_are_read_back_as_they_were_or_refused(desk: Desk, text: str) -> None:
    """Letter by letter, or not at all; nothing half written stays behind."""
    try:
        desk.sign(replace(ASKED, words={"fr": text}))
    except TercetError:
        pass
    else:
        (found,) = desk.read()
        assert found.words == {"fr": own_words(text)}
    if desk.kept.exists():
        assert [path.suffix for path in desk.kept.iterdir()] == [".yml"]
