"""Sectors, precisions and code lists of the layouts, by dateline's own words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from dateline.knowledge.crosswalks.tables import read_table
from dateline.model import DatePrecision, PlacePrecision, Sector


@dataclass(frozen=True, slots=True)
class SectorFacts:
    """What the layouts make of a sector; "" where they have nothing for it.

    acled_inter: ACLED's kind of actor. gtd_target: GTD's target type. cameo_role: CAMEO's role code.
    """

    is_armed: bool
    is_state: bool
    acled_inter: str
    gtd_target: str
    cameo_role: str


@cache
def sector_facts() -> Mapping[Sector, SectorFacts]:
    """Every sector's facts."""
    return {
        Sector(row["sector"]): SectorFacts(
            row["armed"] == "yes", row["state"] == "yes", row["acled_inter"], row["gtd_target"], row["cameo_role"]
        )
        for row in read_table("sectors")
    }


@cache
def _precisions() -> Mapping[tuple[str, str], Mapping[str, str]]:
    return {(row["axis"], row["value"]): row for row in read_table("precisions")}


def precision(layout: str, value: PlacePrecision | DatePrecision) -> int | None:
    """The code by which ``layout`` (``acled``, ``ged``, ``gtd``) tells the precision; None where it has none."""
    axis = "place" if isinstance(value, PlacePrecision) else "time"
    cell = _precisions()[axis, value.value][layout]
    return int(cell) if cell else None


@cache
def labels(variable: str) -> Mapping[int, str]:
    """The labels of a code list of GTD, by code."""
    return {int(row["code"]): row["label"] for row in read_table("gtd_codes") if row["variable"] == variable}
