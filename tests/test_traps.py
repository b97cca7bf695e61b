"""Every contradiction that was found in official numbers has a test that bears its number."""

from __future__ import annotations

import re
from pathlib import Path

TESTS = Path(__file__).parent


def test_each_of_the_31_traps_has_a_test() -> None:
    """A trap that nobody tests is a silent choice waiting to be made."""
    named = re.compile(r"^def test_t(\d\d)_", re.MULTILINE)
    found = {number for path in TESTS.rglob("test_*.py") for number in named.findall(path.read_text("utf-8"))}
    assert sorted({f"{number:02}" for number in range(1, 32)} - found) == []
