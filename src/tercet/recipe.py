"""The recipe of an edition: everything that it depends on, as one fingerprint, so that nothing is made twice."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from tercet.catalog.load import PACKAGED, Catalog
from tercet.edition.content import Wanted
from tercet.ledger.batch import to_row
from tercet.ledger.ledger import Ledger

PACKAGE = Path(__file__).parent


def recipe(wanted: Wanted, ledger: Ledger, catalog: Catalog) -> str:
    """A fingerprint of the files that came in, the definitions, the code with its libraries, and what is wanted.

    Of the clock only what terms make of it: an embargo may end between two builds.
    """
    today = date.today()
    embargoes = sorted(
        name for name, term in catalog.terms.terms.items() if term.embargo_until and term.embargo_until > today
    )
    own = [folder for folder in catalog.folders if folder != PACKAGED]
    kept = ledger.settings.editions / wanted.audience
    parts = [
        asdict(wanted),
        [to_row(batch) for batch in ledger.batches()],
        embargoes,
        _code(),
        [_files(folder) for folder in [*own, kept]],
    ]
    return sha256(json.dumps(parts, sort_keys=True, default=str).encode()).hexdigest()


@cache
def _code() -> list[object]:
    """The package file by file, and the versions of the libraries that it asks for."""
    return [_files(PACKAGE), sorted(_libraries())]


def _libraries() -> Iterator[tuple[str, str]]:
    """The libraries of the package as they are installed, extras apart."""
    for line in requires("tercet") or []:
        name = re.split(r"[^A-Za-z0-9._-]", line, maxsplit=1)[0]
        try:
            yield name, version(name)
        except PackageNotFoundError:  # an extra that this machine does without
            continue


def _files(folder: Path) -> list[tuple[str, str]]:
    """The files of a folder with their fingerprints."""
    found = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc")
    return [(str(path.relative_to(folder)), sha256(path.read_bytes()).hexdigest()) for path in found]
