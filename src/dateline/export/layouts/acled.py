"""Layout ``acled``: the table of the Armed Conflict Location & Event Data project, 31 columns.

Source: ACLED codebook and column list, as of 2025 (text in the inter columns). What ACLED cannot hold is left out: a
day wider than a month, a place known no closer than the country, and types outside its six. Deaths that are not told
stay empty; ACLED itself writes 0 there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from dateline.export.happening import Happening, Participant
from dateline.export.layouts import tolls
from dateline.export.layouts.conditions import deciding_rule, holds, is_armed, is_foreign_force, is_state
from dateline.export.layouts.layout import BaseLayout, LaidRow, LeftOut, Rows, outside
from dateline.export.layouts.schema import Cell
from dateline.export.points import point
from dateline.export.told import (
    NO_DAY,
    NO_PLACE,
    account,
    country_name,
    date_precision,
    joined,
    known_days,
    middle,
)
from dateline.knowledge.crosswalks import Rule, country_facts, precision, region_of, sector_facts
from dateline.model import ActorKind, CasualtyKind, Certainty, CountingView, Days, EventType, Location, Sector
from dateline.model.figures import RULES

_EXTERNAL, _PROTESTERS, _RIOTERS, _CIVILIANS = "External/Other forces", "Protesters", "Rioters", "Civilians"
_INTERS = (
    *("State forces", "Rebel group", "Political militia", "Identity militia"),
    *(_RIOTERS, _PROTESTERS, _CIVILIANS, _EXTERNAL),
)
"""ACLED's kinds of actor in the order of their former digits, 1 to 8."""

_GENERIC = {
    Sector.MIL: "Military Forces of {country}",
    Sector.COP: "Police Forces of {country}",
    Sector.GOV: "Government of {country}",
    Sector.UAF: "Unidentified Armed Group ({country})",
}
_GROUPS = {
    _PROTESTERS: "Protesters ({country})",
    _RIOTERS: "Rioters ({country})",
    _CIVILIANS: "Civilians ({country})",
}
_POLITICAL_VIOLENCE = "Political violence"


class AcledLayout(BaseLayout):
    """One row a record, on one day."""

    name = "acled"
    title = "ACLED"
    view = CountingView.RECORD
    toll = tolls.LOWEST
    figures = "acled"
    policies: ClassVar[Mapping[str, str]] = {
        "day": "a range becomes its middle day; time_precision tells how wide it was",
        "place": "the first location of the record; a capital or other town never stands in for a wider area",
        "status": "occurred, ongoing and failed alone; some attacks that failed are Disrupted weapons use",
    }

    def rows(self, happening: Happening) -> Rows | LeftOut:
        """One row, or why there is none."""
        rule = deciding_rule(self.name, happening)
        if rule is None or rule.fit is None:
            return outside(happening, rule)
        days, location = known_days(happening), happening.location
        if days is None:
            return LeftOut(NO_DAY)
        if date_precision(self.name, days) is None:
            return LeftOut("days wider than a month")
        if location is None or happening.country is None:
            return LeftOut(NO_PLACE)
        if precision(self.name, location.precision) is None or point(location)[0] is None:
            return LeftOut("place no closer than a country, or without a point of its own")
        deaths = tolls.lowest(happening, CasualtyKind.KILLED, RULES[self.figures])
        flags = [*(deaths.flags() if deaths else ())]
        flags += ["cause_unconfirmed"] if happening.type is EventType.INCIDENT else []
        cells = {
            "event_id_cnty": happening.id,
            **_when(days),
            **_what(rule, happening),
            **_who(rule, happening),
            **_where(location, happening),
            "source": joined(source.publisher for source in happening.sources),
            "notes": account(happening),
            "fatalities": deaths.low if deaths else None,
            "tags": joined(_tags(happening)),
        }
        return Rows.by(rule, LaidRow(cells, tuple(flags)))


