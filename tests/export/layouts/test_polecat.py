"""Rows of the layout ``polecat`` against rows made by hand from its column list."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from dateline.export.layouts import PolecatLayout
from dateline.model import ActorKind, DateBasis, DatePrecision, EventType, Fit, Sector
from happenings import attack, days, who
from laid_out import flags, only, reason, rows

POLECAT = PolecatLayout()


def test_an_attack_by_hand() -> None:
    cells = {name: cell for name, cell in only(POLECAT, attack()).items() if cell not in (None, "")}
    assert cells.pop("Version").endswith(", test-maker 1")
    assert cells == {
        "Event ID": "e-00112233445566778899-1-1",
        "Event Date": date(2031, 3, 4),
        "Event Type": "ASSAULT",
        "Event Mode": "firearms",
        "Intensity": -9.0,
        "Quad Code": "MATERIAL CONFLICT",
        "Actor Name": "Gunmen",
        "Primary Actor Sector": "UAF",
        "Actor Sectors": "UAF",
        "Actor Name Raw": "Gunmen",
        "Recipient Name": "three farmers",
        "Recipient Country": "Kenya",
        "Primary Recipient Sector": "AGR",
        "Recipient Sectors": "AGR",
        "Recipient Name Raw": "three farmers",
        "Placename": "Garissa",
        "City": "Garissa",
        "Province": "Garissa County",
        "Country": "Kenya",
        "Latitude": -0.453227,
        "Longitude": 39.646,
        "GeoNames ID": "197745",
        "Raw Placename": "a mill; Garissa",
        "Feature Type": "PPL",
        "Source": "Lorn Courier",
        "Publication Date": date(2031, 3, 5),
        "Language": "en",
    }


def test_a_row_for_each_actor_with_each_recipient() -> None:
    told = attack(actors=(who("a"), who("b")), recipients=(who("c"), who("d")))
    ids = [row.cells["Event ID"] for row in rows(POLECAT, told).rows]
    assert [str(each)[-3:] for each in ids] == ["1-1", "1-2", "2-1", "2-2"]


def test_the_day_of_publication_is_never_the_day_of_the_event() -> None:
    told = attack(days=days(date(2031, 3, 5), basis=DateBasis.PUBLICATION))
    assert only(POLECAT, told)["Event Date"] is None
    week = attack(days=days(date(2031, 3, 3), date(2031, 3, 9), DatePrecision.WEEK))
    assert only(POLECAT, week)["Event Date"] is None
    assert flags(POLECAT, week) == ("day_not_single",)


@pytest.mark.parametrize(
    ("event_type", "mode", "expected"),
    [
        (EventType.ASSAULT, "assassinate", ("targeted", "", -9.5, Fit.WIDENED)),
        (EventType.COOPERATE, "military", ("", "military", 9.5, Fit.EXACT)),
        (EventType.CONSULT, "meet", ("", "", 2.5, Fit.WIDENED)),
        (EventType.SUPPORT, None, ("", "", 5.0, Fit.EXACT)),
    ],
)
def test_modes(event_type: EventType, mode: str | None, expected: tuple[Any, ...]) -> None:
    told = attack(type=event_type, mode=mode)
    cells = only(POLECAT, told)
    found = (cells["Event Mode"], cells["Contexts"], cells["Intensity"], rows(POLECAT, told).fit)
    assert found == expected


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"actors": ()}, "actor not told"),
        ({"type": EventType.AID, "mode": None, "recipients": ()}, "recipient not told"),
        ({"type": EventType.INCIDENT, "mode": "explosion"}, "type INCIDENT outside the layout"),
    ],
)
def test_what_is_left_out(facts: dict[str, Any], why: str) -> None:
    assert why in reason(POLECAT, attack(**facts))


def test_a_public_role_is_the_title() -> None:
    minister = who("the minister", Sector.GOV, kind=ActorKind.INDIVIDUAL, name="A. Bello", role="interior minister")
    cells = only(POLECAT, attack(recipients=(minister,)))
    assert (cells["Recipient Name"], cells["Recipient Title"]) == ("A. Bello", "interior minister")
    assert cells["Recipient Name Raw"] == "the minister"
