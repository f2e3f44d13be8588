"""Layout ``gtd``: the Global Terrorism Database, 135 columns.

Source: GTD codebook, columns as distributed. GTD holds attacks of non-state actors. Whether an attack meets its three
criteria is for a person to say; until then doubtterr is 1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import ClassVar

from dateline.export.happening import Happening, Participant
from dateline.export.layouts import tolls
from dateline.export.layouts.conditions import deciding_rule
from dateline.export.layouts.layout import BaseLayout, LaidRow, LeftOut, Rows, outside
from dateline.export.layouts.schema import Cell
from dateline.export.points import is_settlement, point
from dateline.export.told import (
    NO_DAY,
    POINT_LEFT_OUT,
    account,
    citation,
    country_name,
    is_one_day,
    joined,
    known_days,
    number_of,
    own_version,
)
from dateline.knowledge.crosswalks import Rule, labels, precision, read_table, region_of, sector_facts
from dateline.model import (
    CasualtyKind,
    CasualtyRole,
    Certainty,
    CountingView,
    Days,
    EventType,
    PlacePrecision,
    ResponsibilityStance,
    Status,
)
from dateline.model.figures import GUIDE

_UNKNOWN_TARGET, _UNKNOWN_WEAPON, _NO_PLACE = 20, 13, 5
_DOERS, _TARGETS = 3, 3
_BLAMED = frozenset({ResponsibilityStance.BLAMED_BY_AUTHORITIES, ResponsibilityStance.BLAMED_BY_OTHER})
_DOUBTFUL = frozenset({Certainty.SUSPECTED, Certainty.DISPUTED})


class GtdLayout(BaseLayout):
    """One row a record of an attack by others than a state."""

    name = "gtd"
    title = "GTD"
    view = CountingView.RECORD
    toll = tolls.FIRST_VOICE
    figures = "guide"
    policies: ClassVar[Mapping[str, str]] = {
        "day": "imonth or iday is 0 where no single month or day is known; a record without a year is left out",
        "place": "the first location of the record; the point stays empty where only a town's stands for a wider area",
        "criteria": "doubtterr is 1 in every row, because no person has judged the criteria of inclusion",
        "unknown": "GTD's codes for unknown stand in columns that dateline looks at; the others stay empty",
        "status": "success is 0 where the attack failed",
    }

    def rows(self, happening: Happening) -> Rows | LeftOut:
        """One row, or why there is none."""
        rule = deciding_rule(self.name, happening)
        if rule is None or rule.fit is None:
            return outside(happening, rule)
        days = known_days(happening)
        if days is None or days.first.year != days.last.year:
            return LeftOut(NO_DAY if days is None else "days in two years")
        if happening.country is None:
            return LeftOut("country not told, or not resolved")
        counts, flags = _counts(happening)
        where, is_point_left_out = _where(happening)
        flags += [POINT_LEFT_OUT] if is_point_left_out else []
        flags += ["cause_unconfirmed"] if happening.type is EventType.INCIDENT else []
        cells = {
            **_when(happening, days),
            **where,
            "summary": account(happening),
            "doubtterr": 1,
            "success": 0 if happening.status is Status.FAILED else 1,
            "suicide": int(happening.mode == "suicide-attack"),
            **_how(rule, happening),
            **_targets(happening),
            **_doers(happening),
            **counts,
            "scite1": citation(happening.sources[0]),
            "dbsource": f"dateline {own_version()}",
        }
        return Rows.by(rule, LaidRow(cells, tuple(dict.fromkeys(flags))))


def _when(happening: Happening, days: Days) -> dict[str, Cell]:
    month = days.first.month if days.first.month == days.last.month else 0
    day = days.first.day if is_one_day(days) else 0
    return {
        "eventid": int(f"{days.first.year:04d}{month:02d}{day:02d}{number_of(happening.id) % 10**8:08d}"),
        "iyear": days.first.year,
        "imonth": month,
        "iday": day,
        "approxdate": None if day else joined(happening.times),
        "extended": 0 if day else None,
    }


def _where(happening: Happening) -> tuple[dict[str, Cell], bool]:
    """The cells, and whether a point was left out because it is only a town's."""
    assert happening.country is not None
    location, region = happening.location, region_of("gtd", happening.country)
    told: dict[str, Cell] = {
        "country_txt": country_name(happening.country),
        "region": int(region[0]) if region else None,
        "region_txt": region[1] if region else None,
        "location": joined(happening.places),
    }
    if location is None:
        return told | {"specificity": _NO_PLACE, "vicinity": -9}, False
    specificity = precision("gtd", location.precision) or _NO_PLACE
    latitude, longitude = point(location) if specificity < _NO_PLACE else (None, None)
    in_town = location.precision in (PlacePrecision.POINT, PlacePrecision.SETTLEMENT)
    told |= {
        "provstate": location.place.admin1,
        "city": location.place.name if is_settlement(location) else None,
        "latitude": latitude,
        "longitude": longitude,
        "specificity": specificity,
        "vicinity": 1 if location.precision is PlacePrecision.NEAR else 0 if in_town else -9,
    }
    return told, latitude is None and specificity < _NO_PLACE


