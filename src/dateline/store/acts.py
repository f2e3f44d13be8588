"""The log of acts: adding, ending, reading; and the reviewed coding that follows from it.

What does not belong here: what an act makes of a coding (`dateline.model.follow`), and transactions (`writer`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, insert, select

from dateline.model import REVIEW, Act, ActKind, Claim, Coding, Field, Maker, follow
from dateline.model.codec import claim_from_json, claim_to_json
from dateline.store import schema
from dateline.store.coding import insert_coding, remove_coding
from dateline.store.inserting import maker_numbers
from dateline.store.ledger import moment
from dateline.store.loading import load_coding, load_maker
from dateline.store.queries import codings
from dateline.store.review_schema import act, act_end

Told = tuple[tuple[Field, tuple[Claim, ...]], ...]


def add(connection: Connection, made: Act, report: int, base: Maker) -> None:
    """Add an act about a record of the report of that number; ``base`` made the coding that it is about."""
    makers = maker_numbers(connection, {made.maker, base})
    row = {
        "id": made.id,
        "report": report,
        "record": made.record,
        "kind": made.kind.value,
        "told": _told_to_text(made.told),
        "before": _told_to_text(made.before),
        "because": made.because,
        "base": makers[base],
        "maker": makers[made.maker],
        "made_at": moment(made.made_at),
    }
    connection.execute(insert(act), row)


def end(connection: Connection, act_id: str, maker: Maker, at: datetime) -> None:
    """Write an end to the act of that id, which stands."""
    number = connection.scalar(select(act.c.number).where(act.c.id == act_id))
    by = maker_numbers(connection, [maker])[maker]
    connection.execute(insert(act_end), {"act": number, "maker": by, "ended_at": moment(at)})


def kept(*, standing: bool = False) -> Select[Any]:
    """Every act with its report's id, its maker and its end, oldest first; only those without an end if asked."""
    maker, ender = schema.maker.alias(), schema.maker.alias()
    query = (
        select(
            act,
            schema.report.c.id.label("report_id"),
            maker.c.component,
            maker.c.version,
            maker.c.settings,
            act_end.c.ended_at,
            ender.c.component.label("end_component"),
            ender.c.version.label("end_version"),
            ender.c.settings.label("end_settings"),
        )
        .join(schema.report, schema.report.c.number == act.c.report)
        .join(maker, maker.c.number == act.c.maker)
        .outerjoin(act_end, act_end.c.act == act.c.number)
        .outerjoin(ender, ender.c.number == act_end.c.maker)
        .order_by(act.c.number)
    )
    return query.where(act_end.c.act.is_(None)) if standing else query


def load(connection: Connection, query: Select[Any]) -> Iterator[Act]:
    """The acts that `kept`, with conditions added, finds."""
    for row in connection.execute(query):
        yield _act(row)


def _act(row: Row[Any]) -> Act:
    ended_by = Maker(row.end_component, row.end_version, row.end_settings) if row.ended_at else None
    return Act(
        row.report_id,
        row.record,
        ActKind(row.kind),
        _told_from_text(row.report_id, row.told),
        _told_from_text(row.report_id, row.before),
        row.because,
        load_maker(row),
        datetime.fromisoformat(row.made_at).astimezone(UTC),
        datetime.fromisoformat(row.ended_at).astimezone(UTC) if row.ended_at else None,
        ended_by,
    )


def _told_to_text(told: Told) -> str:
    return json.dumps([[field.value, [claim_to_json(claim) for claim in claims]] for field, claims in told])


def _told_from_text(report_id: str, text: str) -> Told:
    return tuple(
        (Field(field), tuple(claim_from_json(report_id, claim) for claim in claims))
        for field, claims in json.loads(text)
    )


def base_of(connection: Connection, report: Row[Any]) -> Coding | None:
    """The coding that reviewing starts from: the one that standing acts are about, else the latest of a machine."""
    first = connection.scalar(
        select(act.c.base)
        .outerjoin(act_end, act_end.c.act == act.c.number)
        .where(act.c.report == report.number, act_end.c.act.is_(None))
        .order_by(act.c.number)
        .limit(1)
    )
    query = codings().where(schema.coding.c.report == report.number, schema.maker.c.component != REVIEW)
    if first is not None:
        query = query.where(schema.maker.c.number == first)
    row = connection.execute(query.order_by(schema.coding.c.number.desc()).limit(1)).first()
    return load_coding(connection, row[0], report, load_maker(row)) if row else None


def review_again(connection: Connection, report: Row[Any]) -> None:
    """Bring the reviewed coding of a report to what the standing acts say; without acts there is none."""
    if connection.scalar(select(act.c.number).where(act.c.report == report.number).limit(1)) is None:
        return
    old = select(schema.coding.c.number).join(schema.maker, schema.maker.c.number == schema.coding.c.maker)
    old = old.where(schema.coding.c.report == report.number, schema.maker.c.component == REVIEW)
    standing = list(load(connection, kept(standing=True).where(act.c.report == report.number)))
    base = base_of(connection, report)
    for number in connection.scalars(old).all():
        remove_coding(connection, number, report.number)
    if standing and base is not None:
        insert_coding(connection, report.number, follow(base, standing)[0])
