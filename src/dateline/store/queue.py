"""The queue: records as a list to work through, filtered and in an order.

Only the latest coding of each report is listed, which is the reviewed one where somebody reviewed it. What does not
belong here: how it is shown (`review`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, literal, select, true, tuple_

from dateline.store import schema
from dateline.store.review_schema import act, act_end, glance


class Order(StrEnum):
    """By what the queue is ordered: what a person should look at first."""

    DOUBT = "doubt"
    IMPACT = "impact"
    DISAGREEMENT = "disagreement"
    NOVELTY = "novelty"


class QueueState(StrEnum):
    """Whether somebody decided about a record."""

    OPEN = "open"
    DECIDED = "decided"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """Which records the queue lists. None: no condition. since: first day on or after it."""

    state: QueueState = QueueState.OPEN
    order: Order = Order.DOUBT
    type: str | None = None
    country: str | None = None
    source_kind: str | None = None
    since: date | None = None
    report: str | None = None


@dataclass(frozen=True, slots=True)
class QueueItem:
    """One record in the queue, with what is shown of it. verdict: the newest act about it that stands, or None."""

    number: int
    record: str
    report: str
    title: str
    published: date | None
    publisher: str | None
    type: str
    mode: str | None
    country: str | None
    first_day: date | None
    killed: int | None
    certainty: str | None
    disputed: bool
    doubt: float
    words: str
    verdict: str | None


_LONGEST_TITLE = 140


def items(connection: Connection, wanted: QueueFilter, limit: int, after: int | None = None) -> list[QueueItem]:
    """At most ``limit`` items in the filter's order; with ``after``, those that follow the record of that number."""
    query = _ordered(_chosen(_columns(), wanted), wanted.order)
    if after is not None:
        query = query.where(_follows(connection, wanted.order, after))
    return [_item(row) for row in connection.execute(query.limit(limit))]


def count(connection: Connection, wanted: QueueFilter) -> int:
    """How many records the filter lets through."""
    base = select(func.count()).select_from(_joined())
    return connection.scalar(_chosen(base, wanted)) or 0


def choices(connection: Connection, column: str) -> list[str]:
    """The values of ``type``, ``country`` or ``source_kind`` that records have, in order."""
    told = glance.c[column]
    return list(connection.scalars(select(told).where(told.is_not(None)).distinct().order_by(told)))


def _joined() -> Any:
    return (
        glance.join(schema.record, schema.record.c.number == glance.c.record)
        .join(schema.coding, schema.coding.c.number == schema.record.c.coding)
        .join(schema.report, schema.report.c.number == schema.coding.c.report)
    )


def _verdict() -> Any:
    """The kind of the newest act that stands about the record."""
    return (
        select(act.c.kind)
        .outerjoin(act_end, act_end.c.act == act.c.number)
        .where(act.c.record == schema.record.c.id, act_end.c.act.is_(None))
        .order_by(act.c.number.desc())
        .limit(1)
        .scalar_subquery()
    )


def _columns() -> Select[Any]:
    report = schema.report.c
    title = func.substr(report.text, 1, func.min(report.body_start, literal(_LONGEST_TITLE)))
    return select(
        glance,
        schema.record.c.id.label("record_id"),
        report.id.label("report_id"),
        title.label("title"),
        func.substr(report.text, 1, _LONGEST_TITLE).label("beginning"),
        report.published,
        report.publisher,
        _verdict().label("verdict"),
    ).select_from(_joined())


def _chosen(query: Select[Any], wanted: QueueFilter) -> Select[Any]:
    later = schema.coding.alias()
    conditions: list[ColumnElement[bool]] = [
        ~exists().where(later.c.report == schema.coding.c.report, later.c.number > schema.coding.c.number)
    ]
    for column, told in (("type", wanted.type), ("country", wanted.country), ("source_kind", wanted.source_kind)):
        if told is not None:
            conditions.append(glance.c[column] == told)
    if wanted.since is not None:
        conditions.append(glance.c.first_day >= wanted.since)
    if wanted.report is not None:
        conditions.append(schema.report.c.id == wanted.report)
    if wanted.state is not QueueState.ALL:
        standing = ~exists().where(act_end.c.act == act.c.number)
        decided = exists().where(act.c.record == schema.record.c.id, standing)
        conditions.append(decided if wanted.state is QueueState.DECIDED else ~decided)
    return query.where(and_(*conditions))


def _keys(order: Order) -> tuple[Any, ...]:
    """The columns whose descending order the queue follows; the last makes every place the only one."""
    killed = func.coalesce(glance.c.killed, -1)
    first = {
        Order.DOUBT: (glance.c.doubt,),
        Order.IMPACT: (killed,),
        Order.DISAGREEMENT: (glance.c.disputed, killed),
        Order.NOVELTY: (),
    }
    return (*first[order], glance.c.record)


def _ordered(query: Select[Any], order: Order) -> Select[Any]:
    return query.order_by(*(key.desc() for key in _keys(order)))


def _follows(connection: Connection, order: Order, after: int) -> ColumnElement[bool]:
    """The condition that a record comes after the one of that number, which may be gone: then all do."""
    keys = _keys(order)
    place = connection.execute(select(*keys).where(glance.c.record == after)).first()
    if place is None:
        return true()
    return tuple_(*keys) < tuple_(*(literal(each) for each in place))


def _item(row: Any) -> QueueItem:
    title = " ".join((row.title or row.beginning).split())
    return QueueItem(
        row.record,
        row.record_id,
        row.report_id,
        title,
        row.published,
        row.publisher,
        row.type,
        row.mode,
        row.country,
        row.first_day,
        row.killed,
        row.certainty,
        bool(row.disputed),
        row.doubt,
        row.words,
        row.verdict,
    )
