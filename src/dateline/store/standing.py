"""The rows of the incidents that stand, written as differences, with what happened and where old ids lead.

What does not belong here: finding out what happened (`changes`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from sqlalchemy import Connection, Table, delete, select, update

from dateline.model import Change, Outline, OutlinedIncident, content_id
from dateline.store import incident_schema as tables
from dateline.store import incidents, rows
from dateline.store.inserting import in_parts, insert_numbered, insert_plain
from dateline.store.merged import Merged

_HELD = (tables.member, tables.origin, tables.bond)


def content_of(each: OutlinedIncident) -> str:
    """An id of everything that is kept of an incident, its links apart."""
    incident, outline = each.incident, each.outline
    members = [(member.record, member.report, member.published) for member in incident.members]
    bonds = [(bond.earlier, bond.later, bond.kind.value, bond.words) for bond in incident.bonds]
    return content_id("c", members, incident.origins, bonds, incident.grade.value, _outline_row(outline))


class Standing:
    """The incidents that stood before a merging, beside those after it."""

    def __init__(self, connection: Connection, merged: Merged, touched: set[str]) -> None:
        """touched: the records that took part, and those that do so no longer."""
        self._connection = connection
        self._after = {each.id: each for each in merged.incidents}
        self._contents = {each.id: content_of(each) for each in merged.incidents}
        self._stood = self._find(None if merged.is_whole else touched)
        self._vanished = sorted(self._stood.keys() - self._after.keys())
        self._moved = sorted(key for key, content in self._contents.items() if self._content_before(key) != content)

    @property
    def added(self) -> int:
        """How many incidents stand that did not."""
        return len(self._after.keys() - self._stood.keys())

    @property
    def retired(self) -> int:
        """How many stood that do no longer."""
        return len(self._vanished)

    def before(self) -> dict[str, OutlinedIncident]:
        """The incidents of before that are not as they were."""
        return self._before

    def moved(self) -> dict[str, OutlinedIncident]:
        """The incidents of after that are new or not as they were."""
        return {key: self._after[key] for key in self._moved}

    @cached_property
    def _before(self) -> dict[str, OutlinedIncident]:
        wanted = [self._stood[key][0] for key in (*self._vanished, *self._moved) if key in self._stood]
        return {each.id: each for each in incidents.load(self._connection, wanted)}

    def _content_before(self, key: str) -> str | None:
        return self._stood[key][1] if key in self._stood else None

    def _find(self, touched: set[str] | None) -> dict[str, tuple[int, str]]:
        """Number and content of each incident that stood, of all or of those that hold records of ``touched``."""
        query = select(tables.incident.c.id, tables.incident.c.number, tables.outline.c.content).join(
            tables.outline, tables.outline.c.incident == tables.incident.c.number
        )
        if touched is None:
            return {row.id: (row.number, row.content) for row in self._connection.execute(query)}
        numbers: set[int] = set()
        for part in in_parts(sorted(touched)):
            holding = select(tables.member.c.incident).where(tables.member.c.record.in_(part))
            numbers.update(self._connection.scalars(holding))
        self._check_closed(numbers, touched)
        found = {}
        for few in in_parts(sorted(numbers)):
            for row in self._connection.execute(query.where(tables.incident.c.number.in_(few))):
                found[row.id] = (row.number, row.content)
        return found

    def _check_closed(self, numbers: set[int], touched: set[str]) -> None:
        for part in in_parts(sorted(numbers)):
            for record in self._connection.scalars(
                select(tables.member.c.record).where(tables.member.c.incident.in_(part))
            ):
                if record not in touched:
                    raise ValueError(f"record {record} belongs to an incident that took part, and took no part itself")

    @property
    def is_news(self) -> bool:
        """Whether an incident is new, gone, or not as it was."""
        return bool(self._moved or self._vanished)

    def write(self, found: Sequence[Change], merging: int) -> None:
        """Write the incidents that are not as they were, and what happened, in the merging of that number."""
        numbers = self._numbers(merging)
        self._retire([numbers[key] for key in self._vanished])
        self._outline(numbers)
        self._fill(numbers)
        self._tell(found, numbers, merging)

    def _numbers(self, merging: int) -> dict[str, int]:
        """The numbers of all ids at hand; ids that were never given before are given now."""
        known = incidents.numbers_of(self._connection, {*self._moved, *self._stood})
        new = [key for key in self._moved if key not in known]
        given = insert_numbered(self._connection, tables.incident, [{"id": key, "merging": merging} for key in new])
        return known | dict(zip(new, given, strict=True))

    def _retire(self, vanished: Sequence[int]) -> None:
        """Keep where the ids of those that stand no longer lead, and empty all that are not as they were."""
        held = [
            {"incident": self._stood[key][0], "record": member.record}
            for key in self._vanished
            for member in self._before[key].incident.members
        ]
        insert_plain(self._connection, tables.redirect, held)
        old = [number for key, (number, _) in self._stood.items() if key in self._before]
        for table in _HELD:
            self._remove(table, old)
        self._remove(tables.outline, vanished)

    def _remove(self, table: Table, numbers: Iterable[int]) -> None:
        for part in in_parts(numbers):
            self._connection.execute(delete(table).where(table.c.incident.in_(part)))

    def _outline(self, numbers: dict[str, int]) -> None:
        new: list[rows.Values] = []
        old: list[rows.Values] = []
        for key in self._moved:
            told = _outline_row(self._after[key].outline)
            grade = self._after[key].incident.grade.value
            row = {"incident": numbers[key], "grade": grade, "content": self._contents[key], **told}
            (old if key in self._stood else new).append(row)
        insert_plain(self._connection, tables.outline, new)
        for row in old:
            where = tables.outline.c.incident == row["incident"]
            self._connection.execute(update(tables.outline).where(where).values(row))
        self._remove(tables.redirect, [row["incident"] for row in new])

    def _fill(self, numbers: dict[str, int]) -> None:
        moved = [(numbers[key], self._after[key].incident) for key in self._moved]
        members = (
            {"record": m.record, "incident": number, "report": m.report, "published": m.published}
            for number, incident in moved
            for m in incident.members
        )
        insert_plain(self._connection, tables.member, members)
        origins = (
            {"incident": number, "report": report, "position": position}
            for number, incident in moved
            for position, group in enumerate(incident.origins, 1)
            for report in group
        )
        insert_plain(self._connection, tables.origin, origins)
        bonds = (
            {
                **{"incident": number, "position": position, "earlier": bond.earlier, "later": bond.later},
                **{"kind": bond.kind.value, "words": rows.keepable(bond.words)},
            }
            for number, incident in moved
            for position, bond in enumerate(incident.bonds, 1)
        )
        insert_plain(self._connection, tables.bond, bonds)

    def _tell(self, found: Sequence[Change], numbers: dict[str, int], merging: int) -> None:
        told = [
            {
                **{"merging": merging, "incident": numbers[each.incident], "kind": each.kind.value},
                **{"field": each.field, "before": each.before, "after": each.after},
            }
            for each in found
        ]
        at = list(zip(insert_numbered(self._connection, tables.change, told), found, strict=True))
        into = (
            {"change": number, "position": position, "incident": numbers[key]}
            for number, each in at
            for position, key in enumerate(each.into, 1)
        )
        insert_plain(self._connection, tables.change_into, into)
        records = (
            {"change": number, "position": position, "record": record}
            for number, each in at
            for position, record in enumerate(each.records, 1)
        )
        insert_plain(self._connection, tables.change_record, records)


def _outline_row(outline: Outline) -> rows.Values:
    return {**{name: getattr(outline, name) for name in Outline.__slots__}, "type": outline.type.value}
