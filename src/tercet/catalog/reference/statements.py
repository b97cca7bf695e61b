"""Claims, the words they are said with, and the rules that make doses of a weight."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from tercet.answers import plain
from tercet.catalog.load import Catalog
from tercet.catalog.reference.markdown import bullets, flat, table
from tercet.catalog.statements import Claim, Figure, Reading, Said


def claims(catalog: Catalog) -> Iterator[str]:
    """What `tercet claims` checks: one section for each figure that was quoted."""
    yield (
        "Figures that officials quoted, as they were said, with what would check them. "
        "The verdict is what `tercet claims` says; it depends on the files that a workspace has."
    )
    yield table(
        ("Claim", "Said", "What", "When"),
        (
            (f"[{one.id}](#{one.id.lower()})", _said(one), flat(one.metric.name), one.said or "not known")
            for one in catalog.claims.values()
        ),
    )
    for one in catalog.claims.values():
        yield f"## {one.id}"
        yield f"{flat(one.metric.name)}: {_said(one)}."
        yield table(("", ""), _about(one))
        yield from bullets("Said with it:", (f"{_said(two)}: {flat(two.what)}" for two in one.with_))
        yield from bullets("Said elsewhere:", map(_elsewhere, one.also))
        yield flat(one.note)


def _said(figure: Figure) -> str:
    if isinstance(figure, Claim) and figure.event:
        return f"{figure.event.kind} on {figure.event.dated}"
    word = "" if figure.word == "stated" else f"{figure.word} "
    return f"{word}{figure.value:,} {figure.unit}"


def _about(one: Claim) -> Iterator[tuple[str, str]]:
    window = one.window
    days = f"{window.first or '?'} to {window.last or '?'}" if window.first or window.last else ""
    stated = ", ".join(part for part in (window.stated, days, window.inferred) if part)
    yield "By", flat(one.by) + (f", for {flat(one.issuer)}" if one.issuer and one.issuer != one.by else "")
    yield "Metric", f"`{one.metric.key}`"
    yield "Window", flat(stated) or "not stated"
    yield "Geography", flat(one.geography)
    yield "Checked by", "; ".join(_by(one)) or flat(one.unchecked) or "the other claims only"
    yield "Source", " ; ".join(flat(text) for text in one.source)
    yield "Basis", one.basis


def _by(one: Claim) -> Iterator[str]:
    """The measures and rules that check a claim."""
    for figure in (one, *one.with_):
        yield from (_reading(reading) for reading in figure.readings)
        if figure.doses:
            yield f"doses by `{figure.doses.rule}`"


def _reading(one: Reading) -> str:
    when = one.period or (f"{one.candidates.from_} to {one.candidates.to}, each" if one.candidates else "")
    when = when or (f"{one.span.from_} to {one.span.to}" if one.span else "")
    of = f" as a share of {_measure(one.of)}" if one.of else ""
    against = f" against {one.against}" if one.against else ""
    return f"{_measure(one.measure)}{of}, {one.area}, {one.freq}, {when}{against}"


def _measure(name: str) -> str:
    return f"[{name}](measures.md#{name})"


def _elsewhere(one: Said) -> str:
    value = f"{one.value:,}" if one.value is not None else flat(one.spoken) or str(one.dated or "the same")
    return f"{one.relation}, {flat(one.by)}, {one.said or 'day not known'}: {value} [{one.basis}] {flat(one.note)}"


def words(catalog: Catalog) -> Iterator[str]:
    """What words admit, how publishers revise, and the rules and inputs of doses."""
    wording, doses = catalog.wording, catalog.doses
    yield "What the word beside a figure admits, how far publishers revise, and how a weight becomes a number of doses."
    yield "## Words"
    yield table(
        ("Word", "Also", "Below", "Above", "Why"),
        (
            (f"`{name}`", flat(", ".join(one.spellings)), _limit(one.below), _limit(one.above), flat(one.reason))
            for name, one in wording.words.items()
        ),
    )
    yield "## Revisions"
    yield table(
        ("Measure", "Publisher", "Levels", "Shares and changes", "Why"),
        (
            (f"`{name}`", one.publisher, _limit(one.percent), f"{plain(one.points)} points", flat(one.reason))
            for name, one in wording.revisions.items()
        ),
    )
    yield "## Dose rules"
    yield f"One dose is {plain(doses.dose_mg)} mg [{doses.dose_basis}]. {flat(doses.caveat)}"
    yield table(
        ("Rule", "Formula", "What it means", "Basis"),
        ((f"`{name}`", flat(one.formula), flat(one.definition), one.basis) for name, one in doses.rules.items()),
    )
    for title, shares in (("Purity of powder", doses.purities), ("Pills with a full dose", doses.pill_shares)):
        yield f"## {title}"
        yield table(
            ("From", "To", "Percent", "Source", "Basis"),
            (
                (str(one.first), str(one.last), plain(one.percent), flat(one.source), one.basis)
                for one in shares.values()
            ),
        )


def _limit(value: Decimal | str) -> str:
    return "any" if isinstance(value, str) else f"{plain(value)} %"
