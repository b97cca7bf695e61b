"""The command line's manners: exit codes, messages on stderr, data on stdout."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.shell import made, many_rows, tercet

from tercet.cli.app import run

Said = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace in which a small file has landed."""
    made_here = tmp_path_factory.mktemp("verbs")
    made(made_here).ingest(many_rows(made_here / "small.csv", rows=40))
    return made_here


@pytest.mark.parametrize("verb", ["batches", "rejects", "ingest x.csv", "measure seized_mass", "compare seized_mass"])
def test_outside_a_workspace_every_verb_says_so(tmp_path: Path, verb: str) -> None:
    """A person in the wrong folder reads which folder it is and how to make a workspace, with exit code 1."""
    ran = tercet(*verb.split(), cwd=tmp_path)
    assert ran.code == 1 and ran.out == ""
    assert str(tmp_path) in ran.err and "tercet init" in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("frobnicate", "frobnicate"),
        ("batches --frobnicate", "--frobnicate"),
        ("batches --format pdf", "pdf"),
        ("batches too many", "extra"),
        ("ingest", "FILE"),
        ("init", "DIR"),
        ("measure", "ID"),
        ("measure seized_mass --as-of yesterday", "yesterday"),
        ("measure seized_mass --as-of 2024-02-30", "2024-02-30"),
        ("measure seized_mass --as-of 20240230", "20240230"),
        ("compare seized_mass --as-of 31/12/2024", "31/12/2024"),
        ("explain seized_mass --area US --period 2024 --as-of x", "'x'"),
        ("ingest x.csv --received tomorrow", "tomorrow"),
        ("measure seized_mass --where substance", "substance"),
        ("measure seized_mass --where =fentanyl", "=fentanyl"),
    ],
)
def test_wrong_usage_is_2(folder: Path, words: str, part: str, capsys: Said) -> None:
    """A command that cannot be understood says what was wrong with it, does nothing, and exits with 2."""
    place = [] if words in {"frobnicate", "init"} else ["-w", str(folder)]
    assert run([*words.split(), *place]) == 2
    said = capsys.readouterr()
    assert said.out == "" and part.lower() in said.err.lower()
    assert "Traceback" not in said.err


def test_wrong_usage_is_2_for_a_shell_too(tmp_path: Path) -> None:
    """What the function returns is what a shell sees."""
    assert tercet("frobnicate", cwd=tmp_path).code == 2
    assert tercet("measure", "seized_mass", "--as-of", "soon", cwd=tmp_path).code == 2


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("rejects ffff", ["no batch 'ffff'"]),
        ("sources us_cbp_drug_seizure", ["us_cbp_drug_seizures"]),
        ("measures overdose_death", ["overdose_deaths"]),
        ("measure nothing", ["no measure 'nothing'"]),
        ("ingest {folder}/small.csv --source partnr", ["no source 'partnr'", "partner"]),
        ("measure seized_mass --audience press", ["no audience 'press'", "public"]),
        ("measure seized_mass --area ZZ", ["ZZ"]),
        ("batches --format parquet", ["-o FILE"]),
        ("init {folder}", ["is a workspace already"]),
    ],
)
def test_what_cannot_be_done_is_1_with_a_reason(folder: Path, words: str, parts: list[str], capsys: Said) -> None:
    """A name that does not exist is answered with those that do; nothing is printed that could be taken for data."""
    place = [] if words.startswith("init") else ["-w", str(folder)]
    assert run([*words.format(folder=folder).split(), *place]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert [part for part in parts if part not in said.err] == [], said.err
    assert "Traceback" not in said.err and "A fault of Tercet" not in said.err


def test_debug_shows_where_in_the_code(tmp_path: Path, capsys: Said) -> None:
    """A traceback is for whoever mends Tercet, and comes only when it is asked for."""
    assert run(["batches", "-w", str(tmp_path), "--debug"]) == 1
    assert "Traceback" in capsys.readouterr().err


def test_a_known_file_is_no_error(folder: Path, capsys: Said) -> None:
    """Ingesting the same file again is done, with exit code 0, and says since when it is known."""
    assert run(["ingest", str(folder / "small.csv"), "-w", str(folder), "--format", "csv"]) == 0
    assert "known since" in capsys.readouterr().out


def test_data_go_to_stdout_and_words_to_stderr(folder: Path, capsys: Said) -> None:
    """Output in csv can be piped as it is: the header comes first and nothing else is there."""
    assert run(["batches", "-w", str(folder), "--format", "csv"]) == 0
    said = capsys.readouterr()
    assert said.out.splitlines()[0].startswith("batch,source,layout,file,received,rows_in,accepted,rejected,repeated")
    assert len(said.out.splitlines()) == 2 and said.err == ""


def test_a_reader_who_has_seen_enough_is_no_error(folder: Path) -> None:
    """`tercet rejects | head` ends quietly when head has what it wanted."""
    command = f'"{sys.executable}" -m tercet sources -w "{folder}" --format csv | head -n 1'
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout.startswith("id,area,record") and done.stderr == ""


def test_a_broken_definition_of_the_workspace_is_said_with_its_line(tmp_path: Path) -> None:
    """A slip in a partner's own descriptor is shown with file, line and key, before anything is read."""
    made(tmp_path)
    path = tmp_path / "catalog" / "sources" / "partner.yml"
    text = path.read_text("utf-8").replace("restates:", "restate:")
    path.write_text(text, "utf-8")
    line = [row.split(":")[0] for row in text.splitlines()].index("restate") + 1
    ran = tercet("ingest", many_rows(tmp_path / "small.csv", rows=40), "-w", tmp_path)
    assert ran.code == 1 and ran.out == ""
    assert f"partner.yml:{line}: restate: no such key" in ran.err and "Traceback" not in ran.err
