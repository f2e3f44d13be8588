"""The days of each record: its time words read one by one, then brought together.

What does not belong here: what single words mean (`rules`), and which words date a happening (`extract`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dateline.knowledge.times.almanac import days
from dateline.knowledge.times.calendar import Calendar, TimeReading
from dateline.knowledge.times.rules import resolve_date
from dateline.knowledge.times.standpoint import weaker
from dateline.model import (
    Absence,
    Claim,
    Coding,
    DateBasis,
    Days,
    Emptiness,
    EventRecord,
    Field,
    Maker,
    ParsedReport,
    Span,
    Status,
    Unresolved,
    settings_hash,
)
from dateline.resolve.gaps import Gap, find_gaps

AHEAD = frozenset({Status.PLANNED, Status.THREATENED})
"""Statuses of happenings that lie ahead of the report."""

_BEGINS = re.compile(r"\b(?:began|begins|beginning|started|starts|starting|from)\b", re.IGNORECASE)
_ENDS = re.compile(r"\b(?:ended|ends|ending|until|through|to)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Read:
    """One TIME claim and what its words mean."""

    claim: Claim
    reading: TimeReading


class DateResolver:
    """Gives each record its days, from its TIME claims and the day of the report.

    Several time words of a record narrow each other ("this week", "on Friday"); ones that exclude each other give one
    DAYS claim each, a written date first, then the shortest stretch. Words counted from another happening ("a day
    later") are counted from the nearest date told before them, and these words are then part of the evidence. Where
    the report tells how far two happenings lie apart ("a week after the bombing") and the day of one of them, the
    other's is counted from it. A record without time words is else ``not_told``; one whose words cannot be placed is
    ``unresolved``, with the reason. A DAYS claim keeps the voice, stance and confidence of the TIME claim that it rests
    on.
    """

    def __init__(self) -> None:
        self.maker = Maker("dates", "1", settings_hash({"language": "en", "weeks_begin": "monday"}))

    def resolve(self, report: ParsedReport, coding: Coding) -> Coding:
        """Give back ``coding`` with DAYS told or explained in every record; other fields stay as they are."""
        calendar = Calendar(report, _told_times(report, coding).items())
        days = [self._days(record, calendar) for record in coding.records]
        for gap in find_gaps(report, coding.records):
            self._bridge(gap, days)
        records = (record.with_fields({Field.DAYS: told}) for record, told in zip(coding.records, days, strict=True))
        return replace(coding, records=tuple(records))

    def _bridge(self, gap: Gap, days: list[tuple[Claim, ...] | Absence]) -> None:
        """Count the days of the one happening of a gap from those of the other, where only the other's are told."""
        for known, wanted, words in (
            (gap.start, gap.other, gap.from_start),
            (gap.other, gap.start, gap.from_other),
        ):
            told, lacking = days[known], days[wanted]
            if isinstance(told, Absence) or not isinstance(lacking, Absence):
                continue
            first = told[0]
            assert isinstance(first.value, Days)
            found = resolve_date(words, None, anchor=first.value)
            if isinstance(found, Days):
                evidence = tuple(dict.fromkeys((gap.words, *first.evidence)))
                days[wanted] = (Claim(Field.DAYS, found, evidence, self.maker, confidence=first.confidence),)
                return

    def _days(self, record: EventRecord, calendar: Calendar) -> tuple[Claim, ...] | Absence:
        claims = record.of(Field.TIME)
        if not claims:
            return Absence(Field.DAYS, Emptiness.NOT_TOLD, self.maker)
        ahead = _is_ahead(record)
        readings = [_Read(claim, calendar.read(claim.evidence[0], ahead=ahead)) for claim in claims]
        if told := self._told(readings):
            return told
        outcomes = [one.reading.outcome for one in readings]
        reasons = dict.fromkeys(outcome.reason for outcome in outcomes if isinstance(outcome, Unresolved))
        evidence = tuple(dict.fromkeys(claim.evidence[0] for claim in claims))
        return Absence(Field.DAYS, Emptiness.UNRESOLVED, self.maker, evidence, "; ".join(reasons))

    def _told(self, readings: Sequence[_Read]) -> tuple[Claim, ...]:
        placed = [(one, days) for one in readings if (days := one.reading.days)]
        alone = [one for one in placed if not one[0].reading.counted_from]
        placed = alone or placed  # a date of its own outranks one counted from another happening
        order = sorted(placed, key=lambda one: _specificity(*one))
        groups: list[tuple[Days, list[_Read]]] = []
        for reading, found in order:
            for index, (shared, members) in enumerate(groups):
                if both := _joined(shared, members, found, reading):
                    groups[index] = (both, [*members, reading])
                    break
            else:
                groups.append((found, [reading]))
        return tuple(self._claim(shared, members) for shared, members in groups)

    def _claim(self, found: Days, members: Sequence[_Read]) -> Claim:
        words = [span for member in members for span in (member.claim.evidence[0], *member.reading.counted_from)]
        first = members[0].claim
        return Claim(
            Field.DAYS,
            found,
            tuple(dict.fromkeys(words)),
            self.maker,
            voice=first.voice,
            stance=first.stance,
            confidence=first.confidence,
        )


def _is_ahead(record: EventRecord) -> bool:
    return record.value(Field.STATUS) in AHEAD


def _told_times(report: ParsedReport, coding: Coding) -> dict[Span, bool]:
    """Every time expression that may serve as an anchor, with whether its happening lies ahead of the report.

    They are the time words of records, and the dates that the parser found beside them.
    """
    told = {claim.evidence[0]: _is_ahead(record) for record in coding.records for claim in record.of(Field.TIME)}
    for name in report.names:
        if name.entity == "DATE":
            span = report.span(report.tokens[name.first], report.tokens[name.last - 1])
            if not any(span.overlaps(words) for words in told):
                told[span] = False
    return told


def _specificity(reading: _Read, found: Days) -> tuple[bool, int]:
    """A written date outranks a weekday; then the shorter stretch comes first."""
    is_written = any(character.isdigit() for character in reading.claim.evidence[0].text)
    one_day = found.first == found.last
    return (not (one_day and is_written), (found.last - found.first).days)


def _joined(shared: Days, members: Sequence[_Read], found: Days, reading: _Read) -> Days | None:
    """The days common to both, or from the one to the other where the words say begin and end; None if they part."""
    first, last = max(shared.first, found.first), min(shared.last, found.last)
    basis = weaker(shared.basis, found.basis)
    if first <= last:
        narrowed = shared if (first, last) == (shared.first, shared.last) else found
        same = (first, last) == (narrowed.first, narrowed.last)
        if same and DateBasis.INFERRED not in (shared.basis, found.basis):
            return narrowed
        return days(first, last, basis)
    texts = [members[0].claim.evidence[0].text, reading.claim.evidence[0].text]
    if shared.first > found.last:
        texts.reverse()
    if _BEGINS.search(texts[0]) and _ENDS.search(texts[1]):
        return days(min(shared.first, found.first), max(shared.last, found.last), basis)
    return None
