"""The relational form of codings: reports, codings, records, claims, evidence and absences, as rows of typed tables.

The formats ``datapackage`` and ``datasette`` write these tables. Every claim and every stretch of evidence is there;
texts of reports are not. Keys are dateline's content ids. What does not belong here: turning rows into a file.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from dateline.export.flat import FLAT_COLUMNS, Flat, FlatType, flat_row
from dateline.export.happening import happening_of
from dateline.model import Claim, Coding, EventRecord, Report, Span, content_id
from dateline.model.codec import value_to_json

TableRow = Mapping[str, Flat]


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column: its name, type and meaning, and whether every row fills it."""

    name: str
    type: FlatType
    meaning: str
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Columns of a table that name a row of ``table``; columns of the same names are its key there."""

    columns: tuple[str, ...]
    table: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table: what a row is, its columns, the key of a row, and the rows of other tables that it names."""

    name: str
    meaning: str
    columns: tuple[TableColumn, ...]
    key: tuple[str, ...]
    foreign: tuple[ForeignKey, ...] = ()


def _text(name: str, meaning: str, *, is_required: bool = False) -> TableColumn:
    return TableColumn(name, FlatType.TEXT, meaning, is_required)


def _number(name: str, meaning: str, *, is_required: bool = True) -> TableColumn:
    return TableColumn(name, FlatType.INT, meaning, is_required)


_CODING = _text("coding_id", "The coding that it stands in.", is_required=True)
_RECORD = _text("record_id", "The record that it belongs to.", is_required=True)
_OF_RECORD = ForeignKey(("coding_id", "record_id"), "records")
_SPAN = (
    _number("start", "Offset of the first character in the report's text, in Unicode code points, from 0."),
    _number("end", "Offset after the last character."),
    _text("words", "The words themselves.", is_required=True),
)

TABLES: tuple[Table, ...] = (
    Table(
        "reports",
        "A report that was coded; its text is left out.",
        (
            _text("report_id", "Id of the report.", is_required=True),
            TableColumn("date", FlatType.DATE, "Day of publication."),
            _text("date_basis", "Where it was taken from."),
            _text("publisher", "Who published it."),
            _text("title", "Its title."),
            _text("language", "Its language, ISO 639-1."),
            _text("text_hash", "SHA-256 of its text.", is_required=True),
        ),
        ("report_id",),
    ),
    Table(
        "codings",
        "What one coder made of one report.",
        (
            _text("coding_id", "Id of the coding.", is_required=True),
            _text("report_id", "The report.", is_required=True),
            _text("component", "The coder.", is_required=True),
            _text("version", "Its version.", is_required=True),
            _text("settings", "SHA-256 of its settings and data.", is_required=True),
        ),
        ("coding_id",),
        (ForeignKey(("report_id",), "reports"),),
    ),
    Table(
        "records",
        "One happening as one report tells it, with one value for each field.",
        (
            _CODING,
            *(TableColumn(each.name, each.type, each.meaning, each.is_required) for each in FLAT_COLUMNS),
        ),
        ("coding_id", "record_id"),
        (ForeignKey(("coding_id",), "codings"), ForeignKey(("report_id",), "reports")),
    ),
    Table(
        "claims",
        "One value of one field, as one voice gives it.",
        (
            _CODING,
            _RECORD,
            _number("claim", "Number of the claim in its record, from 1."),
            _text("field", "The field.", is_required=True),
            _text("value", "The value as JSON.", is_required=True),
            *_SPAN,
            _text("source", "The words for the source, where one is named."),
            _text("cue", "The words by which it speaks."),
            _text("source_kind", "What kind of source it is; empty where the reporter speaks."),
            _text("stance", "What the source does with the value."),
            TableColumn("confidence", FlatType.DECIMAL, "The machine's estimate, 0 to 1."),
            _text("maker", "Who made the value, and its version.", is_required=True),
        ),
        ("coding_id", "record_id", "claim"),
        (_OF_RECORD,),
    ),
    Table(
        "evidence",
        "A stretch of the report that a claim rests on.",
        (
            _CODING,
            _RECORD,
            _number("claim", "Number of the claim in its record."),
            _number("position", "1 for the most telling words of the claim, and so on."),
            *_SPAN,
        ),
        ("coding_id", "record_id", "claim", "position"),
        (ForeignKey(("coding_id", "record_id", "claim"), "claims"),),
    ),
    Table(
        "absences",
        "A field of a record without a value, and which kind of empty it is.",
        (
            _CODING,
            _RECORD,
            _text("field", "The field.", is_required=True),
            _text("kind", "not_told, unresolved or not_looked_for.", is_required=True),
            _text("words", "The words that are told but could not be resolved."),
            _text("reason", "Why they could not be."),
        ),
        ("coding_id", "record_id", "field"),
        (_OF_RECORD,),
    ),
)
"""Every table; one that another names stands before it."""


def table_rows(codings: Iterable[tuple[Report, Coding]]) -> Iterator[tuple[str, TableRow]]:
    """Yield (table, row) for everything in the codings; the codings of one report must come one after the other."""
    last: str | None = None
    for report, coding in codings:
        if report.id != last:
            yield "reports", _report_row(report)
            last = report.id
        coding_id = content_id("c", report.id, coding.maker.id)
        maker = coding.maker
        yield (
            "codings",
            {
                "coding_id": coding_id,
                "report_id": report.id,
                "component": maker.component,
                "version": maker.version,
                "settings": maker.settings,
            },
        )
        for record in coding.records:
            yield from _record_rows(report, coding, record, coding_id)


def _report_row(report: Report) -> TableRow:
    return {
        "report_id": report.id,
        "date": report.published,
        "date_basis": report.published_basis.value if report.published_basis else None,
        "publisher": report.publisher,
        "title": report.title,
        "language": report.language,
        "text_hash": report.text_hash,
    }


def _record_rows(report: Report, coding: Coding, record: EventRecord, coding_id: str) -> Iterator[tuple[str, TableRow]]:
    keys: TableRow = {"coding_id": coding_id, "record_id": record.id}
    yield "records", {**keys, **flat_row(happening_of(report, coding, record))}
    for number, claim in enumerate(record.claims, 1):
        yield "claims", {**keys, "claim": number, **_claim(claim)}
        for position, span in enumerate(claim.evidence, 1):
            yield "evidence", {**keys, "claim": number, "position": position, **_span(span)}
    for absence in record.absences:
        words = absence.evidence[0].text if absence.evidence else None
        told = {"field": absence.field.value, "kind": absence.kind.value, "words": words, "reason": absence.reason}
        yield "absences", {**keys, **told}


def _claim(claim: Claim) -> TableRow:
    voice = claim.voice
    return {
        "field": claim.field.value,
        "value": json.dumps(value_to_json(claim.field, claim.value), ensure_ascii=False),
        **_span(claim.evidence[0]),
        "source": voice.source.text if voice and voice.source else None,
        "cue": voice.cue.text if voice and voice.cue else None,
        "source_kind": voice.kind.value if voice else None,
        "stance": claim.stance.value if claim.stance else None,
        "confidence": claim.confidence,
        "maker": f"{claim.maker.component} {claim.maker.version}",
    }


def _span(span: Span) -> TableRow:
    return {"start": span.start, "end": span.end, "words": span.text}
