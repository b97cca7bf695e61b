"""README-SAMPLE.txt: what each file is, when it came, and which faults are planted in it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from textwrap import fill

from tercet.sample.sheet import SampleFile

README = "README-SAMPLE.txt"
WIDTH = 100
INTRODUCTION = """\
SAMPLE DATA: made up for trying Tercet. Not real figures, not of any government. Do not quote them.

The files have the layouts of the publishers that they are named after. Every file is marked: its name begins with
SAMPLE_, and its last line says that it is made up. Tercet keeps sample files out of any workspace with real data.

Try it:
  tercet init try
  cp -r catalog try
  tercet ingest SAMPLE_*.csv -w try
  tercet rejects -w try
  tercet claims SAMPLE-C1 -w try
Two files are refused whole, on purpose; everything else lands. `received` below is the day on which each file is meant
to have come; to ask what was known on a day, ingest a file with --received and that day. catalog/ holds claims and
promises that nobody made, written for --seed 1 --scale 1.
"""


def readme(files: Sequence[SampleFile], seed: int, scale: Decimal | float) -> str:
    """The text of README-SAMPLE.txt."""
    head = f"{INTRODUCTION}\nWritten with --seed {seed} --scale {scale}.\n"
    return "\n".join([head, *(_about(file) for file in files)])


def _about(file: SampleFile) -> str:
    """One file with its faults."""
    lines = [file.name, _wrapped(file.about), f"  received: {file.received}"]
    if file.refused:
        return "\n".join([*lines, _wrapped(f"Planted: the whole file must be refused: {file.refused}."), ""])
    lines.append(f"  source: {file.source}")
    lines.append("  Planted:" if file.faults else "  Planted: nothing; every row must land.")
    for fault in file.faults:
        many = f" ({fault.observations} observations)" if fault.observations > 1 else ""
        lines.append(f"    row {fault.row}: {fault.what} -> put aside as {fault.reason}{many}")
    return "\n".join([*lines, ""])


def _wrapped(text: str) -> str:
    return fill(text, WIDTH, initial_indent="  ", subsequent_indent="  ")
