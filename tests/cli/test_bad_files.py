"""Files that people do hand in: each is refused with its name and what to do, and the good file beside them lands."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.cli.shell import HEADER, Ran, made, many_rows, parquet_files, tercet, totals

from tercet.cli.app import run

HEAD = ",".join(HEADER)
GOOD = "1,2024-03-05,cocaine,1"
TODO = re.compile(r"What to do|Check|Make|Ask|Correct|Save|Download|Say which|Mend|Name")
PAGE = "<!DOCTYPE html>\n<html><body><table><tr><td>1,2024-03-05,cocaine,1</td></tr></table></body></html>\n"


def table(*rows: str, head: str = HEAD) -> bytes:
    """A comma-separated file."""
    return "\n".join([head, *rows, ""]).encode()


def many(row: str, count: int = 3000) -> tuple[str, ...]:
    """So many rows that the odd one after them is beyond any first look at the file."""
    return (row,) * count


TRUNCATED = gzip.compress(table(*(f"{number},2024-03-05,cocaine,{number}" for number in range(200_000))), 1)
FILES: dict[str, bytes] = {
    "empty.csv": b"",
    "blank.csv": b"\n \n\t\n",
    "header_only.csv": table(),
    "web_page.csv": PAGE.encode(),
    "answer.csv": json.dumps({"error": "not found"}).encode(),
    "picture.csv": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8,
    "report.csv": b"%PDF-1.7\n" + bytes(range(256)) * 8,
    "workbook.csv": b"PK\x03\x04" + bytes(range(256)) * 8,
    "cut_early.csv.gz": TRUNCATED[:40],
    "cut_late.csv.gz": TRUNCATED[: len(TRUNCATED) - 1000],
    "damaged.csv.gz": TRUNCATED[: len(TRUNCATED) // 2] + b"xxxxxxxx" + TRUNCATED[len(TRUNCATED) // 2 + 8 :],
    "missing_column.csv": table("1,2024-03-05,cocaine", head="id,day,drug"),
    "unknown_column.csv": table(f"{GOOD},555-1234", head=f"{HEAD},phone"),
    "other_columns.csv": table("a,b", head="colour,taste"),
    "same_column.csv": table(f"{GOOD},2", head=f"{HEAD},amount"),
    "latin_1.csv": table(*many(GOOD), "2,2024-03-05,Coca\u00edna,1").decode().encode("latin-1"),
    "utf_16.csv": table(GOOD).decode().encode("utf-16"),
    "fifty_columns.csv": table(*many(GOOD), ",".join(["9"] * 50), GOOD),
    "short_row.csv": table(*many(GOOD), "2,2024-03-05", GOOD),
    "open_quote.csv": table(*many(GOOD), '2,2024-03-05,"cocaine,1', GOOD),
    "endless_line.csv": table(GOOD, "2,2024-03-05," + "x" * 3_000_000 + ",1"),
    "null_byte.csv": table(GOOD, "2,2024-03-05,moon\0dust,1"),
    "only_bad_rows.csv": table("1,soon,moon dust,many", "2,later,moon dust,few"),
}
STRAYS = {"folder.csv": "folder", "nowhere.csv": "such file"}


@dataclass(frozen=True)
class Heap:
    """A heap of files that were ingested in one go, bad ones and a good one."""

    folder: Path
    ran: Ran

    def message(self, name: str) -> str:
        """What was said of one file."""
        lines = self.ran.err.split("tercet: ")
        (said,) = [line for line in lines if str(self.folder / name) in line or line.startswith(f"{name}:")]
        return said


@pytest.fixture(scope="module")
def heap(tmp_path_factory: pytest.TempPathFactory) -> Heap:
    """All the bad files and a good one, ingested by one command."""
    folder = tmp_path_factory.mktemp("heap")
    made(folder)
    for name, content in FILES.items():
        (folder / name).write_bytes(content)
    (folder / "folder.csv").mkdir()
    many_rows(folder / "good.csv", rows=40)
    names = [*FILES, *STRAYS, "good.csv"]
    return Heap(folder, tercet("ingest", *(folder / name for name in names), "-w", folder, "--format", "json"))


def test_one_bad_file_does_not_stop_the_others(heap: Heap) -> None:
    """The good file lands, the exit code says that not all did, and nothing is left of the others."""
    assert heap.ran.code == 1
    assert [Path(row["file"]).name for row in heap.ran.answer] == ["good.csv"]
    assert len(totals(heap.folder)) == 1
    assert len(parquet_files(heap.folder)) == 2
    assert "Traceback" not in heap.ran.err and "A fault of Tercet" not in heap.ran.err


@pytest.mark.parametrize("name", [*FILES, *STRAYS])
def test_a_bad_file_is_named_with_what_to_do(heap: Heap, name: str) -> None:
    """Whoever handed it in reads which file, what is wrong with it, that nothing changed, and what to do."""
    said = heap.message(name)
    assert "Nothing was changed" in said, said
    assert TODO.search(said.split("Nothing was changed")[1] or said), said
    assert len(said) < 1500, "longer than anybody reads"


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("empty.csv", ["empty"]),
        ("header_only.csv", ["no row of data"]),
        ("web_page.csv", ["HTML"]),
        ("answer.csv", ["JSON"]),
        ("report.csv", ["PDF"]),
        ("cut_late.csv.gz", ["cut off"]),
        ("missing_column.csv", ["missing", "amount", "partner"]),
        ("unknown_column.csv", ["unknown", "phone", "partner"]),
        ("same_column.csv", ["same name", "amount"]),
        ("latin_1.csv", ["utf-8", "latin-1"]),
        ("utf_16.csv", ["UTF-16"]),
        ("fifty_columns.csv", ["line 3002", "columns where the header has 4"]),
        ("short_row.csv", ["line 3002", "2 columns", "4"]),
        ("open_quote.csv", ["quote"]),
        ("only_bad_rows.csv", ["no row could be accepted", "row 2", "moon dust"]),
        ("folder.csv", ["folder"]),
        ("nowhere.csv", ["No such file"]),
    ],
)
def test_the_message_says_what_is_wrong(heap: Heap, name: str, parts: list[str]) -> None:
    """A person can mend the file, or ask for another, with what the message says."""
    said = heap.message(name)
    assert [part for part in parts if part.lower() not in said.lower()] == [], said


@pytest.mark.parametrize("name", ["web_page.csv", "missing_column.csv", "cut_late.csv.gz", "fifty_columns.csv"])
def test_a_bad_file_alone_fails_with_1_and_changes_nothing(
    heap: Heap, tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A script that ingests one file sees by the exit code that it was refused."""
    made(tmp_path)
    assert run(["ingest", str(heap.folder / name), "-w", str(tmp_path)]) == 1
    said = capsys.readouterr()
    assert said.out == "" and name in said.err
    assert totals(tmp_path) == {} and parquet_files(tmp_path) == []


