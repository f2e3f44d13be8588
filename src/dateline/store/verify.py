"""A whole store checked again, in Python, against the frozen texts: nothing that the database promised is believed.

What does not belong here: mending. A problem is told; the cure is a good copy of the file, or coding again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, select
from sqlalchemy.exc import DBAPIError

from dateline.model import text_hash
from dateline.store import schema, sqlite
from dateline.store.loading import DAMAGE, load_coding, load_maker, load_report
from dateline.store.queries import codings


class ProblemKind(StrEnum):
    """What is wrong."""

    TEXT_CHANGED = "text_changed"
    """The text is not the one whose hash was kept."""
    WORDS_DIFFER = "words_differ"
    """Other words stand in the text where a span says."""
    DAMAGED = "damaged"
    """Rows that do not make a valid report or coding."""
    BROKEN_REFERENCE = "broken_reference"
    """A row points at one that is not there."""
    GUARDS_MISSING = "guards_missing"
    """Triggers that refuse unproven evidence were taken out of the file."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, where, and what to do. ``report_id`` is None where it concerns the whole file."""

    kind: ProblemKind
    report_id: str | None
    message: str

    def __str__(self) -> str:
        where = f"report {self.report_id!r}" if self.report_id is not None else "the store"
        return f"{where}: {self.message}"


def check(connection: Connection) -> Iterator[Problem]:
    """Yield every problem: of the file first, then of each report in the order of insertion.

    Of a report, text and spans are checked first. Its codings are put together and checked where these hold; where they
    do not, the codings that rest on them are no news.
    """
    missing = sqlite.missing_guards(connection)
    if missing:
        told = f"guards against unproven evidence were taken out of the file: {', '.join(missing)}. Put back a copy."
        yield Problem(ProblemKind.GUARDS_MISSING, None, told)
    for table, number, target in sqlite.broken_references(connection):
        told = f"row {number} of table {table!r} points at a row of {target!r} that is not there. Put back a copy."
        yield Problem(ProblemKind.BROKEN_REFERENCE, None, told)
    numbers = connection.scalars(select(schema.report.c.number).order_by(schema.report.c.number)).all()
    for number in numbers:
        yield from _check_report(connection, number)


def _check_report(connection: Connection, number: int) -> Iterator[Problem]:
    try:
        report = connection.execute(select(schema.report).where(schema.report.c.number == number)).one()
        problems = [*_check_text(report), *_check_spans(connection, report)]
        yield from problems or _check_codings(connection, report)
    except (DBAPIError, *DAMAGE) as error:  # a text that is no UTF-8 cannot even be read; the others can
        cause = error.orig if isinstance(error, DBAPIError) else error
        told = f"report number {number} cannot be read: {cause}. Put back a copy."
        yield Problem(ProblemKind.DAMAGED, None, told)


def _check_text(report: Row[Any]) -> Iterator[Problem]:
    found = text_hash(report.text) if isinstance(report.text, str) else "none, because it is not text"
    if found != report.text_hash:
        told = f"the text has hash {found}, but {report.text_hash} was kept; it was changed. Put back a copy."
        yield Problem(ProblemKind.TEXT_CHANGED, report.id, told)
        return
    try:
        made = load_report(report)
        if made.dateline and made.dateline.place:
            made.verify(made.dateline.place)
    except DAMAGE as error:
        yield Problem(ProblemKind.DAMAGED, report.id, f"{error}. Put back a copy.")


def _check_spans(connection: Connection, report: Row[Any]) -> Iterator[Problem]:
    query = select(schema.span).where(schema.span.c.report == report.number).order_by(schema.span.c.number)
    for span in connection.execute(query):
        found = _words_at(report.text, span.start_char, span.end_char)
        if found is None or found != span.quotation:
            told = (
                f"span {span.start_char}:{span.end_char} holds {span.quotation!r}, but {found!r} stands there. "
                "Put back a copy, or code the report again into a new file."
            )
            yield Problem(ProblemKind.WORDS_DIFFER, report.id, told)


def _words_at(text: object, start: object, end: object) -> str | None:
    """The words at these offsets; None where they are no offsets into a text."""
    if not (isinstance(text, str) and isinstance(start, int) and isinstance(end, int)):
        return None
    return text[start:end] if 0 <= start < end <= len(text) else None


def _check_codings(connection: Connection, report: Row[Any]) -> Iterator[Problem]:
    query = codings().where(schema.coding.c.report == report.number).order_by(schema.coding.c.number)
    made = load_report(report)
    for row in connection.execute(query).all():
        try:
            coding = load_coding(connection, row[0], report, load_maker(row))
            for record in coding.records:
                record.verify(made)
        except DAMAGE as error:
            told = f"the coding by {row.component!r} is damaged: {type(error).__name__}: {error}. Put back a copy."
            yield Problem(ProblemKind.DAMAGED, report.id, told)
