"""A file's header against a layout: what is missing, what is unknown, and how near the two are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from tercet.catalog.descriptor import Layout, Read, Source
from tercet.errors import SourceError
from tercet.sources.faults import listed
from tercet.sources.header import spelled


@dataclass(frozen=True)
class Fit:
    """One layout of one source, held against a file.

    `problem` is why the header could not be read in the way that the source says.
    """

    source: Source
    layout: Layout
    read: Read
    header: tuple[str, ...]
    missing: tuple[str, ...]
    unknown: tuple[str, ...]
    problem: SourceError | None = None

    @property
    def fits(self) -> bool:
        """Whether the file is in this layout."""
        return not (self.missing or self.unknown or self.problem)

    @property
    def open(self) -> bool:
        """Whether the layout takes columns that it does not name."""
        return takes_others(self.layout)

    @property
    def looseness(self) -> tuple[bool, int]:
        """How much the layout left open; the least loose of those that fit is the right one."""
        return self.open, len(set(self.layout.optional) - set(self.header))

    @property
    def nearness(self) -> float:
        """The share of columns that file and layout have in common, whatever their case."""
        ours = {name.lower() for name in self.layout.named}
        theirs = {name.lower() for name in self.header}
        every = ours if self.open else ours | theirs
        return len(ours & theirs) / len(every) if every else 0.0

    def differences(self) -> str:
        """The differences in words, with the spelling that is nearest."""
        parts = []
        if self.missing:
            parts.append(f"missing: {listed([with_near(name, self.unknown) for name in self.missing])}")
        if self.unknown:
            parts.append(f"unknown: {listed(self.unknown)}")
        return "; ".join(parts)


def takes_others(layout: Layout) -> bool:
    """Whether every further column is an observation."""
    return layout.wide is not None and layout.wide.others is not None


def with_near(name: str, candidates: Iterable[str]) -> str:
    """A missing column, and the unknown ones that look like it."""
    spellings = {candidate.lower(): candidate for candidate in candidates}
    near = get_close_matches(name.lower(), spellings, n=1, cutoff=0.6)
    return f"{name} (is it {spellings[near[0]]}?)" if near else name


def fit(source: Source, layout: Layout, read: Read, header: tuple[str, ...], problem: SourceError | None) -> Fit:
    """Hold a header against a layout; a name in the layout wins over its spelling in the file."""
    ours = {spelled(name): name for name in layout.named}
    theirs = tuple(ours.get(name, name) for name in header)
    spare = {*layout.optional, *(layout.wide.except_ if layout.wide else ())}
    missing = [name for name in in_order(layout) if name not in {*theirs, *spare}]
    unknown = [] if takes_others(layout) else [name for name in theirs if name not in layout.named]
    return Fit(source, layout, read, theirs, tuple(missing), tuple(unknown), problem)


def in_order(layout: Layout) -> list[str]:
    """The columns that a layout names, in the order of its file."""
    wide = layout.wide
    named = (*layout.columns, *layout.ignore, *(wide.columns if wide else ()))
    return list(dict.fromkeys(named))
