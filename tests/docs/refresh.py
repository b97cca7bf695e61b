"""Put what Tercet really shows into the pages: `python -m tests.docs.refresh [PAGE...]`, then look at `git diff`.

A step whose output still fits what the page says, `...` included, is left as it is.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.docs.pages import alike, pages, refreshed
from tests.docs.reader import follow
from tests.docs.worlds import make_demo, prepare


def refresh(page: Path, demo: Path, folder: Path) -> list[str]:
    """Follow a page and write what was shown into it; returns what was typed where it differed."""
    text = page.read_text("utf-8")
    prepare(text, demo, folder)
    shown, changed = {}, []
    for seen in follow(text, folder):
        if not alike(seen.step.shown, seen.shown):
            shown[seen.block, seen.at] = seen.shown.strip("\n")
            changed.append(seen.step.typed)
    page.write_text(refreshed(text, shown), "utf-8")
    return changed


def main(names: list[str]) -> int:
    """Refresh the pages named, or all."""
    chosen = [Path(name).resolve() for name in names] or pages()
    with tempfile.TemporaryDirectory() as folder:
        demo = make_demo(Path(folder) / "demo")
        for number, page in enumerate(chosen):
            changed = refresh(page, demo, Path(folder) / str(number))
            if changed:
                sys.stdout.write(f"{page}\n" + "".join(f"  {typed}\n" for typed in changed))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
