"""In: a publisher's file becomes records. File -> source -> text table -> harmonise -> ledger.

This is the first of the three main paths; read it top to bottom.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tercet.catalog.descriptor import Source
from tercet.catalog.load import Catalog
from tercet.errors import SourceError, TercetError
from tercet.ledger.batch import Batch, batch_id
from tercet.ledger.ledger import Ledger
from tercet.sources.recognise import Recognised, recognise
from tercet.version import __version__

# The engine takes a third of a second to load; it is imported where a file is new, so that a no-op stays quick.
if TYPE_CHECKING:
    from tercet.harmonise.steps import Reading
    from tercet.ledger.engine import Engine
    from tercet.ledger.land import Landing, Staged

LARGE = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: its batch, and whether it was new; or the error that refused it."""

    file: Path
    batch: Batch | None
    new: bool
    error: TercetError | None = None


def ingesting(
    files: Iterable[Path], ledger: Ledger, catalog: Catalog, source: str | None = None, received: date | None = None
) -> Iterator[Outcome]:
    """Ingest files one after the other; a file that is refused does not stop the next."""
    for file in files:
        try:
            yield ingest(file, ledger, catalog, source, received)
        except TercetError as error:
            yield Outcome(file, None, False, error)


def ingest(
    file: Path, ledger: Ledger, catalog: Catalog, source: str | None = None, received: date | None = None
) -> Outcome:
    """Read one file and keep its records; the same file again changes nothing.

    `received` is the day on which the file came (default: today, in UTC); as-of questions go by it.
    """
    candidates = [catalog.source(source)] if source else list(catalog.sources.values())
    found = recognise(file, candidates)
    known = [batch for batch in ledger.batches() if batch.source == found.source.id]
    digest = sha256(file, known)
    reading = reading_digest(found.source, catalog)
    earlier = [batch for batch in known if batch.sha256 == digest]
    if earlier and earlier[-1].reading == reading:
        return Outcome(file, earlier[-1], new=False)
    # A reading that was in force, was replaced, and is wanted again is a new batch: what landed never changes.
    name = batch_id(found.source.id, digest, f"{reading}{len(earlier) or ''}")
    draft = Batch(
        id=name,
        source=found.source.id,
        layout=found.layout.id,
        kind=found.source.record,
        file=file.name,
        sha256=digest,
        size=file.stat().st_size,
        modified=file.stat().st_mtime_ns,
        received=received or (earlier[-1].received if earlier else datetime.now(UTC).date()),
        landed=datetime.now(UTC),
        rows_in=0,
        accepted=0,
        rejected=0,
        repeated=0,
        file_rows=0,
        coverage=(),
        terms=found.source.terms,
        sample=found.source.sample,
        warnings=(),
        supersedes=earlier[-1].id if earlier else None,
        code_version=__version__,
        reading=reading,
    )
    with ledger.landing(name) as landing:
        return _land(found, draft, landing, ledger, catalog)


def _land(found: Recognised, draft: Batch, landing: Landing, ledger: Ledger, catalog: Catalog) -> Outcome:
    """Under the batch's lock: another process may have landed the same file in the meantime."""
    from tercet.harmonise.check import check
    from tercet.harmonise.steps import Reading
    from tercet.ledger.checks import never_mixed
    from tercet.ledger.engine import EngineError
    from tercet.records import KINDS
    from tercet.sources.text import plain_words, read

    landed = {batch.id: batch for batch in ledger.batches()}
    if draft.id in landed:
        return Outcome(found.path, landed[draft.id], new=False)
    check(found.source, catalog)
    engine = landing.engine
    try:
        text = read(found, engine.con, landing.scratch)
        sample = text.sample or draft.sample
        never_mixed(str(found.path), sample, [batch.sample for batch in landed.values()])
        kind = KINDS[found.source.record]
        reading = Reading(
            text.table, found.header, text.notes, found.path.name, found.source, found.layout, found.read, kind
        )
        staged = _stage(reading, catalog, engine, text.first_row)
    except EngineError as error:
        raise plain_words(str(error), found) from error
    try:
        batch = landing.keep(staged, replace(draft, sample=sample, landed=datetime.now(UTC)), found.source)
    finally:
        engine.drop(staged.table)
    return Outcome(found.path, batch, new=True)


def _stage(reading: Reading, catalog: Catalog, engine: Engine, first_row: int) -> Staged:
    """Compute the records of a file; its labels are surveyed whole only where the beginning did not show them all."""
    from tercet.harmonise.labels import Tools
    from tercet.harmonise.steps import harmonise
    from tercet.ledger.land import Staged

    for whole in (False, True):
        found = harmonise(reading, catalog, Tools(engine.arrow, engine.numbers, engine.picks), whole)
        table = engine.stage(found.table, found.constants, reading.kind.columns)
        if whole or not engine.any(table, "_unseen"):
            return Staged(table, found.cells, first_row)
        engine.drop(table)
    raise AssertionError("a whole survey leaves no label unseen")


def sha256(file: Path, known: Sequence[Batch]) -> str:
    """The digest of a file's bytes.

    A large file whose name, size and time of change are those of one that landed well after that change
    is taken to be that file, as git and make do; hashing it again would take most of the time of a no-op.
    """
    try:
        stat = file.stat()
        for batch in known if stat.st_size >= LARGE else ():
            same = (batch.file, batch.size, batch.modified) == (file.name, stat.st_size, stat.st_mtime_ns)
            if same and batch.landed.timestamp() > stat.st_mtime + 2:
                return batch.sha256
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise SourceError(f"{file}: cannot be read: {error.strerror}. Check the path and its permissions.") from None


def reading_digest(source: Source, catalog: Catalog) -> str:
    """A digest of what a file is read by: the descriptor, the code, and the workspace's own code lists and terms."""
    digest = hashlib.sha256(f"{__version__}\n{source.model_dump_json()}".encode())
    for folder in catalog.folders[1:]:
        for part in ("areas", "substances", "codelists"):
            for path in sorted((folder / part).glob("*.yml")):
                digest.update(path.name.encode() + path.read_bytes())
        for path in sorted([*folder.glob("units.yml"), *folder.glob("terms.yml")]):
            digest.update(path.read_bytes())
    return digest.hexdigest()
