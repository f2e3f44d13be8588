"""Layout ``polecat``: the tab-separated table of POLECAT, 40 columns, one row for each actor and recipient.

Source: PLOVER manual and the column list of the published files. A day that is not told stays empty; the coder of
POLECAT puts the day of publication there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar

from dateline.export.cells import tsv_line
from dateline.export.happening import Happening, Participant
from dateline.export.layouts.conditions import deciding_rule
from dateline.export.layouts.dyads import Dyad, dyads
from dateline.export.layouts.layout import BaseLayout, LaidRow, LeftOut, Rows, outside
from dateline.export.layouts.schema import Cell
from dateline.export.points import is_settlement, point
from dateline.export.told import (
    POINT_LEFT_OUT,
    country_name,
    is_one_day,
    joined,
    known_days,
    own_version,
)
from dateline.knowledge.crosswalks import Rule, read_table
from dateline.model import CountingView

NO_ACTOR = "actor not told"


class PolecatLayout(BaseLayout):
    """One row for each actor and recipient of a record."""

    name = "polecat"
    title = "POLECAT"
    view = CountingView.DYAD
    policies: ClassVar[Mapping[str, str]] = {
        "day": "a day known to the day alone; never the day of publication, which has a column of its own",
        "place": "the first location of the record; the point stays empty where only a town's stands for a wider area",
        "participants": "a row for each actor with each recipient; records without an actor, and of types that need a "
        "recipient without one, are left out",
        "status": "occurred, ongoing and failed alone, because no column tells them apart",
    }

    def rows(self, happening: Happening) -> Rows | LeftOut:
        """One row for each dyad, or why there is none."""
        rule = deciding_rule(self.name, happening)
        if rule is None or rule.fit is None:
            return outside(happening, rule)
        if not happening.actors:
            return LeftOut(NO_ACTOR)
        if not happening.recipients and _type(happening)["requires_recipient"] == "yes":
            return LeftOut("recipient not told, and the type needs one")
        common, flags = _common(rule, happening)
        return Rows.by(rule, *(LaidRow(common | _sides(happening, dyad), flags) for dyad in dyads(happening)))

    def line(self, cells: Iterable[str]) -> str:
        """One line, with tabs between its cells."""
        return tsv_line(cells)


def _type(happening: Happening) -> dict[str, str]:
    return next(row for row in read_table("plover_types") if row["type"] == happening.type.value)


def _common(rule: Rule, happening: Happening) -> tuple[dict[str, Cell], tuple[str, ...]]:
    days, source = known_days(happening), happening.sources[0]
    where, flags = _where(happening)
    maker = happening.maker
    cells: dict[str, Cell] = {
        "Event Date": days.first if days and is_one_day(days) else None,
        "Event Type": happening.type.value,
        "Event Mode": rule.values["mode"],
        "Intensity": float(rule.values["intensity"]),
        "Quad Code": _type(happening)["quad_code"],
        "Contexts": rule.values["contexts"],
        **where,
        "Source": source.publisher,
        "Publication Date": source.published,
        "Language": source.language,
        "Version": f"dateline {own_version()}, {maker.component} {maker.version}",
    }
    return cells, flags + (("day_not_single",) if days and not is_one_day(days) else ())


def _where(happening: Happening) -> tuple[dict[str, Cell], tuple[str, ...]]:
    location = happening.location
    told: dict[str, Cell] = {"Country": country_name(happening.country), "Raw Placename": joined(happening.places)}
    if location is None:
        return told, ()
    place = location.place
    latitude, longitude = point(location)
    told |= {
        "Placename": place.name,
        "City": place.name if is_settlement(location) and latitude is not None else None,
        "District": place.admin2,
        "Province": place.admin1,
        "Latitude": latitude,
        "Longitude": longitude,
        "GeoNames ID": None if place.geonames_id is None else str(place.geonames_id),
        "Feature Type": place.feature.rpartition(".")[2],
    }
    return told, () if latitude is not None else (POINT_LEFT_OUT,)


def _sides(happening: Happening, dyad: Dyad) -> dict[str, Cell]:
    cells: dict[str, Cell] = {"Event ID": f"{happening.id}-{dyad.actor_number}-{dyad.recipient_number}"}
    for side, who in (("Actor", dyad.actor), ("Recipient", dyad.recipient)):
        if who is not None:
            cells |= _side(side, who)
    return cells


def _side(side: str, who: Participant) -> dict[str, Cell]:
    sectors = [sector.value for sector in who.sectors]
    return {
        f"{side} Name": who.name,
        f"{side} Country": country_name(who.country),
        f"Primary {side} Sector": sectors[0] if sectors else None,
        f"{side} Sectors": ";".join(sectors),
        f"{side} Title": who.identity.role if who.identity else None,
        f"{side} Name Raw": who.words,
    }
