"""The common records, one file each, and the table that lists them."""

from __future__ import annotations

from collections.abc import Mapping

from tercet.records.currency import CURRENCY
from tercet.records.firearm import FIREARM
from tercet.records.kind import COMMON, PARTITIONS, Kind
from tercet.records.observation import OBSERVATION
from tercet.records.seizure import SEIZURE

KINDS: Mapping[str, Kind] = {kind.name: kind for kind in (SEIZURE, OBSERVATION, FIREARM, CURRENCY)}

__all__ = ["COMMON", "KINDS", "PARTITIONS", "Kind"]
