"""Reading incidents: those that stand, where old ids lead, links, records left alone, and what happened when.

What does not belong here: changing any of it (`merging`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, func, or_, select

from dateline.model import (
    Bond,
    Change,
    ChangeKind,
    EventType,
    Grade,
    Incident,
    Link,
    LinkKind,
    Member,
    OriginBond,
    Outline,
    OutlinedIncident,
    Span,
    Unmerged,
    Whereabouts,
)
from dateline.store import incident_schema as tables
from dateline.store import schema
from dateline.store.inserting import in_parts
from dateline.store.ledger import last_heirs, moment

_PAGE = 500


def chosen(
    since: date | None = None,
    country: str | None = None,
    event_type: EventType | None = None,
    grade: Grade | None = None,
) -> Select[Any]:
    """Numbers of the incidents that stand and fit all that is told; ``since``: those whose last day is not before."""
    outline = tables.outline.c
    query = select(outline.incident)
    if since is not None:
        query = query.where(outline.last_day >= since)
    if country is not None:
        query = query.where(outline.country == country)
    if event_type is not None:
        query = query.where(outline.type == event_type.value)
    if grade is not None:
        query = query.where(outline.grade == grade.value)
    return query.order_by(outline.first_day.desc().nulls_last(), outline.incident)


def load(connection: Connection, numbers: Iterable[int]) -> Iterator[OutlinedIncident]:
    """The incidents of these numbers, in their order."""
    listed = list(numbers)
    for start in range(0, len(listed), _PAGE):
        part = listed[start : start + _PAGE]
        rows = connection.execute(select(tables.outline).where(tables.outline.c.incident.in_(part)))
        outlines = {row.incident: row for row in rows}
        members = _grouped(connection, tables.member, part)
        origins = _grouped(connection, tables.origin, part)
        bonds = _grouped(connection, tables.bond, part)
        for number in part:
            yield _incident(outlines[number], members[number], origins[number], bonds[number])


def _grouped(connection: Connection, table: Any, numbers: Sequence[int]) -> dict[int, list[Row[Any]]]:
    found: dict[int, list[Row[Any]]] = defaultdict(list)
    for row in connection.execute(select(table).where(table.c.incident.in_(numbers))):
        found[row.incident].append(row)
    return found


def _incident(
    row: Row[Any], members: Sequence[Row[Any]], origins: Sequence[Row[Any]], bonds: Sequence[Row[Any]]
) -> OutlinedIncident:
    groups: dict[int, list[str]] = defaultdict(list)
    for each in origins:
        groups[each.position].append(each.report)
    incident = Incident(
        members=tuple(
            sorted((Member(each.record, each.report, each.published) for each in members), key=lambda m: m.rank)
        ),
        origins=tuple(tuple(sorted(groups[position])) for position in sorted(groups)),
        bonds=tuple(
            Bond(each.earlier, each.later, OriginBond(each.kind), each.words)
            for each in sorted(bonds, key=lambda bond: bond.position)
        ),
        grade=Grade(row.grade),
    )
    told = {name: getattr(row, name) for name in Outline.__slots__}
    return OutlinedIncident(incident, Outline(**{**told, "type": EventType(row.type)}))


def numbers_of(connection: Connection, ids: Iterable[str]) -> dict[str, int]:
    """The number of each id that was ever given."""
    return {
        row.id: row.number
        for part in in_parts(ids)
        for row in connection.execute(select(tables.incident).where(tables.incident.c.id.in_(part)))
    }


def standing_numbers(connection: Connection, ids: Iterable[str]) -> list[int]:
    """The numbers of those of ``ids`` that stand, in the order of ``ids``."""
    numbers = numbers_of(connection, listed := list(ids))
    wanted = [numbers[each] for each in listed if each in numbers]
    stand: set[int] = set()
    for part in in_parts(wanted):
        stand.update(connection.scalars(select(tables.outline.c.incident).where(tables.outline.c.incident.in_(part))))
    return [number for number in wanted if number in stand]


def count(connection: Connection) -> int:
    """How many incidents stand."""
    return connection.scalar(select(func.count()).select_from(tables.outline)) or 0


def whereabouts(connection: Connection, incident_id: str) -> Whereabouts | None:
    """Where an id leads now; None where it was never given."""
    number = numbers_of(connection, [incident_id]).get(incident_id)
    if number is None:
        return None
    if standing_numbers(connection, [incident_id]):
        return Whereabouts(incident_id, (incident_id,))
    held = connection.scalars(select(tables.redirect.c.record).where(tables.redirect.c.incident == number)).all()
    heirs = last_heirs(connection, held)
    return Whereabouts(incident_id, tuple(sorted(set(holders(connection, {heirs.get(r, r) for r in held}).values()))))


def holders(connection: Connection, records: Iterable[str]) -> dict[str, str]:
    """The id of the incident that holds each of ``records``; those in none are left out."""
    table = tables.member.join(tables.incident, tables.incident.c.number == tables.member.c.incident)
    return {
        row.record: row.id
        for part in in_parts(records)
        for row in connection.execute(
            select(tables.member.c.record, tables.incident.c.id)
            .select_from(table)
            .where(tables.member.c.record.in_(part))
        )
    }


def links(connection: Connection, incident_id: str | None = None) -> Iterator[Link]:
    """The links of one incident, or all, by the ids of later and earlier."""
    later, earlier = tables.incident.alias(), tables.incident.alias()
    query = (
        select(tables.link.c.number, later.c.id.label("later"), earlier.c.id.label("earlier"), tables.link.c.kind)
        .join(later, later.c.number == tables.link.c.later)
        .join(earlier, earlier.c.number == tables.link.c.earlier)
        .order_by(later.c.id, earlier.c.id, tables.link.c.kind)
    )
    if incident_id is not None:
        query = query.where(or_(later.c.id == incident_id, earlier.c.id == incident_id))
    found = connection.execute(query).all()
    evidence = link_evidence(connection, [row.number for row in found])
    for row in found:
        yield Link(row.later, row.earlier, LinkKind(row.kind), tuple(evidence[row.number]))


def link_evidence(connection: Connection, numbers: Sequence[int]) -> dict[int, list[Span]]:
    """The words of each link."""
    table, span, report = tables.link_evidence, schema.span, schema.report
    found: dict[int, list[Span]] = defaultdict(list)
    for part in in_parts(numbers):
        query = (
            select(table.c.link, report.c.id, span.c.start_char, span.c.end_char, span.c.quotation)
            .join(span, span.c.number == table.c.span)
            .join(report, report.c.number == span.c.report)
            .where(table.c.link.in_(part))
            .order_by(table.c.link, table.c.position)
        )
        for row in connection.execute(query):
            found[row.link].append(Span(row.id, row.start_char, row.end_char, row.quotation))
    return found


def unmerged(connection: Connection) -> Iterator[Unmerged]:
    """The records that join nothing on their own, by id."""
    for row in connection.execute(select(tables.unmerged).order_by(tables.unmerged.c.record)):
        yield Unmerged(row.record, row.reason)


def changes(connection: Connection, since: datetime | None = None, incident_id: str | None = None) -> Iterator[Change]:
    """What happened to incidents at or after ``since``, oldest first."""
    conditions: list[ColumnElement[bool]] = []
    if since is not None:
        conditions.append(tables.merging.c.made_at >= moment(since))
    if incident_id is not None:
        conditions.append(tables.incident.c.id == incident_id)
    query = (
        select(tables.change, tables.merging.c.made_at, tables.incident.c.id.label("incident_id"))
        .join(tables.merging, tables.merging.c.number == tables.change.c.merging)
        .join(tables.incident, tables.incident.c.number == tables.change.c.incident)
        .where(and_(True, *conditions))
        .order_by(tables.change.c.number)
    )
    found = connection.execute(query).all()
    into, records = _into(connection, found), _change_records(connection, found)
    for row in found:
        yield Change(
            at=datetime.fromisoformat(row.made_at),
            incident=row.incident_id,
            kind=ChangeKind(row.kind),
            into=tuple(into[row.number]),
            records=tuple(records[row.number]),
            field=row.field,
            before=row.before,
            after=row.after,
        )


def _into(connection: Connection, found: Sequence[Row[Any]]) -> dict[int, list[str]]:
    table, into = tables.change_into, defaultdict(list)
    for part in in_parts([row.number for row in found]):
        query = select(table.c.change, tables.incident.c.id).join(
            tables.incident, tables.incident.c.number == table.c.incident
        )
        for row in connection.execute(query.where(table.c.change.in_(part)).order_by(table.c.change, table.c.position)):
            into[row.change].append(row.id)
    return into


def _change_records(connection: Connection, found: Sequence[Row[Any]]) -> dict[int, list[str]]:
    table, records = tables.change_record, defaultdict(list)
    for part in in_parts([row.number for row in found]):
        query = select(table).where(table.c.change.in_(part)).order_by(table.c.change, table.c.position)
        for row in connection.execute(query):
            records[row.change].append(row.record)
    return records
