"""A workspace is a folder with tercet.toml; what is wrong with one is said with the file, the key and the remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from tercet.errors import TercetError, WorkspaceError
from tercet.ledger.ledger import Ledger
from tercet.settings import FILE, Settings, create, find


def written(folder: Path, text: str) -> Path:
    """A workspace whose settings are these words."""
    (folder / FILE).write_text(text, "utf-8")
    return folder


def test_a_new_workspace_can_be_opened(tmp_path: Path) -> None:
    """What `tercet init` makes is what every other verb opens, and its settings are those of the template."""
    made = create(tmp_path / "new" / "deep")
    assert find(made.folder) == made == Settings(tmp_path / "new" / "deep")
    assert (made.folder / "catalog").is_dir() and made.ledger.is_dir()
    assert (made.engine, made.audience, made.threads) == ("duckdb", "internal", None)


def test_a_workspace_is_never_made_over_another(tmp_path: Path) -> None:
    """`tercet init` in a workspace changes nothing in it."""
    create(tmp_path)
    written(tmp_path, 'audience = "public"')
    with pytest.raises(WorkspaceError, match=r"is a workspace already .* Nothing was changed"):
        create(tmp_path)
    assert find(tmp_path).audience == "public"


def test_a_workspace_beside_other_files_leaves_them(tmp_path: Path) -> None:
    """A folder that already holds files can become a workspace; the files stay."""
    (tmp_path / "catalog").mkdir()
    (tmp_path / "catalog" / "mine.txt").write_text("mine", "utf-8")
    create(tmp_path)
    assert (tmp_path / "catalog" / "mine.txt").read_text("utf-8") == "mine"


def test_a_file_cannot_become_a_workspace(tmp_path: Path) -> None:
    """Where a file stands in the way, the message names it."""
    (tmp_path / "file").write_text("x", "utf-8")
    with pytest.raises(WorkspaceError, match="file: cannot make a workspace here"):
        create(tmp_path / "file")


def test_a_folder_without_settings_is_no_workspace(tmp_path: Path) -> None:
    """The message names the folder in full, and the verb that makes a workspace of it."""
    with pytest.raises(WorkspaceError) as error:
        find(tmp_path)
    assert str(tmp_path) in str(error.value) and "tercet init" in str(error.value)


def test_the_folder_that_is_named_goes_before_the_one_of_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """-w names the workspace; else TERCET_WORKSPACE does; else it is the folder one stands in."""
    folders = {name: create(tmp_path / name).folder for name in ("named", "environment", "here")}
    monkeypatch.chdir(folders["here"])
    assert find(None).folder.resolve() == folders["here"]
    monkeypatch.setenv("TERCET_WORKSPACE", str(folders["environment"]))
    assert find(None).folder == folders["environment"]
    assert find(folders["named"]).folder == folders["named"]
    monkeypatch.setenv("TERCET_WORKSPACE", "")
    assert find(None).folder.resolve() == folders["here"]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ('audiance = "public"', ["audiance", "Settings: audience, engine, memory, threads"]),
        ("threads = 'two'", ["threads should be int", "'two'"]),
        ("threads = true", ["threads"]),
        ("threads = -1", ["threads"]),
        ("memory = 640", ["memory should be str", "640"]),
        ("[memory]\nlimit = 1", ["memory should be str"]),
        ('engine = "spark"', ["engine 'spark' is not built in yet", 'engine = "duckdb"']),
        ("memory = 640MB", ["not valid TOML", "line 1"]),
        ('engine = "duckdb"\n\n[[\n', ["not valid TOML", "line 3"]),
        ('engine = "duckdb"\nengine = "duckdb"\n', ["not valid TOML", "line 2"]),
    ],
)
def test_a_wrong_setting_is_said_with_file_and_key(tmp_path: Path, text: str, parts: list[str]) -> None:
    """Whoever mistypes a setting reads which file, which key, and what it may be."""
    with pytest.raises(WorkspaceError) as error:
        find(written(tmp_path, text))
    message = str(error.value)
    assert message.startswith(str(tmp_path / FILE)), message
    assert all(part in message for part in parts), message


def test_settings_that_are_not_text_are_said(tmp_path: Path) -> None:
    """A settings file in another encoding is named, too."""
    (tmp_path / FILE).write_bytes(b'audience = "p\xfablico"')
    with pytest.raises(WorkspaceError, match="tercet.toml: not valid TOML"):
        find(tmp_path)


def test_settings_that_cannot_be_read_are_said(tmp_path: Path) -> None:
    """A folder in the place of the settings file is no workspace."""
    (tmp_path / FILE).mkdir()
    with pytest.raises(WorkspaceError, match="is not a workspace"):
        find(tmp_path)


@pytest.mark.parametrize("memory", ["lots", ""])
def test_a_memory_that_is_no_size_is_said_with_file_and_key(tmp_path: Path, memory: str) -> None:
    """An amount of memory that the engine does not know is a wrong setting, not a fault of the engine."""
    create(tmp_path)
    with pytest.raises(TercetError) as error:
        Ledger(find(written(tmp_path, f'memory = "{memory}"'))).engine  # noqa: B018 (opens the engine)
    assert FILE in str(error.value) and "memory" in str(error.value)


def test_an_empty_settings_file_has_the_usual_settings(tmp_path: Path) -> None:
    """Whatever is not set is as `tercet init` sets it."""
    assert find(written(tmp_path, "")) == Settings(tmp_path)


def test_the_settings_reach_the_engine(tmp_path: Path) -> None:
    """Threads and memory are those of the settings, so that a partner can bound what Tercet takes of a machine."""
    create(tmp_path)
    ledger = Ledger(find(written(tmp_path, 'threads = 1\nmemory = "300MB"')))
    assert ledger.engine.run("SELECT current_setting('threads')") == [(1,)]
    assert ledger.engine.run("SELECT current_setting('memory_limit')")[0][0].startswith("286")
