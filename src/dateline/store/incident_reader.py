"""Reading decisions, incidents and what happened to them: the half of `Store` that merging fills.

What does not belong here: the questions themselves (`ledger`, `incidents`).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from datetime import date, datetime

from sqlalchemy import Connection

from dateline.model import (
    Change,
    Decision,
    EventType,
    Grade,
    Link,
    Maker,
    OutlinedIncident,
    Unmerged,
    Whereabouts,
)
from dateline.store import incidents, ledger, merging, part
from dateline.store.contradictions import contradicting
from dateline.store.incident_schema import decision as decision_table
from dateline.store.inserting import in_parts
from dateline.store.merged import Merged, State


class IncidentReader(ABC):
    """What can be asked of the ledger and of incidents. Each iterator reads the store as it stands when it starts."""

    @abstractmethod
    def _reading(self) -> AbstractContextManager[Connection]: ...

    def decisions(self, records: Iterable[str] | None = None, *, ended: bool = True) -> Iterator[Decision]:
        """The ledger, in the order in which it was written.

        records: only the decisions about one of them, in this order for each few hundred of them. ended: whether those
        that were undone come, too.
        """
        query = ledger.kept() if ended else ledger.kept().where(ledger.standing())
        with self._reading() as connection:
            if records is None:
                yield from ledger.load(connection, query)
                return
            told: set[str] = set()
            for few in in_parts(sorted(set(records))):
                for made in ledger.load(connection, query.where(ledger.touching(few))):
                    if made.id not in told:
                        told.add(made.id)
                        yield made

    def decision(self, decision_id: str) -> Decision | None:
        """The decision of that id, or None."""
        with self._reading() as connection:
            query = ledger.kept().where(decision_table.c.id == decision_id)
            return next(ledger.load(connection, query), None)

    def open_pairs(self, limit: int, skip: int = 0) -> list[Decision]:
        """The machine's decisions that leave a pair open and that no person decided about, the likeliest first."""
        with self._reading() as connection:
            order = (decision_table.c.score.desc(), decision_table.c.number)
            query = ledger.kept().where(ledger.left_open()).order_by(*order)
            return ledger.few(connection, query.limit(limit).offset(skip))

    def open_pair_count(self) -> int:
        """How many pairs `open_pairs` has."""
        with self._reading() as connection:
            return ledger.count(connection, ledger.left_open())

    def newest_persons_decisions(self, limit: int) -> list[Decision]:
        """The newest decisions of persons, with those that were undone, oldest first."""
        with self._reading() as connection:
            query = ledger.kept().where(ledger.by_person()).order_by(decision_table.c.number.desc())
            return ledger.few(connection, query.limit(limit))[::-1]

    def holders(self, records: Iterable[str]) -> dict[str, str]:
        """The id of the incident that holds each of ``records``; those in none are left out."""
        with self._reading() as connection:
            return incidents.holders(connection, records)

    def persons_decisions(self, coming: Merged | None = None) -> list[Decision]:
        """What persons decided and did not undo, about the records that take part today, of each pair the newest.

        A decision about a record that was coded anew is told of the record that came in its place, if there is one.
        coming: records that are about to be merged, to tell decisions of them instead of those that they replace.
        """
        with self._reading() as connection:
            heirs = merging.heirs(connection, coming) if coming is not None else None
            return ledger.carried_over(connection, ledger.of_persons(connection), heirs)

    def incidents(
        self,
        *,
        since: date | None = None,
        country: str | None = None,
        event_type: EventType | None = None,
        grade: Grade | None = None,
        limit: int | None = None,
        offset: int = 0,
    ) -> Iterator[OutlinedIncident]:
        """The incidents that stand and fit all that is told, the latest first, those without a day last.

        since: those whose last day is that day or later. country: ISO 3166-1 alpha-3. limit, offset: only so many,
        after leaving out so many.
        """
        with self._reading() as connection:
            query = incidents.chosen(since, country, event_type, grade).limit(limit).offset(offset)
            numbers = list(connection.scalars(query))
            yield from incidents.load(connection, numbers)

    def incident(self, incident_id: str) -> OutlinedIncident | None:
        """The incident of that id, if it stands; `whereabouts` tells where another id leads."""
        with self._reading() as connection:
            return next(incidents.load(connection, incidents.standing_numbers(connection, [incident_id])), None)

    def incidents_of(self, records: Iterable[str]) -> dict[str, str]:
        """The id of the incident that holds each of ``records``; records in none are left out."""
        with self._reading() as connection:
            return incidents.holders(connection, set(records))

    def whereabouts(self, incident_id: str) -> Whereabouts | None:
        """Where an id leads now; None where it was never given to an incident."""
        with self._reading() as connection:
            return incidents.whereabouts(connection, incident_id)

    def incident_count(self) -> int:
        """How many incidents stand."""
        with self._reading() as connection:
            return incidents.count(connection)

    def contradictions(self) -> list[tuple[Decision, ...]]:
        """The decisions of persons that cannot be true together, a group for each that came last, as they are kept.

        Adding a decision refuses what contradicts others; an end that is written, or a report that is coded anew, can
        bring such a group about nevertheless.
        """
        with self._reading() as connection:
            persons = ledger.of_persons(connection)
            groups = contradicting(ledger.carried_over(connection, persons))
            return [tuple(ledger.as_kept(persons, group)) for group in groups]

    def links(self, incident_id: str | None = None) -> list[Link]:
        """The links of one incident, or all."""
        with self._reading() as connection:
            return list(incidents.links(connection, incident_id))

    def unmerged(self) -> list[Unmerged]:
        """The records that join nothing on their own, by id, and why."""
        with self._reading() as connection:
            return list(incidents.unmerged(connection))

    def changes(self, since: datetime | None = None, incident_id: str | None = None) -> Iterator[Change]:
        """What happened to incidents, or to one, at or after ``since``, oldest first."""
        with self._reading() as connection:
            yield from incidents.changes(connection, since, incident_id)

    def merging_state(self) -> State:
        """How far mergings and the ledger have come, for `Merged.after`."""
        with self._reading() as connection:
            return part.state(connection)

    def out_of_date(self, maker: Maker) -> list[str]:
        """The ids of the coded reports that the next merging by ``maker`` has to look at, by day of publication.

        These are the reports that took part in none, whose latest coding is another since, or about whose records a
        person decided since.
        """
        with self._reading() as connection:
            return part.out_of_date(connection, maker)

    def coded_out_of_date(self) -> int:
        """How many coded reports took part in no merging as they are coded now, or were decided about since."""
        with self._reading() as connection:
            return len(part.out_of_date(connection, None))

    def coding_numbers(self, reports: Iterable[str]) -> dict[str, int]:
        """The number of the latest coding of each of ``reports`` that is coded."""
        with self._reading() as connection:
            return part.coding_numbers(connection, reports)

    def touched(self, reports: Iterable[str], records: Iterable[str], keys: Iterable[str]) -> dict[str, list[str]]:
        """The records of other reports whose incidents a merging can change: ids, by report.

        reports: those that it brings up to date. records: of their latest codings. keys: of these records' blocks.
        """
        with self._reading() as connection:
            own = set(reports)
            found = part.by_report(connection, part.touched(connection, own, records, keys))
            return {report: ids for report, ids in found.items() if report not in own}
