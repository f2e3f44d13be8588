"""Dates, months, seasons, quarters, years and decades: expressions that name a stretch of the calendar.

A date, month or season without a year is the nearest one on the right side of the report's day. What does not belong
here: what is counted from the report's day or from another happening (`counted`).
"""

from __future__ import annotations

import re
from datetime import MAXYEAR, MINYEAR, date

from dateline.knowledge.times.almanac import NoDayError, day, days, month, months, season, shift_days, shift_months
from dateline.knowledge.times.feasts import FEASTS
from dateline.knowledge.times.standpoint import Standpoint, group
from dateline.knowledge.times.words import WEEKDAY, month_number, weekday_number
from dateline.model import DateBasis, Days

_YEAR_SPAN = 8  # 29 February returns after eight years at the most (1896 to 1904)


def on_iso(match: re.Match[str], _at: Standpoint) -> Days:
    """Read "2015-04-25"."""
    at = day(int(match["y"]), int(match["m"]), int(match["d"]))
    return days(at, at, DateBasis.STATED)


def on_numeric(match: re.Match[str], at: Standpoint) -> Days:
    """Read "25/4/2015"; "9/11" is the day that goes by that name."""
    one, two = int(match["a"]), int(match["b"])
    if match["y"] is None:
        if (one, two) == (9, 11):
            return days(date(2001, 9, 11), date(2001, 9, 11), DateBasis.STATED)
        raise NoDayError("two numbers without a year may be a date or a share")
    if one <= 12 and two <= 12 and one != two:
        raise NoDayError("day and month cannot be told apart; British and American order differ")
    month_, number_ = (two, one) if one > 12 else (one, two)
    year = int(match["y"]) + (2000 if len(match["y"]) == 2 else 0)
    found = day(year, month_, number_)
    return days(found, found, DateBasis.STATED)


def on_date(match: re.Match[str], at: Standpoint) -> Days:
    """Read "25 April", "April 25, 2015", "on 25 February last year"."""
    found, basis = _place_day(month_number(match["m"]), int(match["d"]), match, at)
    return days(found, found, basis)


def on_date_range(match: re.Match[str], at: Standpoint) -> Days:
    """Read "3-5 May", "May 3 to 5, 2015"."""
    last, basis = _place_day(month_number(match["m"]), int(match["d2"]), match, at)
    return days(day(last.year, last.month, int(match["d"])), last, basis)


def _place_day(month_: int, number_: int, match: re.Match[str], at: Standpoint) -> tuple[date, DateBasis]:
    if group(match, "y"):
        return day(int(match["y"]), month_, number_), DateBasis.STATED
    if group(match, "ry"):
        year, basis = _relative_year(match["ry"], at)
        return day(year, month_, number_), basis
    return _nearest_day(month_, number_, at, match.string), DateBasis.RELATIVE


_LEAP_YEAR = 2000


def _nearest_day(month_: int, number_: int, at: Standpoint, text: str) -> date:
    """The nearest such day on the right side of the report; a weekday in the words picks among the years near it."""
    if not _exists(_LEAP_YEAR, month_, number_):
        raise NoDayError(f"no year has a day {number_} in month {month_}")
    today = at.today()
    step = 1 if at.future else -1
    near = [
        date(year, month_, number_)
        for year in range(today.year - step, today.year + step * (_YEAR_SPAN + 1), step)
        if 1 <= year <= 9999 and _exists(year, month_, number_)
    ]
    right = [one for one in near if (one >= today if at.future else one <= today)]
    if not right:
        raise NoDayError(f"no day {number_} in month {month_} lies near {today}")
    named = re.search(rf"\b(?P<w>{WEEKDAY})", text)
    wanted = None if named is None else weekday_number(named["w"])
    if wanted is not None and right[0].weekday() != wanted:
        beside = [one for one in near if one.weekday() == wanted and abs((one - today).days) < 190]
        return next(iter(beside), right[0])
    return right[0]


def _exists(year: int, month_: int, number_: int) -> bool:
    try:
        date(year, month_, number_)
    except ValueError:
        return False
    return True


def _relative_year(words: str, at: Standpoint) -> tuple[int, DateBasis]:
    if words.startswith("that"):
        return at.told_before().first.year, DateBasis.INFERRED
    offset = {"last": -1, "previous": -1, "this": 0, "next": 1}[words.split(maxsplit=1)[0]]
    return at.today().year + offset, DateBasis.RELATIVE


def on_feast(match: re.Match[str], at: Standpoint) -> Days:
    """Read "Christmas Day 2014", "during Ramadan", "last Easter": the feast of the year told, else the nearest."""
    name = match["name"]
    if group(match, "y"):
        return days(*_feast(name, int(match["y"])), DateBasis.STATED)
    if group(match, "ry"):
        year, basis = _relative_year(match["ry"], at)
        return days(*_feast(name, year), basis)
    today = at.today()
    near = [_feast(name, today.year + step) for step in (-1, 0, 1)]
    ahead = [found for found in near if found[1] >= today]
    behind = [found for found in near if found[0] <= today]
    return days(*(ahead[0] if at.future else behind[-1]), DateBasis.RELATIVE)


def _feast(name: str, year: int) -> tuple[date, date]:
    found = FEASTS[name](year) if MINYEAR < year < MAXYEAR else None
    if found is None:
        raise NoDayError(f"the calendar does not tell when {name!r} falls in the year {year}")
    return found


