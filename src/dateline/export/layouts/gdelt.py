"""Layout ``gdelt``: the events table of GDELT 2.0, 61 columns, tabs, no head row; a row for each actor and recipient.

Source: GDELT event codebook 2.0 and CAMEO. GDELT has no column for how closely a day is known, so that only a day known
to the day makes a row. The mentions table is the layout ``gdelt-mentions``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar

from dateline.export.cells import tsv_line
from dateline.export.happening import Happening, Participant
from dateline.export.layouts.conditions import deciding_rule
from dateline.export.layouts.dyads import Dyad, mutual_dyads
from dateline.export.layouts.layout import BaseLayout, LaidRow, LeftOut, Rows, outside
from dateline.export.layouts.schema import Cell
from dateline.export.points import point
from dateline.export.told import (
    NO_DAY,
    POINT_LEFT_OUT,
    country_name,
    is_one_day,
    known_days,
    number_of,
)
from dateline.knowledge.crosswalks import Rule, country_facts, read_table, sector_facts
from dateline.model import CountingView, Days, Location, PlacePrecision

NO_PARTICIPANT = "neither actor nor recipient told"
_ROLES = 3
_CITY = (PlacePrecision.POINT, PlacePrecision.SETTLEMENT, PlacePrecision.NEAR)


class GdeltLayout(BaseLayout):
    """One row for each actor and recipient of a record."""

    name = "gdelt"
    title = "GDELT 2.0 events"
    view = CountingView.DYAD
    has_head = False
    policies: ClassVar[Mapping[str, str]] = {
        "day": "a day known to the day alone, because no column tells how closely it is known",
        "place": "the first location of the record; the point stays empty where only a town's stands for a wider area",
        "participants": "a row for each actor with each recipient; actors without one in pairs, both ways round",
        "flags": "counted here alone, because the layout has no head row and no column of others",
        "status": "occurred, ongoing and failed alone, because no column tells them apart",
    }

    def rows(self, happening: Happening) -> Rows | LeftOut:
        """One row for each dyad, or why there is none."""
        made = checked(happening)
        if isinstance(made, LeftOut):
            return made
        rule, days = made
        where, flags = _where(happening)
        common = {**_when(days), **_what(rule, happening), **where, **_report(happening)}
        return Rows.by(rule, *(LaidRow(common | _sides(happening, dyad), flags) for dyad in mutual_dyads(happening)))

    def line(self, cells: Iterable[str]) -> str:
        """One line, with tabs between its cells."""
        return tsv_line(cells)


def checked(happening: Happening) -> tuple[Rule, Days] | LeftOut:
    """The rule and the day of a happening that has rows in the events table, or why it has none."""
    rule, days = deciding_rule("cameo", happening), known_days(happening)
    if rule is None or rule.fit is None:
        return outside(happening, rule)
    if not happening.actors and not happening.recipients:
        return LeftOut(NO_PARTICIPANT)
    if days is None or not is_one_day(days):
        return LeftOut(NO_DAY if days is None else "day not known to the day")
    return rule, days


def event_number(happening: Happening, dyad: Dyad) -> str:
    """GlobalEventID of the row for this dyad."""
    return str(number_of(happening.id, dyad.actor_number, dyad.recipient_number))


def _when(days: Days) -> dict[str, Cell]:
    day = days.first
    fraction = min((day.month * 30 + day.day) / 365, 0.9999)
    return {
        "Day": int(f"{day:%Y%m%d}"),
        "MonthYear": int(f"{day:%Y%m}"),
        "Year": day.year,
        "FractionDate": round(day.year + fraction, 4),
    }


def _what(rule: Rule, happening: Happening) -> dict[str, Cell]:
    code, score = rule.values["code"], rule.values["goldstein"]
    root = next(row for row in read_table("cameo_roots") if row["root"] == code[:2])
    return {
        "IsRootEvent": None if happening.is_main is None else int(happening.is_main),
        "EventCode": code,
        "EventBaseCode": code[:3],
        "EventRootCode": code[:2],
        "QuadClass": int(root["quad_class"]),
        "GoldsteinScale": float(score) if score else None,
        "NumMentions": len(happening.mentions),
        "NumSources": len({source.publisher or source.report_id for source in happening.sources}),
        "NumArticles": len(happening.sources),
    }


def _report(happening: Happening) -> dict[str, Cell]:
    source = happening.sources[0]
    added = f"{source.published:%Y%m%d}" if source.published else None
    return {"DATEADDED": added, "SOURCEURL": source.address or source.report_id}


def _where(happening: Happening) -> tuple[dict[str, Cell], tuple[str, ...]]:
    location, country = happening.location, happening.country
    facts = country_facts(country) if country else None
    told: dict[str, Cell] = {"ActionGeo_CountryCode": facts.fips if facts else None}
    if location is None:
        named: dict[str, Cell] = {"ActionGeo_Type": 1, "ActionGeo_FullName": facts.name} if facts else {}
        return told | named, ()
    latitude, longitude = point(location)
    name = (location.place.name, location.place.admin1, country_name(country))
    told |= {
        "ActionGeo_Type": _geo_type(location, country),
        "ActionGeo_FullName": ", ".join(dict.fromkeys(part for part in name if part)),
        "ActionGeo_Lat": latitude,
        "ActionGeo_Long": longitude,
    }
    return told, () if latitude is not None else (POINT_LEFT_OUT,)


def _geo_type(location: Location, country: str | None) -> int | None:
    """GDELT's kind of place: 1 country, 2 US state, 3 US city, 4 city, 5 first-order unit; None for other features."""
    if location.precision is PlacePrecision.COUNTRY:
        return 1
    if location.precision in _CITY:
        return 3 if country == "USA" else 4
    if location.precision is PlacePrecision.ADMIN1:
        return 2 if country == "USA" else 5
    return None


def _sides(happening: Happening, dyad: Dyad) -> dict[str, Cell]:
    cells: dict[str, Cell] = {"GlobalEventID": event_number(happening, dyad)}
    for side, who in (("Actor1", dyad.actor), ("Actor2", dyad.recipient)):
        if who is not None:
            cells |= _side(side, who)
    return cells


def _side(side: str, who: Participant) -> dict[str, Cell]:
    roles = list(dict.fromkeys(role for sector in who.sectors if (role := sector_facts()[sector].cameo_role)))
    codes = [*([who.country] if who.country else []), *roles[:1]]
    return {
        f"{side}Code": "".join(codes),
        f"{side}Name": who.name.upper(),
        f"{side}CountryCode": who.country,
        **{f"{side}Type{number}Code": role for number, role in enumerate(roles[:_ROLES], 1)},
    }
