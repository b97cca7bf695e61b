"""Which source a file is from: its header is held against every layout that is known."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pydantic import ValidationError

from tercet.catalog.descriptor import Layout, Read, Source
from tercet.errors import CatalogError, SourceError
from tercet.sources import delimited, parquet, workbook
from tercet.sources.encoding import is_utf8, meant, misread, really_utf8
from tercet.sources.faults import fault, listed
from tercet.sources.fit import Fit, fit
from tercet.sources.header import headings, twice, without_tail
from tercet.sources.magic import CALLED, Look, look, needs
from tercet.sources.table import Recognised

__all__ = ["Recognised", "recognise"]

# Below this share of common columns, naming the differences to the nearest layout helps nobody.
FAR = 0.3
TINY = 0.01


def recognise(path: Path, sources: Iterable[Source]) -> Recognised:
    """The one source and layout that a file is in; given one source only, errors speak about that one."""
    known = tuple(sources)
    seen = look(path)
    fits = candidates(seen, known)
    if not fits:
        raise no_candidate(seen, known)
    matches = [one for one in fits if one.fits]
    exact = [one for one in matches if not one.open] or matches
    names = sorted({one.source.id for one in exact})
    if not names:
        raise unmatched(path, fits, known)
    if len(names) > 1:
        raise fault(path, f"The header fits several sources: {', '.join(names)}.", f"Say which: --source {names[0]}")
    return accepted(path, min(exact, key=lambda one: one.looseness))


def accepted(path: Path, best: Fit) -> Recognised:
    """The file is recognised; a layout may still say that it cannot be read honestly."""
    if best.layout.refuse:
        what = f"This is {best.source.id}, layout {best.layout.id}, which is refused: {best.layout.refuse.rstrip('.')}."
        raise fault(path, what, "Look for a file of this publication in a newer layout.")
    return Recognised(path, best.source, best.layout, best.read, best.header)


def merged(source: Source, layout: Layout) -> Read:
    """How to read a layout: its own `read` over that of its source."""
    try:
        return Read.model_validate({**source.read.model_dump(), **layout.read})
    except ValidationError as error:
        reason = error.errors()[0]
        what = f"source {source.id}, layout {layout.id}, read: {reason['loc'][0]}: {reason['msg']}."
        raise CatalogError(f"{what} Correct it in the source's YAML.") from error


def candidates(seen: Look, known: tuple[Source, ...]) -> list[Fit]:
    """Every layout that could be read from such a file; without a header row only what a person named."""
    fits = []
    headers: dict[str, tuple[tuple[str, ...], SourceError | None]] = {}
    for source in known:
        for layout in source.layouts:
            read = merged(source, layout)
            if read.format != seen.format or (read.header == 0 and len(known) > 1):
                continue
            key = read.model_dump_json()
            headers[key] = headers.get(key) or header_of(seen, read)
            header, problem = headers[key]
            if seen.format == "xlsx":
                header = without_tail(header, layout.named)
            fits.append(fit(source, layout, read, header, problem or repeated(seen.path, header)))
    return fits


def header_of(seen: Look, read: Read) -> tuple[tuple[str, ...], SourceError | None]:
    """The column names, or why they cannot be had as the source says; then as much of them as there is."""
    try:
        cells = cells_of(seen, read)
    except SourceError as problem:
        return (), problem
    if read.header == 0 and seen.format != "parquet":
        return headerless(seen.path, read, len(cells))
    if read.format == "csv":
        real = [meant(cell or "", read.encoding) for cell in cells]
        if any(name is not None for name in real):
            right = [name if name is not None else cell for name, cell in zip(real, cells, strict=True)]
            return headings(right), other_encoding(seen, read.encoding)
    return headings(cells), None


def other_encoding(seen: Look, encoding: str) -> SourceError:
    """The error for a header that shows that the file is in another encoding than the source says."""
    if is_utf8(encoding):
        return misread(seen.path, seen.gzipped, encoding)
    return really_utf8(seen.path, encoding)


def cells_of(seen: Look, read: Read) -> list[str | None]:
    """The header row of a file, whatever its format."""
    if read.format == "csv":
        return list(delimited.header_row(seen, read))
    if read.format == "xlsx":
        return workbook.header_row(seen.path, read)
    return list(parquet.header_row(seen.path))


def headerless(path: Path, read: Read, count: int) -> tuple[tuple[str, ...], SourceError | None]:
    """Without a header row the columns have the names that the source gives them; only their number can be checked."""
    names = headings(read.names)
    if len(names) == count:
        return names, None
    what = f"The first row has {count} columns, but the source names {len(names)}."
    return names, fault(path, what, "Check --source, and read.names in the source's YAML.")


def repeated(path: Path, header: tuple[str, ...]) -> SourceError | None:
    """Two columns of one name cannot be told apart."""
    names = twice(header)
    if not names:
        return None
    what = f"Two columns have the same name: {listed(names)}."
    return fault(path, what, "Rename one of them in the file, or ask the publisher which is which.")


def no_candidate(seen: Look, known: tuple[Source, ...]) -> SourceError:
    """The error where no layout is published in such a file."""
    if len(known) == 1:
        return needs(seen.path, seen.format, known[0].read.format, known[0].id)
    what = f"The file is {CALLED[seen.format]}, and no known source is published as one."
    return fault(seen.path, what, f"Say which source it is with --source ID, or add one.{hint(known)}")


def unmatched(path: Path, fits: list[Fit], known: tuple[Source, ...]) -> SourceError:
    """The error where no layout fits: the nearest one, and how it differs."""
    best = max(fits, key=lambda one: (one.nearness, one.problem is None))
    troubled = [one for one in fits if one.problem and not (one.missing or one.unknown)]
    if len(known) == 1 and best.problem:
        return best.problem
    if troubled and troubled[0].problem:
        return troubled[0].problem
    if best.nearness < (FAR if len(known) > 1 else TINY):
        what = f"The file has no columns like those of {known[0].id if len(known) == 1 else 'any known source'}"
        columns = f"; its columns are {listed(best.header)}." if best.header else "."
        return fault(path, what + columns, f"Check that it is the right file, or add a source for it.{hint(known)}")
    name = f"{best.source.id}, layout {best.layout.id}"
    what = f"The header fits {'no layout of ' + best.source.id if len(known) == 1 else 'no known source'}. Nearest is "
    todo = "If the publisher changed a column, put it under `columns` or `ignore` in the source's YAML or add a layout"
    aside = "" if len(known) == 1 else "; if it is another source, say which with --source ID"
    return fault(path, f"{what}{name}: {best.differences()}.", f"{todo}{aside}.")


def hint(known: tuple[Source, ...]) -> str:
    """Sources without a header row, which are only found when they are named."""
    names = [s.id for s in known if any(merged(s, layout).header == 0 for layout in s.layouts)]
    return f" Files without a header row need --source: {', '.join(names)}." if names and len(known) > 1 else ""
