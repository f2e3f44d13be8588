"""One coding added to a store, or taken away, with all its rows.

What does not belong here: deciding whether to (`writer`), and transactions.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, delete, exists, or_

from dateline.model import Coding, Maker
from dateline.store import incident_schema, rows, schema
from dateline.store.glances import glance_row
from dateline.store.inserting import insert_numbered, insert_plain, maker_numbers, span_numbers
from dateline.store.review_schema import glance


def remove_coding(connection: Connection, number: int, report: int) -> None:
    """Take a coding away, and the spans of its report that nothing rests on any more."""
    merged = incident_schema.merged_report
    connection.execute(delete(schema.coding).where(schema.coding.c.number == number))
    connection.execute(delete(merged).where(merged.c.report == report))
    span = schema.span.c.number
    used = (
        exists().where(schema.claim.c.span == span),
        exists().where(schema.further_evidence.c.span == span),
        exists().where(schema.voice.c.source == span),
        exists().where(schema.voice.c.cue == span),
        exists().where(schema.absence_evidence.c.span == span),
        exists().where(incident_schema.link_evidence.c.span == span),
    )
    connection.execute(delete(schema.span).where(schema.span.c.report == report, ~or_(*used)))


def insert_coding(connection: Connection, report: int, coding: Coding) -> None:
    """Insert a coding of the report of that number, with one statement a table."""
    claims = [claim for record in coding.records for claim in record.claims]
    makers = maker_numbers(connection, _makers_of(coding))
    spans = span_numbers(connection, report, {span for record in coding.records for span in record.spans()})
    (number,) = insert_numbered(connection, schema.coding, [{"report": report, "maker": makers[coding.maker]}])
    numbers = insert_numbered(connection, schema.record, rows.record_rows(number, coding))
    records = list(zip(numbers, coding.records, strict=True))
    insert_plain(connection, glance, (glance_row(at, record) for at, record in records))
    claim_numbers = insert_numbered(
        connection,
        schema.claim,
        [row for at, record in records for row in rows.claim_rows(at, record, spans, makers)],
    )
    numbered = list(zip(claim_numbers, claims, strict=True))
    insert_plain(
        connection,
        schema.further_evidence,
        (row for at, claim in numbered for row in rows.further_evidence_rows(at, claim, spans)),
    )
    insert_plain(connection, schema.voice, (row for at, claim in numbered for row in rows.voice_rows(at, claim, spans)))
    absences = [(at, absence) for at, record in records for absence in record.absences]
    insert_plain(connection, schema.absence, (rows.absence_row(at, absence, makers) for at, absence in absences))
    insert_plain(
        connection,
        schema.absence_evidence,
        (row for at, absence in absences for row in rows.absence_evidence_rows(at, absence, spans)),
    )


def _makers_of(coding: Coding) -> Iterator[Maker]:
    yield coding.maker
    for record in coding.records:
        yield from (claim.maker for claim in record.claims)
        yield from (absence.maker for absence in record.absences if absence.maker)
