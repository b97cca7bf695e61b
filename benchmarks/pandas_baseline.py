"""What people do today: the same three files with pandas, whole columns at a time, all in memory.

`python pandas_baseline.py ingest DATA OUT`, then `python pandas_baseline.py measures OUT SUM...`. It writes what the
SQL writes, and as exactly: numbers are taken apart as text and put together as whole numbers.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from baseline import MILLION, run
from labels import CA, FILES, MONTHS, MX, US, File

LARGEST = 50_000


def starts_us(raw: pd.DataFrame) -> pd.Series:
    """The first day of the month; fiscal years start in October."""
    month = raw["month"].map({label: number for number, label in enumerate(MONTHS, start=1)}).astype("Int64")
    year = raw["fy"].astype("int64") - (month >= 10).fillna(False).astype("int64")
    text = year.astype(str) + "-" + month.astype(str).str.zfill(2) + "-01"
    return pd.to_datetime(text, format="%Y-%m-%d", errors="coerce")


def starts_mx(raw: pd.DataFrame) -> pd.Series:
    """Day first."""
    return pd.to_datetime(raw["date"], format="%d/%m/%Y", errors="coerce")


def starts_ca(raw: pd.DataFrame) -> pd.Series:
    """ISO days."""
    return pd.to_datetime(raw["date"], format="%Y-%m-%d", errors="coerce")


FORMS: dict[str, tuple[str, str, tuple[str, ...], Callable[[pd.DataFrame], pd.Series]]] = {
    US.source: (
        ",",
        ".",
        ("id", "fy", "month", "agency", "place", "substance", "events", "quantity", "unit"),
        starts_us,
    ),
    MX.source: (";", ".", ("id", "date", "place", "agency", "substance", "quantity", "unit"), starts_mx),
    CA.source: (",", ",", ("id", "date", "place", "agency", "substance", "quantity", "unit"), starts_ca),
}


def millionths(text: pd.Series, mark: str) -> tuple[pd.Series, pd.Series]:
    """The numbers times a million, as whole numbers (0 where the text is no number), and where it is one."""
    valid = text.str.fullmatch(rf"-?\d+(?:\{mark}\d{{1,6}})?")
    parts = text.where(valid, "0").str.partition(mark)
    decimals = parts[2].str.pad(6, side="right", fillchar="0").astype("int64")
    whole = parts[0].astype("int64")
    return whole * MILLION + np.where(parts[0].str.startswith("-"), -1, 1) * decimals, valid


def reasons(fields: pd.DataFrame, valid: pd.Series, scaled: pd.Series) -> pd.Series:
    """Why a row is set aside; missing where it is not."""
    reason = pd.Series(None, index=fields.index, dtype="str")
    for name in ("agency", "place", "unit", "substance", "start"):  # the last that applies stands
        reason = reason.mask(fields[name].isna(), "date" if name == "start" else name)
    reason = reason.mask((scaled < 0) | (scaled > LARGEST * MILLION), "implausible")
    return reason.mask(~valid, "number")


def base_units(scaled: pd.Series, factor: pd.Series) -> pd.Series:
    """Whole base units, half of one rounded up; every factor divides or is divided by a million."""
    part = pd.Series(np.gcd(factor.to_numpy(), MILLION), index=factor.index)
    times, per = factor // part, MILLION // part
    return (scaled * times + per // 2) // per


def parse(raw: pd.DataFrame, file: File, mark: str, starts: Callable[[pd.DataFrame], pd.Series]) -> pd.DataFrame:
    """Typed columns, and a reason for the rows that cannot be kept."""
    fields = pd.DataFrame({"row": np.arange(2, len(raw) + 2), "record_id": raw["id"]})
    fields["area"] = file.country
    fields["place"] = raw["place"].map(file.places).astype("category")
    fields["start"] = starts(raw)
    fields["months"] = np.int16(file is US)
    fields["freq"] = "M" if file is US else "D"
    fields["status"] = "A"
    fields["terms"] = "public"
    fields["agency"] = raw["agency"].map(file.agencies).astype("category")
    fields["substance"] = raw["substance"].map(file.substances).astype("category")
    fields["unit"] = raw["unit"].map({label: unit.code for label, unit in file.units.items()}).astype("category")
    fields["events"] = raw["events"].astype("int64") if "events" in raw else 1
    scaled, valid = millionths(raw["quantity"], mark)
    fields["reason"] = reasons(fields, valid, scaled)
    good = fields["reason"].isna()
    factor = raw["unit"].map({label: unit.factor for label, unit in file.units.items()}).fillna(1).astype("int64")
    base = base_units(scaled.where(good, 0), factor)
    dimension = raw["unit"].map({label: unit.dimension for label, unit in file.units.items()})
    for name in ("mass", "volume", "units"):
        fields[name] = base.astype("Int64").where(good & (dimension == name))
    return fields


def ingest(data: Path, out: Path) -> None:
    """Read the three files, one after the other."""
    for file in FILES:
        delimiter, mark, names, starts = FORMS[file.source]
        raw = pd.read_csv(
            data / f"{file.source}.csv", sep=delimiter, header=0, names=list(names), dtype=str, keep_default_na=False
        )
        fields = parse(raw, file, mark, starts)
        good = fields["reason"].isna()
        rejected = pd.concat([fields.loc[~good, ["row", "reason"]], raw[~good]], axis=1)
        rejected.to_parquet(out / "rejected" / f"{file.source}.parquet", index=False)
        kept = fields[good].drop(columns="reason")
        again = kept.duplicated("record_id")
        kept[again].to_parquet(out / "repeated" / f"{file.source}.parquet", index=False)
        kept[~again].to_parquet(out / "records" / f"{file.source}.parquet", index=False)


def measures(out: Path, sums: Sequence[str]) -> None:
    """Sums per area, month and substance, from the Parquet that `ingest` wrote."""
    keys = ["area", "start", "substance"]
    parts = []
    for file in FILES:
        kept = pd.read_parquet(out / "records" / f"{file.source}.parquet", columns=[*keys, *sums])
        kept["start"] = kept["start"].dt.to_period("M").dt.to_timestamp()
        parts.append(kept.groupby(keys, observed=True)[list(sums)].sum(min_count=1).reset_index())
    table = pd.concat(parts).rename(columns={"start": "month"})
    table.to_csv(sys.stdout, index=False, date_format="%Y-%m-%d")


if __name__ == "__main__":
    run("What people do today, in pandas.", ingest, measures)
