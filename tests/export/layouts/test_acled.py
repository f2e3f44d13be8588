"""Rows of the layout ``acled`` against rows made by hand from its codebook."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from dateline.export.happening import Happening
from dateline.export.layouts import AcledLayout
from dateline.model import (
    ActorKind,
    Certainty,
    DateBasis,
    DatePrecision,
    EventType,
    Fit,
    PlacePrecision,
    Responsibility,
    ResponsibilityStance,
    Sector,
    Stance,
)
from happenings import attack, days, killed, place, who
from laid_out import flags, only, reason, rows

ACLED = AcledLayout()


def test_an_attack_on_civilians_by_hand() -> None:
    assert only(ACLED, attack()) == {
        "event_id_cnty": "e-00112233445566778899",
        "event_date": date(2031, 3, 4),
        "year": 2031,
        "time_precision": 1,
        "disorder_type": "Political violence",
        "event_type": "Violence against civilians",
        "sub_event_type": "Attack",
        "actor1": "Unidentified Armed Group (Kenya)",
        "assoc_actor_1": "",
        "inter1": "Political militia",
        "actor2": "Civilians (Kenya)",
        "assoc_actor_2": "",
        "inter2": "Civilians",
        "interaction": "Political militia-Civilians",
        "civilian_targeting": "Civilian targeting",
        "iso": 404,
        "region": "Eastern Africa",
        "country": "Kenya",
        "admin1": "Garissa County",
        "admin2": None,
        "admin3": None,
        "location": "Garissa",
        "latitude": -0.4532,
        "longitude": 39.646,
        "geo_precision": 1,
        "source": "Lorn Courier",
        "notes": (
            "On 2031-03-04, Gunmen: shot (assault, firearms) on three farmers at a mill. "
            "killed: three farmers according to police."
        ),
        "fatalities": 3,
        "tags": "",
    }


def march(**facts: Any) -> Happening:
    crowd = who("thousands", Sector.CVL, kind=ActorKind.CROWD, country="KEN")
    usual = {"type": EventType.PROTEST, "mode": "demo", "actors": (crowd,), "recipients": (), "figures": ()}
    return attack(**usual | facts)


def test_a_peaceful_march() -> None:
    cells = only(ACLED, march())
    assert (cells["event_type"], cells["sub_event_type"]) == ("Protests", "Peaceful protest")
    assert (cells["actor1"], cells["inter1"]) == ("Protesters (Kenya)", "Protesters")
    assert (cells["actor2"], cells["inter2"], cells["interaction"]) == (None, None, "Protesters only")
    assert cells["fatalities"] is None
    assert cells["civilian_targeting"] is None


def test_a_battle_of_an_army_with_a_named_group() -> None:
    army = who("the army", Sector.MIL, kind=ActorKind.STATE_BODY, country="KEN")
    group = who("the Front", Sector.REB, kind=ActorKind.ARMED_GROUP, name="Lorn Liberation Front")
    cells = only(ACLED, attack(mode="battle", actors=(army, group), recipients=()))
    assert (cells["event_type"], cells["sub_event_type"]) == ("Battles", "Armed clash")
    assert cells["actor1"] == "Military Forces of Kenya"
    assert cells["assoc_actor_1"] == "Lorn Liberation Front"


def test_a_foreign_army_is_external() -> None:
    army = who("the army", Sector.MIL, kind=ActorKind.STATE_BODY, country="UGA")
    cells = only(ACLED, attack(actors=(army,)))
    assert (cells["actor1"], cells["inter1"]) == ("Military Forces of Uganda", "External/Other forces")
    assert cells["interaction"] == "Civilians-External/Other forces"


def test_an_untold_doer_is_never_guessed() -> None:
    cells = only(ACLED, attack(actors=()))
    assert cells["actor1"] is cells["inter1"] is cells["interaction"] is None


def test_a_doer_of_whom_nothing_is_known_keeps_the_words_of_the_report() -> None:
    cells = only(ACLED, attack(actors=(who("the youths"),)))
    assert (cells["actor1"], cells["inter1"]) == ("the youths", None)


@pytest.mark.parametrize(
    ("told", "day", "precision"),
    [
        (days(date(2031, 3, 1), date(2031, 3, 3), DatePrecision.DAYS), date(2031, 3, 2), 2),
        (days(date(2031, 3, 3), date(2031, 3, 9), DatePrecision.WEEK), date(2031, 3, 6), 2),
        (days(date(2031, 3, 1), date(2031, 3, 31), DatePrecision.MONTH), date(2031, 3, 16), 3),
    ],
)
def test_a_range_becomes_its_middle_day(told: Any, day: date, precision: int) -> None:
    cells = only(ACLED, attack(days=told))
    assert (cells["event_date"], cells["time_precision"]) == (day, precision)


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"days": None}, "day not told"),
        ({"days": days(date(2031, 3, 5), basis=DateBasis.PUBLICATION)}, "day not told"),
        ({"days": days(date(2031, 1, 1), date(2031, 6, 30), DatePrecision.MONTHS)}, "days wider than a month"),
        ({"location": None}, "place not told, or not resolved"),
        ({"location": place(PlacePrecision.COUNTRY, "A.PCLI")}, "place no closer than a country"),
        ({"location": place(PlacePrecision.ADMIN1, "P.PPLA")}, "without a point of its own"),
        ({"type": EventType.ACCUSE, "mode": None}, "type ACCUSE outside the layout"),
    ],
)
def test_what_is_left_out(facts: dict[str, Any], why: str) -> None:
    assert why in reason(ACLED, attack(**facts))


def test_dozens_are_twelve_and_flagged() -> None:
    told = attack(figures=(killed(24, None, "dozens of people"),))
    assert only(ACLED, told)["fatalities"] == 12
    assert flags(ACLED, told) == ("vague_number",)


def test_the_lowest_of_the_speakers_counts() -> None:
    figures = (killed(15, 15, "15", voice="a doctor"), killed(9, 9, "nine", voice="police", stance=Stance.ASSERTS))
    assert only(ACLED, attack(figures=figures))["fatalities"] == 9


def test_an_explosion_of_open_cause_says_so_and_asks_for_review() -> None:
    blast = attack(type=EventType.INCIDENT, mode="explosion", actors=(), recipients=())
    found = rows(ACLED, blast)
    assert (found.fit, found.needs_review) == (Fit.NARROWED, True)
    assert "cause_unconfirmed" in flags(ACLED, blast)
    assert only(ACLED, blast)["tags"] == "cause=unconfirmed"


def test_tags_tell_responsibility_and_dispute() -> None:
    told = attack(certainty=Certainty.DISPUTED, responsibility=Responsibility(ResponsibilityStance.CLAIMED))
    assert only(ACLED, told)["tags"] == "responsibility=claimed; certainty=disputed"
