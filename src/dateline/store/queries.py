"""Questions that more than one part of the store asks.

What does not belong here: making model objects of rows (`loading`).
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, Select, exists, select

from dateline.model import REVIEW
from dateline.store import schema


def find_report(connection: Connection, report_id: str) -> Row[Any] | None:
    """The row of one report, or None."""
    return connection.execute(select(schema.report).where(schema.report.c.id == report_id)).one_or_none()


def codings() -> Select[Any]:
    """Every coding: its number, its report's number, and its maker. Add a condition and an order."""
    return select(schema.coding.c.number, schema.coding.c.report, schema.maker).join_from(
        schema.coding, schema.maker, schema.maker.c.number == schema.coding.c.maker
    )


def codings_in_force() -> Select[tuple[int]]:
    """Numbers of the codings that count: of each report, the latest of each coder.

    A coder is a maker's component, whatever its version and settings. Earlier codings by the same coder stay in the
    store, where they can be asked for by their maker, and are left out of exports and counts. A reviewed coding takes
    the place of all that came before it.
    """
    later, newer = schema.coding.alias(), schema.maker.alias()
    superseded = (
        exists()
        .where(later.c.report == schema.coding.c.report, later.c.number > schema.coding.c.number)
        .where(later.c.maker == newer.c.number, newer.c.component.in_((schema.maker.c.component, REVIEW)))
    )
    return (
        select(schema.coding.c.number)
        .join(schema.maker, schema.maker.c.number == schema.coding.c.maker)
        .where(~superseded)
    )
