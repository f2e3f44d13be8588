"""Ways to add rows that more than one part of the store uses, and to ask about many keys at once.

What does not belong here: making rows of model objects (`rows`, `ledger_rows`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from sqlalchemy import Connection, Table, insert, select

from dateline.model import Maker, Span
from dateline.store import rows, schema

_MANY = 500
"""Keys in one question; SQLite allows some 32,000 parameters, other databases fewer."""

_T = TypeVar("_T")


def insert_numbered(connection: Connection, table: Table, values: Sequence[rows.Values]) -> list[int]:
    """Insert, and give the new rows' numbers in the order of ``values``."""
    if not values:
        return []
    returning = insert(table).returning(table.c.number, sort_by_parameter_order=True)
    return list(connection.scalars(returning, values))


def insert_plain(connection: Connection, table: Table, values: Iterable[rows.Values]) -> None:
    """Insert rows that nothing points at."""
    listed = list(values)
    if listed:  # an empty list would insert one row of defaults
        connection.execute(insert(table), listed)


def maker_numbers(connection: Connection, makers: Iterable[Maker]) -> dict[Maker, int]:
    """The numbers under which ``makers`` are kept; new ones are added."""
    wanted = {maker.id: maker for maker in makers}
    query = select(schema.maker.c.id, schema.maker.c.number).where(schema.maker.c.id.in_(wanted))
    kept = {wanted[row.id]: row.number for row in connection.execute(query)}
    new = [maker for maker in wanted.values() if maker not in kept]
    numbers = insert_numbered(connection, schema.maker, [rows.maker_row(maker) for maker in new])
    return kept | dict(zip(new, numbers, strict=True))


def span_numbers(connection: Connection, report: int, spans: set[Span]) -> dict[Span, int]:
    """The numbers under which ``spans`` of the report of that number are kept; new ones are added."""
    table = schema.span
    kept_rows = connection.execute(select(table).where(table.c.report == report))
    at = {(row.start_char, row.end_char): row.number for row in kept_rows}
    kept = {span: at[span.start, span.end] for span in spans if (span.start, span.end) in at}
    new = sorted(spans - kept.keys())
    numbers = insert_numbered(connection, table, [rows.span_row(report, span) for span in new])
    return kept | dict(zip(new, numbers, strict=True))


def in_parts(keys: Iterable[_T]) -> Iterator[Collection[_T]]:
    """``keys`` in parts that one question can take."""
    left = iter(keys)
    while part := list(islice(left, _MANY)):
        yield part
