"""Happenings built by hand, for the tests of layouts.

``attack(actors=[who("Gunmen", Sector.UAF)])`` is a full, ordinary attack with the facts given changed. What does not
belong here: assertions.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from dateline.export.happening import Figure, Happening, Mention, Participant, Source
from dateline.model import (
    ActorKind,
    CasualtyKind,
    CasualtyRole,
    Certainty,
    DateBasis,
    DatePrecision,
    Days,
    EventType,
    Field,
    Identity,
    Location,
    Place,
    PlacePrecision,
    Sector,
    Stance,
    Status,
)
from factories import MAKER

SOURCE = Source("report-1", date(2031, 3, 5), "Lorn Courier", "Mill hit", "en", "https://courier.example/1", 400)


def who(words: str, *sectors: Sector, **facts: Any) -> Participant:
    """A participant; without sectors or facts nothing is known of it but the words."""
    if not sectors and not facts:
        return Participant(words, 12, None)
    usual: dict[str, Any] = {"kind": ActorKind.UNKNOWN, "country": None, "name": None, "role": None}
    return Participant(words, 12, Identity(words=words, id="p-1", sectors=sectors, reason="test", **usual | facts))


def killed(low: int | None, high: int | None = None, words: str = "some people", **facts: Any) -> Figure:
    """A figure of deaths; other facts of a `Figure` go by name."""
    usual: dict[str, Any] = {
        "kind": CasualtyKind.KILLED,
        "role": CasualtyRole.UNKNOWN,
        "voice": None,
        "stance": None,
    }
    return Figure(low=low, high=high, words=words, **usual | facts)


def place(precision: PlacePrecision = PlacePrecision.SETTLEMENT, feature: str = "P.PPL", **facts: Any) -> Location:
    """Where it happened: the town of Garissa in Kenya, unless told otherwise."""
    usual: dict[str, Any] = {
        "geonames_id": 197745,
        "name": "Garissa",
        "country": "KEN",
        "admin1": "Garissa County",
        "admin2": None,
        "admin3": None,
        "latitude": -0.453227,
        "longitude": 39.646,
    }
    entry = Place(feature=feature, **usual | facts)
    return Location(entry, entry.latitude, entry.longitude, 4.0, precision, (), "test")


def days(first: date, last: date | None = None, precision: DatePrecision = DatePrecision.DAY, **facts: Any) -> Days:
    """The days of a happening, stated unless told otherwise."""
    return Days(first, last or first, precision, facts.pop("basis", DateBasis.STATED), **facts)


def attack(**facts: Any) -> Happening:
    """Gunmen shoot three farmers dead at Garissa on 4 March 2031."""
    usual: dict[str, Any] = {
        "id": "e-00112233445566778899",
        "sources": (SOURCE,),
        "maker": MAKER,
        "type": EventType.ASSAULT,
        "mode": "firearms",
        "mentions": (Mention(SOURCE, "shot", 20),),
        "actors": (who("Gunmen", Sector.UAF, kind=ActorKind.ARMED_GROUP),),
        "recipients": (who("three farmers", Sector.AGR, kind=ActorKind.CROWD, country="KEN"),),
        "objects": (),
        "means": ("rifles",),
        "places": ("a mill", "Garissa"),
        "times": ("on Tuesday",),
        "location": place(),
        "country": "KEN",
        "days": days(date(2031, 3, 4)),
        "figures": (killed(3, 3, "three farmers", voice="police", stance=Stance.CONFIRMS),),
        "status": Status.OCCURRED,
        "certainty": Certainty.ATTRIBUTED,
        "responsibility": None,
        "is_main": True,
        "vouching": ("police",),
        "confidence": 0.876,
        "told": frozenset({Field.TYPE, Field.MENTION, Field.TIME, Field.MEANS}),
    }
    return Happening(**usual | facts)
