"""The tables of an edition: at a glance, what may be compared, what was put aside, which files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from tercet.edition import walk
from tercet.edition.content import Content, File, Headline, PutAside
from tercet.edition.figures import title
from tercet.edition.findings import HUGE, SAME, short
from tercet.edition.front import Front
from tercet.edition.points import latest, points, year_before
from tercet.edition.reasons import Reason, reasons
from tercet.edition.verdicts import Chip, chip
from tercet.edition.words import Words

MARKS = {"comparable": "✓", "comparable with conversion": "⇄", "not comparable": "≠"}


@dataclass(frozen=True, slots=True)
class Glance:
    """One cell at a glance: the value with its period, its change and the command behind it; or the kind of gap."""

    id: str
    area: str
    value: str = ""
    period: str = ""
    change: str = ""
    gap: str = ""
    trend: Chip | None = None
    walk: str = ""


@dataclass(frozen=True, slots=True)
class Verdict(Chip):
    """Whether two areas may be compared: a chip, with the pair, the reasons, the common ground and the command."""

    areas: tuple[str, str]
    pair: str
    reasons: tuple[Reason, ...]
    ground: str
    walk: str


@dataclass(frozen=True, slots=True)
class Row:
    """One measure in a table of measures."""

    id: str
    title: str
    unit: str
    glances: tuple[Glance, ...] = ()
    verdicts: tuple[Verdict, ...] = ()


def at_a_glance(content: Content, front: Front, words: Words) -> list[Row]:
    """Latest value by measure and area."""
    return [
        Row(
            one.measure.id,
            title(one, words),
            words.unit(one.measure.unit),
            glances=tuple(_glance(content, one, area, words) for area in front.areas),
        )
        for one in content.headlines
    ]


def _glance(content: Content, headline: Headline, area: str, words: Words) -> Glance:
    name = words.area(area)
    for series in headline.series:
        line = points(series.answer)
        end = latest(line)
        if series.area == area and end is not None and end.value is not None:
            before = year_before(line, end)
            change = _change(end.value, before.value, words) if before and before.value else ""
            going = chip(series.trend["verdict"], words) if series.trend else None
            call = walk.explain(content, headline, area, end.period)
            said = (words.number(end.value), short(end, headline.freq, words), change)
            return Glance(area, name, *said, trend=going, walk=call)
    gap = next((one.gap for one in headline.absent if one.area == area), None)
    return Glance(area, name, gap=words.code("gap", gap) if gap else words("missing"))


def _change(value: Decimal, before: Decimal, words: Words) -> str:
    change = (value / before - 1) * 100
    if abs(change) < SAME:
        return words("change_same")
    if change > HUGE:
        return words("change_times", times=words.number(round(value / before, 1)))
    return words("change_more" if change > 0 else "change_less", percent=words.percent(abs(change)))


def comparability(content: Content, front: Front, words: Words) -> list[Row]:
    """Verdicts by measure and pair."""
    return [
        Row(
            one.measure.id,
            title(one, words),
            words.unit(one.measure.unit),
            verdicts=tuple(_verdicts(content, one, front, words)),
        )
        for one in content.headlines
    ]


def pairs(front: Front, words: Words) -> list[str]:
    """The headings of the pairs."""
    return [words("pair", a=words.area(a), b=words.area(b)) for a, b in combinations(front.areas, 2)]


def _verdicts(content: Content, headline: Headline, front: Front, words: Words) -> Iterator[Verdict]:
    found = {frozenset((row["a"], row["b"])): row for row in headline.comparison.records()}
    for (a, b), pair in zip(combinations(front.areas, 2), pairs(front, words), strict=True):
        row = found[frozenset((a, b))]
        word = str(row["verdict"])
        found_reasons = reasons([row], front.areas, words)
        key = f"verdict_{word.replace(' ', '_')}"
        first, _, last = str(row["window"]).partition(" to ")
        freqs = ", ".join(words.code("freq", one) for one in str(row["freq"]).split(", "))
        ground = words("common_ground", freqs=freqs, window=words("first_last", first=first, last=last))
        yield Verdict(
            words(key) if key in words.texts else _gap(word, words),
            MARKS.get(word, "○"),
            word.replace(" ", "-") if word in MARKS else "no-data",
            (a, b),
            pair,
            (*found_reasons.differing, *found_reasons.agreed),
            ground if row["window"] else words("no_common_ground"),
            walk.compare(content, headline, (a, b)),
        )


def _gap(word: str, words: Words) -> str:
    """The verdict on a pair without data is the kind of gap; it comes in English, and is said in this language."""
    codes = words.catalog.codelists["gap"].codes if "gap" in words.catalog.codelists else {}
    return next((words.name(code.names) for code in codes.values() if code.names.en == word), word)


@dataclass(frozen=True, slots=True)
class Aside:
    """Rows put aside, in words."""

    file: str
    reason: str
    rows: str
    example: str


def asides(found: Sequence[PutAside], words: Words) -> list[Aside]:
    """Rows put aside by file and reason."""
    return [
        Aside(
            one.file,
            words.code("reason", one.reason),
            words.number(one.rows),
            _example(one, words),
        )
        for one in found
    ]


def _example(one: PutAside, words: Words) -> str:
    """The row, and the text that was wrong in it; a repeated row is not wrong by itself."""
    row = words.number(one.row)
    if not one.field:
        return words("example_row", row=row)
    if not one.text:
        return words("example_empty", row=row, field=one.field)
    return words("example_text", row=row, field=one.field, text=one.text)


@dataclass(frozen=True, slots=True)
class Origin:
    """A file, in words."""

    name: str
    publisher: str
    title: str
    received: str
    covers: str
    counts: tuple[str, ...]
    sha256: str


def origins(files: Sequence[File], words: Words) -> list[Origin]:
    """The files in force."""
    return [
        Origin(
            one.name,
            words.name(one.source.publisher),
            words.name(one.source.names),
            words.day(one.received),
            words("span", first=words.month(one.first), last=words.month(one.last)) if one.first and one.last else "",
            _counts(one, words),
            one.sha256,
        )
        for one in files
    ]


def _counts(file: File, words: Words) -> tuple[str, ...]:
    """How many rows came in and what became of them, where that may be told."""
    found = (file.rows_in, file.accepted, file.rejected, file.repeated)
    return tuple(words.code("gap", "withheld") if one is None else words.number(one) for one in found)
