"""What every test can ask for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parents[1]
SHARED_DATA = Path(os.environ.get("TERCET_SHARED_DATA") or ROOT.parent / "shared" / "data")
ABSENT = pytest.mark.skip(reason=f"no publishers' files in {SHARED_DATA}; TERCET_SHARED_DATA can name another folder")

# The tests keep every core busy by themselves. Threads of linear algebra would only wait for each other, which takes as
# long again as the work; this has to be said before anything loads numpy.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# An example that opens an engine for the first time is slow, and right.
settings.register_profile("tercet", deadline=None)
settings.load_profile("tercet")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that asks for publishers' files is `real`; where there are none, `real` tests are skipped."""
    for item in items:
        if "shared_data" in getattr(item, "fixturenames", ()):
            item.add_marker("real")
        if item.get_closest_marker("real") and not SHARED_DATA.is_dir():
            item.add_marker(ABSENT)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of publishers' files, which are never part of the repository."""
    return SHARED_DATA
