"""Out: records become an edition. View -> analyses -> disclosure control -> edition.

This is the third of the three main paths; read it top to bottom.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from tercet.catalog.load import Catalog
from tercet.edition.content import Content, Wanted
from tercet.edition.manifest import MANIFEST, manifest, outputs
from tercet.edition.words import Words
from tercet.ledger.ledger import Ledger
from tercet.recipe import recipe
from tercet.terms.disclosure.kept import keep, kept


def build(folder: Path, wanted: Wanted, ledger: Ledger, catalog: Catalog) -> list[Path]:
    """Write an edition into a folder, the first language as index.html; returns the paths, front pages first.

    The same files, definitions and day give the same bytes, so what is there already is not made again. Everything
    is made before anything is written, so that a fault leaves no half an edition.
    """
    memory = ledger.settings.editions / "made"
    if (there := _there(folder, memory / recipe(wanted, ledger, catalog))) is not None:
        return there
    made = edition(wanted, ledger, catalog)
    _write(folder, made)
    memory.mkdir(parents=True, exist_ok=True)
    (memory / recipe(wanted, ledger, catalog)).write_bytes(made[MANIFEST])
    return [folder / name for name in made]


def _there(folder: Path, remembered: Path) -> list[Path] | None:
    """The paths of an edition that is in the folder, file by file as it was made; None where anything differs."""
    if not remembered.is_file() or not (folder / MANIFEST).is_file():
        return None
    data = remembered.read_bytes()
    listed = outputs(data)
    if (folder / MANIFEST).read_bytes() != data or not all(one.holds(folder) for one in listed):
        return None
    return [*(folder / one.path for one in listed), folder / MANIFEST]


def edition(wanted: Wanted, ledger: Ledger, catalog: Catalog) -> dict[str, bytes]:
    """Every file of an edition by its path, front pages first. An edition that goes outside is remembered."""
    # What draws and computes takes a second and a half to load; an edition that is there is recognised without it.
    from tercet.disclose import hold
    from tercet.edition.words import words
    from tercet.gather import gather, seen

    spoken = [words(lang, catalog) for lang in wanted.langs]
    content = gather(wanted, ledger, catalog)
    known = ledger.settings.editions / wanted.audience
    held = hold(content, seen(wanted, ledger, catalog), catalog, kept(known))
    made = dict(_made(held.content, spoken, catalog))
    made[MANIFEST] = manifest(held.content, wanted.langs, made)
    if held.edition is not None:
        keep(known, held.edition)  # before anything goes out that a later edition could complete
    return made


def _write(folder: Path, made: Mapping[str, bytes]) -> None:
    """Write the files of an edition; those of an earlier one in the same folder go, if nobody has changed them."""
    before = outputs((folder / MANIFEST).read_bytes()) if (folder / MANIFEST).is_file() else []
    for name, data in made.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    for one in before:
        if one.path not in made and one.holds(folder):
            (folder / one.path).unlink()


def _made(content: Content, spoken: list[Words], catalog: Catalog) -> Iterator[tuple[str, bytes]]:
    """Every file of an edition, by its name."""
    from tercet.edition.figures import figures
    from tercet.edition.front import front
    from tercet.edition.opendata import FOLDER, Meta, files, tables_of
    from tercet.edition.pictures import svg_files
    from tercet.edition.report import report
    from tercet.edition.site import site

    shown = front()
    drawn = {one.lang: figures(content, shown, one) for one in spoken}
    for name, page in site(content, shown, spoken, drawn).items():
        yield name, page.encode("utf-8")
    yield from svg_files(content, drawn, spoken).items()
    for one in spoken:
        others = [other for other in spoken if other is not one]
        yield report_name(one.lang, content.sample), report(content, shown, one, drawn[one.lang], others)
    meta = Meta("Tercet edition", content.as_of, content.audience, content.sample, content.version)
    for name, data in files(tables_of(content), meta, catalog).items():
        yield f"{FOLDER}/{name}", data


def report_name(lang: str, sample: bool) -> str:
    """The file of a report; one that gets lost in a folder still says what it is.

    >>> report_name("fr", sample=True)
    'SAMPLE-report.fr.pdf'
    """
    return f"{'SAMPLE-' if sample else ''}report.{lang}.pdf"
