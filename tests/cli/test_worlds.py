"""The verbs that make things to look at: `sample`, `build` and `demo`."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.samples import folder

from tercet.cli.app import run
from tercet.cli.demo import MARK, PARTS, fresh
from tercet.errors import WorkspaceError
from tercet.sample import README, world


def test_sample_writes_the_world_and_says_what_is_next(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Somebody who has no data yet can begin with a folder of partner files."""
    assert run(["sample", str(tmp_path / "s"), "--seed", "3"]) == 0
    written = {path.name for path in (tmp_path / "s").iterdir()}
    assert written == {README, "catalog", *(one.name for one in world())}
    assert {one.name: one.content for one in world(seed=3)} == {
        path.name: path.read_bytes() for path in (tmp_path / "s").glob("SAMPLE_*")
    }
    assert "tercet ingest" in capsys.readouterr().err


def test_a_scale_of_nothing_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A world of no size would be a folder of headers."""
    assert run(["sample", str(tmp_path / "s"), "--scale", "0"]) == 1
    assert "--scale 0.0" in capsys.readouterr().err
    assert not (tmp_path / "s").exists()


def test_build_writes_a_page_in_each_language(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The first language is the page that opens."""
    workspace = str(tmp_path / "ws")
    file = folder() / "SAMPLE_us_dea_nflis_dqs_2026_03_03.csv"
    assert run(["init", workspace]) == 0
    assert run(["ingest", str(file), "--received", "2026-03-03", "-w", workspace]) == 0
    assert run(["build", "-o", str(tmp_path / "page"), "--lang", "fr,en", "-w", workspace]) == 0
    assert 'lang="fr"' in (tmp_path / "page" / "index.html").read_text("utf-8")
    assert 'lang="en"' in (tmp_path / "page" / "index.en.html").read_text("utf-8")
    assert "index.html" in capsys.readouterr().err


@pytest.mark.slow
def test_the_demo_goes_from_files_to_a_page_and_can_be_run_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Everything that was planted is found, the page says SAMPLE, and the second page is the first, byte for byte."""
    pages = []
    for _ in range(2):
        assert run(["demo", "-o", str(tmp_path / "demo"), "--lang", "en"]) == 0
        edition = tmp_path / "demo" / "page"
        files = sorted(path for path in edition.rglob("*") if path.is_file())
        pages.append({str(path.relative_to(edition)): path.read_bytes() for path in files})
    said = capsys.readouterr().out
    assert "Every planted fault was found, and nothing else." in said
    assert f"-w {tmp_path / 'demo' / 'workspace'}" in said
    assert b"SAMPLE DATA" in pages[0]["index.html"]
    assert b"SAMPLE_refused_error_page.csv" in pages[0]["missing.html"]
    assert pages[0] == pages[1]


@pytest.mark.parametrize("part", PARTS)
def test_the_demo_replaces_nothing_that_a_demo_did_not_make(tmp_path: Path, part: str) -> None:
    """A folder that happens to be called workspace or page may be somebody's work."""
    mine = tmp_path / part / "mine.txt"
    mine.parent.mkdir()
    mine.write_text("mine", "utf-8")
    with pytest.raises(WorkspaceError, match=r"was not made by a demo.*tercet demo -o DIR"):
        fresh(tmp_path)
    assert mine.read_text("utf-8") == "mine"
    assert [path.name for path in tmp_path.iterdir()] == [part]


def test_the_demo_leaves_other_files_of_its_folder_alone(tmp_path: Path) -> None:
    """Only what carries the mark of a demo is made anew."""
    (tmp_path / "notes.txt").write_text("mine", "utf-8")
    for _ in range(2):
        for part in fresh(tmp_path):
            assert [path.name for path in part.iterdir()] == [MARK]
            (part / "old.txt").write_text("old", "utf-8")
    assert (tmp_path / "notes.txt").read_text("utf-8") == "mine"


def test_a_folder_that_cannot_be_made_is_said_plainly(tmp_path: Path) -> None:
    """Where no folder can be, the message names the place and what to do."""
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(WorkspaceError, match="Choose another folder"):
        fresh(tmp_path / "file")
