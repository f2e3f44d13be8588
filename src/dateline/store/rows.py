"""Model objects to rows, as mappings from column to value; the numbers that a row points at are given.

What does not belong here: executing anything (`writer`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from dateline.model import Absence, Claim, Coding, EventRecord, Failure, Maker, Report, Span
from dateline.model.codec import value_to_json

Values = dict[str, Any]
"""One row to insert."""

Numbers = Mapping[Any, int]
"""The numbers under which spans, or makers, are kept."""


def keepable(text: str) -> str:
    r"""``text`` with every lone surrogate written as its escape (``\udc80``), because no database keeps them.

    They come from file names that are not UTF-8, and stand in origins and messages; texts of reports have none.
    """
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def report_row(report: Report) -> Values:
    """The row of a report; its number is given by the database."""
    line = report.dateline
    place = line.place if line else None
    return {
        "id": report.id,
        "text": report.text,
        "text_hash": report.text_hash,
        "body_start": report.body_start,
        "published": report.published,
        "published_basis": report.published_basis.value if report.published_basis else None,
        "publisher": keepable(report.publisher) if report.publisher is not None else None,
        "language": report.language,
        "origin": keepable(report.origin),
        "dateline_start": line.start if line else None,
        "dateline_end": line.end if line else None,
        "dateline_place_start": place.start if place else None,
        "dateline_place": place.text if place else None,
        "dateline_day": line.day if line else None,
    }


def maker_row(maker: Maker) -> Values:
    """The row of a maker."""
    return {"id": maker.id, "component": maker.component, "version": maker.version, "settings": maker.settings}


def span_row(report: int, span: Span) -> Values:
    """The row of a span in the report of that number."""
    return {"report": report, "start_char": span.start, "end_char": span.end, "quotation": span.text}


def record_rows(coding_number: int, coding: Coding) -> list[Values]:
    """The rows of a coding's records, in order."""
    return [
        {"coding": coding_number, "position": position, "id": record.id, "type": record.type.value}
        for position, record in enumerate(coding.records, 1)
    ]


def claim_rows(record_number: int, record: EventRecord, spans: Numbers, makers: Numbers) -> Iterator[Values]:
    """The rows of a record's claims, in order."""
    for position, claim in enumerate(record.claims, 1):
        value = json.dumps(value_to_json(claim.field, claim.value), ensure_ascii=False)
        yield {
            "record": record_number,
            "position": position,
            "field": claim.field.value,
            "value": value,
            "span": spans[claim.evidence[0]],
            "stance": claim.stance.value if claim.stance else None,
            "confidence": claim.confidence,
            "maker": makers[claim.maker],
        }


def further_evidence_rows(claim_number: int, claim: Claim, spans: Numbers) -> Iterator[Values]:
    """The rows of a claim's evidence after the first."""
    for position, span in enumerate(claim.evidence[1:], 2):
        yield {"claim": claim_number, "position": position, "span": spans[span]}


def voice_rows(claim_number: int, claim: Claim, spans: Numbers) -> Iterator[Values]:
    """The rows of a claim's voice and of those that pass it on, the innermost first."""
    for position, voice in enumerate(claim.voice.chain() if claim.voice else (), 1):
        yield {
            "claim": claim_number,
            "position": position,
            "kind": voice.kind.value,
            "source": spans[voice.source] if voice.source else None,
            "cue": spans[voice.cue] if voice.cue else None,
        }


def absence_row(record_number: int, absence: Absence, makers: Numbers) -> Values:
    """The row of an absence."""
    return {
        "record": record_number,
        "field": absence.field.value,
        "kind": absence.kind.value,
        "reason": absence.reason,
        "maker": makers[absence.maker] if absence.maker else None,
    }


def absence_evidence_rows(record_number: int, absence: Absence, spans: Numbers) -> Iterator[Values]:
    """The rows of the words that could not be resolved."""
    for position, span in enumerate(absence.evidence, 1):
        yield {"record": record_number, "field": absence.field.value, "position": position, "span": spans[span]}


def failure_row(failure: Failure) -> Values:
    """The row of a failure."""
    return {
        "id": failure.id,
        "origin": keepable(failure.origin),
        "stage": failure.stage,
        "report_id": keepable(failure.report_id) if failure.report_id is not None else None,
        "message": keepable(failure.message),
        "detail": keepable(failure.detail) if failure.detail is not None else None,
    }
