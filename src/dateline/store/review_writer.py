"""Adding what people decide about records: the part of `Writer` that the review page uses.

What does not belong here: what is kept and how (`acts`), and who may do what (`review`).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, delete, insert, select

from dateline.errors import ActError
from dateline.model import Act, EventRecord, Maker
from dateline.store import acts, schema
from dateline.store.loading import load_coding, load_maker, load_report
from dateline.store.queries import codings, find_report
from dateline.store.review_schema import account, act


class ReviewWriter(ABC):
    """Adds acts and accounts."""

    _path: Path

    @abstractmethod
    def _transaction(self) -> AbstractContextManager[Connection]: ...

    def add_act(self, made: Act, seen: EventRecord) -> None:
        """Add what a person decided about the record ``seen``, and bring the reviewed coding up to date, together.

        Raises:
            ActError: the record is no longer what was seen, or is not there; nothing is kept.
            EvidenceError: words of a change do not stand in the report.
        """
        with self._transaction() as connection:
            report = find_report(connection, made.report_id)
            row = (
                report
                and connection.execute(
                    codings().where(schema.coding.c.report == report.number).order_by(schema.coding.c.number.desc())
                ).first()
            )
            if report is None or row is None:
                raise ActError(f"{self._path} holds no coding of the report {made.report_id!r}; reload the page")
            coding = load_coding(connection, row[0], report, load_maker(row))
            now = next((each for each in coding.records if each.id == made.record), None)
            if now is None:
                raise ActError(f"the record {made.record!r} is not in the report any more; reload it to see what is")
            if now != seen:
                raise ActError(
                    f"the record {made.record!r} was changed meanwhile, and your decision is not kept; look at what it "
                    "is now, then decide again"
                )
            frozen = load_report(report)
            for span in (span for _, claims in made.told for claim in claims for span in claim.spans()):
                frozen.verify(span)
            base = acts.base_of(connection, report)
            assert base is not None
            acts.add(connection, made, report.number, base.maker)
            acts.review_again(connection, report)

    def end_act(self, act_id: str, maker: Maker, at: datetime | None = None) -> None:
        """Undo an act: write an end to it, and bring the reviewed coding up to date.

        Raises:
            ActError: there is no such act, or it was undone before.
        """
        with self._transaction() as connection:
            row = connection.execute(acts.kept().where(act.c.id == act_id)).first()
            if row is None:
                raise ActError(f"{self._path} holds no act {act_id!r}; the page 'History' lists those that it holds")
            if row.ended_at is not None:
                raise ActError(f"act {act_id!r} was undone at {row.ended_at} already; nothing is left to do")
            acts.end(connection, act_id, maker, at or datetime.now(UTC))
            report = connection.execute(select(schema.report).where(schema.report.c.number == row.report)).one()
            acts.review_again(connection, report)

    def set_account(self, name: str, role: str, password_hash: str) -> None:
        """Add an account, or give one another role and password. ``password_hash``: an Argon2 hash."""
        with self._transaction() as connection:
            connection.execute(delete(account).where(account.c.name == name))
            connection.execute(insert(account), {"name": name, "role": role, "password": password_hash})

    def remove_account(self, name: str) -> bool:
        """Take an account away; give whether there was one."""
        with self._transaction() as connection:
            return connection.execute(delete(account).where(account.c.name == name)).rowcount > 0
