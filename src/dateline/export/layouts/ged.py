"""Layout ``ged``: the UCDP Georeferenced Event Dataset, 49 columns.

Source: UCDP GED codebook, layout of releases up to 26.1. GED holds deadly armed force with a known day and place; the
numbers of conflicts, dyads and actors are UCDP's own and stay empty.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import datetime, time
from typing import ClassVar

from dateline.export.happening import Happening, Participant
from dateline.export.layouts import tolls
from dateline.export.layouts.conditions import deciding_rule, is_state
from dateline.export.layouts.layout import BaseLayout, LaidRow, LeftOut, Rows, outside
from dateline.export.layouts.schema import Cell
from dateline.export.points import point
from dateline.export.told import (
    NO_DAY,
    NO_PLACE,
    POINT_LEFT_OUT,
    citation,
    country_name,
    date_precision,
    is_one_day,
    joined,
    known_days,
    number_of,
)
from dateline.knowledge.crosswalks import precision, region_of
from dateline.model import CasualtyKind, CasualtyRole, CountingView, Days, Location, Status
from dateline.model.figures import GUIDE

_STATE_BASED, _NON_STATE, _ONE_SIDED = 1, 2, 3
_KILLED = CasualtyKind.KILLED


class GedLayout(BaseLayout):
    """One row a record in which somebody was killed."""

    name = "ged"
    title = "UCDP GED"
    view = CountingView.RECORD
    toll = tolls.UCDP_TRIPLE
    figures = "guide"
    policies: ClassVar[Mapping[str, str]] = {
        "day": "first and last day as they are; date_prec tells how closely they are known",
        "place": "the first location of the record; the point stays empty where only a town's stands for a wider area",
        "sides": "in state-based violence the state is side_a; dead perpetrators are counted on their side",
        "status": "occurred and ongoing alone",
    }

    def rows(self, happening: Happening) -> Rows | LeftOut:
        """One row, or why there is none."""
        rule = deciding_rule(self.name, happening)
        if rule is None or rule.fit is None:
            return outside(happening, rule)
        if happening.status is Status.FAILED:
            return LeftOut("status failed")
        if not _is_deadly(happening):
            return LeftOut("no death told")
        days, location = known_days(happening), happening.location
        if days is None:
            return LeftOut(NO_DAY)
        if date_precision(self.name, days) is None:
            return LeftOut("days wider than a year")
        if location is None or happening.country is None or precision(self.name, location.precision) is None:
            return LeftOut(NO_PLACE)
        kind = int(rule.values["type_of_violence"])
        deaths, flags = _deaths(happening, is_swapped=_is_swapped(happening, kind))
        if point(location)[0] is None:
            flags.append(POINT_LEFT_OUT)
        cells = {
            "id": number_of(happening.id),
            "relid": happening.id,
            "year": days.first.year,
            "code_status": "Check",
            "type_of_violence": kind,
            **_sides(happening, kind),
            **_sources(happening),
            **_where(location, happening),
            "event_clarity": 1 if is_one_day(days) else None,
            **_when(days),
            **deaths,
        }
        return Rows.by(rule, LaidRow(cells, tuple(flags)))


def _is_deadly(happening: Happening) -> bool:
    """Whether somebody was killed: a figure above zero that nobody rejects."""
    low, high = tolls.extremes(happening, _KILLED, GUIDE)
    return (high or low or 0) > 0


def _when(days: Days) -> dict[str, Cell]:
    return {
        "date_prec": date_precision("ged", days),
        "date_start": datetime.combine(days.first, time()),
        "date_end": datetime.combine(days.last, time()),
    }


def _side_name(participant: Participant) -> str:
    """The name of a participant on one side; "Government of X" for state forces of a known country without a name."""
    country = country_name(participant.country)
    if is_state(participant) and country is not None:
        return f"Government of {country}"
    return participant.name


def _is_swapped(happening: Happening, kind: int) -> bool:
    """Whether the recipient is the state side, which stands first in state-based violence whoever began."""
    return (
        kind == _STATE_BASED and any(map(is_state, happening.recipients)) and not any(map(is_state, happening.actors))
    )


def _sides(happening: Happening, kind: int) -> dict[str, Cell]:
    doers, others = happening.actors, happening.recipients
    if not others and len(doers) > 1:
        doers, others = doers[:1], doers[1:]
    if _is_swapped(happening, kind):
        doers, others = others, doers
    side_a = _side_name(doers[0]) if doers else None
    side_b = "Civilians" if kind == _ONE_SIDED else _side_name(others[0]) if others else None
    return {"side_a": side_a, "side_b": side_b, "dyad_name": f"{side_a} - {side_b}" if side_a and side_b else None}


def _deaths(happening: Happening, *, is_swapped: bool) -> tuple[dict[str, Cell], list[str]]:
    """The four parts, their sum, and the bounds, with the flags of the figures that they rest on.

    A figure without a role is taken for the total, figures by role for its parts; the rest is of unknown side.
    """
    doers = CasualtyRole.SIDE_B if is_swapped else CasualtyRole.SIDE_A
    parts: dict[CasualtyRole, int | None] = {}
    flags: list[str] = []
    for role in (CasualtyRole.SIDE_A, CasualtyRole.SIDE_B, CasualtyRole.CIVILIAN, CasualtyRole.PERPETRATOR):
        toll = tolls.by_role(happening, _KILLED, role, GUIDE)
        if toll is not None:
            column = doers if role is CasualtyRole.PERPETRATOR else role
            parts[column] = (parts.get(column) or 0) + toll.low if toll.low is not None else parts.get(column)
            flags += toll.flags()
    total = tolls.first_voice(happening, _KILLED, GUIDE)
    flags += total.flags() if total else ()
    known = sum(number or 0 for number in parts.values())
    best = None if total is None or total.low is None else max(total.low, known)
    low, high = tolls.extremes(happening, _KILLED, GUIDE)
    cells: dict[str, Cell] = {
        "deaths_a": parts.get(CasualtyRole.SIDE_A),
        "deaths_b": parts.get(CasualtyRole.SIDE_B),
        "deaths_civilians": parts.get(CasualtyRole.CIVILIAN),
        "deaths_unknown": None if best is None else best - known,
        "best": best,
        "high": high,
        "low": low,
    }
    return cells, list(dict.fromkeys(flags))


def _sources(happening: Happening) -> dict[str, Cell]:
    return {
        "number_of_sources": len(happening.sources),
        "source_article": joined(citation(source) for source in happening.sources),
        "source_office": joined(source.publisher for source in happening.sources),
        "source_date": joined(
            source.published.isoformat() if source.published else None for source in happening.sources
        ),
        "source_headline": joined(source.title for source in happening.sources),
        "source_original": joined(happening.vouching),
    }


def _where(location: Location, happening: Happening) -> dict[str, Cell]:
    latitude, longitude = point(location)
    region = region_of("ged", happening.country) if happening.country else None
    is_known = latitude is not None and longitude is not None
    return {
        "where_prec": precision("ged", location.precision),
        "where_coordinates": location.place.name,
        "where_description": joined(happening.places),
        "adm_1": location.place.admin1,
        "adm_2": location.place.admin2,
        "latitude": latitude,
        "longitude": longitude,
        "geom_wkt": f"POINT ({longitude} {latitude})" if is_known else None,
        "priogrid_gid": priogrid(latitude, longitude) if latitude is not None and longitude is not None else None,
        "country": country_name(happening.country),
        "region": region[1] if region else None,
    }


def priogrid(latitude: float, longitude: float) -> int:
    """The PRIO-GRID cell of half a degree that holds the point; cells are numbered from 1 in the south-west.

    Source: Tollefsen, Strand and Buhaug 2012, PRIO-GRID. The north pole and the date line belong to the last cells.
    """
    row = min(math.floor((latitude + 90) * 2), 359)
    column = min(math.floor((longitude + 180) * 2), 719)
    return row * 720 + column + 1
