"""Rows of the layout ``gtd`` against rows made by hand from its codebook."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from dateline.export.layouts import GtdLayout
from dateline.export.layouts.gtd import weapon_of
from dateline.model import (
    ActorKind,
    CasualtyKind,
    CasualtyRole,
    Certainty,
    DatePrecision,
    EventType,
    PlacePrecision,
    Responsibility,
    ResponsibilityStance,
    Sector,
    Status,
)
from happenings import attack, days, killed, place, who
from laid_out import flags, only, reason

GTD = GtdLayout()


def test_a_shooting_by_hand() -> None:
    cells = {name: cell for name, cell in only(GTD, attack()).items() if cell not in (None, "")}
    assert str(cells.pop("eventid")).startswith("20310304")
    assert cells.pop("dbsource").startswith("dateline ")
    assert cells.pop("summary").startswith("On 2031-03-04, Gunmen: shot (assault, firearms)")
    assert cells == {
        "iyear": 2031,
        "imonth": 3,
        "iday": 4,
        "extended": 0,
        "country_txt": "Kenya",
        "region": 11,
        "region_txt": "Sub-Saharan Africa",
        "provstate": "Garissa County",
        "city": "Garissa",
        "latitude": -0.453227,
        "longitude": 39.646,
        "specificity": 1,
        "vicinity": 0,
        "location": "a mill; Garissa",
        "doubtterr": 1,
        "success": 1,
        "suicide": 0,
        "attacktype1": 2,
        "attacktype1_txt": "Armed Assault",
        "targtype1": 14,
        "targtype1_txt": "Private Citizens & Property",
        "target1": "three farmers",
        "natlty1_txt": "Kenya",
        "gname": "Gunmen",
        "guncertain1": 0,
        "claimed": -9,
        "weaptype1": 5,
        "weaptype1_txt": "Firearms",
        "weapdetail": "rifles",
        "nkill": 3,
        "scite1": "Lorn Courier, Mill hit, 2031-03-05",
    }


def test_an_event_number_is_whole_in_a_double() -> None:
    assert only(GTD, attack())["eventid"] < 2**53


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (days(date(2031, 3, 1), date(2031, 3, 31), DatePrecision.MONTH), (2031, 3, 0, "on Tuesday", None)),
        (days(date(2031, 2, 27), date(2031, 3, 2), DatePrecision.DAYS), (2031, 0, 0, "on Tuesday", None)),
    ],
)
def test_a_day_or_month_that_is_not_known_is_zero(told: Any, expected: tuple[Any, ...]) -> None:
    cells = only(GTD, attack(days=told))
    assert tuple(cells[name] for name in ("iyear", "imonth", "iday", "approxdate", "extended")) == expected


def test_nothing_told_of_the_dead_and_wounded_is_empty() -> None:
    cells = only(GTD, attack(figures=()))
    assert "nkill" not in cells
    assert "nwound" not in cells


def test_dead_attackers_wounded_and_abducted() -> None:
    figures = (
        killed(4, 4, "four"),
        killed(1, 1, "the bomber", role=CasualtyRole.PERPETRATOR),
        killed(24, None, "dozens", kind=CasualtyKind.INJURED),
        killed(2, 2, "two girls", kind=CasualtyKind.ABDUCTED),
    )
    told = attack(figures=figures, mode="abduct")
    cells = only(GTD, told)
    assert [cells[name] for name in ("nkill", "nkillter", "nwound", "nhostkid", "ishostkid")] == [4, 1, 24, 2, 1]
    assert (cells["attacktype1"], cells["weaptype1"]) == (6, 5)
    assert flags(GTD, told) == ("vague_number",)


@pytest.mark.parametrize(
    ("stance", "certainty", "claimed", "uncertain"),
    [
        (ResponsibilityStance.CLAIMED, Certainty.FACT, 1, 0),
        (ResponsibilityStance.UNCLAIMED, Certainty.FACT, 0, 0),
        (ResponsibilityStance.BLAMED_BY_AUTHORITIES, Certainty.FACT, -9, 1),
        (None, Certainty.SUSPECTED, -9, 1),
    ],
)
def test_claims_and_doubts(stance: Any, certainty: Certainty, claimed: int, uncertain: int) -> None:
    told = attack(certainty=certainty, responsibility=Responsibility(stance) if stance else None)
    cells = only(GTD, told)
    assert (cells["claimed"], cells["guncertain1"]) == (claimed, uncertain)


def test_the_one_held_responsible_is_the_doer_where_no_actor_is_told() -> None:
    blamed = Responsibility(ResponsibilityStance.BLAMED_BY_OTHER, "the Front")
    cells = only(GTD, attack(actors=(), responsibility=blamed))
    assert (cells["gname"], cells["guncertain1"]) == ("the Front", 1)
    assert only(GTD, attack(actors=()))["gname"] == "Unknown"


def test_place_near_unknown_and_of_a_wider_area() -> None:
    near = only(GTD, attack(location=place(PlacePrecision.NEAR)))
    assert (near["specificity"], near["vicinity"]) == (1, 1)
    nowhere = only(GTD, attack(location=None))
    assert (nowhere["specificity"], nowhere["vicinity"]) == (5, -9)
    assert "latitude" not in nowhere
    province = attack(location=place(PlacePrecision.ADMIN1, "P.PPLA"))
    assert only(GTD, province)["latitude"] is None
    assert flags(GTD, province) == ("point_of_a_settlement_left_out",)


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"actors": (who("soldiers", Sector.MIL, country="KEN"),)}, "GTD holds acts of non-state perpetrators only"),
        ({"type": EventType.AID, "mode": "economic"}, "type AID outside the layout"),
        ({"country": None}, "country not told, or not resolved"),
        ({"days": None}, "day not told"),
        ({"days": days(date(2030, 12, 31), date(2031, 1, 1), DatePrecision.DAYS)}, "days in two years"),
    ],
)
def test_what_is_left_out(facts: dict[str, Any], why: str) -> None:
    assert why in reason(GTD, attack(**facts))


def test_an_attack_that_failed_is_no_success() -> None:
    assert only(GTD, attack(status=Status.FAILED))["success"] == 0


@pytest.mark.parametrize(
    ("means", "code"),
    [(("a petrol bomb",), 8), (("a car bomb",), 6), (("AK-47s",), 5), (("sarin gas",), 2), (("a boat",), None)],
)
def test_words_of_the_means_name_the_weapon(means: tuple[str, ...], code: int | None) -> None:
    assert weapon_of(means) == code


def test_three_targets_and_three_groups() -> None:
    people = tuple(who(f"group {number}", Sector.REB, kind=ActorKind.ARMED_GROUP) for number in range(4))
    cells = only(GTD, attack(actors=people, recipients=people))
    assert [cells.get(f"gname{number}") for number in ("", 2, 3, 4)] == ["group 0", "group 1", "group 2", None]
    assert cells["target3"] == "group 2"
