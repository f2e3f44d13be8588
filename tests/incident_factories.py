"""Reports of one record each, and mergings of them, for the tests of the store and of the command."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any

from dateline.model import (
    Casualties,
    CasualtyKind,
    Coding,
    Country,
    DateBasis,
    DatePrecision,
    Days,
    Decision,
    EventRecord,
    EventType,
    Field,
    Grade,
    Incident,
    Maker,
    Member,
    Outline,
    OutlinedIncident,
    PublishedBasis,
    Reason,
    Report,
    Verdict,
    settings_hash,
)
from dateline.model.figures import bounds
from dateline.store import Merged, MergedRecord
from factories import MAKER, claim, coding, record, report

MERGER = Maker("test-merger", "1", settings_hash({}))
ANA = Maker("person:ana", "1", settings_hash({}))
BEN = Maker("person:ben", "1", settings_hash({}))
NOON = datetime(2024, 3, 20, 12, tzinfo=UTC)


def told(name: str, day: int = 12, words: str = "killed", **facts: Any) -> tuple[Report, Coding]:
    """A report called ``name`` of that day of March 2024, and its coding: one attack, named by ``words``."""
    made, (mention,) = report(
        f"Gunmen [[{words}]] two in {name}.",
        id=name,
        published=date(2024, 3, day),
        published_basis=PublishedBasis.GIVEN,
        **facts,
    )
    return made, coding(made, record(EventType.ASSAULT, mention))


def attack(number: int, town: str, day: int, toll: str = "two") -> tuple[Report, Coding]:
    """A report of an attack in a town on a day of March 2024, with everything that merging compares."""
    made, spans = report(
        f"[[Gunmen]] [[killed]] [[{toll} herders]] at a well near [[{town}]] in [[Chad]] [[on the day]].",
        id=f"{town}-{day}-{number}",
        published=date(2024, 3, day),
        published_basis=PublishedBasis.GIVEN,
        publisher=f"Outlet {number}",
    )
    who, verb, harmed, place, country, when = spans
    count = bounds(toll).low  # type: ignore[union-attr]
    days = Days(date(2024, 3, day), date(2024, 3, day), DatePrecision.DAY, DateBasis.STATED)
    return made, Coding(
        made.id,
        MAKER,
        (
            record(
                EventType.ASSAULT,
                verb,
                claim(Field.ACTOR, who),
                claim(Field.CASUALTIES, harmed, value=Casualties(CasualtyKind.KILLED, count, count, "guide")),
                claim(Field.PLACE, place),
                claim(Field.COUNTRY, country, value=Country("TCD")),
                claim(Field.TIME, when),
                claim(Field.DAYS, when, value=days),
            ),
        ),
    )


def recoded(made: Report, *, version: str = "2", words: str = "killed") -> Coding:
    """The same report coded by another version of the coder: its record has another id."""
    maker = Maker(MAKER.component, version, MAKER.settings)
    span = made.span(start := made.text.index(words), start + len(words))
    base = record(EventType.ASSAULT, span)
    claims = tuple(type(each)(each.field, each.value, each.evidence, maker) for each in base.claims)
    return Coding(made.id, maker, (EventRecord(made.id, claims),))


def one(pair: tuple[Report, Coding]) -> EventRecord:
    """The only record of a report."""
    return pair[1].records[0]


def incident(members: Iterable[tuple[Report, EventRecord]], grade: Grade = Grade.CORROBORATED, **values: Any) -> Any:
    """An incident of these records, every report an origin of its own. Further values are its outline's."""
    ranked = sorted((Member(each.id, made.id, made.published) for made, each in members), key=lambda m: m.rank)
    origins = tuple((key,) for key in sorted({member.report for member in ranked}))
    made = Incident(tuple(ranked), origins, (), grade)
    return OutlinedIncident(made, Outline(**{"type": EventType.ASSAULT, **values}))


def merged(*groups: Sequence[tuple[Report, Coding]], **rest: Any) -> Merged:
    """A merging in which the reports of each group tell one incident."""
    records = [MergedRecord.of(each) for group in groups for _, coded in group for each in coded.records]
    members = [[(of, each) for of, coded in group for each in coded.records] for group in groups]
    made = [incident(own) for own in members if own]
    return Merged(records, **{"incidents": made, "is_whole": "codings" not in rest, **rest})


def decision(
    a: EventRecord | str,
    b: EventRecord | str,
    verdict: Verdict,
    maker: Maker = MERGER,
    at: datetime = NOON,
    **rest: Any,
) -> Decision:
    """A decision about two records, with one reason; a machine's has the score 0.9 unless told."""
    first, second = sorted(each if isinstance(each, str) else each.id for each in (a, b))
    score = None if maker.component.startswith("person:") else rest.pop("score", 0.9)
    return Decision((first, second), verdict, score, (Reason(None, 1.0, "they look alike"),), maker, at, **rest)
