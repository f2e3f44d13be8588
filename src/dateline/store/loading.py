"""Rows to model objects. The types check what they are given, so that damaged rows raise and are never handed out.

What does not belong here: choosing which rows to load (`queries`, `store`).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, select

from dateline.model import (
    Absence,
    Claim,
    Coding,
    Dateline,
    Emptiness,
    EventRecord,
    Field,
    Maker,
    PublishedBasis,
    Report,
    SourceKind,
    Span,
    Stance,
    Value,
    Voice,
)
from dateline.model.codec import value_from_json
from dateline.store import schema

DAMAGE = (ValueError, TypeError, KeyError, AssertionError)
"""What the makers in this module raise where rows do not make a valid object."""

_Key = TypeVar("_Key")


def load_report(row: Row[Any]) -> Report:
    """The report in a row of ``report``."""
    return Report(
        id=row.id,
        text=row.text,
        origin=row.origin,
        body_start=row.body_start,
        published=row.published,
        published_basis=PublishedBasis(row.published_basis) if row.published_basis else None,
        publisher=row.publisher,
        language=row.language,
        dateline=_dateline(row),
    )


def _dateline(row: Row[Any]) -> Dateline | None:
    if row.dateline_start is None:
        return None
    place = None
    if row.dateline_place is not None:
        start = row.dateline_place_start
        place = Span(row.id, start, start + len(row.dateline_place), row.dateline_place)
    return Dateline(row.dateline_start, row.dateline_end, place, row.dateline_day)


def load_maker(row: Row[Any]) -> Maker:
    """The maker in a row that has the columns of ``maker``."""
    return Maker(row.component, row.version, row.settings)


def load_coding(connection: Connection, number: int, report: Row[Any], maker: Maker) -> Coding:
    """The coding of that number, equal to the one that was added.

    Raises:
        ValueError, TypeError, KeyError, AssertionError: its rows do not make a valid coding (`DAMAGE`).
    """
    return _CodingLoader(connection, number, report).load(maker)


class _CodingLoader:
    """Reads one coding with one query a table."""

    def __init__(self, connection: Connection, number: int, report: Row[Any]) -> None:
        self._connection = connection
        self._number = number
        self._report_id = report.id
        self._spans = self._load_spans(report)
        self._makers: dict[int, Maker] = {}

    def load(self, maker: Maker) -> Coding:
        claims = self._load_claims()
        absences = self._load_absences()
        query = select(schema.record).where(schema.record.c.coding == self._number).order_by(schema.record.c.position)
        records = [self._record(row, claims, absences) for row in self._connection.execute(query)]
        return Coding(self._report_id, maker, tuple(records))

    def _record(self, row: Row[Any], claims: dict[int, list[Claim]], absences: dict[int, list[Absence]]) -> EventRecord:
        record = EventRecord(self._report_id, tuple(claims[row.number]), tuple(absences[row.number]))
        if (record.id, record.type) != (row.id, row.type):
            raise ValueError(f"record {row.id!r} of type {row.type} has claims that make it {record.id!r}")
        return record

    def _load_spans(self, report: Row[Any]) -> dict[int, Span]:
        rows = self._connection.execute(select(schema.span).where(schema.span.c.report == report.number))
        return {row.number: Span(report.id, row.start_char, row.end_char, row.quotation) for row in rows}

    def _maker(self, number: int) -> Maker:
        if number not in self._makers:
            rows = self._connection.execute(select(schema.maker))
            self._makers = {row.number: load_maker(row) for row in rows}
        return self._makers[number]

    def _load_claims(self) -> dict[int, list[Claim]]:
        further = self._grouped_of_claims(schema.further_evidence, lambda row: row.claim)
        voices = self._grouped_of_claims(schema.voice, lambda row: row.claim)
        query = (
            select(schema.claim)
            .join(schema.record, schema.record.c.number == schema.claim.c.record)
            .where(schema.record.c.coding == self._number)
            .order_by(schema.claim.c.record, schema.claim.c.position)
        )
        claims: dict[int, list[Claim]] = defaultdict(list)
        for row in self._connection.execute(query):
            claims[row.record].append(self._claim(row, further[row.number], voices[row.number]))
        return claims

    def _grouped_of_claims(self, table: Any, key: Callable[[Row[Any]], _Key]) -> dict[_Key, list[Row[Any]]]:
        query = (
            select(table)
            .join(schema.claim, schema.claim.c.number == table.c.claim)
            .join(schema.record, schema.record.c.number == schema.claim.c.record)
            .where(schema.record.c.coding == self._number)
            .order_by(table.c.claim, table.c.position)
        )
        return _grouped(self._connection.execute(query), key)

    def _claim(self, row: Row[Any], further: list[Row[Any]], voices: list[Row[Any]]) -> Claim:
        field = Field(row.field)
        return Claim(
            field=field,
            value=_value(field, row.value),
            evidence=(self._spans[row.span], *(self._spans[other.span] for other in further)),
            maker=self._maker(row.maker),
            voice=self._voice(voices),
            stance=Stance(row.stance) if row.stance is not None else None,
            confidence=row.confidence,
        )

    def _voice(self, rows: list[Row[Any]]) -> Voice | None:
        voice = None
        for row in reversed(rows):
            source = self._spans[row.source] if row.source is not None else None
            cue = self._spans[row.cue] if row.cue is not None else None
            voice = Voice(source, cue, SourceKind(row.kind), voice)
        return voice

    def _load_absences(self) -> dict[int, list[Absence]]:
        table, evidence = schema.absence, schema.absence_evidence
        of_this = select(schema.record.c.number).where(schema.record.c.coding == self._number)
        words = _grouped(
            self._connection.execute(
                select(evidence).where(evidence.c.record.in_(of_this)).order_by(evidence.c.position)
            ),
            lambda row: (row.record, row.field),
        )
        absences: dict[int, list[Absence]] = defaultdict(list)
        for row in self._connection.execute(select(table).where(table.c.record.in_(of_this))):
            absences[row.record].append(self._absence(row, words[row.record, row.field]))
        return absences

    def _absence(self, row: Row[Any], words: list[Row[Any]]) -> Absence:
        maker = self._maker(row.maker) if row.maker is not None else None
        evidence = tuple(self._spans[word.span] for word in words)
        return Absence(Field(row.field), Emptiness(row.kind), maker, evidence, row.reason)


def _value(field: Field, packed: str) -> Value:
    try:
        return value_from_json(field, json.loads(packed))
    except ValueError as error:
        raise ValueError(f"field {field!s} cannot hold {packed!r}") from error


def _grouped(rows: Iterable[Row[Any]], key: Callable[[Row[Any]], _Key]) -> dict[_Key, list[Row[Any]]]:
    groups: dict[_Key, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return groups