def on_month(match: re.Match[str], at: Standpoint) -> Days:
    """Read "in March", "late February 2015", "last September"."""
    number_ = month_number(match["m"])
    if group(match, "y"):
        return part_of(month(int(match["y"]), number_), group(match, "part"), DateBasis.STATED)
    if group(match, "ry"):
        year, basis = _relative_year(match["ry"], at)
        return part_of(month(year, number_), group(match, "part"), basis)
    return part_of(_nearest_month(number_, group(match, "which"), at), group(match, "part"), DateBasis.RELATIVE)


def _nearest_month(number_: int, which: str | None, at: Standpoint) -> tuple[date, date]:
    today = at.today()
    behind = (today.month - number_) % 12
    if which == "last" and behind == 0:
        behind = 12
    if (at.future and which != "last") or which == "next":
        ahead = (number_ - today.month) % 12
        behind = -(12 if which == "next" and ahead == 0 else ahead)
    at_month = shift_months(today.replace(day=1), -behind)
    return month(at_month.year, at_month.month)


def on_month_that_year(match: re.Match[str], at: Standpoint) -> Days:
    """Read "that May", "in July that year": counted from the happening told before."""
    told = at.told_before()
    number_ = month_number(match["m"])
    year = told.first.year
    if group(match, "same") is None and (number_, 28) < (told.first.month, told.first.day):
        year += 1  # "that May", after a December, is the next one
    return part_of(month(year, number_), None, DateBasis.INFERRED)


def part_of(whole: tuple[date, date], part: str | None, basis: DateBasis) -> Days:
    """The early, middle or late part of a month or a year; the whole of it without ``part``.

    A month is cut at its 10th and 20th day, its end is its last seven days; a year at April and October, its middle is
    June and July. These are the coders' readings on the training reports; the guide sets none.
    """
    first, last = whole
    is_month = first.month == last.month
    if part is None:
        return days(first, last, basis)
    if part.startswith(("early", "beginning", "start")):
        end = first.replace(day=10) if is_month else months(first.year, 1, 4)[1]
        return days(first, end, basis)
    if part.startswith("mid"):
        if is_month:
            return days(first.replace(day=11), first.replace(day=20), basis)
        return days(*months(first.year, 6, 7), basis)
    if is_month:
        return days(shift_days(last, -6) if part.startswith("end") else first.replace(day=21), last, basis)
    return days(first.replace(month=12 if part.startswith("end") else 10), last, basis)


def on_season(match: re.Match[str], at: Standpoint) -> Days:
    """Read "last autumn", "the summer of 2010"."""
    name = match["s"]
    if group(match, "y"):
        return days(*season(int(match["y"]), name), DateBasis.STATED)
    if group(match, "ry"):
        year, basis = _relative_year(match["ry"], at)
        return days(*season(year, name), basis)
    return days(*_nearest_season(name, group(match, "which"), at), DateBasis.RELATIVE)


def _nearest_season(name: str, which: str | None, at: Standpoint) -> tuple[date, date]:
    today = at.today()
    near = [season(today.year + offset, name) for offset in (-2, -1, 0, 1, 2)]
    if which == "this":
        return season(today.year, name)
    if which == "next":
        return next(one for one in near if one[0] > today)
    if which == "coming" or (at.future and which != "last"):
        return next(one for one in near if one[1] >= today)
    return [one for one in near if one[0] <= today and not (which == "last" and one[1] >= today)][-1]


def on_quarter(match: re.Match[str], at: Standpoint) -> Days:
    """Read "the first quarter of 2015", "Q3 2018"."""
    order = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}
    index = int(match["q"]) if group(match, "q") else order[match["nth"]]
    year, basis = _year_of(match, at)
    return days(*months(year, index * 3 - 2, index * 3), basis)


def on_half(match: re.Match[str], at: Standpoint) -> Days:
    """Read "the first half of the year"."""
    year, basis = _year_of(match, at)
    return days(*(months(year, 1, 6) if match["nth"] == "first" else months(year, 7, 12)), basis)


def _year_of(match: re.Match[str], at: Standpoint) -> tuple[int, DateBasis]:
    if group(match, "y"):
        return int(match["y"]), DateBasis.STATED
    return _relative_year(group(match, "ry") or "this year", at)


def on_decade(match: re.Match[str], _at: Standpoint) -> Days:
    """A decade; its early, middle and late part are its first four, middle three and last three years."""
    start = int(match["y"])
    low, high = {None: (0, 9), "early": (0, 3), "mid": (4, 6), "late": (7, 9)}[group(match, "part")]
    return days(months(start + low, 1, 12)[0], months(start + high, 1, 12)[1], DateBasis.STATED)


def on_years(match: re.Match[str], _at: Standpoint) -> Days:
    """Read "2013-15", "2011 and 2012"."""
    first = int(match["y"])
    last = int(match["y2"]) if len(match["y2"]) == 4 else first - first % 100 + int(match["y2"])
    return days(months(first, 1, 12)[0], months(last, 1, 12)[1], DateBasis.STATED)


def on_year(match: re.Match[str], _at: Standpoint) -> Days:
    """Read "in 2014", "late 2017"."""
    return part_of(months(int(match["y"]), 1, 12), group(match, "part"), DateBasis.STATED)