def _how(rule: Rule, happening: Happening) -> dict[str, Cell]:
    attack, weapon = int(rule.values["attacktype"]), int(rule.values["weaptype"] or _UNKNOWN_WEAPON)
    if weapon == _UNKNOWN_WEAPON:
        weapon = weapon_of(happening.means) or _UNKNOWN_WEAPON
    return {
        "attacktype1": attack,
        "attacktype1_txt": labels("attacktype1")[attack],
        "weaptype1": weapon,
        "weaptype1_txt": labels("weaptype1")[weapon],
        "weapdetail": joined(happening.means),
        "ishostkid": 1 if happening.mode == "abduct" else None,
    }


@cache
def _weapons() -> tuple[tuple[int, re.Pattern[str]], ...]:
    return tuple(
        (int(row["code"]), re.compile(rf"\b(?:{row['words']})", re.IGNORECASE)) for row in read_table("weapon_words")
    )


def weapon_of(means: tuple[str, ...]) -> int | None:
    """GTD's weapon type by the first words for a means that name one; None where none does."""
    return next((code for words in means for code, pattern in _weapons() if pattern.search(words)), None)


def _targets(happening: Happening) -> dict[str, Cell]:
    cells: dict[str, Cell] = {}
    for number, who in enumerate(happening.recipients[:_TARGETS], 1):
        cells |= _target(number, who)
    if not happening.recipients:
        cells |= {**_target_type(1, _UNKNOWN_TARGET), "target1": happening.objects[0] if happening.objects else None}
    return cells


def _target(number: int, who: Participant) -> dict[str, Cell]:
    code = sector_facts()[who.sectors[0]].gtd_target if who.sectors else ""
    return {
        **_target_type(number, int(code) if code else _UNKNOWN_TARGET),
        f"corp{number}": who.identity.name if who.identity else None,
        f"target{number}": who.words,
        f"natlty{number}_txt": country_name(who.country),
    }


def _target_type(number: int, code: int) -> dict[str, Cell]:
    return {f"targtype{number}": code, f"targtype{number}_txt": labels("targtype1")[code]}


def _doers(happening: Happening) -> dict[str, Cell]:
    responsibility = happening.responsibility
    stance = responsibility.stance if responsibility else None
    names = list(dict.fromkeys(each.name for each in happening.actors))
    if responsibility is not None and responsibility.who and not names:
        names = [responsibility.who]
    only_blamed = stance in _BLAMED or happening.certainty in _DOUBTFUL
    claimed = {ResponsibilityStance.CLAIMED: 1, ResponsibilityStance.UNCLAIMED: 0}
    cells: dict[str, Cell] = {
        "gname": names[0] if names else "Unknown",
        "guncertain1": int(only_blamed) if names else None,
        "claimed": claimed.get(stance, -9) if stance else -9,
    }
    return cells | {f"gname{number}": name for number, name in enumerate(names[1:_DOERS], 2)}


def _counts(happening: Happening) -> tuple[dict[str, Cell], list[str]]:
    cells: dict[str, Cell] = {}
    flags: list[str] = []
    for column, toll in _tolls(happening):
        if toll is not None:
            cells[column] = toll.low
            flags += toll.flags()
    return cells, flags


def _tolls(happening: Happening) -> Iterator[tuple[str, tolls.Toll | None]]:
    yield "nkill", tolls.first_voice(happening, CasualtyKind.KILLED, GUIDE)
    yield "nkillter", tolls.by_role(happening, CasualtyKind.KILLED, CasualtyRole.PERPETRATOR, GUIDE)
    yield "nwound", tolls.first_voice(happening, CasualtyKind.INJURED, GUIDE)
    yield "nhostkid", tolls.first_voice(happening, CasualtyKind.ABDUCTED, GUIDE)
