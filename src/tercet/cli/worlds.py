"""The verbs that make things to look at: the sample world, an edition, and the demo that does all in one go."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from tercet.cli import options as opt
from tercet.cli.group import app, opened
from tercet.cli.show import say

Langs = Annotated[str, typer.Option("--lang", metavar="LANG,...", help="Languages: en, es, fr; the first one opens")]
Since = Annotated[
    date | None,
    typer.Option(
        "--since", parser=opt.parse_day, metavar="DATE", help="Day of the edition before: revisions since then"
    ),
]
Seed = Annotated[int, typer.Option("--seed", metavar="N", help="Another seed, another world")]
Scale = Annotated[float, typer.Option("--scale", metavar="X", help="Multiplies amounts, and rows of records")]


@app.command()
def sample(folder: Annotated[Path, typer.Argument(metavar="DIR")], seed: Seed = 1, scale: Scale = 1.0) -> None:
    """Write made-up partner files in the real layouts, marked SAMPLE."""
    from tercet.sample import README, write

    files = write(folder, seed, scale)
    say(f"{len(files)} made-up partner files in {folder}; {README} says what is planted in them.")
    say(f"Next: tercet init try && tercet ingest {folder}/SAMPLE_*.csv -w try")


@app.command()
def build(
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR")],
    audience: opt.AudienceName = None,
    as_of: opt.AsOf = None,
    lang: Langs = "en",
    since: Since = None,
    workspace: opt.WorkspaceDir = None,
) -> None:
    """Make an edition: a site, a report and open data that need no network."""
    from tercet.build import build as make
    from tercet.edition.content import Wanted

    ws = opened(workspace)
    wanted = Wanted(audience or ws.settings.audience, as_of, languages(lang), since=since)
    pages = make(output, wanted, ws.ledger, ws.catalog)
    say(f"Open {pages[0]} in a browser.")


@app.command()
def demo(
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR")] = Path("tercet-demo"),
    lang: Langs = "en,es,fr",
) -> int:
    """From made-up partner files to an edition, in one go."""
    from tercet.cli.demo import run

    return run(output, languages(lang))


def languages(text: str) -> tuple[str, ...]:
    """Languages from a list with commas, each once."""
    return tuple(dict.fromkeys(word.strip() for word in text.split(",") if word.strip())) or ("en",)
