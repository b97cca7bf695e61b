"""Out: records become an edition. View -> analyses -> edition.

This is the third of the three main paths; read it top to bottom.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tercet.catalog.load import Catalog
from tercet.edition.content import Content
from tercet.edition.figures import figures
from tercet.edition.front import Front, front
from tercet.edition.manifest import MANIFEST, manifest
from tercet.edition.pictures import svg_files
from tercet.edition.report import report
from tercet.edition.site import site
from tercet.edition.words import Words, words
from tercet.gather import Wanted, gather
from tercet.ledger.ledger import Ledger


def build(folder: Path, wanted: Wanted, ledger: Ledger, catalog: Catalog) -> list[Path]:
    """Write an edition into a folder, the first language as index.html; returns the paths, front pages first.

    The same files, definitions and day give the same bytes. Everything is made before anything is written, so that
    a fault leaves no half an edition.
    """
    spoken = [words(lang, catalog) for lang in wanted.langs]
    shown = front()
    content = gather(wanted, shown, ledger, catalog)
    made = dict(_made(content, shown, spoken))
    made[MANIFEST] = manifest(content, wanted.langs, made)
    for name, data in made.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return [folder / name for name in made]


def _made(content: Content, shown: Front, spoken: list[Words]) -> Iterator[tuple[str, bytes]]:
    """Every file of an edition, by its name."""
    drawn = {one.lang: figures(content, shown, one) for one in spoken}
    for name, page in site(content, shown, spoken, drawn).items():
        yield name, page.encode("utf-8")
    yield from svg_files(content, drawn, spoken).items()
    for one in spoken:
        others = [other for other in spoken if other is not one]
        yield report_name(one.lang, content.sample), report(content, shown, one, drawn[one.lang], others)


def report_name(lang: str, sample: bool) -> str:
    """The file of a report; one that gets lost in a folder still says what it is.

    >>> report_name("fr", sample=True)
    'SAMPLE-report.fr.pdf'
    """
    return f"{'SAMPLE-' if sample else ''}report.{lang}.pdf"
