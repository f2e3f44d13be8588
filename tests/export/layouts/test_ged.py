"""Rows of the layout ``ged`` against rows made by hand from its codebook."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from dateline.export.layouts import GedLayout
from dateline.export.layouts.ged import priogrid
from dateline.model import (
    ActorKind,
    CasualtyRole,
    DatePrecision,
    EventType,
    Fit,
    PlacePrecision,
    Sector,
    Stance,
    Status,
)
from happenings import attack, days, killed, place, who
from laid_out import flags, only, reason, rows

GED = GedLayout()
ARMY = who("the army", Sector.MIL, kind=ActorKind.STATE_BODY, country="KEN")
FRONT = who("the Front", Sector.REB, kind=ActorKind.ARMED_GROUP, name="Lorn Front")


def test_one_sided_violence_by_hand() -> None:
    cells = only(GED, attack())
    assert isinstance(cells.pop("id"), int)
    assert cells == {
        "relid": "e-00112233445566778899",
        "year": 2031,
        "code_status": "Check",
        "type_of_violence": 3,
        "side_a": "Gunmen",
        "side_b": "Civilians",
        "dyad_name": "Gunmen - Civilians",
        "number_of_sources": 1,
        "source_article": "Lorn Courier, Mill hit, 2031-03-05",
        "source_office": "Lorn Courier",
        "source_date": "2031-03-05",
        "source_headline": "Mill hit",
        "source_original": "police",
        "where_prec": 1,
        "where_coordinates": "Garissa",
        "where_description": "a mill; Garissa",
        "adm_1": "Garissa County",
        "adm_2": None,
        "latitude": -0.453227,
        "longitude": 39.646,
        "geom_wkt": "POINT (39.646 -0.453227)",
        "priogrid_gid": 129320,
        "country": "Kenya",
        "region": "Africa",
        "event_clarity": 1,
        "date_prec": 1,
        "date_start": datetime(2031, 3, 4),
        "date_end": datetime(2031, 3, 4),
        "deaths_a": None,
        "deaths_b": None,
        "deaths_civilians": None,
        "deaths_unknown": 3,
        "best": 3,
        "high": 3,
        "low": 3,
    }


@pytest.mark.parametrize(
    ("actors", "recipients", "kind", "side_a"),
    [
        ((ARMY,), (FRONT,), 1, "Government of Kenya"),
        ((FRONT,), (ARMY,), 1, "Government of Kenya"),
        ((ARMY, FRONT), (), 1, "Government of Kenya"),
        ((FRONT,), (who("a militia", Sector.PRM),), 2, "Lorn Front"),
    ],
)
def test_sides(actors: Any, recipients: Any, kind: int, side_a: str) -> None:
    cells = only(GED, attack(actors=actors, recipients=recipients))
    assert (cells["type_of_violence"], cells["side_a"]) == (kind, side_a)
    assert cells["side_b"] not in (None, side_a)


def test_dead_attackers_stand_on_their_side_and_the_parts_add_up() -> None:
    figures = (
        killed(5, 5, "five", role=CasualtyRole.UNKNOWN),
        killed(1, 1, "an attacker", role=CasualtyRole.PERPETRATOR),
        killed(2, 2, "two women", role=CasualtyRole.CIVILIAN),
    )
    cells = only(GED, attack(figures=figures))
    parts = [cells[name] for name in ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")]
    assert parts == [1, None, 2, 2]
    assert cells["best"] == 5 == sum(part or 0 for part in parts)
    swapped = only(GED, attack(actors=(FRONT,), recipients=(ARMY,), figures=figures))
    assert (swapped["deaths_a"], swapped["deaths_b"]) == (None, 1)


def test_low_and_high_are_of_all_who_are_not_rejected() -> None:
    figures = (
        killed(12, 12, "12", voice="police"),
        killed(19, None, "at least 19", voice="a doctor"),
        killed(90, 90, "90", voice="the Front", stance=Stance.DOUBTS),
    )
    cells = only(GED, attack(figures=figures))
    assert (cells["low"], cells["best"], cells["high"]) == (12, 12, 19)


def test_an_upper_bound_alone_leaves_best_and_low_empty() -> None:
    told = attack(figures=(killed(None, 20, "up to 20"),))
    cells = only(GED, told)
    assert (cells["best"], cells["low"], cells["high"], cells["deaths_unknown"]) == (None, None, 20, None)
    assert flags(GED, told) == ("upper_bound_only",)


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"figures": ()}, "no death told"),
        ({"figures": (killed(0, 0, "nobody"),)}, "no death told"),
        ({"status": Status.FAILED}, "status failed"),
        ({"type": EventType.PROTEST, "mode": "riot"}, "type PROTEST outside the layout"),
        ({"actors": (), "recipients": ()}, "Which sides fought"),
        ({"days": None}, "day not told"),
        ({"location": None}, "place not told"),
    ],
)
def test_what_is_left_out(facts: dict[str, Any], why: str) -> None:
    assert why in reason(GED, attack(**facts))


def test_a_doer_that_is_not_told_narrows() -> None:
    found = rows(GED, attack(actors=()))
    assert (found.fit, found.needs_review) == (Fit.NARROWED, True)
    assert found.rows[0].cells["side_a"] is None


def test_a_range_of_days_leaves_the_clarity_open() -> None:
    cells = only(GED, attack(days=days(date(2031, 3, 1), date(2031, 3, 31), DatePrecision.MONTH)))
    assert (cells["date_prec"], cells["event_clarity"], cells["date_end"]) == (4, None, datetime(2031, 3, 31))


def test_a_capital_never_stands_in_for_its_country() -> None:
    told = attack(location=place(PlacePrecision.COUNTRY, "P.PPLC"))
    cells = only(GED, told)
    assert cells["where_prec"] == 6
    assert cells["latitude"] is cells["longitude"] is cells["geom_wkt"] is cells["priogrid_gid"] is None
    assert flags(GED, told) == ("point_of_a_settlement_left_out",)


@pytest.mark.parametrize(
    ("latitude", "longitude", "cell"),
    [(-90, -180, 1), (90, 180, 259200), (0.1, 0.1, 129961), (-0.453227, 39.646, 129320)],
)
def test_priogrid_cells(latitude: float, longitude: float, cell: int) -> None:
    assert priogrid(latitude, longitude) == cell
