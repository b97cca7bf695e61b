"""Write the three made-up publications: `python generate.py FOLDER --rows N --seed S`.

The text of a file depends on nothing but the number of rows and the seed: every choice is cut from
the bits of splitmix64 of the row number. A file is written chunk by chunk and renamed when whole.
Only the second row of each four is ever repeated, only the third repeats, and only the first and the last
are faulty, so that "first kept" has one answer, whichever of the two checks a reader makes first.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute

from labels import CA, FILES, MONTHS, MX, US, File

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Column = Any  # an Arrow array of text; the type stubs refuse much of what Arrow takes
pc: Any = pyarrow.compute

CHUNK = 250_000
IDS = 99_999_989  # a prime: multiplying modulo it shuffles the numbers below it
SHUFFLE = 57_350_917
FIRST, DAYS = date(2019, 1, 1), 2192  # six calendar years
NUMBER, DATE, SUBSTANCE, UNIT, NEGATIVE, ABSURD = range(1, 7)
FAULTS = 6


def words(rows: Ints, salt: int) -> npt.NDArray[np.uint64]:
    """Splitmix64 of each row number: 64 even bits that depend on the row and the salt alone."""
    with np.errstate(over="ignore"):
        z = (rows.astype(np.uint64) + np.uint64(salt)) * np.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        return z ^ (z >> np.uint64(31))


class Dice:
    """Numbers for the rows of a chunk; each throw has its own salt."""

    def __init__(self, rows: Ints, seed: int) -> None:
        """Dice for these rows; `seed` differs between files."""
        self.rows = rows
        self._salt = (seed << 40) % (1 << 64)

    def throw(self, sides: int) -> Ints:
        """A whole number from 0 to sides - 1 for each row."""
        self._salt += 1 << 34
        return (words(self.rows, self._salt) % np.uint64(sides)).astype(np.int64)


def taken(labels: Sequence[str], places: Ints) -> Column:
    """The labels at these places of the list."""
    return pc.take(pa.array(labels), pa.array(places))


@dataclass(frozen=True)
class Chunk:
    """Some rows of a file: their id numbers, which fault each has (0: none), and dice for the rest."""

    ids: Ints
    fault: Ints
    dice: Dice

    def spoil(self, column: Column, fault: int, text: str) -> Column:
        """The column with `text` in the rows that have this fault."""
        return pc.if_else(pa.array(self.fault == fault), text, column)

    def pick(self, labels: Sequence[str]) -> Column:
        """One of the labels for each row."""
        return taken(labels, self.dice.throw(len(labels)))


def chunk(start: int, stop: int, seed: int) -> Chunk:
    """Rows start to stop - 1: 0.5 % are faulty, 0.2 % repeat the id of an earlier row."""
    rows = np.arange(start, stop, dtype=np.int64)
    dice = Dice(rows, seed)
    place, luck, earlier = rows % 4, dice.throw(1000), dice.throw(1 << 62)
    faulty = ((place == 0) | (place == 3)) & (luck < 10)
    repeats = (place == 2) & (luck < 8)
    numbers = np.where(repeats, earlier % np.maximum(rows // 4, 1) * 4 + 1, rows)
    fault = np.where(faulty, dice.throw(FAULTS) + 1, 0)
    return Chunk((numbers * SHUFFLE + seed) % IDS, fault, dice)


def id_text(ids: Ints, prefix: str) -> Column:
    """Eight digits after the prefix."""
    digits = pc.utf8_slice_codeunits(pa.array(ids + 100_000_000).cast(pa.string()), 1)
    return pc.binary_join_element_wise(prefix, digits, "")


def quantity(rows: Chunk, counted: Flags, mark: str) -> Column:
    """Decimal numbers, mostly small, with none to six decimals; whole ones where things are counted."""
    throw = rows.dice.throw
    whole = throw(1 << 40) % np.array([1, 10, 10, 100, 100, 1000, 1000, 5000])[throw(8)]
    tails = ["", *(f"{mark}{n:0{width}}" for width in (1, 2, 3) for n in range(10**width))]
    start = np.array([0, 1, 11, 111])[throw(4)]
    tail = start + throw(1 << 40) % np.maximum(start - start // 10, 1)
    more = ["", *(f"{n:03}" for n in range(1000))]
    long = np.where((start == 111) & (throw(2) == 1), throw(1000) + 1, 0)
    text = pc.binary_join_element_wise(
        pa.array(whole + counted).cast(pa.string()),
        taken(tails, np.where(counted, 0, tail)),
        taken(more, np.where(counted, 0, long)),
        "",
    )
    text = rows.spoil(text, NUMBER, f"12{mark}5 approx.")
    text = rows.spoil(text, ABSURD, "99999999999")
    text = pc.if_else(pa.array(rows.fault == NEGATIVE), pc.binary_join_element_wise("-1", text, ""), text)
    if mark != ",":
        return text
    return pc.if_else(pc.match_substring(text, mark), pc.binary_join_element_wise('"', text, '"', ""), text)


def units(rows: Chunk, labels: Sequence[str], counted: str) -> tuple[Column, Flags]:
    """A unit for each row, and whether it counts things; one label may stand in the list several times."""
    text = rows.pick(labels)
    flags = np.asarray(pc.equal(text, counted).to_numpy(zero_copy_only=False), dtype=np.bool_)
    return rows.spoil(text, UNIT, "crate"), flags


def days(rows: Chunk, form: str, impossible: str) -> Column:
    """A day for each row, in the publisher's form."""
    labels = [(FIRST + timedelta(days=n)).strftime(form) for n in range(DAYS)]
    return rows.spoil(rows.pick(labels), DATE, impossible)