ROWS = {
    "a word for a number": ("2,2024-03-05,cocaine,five", "bad_number"),
    "a number with its unit": ("3,2024-03-05,cocaine,5 kg", "bad_number"),
    "more than the world": ("4,2024-03-05,cocaine,1e30", "out_of_range"),
    "beyond any range": ("5,2024-03-05,cocaine,2000", "implausible"),
    "below nothing": ("6,2024-03-05,cocaine,-1", "implausible"),
    "a day that is not": ("7,2023-02-29,cocaine,1", "bad_date"),
    "a month that is not": ("8,2024-13-01,cocaine,1", "bad_date"),
    "no day": ("9,,cocaine,1", "bad_date"),
    "no id": (",2024-03-05,cocaine,1", "missing_id"),
    "a drug that nobody knows": ("11,2024-03-05,moon dust,1", "unknown_substance"),
    "an id that came before": ("1,2024-03-05,cocaine,1", "repeated_id"),
}


@pytest.fixture(scope="module")
def odd_rows(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], list[dict[str, str]]]:
    """What `tercet rejects` says of each odd row of a file that is good otherwise."""
    folder = tmp_path_factory.mktemp("rows")
    made(folder, ranges={"quantity": {"min": "0", "max": "1000"}})
    (folder / "rows.csv").write_bytes(table(GOOD, *(row for row, _ in ROWS.values())))
    ran = tercet("ingest", folder / "rows.csv", "-w", folder, "--format", "json")
    assert ran.code == 0, ran.err
    assert (ran.answer[0]["accepted"], ran.answer[0]["rejected"], ran.answer[0]["repeated"]) == (1, len(ROWS) - 1, 1)
    rejects = tercet("rejects", ran.answer[0]["batch"][:8], "-w", folder, "--format", "json").answer
    return lambda name: [row for row in rejects if row["row"] == 3 + list(ROWS).index(name)]


@pytest.mark.parametrize("name", ROWS)
def test_an_odd_row_is_among_the_rejects(odd_rows: Callable[[str], list[dict[str, str]]], name: str) -> None:
    """One odd row does not stop a file; the list of rejects says which file, which row, why, and what it said."""
    text, code = ROWS[name]
    (reject,) = odd_rows(name)
    assert reject["reasons"] == code
    assert reject["file"] == "rows.csv" and reject["source"] == "partner"
    assert reject["message"]
    if code != "repeated_id":
        assert json.loads(reject["raw"]) == {
            name: cell or None for name, cell in zip(HEADER, text.split(","), strict=True)
        }


def test_a_null_byte_far_down_a_file_is_one_odd_row(tmp_path: Path) -> None:
    """Damage beyond the first look at a file costs the row that it is in, and no other."""
    own = made(tmp_path)
    rows = [f"{number},2024-03-05,cocaine,1" for number in range(20_000)]
    (tmp_path / "late.csv").write_bytes(table(*rows, "x,2024-03-05,moon\0dust,1", "y,2024-03-05,heroin,1"))
    batch = own.ingest(tmp_path / "late.csv")[0].batch
    assert batch is not None and (batch.accepted, batch.rejected, batch.repeated) == (20_001, 1, 0)
    (reject,) = own.rejects().records()
    assert (reject["row"], reject["reasons"]) == (20_002, "unknown_substance")
