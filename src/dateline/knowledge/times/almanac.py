"""Days, weeks, months, seasons and years on the Gregorian calendar, as inclusive first and last days.

Weeks run from Monday to Sunday (ISO 8601). Seasons are the meteorological ones of the northern hemisphere: spring
March to May, summer June to August, autumn September to November, winter December to February. What does not belong
here: words.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from dateline.model import DateBasis, DatePrecision, Days

SEASON_STARTS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}


class NoDayError(Exception):
    """Words that cannot be placed on the calendar; the message is the reason that is stored beside them."""


def day(year: int, month: int, number: int) -> date:
    """The day, or `NoDayError` when the calendar has none ("31 June")."""
    try:
        return date(year, month, number)
    except ValueError as error:
        raise NoDayError(f"the calendar has no day {number} in month {month} of year {year}") from error


def days(first: date, last: date, basis: DateBasis, precision: DatePrecision | None = None) -> Days:
    """First to last day; the precision follows from their distance unless it is given."""
    if first > last:
        raise NoDayError(f"the words run backwards, from {first} to {last}")
    return Days(first, last, precision or _precision((last - first).days + 1), basis)


def _precision(length: int) -> DatePrecision:
    if length == 1:
        return DatePrecision.DAY
    if length < 7:
        return DatePrecision.DAYS
    if length == 7:
        return DatePrecision.WEEK
    return DatePrecision.MONTH if length <= 31 else DatePrecision.MONTHS


def shift_days(start: date, count: int) -> date:
    """The day ``count`` days after ``start`` (before it, when negative)."""
    try:
        return start + timedelta(days=count)
    except OverflowError as error:
        raise NoDayError(f"{count} days from {start} lie outside the calendar") from error


def shift_months(start: date, count: int) -> date:
    """The same day ``count`` months on; the last day of a shorter month."""
    index = start.year * 12 + start.month - 1 + count
    year, month = divmod(index, 12)
    if not 1 <= year <= 9999:
        raise NoDayError(f"{count} months from {start} lie outside the calendar")
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def month(year: int, number: int) -> tuple[date, date]:
    """First and last day of a month."""
    first = day(year, number, 1)
    return first, first.replace(day=monthrange(year, number)[1])


def months(year: int, first: int, last: int) -> tuple[date, date]:
    """First day of month ``first`` and last day of month ``last`` of one year."""
    return month(year, first)[0], month(year, last)[1]


def season(year: int, name: str) -> tuple[date, date]:
    """First and last day of a season that begins in ``year``; winter ends in the next."""
    first = day(year, SEASON_STARTS[name], 1)
    return first, month(*_year_month(shift_months(first, 2)))[1]


def _year_month(at: date) -> tuple[int, int]:
    return at.year, at.month


def week(at: date) -> tuple[date, date]:
    """Monday and Sunday of the week of ``at``."""
    monday = shift_days(at, -at.weekday())
    return monday, shift_days(monday, 6)


def weekday_on_or_before(at: date, weekday: int) -> date:
    """The nearest such weekday (Monday 0) on or before ``at``."""
    return shift_days(at, -((at.weekday() - weekday) % 7))


def weekday_on_or_after(at: date, weekday: int) -> date:
    """The nearest such weekday (Monday 0) on or after ``at``."""
    return shift_days(at, (weekday - at.weekday()) % 7)
