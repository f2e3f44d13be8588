"""Opening a store and reading from it.

What does not belong here: adding (`writer`), and checking what stands there (`verify`).
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Engine, Row, select

from dateline.errors import StoreError
from dateline.model import Coding, EventRecord, Failure, Maker, Report
from dateline.store import counts, schema, sqlite, verify
from dateline.store.counts import Counts
from dateline.store.incident_reader import IncidentReader
from dateline.store.loading import DAMAGE, load_coding, load_maker, load_report
from dateline.store.migrate import bring_up_to_date
from dateline.store.queries import codings, codings_in_force, find_report
from dateline.store.review_reader import ReviewReader
from dateline.store.verify import Problem
from dateline.store.writer import Writer

WAIT_S = 10.0
"""How long a lock held by another program is waited for. A coding is written in milliseconds; longer means stuck."""

_PAGE = 500


class Store(IncidentReader, ReviewReader):
    """Reports, codings, failures, decisions and incidents in one file; a context manager, made by `Store.open`.

    Each iterator reads the store as it stands when it starts, and keeps a connection until it ends or is dropped.
    Every call raises `StoreError` where the file cannot be read.
    """

    def __init__(self, engine: Engine, path: Path) -> None:
        self._engine = engine
        self.path = path

    @classmethod
    def open(cls, path: Path, *, create: bool = True, wait_s: float = WAIT_S) -> Self:
        """Open the store at ``path``, and bring an older one up to date.

        create: make the store where the file is missing or empty, and refuse a file that may not be written.
        wait_s: how long to wait for another program that is writing.

        Raises:
            StoreError: the file is missing, a folder, not writable, no database, another program's database, or of a
                newer dateline.
        """
        path = Path(path)
        _check_path(path, create)
        engine = sqlite.make_engine(path.absolute(), create=create, wait_s=wait_s)
        try:
            with sqlite.explained(path):
                bring_up_to_date(engine, path, create=create)
        except BaseException:
            engine.dispose()
            raise
        return cls(engine, path)

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def writer(self) -> Writer:
        """A writer, to be used as ``with store.writer() as writer:``. What it adds can be read at once."""
        return Writer(self._engine, self.path)

    def report(self, report_id: str) -> Report | None:
        """The report of that id, or None."""
        with self._reading() as connection:
            row = find_report(connection, report_id)
            return self._report(row) if row else None

    def reports(self) -> Iterator[Report]:
        """Every report, in the order in which they were added."""
        with self._reading() as connection:
            for row in _report_rows(connection):
                yield self._report(row)

    def is_in_force(self, report_id: str, maker: Maker) -> bool:
        """Whether this maker has coded the report, and no later coding by the same coder has taken its place."""
        with self._reading() as connection:
            query = _codings_of(report_id).where(schema.maker.c.id == maker.id)
            query = query.where(schema.coding.c.number.in_(codings_in_force()))
            return connection.execute(query).first() is not None

    def coding(self, report_id: str, maker: Maker | None = None) -> Coding | None:
        """The coding of a report by ``maker``, or the latest by anybody; None where there is none."""
        with self._reading() as connection:
            query = _codings_of(report_id)
            if maker is not None:
                query = query.where(schema.maker.c.id == maker.id)
            row = connection.execute(query.order_by(schema.coding.c.number.desc()).limit(1)).one_or_none()
            report = find_report(connection, report_id)
            return self._coding(connection, row, report) if row and report else None

    def codings(self) -> Iterator[tuple[Report, Coding]]:
        """Every report with its coding, in the order in which the reports were added.

        A report that several coders read comes once for each, the latest coding last. A coder is a maker's component:
        of its codings with different versions or settings, the latest counts.
        """
        with self._reading() as connection:
            for row in _report_rows(connection):
                query = codings().where(schema.coding.c.report == row.number)
                query = query.where(schema.coding.c.number.in_(codings_in_force()))
                for coding in connection.execute(query.order_by(schema.coding.c.number)).all():
                    yield self._report(row), self._coding(connection, coding, row)

    def latest(self, report_ids: Iterable[str]) -> Iterator[tuple[Report, Coding]]:
        """These reports with their latest codings, whoever made them, in this order; those not coded are left out."""
        with self._reading() as connection:
            for report_id in report_ids:
                report = find_report(connection, report_id)
                row = connection.execute(
                    _codings_of(report_id).order_by(schema.coding.c.number.desc()).limit(1)
                ).first()
                if report is not None and row is not None:
                    yield self._report(report), self._coding(connection, row, report)

    def record(self, record_id: str) -> tuple[Report, EventRecord] | None:
        """The record of that id with its report, if the report's latest coding has it."""
        with self._reading() as connection:
            found = connection.execute(
                select(schema.report)
                .join(schema.coding, schema.coding.c.report == schema.report.c.number)
                .join(schema.record, schema.record.c.coding == schema.coding.c.number)
                .where(schema.record.c.id == record_id)
                .limit(1)
            ).first()
        coding = self.coding(found.id) if found else None
        if found is None or coding is None:
            return None
        record = next((each for each in coding.records if each.id == record_id), None)
        return (self._report(found), record) if record else None

    def failures(self) -> Iterator[Failure]:
        """Every failure, in the order in which they were added."""
        with self._reading() as connection:
            for row in connection.execute(select(schema.failure).order_by(schema.failure.c.number)):
                yield Failure(row.origin, row.stage, row.message, row.report_id, row.detail)

    def counts(self) -> Counts:
        """How much the store holds."""
        with self._reading() as connection:
            return counts.count(connection)

    def verify(self) -> Iterator[Problem]:
        """Check every text against its hash, every span against its text, and every coding; yield each problem."""
        with self._reading() as connection:
            yield from verify.check(connection)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with sqlite.explained(self.path), self._engine.connect() as connection:
            try:
                yield connection
            except ValueError as error:  # a column that holds no value of its type, such as a day "soon"
                raise self._damaged("a report", error) from error

    def _report(self, row: Row[Any]) -> Report:
        try:
            return load_report(row)
        except DAMAGE as error:
            raise self._damaged(f"report {row.id!r}", error) from error

    def _coding(self, connection: Connection, row: Row[Any], report: Row[Any]) -> Coding:
        try:
            return load_coding(connection, row[0], report, load_maker(row))
        except DAMAGE as error:
            raise self._damaged(f"report {report.id!r}", error) from error

    def _damaged(self, what: str, error: Exception) -> StoreError:
        return StoreError(
            f"{self.path}: what is kept of {what} is damaged ({type(error).__name__}: {error}). "
            f"'dateline verify {self.path}' lists everything that is; put back a copy of the file."
        )


