"""Adding to a store. Each call is one transaction: it is kept whole, or not at all, and what came before stays.

What does not belong here: deciding what is worth keeping, and retrying.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Engine, delete, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from dateline.errors import ReportError, StoreError
from dateline.model import Coding, Failure, Maker, Report
from dateline.store import acts, rows, schema, sqlite
from dateline.store.coding import insert_coding, remove_coding
from dateline.store.incident_writer import IncidentWriter
from dateline.store.loading import DAMAGE, load_coding
from dateline.store.queries import codings_in_force, find_report
from dateline.store.review_writer import ReviewWriter

_STAGE = "store"

_OF_THE_TEXT = ("parse", "extract", "resolve")
"""Stages that fail on a report's kept text. Before them, and in the store, a failure under the report's id may be about
another text that bears the same id, and only its origin tells them apart."""

_UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")


class Writer(IncidentWriter, ReviewWriter):
    """Adds reports, codings, failures, decisions and mergings; a context manager, made by `Store.writer`.

    Errors of any call: `StoreError` where the file cannot be written, with what was kept before intact; `ReportError`
    where the database refuses this report or coding, and others can go on.
    """

    def __init__(self, engine: Engine, path: Path) -> None:
        self._engine = engine
        self._path = path
        self._opened: Connection | None = None

    def __enter__(self) -> Self:
        with sqlite.explained(self._path):
            self._opened = sqlite.writing_connection(self._engine)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._opened is not None:
            self._opened.close()
            self._opened = None

    def add_report(self, report: Report) -> bool:
        """Keep ``report``; give True if it is new, False if its id and text are kept already.

        Of a report that is kept already, publisher, day and the rest stay as they were first told.

        Raises:
            ReportError: another text is kept under the id, or the text has a character that no database keeps.
        """
        with self._transaction(report) as connection:
            return _add_report(connection, report)[1]

    def add_coding(self, report: Report, coding: Coding) -> bool:
        """Keep ``coding``, and ``report`` if it is new, together; give whether anything changed.

        A coding by the same maker is replaced where it differs; codings by other makers stay. What is added comes into
        force, also where it was kept before and a later one by the same coder had taken its place. What people decided
        about the report goes before it.

        Raises:
            EvidenceError: words that do not stand in the report. Nothing is kept.
            ReportError: as for `add_report`; the coding is of another report, or has two records of one id.
        """
        _check_coding(report, coding)
        with self._transaction(report) as connection:
            row, _ = _add_report(connection, report)
            kept = _kept_number(connection, row, coding.maker)
            if kept is not None and _is_latest(connection, kept, row, coding):
                return False
            if kept is not None:
                remove_coding(connection, kept, row.number)
            insert_coding(connection, row.number, coding)
            acts.review_again(connection, row)
            return True

    def put_in_force(self, report: Report, maker: Maker) -> bool:
        """Make the kept coding of ``report`` by ``maker`` the latest one again; give whether there is one to read.

        A coder that goes back to earlier settings is thus in force with its earlier coding, without coding again. False
        where the maker has not coded the report, or what is kept of the coding is damaged: code the report then.

        Raises:
            ReportError: as for `add_report`.
        """
        with self._transaction(report) as connection:
            row, _ = _add_report(connection, report)
            kept = _kept_number(connection, row, maker)
            coding = _readable(connection, kept, row, maker) if kept is not None else None
            if kept is None or coding is None:
                return False
            remove_coding(connection, kept, row.number)
            insert_coding(connection, row.number, coding)
            acts.review_again(connection, row)
            return True

    def add_failure(self, failure: Failure) -> bool:
        """Keep ``failure``; give True if it is new. Of one that is kept already, ``detail`` becomes the newest."""
        row = rows.failure_row(failure)
        table = schema.failure
        with self._transaction() as connection:
            kept = connection.execute(select(table).where(table.c.id == failure.id)).one_or_none()
            if kept is None:
                connection.execute(insert(table), row)
            elif kept.detail != row["detail"]:
                connection.execute(update(table).where(table.c.id == failure.id).values(detail=row["detail"]))
            return kept is None

    def clear_failures(self, origin_or_report: str | Report) -> int:
        """Take away failures that a later success has settled; give their number.

        Of an origin: everything that failed there. Of a report: everything that failed at its origin, and what parse,
        extract or resolve failed on under its id, wherever it was read from.
        """
        table = schema.failure
        if isinstance(origin_or_report, Report):
            condition = or_(
                table.c.origin == rows.keepable(origin_or_report.origin),
                (table.c.report_id == origin_or_report.id) & table.c.stage.in_(_OF_THE_TEXT),
            )
        else:
            condition = table.c.origin == rows.keepable(origin_or_report)
        with self._transaction() as connection:
            return connection.execute(delete(table).where(condition)).rowcount

    @contextmanager
    def _transaction(self, report: Report | None = None) -> Iterator[Connection]:
        if self._opened is None:
            raise StoreError(f"{self._path}: this writer is closed; write inside 'with store.writer() as writer:'")
        with sqlite.explained(self._path):
            try:
                with self._opened.begin():
                    yield self._opened
            except IntegrityError as error:
                if report is None:
                    raise
                raise _refusal(report, f"the database refuses it: {error.orig}") from error


def _refusal(report: Report, message: str) -> ReportError:
    text = f"report {report.id!r} is not kept: {message}"
    return ReportError(text, origin=report.origin, stage=_STAGE, report_id=report.id)


def _check_coding(report: Report, coding: Coding) -> None:
    if coding.report_id != report.id:
        raise _refusal(report, f"the coding given with it is of report {coding.report_id!r}; give the coding's own")
    ids = Counter(record.id for record in coding.records)
    twice = next((identity for identity, times in ids.items() if times > 1), None)
    if twice is not None:
        raise _refusal(
            report, f"two records have the id {twice!r}: one maker, type and first mention. Make one record of them"
        )
    for record in coding.records:
        record.verify(report)


def _check_keepable(report: Report) -> None:
    for what, text in (("id", report.id), ("text", report.text)):
        found = _UNKEEPABLE.search(text)
        if found:
            raise _refusal(
                report,
                f"its {what} has {found.group()!r} at offset {found.start()}, which no database keeps as text. Replace "
                "NUL and lone surrogates, as dateline.read does.",
            )
    if report.dateline and report.dateline.place:
        report.verify(report.dateline.place)


def _add_report(connection: Connection, report: Report) -> tuple[Any, bool]:
    """The row under which the report is kept, and whether it is new."""
    _check_keepable(report)
    kept = find_report(connection, report.id)
    if kept is None:
        connection.execute(insert(schema.report), rows.report_row(report))
        return find_report(connection, report.id), True
    if kept.text != report.text:
        raise _refusal(
            report,
            f"its id is taken by another text, read from {kept.origin}, and the text of a kept report is frozen. Give "
            "this one an id of its own, or keep it in another store.",
        )
    return kept, False


def _kept_number(connection: Connection, report: Any, maker: Maker) -> int | None:
    """The number of the coding of that report by that maker."""
    query = (
        select(schema.coding.c.number)
        .join(schema.maker, schema.maker.c.number == schema.coding.c.maker)
        .where(schema.coding.c.report == report.number, schema.maker.c.id == maker.id)
    )
    return connection.scalar(query)


def _is_latest(connection: Connection, number: int, report: Any, coding: Coding) -> bool:
    """Whether the coding of that number is equal to ``coding`` and in force."""
    in_force = connection.scalar(codings_in_force().where(schema.coding.c.number == number)) is not None
    return in_force and _readable(connection, number, report, coding.maker) == coding


def _readable(connection: Connection, number: int, report: Any, maker: Maker) -> Coding | None:
    """The coding of that number, or None where its rows are damaged: what cannot be read is replaced by what can."""
    try:
        return load_coding(connection, number, report, maker)
    except DAMAGE:
        return None
