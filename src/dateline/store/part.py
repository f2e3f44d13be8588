"""What the next merging has to look at: the reports that are not up to date, and the records that they can touch.

What does not belong here: loading the records (`loading`), and merging (`merge`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, Select, and_, func, or_, select

from dateline.model import Maker, Verdict
from dateline.store import incident_schema as tables
from dateline.store import schema
from dateline.store.inserting import in_parts
from dateline.store.ledger import by_person, last_heirs, standing
from dateline.store.merged import State

_LIKELY = 0.5
"""Score from which a pair of the machine's decisions can be in one incident, whatever else is known."""


def key_number(key: str) -> int:
    """The number under which a block's key is kept: 63 bits of its hash."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest()) >> 1


def latest_codings() -> Select[Any]:
    """The latest coding of each report, whoever made it: its number and the report's number."""
    return select(func.max(schema.coding.c.number).label("number"), schema.coding.c.report).group_by(
        schema.coding.c.report
    )


def out_of_date(connection: Connection, maker: Maker | None) -> list[str]:
    """The ids of the coded reports whose incidents are not up to date by ``maker``, or by anybody, by day."""
    latest = latest_codings().subquery()
    table = tables.merged_report
    behind = or_(table.c.coding.is_(None), table.c.coding != latest.c.number)
    if maker is not None:
        by = select(schema.maker.c.number).where(schema.maker.c.id == maker.id).scalar_subquery()
        behind = or_(behind, table.c.maker.is_distinct_from(by))
    query = (
        select(schema.report.c.id)
        .join(latest, latest.c.report == schema.report.c.number)
        .outerjoin(table, table.c.report == schema.report.c.number)
        .where(behind)
        .order_by(schema.report.c.published.nulls_last(), schema.report.c.number)
    )
    return list(connection.scalars(query))


def coding_numbers(connection: Connection, reports: Iterable[str]) -> dict[str, int]:
    """The number of the latest coding of each report."""
    latest = latest_codings().subquery()
    query = select(schema.report.c.id, latest.c.number).join(latest, latest.c.report == schema.report.c.number)
    return {
        row.id: row.number
        for part in in_parts(reports)
        for row in connection.execute(query.where(schema.report.c.id.in_(part)))
    }


def touched(connection: Connection, reports: Iterable[str], records: Iterable[str], keys: Iterable[str]) -> set[str]:
    """The records whose incidents a merging can change, beside those that it is about, which are left out.

    reports: those that are not up to date. records: of their latest codings. keys: of the blocks of these records.

    These are the records that share a block with one of them, and with every record those of its incident and those
    that a decision may join it to. Whatever joins them is among them, because records come together only along pairs
    that are likelier one happening than not, or along what a person decided.
    """
    asked = set(records)
    found = {*_of_reports(connection, reports), *asked}
    for part in in_parts({key_number(key) for key in keys}):
        found.update(connection.scalars(select(tables.block.c.record).where(tables.block.c.key.in_(part))))
    waiting = set(found)
    while waiting:
        reached = {other for step in _STEPS for part in in_parts(sorted(waiting)) for other in step(connection, part)}
        waiting = reached - found
        found |= waiting
    return _taking_part(connection, found) - asked


def by_report(connection: Connection, records: Iterable[str]) -> dict[str, list[str]]:
    """``records``, which took part, by the ids of their reports."""
    table = tables.merged_record
    query = select(table.c.id, schema.report.c.id.label("report")).join(
        schema.report, schema.report.c.number == table.c.report
    )
    found: dict[str, list[str]] = {}
    for part in in_parts(sorted(set(records))):
        for row in connection.execute(query.where(table.c.id.in_(part))):
            found.setdefault(row.report, []).append(row.id)
    return found


def state(connection: Connection) -> State:
    """What the store holds of mergings and decisions at this moment."""
    merging = connection.scalar(select(func.max(tables.merging.c.number))) or 0
    decided = connection.scalar(select(func.max(tables.decision.c.number))) or 0
    ended = connection.scalar(select(func.count()).select_from(tables.decision_end)) or 0
    return State(merging, decided, ended)


def _of_reports(connection: Connection, reports: Iterable[str]) -> Iterator[str]:
    for part in in_parts(reports):
        yield from connection.scalars(select(tables.member.c.record).where(tables.member.c.report.in_(part)))


def _taking_part(connection: Connection, records: Iterable[str]) -> set[str]:
    member = tables.member.c.record
    return {
        record
        for part in in_parts(sorted(records))
        for record in connection.scalars(select(member).where(member.in_(part)))
    }


def _mates(connection: Connection, records: Iterable[str]) -> Iterator[str]:
    """The records of the same incidents."""
    holding = select(tables.member.c.incident).where(tables.member.c.record.in_(records))
    yield from connection.scalars(select(tables.member.c.record).where(tables.member.c.incident.in_(holding)))


def _partners(connection: Connection, records: Iterable[str]) -> Iterator[str]:
    """The records that standing decisions may join to these, as they take part today."""
    decision = tables.decision.c
    joins = or_(decision.score >= _LIKELY, and_(by_person(), decision.verdict == Verdict.SAME.value))
    pairs = (
        select(decision.first_record, decision.second_record)
        .join(schema.maker, schema.maker.c.number == decision.maker)
        .outerjoin(tables.decision_end, tables.decision_end.c.decision == decision.number)
        .where(standing(), joins)
    )
    for column in (decision.first_record, decision.second_record):
        ends = {end for row in connection.execute(pairs.where(column.in_(records))) for end in row}
        heirs = last_heirs(connection, ends)
        yield from (heirs.get(end, end) for end in ends)


_STEPS: tuple[Callable[[Connection, Iterable[str]], Iterator[str]], ...] = (_mates, _partners)
