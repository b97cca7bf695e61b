"""Every number of an edition is walked back: the command beside it gives the same number again."""

from __future__ import annotations

import json
import random
import re
import shlex
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import typer
from tests.edition.explained import explained
from tests.samples import folder

import tercet
from tercet.cli.app import run
from tercet.cli.group import app
from tercet.edition.content import Wanted
from tercet.edition.figures import figures
from tercet.edition.front import front
from tercet.edition.site import site
from tercet.edition.words import words
from tercet.gather import gather
from tercet.workspace import Workspace

RECEIVED = {
    "SAMPLE_us_cdc_vsrr_to_2024_09.csv": "2025-03-12",
    "SAMPLE_us_cdc_vsrr_to_2025_11.csv": "2026-04-15",
    "SAMPLE_us_dea_nflis_dqs_2026_03_03.csv": "2026-03-03",
}
_KEPT: list[TemporaryDirectory[str]] = []  # gone when the tests are over


@cache
def workspace() -> Workspace:
    """Some files of the sample world: a series that was revised, and one of another frequency."""
    _KEPT.append(TemporaryDirectory(prefix="tercet-walk-"))
    ws = tercet.init(Path(_KEPT[0].name) / "workspace")
    for name, day in RECEIVED.items():
        assert ws.ingest(folder() / name, received=day)[0].error is None
    return ws


@cache
def pages() -> dict[str, str]:
    """The pages of an edition of these files."""
    ws = workspace()
    content = gather(Wanted("internal"), ws.ledger, ws.catalog)
    spoken = [words(lang, ws.catalog) for lang in ("en", "es", "fr")]
    made = site(content, front(), spoken, {one.lang: figures(content, front(), one) for one in spoken})
    return {name: text for name, text in made.items() if name.endswith(".html")}


def english_left(page: str) -> list[str]:
    """What a page says in English, but for the words of a document, areas' names and the way to the English page."""
    found = re.findall(r'<(?!q|a)\w+[^>]* lang="en"[^>]*>(.*?)</', page.replace("\n", " "))
    return [text for text in found if text not in {"Canada", "Mexico", "United States"}]


def test_no_page_in_another_language_is_english_in_part() -> None:
    """Reasons, remarks, promises and claims are said in the language of the page; quotes are quotes."""
    others = {name: page for name, page in pages().items() if name.endswith((".es.html", ".fr.html"))}
    assert len(others) > 150
    assert {name: left for name, page in others.items() if (left := english_left(page))} == {}


def test_english_on_a_page_is_found() -> None:
    """The test of all pages can fail, and lets quotes be."""
    assert english_left('<p><span lang="en">It was due.</span> <q lang="en">by 2023</q></p>') == ["It was due."]


@cache
def commands() -> dict[str, tuple[str, ...]]:
    """Every command of the edition, with the texts that it stands beside."""
    found: dict[str, list[str]] = {}
    for name, page in pages().items():
        if name.endswith((".es.html", ".fr.html")):
            continue
        for command, texts in explained(page).texts.items():
            found.setdefault(command, []).append(" ".join(" ".join(texts).split()))
    return {command: tuple(texts) for command, texts in found.items()}


def test_no_number_of_the_edition_stands_without_its_command() -> None:
    """A reader who distrusts every number can ask for every number."""
    assert {name: found for name, page in pages().items() if (found := explained(page).unexplained)} == {}


@pytest.mark.parametrize(
    "page",
    ["<main><p>Seized: 5,021 kg</p></main>", "<main><td>7</td></main>", "<main><p>12 % more than in 2024</p></main>"],
)
def test_a_number_without_a_command_is_found(page: str) -> None:
    """The test of all pages can fail: a bare number is told, beside a year as well."""
    assert explained(page).unexplained


def test_every_command_is_one_that_can_be_typed() -> None:
    """What stands on the page is understood by the command line as it is."""
    group = typer.main.get_command(app)
    for line in {line for command in commands() for line in command.split("\n")}:
        name, verb, *rest = shlex.split(line)
        assert name == "tercet"
        found = group.commands[verb]  # type: ignore[attr-defined]
        assert found.make_context(verb, rest).params, line


def test_commands_stand_where_the_edition_stands() -> None:
    """The same number is found whenever somebody asks, so each command names the day of the edition."""
    lines = {line for command in commands() for line in command.split("\n")}
    days = {line: re.findall(r"--as-of (\S+)", line) for line in lines}
    assert {line for line, found in days.items() if not found} <= {"tercet batches", "tercet rejects"}
    assert {day for found in days.values() for day in found} <= {"2026-04-15", "2026-03-03", "2025-03-12"}


def asked(line: str, capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    """What a command answers."""
    where = str(workspace().settings.folder)
    assert run([*shlex.split(line)[1:], "--format", "json", "--workspace", where]) == 0
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return found


def test_ten_numbers_picked_at_random_are_found_again(capsys: pytest.CaptureFixture[str]) -> None:
    """The command beside a number gives that number, to the digit that is shown."""
    single = sorted(one for one in commands() if one.startswith("tercet explain") and "\n" not in one)
    told = words("en", workspace().catalog)
    for line in random.Random(20240207).sample(single, 10):  # noqa: S311 (which ten is no secret)
        (found,) = (row for row in asked(line, capsys) if row["part"] == "value")
        shown = told.number(Decimal(str(found["value"])))
        assert all(re.search(rf"(?<![\d,.]){re.escape(shown)}(?![\d,.]*\d)", text) for text in commands()[line]), line


def test_a_trend_is_found_again(capsys: pytest.CaptureFixture[str]) -> None:
    """The command beside a trend gives the verdict that stands there."""
    told = words("en", workspace().catalog)
    for line in sorted(one for one in commands() if one.startswith("tercet trend"))[:2]:
        (found,) = asked(line, capsys)
        assert all(told.term(found["verdict"].replace(" ", "_")) in text for text in commands()[line])
