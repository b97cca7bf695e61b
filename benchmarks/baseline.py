"""What the baselines share: their two verbs and the names of what they write."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

OUTCOMES = ("records", "rejected", "repeated")
SUMS = ("mass", "volume", "units", "events")
MILLION = 1_000_000


def run(about: str, ingest: Callable[[Path, Path], None], measures: Callable[[Path, Sequence[str]], None]) -> None:
    """Read the command line, `ingest DATA OUT` or `measures OUT SUM...`, and do it."""
    parser = argparse.ArgumentParser(description=about)
    verbs = parser.add_subparsers(dest="verb", required=True)
    reading = verbs.add_parser("ingest", help="read the three files and write Parquet")
    reading.add_argument("data", type=Path)
    reading.add_argument("out", type=Path)
    asking = verbs.add_parser("measures", help="monthly sums of that Parquet, as CSV")
    asking.add_argument("out", type=Path)
    asking.add_argument("sums", nargs="+", choices=SUMS)
    asked = parser.parse_args()
    if asked.verb == "ingest":
        for outcome in OUTCOMES:
            (asked.out / outcome).mkdir(parents=True, exist_ok=True)
        ingest(asked.data, asked.out)
    else:
        measures(asked.out, asked.sums)
