"""What an edition over many records costs: `python benchmarks/edition/run.py --rows 10_000_000`.

Makes the benchmark's files, reads them into a workspace, and builds an edition in three languages twice, each time in
a process of its own. The second build finds everything as it is.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from meter import measured  # noqa: E402 - the folder above is not a package


def main() -> None:
    """Make, read, build, build again; print seconds and the most memory held."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=lambda text: int(text.replace("_", "")), default=10_000_000)
    parser.add_argument("--folder", type=Path, default=Path(".bench/edition"))
    chosen = parser.parse_args()
    chosen.folder = chosen.folder.resolve()
    shutil.rmtree(chosen.folder, ignore_errors=True)
    chosen.folder.mkdir(parents=True)
    data, ws, out = (chosen.folder / name for name in ("data", "ws", "edition"))
    generate = [sys.executable, str(HERE.parent / "generate.py"), str(data), "--rows", str(chosen.rows), "--seed", "1"]
    tercet = [sys.executable, "-m", "tercet"]
    measured(generate, chosen.folder)
    measured([*tercet, "init", str(ws)], chosen.folder)
    shutil.copytree(HERE.parent / "catalog", ws / "catalog", dirs_exist_ok=True)
    files = [str(path) for path in sorted(data.glob("*.csv"))]
    measured([*tercet, "ingest", *files, "--received", "2026-01-10", "-w", str(ws)], chosen.folder)
    build = [*tercet, "build", "-w", str(ws), "-o", str(out), "--lang", "en,es,fr"]
    for name in ("edition in three languages", "the same again"):
        cost, _ = measured(build, chosen.folder)
        print(f"{name}: {cost.wall:.1f} s, {cost.peak:.0f} MiB")


if __name__ == "__main__":
    main()
