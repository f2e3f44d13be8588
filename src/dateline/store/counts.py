"""How much a store holds.

What does not belong here: measures of quality; those need codings made by hand (`evaluate`).
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, FromClause, func, select

from dateline.store import schema
from dateline.store.queries import codings_in_force


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a store holds.

    codings, records, claims, records_by_type: of the codings in force, which are the latest of each coder for each
    report. superseded_codings: earlier ones by the same coder, kept and not exported. spans: distinct stretches of text
    that anything in the store rests on, superseded codings included. records_by_type: most frequent first; a type
    without records is left out.
    """

    reports: int
    codings: int
    superseded_codings: int
    records: int
    claims: int
    spans: int
    failures: int
    records_by_type: dict[str, int]


def count(connection: Connection) -> Counts:
    """Count everything."""
    by_type = _records_by_type(connection)
    in_force = _number(connection, codings_in_force().subquery())
    claims = (
        select(schema.claim.c.number)
        .join(schema.record, schema.record.c.number == schema.claim.c.record)
        .where(schema.record.c.coding.in_(codings_in_force()))
    )
    return Counts(
        reports=_number(connection, schema.report),
        codings=in_force,
        superseded_codings=_number(connection, schema.coding) - in_force,
        records=sum(by_type.values()),
        claims=_number(connection, claims.subquery()),
        spans=_number(connection, schema.span),
        failures=_number(connection, schema.failure),
        records_by_type=by_type,
    )


def _number(connection: Connection, rows: FromClause) -> int:
    return connection.scalar(select(func.count()).select_from(rows)) or 0


def _records_by_type(connection: Connection) -> dict[str, int]:
    number = func.count()
    query = (
        select(schema.record.c.type, number)
        .where(schema.record.c.coding.in_(codings_in_force()))
        .group_by(schema.record.c.type)
        .order_by(number.desc(), schema.record.c.type)
    )
    return {row[0]: row[1] for row in connection.execute(query)}
