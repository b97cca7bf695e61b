"""The proof that suppressed cells are free, where the solver's first answer is not in whole numbers."""

from __future__ import annotations

from itertools import product

from tests.terms.disclosure.tables import RULE, Base, cells, sums

from tercet.terms.disclosure.protect import check, protect

# In tables of three dimensions a linear program can end at halves of a count.
COUNTS = [
    [[0, 1, 9], [0, 4, 0], [7, 6, 1], [9, 5, 0]],
    [[3, 8, 26], [1, 2, 15], [25, 0, 0], [10, 2, 5]],
    [[7, 4, 5], [7, 4, 8], [3, 3, 0], [8, 8, 2]],
    [[5, 0, 5], [5, 1, 4], [9, 0, 4], [0, 2, 16]],
]
CUBE: Base = {(f"A{a}", f"M{m}", f"S{s}"): COUNTS[a][m][s] for a, m, s in product(range(4), range(4), range(3))}


def test_halves_of_a_count_are_searched_again_in_whole_numbers() -> None:
    """A cell is not called given away because the solver cut a person in two."""
    table, bound = cells(CUBE), sums(CUBE)
    check(table, bound, RULE, protect(table, bound, RULE).suppressed)
