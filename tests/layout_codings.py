"""Codings for the tests of whole layouts: records of every kind of fit, and texts that would break a table."""

from __future__ import annotations

from datetime import date
from typing import Any

from dateline.model import (
    ActorKind,
    Casualties,
    CasualtyKind,
    Coding,
    Country,
    DateBasis,
    DatePrecision,
    Days,
    EventType,
    Field,
    Identity,
    Location,
    Mode,
    Place,
    PlacePrecision,
    PublishedBasis,
    Report,
    Sector,
    Span,
    Status,
)
from factories import claim, coding, record, report

GARISSA = Place(197745, "Garissa", "KEN", "Garissa County", None, None, "P.PPL", -0.453227, 39.646)
FACTS: dict[str, Any] = {"published": date(2031, 3, 5), "published_basis": PublishedBasis.GIVEN, "language": "en"}


def full(number: int) -> tuple[Report, Coding]:
    """A report with an attack that every layout holds, a plan that none does, and a meeting that some do."""
    made, (gunmen, shot, farmers, three, town, day, planned, ministers, met) = report(
        "[[Gunmen]] [[shot]] [[farmers]], [[three]] dead, at [[Garissa]] [[on Tuesday]]. A [[raid]] is planned. "
        "[[Ministers]] [[met]].",
        id=f"r{number}",
        publisher="Lorn Courier",
        title="Mill hit",
        **FACTS,
    )
    toll = Casualties(CasualtyKind.KILLED, 3, 3, "guide")
    found = record(
        EventType.ASSAULT,
        shot,
        claim(Field.MODE, shot, value=Mode("firearms")),
        claim(Field.CASUALTIES, three, value=toll),
        *_side(Field.ACTOR, Field.ACTOR_IDENTITY, gunmen, ActorKind.ARMED_GROUP, Sector.UAF),
        *_side(Field.RECIPIENT, Field.RECIPIENT_IDENTITY, farmers, ActorKind.CROWD, Sector.AGR),
        *_setting(town, day),
    )
    plan = record(EventType.ASSAULT, planned, claim(Field.STATUS, planned, value=Status.PLANNED))
    meeting = record(EventType.CONSULT, met, claim(Field.ACTOR, ministers), *_setting(town, day))
    return made, coding(made, found, plan, meeting)


def tricky(number: int) -> tuple[Report, Coding]:
    """A report whose every text is a formula, or holds tabs, quotes and line breaks."""
    made, (gunmen, shot, farmers, three, town, day) = report(
        '[[=HYPERLINK("x")\tgunmen]] [[+shot\nat]] [[@farmers]], [[-3,"dead"]], [[=A1]] [[on\tTuesday]].',
        id=f"=r{number}",
        publisher="-courier\n1",
        **FACTS,
    )
    found = record(
        EventType.ASSAULT,
        shot,
        claim(Field.MODE, shot, value=Mode("explosives")),
        claim(Field.MEANS, shot),
        claim(Field.CASUALTIES, three, value=Casualties(CasualtyKind.KILLED, 3, 3, "guide")),
        *_side(Field.ACTOR, Field.ACTOR_IDENTITY, gunmen, ActorKind.ARMED_GROUP, Sector.REB),
        *_side(Field.RECIPIENT, Field.RECIPIENT_IDENTITY, farmers, ActorKind.CROWD, Sector.CVL),
        *_setting(town, day),
    )
    left_out = record(EventType.INCIDENT, three)
    return made, coding(made, found, left_out)


def _side(words: Field, identities: Field, span: Span, kind: ActorKind, sector: Sector) -> tuple[Any, ...]:
    who = Identity(span.text, "p-1", kind, "KEN", (sector,), None, None, "test")
    return claim(words, span), claim(identities, span, value=who)


def _setting(town: Span, day: Span) -> tuple[Any, ...]:
    where = Location(GARISSA, GARISSA.latitude, GARISSA.longitude, 4.0, PlacePrecision.SETTLEMENT, (), "test")
    when = Days(date(2031, 3, 4), date(2031, 3, 4), DatePrecision.DAY, DateBasis.RELATIVE)
    return (
        claim(Field.PLACE, town),
        claim(Field.LOCATION, town, value=where),
        claim(Field.COUNTRY, town, value=Country("KEN")),
        claim(Field.TIME, day),
        claim(Field.DAYS, day, value=when),
        claim(Field.STATUS, day, value=Status.OCCURRED),
    )
