"""Small made-up tables with margins, for tests of disclosure control."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product

from tercet.terms.disclosure.model import Cell, Edition, Key, Relation, Rule, key
from tercet.terms.disclosure.protect import protect
from tercet.terms.disclosure.relations import Hierarchy, relations

Base = Mapping[tuple[str, ...], int]

RULE = Rule(smallest=5, width=5)

# Sensitive: TX in January. Its row and its column have no other small figure.
TWO_WAY: Base = {
    ("TX", "Jan"): 3,
    ("TX", "Feb"): 40,
    ("CA", "Jan"): 25,
    ("CA", "Feb"): 31,
    ("ON", "Jan"): 18,
    ("ON", "Feb"): 9,
}


def codes(base: Base) -> list[list[str]]:
    """The codes of each dimension."""
    return [sorted({name[at] for name in base}) for at in range(len(next(iter(base))))]


def named(name: Sequence[str]) -> Key:
    """The key of a cell by the codes of its dimensions."""
    return key(**{f"d{at}": code for at, code in enumerate(name)})


def cells(base: Base, released: Sequence[Sequence[str]] = ()) -> tuple[Cell, ...]:
    """The cells of a table, with every margin."""
    out = {named(name) for name in released}
    found = []
    for name in product(*([*each, "all"] for each in codes(base))):
        value = sum(v for part, v in base.items() if all(b in (a, "all") for a, b in zip(part, name, strict=True)))
        found.append(Cell(named(name), value, released=named(name) in out))
    return tuple(found)


def hierarchy(base: Base) -> Hierarchy:
    """Every dimension's total is all of its codes."""
    return {f"d{at}": [("all", each)] for at, each in enumerate(codes(base))}


def sums(base: Base) -> tuple[Relation, ...]:
    """The sums of a table with every margin."""
    return relations(cells(base), hierarchy(base))


def edition(name: str, base: Base, rule: Rule = RULE, earlier: Sequence[Edition] = ()) -> Edition:
    """A protected edition of a table."""
    table, bound = cells(base), sums(base)
    return Edition(name, table, bound, protect(table, bound, rule, earlier).suppressed)
