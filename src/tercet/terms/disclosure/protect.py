"""All of disclosure control: what an edition holds back, and the check that stops one which gives a cell away."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from tercet.terms.disclosure.certify import unproven
from tercet.terms.disclosure.complementary import complementary, information, protectable
from tercet.terms.disclosure.model import Cell, DisclosureError, Edition, Key, Relation, Rule, in_order, need, text
from tercet.terms.disclosure.moves import Spread
from tercet.terms.disclosure.primary import is_sensitive, primary
from tercet.terms.disclosure.system import System, join

THIS = "this edition"
KEPT = 0.5  # a cell that the edition before held back, unchanged, costs half as much to hold back again


Out = tuple[str, Key]
"""A cell of an edition: the name of the first edition that has this figure, and the key."""


@dataclass(frozen=True)
class Protected:
    """What an edition holds back, and why."""

    suppressed: frozenset[Key]
    primary: frozenset[Key]  # sensitive by themselves
    complementary: frozenset[Key]  # held back to protect others
    already_out: frozenset[Out]  # sensitive, but earlier editions have given them away: nothing can be done


@dataclass(frozen=True)
class _Case:
    """The edition to come, joined with the earlier ones."""

    system: System
    current: frozenset[int]  # the numbers of the edition to come
    known: frozenset[int]  # what everybody knows already: earlier editions, and publishers' own figures
    needs: dict[int, int]  # by sensitive number: how far apart its bounds must be


def protect(
    cells: Iterable[Cell], relations: Iterable[Relation], rule: Rule, earlier: Sequence[Edition] = ()
) -> Protected:
    """Which cells to hold back, so that neither sums nor earlier editions for the same audience give them away.

    `earlier` are the editions that this audience has, with the values behind what they held back. A cell that one
    of them published, unchanged, stays published. Raises where publishers' own figures leave no way to protect.
    """
    edition = Edition(THIS, tuple(cells), tuple(relations))
    case = _case(edition, rule, earlier)
    needs = {number: apart for number, apart in case.needs.items() if number not in case.known}
    free = case.current - case.known
    hidden = frozenset(range(len(case.system.values))) - case.known - (case.current - frozenset(needs))
    more, failed = complementary(case.system, hidden, needs, _costs(case, free - hidden, rule, earlier))
    if failed:
        _refuse_unless_out(case, failed, rule)
    place = case.system.places[-1]
    sensitive = {name for name, number in place.items() if number in case.needs}
    held = frozenset(name for name in sensitive if place[name] in needs)
    further = frozenset(name for name, number in place.items() if number in more)
    out = frozenset(case.system.names[number] for number in {*failed, *(case.needs.keys() & case.known)})
    return Protected(held | further, held, further, out)


def check(
    cells: Iterable[Cell],
    relations: Iterable[Relation],
    rule: Rule,
    suppressed: AbstractSet[Key],
    earlier: Sequence[Edition] = (),
    already_out: AbstractSet[Out] = frozenset(),
) -> None:
    """Raise where an attacker who has this edition and the earlier ones can bound a suppressed cell too tightly.

    Sensitive cells must be as far from known as the rule says; cells held back for their sake must not be known
    exactly. `already_out` is what `protect` says of earlier editions: cells for which it is too late.
    """
    edition = Edition(THIS, tuple(cells), tuple(relations), frozenset(suppressed))
    case = _case(edition, rule, earlier)
    place = case.system.places[-1]
    absent = frozenset(suppressed) - place.keys()
    if absent:
        raise DisclosureError(f"suppressed, but no cell: {_listed(absent)}. Name cells of this edition.")
    told = case.known | case.system.published(len(earlier), edition.suppressed)
    excused = {number for number, name in enumerate(case.system.names) if name in already_out}
    shown = [name for name in primary(edition.cells, rule) - suppressed if place[name] not in excused]
    if shown:
        raise DisclosureError(f"sensitive, and published: {_listed(shown)}. Suppress them, or change the terms.")
    needs = {**dict.fromkeys((place[name] for name in suppressed), 1), **case.needs}
    _raise_unless_proven(case, told, {n: w for n, w in needs.items() if n not in excused and n not in case.known})


def _raise_unless_proven(case: _Case, told: AbstractSet[int], needs: dict[int, int]) -> None:
    """Raise for the numbers that what is told bounds too tightly."""
    hidden = frozenset(range(len(case.system.values))) - told
    given = [number for number in needs if number in told]
    given += unproven(case.system, hidden, {n: w for n, w in needs.items() if n in hidden}, Spread())
    if given:
        raise DisclosureError(
            f"published figures bound these suppressed cells more tightly than the terms allow: {_named(case, given)}. "
            "Suppress more cells, or publish fewer sums."
        )


def _case(edition: Edition, rule: Rule, earlier: Sequence[Edition]) -> _Case:
    """Join an edition with the earlier ones, and say what is known and what is sensitive."""
    system = join([*earlier, edition])
    known = set(system.released)
    needs: dict[int, int] = {}
    for at, one in enumerate([*earlier, edition]):
        if at < len(earlier):
            known |= system.published(at, one.suppressed)
        for cell in one.cells:
            if is_sensitive(cell, rule) and (at == len(earlier) or cell.key in one.suppressed):
                needs[system.places[at][cell.key]] = need(cell, rule, system.unit)
    return _Case(system, frozenset(system.places[-1].values()), frozenset(known), needs)


def _costs(case: _Case, candidates: AbstractSet[int], rule: Rule, earlier: Sequence[Edition]) -> dict[int, float]:
    """What it costs to hold back each cell; a zero is never held back for others, for a reader may guess it."""
    before = {number for at in range(len(earlier)) for number in case.system.places[at].values()}
    return {
        number: information(case.system.values[number]) * (KEPT if number in before else 1)
        for number in candidates
        if case.system.values[number] > 0 or rule.zeros
    }


def _refuse_unless_out(case: _Case, failed: AbstractSet[int], rule: Rule) -> None:
    """Raise for cells that publishers' own figures give away; those that earlier editions gave away are only told."""
    free = frozenset(range(len(case.system.values))) - case.system.released
    values = case.system.values
    free = frozenset(number for number in free if values[number] > 0 or rule.zeros or number in case.needs)
    given = [n for n in sorted(failed) if not protectable(case.system, free, n, case.needs[n])]
    if given:
        raise DisclosureError(
            f"no choice of cells protects {_named(case, given)}: what publishers have released bounds them. "
            "Take them out of this edition, or change the terms."
        )


def _named(case: _Case, numbers: Iterable[int]) -> str:
    """Cells as a message names them: never with their values."""
    by_name = {number: name for name, number in case.system.places[-1].items()}
    here = [by_name[number] for number in numbers if number in by_name]
    before = [case.system.names[number] for number in numbers if number not in by_name]
    return "; ".join(
        [*([_listed(here)] if here else []), *sorted({f"{text(k)} (edition {name})" for name, k in before})]
    )


def _listed(keys: Iterable[Key]) -> str:
    """Keys in order, at most twenty of them."""
    names = [text(name) for name in in_order(keys)]
    return "; ".join(names[:20]) + (f"; and {len(names) - 20} more" if len(names) > 20 else "")
