"""Keeping what one merging made, as differences from what stood before, in one transaction of the caller's.

What does not belong here: the rows of incidents (`standing`), what happened to which (`changes`), and how merging came
to it (`merge`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Connection, Row, Select, delete, select

from dateline.errors import OvertakenError
from dateline.model import Maker
from dateline.store import incident_schema as tables
from dateline.store import schema
from dateline.store.changes import changes
from dateline.store.inserting import in_parts, insert_numbered, insert_plain, maker_numbers
from dateline.store.ledger import moment
from dateline.store.links import keep_links
from dateline.store.machine_decisions import Replacing
from dateline.store.merged import Merged, MergedRecord, MergingCounts
from dateline.store.part import key_number, state
from dateline.store.standing import Standing


def keep(connection: Connection, merged: Merged, maker: Maker, at: datetime) -> MergingCounts:
    """Bring what is kept of incidents to what ``merged`` says. A merging that changes nothing writes nothing.

    Raises:
        ValueError: an incident that stands has records that took part, and others.
        OvertakenError: somebody else merged or decided since ``merged.after``.
    """
    if merged.after is not None and state(connection) != merged.after:
        raise OvertakenError("another program merged or decided meanwhile; give the same command again")
    records = {record.id: record for record in merged.records}
    gone = sorted(_participants(connection, merged) - records.keys())
    _keep_records(connection, records.values())
    found_heirs = _find_heirs(connection, merged.records, gone)
    _keep_heirs(connection, records, found_heirs)
    replacing = Replacing(connection, None if merged.is_whole else records, set(gone), maker, at)
    replacing.run(merged.decisions)
    standing = Standing(connection, merged, {*records, *gone})
    found = changes(standing.before(), standing.moved(), found_heirs, at)
    if standing.is_news or merged.codings:
        by = maker_numbers(connection, [maker])[maker]
        (number,) = insert_numbered(connection, tables.merging, [{"maker": by, "made_at": moment(at)}])
        standing.write(found, number)
        _mark_up_to_date(connection, merged, by)
    keep_links(connection, merged)
    _keep_unmerged(connection, merged, gone)
    _keep_blocks(connection, records.values(), gone)
    return MergingCounts(
        incidents_added=standing.added,
        incidents_retired=standing.retired,
        decided=replacing.decided,
        ended=replacing.ended,
        changes=dict(Counter(each.kind.value for each in found)),
    )


def _participants(connection: Connection, merged: Merged) -> set[str]:
    """The records that take part today: all, or those of the reports that come up to date now."""
    if merged.is_whole:
        return {*connection.scalars(select(tables.member.c.record)), *_unmerged(connection, None)}
    found: set[str] = set()
    for part in in_parts(sorted(merged.codings)):
        found.update(connection.scalars(select(tables.member.c.record).where(tables.member.c.report.in_(part))))
        found.update(_unmerged(connection, part))
    return found


def _unmerged(connection: Connection, reports: Iterable[str] | None) -> Iterable[str]:
    query: Select[tuple[str]] = select(tables.unmerged.c.record)
    if reports is not None:
        query = (
            query.join(tables.merged_record, tables.merged_record.c.id == tables.unmerged.c.record)
            .join(schema.report, schema.report.c.number == tables.merged_record.c.report)
            .where(schema.report.c.id.in_(reports))
        )
    return connection.scalars(query)


def _keep_records(connection: Connection, records: Iterable[MergedRecord]) -> None:
    """Remember the records that take part for the first time."""
    for part in in_parts(records):
        ids = [record.id for record in part]
        known = set(connection.scalars(select(tables.merged_record.c.id).where(tables.merged_record.c.id.in_(ids))))
        new = [record for record in part if record.id not in known]
        reports = {record.report_id for record in new}
        rows = connection.execute(
            select(schema.report.c.id, schema.report.c.number).where(schema.report.c.id.in_(reports))
        )
        numbers = {row.id: row.number for row in rows}
        told = (
            {"id": r.id, "report": numbers[r.report_id], "type": r.type, "start_char": r.start, "end_char": r.end}
            for r in new
        )
        insert_plain(connection, tables.merged_record, told)


def heirs(connection: Connection, merged: Merged) -> dict[str, str]:
    """For each record that takes part no longer once ``merged`` is kept, the one that tells the same in its stead."""
    gone = _participants(connection, merged) - {record.id for record in merged.records}
    return _find_heirs(connection, merged.records, sorted(gone))


def _find_heirs(connection: Connection, records: Iterable[MergedRecord], gone: Sequence[str]) -> dict[str, str]:
    of_report: dict[str, list[MergedRecord]] = defaultdict(list)
    for record in records:
        of_report[record.report_id].append(record)
    query = select(tables.merged_record, schema.report.c.id.label("report_id")).join(
        schema.report, schema.report.c.number == tables.merged_record.c.report
    )
    found = {}
    for part in in_parts(gone):
        for row in connection.execute(query.where(tables.merged_record.c.id.in_(part))):
            heir = _heir(row, of_report[row.report_id])
            if heir is not None:
                found[row.id] = heir
    return found


def _keep_heirs(connection: Connection, records: dict[str, MergedRecord], found: dict[str, str]) -> None:
    """Remember which record tells what another told; a record that takes part again needs no heir."""
    for part in in_parts(sorted(records)):
        connection.execute(delete(tables.heir).where(tables.heir.c.record.in_(part)))
    insert_plain(connection, tables.heir, ({"record": record, "heir": heir} for record, heir in found.items()))


def _heir(gone: Row[tuple[str, int]], records: Sequence[MergedRecord]) -> str | None:
    """The record of the same report that names the happening with the same words; of several, one of the same type."""
    naming = [
        record
        for record in records
        if any(start < gone.end_char and gone.start_char < end for start, end in record.mentions)
    ]
    ordered = sorted(naming, key=lambda record: (record.type != gone.type, record.start, record.id))
    return ordered[0].id if ordered else None


def _keep_unmerged(connection: Connection, merged: Merged, gone: Sequence[str]) -> None:
    new = {each.record: each.reason for each in merged.unmerged}
    table, old = tables.unmerged, {}
    for part in in_parts(sorted({*gone, *(record.id for record in merged.records)})):
        rows = connection.execute(select(table).where(table.c.record.in_(part)))
        old.update({row.record: row.reason for row in rows})
    for part in in_parts([record for record, reason in old.items() if new.get(record) != reason]):
        connection.execute(delete(table).where(table.c.record.in_(part)))
    told = ({"record": record, "reason": reason} for record, reason in new.items() if old.get(record) != reason)
    insert_plain(connection, table, told)


def _keep_blocks(connection: Connection, records: Iterable[MergedRecord], gone: Sequence[str]) -> None:
    table = tables.block
    wanted = dict.fromkeys(gone, frozenset[int]())
    wanted |= {each.id: frozenset(map(key_number, each.keys)) for each in records if each.keys is not None}
    for part in in_parts(sorted(wanted)):
        old: dict[str, set[int]] = defaultdict(set)
        for row in connection.execute(select(table).where(table.c.record.in_(part))):
            old[row.record].add(row.key)
        changed = [record for record in part if old.get(record, set()) != wanted[record]]
        connection.execute(delete(table).where(table.c.record.in_(changed)))
        told = ({"key": key, "record": record} for record in changed for key in sorted(wanted[record]))
        insert_plain(connection, table, told)


def _mark_up_to_date(connection: Connection, merged: Merged, by: int) -> None:
    table = tables.merged_report
    for part in in_parts(sorted(merged.codings)):
        query = select(schema.report.c.number, schema.report.c.id).where(schema.report.c.id.in_(part))
        coded = {row.number: merged.codings[row.id] for row in connection.execute(query)}
        known = connection.execute(select(table).where(table.c.report.in_(coded))).all()
        right = {row.report for row in known if (row.coding, row.maker) == (coded[row.report], by)}
        connection.execute(delete(table).where(table.c.report.in_(coded.keys() - right)))
        told = ({"report": at, "coding": coding, "maker": by} for at, coding in coded.items() if at not in right)
        insert_plain(connection, table, told)
