"""Reading what people decided about records, the queue, and accounts: the part of `Store` that reviewing fills.

What does not belong here: the questions themselves (`acts`, `queue`).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import AbstractContextManager

from sqlalchemy import Connection, select

from dateline.model import Act
from dateline.store import acts, queue, schema
from dateline.store.queue import QueueFilter, QueueItem
from dateline.store.review_schema import account, act


class ReviewReader(ABC):
    """What can be asked of acts, the queue and accounts."""

    @abstractmethod
    def _reading(self) -> AbstractContextManager[Connection]: ...

    def acts(self, *, report: str | None = None, record: str | None = None, newest: int | None = None) -> list[Act]:
        """Acts, oldest first, with those that were undone; only of a report, of a record, or the ``newest`` so many."""
        query = acts.kept()
        if report is not None:
            query = query.where(schema.report.c.id == report)
        if record is not None:
            query = query.where(act.c.record == record)
        if newest is not None:
            query = query.order_by(None).order_by(act.c.number.desc()).limit(newest)
        with self._reading() as connection:
            found = list(acts.load(connection, query))
        return found[::-1] if newest is not None else found

    def all_acts(self) -> Iterator[Act]:
        """The whole log, oldest first."""
        with self._reading() as connection:
            yield from acts.load(connection, acts.kept())

    def queue(self, wanted: QueueFilter, limit: int = 50, after: int | None = None) -> list[QueueItem]:
        """At most ``limit`` records in the filter's order; with ``after``, those behind the record of that number."""
        with self._reading() as connection:
            return queue.items(connection, wanted, limit, after)

    def queue_count(self, wanted: QueueFilter) -> int:
        """How many records the filter lets through."""
        with self._reading() as connection:
            return queue.count(connection, wanted)

    def queue_choices(self, column: str) -> list[str]:
        """The values of ``type``, ``country`` or ``source_kind`` that records have, in order."""
        with self._reading() as connection:
            return queue.choices(connection, column)

    def accounts(self) -> dict[str, tuple[str, str]]:
        """Role and password hash of each account, by name."""
        with self._reading() as connection:
            return {row.name: (row.role, row.password) for row in connection.execute(select(account))}
