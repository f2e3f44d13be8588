"""Adding decisions and mergings: the half of `Writer` that concerns incidents.

What does not belong here: what is kept and how (`ledger`, `merging`).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, delete, select

from dateline.errors import DecisionError
from dateline.model import Decision, Maker
from dateline.store import incident_schema as tables
from dateline.store import ledger, merging, schema
from dateline.store.contradictions import opposing
from dateline.store.merged import Merged, MergingCounts


class IncidentWriter(ABC):
    """Adds to the ledger, and brings incidents up to date."""

    _path: Path

    @abstractmethod
    def _transaction(self) -> AbstractContextManager[Connection]: ...

    def add_decision(self, decision: Decision) -> Decision:
        """Add what a person decided; give it as it is kept, with its times in UTC.

        Of several about one pair the newest counts, and all stay.

        Raises:
            DecisionError: a record is not in the store, the decision has an end already, or it contradicts what
                persons decided; the message names these decisions.
        """
        made = ledger.in_utc(decision)
        if made.ended_at is not None:
            raise DecisionError(f"decision {made.id} has an end already; add it without, then end it")
        with self._transaction() as connection:
            for record in made.records:
                self._check_known(connection, record)
            self._check_agrees(connection, made)
            ledger.add_decisions(connection, [made])
            _ask_again(connection, made.records)
        return made

    def end_decision(self, decision_id: str, maker: Maker, at: datetime, because: str) -> Decision:
        """Undo a decision: write an end to it. Give it as it stands then.

        maker: who undoes it. because: why, in words.

        Raises:
            DecisionError: there is no such decision, or it was undone before.
        """
        with self._transaction() as connection:
            row = ledger.find(connection, decision_id)
            if row is None:
                raise DecisionError(
                    f"{self._path} holds no decision {decision_id!r}; accepted is the id of one that stands. "
                    f"'dateline incident ID --store {self._path}' shows those about an incident."
                )
            if row.ended_at is not None:
                raise DecisionError(
                    f"decision {decision_id!r} was undone at {row.ended_at} already; nothing is left to do."
                )
            ledger.end_decisions(connection, [row.number], maker, at, because)
            _ask_again(connection, (row.first_record, row.second_record))
            query = ledger.kept().where(tables.decision.c.number == row.number)
            return next(ledger.load(connection, query))

    def add_merging(self, merged: Merged, maker: Maker, at: datetime) -> MergingCounts:
        """Keep what a merging made, all of it or nothing: incidents, links, decisions, and what happened since.

        maker: who merged. at: when, with time zone.

        Raises:
            ValueError: an incident has records both of reports that took part and of others.
        """
        with self._transaction() as connection:
            return merging.keep(connection, merged, maker, at)

    def _check_known(self, connection: Connection, record: str) -> None:
        known = connection.scalar(select(schema.record.c.number).where(schema.record.c.id == record).limit(1))
        if known is None:
            raise DecisionError(
                f"{self._path} holds no record {record!r}; accepted is the id of a record that was coded. "
                f"'dateline export {self._path} --format csv' lists them."
            )

    def _check_agrees(self, connection: Connection, made: Decision) -> None:
        (today,) = ledger.carried_over(connection, [made]) or (made,)
        persons = ledger.of_persons(connection)
        others = ledger.carried_over(connection, persons)
        against = opposing(today, others)
        if against:
            first, second = made.records
            told = "; ".join(ledger.in_words(each) for each in ledger.as_kept(persons, against))
            raise DecisionError(
                f"{first} and {second} cannot be '{made.verdict}': this contradicts what persons decided before: "
                f"{told}. Undo one of these with 'dateline decide {self._path} --undo DECISION --by NAME --because "
                "TEXT', or decide 'unsure'."
            )


def _ask_again(connection: Connection, records: Iterable[str]) -> None:
    """Let the next merging look at the reports of ``records`` again."""
    coding, merged = schema.coding.c, tables.merged_report
    kept = select(coding.report).join_from(schema.record, schema.coding, schema.record.c.coding == coding.number)
    took_part = select(tables.merged_record.c.report).where(tables.merged_record.c.id.in_(records))
    reports = kept.where(schema.record.c.id.in_(records)).union(took_part)
    connection.execute(delete(merged).where(merged.c.report.in_(reports)))
