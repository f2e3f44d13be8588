"""One report with rich records, for the tests of every format."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dateline.model import (
    Absence,
    ActorKind,
    Casualties,
    CasualtyKind,
    CasualtyRole,
    Certainty,
    Coding,
    Country,
    DateBasis,
    DatePrecision,
    Days,
    Emptiness,
    EventType,
    Field,
    Identity,
    Location,
    Main,
    Mode,
    Place,
    PlacePrecision,
    PublishedBasis,
    Report,
    Responsibility,
    ResponsibilityStance,
    Sector,
    SourceKind,
    Stance,
    Status,
    Voice,
)
from factories import claim, coding, record, report

MARKED = (
    "NORVIK, March 4 - A [[drone]] [[struck]] a [[fuel barge]] off [[Cape Lorn]] [[on Monday]], killing "
    "[[three sailors]] and [[one of the attackers]], [[the coast guard]] [[said]] according to [[Harbour Radio]]. "
    "[[Tessaly]] [[denied]] the [[attack]]. [[No one has claimed it]]. The [[strike]] was near [[the cape]]."
)


@dataclass(frozen=True)
class Rich:
    """The report, and its coding with one full record."""

    report: Report
    coding: Coding


def rich_report() -> Rich:
    """A report in which every kind of value stands once, and some twice."""
    made, spans = report(
        MARKED,
        title='Barge "Hope" hit',
        published=date(2031, 3, 4),
        published_basis=PublishedBasis.GIVEN,
        publisher="Lorn Courier",
    )
    (drone, struck, barge, cape, monday, sailors, attackers, guard, said, radio) = spans[:10]
    (tessaly, denied, attack, unclaimed, strike, the_cape) = spans[10:]
    outer = Voice(radio, None, SourceKind.OTHER_MEDIA)
    inner = Voice(guard, said, SourceKind.SECURITY_FORCES, via=outer)
    denier = Voice(tessaly, denied, SourceKind.PARTY_TO_CONFLICT)
    nobody = Voice(None, said)
    killed = Casualties(CasualtyKind.KILLED, 3, None, "guide")
    attacker = Casualties(CasualtyKind.KILLED, 1, 1, "guide", CasualtyRole.PERPETRATOR)
    days = Days(date(2031, 3, 3), date(2031, 3, 3), DatePrecision.DAY, DateBasis.RELATIVE)
    entry = Place(None, "Cape Lorn", "NOR", "Finnmark", None, None, "T.CAPE", 70.5, 25.25)
    where = Location(entry, 70.5, 25.25, 20.0, PlacePrecision.NEAR, (), "the only entry of that name")
    sailors_identity = Identity(
        "three sailors", "p-1", ActorKind.CROWD, "NOR", (Sector.CVL, Sector.LAB), None, None, "by the word “sailors”"
    )
    happening = record(
        EventType.ASSAULT,
        struck,
        claim(Field.TYPE, struck, value=EventType.ASSAULT, voice=inner, stance=Stance.REVISES),
        claim(Field.TYPE, struck, value=EventType.ASSAULT, voice=nobody, stance=Stance.ASSERTS),
        claim(Field.TYPE, struck, value=EventType.ASSAULT, voice=denier, stance=Stance.DENIES),
        claim(Field.TYPE, attack, value=EventType.ASSAULT, voice=inner, stance=Stance.ASSERTS),
        claim(Field.MODE, drone, value=Mode("drone")),
        claim(Field.MENTION, attack),
        claim(Field.MENTION, strike),
        claim(Field.OBJECT, barge),
        claim(Field.MEANS, drone),
        claim(Field.PLACE, cape),
        claim(Field.PLACE, the_cape),
        claim(Field.RECIPIENT, sailors),
        claim(Field.RECIPIENT_IDENTITY, sailors, value=sailors_identity),
        claim(Field.LOCATION, cape, value=where),
        claim(Field.COUNTRY, cape, value=Country("NOR")),
        claim(Field.TIME, monday),
        claim(Field.DAYS, monday, value=days),
        claim(Field.CASUALTIES, attackers, value=attacker),
        claim(Field.CASUALTIES, sailors, value=killed),
        claim(Field.STATUS, struck, value=Status.THREATENED),
        claim(Field.CERTAINTY, denied, value=Certainty.UNKNOWN),
        claim(Field.RESPONSIBILITY, unclaimed, value=Responsibility(ResponsibilityStance.UNCLAIMED)),
        claim(Field.MAIN, struck, value=Main(True)),
        absences=(Absence(Field.ACTOR, Emptiness.NOT_TOLD),),
    )
    return Rich(made, coding(made, happening))
