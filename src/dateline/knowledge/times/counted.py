"""Expressions counted from the day of the report ("last week", "on Friday", "ago") or from another happening ("later").

What does not belong here: names of dates, months and years (`dated`).
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from dateline.knowledge.times.almanac import (
    NoDayError,
    days,
    month,
    months,
    shift_days,
    shift_months,
    week,
    weekday_on_or_after,
    weekday_on_or_before,
)
from dateline.knowledge.times.dated import part_of
from dateline.knowledge.times.standpoint import NO_ANCHOR, Standpoint, group
from dateline.knowledge.times.words import number, weekday_number
from dateline.model import DateBasis, DatePrecision, Days

LENGTH_ONLY = "a length of time, with no day on which it begins or ends"


def calendar_unit(match: re.Match[str], at: Standpoint) -> Days:
    """Read "last week", "this month", "next year", "earlier this year", "late last month"."""
    unit, which, part = match["unit"], match["which"], group(match, "part")
    offset = {"last": -1, "this": 0, "the": 0, "current": 0, "next": 1, "coming": 1}[which]
    if unit == "weekend":
        return _weekend(offset, at)
    if unit == "week":
        return _week_part(offset, part, at)
    today = at.today()
    whole = _month_or_year(today, offset, unit)
    if part == "later":
        return days(today, whole[1], DateBasis.RELATIVE)
    if part == "earlier" and unit == "month":
        return days(whole[0], today, DateBasis.RELATIVE)
    return part_of(whole, None if part == "earlier" else part, DateBasis.RELATIVE)


def _month_or_year(today: date, offset: int, unit: str) -> tuple[date, date]:
    if unit == "month":
        moved = shift_months(today.replace(day=1), offset)
        return month(moved.year, moved.month)
    return months(today.year + offset, 1, 12)


def _week_part(offset: int, part: str | None, at: Standpoint) -> Days:
    today = at.today()
    if offset == -1 and today.weekday() == 6:
        # A Sunday report calls the seven days before it "last week": six of seven coded records, of three reports.
        first, last = shift_days(today, -7), shift_days(today, -1)
    else:
        first, last = week(shift_days(today, 7 * offset))
    if offset == 0:
        ahead = part == "later" or (at.future and part != "earlier")
        return days(today, last, DateBasis.RELATIVE) if ahead else days(first, today, DateBasis.RELATIVE)
    if part in ("early", "earlier"):
        return days(first, shift_days(first, 2), DateBasis.RELATIVE)
    if part in ("late", "later", "end of"):
        return days(shift_days(last, -3), last, DateBasis.RELATIVE)
    return days(first, last, DateBasis.RELATIVE)


def _weekend(offset: int, at: Standpoint) -> Days:
    """Saturday and Sunday: the one that runs or, by tense, the nearest; "last" and "next" leave out a running one."""
    today = at.today()
    saturday = weekday_on_or_before(today, 5)
    running = today.weekday() >= 5
    if offset == 1 or (at.future and offset == 0 and not running):
        saturday = shift_days(saturday, 7)
    elif offset == -1 and running:
        saturday = shift_days(saturday, -7)
    return days(saturday, shift_days(saturday, 1), DateBasis.RELATIVE)


def bare_weekend(_match: re.Match[str], at: Standpoint) -> Days:
    """Read "over the weekend"."""
    return _weekend(0, at)


def weekday(match: re.Match[str], at: Standpoint) -> Days:
    """Read "on Friday", "last Friday night", "the following Monday"."""
    which = group(match, "which")
    index = weekday_number(match["w"])
    if which in ("that", "the following"):
        told = at.told_before()
        found = weekday_on_or_after(told.first if which == "that" else shift_days(told.last, 1), index)
        return days(found, found, DateBasis.INFERRED)
    found = _weekday_day(index, which, at)
    return days(found, found, DateBasis.RELATIVE)


def _weekday_day(index: int, which: str | None, at: Standpoint) -> date:
    today = at.today()
    if which in ("last", "past", "this past", "previous"):
        return weekday_on_or_before(shift_days(today, -1), index)
    if which in ("next", "coming", "this coming"):
        return weekday_on_or_after(shift_days(today, 1), index)
    if which == "this":
        return shift_days(week(today)[0], index)
    return weekday_on_or_after(today, index) if at.future else weekday_on_or_before(today, index)


def weekday_of_week(match: re.Match[str], at: Standpoint) -> Days:
    """Read "Friday of last week"."""
    offset = {"last": -1, "this": 0, "next": 1}[match["which"]]
    found = shift_days(week(shift_days(at.today(), 7 * offset))[0], weekday_number(match["w"]))
    return days(found, found, DateBasis.RELATIVE)


def ago(match: re.Match[str], at: Standpoint) -> Days:
    """Read "two weeks ago", "less than a year ago", "seven years ago today"."""
    today, count, unit = at.today(), number(match["n"]), match["unit"]
    if group(match, "less"):
        return days(_back(today, count, unit), today, DateBasis.RELATIVE)
    if group(match, "more"):
        raise NoDayError("only the last possible day is told (at least so long ago), not both ends")
    if group(match, "exact") or re.search(r"\bexactly\b", match.string):
        found = _back(today, count, unit)
        return days(found, found, DateBasis.RELATIVE)
    return shifted(today, -count, unit)


def shifted(start: date, count: int, unit: str) -> Days:
    """The day, or for months and years the calendar month or year, that lies ``count`` units from ``start``.

    One year off is a month, as the coders read "a year ago"; several are a whole year.
    """
    if unit in ("month", "year", "decade") and (unit == "month" or (unit == "year" and abs(count) == 1)):
        moved = shift_months(start.replace(day=1), count * (1 if unit == "month" else 12))
        return days(*month(moved.year, moved.month), DateBasis.RELATIVE)
    if unit in ("year", "decade"):
        moved = shift_months(start.replace(day=1), count * (12 if unit == "year" else 120))
        return days(*months(moved.year, 1, 12), DateBasis.RELATIVE)
    found = _back(start, -count, unit)
    is_week = unit in ("week", "fortnight")
    return days(found, found, DateBasis.RELATIVE, DatePrecision.WEEK if is_week else DatePrecision.DAY)


def _back(start: date, count: int, unit: str) -> date:
    """``count`` units before ``start``, to the day; hours and minutes count as the full days in them."""
    if unit in ("month", "year", "decade"):
        return shift_months(start, -count * {"month": 1, "year": 12, "decade": 120}[unit])
    if unit in ("minute", "hour"):
        return shift_days(start, -(count // (24 if unit == "hour" else 24 * 60)))
    return shift_days(start, -count * {"day": 1, "night": 1, "week": 7, "fortnight": 14}[unit])


def past_stretch(match: re.Match[str], at: Standpoint) -> Days:
    """Read "over the past eight weeks", "in the past 24 hours"."""
    today, count = at.today(), number(group(match, "n") or "one")
    first = _back(today, max(count, 24) if match["unit"] == "hour" else count, match["unit"])
    return days(first, today, DateBasis.RELATIVE)


def coming_stretch(match: re.Match[str], at: Standpoint) -> Days:
    """Read "in the next two weeks", "within a month"."""
    if group(match, "within") and not at.future:
        raise NoDayError(LENGTH_ONLY)
    today, count = at.today(), number(group(match, "n") or "one")
    return days(today, _back(today, -count, match["unit"]), DateBasis.RELATIVE)


def ahead(match: re.Match[str], at: Standpoint) -> Days:
    """Read "in three days", "a month from now"; without a future it is a length of time."""
    if not at.future and not group(match, "now"):
        raise NoDayError(LENGTH_ONLY)
    return shifted(at.today(), number(match["n"]), match["unit"])


def near_today(match: re.Match[str], at: Standpoint) -> Days:
    """Read "today", "last night", "tomorrow"."""
    offsets = {"the day before yesterday": -2, "the day after tomorrow": 2, "yesterday": -1, "last night": -1}
    offset = 1 if match["near"].startswith("tomorrow") else offsets.get(match["near"], 0)
    found = shift_days(at.today(), offset)
    return days(found, found, DateBasis.RELATIVE)


def overnight(_match: re.Match[str], at: Standpoint) -> Days:
    """Read "overnight": the night between two days."""
    today = at.today()
    ends = (today, shift_days(today, 1)) if at.future else (shift_days(today, -1), today)
    return days(*ends, DateBasis.RELATIVE)


def anchored_steps(match: re.Match[str], at: Standpoint) -> Days:
    """Read "two days later", "a day earlier"."""
    told = at.told_before()
    back = match["side"] in ("earlier", "before", "previously", "prior")
    moved = shifted(told.first if back else told.last, number(match["n"]) * (-1 if back else 1), match["unit"])
    return days(moved.first, moved.last, DateBasis.INFERRED, moved.precision)


def anchored_next(match: re.Match[str], at: Standpoint) -> Days:
    """Read "the following day", "the previous year"."""
    told = at.told_before()
    back = match["side"] in ("previous", "preceding", "before")
    unit = match["unit"]
    if unit in ("week", "month", "year"):
        start = shift_days(told.first, -7 if back else 7) if unit == "week" else told.first
        whole = week(start) if unit == "week" else _month_or_year(start, -1 if back else 1, unit)
        return days(*whole, DateBasis.INFERRED)
    found = shift_days(told.first, -1) if back else shift_days(told.last, 1)
    return days(found, found, DateBasis.INFERRED)


def anchored_same(match: re.Match[str], at: Standpoint) -> Days:
    """Read "the same day", "hours later", "that month"."""
    told = at.told_before()
    unit = group(match, "unit")
    if unit in ("month", "year"):
        return days(*_month_or_year(told.first, 0, unit), DateBasis.INFERRED)
    if unit == "week":
        return days(*week(told.first), DateBasis.INFERRED)
    return _one_day(told)


def part_of_day(_match: re.Match[str], at: Standpoint) -> Days:
    """Read "in the morning", "at 2.15 p.m.", without a day of its own."""
    if at.anchor is None:
        raise NoDayError("a time of day, without the day")
    return _one_day(at.anchor)


def _one_day(told: Days) -> Days:
    if told.first != told.last:
        raise NoDayError(NO_ANCHOR)
    return replace(told, basis=DateBasis.INFERRED)
