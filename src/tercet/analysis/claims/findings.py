"""What was found about one figure: how it fits, the numbers, and the sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from tercet.analysis.claims.data import Data, Lacking, Value
from tercet.analysis.claims.numbers import shown
from tercet.analysis.claims.wording import Range, admits, same, word_of
from tercet.catalog.load import Catalog
from tercet.catalog.statements import Claim, Figure, Reading
from tercet.catalog.wording import Revision

# How data fit a figure, best first. `unknown` and `absent` decide nothing.
EXACT, WORD, REVISED, OFF, UNKNOWN, ABSENT = "exact", "word", "revised", "off", "unknown", "absent"
ORDER = (EXACT, WORD, REVISED, OFF, UNKNOWN, ABSENT)
FITS = frozenset({EXACT, WORD, REVISED})

Past = Callable[[], Data | None]  # the data as they were on the day of the statement, opened only where needed


@dataclass(frozen=True)
class Finding:
    """One reading of one figure against the data, or one computation.

    `why` is the sentence, `brief` the same in a few words, `ground` what holds for several findings alike, `publisher`
    whose series it is.
    """

    fit: str
    decides: bool
    found: str
    why: str
    brief: str = ""
    publisher: str | None = None
    rule: str = ""
    flips: str = ""
    ground: str = ""


@dataclass(frozen=True)
class Test:
    """One figure with what it admits."""

    figure: Figure
    claim: Claim
    exact: bool
    range: Range
    catalog: Catalog
    made: frozenset[str]  # the claims that had been made by the day asked for

    __test__ = False  # not a test of pytest

    @classmethod
    def of(cls, figure: Figure, claim: Claim, catalog: Catalog, made: Iterable[str]) -> Test:
        """The test that a figure has to pass."""
        word = word_of(catalog, figure.word)
        range_ = admits(word, figure.value, figure.unit)
        return cls(figure, claim, word.exact, range_, catalog, frozenset(made))

    @property
    def said(self) -> str:
        """The figure as it was said."""
        return said(self.figure)

    @property
    def admitted(self) -> str:
        """The range in words."""
        low, high = self.range.low, self.range.high
        places = 0 if abs(self.figure.value) >= 1000 else 3
        if low is None or high is None:
            bound = shown(low if low is not None else high if high is not None else Decimal(0), places)
            return f"{bound} or {'more' if low is not None else 'less'}"
        return f"{shown(low, places)} to {shown(high, places)}"

    def fit(self, value: Decimal) -> str:
        """How a value fits the words, without regard to revisions."""
        if self.exact and same(value, self.figure.value):
            return EXACT
        return WORD if self.range.holds(value) else OFF


QUIET = frozenset({"stated", "said", "exact", "exactly"})
# Words that follow the figure; all others stand before it.
AFTER = frozenset(
    {"provisional", "predicted", "estimated", "estimated provisional", "recorded", "reported", "preliminary"}
)


def said(figure: Figure) -> str:
    """A figure with its word and unit, as it was said.

    >>> said(Figure(value=110000, unit="deaths", word="nearing")), said(Figure(value=-14, unit="percent", word="over"))
    ('nearing 110,000 deaths', 'a fall of over 14 percent')
    """
    text = worded(figure.value, figure.word)
    text = f"{text} {figure.unit}"
    if figure.value < 0 and figure.unit == "percent":
        text = f"a fall of {text}"
    text += f" ({figure.word})" if figure.word in AFTER else ""
    return text + (f' ("{figure.spoken}")' if figure.spoken else "")


def worded(value: Decimal, word: str) -> str:
    """A number with the word that stands before it; of a fall, the size.

    >>> worded(Decimal(119), "more than"), worded(Decimal("2.50"), "stated")
    ('more than 119', '2.50')
    """
    places = max(-int(value.as_tuple().exponent), 0)
    before = "" if word in QUIET | AFTER else f"{word} "
    return f"{before}{abs(value):,.{places}f}"


def look(reading: Reading, test: Test, data: Data, past: Past) -> Finding:
    """What the data say about one reading of a figure."""
    revision = _revision(reading, test)
    reading = _in_unit(reading, test)
    if (wrong := _mismatch(reading, test)) is not None:
        return Finding(ABSENT, reading.decides, "", wrong)
    values = data.values(reading)
    if isinstance(values, Lacking):
        return Finding(ABSENT, reading.decides, "", _sentence(values.reason))
    fits = [test.fit(value.value) for value in values]
    fit = min(fits, key=ORDER.index)
    why = _how(reading, test, values, fits)
    if fit == OFF:
        fit, why = _earlier(reading, test, values, past, why)
    found = f"{_label(reading)}: " + "; ".join(f"{_plain(one.value, test)} ({_period(reading, one)})" for one in values)
    brief = _brief(reading, test, values)
    return Finding(fit, reading.decides, found, why, brief, revision.publisher if revision else None)


def _in_unit(reading: Reading, test: Test) -> Reading:
    """A reading of a weight is asked for in the unit in which the weight was said, unless it names its own."""
    unit = test.catalog.units.get(test.figure.unit)
    if reading.unit is not None or unit is None or unit.dimension != "mass":
        return reading
    return reading.model_copy(update={"unit": test.figure.unit})


def _mismatch(reading: Reading, test: Test) -> str | None:
    """Why a figure and its reading are not the same kind of thing; such a reading compares nothing."""
    ratio = bool(reading.of or reading.against)
    if ratio != (test.figure.unit == "percent"):
        return f"{test.figure.unit!r} was said, and the reading of {reading.measure} gives another kind of number."
    known = test.catalog.units
    if not ratio and reading.unit and test.figure.unit in known and test.figure.unit != reading.unit:
        return f"{test.figure.unit!r} was said, and the reading of {reading.measure} is in {reading.unit!r}."
    return None


def _earlier(reading: Reading, test: Test, values: list[Value], past: Past, why: str) -> tuple[str, str]:
    """A figure that the newest file does not have may have been right on its day."""
    opened = past()
    then = opened.values(reading) if opened else Lacking("")
    known = [] if isinstance(then, Lacking) else then
    fitting = [value for value in known if test.fit(value.value) != OFF]
    if fitting:
        best = min((test.fit(value.value) for value in fitting), key=ORDER.index)
        numbers = ", ".join(f"{_plain(value.value, test)} ({_period(reading, value)})" for value in fitting)
        return best, (
            f"The files received by {test.claim.said} have {numbers} in {_label(reading)}; the newest has "
            f"{_plain(values[0].value, test)}."
        )
    if known and [one.value for one in known] == [one.value for one in values]:
        return OFF, why
    return _revised(reading, test, values, why)


def _revised(reading: Reading, test: Test, values: list[Value], why: str) -> tuple[str, str]:
    """Whether the distance to the newest file is one that its publisher is known to go."""
    revision = _revision(reading, test)
    if revision is None:
        return OFF, why
    stated = test.figure.value
    near = min(values, key=lambda value: abs(value.value - stated))
    distance = abs(near.value - stated)
    points = bool(reading.of or reading.against)
    allowed = revision.points if points else abs(stated) * revision.percent / 100
    if distance > allowed:
        return OFF, why
    limit = f"{shown(revision.points)} points" if points else f"{shown(revision.percent)} %"
    away = f"{shown(distance, 1)} points" if points else f"{shown(100 * distance / abs(stated), 2)} %"
    return REVISED, (
        f"No file of that day is here. The newest has {_plain(near.value, test)} in {_label(reading)} for "
        f"{_period(reading, near)}, {away} {'more' if near.value > stated else 'less'}; that lies within "
        f"the {limit} by which {revision.publisher} has revised such figures."
    )


def _revision(reading: Reading, test: Test) -> Revision | None:
    return test.catalog.wording.revisions.get(reading.measure)


def _how(reading: Reading, test: Test, values: list[Value], fits: list[str]) -> str:
    """The sentence on what was compared."""
    admitted = f'"{test.said}" admits {test.admitted}'
    if reading.candidates:
        good = [value.period for value, fit in zip(values, fits, strict=True) if fit != OFF]
        which = f" ({', '.join(good)})" if good and len(good) < len(values) else ""
        lowest, highest = min(one.value for one in values), max(one.value for one in values)
        return (
            f"{len(good)} of the {len(values)} windows tried{which} fit: {_label(reading)} is "
            f"{_plain(lowest, test)} to {_plain(highest, test)} over the 12 months to {values[0].period} up to "
            f"{values[-1].period}, and {admitted}."
        )
    value, fit = values[0], fits[0]
    where = f"{_label(reading)} for {_period(reading, value)} is {_plain(value.value, test)}"
    if fit == EXACT:
        return f"{where}: the stated figure to its last digit."
    return f"{where}, which fits: {admitted}." if fit == WORD else f"{where}, but {admitted}."


def _brief(reading: Reading, test: Test, values: list[Value]) -> str:
    """What a reading has, in a few words."""
    numbers = sorted({one.value for one in values})
    range_ = _plain(numbers[0], test) + (f" to {_plain(numbers[-1], test)}" if len(numbers) > 1 else "")
    return f"{range_} in {_label(reading)}" + (f" for {_period(reading, values[0])}" if len(values) == 1 else "")


def _label(reading: Reading) -> str:
    """A reading for a reader: the measure, the area, the conditions, and its own label."""
    share = f" as a share of {reading.of}" if reading.of else ""
    conditions = [value if isinstance(value, str) else "+".join(value) for value in reading.where.values()]
    mean = "the monthly mean of " if reading.compute == "mean" else ""
    own = [reading.label] if reading.label else []
    return f"{mean}{reading.measure}{share} ({', '.join([reading.area, *conditions, *own])})"


def _period(reading: Reading, value: Value) -> str:
    return f"the 12 months to {value.period}" if reading.freq == "R12" else value.period


def _plain(value: Decimal, test: Test) -> str:
    unit = test.figure.unit
    return f"{shown(value, 2)} %" if unit == "percent" else f"{shown(value)} {unit}"


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?")) else f"{text}."
