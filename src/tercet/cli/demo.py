"""`tercet demo`: sample world -> workspace -> ingest -> measure -> page, and what to try next."""

from __future__ import annotations

import shutil
from pathlib import Path
from shlex import quote

from tercet.answers import Answer
from tercet.build import build
from tercet.cli.options import Format
from tercet.cli.show import show
from tercet.cli.show import write as put
from tercet.edition.content import Refusal, Wanted
from tercet.errors import WorkspaceError
from tercet.ingest import Outcome
from tercet.sample import CATALOG, README, SampleFile, world, write
from tercet.workspace import Workspace, init

MARK = ".tercet-demo"
PARTS = ("sample", "workspace", "page")
COLUMNS = ("file", "received", "outcome", "rows_in", "accepted", "rejected", "repeated")


def run(folder: Path, langs: tuple[str, ...]) -> int:
    """The whole demo in a folder of its own; 1 if a planted fault was not found, or something else was."""
    sample, workspace, page = fresh(folder)
    write(sample)
    tell(f"1. Made-up partner files, marked SAMPLE, in {sample}; {README} says which faults are planted.\n")
    ws = init(workspace)
    shutil.copytree(sample / CATALOG.name, workspace / "catalog", dirs_exist_ok=True)
    outcomes = [(file, _ingest(ws, sample, file)) for file in world()]
    show(Answer(COLUMNS, [_row(file, outcome) for file, outcome in outcomes]), Format.table)
    refused = tuple(Refusal(file.name, _why(outcome)) for file, outcome in outcomes if outcome.error)
    tell(f"\n2. Read into the workspace {workspace}. Refused whole, so that nothing of them is in it:")
    for one in refused:
        tell(f"   {one.file}: {one.message}")
    surprises = [file.name for file, outcome in outcomes if not as_planted(file, outcome)]
    tell("   Every planted fault was found, and nothing else." if not surprises else f"   {_surprised(surprises)}")
    tell("\n3. A measure: fentanyl seized by the United States, by fiscal year.\n")
    show(ws.measure("fentanyl_seized_mass", "US", freq="FY"), Format.table)
    pages = build(page, Wanted(ws.settings.audience, langs=langs, refused=refused), ws.ledger, ws.catalog)
    tell(f"\n4. The edition. Open {pages[0].resolve()} in a browser.\n\n{_next(workspace)}")
    return 1 if surprises else 0


def as_planted(file: SampleFile, outcome: Outcome) -> bool:
    """Whether exactly as much of a file was put aside as was planted in it."""
    if outcome.batch is None:
        return bool(file.refused)
    planted = sum(fault.observations for fault in file.faults)
    return not file.refused and outcome.batch.rejected + outcome.batch.repeated == planted


def _surprised(names: list[str]) -> str:
    return f"Not as planted, which is a fault of Tercet; please report it: {', '.join(names)}."


def tell(line: str) -> None:
    """A line between the tables, on the same stream as they are."""
    put(f"{line}\n", None)


def fresh(folder: Path) -> tuple[Path, Path, Path]:
    """The three folders of a demo, empty. Only folders that carry the mark of a demo are replaced."""
    parts = [folder / part for part in PARTS]
    for part in parts:
        if part.exists() and not (part / MARK).is_file():
            raise WorkspaceError(
                f"{part} exists and was not made by a demo. Nothing was changed. Choose another folder: "
                "tercet demo -o DIR"
            )
    try:
        for part in parts:
            if part.exists():
                shutil.rmtree(part)
            part.mkdir(parents=True)
            (part / MARK).write_text("Made by `tercet demo`, which makes this folder anew each time.\n", "utf-8")
    except OSError as error:
        raise WorkspaceError(f"{error.filename}: {error.strerror}. Choose another folder: tercet demo -o DIR") from None
    return parts[0], parts[1], parts[2]


def _ingest(ws: Workspace, folder: Path, file: SampleFile) -> Outcome:
    return ws.ingest(folder / file.name, received=file.received)[0]


def _row(file: SampleFile, outcome: Outcome) -> tuple[object, ...]:
    batch = outcome.batch
    if batch is None:
        return (file.name, file.received, "refused", None, None, None, None)
    return (file.name, file.received, "kept", batch.rows_in, batch.accepted, batch.rejected, batch.repeated)


def _why(outcome: Outcome) -> str:
    """Why a file was refused, without its path, which the reader of a page has no use for."""
    return str(outcome.error).replace(f"{outcome.file}: ", "")


def _next(workspace: Path) -> str:
    """What to try next."""
    w = f"-w {quote(str(workspace))}"
    return "\n".join(
        [
            "Try next:",
            f"  tercet compare opioid_deaths {w}",
            f"  tercet measure fentanyl_seized_mass --area US --freq FY --as-of 2026-02-08 {w}",
            f"  tercet explain fentanyl_seized_mass --area US --period FY2025 {w}",
            f"  tercet measure overdose_deaths --area US --from 2025-01 {w}",
            f"  tercet rejects {w}",
        ]
    )
