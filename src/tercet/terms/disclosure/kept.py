"""The editions that an audience has, with the values behind what was held back from it.

One file per edition, in the order in which they were made, inside the house. Made again from the same figures, an
edition keeps its place, so that it comes out the same whatever was made since.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from tercet.errors import TermsError
from tercet.terms.disclosure.model import Cell, Edition, Key, Relation, in_order


def kept(folder: Path) -> tuple[Edition, ...]:
    """Every edition that was kept in a folder, the oldest first; none where there is no folder yet."""
    return tuple(_read(path) for path in sorted(folder.glob("*.json")))


def before(editions: Sequence[Edition], cells: Sequence[Cell], relations: Sequence[Relation]) -> tuple[Edition, ...]:
    """The editions that an edition of these figures has to reckon with: those made before it was made first."""
    same = (at for at, one in enumerate(editions) if set(one.cells) == set(cells) and one.relations == tuple(relations))
    return tuple(editions[: next(same, len(editions))])


def keep(folder: Path, edition: Edition) -> None:
    """Remember an edition. One with the same figures that are held back in the same way is there already."""
    editions = kept(folder)
    if any((set(one.cells), one.suppressed) == (set(edition.cells), edition.suppressed) for one in editions):
        return
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{len(editions) + 1:06d}.json"
    try:
        with path.open("x", encoding="utf-8") as file:
            json.dump(_to_json(edition), file, ensure_ascii=False, indent=1)
    except FileExistsError:  # two builds at once know nothing of one another
        raise TermsError(f"{path}: another edition for this audience is being made. Build again.") from None


def _to_json(edition: Edition) -> dict[str, Any]:
    """An edition as JSON, with exact numbers as text."""
    keys = in_order(cell.key for cell in edition.cells)
    number = {key: at for at, key in enumerate(keys)}
    cells = {cell.key: cell for cell in edition.cells}
    return {
        "name": edition.name,
        "cells": [[_pairs(key), *_figure(cells[key]), key in edition.suppressed] for key in keys],
        "sums": [[number[one.total], [number[part] for part in one.parts]] for one in edition.relations],
    }


def _pairs(key: Key) -> list[list[str]] | str:
    return key if isinstance(key, str) else [list(pair) for pair in key]


def _figure(cell: Cell) -> tuple[str, str, int | None, bool, bool]:
    kind = "whole" if isinstance(cell.value, int) else "decimal"
    return kind, str(cell.value), cell.contributors, cell.released, cell.counted


def _read(path: Path) -> Edition:
    """An edition from its file."""
    try:
        found = json.loads(path.read_text("utf-8"))
        cells = [_cell(row) for row in found["cells"]]
        return Edition(
            str(found["name"]),
            tuple(cells),
            tuple(Relation(cells[total].key, tuple(cells[at].key for at in parts)) for total, parts in found["sums"]),
            frozenset(cell.key for cell, row in zip(cells, found["cells"], strict=True) if row[-1]),
        )
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise TermsError(
            f"{path}: what an earlier edition held back cannot be read ({error}), so the next one could give it away. "
            "Restore the file from a backup."
        ) from None


def _cell(row: Sequence[Any]) -> Cell:
    pairs, kind, value, contributors, released, counted, _ = row
    key: Key = pairs if isinstance(pairs, str) else tuple((name, code) for name, code in pairs)
    return Cell(key, int(value) if kind == "whole" else Decimal(value), contributors, released, counted)
