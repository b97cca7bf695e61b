"""Whether claims hold together with the rest of the catalog: measures, areas, words, rules, and one another."""

from __future__ import annotations

from collections.abc import Iterator

from tercet.catalog.load import Catalog, normal
from tercet.catalog.statements import Claim, Figure, Reading
from tercet.catalog.wording import Share
from tercet.periods import form_of

FORMS = {"R12": "M"}  # how the periods of a frequency are written, where that is another frequency's way


def statement_problems(catalog: Catalog) -> Iterator[str]:
    """Everything in claims, words, doses and makers that does not hold together, one sentence each."""
    for claim in catalog.claims.values():
        yield from _claim(claim, catalog)
    for name in sorted(catalog.wording.revisions.keys() - catalog.measures.keys()):
        yield f"wording: revisions names no measure {name!r}"
    yield from _words(catalog)
    for part in (catalog.doses.purities, catalog.doses.pill_shares):
        for name, share in part.items():
            yield from _share(name, share, catalog)


def _claim(claim: Claim, catalog: Catalog) -> Iterator[str]:
    where = f"claims {claim.id}"
    names = [figure.id for figure in claim.with_]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield f"{where}: two figures are called {name!r}"
    for figure in (claim, *claim.with_):
        yield from _figure(where, figure, claim, catalog)
    for said in claim.also:
        if said.word is not None and not _has_word(said.word, catalog):
            yield f"{where}: wording.yml has no word {said.word!r}"
    if claim.metric.counted is not None and claim.metric.counted not in catalog.claims:
        yield f"{where}: counted names no claim {claim.metric.counted!r}"


def _figure(where: str, figure: Figure, claim: Claim, catalog: Catalog) -> Iterator[str]:
    if not _has_word(figure.word, catalog):
        yield f"{where}: wording.yml has no word {figure.word!r}"
    for ref in figure.follows.pair if figure.follows else ():
        yield from _ref(where, ref, claim, catalog)
    for reading in figure.readings:
        yield from _reading(where, reading, catalog)
        yield from _same_kind(where, figure, reading, catalog)
    if figure.doses is None:
        return
    if figure.doses.rule not in catalog.doses.rules:
        yield f"{where}: doses.yml has no rule {figure.doses.rule!r}"
    refs = [mass.stated for mass in figure.doses.masses] + [figure.doses.pills]
    for named in (ref for ref in refs if ref is not None):
        yield from _ref(where, named, claim, catalog)
    for mass in figure.doses.masses:
        if mass.reading is not None:
            yield from _reading(where, mass.reading, catalog)


def _reading(where: str, reading: Reading, catalog: Catalog) -> Iterator[str]:
    """A reading asks a question that its measure can answer."""
    for name in (reading.measure, *([reading.of] if reading.of else [])):
        if name not in catalog.measures:
            yield f"{where}: there is no measure {name!r}"
        elif reading.freq not in catalog.measures[name].freqs:
            yield f"{where}: {name} has no frequency {reading.freq}"
    if reading.area not in catalog.areas:
        yield f"{where}: there is no area {reading.area!r}"
    if reading.unit is not None and reading.measure in catalog.measures:
        yield from _unit(where, reading.unit, catalog.measures[reading.measure].unit, catalog)
    for period in _periods(reading):
        if form_of(period) != FORMS.get(reading.freq, reading.freq):
            yield f"{where}: {period} is not written as a period of frequency {reading.freq}"
    yield from _codes(where, reading, catalog)


def _same_kind(where: str, figure: Figure, reading: Reading, catalog: Catalog) -> Iterator[str]:
    """A percentage is read as a share or a change, and a weight in the unit in which it was said."""
    ratio = bool(reading.of or reading.against)
    if ratio != (figure.unit == "percent"):
        yield f"{where}: {figure.unit!r} was said, and the reading of {reading.measure} gives another kind of number"
    elif not ratio and reading.unit and figure.unit in catalog.units and figure.unit != reading.unit:
        yield f"{where}: {figure.unit!r} was said, and the reading of {reading.measure} is in {reading.unit!r}"


def _unit(where: str, unit: str, other: str, catalog: Catalog) -> Iterator[str]:
    known = catalog.units
    if unit not in known or known[unit].dimension != known[other].dimension:
        yield f"{where}: {unit!r} is no unit that {other} can be turned into"


def _periods(reading: Reading) -> list[str]:
    pairs = [(one.from_, one.to) for one in (reading.candidates, reading.span) if one is not None]
    return [*[end for pair in pairs for end in pair], *[one for one in (reading.period, reading.against) if one]]


def _codes(where: str, reading: Reading, catalog: Catalog) -> Iterator[str]:
    """Codes that a condition names; a source's own dimension may have codes of its own."""
    own = {field for source in catalog.sources.values() for field in source.dimensions}
    for field, wanted in reading.where.items():
        if not catalog.coded(field) or field in own - set(catalog.codelists):
            continue
        for code in [wanted] if isinstance(wanted, str) else wanted:
            if normal(code) not in catalog.labels(field):
                yield f"{where}: {field} has no code {code!r}"


def _ref(where: str, ref: str, claim: Claim, catalog: Catalog) -> Iterator[str]:
    """A reference to a figure leads somewhere."""
    owner, _, part = ref.partition(":")
    if owner == "population":
        if part not in catalog.areas or not catalog.areas[part].population:
            yield f"{where}: the catalog has no population of {part!r}"
    elif owner not in {"this", "with"} and not _is_number(ref) and owner not in catalog.claims:
        yield f"{where}: there is no claim {owner!r}"
    elif part:
        found = claim if owner == "with" else catalog.claims[owner]
        if part not in {figure.id for figure in found.with_}:
            yield f"{where}: {found.id} has no figure {part!r}"


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).removeprefix("-").isdigit()


def _has_word(text: str, catalog: Catalog) -> bool:
    words = catalog.wording.words
    known = {normal(word) for name, entry in words.items() for word in (name.replace("_", " "), *entry.spellings)}
    return normal(text) in known


def _words(catalog: Catalog) -> Iterator[str]:
    """A spelling belongs to one word only."""
    owners: dict[str, str] = {}
    for name, word in catalog.wording.words.items():
        for spelling in {normal(text) for text in (name.replace("_", " "), *word.spellings)}:
            if owners.setdefault(spelling, name) != name:
                yield f"wording: {spelling!r} is both {owners[spelling]} and {name}"


def _share(name: str, share: Share, catalog: Catalog) -> Iterator[str]:
    """An input of a dose rule is the figure of the claim that it names, for the same time."""
    if share.claim is None:
        return
    claim = catalog.claims.get(share.claim)
    if claim is None:
        yield f"doses {name}: there is no claim {share.claim!r}"
    elif (claim.value, claim.window.first, claim.window.last) != (share.percent, share.first, share.last):
        yield f"doses {name}: {share.claim} states another value or another time"
