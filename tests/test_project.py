"""The project keeps its own promises: nothing machine-specific, one version, every package pinned by hash."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import tercet

ROOT = Path(__file__).parents[1]

# Written with one-letter classes, so that this file does not find itself.
MACHINE_PATH = re.compile(r"(?<![\w./>}-])/(?:tmp|home|root|work|opt|Users)[/]\w|\b[A-Z]:\\[Uu]sers\b")
PACKAGE_INDEX = re.compile(r"(?<!no-emit-)(?:inde[x]-url|find-link[s])|python[h]osted|pyp[i]\.\w", re.IGNORECASE)


def texts() -> Iterator[tuple[Path, str]]:
    """Every text file that git keeps, or would keep if all were added."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("not a checkout with git")
    listed = subprocess.run(
        [git, "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, check=True
    )
    for name in filter(None, listed.stdout.split(b"\0")):
        path = ROOT / name.decode()
        content = path.read_bytes() if path.is_file() else b""
        if b"\0" not in content:
            yield path.relative_to(ROOT), content.decode("utf-8", errors="replace")


def findings(pattern: re.Pattern[str]) -> list[str]:
    """Where the pattern occurs, as file:line: text."""
    return [
        f"{path}:{number}: {line.strip()[:120]}"
        for path, text in texts()
        for number, line in enumerate(text.splitlines(), start=1)
        if pattern.search(line)
    ]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("open('/" + "tmp/x.csv')", True),
        ("see /" + "home/ana/files", True),
        ("https://example.org/" + "home/page", False),
        ("the work/home balance", False),
    ],
)
def test_a_machine_path_is_told_from_an_address(line: str, found: bool) -> None:
    """A path on one person's machine is not the same as a path on the web."""
    assert bool(MACHINE_PATH.search(line)) is found


def test_no_file_names_a_folder_of_one_machine() -> None:
    """What works on one machine only is of no use to a partner."""
    assert findings(MACHINE_PATH) == []


def test_no_file_names_a_package_index() -> None:
    """Each partner installs from its own mirror, so no file says where packages come from."""
    assert findings(PACKAGE_INDEX) == []


def test_the_changelog_opens_with_the_version_of_the_package() -> None:
    """A user who reads the changelog first reads about the version that is installed."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert "version" in project["project"]["dynamic"]
    assert ROOT / project["tool"]["hatch"]["version"]["path"] == Path(tercet.__file__).with_name("version.py")
    versions = re.findall(r"^## \[(.+?)\]", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert versions[0] == tercet.__version__


def test_every_pin_has_a_hash_and_no_host() -> None:
    """A package that is not byte for byte the reviewed one is not installed, wherever it comes from."""
    lock = (ROOT / "requirements.lock").read_text("utf-8").replace("\\\n", " ")
    pins = [line for line in lock.splitlines() if line and not line.startswith("#")]
    pinned = re.compile(r"[a-z0-9.\-]+==\S+ (?: *; [^#@]+?)?(?: +--hash=sha256:[0-9a-f]{64})+")
    assert pins
    assert [pin[:60] for pin in pins if not pinned.fullmatch(pin)] == []


def test_every_dependency_is_pinned() -> None:
    """The lock is made from what the project asks for, the build included."""
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    extras = asked["project"]["optional-dependencies"].values()
    wanted = [*asked["build-system"]["requires"], *asked["project"]["dependencies"], *(d for e in extras for d in e)]
    names = {re.split(r"[\[<>=~! ]", want)[0].lower() for want in wanted} - {"tercet"}
    pinned = set(re.findall(r"^([a-z0-9.\-]+)==", (ROOT / "requirements.lock").read_text("utf-8"), re.MULTILINE))
    assert names <= pinned