def _when(days: Days) -> dict[str, Cell]:
    day = middle(days)
    return {"event_date": day, "year": day.year, "time_precision": date_precision("acled", days)}


def _what(rule: Rule, happening: Happening) -> dict[str, Cell]:
    is_targeting = _POLITICAL_VIOLENCE in rule.values["disorder_type"] and holds("recipient_civilian", happening)
    return {
        "disorder_type": rule.values["disorder_type"],
        "event_type": rule.values["event_type"],
        "sub_event_type": rule.values["sub_event_type"],
        "civilian_targeting": "Civilian targeting" if is_targeting else None,
    }


def _who(rule: Rule, happening: Happening) -> dict[str, Cell]:
    event = rule.values["event_type"]
    first, *allies = happening.actors or (None,)
    other, *further = happening.recipients or (None,)
    inter1, inter2 = _inter(first, event, happening), _inter(other, "", happening)
    return {
        "actor1": _name(first, inter1, happening),
        "assoc_actor_1": joined(_name(each, _inter(each, event, happening), happening) for each in allies),
        "inter1": inter1,
        "actor2": _name(other, inter2, happening),
        "assoc_actor_2": joined(_name(each, _inter(each, "", happening), happening) for each in further),
        "inter2": inter2,
        "interaction": _interaction(inter1, inter2, is_alone=other is None),
    }


def _inter(who: Participant | None, event: str, happening: Happening) -> str | None:
    """ACLED's kind of actor, where the sector tells it. event: ACLED's event type, for those on the doing side."""
    if who is None:
        return None
    if is_foreign_force(who, happening.country):
        return _EXTERNAL
    is_crowd = who.kind is ActorKind.CROWD and not is_armed(who) and not is_state(who)
    kind = sector_facts()[who.sectors[0]].acled_inter if who.sectors else _CIVILIANS if is_crowd else ""
    if kind == _CIVILIANS and event in ("Protests", "Riots"):
        return _PROTESTERS if event == "Protests" else _RIOTERS
    if kind == _CIVILIANS and not event and holds("recipient_protester", happening):
        return _PROTESTERS
    return kind or None


def _name(who: Participant | None, inter: str | None, happening: Happening) -> str | None:
    """The name in the list of actors; else ACLED's generic form, where sector and country give one; else the words."""
    if who is None:
        return None
    if who.identity is not None and who.identity.name:
        return who.identity.name
    country = country_name(who.country or happening.country)
    form = _GROUPS.get(inter or "") or (_GENERIC.get(who.sectors[0]) if who.sectors else None)
    return form.format(country=country) if form and country else who.words


def _interaction(inter1: str | None, inter2: str | None, is_alone: bool) -> str | None:
    if inter1 is None or (inter2 is None and not is_alone):
        return None
    if inter2 is None:
        return f"{inter1} only"
    return "-".join(sorted((inter1, inter2), key=_INTERS.index))


def _where(location: Location, happening: Happening) -> dict[str, Cell]:
    latitude, longitude = point(location)
    assert latitude is not None and longitude is not None and happening.country is not None  # noqa: PT018
    facts, region = country_facts(happening.country), region_of("acled", happening.country)
    return {
        "iso": facts.number if facts else None,
        "region": region[1] if region else None,
        "country": facts.name if facts else None,
        "admin1": location.place.admin1,
        "admin2": location.place.admin2,
        "admin3": location.place.admin3,
        "location": location.place.name,
        "latitude": round(latitude, 4),
        "longitude": round(longitude, 4),
        "geo_precision": precision("acled", location.precision),
    }


def _tags(happening: Happening) -> Iterator[str]:
    if happening.type is EventType.INCIDENT:
        yield "cause=unconfirmed"
    if happening.responsibility is not None:
        yield f"responsibility={happening.responsibility.stance.value}"
    if happening.certainty is Certainty.DISPUTED:
        yield "certainty=disputed"
