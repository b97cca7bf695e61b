"""Every check, in the order in which its flags are shown. A new check is a function and a line here."""

from __future__ import annotations

from tercet.analysis.claims.checks.arithmetic import (
    part_and_whole,
    percentage_and_count,
    resolved_of_requested,
    weight_pills_doses,
    whole_of_a_part,
)
from tercet.analysis.claims.checks.counters import counter_never_falls, counter_pace
from tercet.analysis.claims.checks.meaning import (
    dated_by_the_issuer,
    definition_widens,
    denominator_is_shown,
    place_of_a_maker,
    place_of_the_document,
    read_elsewhere,
    words_and_digits,
)
from tercet.analysis.claims.checks.pairs import (
    agencies_overlap,
    one_year_two_windows,
    rule_per_value,
    same_figure_twice,
    same_number_two_baselines,
    scope_of_the_label,
)
from tercet.analysis.claims.checks.windows import (
    change_needs_a_window,
    last_year,
    no_window,
    stale_phrase,
    window_read_as_a_year,
)
from tercet.analysis.claims.context import Check, Context, Flag
from tercet.catalog.statements import Claim

CHECKS: tuple[Check, ...] = (
    percentage_and_count,
    part_and_whole,
    whole_of_a_part,
    weight_pills_doses,
    resolved_of_requested,
    counter_never_falls,
    counter_pace,
    same_figure_twice,
    same_number_two_baselines,
    scope_of_the_label,
    agencies_overlap,
    one_year_two_windows,
    rule_per_value,
    change_needs_a_window,
    no_window,
    window_read_as_a_year,
    last_year,
    stale_phrase,
    words_and_digits,
    denominator_is_shown,
    definition_widens,
    place_of_a_maker,
    place_of_the_document,
    dated_by_the_issuer,
    read_elsewhere,
)


def flags_of(claim: Claim, context: Context) -> tuple[Flag, ...]:
    """Whatever the checks say about a claim."""
    return tuple(dict.fromkeys(flag for check in CHECKS for flag in check(claim, context)))
