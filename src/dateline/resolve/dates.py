"""The days of each record: its time words read one by one, then brought together.

What does not belong here: what single words mean (`rules`), and which words date a happening (`extract`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dateline.knowledge.times.almanac import days
from dateline.knowledge.times.rules import needs_anchor, resolve_date
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

AHEAD = frozenset({Status.PLANNED, Status.THREATENED})
"""Statuses of happenings that lie ahead of the report."""

_BEGINS = re.compile(r"\b(?:began|begins|beginning|started|starts|starting|from)\b", re.IGNORECASE)
_ENDS = re.compile(r"\b(?:ended|ends|ending|until|through|to)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Reading:
    """One TIME claim, what its words mean, and the further words it was counted from."""

    claim: Claim
    outcome: Days | Unresolved
    counted_from: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class _Anchor:
    words: Span
    days: Days
    ahead: bool


class DateResolver:
    """Gives each record its days, from its TIME claims and the day of the report.

    Several time words of a record narrow each other ("this week", "on Friday"); ones that exclude each other give one
    DAYS claim each, a written date first, then the shortest stretch. Words counted from another happening ("a day
    later") are counted from the nearest date told before them, and these words are then part of the evidence. A record
    without time words is ``not_told``; one whose words cannot be placed is ``unresolved``, with the reason. A DAYS
    claim keeps the voice, stance and confidence of the TIME claim that it rests on.
    """

    def __init__(self) -> None:
        self.maker = Maker("dates", "1", settings_hash({"language": "en", "weeks_begin": "monday"}))

    def resolve(self, report: ParsedReport, coding: Coding) -> Coding:
        """Give back ``coding`` with DAYS told or explained in every record; other fields stay as they are."""
        published = _published(report)
        anchors = sorted(_anchors(report, coding, published), key=lambda one: one.words)
        records = tuple(
            record.with_fields({Field.DAYS: self._days(record, published, anchors)}) for record in coding.records
        )
        return replace(coding, records=records)

    def _days(
        self, record: EventRecord, published: date | None, anchors: Sequence[_Anchor]
    ) -> tuple[Claim, ...] | Absence:
        claims = record.of(Field.TIME)
        if not claims:
            return Absence(Field.DAYS, Emptiness.NOT_TOLD, self.maker)
        readings = [_read(claim, published, _is_ahead(record), anchors) for claim in claims]
        if told := self._told(readings):
            return told
        reasons = dict.fromkeys(r.outcome.reason for r in readings if isinstance(r.outcome, Unresolved))
        evidence = tuple(dict.fromkeys(claim.evidence[0] for claim in claims))
        return Absence(Field.DAYS, Emptiness.UNRESOLVED, self.maker, evidence, "; ".join(reasons))

    def _told(self, readings: Sequence[_Reading]) -> tuple[Claim, ...]:
        placed = [(reading, reading.outcome) for reading in readings if isinstance(reading.outcome, Days)]
        alone = [one for one in placed if not one[0].counted_from]
        placed = alone or placed  # a date of its own outranks one counted from another happening
        order = sorted(placed, key=lambda one: _specificity(*one))
        groups: list[tuple[Days, list[_Reading]]] = []
        for reading, found in order:
            for index, (shared, members) in enumerate(groups):
                if both := _joined(shared, members, found, reading):
                    groups[index] = (both, [*members, reading])
                    break
            else:
                groups.append((found, [reading]))
        return tuple(self._claim(shared, members) for shared, members in groups)

    def _claim(self, found: Days, members: Sequence[_Reading]) -> Claim:
        words = [span for member in members for span in (member.claim.evidence[0], *member.counted_from)]
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


def _published(report: ParsedReport) -> date | None:
    if report.report.published is not None:
        return report.report.published
    return report.report.dateline.day if report.report.dateline else None


def _is_ahead(record: EventRecord) -> bool:
    return record.value(Field.STATUS) in AHEAD


def _read(claim: Claim, published: date | None, future: bool, anchors: Sequence[_Anchor]) -> _Reading:
    words = claim.evidence[0]
    if not needs_anchor(words.text):
        return _Reading(claim, resolve_date(words, published, future=future))
    before = [one for one in anchors if one.words.end <= words.start and (future or not one.ahead)]
    if not before:
        return _Reading(claim, resolve_date(words, published, future=future))
    outcome = resolve_date(words, published, future=future, anchor=before[-1].days)
    return _Reading(claim, outcome, () if isinstance(outcome, Unresolved) else (before[-1].words,))


def _anchors(report: ParsedReport, coding: Coding, published: date | None) -> Iterator[_Anchor]:
    """Every date told in the report that stands on its own: time words of records, and dates that the parser found."""
    ahead = {claim.evidence[0]: _is_ahead(record) for record in coding.records for claim in record.of(Field.TIME)}
    for name in report.names:
        if name.entity == "DATE":
            span = report.span(report.tokens[name.first], report.tokens[name.last - 1])
            if not any(span.overlaps(words) for words in ahead):
                ahead[span] = False
    for words, future in ahead.items():
        found = None if needs_anchor(words.text) else resolve_date(words, published, future=future)
        if isinstance(found, Days):
            yield _Anchor(words, found, future)


def _specificity(reading: _Reading, found: Days) -> tuple[bool, int]:
    """A written date outranks a weekday; then the shorter stretch comes first."""
    is_written = any(character.isdigit() for character in reading.claim.evidence[0].text)
    one_day = found.first == found.last
    return (not (one_day and is_written), (found.last - found.first).days)


def _joined(shared: Days, members: Sequence[_Reading], found: Days, reading: _Reading) -> Days | None:
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
