"""Feasts and fasts with a name: the days on which they fall in a year, by well kept calendars.

Fixed days are `words.NAMED_DAYS`. Easter and what is counted from it come from python-dateutil, the Islamic ones from
hijridate (Umm al-Qura calendar; sightings may differ by a day), Thanksgiving and the like are weekdays of a month.
What does not belong here: how the words stand in a sentence.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from dateutil.easter import easter  # type: ignore[import-untyped]
from hijridate import Hijri

from dateline.knowledge.times.words import NAMED_DAYS

_Stretch = tuple[date, date]


def _fixed(month: int, day: int) -> Callable[[int], _Stretch | None]:
    return lambda year: (date(year, month, day), date(year, month, day))


def _from_easter(offset: int, length: int = 1) -> Callable[[int], _Stretch | None]:
    def find(year: int) -> _Stretch:
        first = easter(year) + timedelta(days=offset)
        return first, first + timedelta(days=length - 1)

    return find


def _nth_weekday(month: int, weekday: int, nth: int) -> Callable[[int], _Stretch | None]:
    def find(year: int) -> _Stretch:
        first = date(year, month, 1)
        found = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
        return found, found

    return find


def _last_monday_of_may(year: int) -> _Stretch:
    last = date(year, 5, 31)
    found = last - timedelta(days=last.weekday())
    return found, found


def _islamic(month: int, day: int, length: int = 1) -> Callable[[int], _Stretch | None]:
    """First and last day; ``length`` 0 is the whole month. None outside the calendar's table (1924 to 2077)."""

    def find(year: int) -> _Stretch | None:
        for hijri_year in (year - 579, year - 580):
            try:
                start = Hijri(hijri_year, month, day)
                first = start.to_gregorian()
            except (OverflowError, ValueError):
                continue
            found = date(first.year, first.month, first.day)
            if found.year == year:
                return found, found + timedelta(days=(length or start.month_length()) - 1)
        return None

    return find


FEASTS: dict[str, Callable[[int], _Stretch | None]] = {
    **{name: _fixed(*day) for name, day in NAMED_DAYS.items() if name != "christmas"},
    "christmas": _fixed(12, 25),
    "independence day": _fixed(7, 4),
    "columbus day": _nth_weekday(10, 0, 2),
    "labor day": _nth_weekday(9, 0, 1),
    "memorial day": _last_monday_of_may,
    "mother's day": _nth_weekday(5, 6, 2),
    "thanksgiving day": _nth_weekday(11, 3, 4),
    "thanksgiving": _nth_weekday(11, 3, 4),
    "ash wednesday": _from_easter(-46),
    "palm sunday": _from_easter(-7),
    "holy week": _from_easter(-7, 7),
    "easter week": _from_easter(-6, 7),
    "good friday": _from_easter(-2),
    "easter sunday": _from_easter(0),
    "easter monday": _from_easter(1),
    "easter": _from_easter(0),
    "pentecost": _from_easter(49),
    "ramadan": _islamic(9, 1, 0),
    "ashura": _islamic(1, 10),
    "eid al-fitr": _islamic(10, 1, 3),
    "eid al-adha": _islamic(12, 10, 4),
}
"""The name in lower case to a function of the year; None where the calendar does not reach."""
