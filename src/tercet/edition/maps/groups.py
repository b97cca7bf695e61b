"""What a choropleth shows: groups of areas, each with its own unit, scale and legend, and gaps that have a name.

Series that may not be compared never share a colour scale: each comparable set is a `Group` with a ramp of its own.
Shades of different ramps say nothing about one another; the legend says so, and every group has its own title with its
unit and period.

What may be compared is not decided here: the caller asked `compare`. An area in no group is plain land and is named as
such in the legend.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from tercet.edition.maps.boundaries import known
from tercet.errors import QuestionError, Refused

# Light to dark. The hues are those of the Okabe-Ito set, told apart by people with any kind of colour blindness; the
# steps differ in lightness, so that they can be told apart without hue as well. They are the same in the dark.
RAMPS: Mapping[str, tuple[str, ...]] = {
    "blue": ("#d6e8f5", "#a3cbe6", "#62a4d2", "#2a78b5", "#0a4a82"),
    "green": ("#d5efe1", "#9fd6ba", "#57b48b", "#1f8a62", "#045a3c"),
    "vermilion": ("#fce3d2", "#f8bd97", "#ea8a52", "#c45618", "#863204"),
}


class Gap(StrEnum):
    """Why an area has no value: the code list `gap`."""

    MISSING = "missing"
    SUPPRESSED = "suppressed"
    NOT_PUBLISHED = "not_published"
    NOT_YET_REPORTED = "not_yet_reported"
    NOT_MAPPED = "not_mapped"
    WITHHELD = "withheld"
    NOT_APPLICABLE = "not_applicable"
    UNKNOWN = "unknown"


# SDMX CL_OBS_STATUS of a row without a value; what says nothing else is missing.
STATUS: Mapping[str, Gap] = {"Q": Gap.SUPPRESSED, "L": Gap.NOT_PUBLISHED, "M": Gap.NOT_APPLICABLE}


def gap_of(status: str) -> Gap:
    """The kind of gap that a row without a value is."""
    return STATUS.get(status, Gap.MISSING)


Value = Decimal | Gap


@dataclass(frozen=True, slots=True)
class Group:
    """Areas whose values may be compared: one title with unit and period, one ramp, one legend."""

    title: str
    values: Mapping[str, Value]
    ramp: str = "blue"

    def numbers(self) -> dict[str, Decimal]:
        """The areas that have a value."""
        return {area: value for area, value in sorted(self.values.items()) if not isinstance(value, Gap)}

    def gaps(self) -> dict[str, Gap]:
        """The areas that have none."""
        return {area: value for area, value in sorted(self.values.items()) if isinstance(value, Gap)}


def checked(groups: Sequence[Group]) -> None:
    """Refuse what a map would show wrongly: a shared ramp, an area twice, an area without a boundary."""
    if not groups:
        raise QuestionError("A map needs at least one group of areas.")
    wrong = sorted({group.ramp for group in groups} - RAMPS.keys())
    if wrong:
        raise QuestionError(f"There is no ramp {wrong[0]!r} for a map. There are: {', '.join(RAMPS)}.")
    ramps = Counter(group.ramp for group in groups)
    for group in groups:
        known(group.values)
        if ramps[group.ramp] > 1:
            raise Refused(
                f"Two groups of a map would share the ramp {group.ramp!r}, as if they could be compared. "
                f"Give each its own, of: {', '.join(RAMPS)}; or draw two maps."
            )
    twice = [area for area, times in Counter(area for group in groups for area in group.values).items() if times > 1]
    if twice:
        raise QuestionError(f"{min(twice)} is in two groups of a map. An area has one colour: put it into one of them.")
