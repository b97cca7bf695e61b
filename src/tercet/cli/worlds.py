"""The verbs that make things to look at, and show them: the sample world, an edition, signatures on it, the demo."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tercet.cli import options as opt
from tercet.cli.group import app, opened
from tercet.cli.show import say

if TYPE_CHECKING:
    from tercet.workspace import Workspace

Langs = Annotated[str, typer.Option("--lang", metavar="LANG,...", help="Languages: en, es, fr; the first one opens")]
Since = Annotated[
    date | None,
    typer.Option(
        "--since", parser=opt.parse_day, metavar="DATE", help="Day of the edition before: revisions since then"
    ),
]
Seed = Annotated[int, typer.Option("--seed", metavar="N", help="Another seed, another world")]
Scale = Annotated[float, typer.Option("--scale", metavar="X", help="Multiplies amounts, and rows of records")]
Editions = Annotated[Path, typer.Option("--editions", metavar="DIR", help="Folder that holds a folder per edition")]
TokensFile = Annotated[
    Path | None, typer.Option("--tokens", metavar="FILE", help="Fingerprints of tokens, by audience (default: none)")
]
Host = Annotated[str, typer.Option("--host", metavar="HOST", help="Address to listen at")]
Port = Annotated[int, typer.Option("--port", metavar="N", min=0, max=65535, help="Port; 0 takes a free one")]

Edition = Annotated[Path, typer.Option("--edition", metavar="DIR", help="The edition that has the figure")]
Partner = Annotated[str, typer.Option("--partner", metavar="P", help="Who signs, e.g. MX")]
Dissent = Annotated[
    list[str] | None, typer.Option("--dissent", metavar="TEXT", help="Dissent, in these words; repeat by language")
]
Tongues = Annotated[
    list[str] | None, typer.Option("--lang", metavar="LANG", help="Language of the dissent: en, es or fr; one for each")
]
On = Annotated[
    date | None,
    typer.Option("--on", parser=opt.parse_day, metavar="DATE", help="Day of the signature, default today"),
]


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
def sign(
    figure: Annotated[str, typer.Argument(metavar="FIGURE")],
    edition: Edition,
    partner: Partner,
    dissent: Dissent = None,
    lang: Tongues = None,
    on: On = None,
    workspace: opt.WorkspaceDir = None,
) -> None:
    """Sign a figure off for a partner, or attach its dissent."""
    words = in_languages(dissent or [], lang or [])
    written = opened(workspace).sign(figure, edition, partner, dissent=words, on=on)
    one = written.signature
    if not written.changed:
        say(f"{one.partner} has said so already, on {one.on}. Nothing was changed.")
        return
    done = "has signed off" if one.kind == "signed" else "has attached a dissent to"
    sample = "SAMPLE: " if one.sample else ""
    say(f"{sample}{one.partner} {done} {one.figure} in the edition for {one.audience} as of {one.edition}.")
    say(f"Bound to the figure's fingerprint {one.sha256[:16]}; a changed figure drops it.")
    say(f"Written: {written.path}. Next: tercet build -o DIR")


@app.command()
def demo(
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR")] = Path("tercet-demo"),
    lang: Langs = "en,es,fr",
) -> int:
    """From made-up partner files to an edition, in one go."""
    from tercet.cli.demo import run

    return run(output, languages(lang))


@app.command()
def serve(
    editions: Editions,
    tokens: TokensFile = None,
    host: Host = "127.0.0.1",
    port: Port = 8000,
    workspace: opt.WorkspaceDir = None,
) -> None:
    """Show editions in a browser, by audience, and answer questions about measures as JSON."""
    from tercet.catalog.load import Catalog
    from tercet.web.app import app as application
    from tercet.web.server import serve as run
    from tercet.web.tokens import NOBODY, read_tokens

    ws = _workspace(workspace)
    catalog = ws.catalog if ws is not None else Catalog.open()
    known = read_tokens(tokens, catalog.terms.audiences) if tokens is not None else NOBODY
    made = application(editions, catalog, ws, known)
    run(made, host, port, lambda address: _announce(address, editions, tokens, ws))


def languages(text: str) -> tuple[str, ...]:
    """Languages from a list with commas, each once."""
    return tuple(dict.fromkeys(word.strip() for word in text.split(",") if word.strip())) or ("en",)


def _workspace(folder: Path | None) -> Workspace | None:
    """The workspace that answers questions; where none is named and none is here, only editions are served."""
    from tercet.settings import FILE

    here = folder is not None or os.environ.get("TERCET_WORKSPACE") or Path(FILE).exists()
    return opened(folder) if here else None


def _announce(address: str, editions: Path, tokens: Path | None, ws: Workspace | None) -> None:
    """What is served, and to whom."""
    readers = f"the public, and holders of tokens in {tokens}" if tokens else "the public only: no --tokens"
    measures = f"from {ws.settings.folder.resolve()}" if ws else "not answered: no workspace here, and no -w"
    say(f"Editions in {editions}: {address}\nFor: {readers}\nMeasures: {measures}\nStop with Ctrl-C.")


def in_languages(dissent: list[str], lang: list[str]) -> dict[str, str]:
    """The words of a dissent by language, which has to be stated."""
    if any(not text.strip() for text in dissent):
        raise typer.BadParameter("--dissent is empty; write why")
    if len(dissent) != len(lang):
        raise typer.BadParameter("give every --dissent its --lang (en, es or fr), and every --lang its --dissent")
    if len(set(lang)) != len(lang):
        raise typer.BadParameter("--lang: one dissent in each language")
    return dict(zip(lang, dissent, strict=True))