def _check_path(path: Path, create: bool) -> None:
    """Refuse what SQLite would report less clearly. The file is not opened here: closing it would drop SQLite's locks.

    Raises:
        StoreError: see `Store.open`.
    """
    if path.is_dir():
        raise StoreError(f"{path} is a folder; a store is one file. Name a file in it, such as {path / 'events.db'}.")
    if not path.exists():
        if not create:
            raise StoreError(
                f"{path} does not exist. 'dateline code PATH --store {path}' makes it; or name another file."
            )
        if not path.absolute().parent.is_dir():
            raise StoreError(
                f"{path} cannot be made: its folder does not exist. Make the folder, or name another file."
            )
    elif 0 < path.stat().st_size < sqlite.SMALLEST_FILE:  # SQLite would take some of these for empty, and write
        raise StoreError(f"{path} {sqlite.NOT_A_DATABASE}")
    elif create and not (os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK)):
        raise StoreError(
            f"{path} cannot be written: the file or its folder is read-only. Writing needs the permission for both. "
            "Grant it, or copy the file elsewhere and name the copy."
        )


def _codings_of(report_id: str) -> Any:
    return (
        codings()
        .join(schema.report, schema.report.c.number == schema.coding.c.report)
        .where(schema.report.c.id == report_id)
    )


def _report_rows(connection: Connection) -> Iterator[Row[Any]]:
    """The rows of all reports in order, one at a time: texts may be long."""
    last = 0
    while True:
        query = select(schema.report.c.number).where(schema.report.c.number > last)
        numbers = connection.scalars(query.order_by(schema.report.c.number).limit(_PAGE)).all()
        for number in numbers:
            yield connection.execute(select(schema.report).where(schema.report.c.number == number)).one()
        if not numbers:
            return
        last = numbers[-1]