def us(rows: Chunk) -> list[Column]:
    """Fiscal year and month, the office, pounds and dosage units."""
    place = rows.pick(tuple(US.places))
    unit, counted = units(rows, ("lb", "lb", "lb", "dosage units"), "dosage units")
    return [
        id_text(rows.ids, ""),
        rows.pick([str(year) for year in range(2019, 2025)]),
        rows.spoil(rows.pick(MONTHS), DATE, "M13"),
        pc.if_else(pc.ends_with(place, "SECTOR"), "USBP", "OFO"),
        place,
        rows.spoil(rows.pick(tuple(US.substances)), SUBSTANCE, "Substance X"),
        pa.array(rows.dice.throw(3) + 1).cast(pa.string()),
        quantity(rows, counted, "."),
        unit,
    ]


def mx(rows: Chunk) -> list[Column]:
    """Day first, the state, kilos, grams, litres and pills."""
    unit, counted = units(rows, ("kg", "kg", "kg", "g", "g", "l", "pastillas"), "pastillas")
    return [
        id_text(rows.ids, "A"),
        days(rows, "%d/%m/%Y", "31/02/2021"),
        rows.pick(tuple(MX.places)),
        rows.pick(tuple(MX.agencies)),
        rows.spoil(rows.pick(tuple(MX.substances)), SUBSTANCE, "sustancia X"),
        quantity(rows, counted, "."),
        unit,
    ]


def ca(rows: Chunk) -> list[Column]:
    """ISO days, bilingual labels, grams with a decimal comma."""
    unit, counted = units(rows, ("g", "g", "g", "units"), "units")
    return [
        id_text(rows.ids, ""),
        days(rows, "%Y-%m-%d", "2021-02-30"),
        rows.pick(tuple(CA.places)),
        rows.pick(tuple(CA.agencies)),
        rows.spoil(rows.pick(tuple(CA.substances)), SUBSTANCE, "Substance X / Substance X"),
        quantity(rows, counted, ","),
        unit,
    ]


@dataclass(frozen=True)
class Layout:
    """How one file is written."""

    file: File
    header: tuple[str, ...]
    delimiter: str
    columns: Callable[[Chunk], list[Column]]


LAYOUTS = (
    Layout(US, ("Seizure ID", "FY", "Month (abbv)", "Component", "Area of Responsibility", "Drug Type",
                "Count of Event", "Sum Qty", "Unit"), ",", us),
    Layout(MX, ("folio", "fecha", "entidad", "dependencia", "sustancia", "cantidad", "unidad"), ";", mx),
    Layout(CA, ("id", "date", "province", "agency / organisme", "drug / drogue", "quantity / quantité",
                "unit / unité"), ",", ca),
)  # fmt: skip


def lines(layout: Layout, rows: Chunk) -> memoryview:
    """The rows as text; only a decimal comma needs quotes, and `quantity` has put them there."""
    text = pc.binary_join_element_wise(*layout.columns(rows), layout.delimiter)
    text = pc.binary_join_element_wise(text, "\n", "")
    return memoryview(text.buffers()[2])  # an Arrow text column is its values end to end


def write(layout: Layout, path: Path, rows: int, seed: int) -> None:
    """Write one file whole, or not at all."""
    unfinished = path.with_suffix(".part")
    with unfinished.open("wb") as out:
        out.write((layout.delimiter.join(layout.header) + "\n").encode())
        for start in range(0, rows, CHUNK):
            out.write(lines(layout, chunk(start, min(start + CHUNK, rows), seed)))
    unfinished.replace(path)


def generate(folder: Path, rows: int, seed: int) -> list[Path]:
    """The three files, `rows` in all; those that are there already are left as they are."""
    folder.mkdir(parents=True, exist_ok=True)
    shares = sum(file.share for file in FILES)
    paths = []
    for number, layout in enumerate(LAYOUTS):
        path = folder / f"{layout.file.source}.csv"
        if not path.exists():
            write(layout, path, rows * layout.file.share // shares, seed * len(LAYOUTS) + number)
        paths.append(path)
    return paths


def main() -> None:
    """Read the command line and write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    for path in generate(asked.folder, asked.rows, asked.seed):
        print(path)


if __name__ == "__main__":
    main()
