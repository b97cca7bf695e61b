"""Documentation that is run: what a page tells a reader to do works, and shows what the page says."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.docs.pages import ROOT, alike, blocks, pages
from tests.docs.reader import SCRIPTS, follow
from tests.docs.worlds import make_demo, prepare

from tercet.catalog.load import Catalog
from tercet.catalog.reference.examples import EXAMPLES, FIELDS
from tercet.catalog.reference.keys import MODELS
from tercet.catalog.reference.pages import main, stale, written
from tercet.records import COMMON, KINDS

REFERENCE = ROOT / "docs" / "reference"
REFRESH = "python -m tests.docs.refresh"
CATALOG = Catalog.open()
HEADED = (
    *("sources", "measures", "substances", "codelists", "units", "factors"),
    *("controls", "commitments", "meetings", "claims"),
)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)

# What each model needs before one of its keys can be tried alone.
LEAST: Mapping[str, Mapping[str, Any]] = {
    "source": {
        "id": "x",
        "publisher": {"en": "x"},
        "names": {"en": "x"},
        "area": "MX",
        "record": "seizure",
        "layouts": [{}],
        "period": {"date": "date"},
        "terms": "public",
    },
    "extract": {"pattern": "(x)"},
    "read": {"decimal": ","},
    "skip": {"field": "place", "labels": ["Total"], "why": "a sum"},
    "lookup": {"match": ["x"], "value": "x"},
    "status": {"field": "note", "match": "x", "status": "P"},
    "declares_for": {"where": {}, "declares": {}},
}


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `make demo` leaves behind, made once for all pages."""
    return make_demo(tmp_path_factory.mktemp("docs") / "tercet-demo")


def named(page: Path) -> str:
    """A page by its path in the project."""
    return page.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", pages(), ids=named)
def test_a_reader_who_follows_a_page_sees_what_it_shows(page: Path, demo: Path, tmp_path: Path) -> None:
    """An analyst trusts a page whose every command does what is written below it; a refusal has to be meant."""
    text = page.read_text("utf-8")
    for seen in follow(text, prepare(text, demo, tmp_path / "reader")):
        where = f"{named(page)}: {seen.step.typed}"
        assert alike(seen.step.shown, seen.shown), f"{where}\n\nshows:\n\n{seen.shown}\n\nTo put it in: {REFRESH}"
        assert not seen.failed or "tercet: " in seen.step.shown, f"{where} fails without saying why:\n{seen.shown}"


