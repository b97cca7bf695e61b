"""What a figure is about: words for numbers, denominators, definitions, places, and who stands behind it."""

from __future__ import annotations

from collections.abc import Iterator

from tercet.analysis.claims.context import CONTRADICTS, DISAGREES, NOTE, Context, Flag
from tercet.analysis.claims.numbers import shown, spoken
from tercet.catalog.load import normal
from tercet.catalog.statements import Claim, Figure, Said


def words_and_digits(claim: Claim, context: Context) -> Iterator[Flag]:
    """Number words are kept as they were spoken, beside the number that they mean."""
    figures: list[Figure | Said] = [claim, *claim.with_, *claim.also]
    for figure in figures:
        if figure.spoken is None:
            continue
        value = spoken(figure.spoken, figure.language)
        if value is None:
            yield Flag("number words", f'"{figure.spoken}" is not one number; the words are kept')
        elif figure.value is not None and value != figure.value:
            stated = shown(figure.value)
            yield Flag("number words", f'"{figure.spoken}" means {shown(value)}, recorded is {stated}', DISAGREES)
        else:
            yield Flag("number words", f'"{figure.spoken}" means {shown(value)}', fine=True)


def denominator_is_shown(claim: Claim, context: Context) -> Iterator[Flag]:
    """A share is of something, and what was never submitted or tested is not in it."""
    if claim.metric.kind != "share":
        return
    if claim.metric.denominator is None:
        yield Flag("denominator", "no denominator was stated")
    else:
        yield Flag("denominator", f"of {claim.metric.denominator}", fine=True)


def definition_widens(claim: Claim, context: Context) -> Iterator[Flag]:
    """A category that widens makes a series grow by itself; the version in force belongs to each figure."""
    versions = claim.metric.versions
    if len(versions) > 1:
        which = f"here {claim.metric.version}" if claim.metric.version else "which one is meant here was not recorded"
        yield Flag("definition", f"counted as {' and as '.join(versions)} over time; {which}")
    for one in context.own(claim)[:1]:
        others = {
            f"{other.name} ({other.metric.version})"
            for other in context.by_metric[one.metric.id]
            if other.metric.version and one.metric.version and other.metric.version != one.metric.version
        }
        if others:
            yield Flag("definition", f"{claim.metric.version} here, but not in {', '.join(sorted(others))}")


def place_of_a_maker(claim: Claim, context: Context) -> Iterator[Flag]:
    """A maker's county in a list of source counties is where guns are made, not where they were first sold."""
    seats = {normal(name): seat for seat in context.catalog.makers.seats.values() for name in seat.names}
    for name in (claim.geography, *(figure.what for figure in claim.with_)):
        if (seat := seats.get(normal(name))) is not None:
            yield Flag(
                "maker's place",
                f"{name} is the seat of {seat.maker}: the place of making, to be kept apart from the first retail sale",
            )


def place_of_the_document(claim: Claim, context: Context) -> Iterator[Flag]:
    """The geography comes from the sentence: a local report may quote a figure of the nation."""
    if claim.document is not None and normal(claim.document) != normal(claim.geography):
        yield Flag("geography", f"a figure for {claim.geography} in a document about {claim.document}")


def dated_by_the_issuer(claim: Claim, context: Context) -> Iterator[Flag]:
    """An event is dated by the office that made it; another event on the day that somebody else gives is named."""
    if claim.event is None:
        return
    ours = claim.event
    for said in claim.also:
        if said.dated is None or said.dated == ours.dated:
            continue
        text = f"{claim.by} gives {ours.dated} for the {ours.kind} of {ours.about}, {said.by} gives {said.dated}"
        others = [
            f"{other.id}: {other.event.kind}, {other.by}"
            for other in context.claims.values()
            if other.event is not None
            and other.event.kind != ours.kind
            and other.event.about == ours.about
            and other.event.dated in {ours.dated, said.dated}
        ]
        mixed = f"; on that day was another event ({'; '.join(others)})" if others else ""
        issuer = said.by if said.issuer and said.issuer == said.by else claim.by
        effect = CONTRADICTS if issuer == said.by else NOTE
        yield Flag("date", f"{text}; the issuer's date counts ({issuer}){mixed}", effect)


def read_elsewhere(claim: Claim, context: Context) -> Iterator[Flag]:
    """Who speaks, who stands behind the figure and where it was read are three things."""
    for said in claim.also:
        if said.relation == "secondary" and said.value is not None and said.value != claim.value:
            yield Flag("source", f"{said.by} has {shown(said.value)}; the issuer's figure is the claim", NOTE)
