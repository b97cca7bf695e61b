"""`tercet sign`: from an edition to a signature, and to an edition that shows it or shows that it has dropped."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import pytest
from tests.samples import folder

import tercet
from tercet.cli.app import run

FILE = "SAMPLE_us_dea_nflis_dqs_2026_03_03.csv"
FIGURE = "lab_drug_reports"
Said = pytest.CaptureFixture[str]


def edition(ws: Path, name: str, *more: str) -> Path:
    """An edition of a workspace."""
    assert run(["build", "-o", str(ws.parent / name), "-w", str(ws), *more]) == 0
    return ws.parent / name


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with one sample file, and its edition beside it."""
    ws = tmp_path_factory.mktemp("sign") / "ws"
    assert tercet.init(ws).ingest(folder() / FILE, received="2026-03-03")[0].error is None
    edition(ws, "first")
    return ws


@pytest.fixture
def desk(ready: Path, tmp_path: Path) -> Path:
    """The same workspace for one test alone."""
    shutil.copytree(ready.parent, tmp_path / "desk")
    return tmp_path / "desk" / ready.name


def sign(ws: Path, *more: str, figure: str = FIGURE, partner: str = "US") -> int:
    """Sign a figure of the first edition."""
    made = str(ws.parent / "first")
    return run(["sign", figure, "--edition", made, "--partner", partner, "-w", str(ws), "--on", "2026-03-09", *more])


def kept(ws: Path) -> list[Path]:
    """The signatures of a workspace."""
    return sorted((ws / "catalog").glob("signatures/*"))


def test_a_sign_off_drops_when_the_figure_changes_and_stands_as_of_before(desk: Path, capsys: Said) -> None:
    """Sign, a revised file comes, build: dropped. What was known on the day of the signed edition is still signed."""
    assert sign(desk) == 0
    said = capsys.readouterr()
    assert said.out == "" and "US has signed off lab_drug_reports" in said.err and str(kept(desk)[0]) in said.err
    outcome = tercet.open(desk).ingest(revised(desk.parent / "SAMPLE_revised.csv"), received="2026-04-02")[0]
    assert outcome.error is None
    changed = (edition(desk, "second") / f"{FIGURE}.html").read_text("utf-8")
    assert "no longer holds" in changed and "Signed off:" not in changed
    then = (edition(desk, "then", "--as-of", "2026-03-31") / f"{FIGURE}.html").read_text("utf-8")
    assert "Signed off: United States, 9 March 2026." in then and "no longer holds" not in then


def revised(path: Path) -> Path:
    """The publisher's file with one more report in its last row."""
    with (folder() / FILE).open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream))
    at = max(n for n, row in enumerate(rows) if "FENTANYL" in row)
    column = rows[0].index("DRUG_REPORTS")
    rows[at][column] = str(int(rows[at][column]) + 1)
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)
    return path


def test_the_same_twice_changes_nothing(desk: Path, capsys: Said) -> None:
    """Who is not sure whether it has signed may sign again."""
    assert sign(desk) == 0
    before = kept(desk)[0].read_bytes()
    assert sign(desk, "--on", "2026-03-10") == 0
    assert "Nothing was changed" in capsys.readouterr().err
    assert [path.read_bytes() for path in kept(desk)] == [before]


def test_a_dissent_may_be_in_two_languages(desk: Path) -> None:
    """A partner with two official languages dissents in both."""
    assert sign(desk, "--dissent", "No.", "--lang", "en", "--dissent", "Non.", "--lang", "fr", partner="CA") == 0
    (one,) = tercet.open(desk).catalog.signatures.values()
    assert (one.kind, one.words) == ("dissent", {"en": "No.", "fr": "Non."})


@pytest.mark.parametrize(
    "words",
    [
        ["--dissent", "No."],
        ["--lang", "es"],
        ["--dissent", "", "--lang", "es"],
        ["--dissent", "No.", "--lang", "es", "--lang", "fr"],
        ["--dissent", "No.", "--lang", "es", "--dissent", "No!", "--lang", "es"],
        ["--on", "yesterday"],
    ],
)
def test_a_dissent_without_text_or_language_is_wrong_usage(ready: Path, words: list[str], capsys: Said) -> None:
    """A dissent says why, and in which language."""
    assert sign(ready, *words) == 2
    assert "Traceback" not in capsys.readouterr().err and not kept(ready)


def test_what_cannot_be_signed_is_refused_in_plain_words(ready: Path, capsys: Said) -> None:
    """Exit code 1, where and what, and nothing written."""
    assert sign(ready, figure="lab_drug_report") == 1
    assert "no figure 'lab_drug_report'. Did you mean lab_drug_reports" in capsys.readouterr().err
    assert sign(ready, partner="ZZ") == 1
    assert "no partner 'ZZ'" in capsys.readouterr().err
    assert sign(ready, "--dissent", "No.", "--lang", "de") == 1
    assert "words de" in capsys.readouterr().err
    assert sign(ready, "--edition", str(ready)) == 1
    assert "is not an edition" in capsys.readouterr().err
    assert not kept(ready)


def test_every_figure_of_an_edition_can_be_signed(ready: Path) -> None:
    """The manifest names each figure that has a page."""
    made = ready.parent / "first"
    figures = json.loads((made / "manifest.json").read_text("utf-8"))["figures"]
    assert figures and all((made / f"{one['id']}.html").is_file() for one in figures)


def test_python_signs_as_the_command_does(desk: Path) -> None:
    """The same verb, and the catalog of the workspace knows the signature at once."""
    ws = tercet.open(desk)
    assert not ws.catalog.signatures
    written = ws.sign(FIGURE, desk.parent / "first", "MX", dissent={"es": "No."}, on="2026-03-09")
    assert ws.catalog.signatures == {written.signature.id: written.signature}