def test_the_command_line_is_on_the_path_of_the_interpreter() -> None:
    """What the pages call `tercet` is the script that was installed with the package."""
    path = {**os.environ, "PATH": f"{SCRIPTS}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(["tercet", "--help"], capture_output=True, text=True, env=path, check=True)
    assert "measure" in done.stdout


@pytest.mark.parametrize("page", pages(), ids=named)
def test_no_example_is_left_untried(page: Path) -> None:
    """An example that nobody runs is wrong after the next change: YAML is saved and read, Python is typed."""
    for block in blocks(page.read_text("utf-8")):
        tried = bool(block.steps) or "file" in block.options
        assert tried or block.language in {"sh", "text"}, f"{named(page)}: nobody runs\n{block.text}"


@pytest.mark.parametrize("page", [*pages(), *sorted(REFERENCE.glob("*.md")), ROOT / "CONTRIBUTING.md"], ids=named)
def test_every_link_leads_somewhere(page: Path) -> None:
    """A reader who clicks arrives, at the page and at the heading."""
    for link in LINK.findall(FENCED.sub("", page.read_text("utf-8"))):
        target, _, heading = link.partition("#")
        if "://" not in target:
            there = (page.parent / target).resolve() if target else page
            assert there.exists(), f"{named(page)}: no file {target}"
            assert not heading or heading in headings(there), f"{named(page)}: no heading {link}"


def headings(page: Path) -> set[str]:
    """The headings of a page as links write them."""
    lines = re.findall(r"^#+ (.+)$", FENCED.sub("", page.read_text("utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", line.lower()).replace(" ", "-") for line in lines}


@pytest.mark.parametrize("part", HEADED)
def test_a_definition_has_a_heading_in_the_reference(part: str) -> None:
    """Whatever we publish, a reader can look up, and link to."""
    page = (REFERENCE / f"{'units' if part == 'factors' else part}.md").read_text("utf-8")
    assert [name for name in getattr(CATALOG, part) if f"\n## {name}\n" not in page] == []


def test_an_area_and_terms_are_in_the_reference() -> None:
    """Areas are many and alike, so they are rows of a table; countries and terms have headings."""
    areas, terms = (REFERENCE / "areas.md").read_text("utf-8"), (REFERENCE / "terms.md").read_text("utf-8")
    assert [name for name in CATALOG.areas if f"\n## {name}\n" not in areas and f"\n| `{name}` |" not in areas] == []
    assert [name for name in CATALOG.terms.terms if f"\n## {name}\n" not in terms] == []
    assert [name for name in CATALOG.terms.audiences if f"| `{name}` |" not in terms] == []


def test_an_unverified_identity_is_shown_as_unverified() -> None:
    """A CAS number that nobody has checked must not look like one that somebody has."""
    page = (REFERENCE / "substances.md").read_text("utf-8")
    doubtful = [one for one in CATALOG.substances.values() if one.cas and one.cas_basis == "unverified"]
    assert doubtful
    assert [one.id for one in doubtful if f"- CAS {one.cas} (unverified)" not in page] == []


def test_the_reference_says_what_the_definitions_say(capsys: pytest.CaptureFixture[str]) -> None:
    """The pages in docs/reference are those that the definitions give."""
    code = main(["--check", str(REFERENCE)])
    assert (code, capsys.readouterr().err) == (0, "")


def test_a_stale_page_is_named_with_the_command_that_mends_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A contributor who changed a definition is told which page is old and what to type."""
    assert main([str(tmp_path)]) == 0
    (tmp_path / "units.md").write_text("old", "utf-8")
    (tmp_path / "gone.md").write_text("nobody writes this", "utf-8")
    assert main(["--check", str(tmp_path)]) == 1
    assert f"gone.md, units.md. Run: python -m tercet.catalog.reference {tmp_path}" in capsys.readouterr().err
    assert main([str(tmp_path)]) == 0
    assert stale(written(CATALOG), tmp_path) == []
    assert main([]) == 2


@pytest.mark.parametrize("key", sorted(EXAMPLES))
def test_an_example_of_a_key_can_be_read(key: str) -> None:
    """Who copies an example from the reference gets a descriptor that loads."""
    model, _, name = key.partition(".")
    example = yaml.safe_load(EXAMPLES[key])
    assert name in example
    read = MODELS[model].model_validate({**LEAST.get(model, {}), **example})
    assert read.model_fields_set


def test_every_key_has_an_example_and_is_explained_for_beginners() -> None:
    """The guide to adding a source has to be enough, so it names every key of the language."""
    keys = {
        f"{model}.{field.alias or name}" for model, one in MODELS.items() for name, field in one.model_fields.items()
    }
    assert keys == set(EXAMPLES)
    guide = (ROOT / "docs/how-to/add-a-source.md").read_text("utf-8")
    assert sorted(key for key in keys if not re.search(rf"`(?:[\w.]+\.)?{key.partition('.')[2]}`", guide)) == []


def test_every_field_of_a_record_can_be_looked_up() -> None:
    """The names that a column can be given are exactly those that records have."""
    kept = {"row", "cell", "start", "months", "freq", "gap", "dims"}  # worked out, never named by a descriptor
    amounts = {column for kind in KINDS.values() for column in (*kind.measured.values(),)}
    ours = {name for kind in KINDS.values() for name in (*kind.dimensions, *kind.values, kind.quantity)} - amounts
    assert set(FIELDS) == (ours | {"value"} | set(COMMON)) - kept
    guide = (ROOT / "docs/how-to/add-a-source.md").read_text("utf-8")
    assert [name for name in FIELDS if f"`{name}`" not in guide] == []
