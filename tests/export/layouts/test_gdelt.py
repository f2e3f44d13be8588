"""Rows of the layouts ``gdelt`` and ``gdelt-mentions`` against rows made by hand from their codebook."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from dateline.export.happening import Mention
from dateline.export.layouts import GdeltLayout, GdeltMentionsLayout
from dateline.model import DateBasis, DatePrecision, EventType, PlacePrecision, Sector
from happenings import SOURCE, attack, days, place, who
from laid_out import only, reason, rows

GDELT, MENTIONS = GdeltLayout(), GdeltMentionsLayout()


def test_a_shooting_by_hand() -> None:
    cells = {name: cell for name, cell in only(GDELT, attack()).items() if cell not in (None, "")}
    assert str(cells.pop("GlobalEventID")).isdecimal()
    assert cells == {
        "Day": 20310304,
        "MonthYear": 203103,
        "Year": 2031,
        "FractionDate": 2031.2575,
        "Actor1Code": "UAF",
        "Actor1Name": "GUNMEN",
        "Actor1Type1Code": "UAF",
        "Actor2Code": "KENAGR",
        "Actor2Name": "THREE FARMERS",
        "Actor2CountryCode": "KEN",
        "Actor2Type1Code": "AGR",
        "IsRootEvent": 1,
        "EventCode": "193",
        "EventBaseCode": "193",
        "EventRootCode": "19",
        "QuadClass": 4,
        "GoldsteinScale": -10.0,
        "NumMentions": 1,
        "NumSources": 1,
        "NumArticles": 1,
        "ActionGeo_Type": 4,
        "ActionGeo_FullName": "Garissa, Garissa County, Kenya",
        "ActionGeo_CountryCode": "KE",
        "ActionGeo_Lat": -0.453227,
        "ActionGeo_Long": 39.646,
        "DATEADDED": "20310305",
        "SOURCEURL": "https://courier.example/1",
    }


def test_leading_zeros_of_codes_stay() -> None:
    cells = only(GDELT, attack(type=EventType.CONSULT, mode="visit"))
    assert (cells["EventCode"], cells["EventBaseCode"], cells["EventRootCode"]) == ("042", "042", "04")


def test_those_who_meet_stand_in_pairs_both_ways_round() -> None:
    told = attack(type=EventType.CONSULT, mode="meet", actors=(who("a"), who("b")), recipients=())
    found = [(row.cells["Actor1Name"], row.cells["Actor2Name"]) for row in rows(GDELT, told).rows]
    assert found == [("A", "B"), ("B", "A")]
    assert len({row.cells["GlobalEventID"] for row in rows(GDELT, told).rows}) == 2


def test_a_recipient_alone_has_a_row() -> None:
    cells = only(GDELT, attack(actors=()))
    assert "Actor1Name" not in cells
    assert cells["Actor2Name"] == "THREE FARMERS"


@pytest.mark.parametrize(
    ("where", "country", "kind"),
    [
        (place(), "USA", 3),
        (place(PlacePrecision.ADMIN1, "A.ADM1"), "USA", 2),
        (place(PlacePrecision.ADMIN1, "A.ADM1"), "KEN", 5),
        (place(PlacePrecision.COUNTRY, "A.PCLI"), "KEN", 1),
        (place(PlacePrecision.FEATURE, "H.STM"), "KEN", None),
        (None, "KEN", 1),
        (None, None, None),
    ],
)
def test_kinds_of_place(where: Any, country: str | None, kind: int | None) -> None:
    assert only(GDELT, attack(location=where, country=country)).get("ActionGeo_Type") == kind


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"days": None}, "day not told"),
        ({"days": days(date(2031, 3, 5), basis=DateBasis.PUBLICATION)}, "day not told"),
        ({"days": days(date(2031, 3, 1), date(2031, 3, 3), DatePrecision.DAYS)}, "day not known to the day"),
        ({"actors": (), "recipients": ()}, "neither actor nor recipient told"),
        ({"type": EventType.INCIDENT, "mode": "fire"}, "type INCIDENT outside the layout"),
    ],
)
def test_what_is_left_out(facts: dict[str, Any], why: str) -> None:
    assert why in reason(GDELT, attack(**facts))
    assert why in reason(MENTIONS, attack(**facts))


def test_a_mention_has_the_number_of_its_event_and_offsets() -> None:
    quiet = replace(SOURCE, address=None)
    told = attack(mentions=(Mention(SOURCE, "shot", 20), Mention(quiet, "the attack", 90)))
    first, second = (row.cells for row in rows(MENTIONS, told).rows)
    assert first == {
        "GlobalEventID": only(GDELT, told)["GlobalEventID"],
        "MentionType": 1,
        "MentionSourceName": "Lorn Courier",
        "MentionIdentifier": "https://courier.example/1",
        "Actor1CharOffset": 12,
        "Actor2CharOffset": 12,
        "ActionCharOffset": 20,
        "InRawText": 1,
        "Confidence": 88,
        "MentionDocLen": 400,
    }
    assert (second["MentionType"], second["MentionIdentifier"], second["ActionCharOffset"]) == (2, "report-1", 90)


def test_no_confidence_is_empty_and_the_least_is_ten() -> None:
    assert only(MENTIONS, attack(confidence=None))["Confidence"] is None
    assert only(MENTIONS, attack(confidence=0.01))["Confidence"] == 10


def test_roles_are_those_of_cameo() -> None:
    cells = only(GDELT, attack(actors=(who("reporters", Sector.JRN, Sector.MED, Sector.REL, country="PER"),)))
    assert (cells["Actor1Code"], cells["Actor1Type1Code"], cells["Actor1Type2Code"]) == ("PERMED", "MED", "HLH")
