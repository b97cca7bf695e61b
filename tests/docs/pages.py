"""The pages of the documentation, taken apart: what a reader types, what is shown, and the files that a reader makes.

A page is Markdown. Four kinds of fenced block are run, in the order of the page:

- `console`: lines that begin with `$ ` are typed, the lines after each are what is shown;
- `python` with `>>>` lines: typed at a Python prompt, with what is shown below;
- any block with `file=PATH` after its language: the reader saves it (`encoding=...` where it is not UTF-8,
  `append` where it goes at the end of a file that is there already);
- `sh`: typed on the reader's own machine (installing, make): not run here.

A line `...` in what is shown stands for any lines. Ids of batches are compared by their form only, because they
change with every definition.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

ROOT = Path(__file__).parents[2]
FENCE = re.compile(r"^```(?P<language>[a-z]+)(?P<rest>[^\n]*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
BATCH = re.compile(r"\b[0-9a-f]{16}\b")
ANY = "..."


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that a reader types, and what is shown."""

    typed: str
    shown: str


@dataclass(frozen=True, slots=True)
class Block:
    """One fenced block of a page: where it stands, its language, the words after it, and its text."""

    start: int
    end: int
    language: str
    words: tuple[str, ...]
    text: str

    @property
    def options(self) -> dict[str, str]:
        """The words after the language as names and values; a word alone is a name without value."""
        return {name: value for name, _, value in (word.partition("=") for word in self.words)}

    @property
    def steps(self) -> tuple[Step, ...]:
        """What is typed and shown, for a block that is run."""
        if self.language == "console":
            return tuple(_steps(self.text, "$ ", "> "))
        if self.language == "python" and ">>> " in self.text:
            return tuple(_steps(self.text, ">>> ", "... "))
        return ()


def pages() -> list[Path]:
    """Every page that is written by hand; the reference is generated."""
    docs = sorted((ROOT / "docs").rglob("*.md"))
    return [ROOT / "README.md", *(page for page in docs if page.parent.name != "reference")]


def blocks(text: str) -> list[Block]:
    """Every fenced block of a page, in order."""
    return [
        Block(*found.span("text"), found["language"], tuple(found["rest"].split()), found["text"])
        for found in FENCE.finditer(text)
    ]


def alike(expected: str, shown: str) -> bool:
    r"""Whether what is shown is what the page says: `...` stands for any lines, an id of a batch for any other.

    >>> alike("a\n...\nb", "a\nx\ny\nb"), alike("a 1\n", "a 2\n"), alike("", "a")
    (True, False, False)
    >>> alike("kept 0123456789abcdef", "kept fedcba9876543210")
    True
    """
    pattern = "\n".join(r"(?:.*\n)*?.*" if line.strip() == ANY else re.escape(line) for line in _neutral(expected))
    return re.fullmatch(pattern, "\n".join(_neutral(shown))) is not None


def refreshed(text: str, shown: dict[tuple[int, int], str]) -> str:
    """A page with what was really shown in the place of what it says; `shown` is by block and step."""
    for number, block in reversed(list(enumerate(blocks(text)))):
        steps = [
            replace(step, shown=shown[number, at]) if (number, at) in shown else step
            for at, step in enumerate(block.steps)
        ]
        if steps:
            text = text[: block.start] + "".join(_written(step, block.language) for step in steps) + text[block.end :]
    return text


def _steps(text: str, prompt: str, more: str) -> Iterator[Step]:
    """What is typed after each prompt, and the lines until the next."""
    typed: list[str] = []
    shown: list[str] = []
    for line in text.splitlines():
        if line.startswith(prompt):
            if typed:
                yield Step("\n".join(typed), "\n".join(shown))
            typed, shown = [line.removeprefix(prompt)], []
        elif typed and not shown and (line.startswith(more) or line == more.strip()):
            typed.append(line.removeprefix(more.strip()).removeprefix(" "))
        else:
            shown.append(line)
    if typed:
        yield Step("\n".join(typed), "\n".join(shown))


def _written(step: Step, language: str) -> str:
    """A step as it stands on a page."""
    first, more = ("$ ", "> ") if language == "console" else (">>> ", "... ")
    typed = first + step.typed.replace("\n", f"\n{more}")
    lines = [line.rstrip() for line in typed.splitlines()]
    return "\n".join([*lines, step.shown]).rstrip() + "\n" if step.shown.strip() else "\n".join(lines) + "\n"


def _neutral(text: str) -> list[str]:
    """The lines to be compared: no blanks at the ends, and every id of a batch the same."""
    lines = [BATCH.sub("0" * 16, line.rstrip()) for line in text.strip("\n").splitlines()]
    return lines if lines != [""] else []
