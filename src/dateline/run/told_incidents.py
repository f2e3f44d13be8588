"""The incidents that the reports of a story set tell, in the form that its scorer reads.

What does not belong here: the figures (`evaluate`), and merging a store (`merging`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from dateline.errors import RunError
from dateline.evaluate.incidents.form import GoldIncident, GoldStories
from dateline.merge import ReportFacts, Scorer, merge
from dateline.model import (
    Claim,
    Coding,
    Country,
    DateBasis,
    DatePrecision,
    Days,
    EventRecord,
    EventType,
    Field,
    Main,
    Maker,
    Mode,
    Report,
    Span,
    Status,
    Words,
    settings_hash,
)

GOLD = Maker("story-set", "1", settings_hash({}))
"""The maker of records that are made from gold."""

DOUBTFUL = 0.2
"""Records are taken from this confidence on: what one report tells doubtfully, another may tell plainly."""


def tell_incidents(coded: Sequence[tuple[Report, Coding]], scorer: Scorer | None = None) -> dict[str, Any]:
    """``{"incidents": [{id, members: [{report, triggers, type}], independent_origins}]}`` of these codings.

    Report ids are carried along and are no evidence. scorer: the one that ships, if none is given.
    """
    records = {record.id: record for _, coding in coded for record in coding.records}
    merged = merge(
        ((record, ReportFacts.of(report)) for report, coding in coded for record in coding.records), scorer=scorer
    )
    return {
        "incidents": [
            {
                "id": f"i{number}",
                "members": [_member(records[member.record]) for member in incident.members],
                "independent_origins": len(incident.origins),
            }
            for number, incident in enumerate(merged.incidents, 1)
        ]
    }


def gold_codings(gold: GoldStories, reports: Iterable[Report]) -> list[tuple[Report, Coding]]:
    """The reports with records made from gold, so that merging can be measured alone.

    A record has the type, mode, status, country and days of its gold incident, and its report's own words for the
    happening and for its place. Happenings that are told once have their words and type. What a report does not tell
    (its own figures, speakers, participants) is in no record.

    Raises:
        RunError: gold names a report that is not there, or words that do not stand in it.
    """
    told: dict[str, list[EventRecord]] = {}
    by_id = {report.id: report for report in reports}
    for incident in gold.incidents:
        for report, words in incident.mentions.items():
            told.setdefault(report, []).append(_record(_report(by_id, report), incident, words))
    for once in gold.told_once:
        span = _find(_report(by_id, once.report), once.trigger)
        if span is not None:
            claims = (_claim(Field.TYPE, EventType(once.type), span), _claim(Field.MENTION, Words(span.text), span))
            told.setdefault(once.report, []).append(EventRecord(once.report, claims))
    return [(by_id[report], Coding(report, GOLD, tuple(_each_once(own)))) for report, own in told.items()]


def _report(by_id: Mapping[str, Report], report: str) -> Report:
    if report not in by_id:
        raise RunError(f"report {report!r} of the gold file is not among the reports. Give the set's own reports.")
    return by_id[report]


def _each_once(records: Iterable[EventRecord]) -> Iterable[EventRecord]:
    return {record.id: record for record in records}.values()


def _member(record: EventRecord) -> Mapping[str, Any]:
    return {"report": record.report_id, "triggers": list(record.words(Field.MENTION)), "type": record.type.value}


def _record(report: Report, incident: GoldIncident, words: str) -> EventRecord:
    span = _find(report, words, incident.starts.get(report.id))
    if span is None:
        raise RunError(
            f"incident {incident.id!r}, report {report.id!r}: {words!r} does not stand in the text where the gold file "
            "says. Mend its mentions or mention_starts."
        )
    claims = [_claim(Field.TYPE, EventType(incident.type), span), _claim(Field.MENTION, Words(span.text), span)]
    further = [_find(report, other) for other in incident.others.get(report.id, ())]
    claims += [_claim(Field.MENTION, Words(one.text), one) for one in further if one is not None and one != span]
    place = _find(report, incident.place_words.get(report.id, ""))
    if place is not None:
        claims.append(_claim(Field.PLACE, Words(place.text), place))
    if incident.mode is not None:
        claims.append(_claim(Field.MODE, Mode(incident.mode), span))
    if incident.country is not None:
        claims.append(_claim(Field.COUNTRY, Country(incident.country), span))
    if incident.days is not None:
        claims.append(_claim(Field.DAYS, _days(*incident.days), span))
    claims.append(_claim(Field.STATUS, Status(incident.status), span))
    claims.append(_claim(Field.MAIN, Main(incident.role == "focus"), span))
    return EventRecord(report.id, tuple(claims))


def _days(first: date, last: date) -> Days:
    precision = DatePrecision.DAY if first == last else DatePrecision.DAYS
    return Days(first, last, precision, DateBasis.STATED)


def _claim(field: Field, value: Any, span: Span) -> Claim:
    return Claim(field, value, (span,), GOLD)


def _find(report: Report, words: str, start: int | None = None) -> Span | None:
    """The span of ``words``. start: its offset in the text that stands below the title, where that is known."""
    at = report.body_start + start if start is not None else report.text.find(words, report.body_start)
    if not words or at < 0 or not report.text.startswith(words, at):
        return None
    return report.span(at, at + len(words))
