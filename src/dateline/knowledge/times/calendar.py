"""The time expressions of one report on the calendar: each read from the report's day, its side, and those before.

What does not belong here: which expression dates which happening (`extract`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dateline.knowledge.times.direction import is_ahead
from dateline.knowledge.times.rules import needs_anchor, resolve_date
from dateline.model import Days, ParsedReport, Span, Unresolved


@dataclass(frozen=True, slots=True)
class TimeReading:
    """What a time expression means for a happening: days or the reason why not, and the words it was counted from."""

    outcome: Days | Unresolved
    counted_from: tuple[Span, ...] = ()

    @property
    def days(self) -> Days | None:
        """The days; None where the words name none."""
        return self.outcome if isinstance(self.outcome, Days) else None


@dataclass(frozen=True, slots=True)
class _Anchor:
    words: Span
    days: Days
    is_ahead: bool


class Calendar:
    """Reads the time expressions of one report.

    An expression lies on the side of the report's day that its verb tells, else on that of the happening asked for.
    Words counted from another happening ("a day later") are counted from the nearest date told before them that lies
    on the happening's side; that date's words are kept with the reading.

    report: the report; its day is that of publication, else of its dateline. expressions: the words that may serve as
    the date told before, each with whether its happening lies ahead.
    """

    def __init__(self, report: ParsedReport, expressions: Iterable[tuple[Span, bool]]) -> None:
        self._report = report
        dateline = report.report.dateline
        self.published: date | None = report.report.published or (dateline.day if dateline else None)
        self._sides: dict[Span, bool | None] = {}
        self._readings: dict[tuple[Span, bool], TimeReading] = {}
        self._anchors = [anchor for words, ahead in sorted(expressions) if (anchor := self._anchor(words, ahead))]

    def read(self, words: Span, *, ahead: bool) -> TimeReading:
        """What ``words`` mean for a happening that lies ahead of the report, or does not."""
        key = words, ahead
        if key not in self._readings:
            self._readings[key] = self._read(words, ahead)
        return self._readings[key]

    def _read(self, words: Span, ahead: bool) -> TimeReading:
        future = self._is_ahead(words, ahead)
        if not needs_anchor(words.text):
            return TimeReading(resolve_date(words, self.published, future=future))
        before = [one for one in self._anchors if one.words.end <= words.start and (future or not one.is_ahead)]
        if not before:
            return TimeReading(resolve_date(words, self.published, future=future))
        outcome = resolve_date(words, self.published, future=future, anchor=before[-1].days)
        return TimeReading(outcome, () if isinstance(outcome, Unresolved) else (before[-1].words,))

    def _anchor(self, words: Span, ahead: bool) -> _Anchor | None:
        if needs_anchor(words.text):
            return None
        days = self.read(words, ahead=ahead).days
        return _Anchor(words, days, self._is_ahead(words, ahead)) if days else None

    def side(self, words: Span) -> bool | None:
        """Whether ``words`` lie ahead of the report, as their verb tells; None where it leaves that open."""
        if words not in self._sides:
            self._sides[words] = is_ahead(self._report, words)
        return self._sides[words]

    def _is_ahead(self, words: Span, ahead: bool) -> bool:
        told = self.side(words)
        return ahead if told is None else told
