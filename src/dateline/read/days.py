"""Days as files write them, read strictly: a day that does not exist or cannot be told for sure is an error.

General date parsers repair and guess ("2025-02-30" becomes a day of March, "05/04/2025" one of two days, a missing
year today's); a day of publication is what all relative dates of a report rest on, so nothing is guessed here.
What does not belong here: dates inside sentences (`resolve`).
"""

from __future__ import annotations

import re
from datetime import date

from dateline.read.messages import quoted

_MONTH_NAMES = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_WEEKDAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = {name[:3]: number for number, name in enumerate(_MONTH_NAMES, 1)}
"""The number of each month by the first three letters of its English name."""

MONTH_PATTERN = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept|sep|oct|nov|dec)\b\.?|(?:" + "|".join(_MONTH_NAMES) + r")\b"
"""A month's English name or its usual short form, for use without regard to case."""

WEEKDAY_PATTERN = r"(?:(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)\b\.?|(?:" + "|".join(_WEEKDAY_NAMES) + r")\b)"
"""A weekday's English name or its usual short form, for use without regard to case."""

ACCEPTED = "accepted are 2025-04-25, 2025-04-25T10:30:00Z, 20250425, 25 April 2025, April 25, 2025 and RFC 2822 dates"

# The first printed newspapers are of 1605; an earlier year is a typing error ("0205-05-03").
_FIRST_YEAR = 1600
_ZONE = r"(?:Z|(?:UTC|GMT)(?:[+-]\d{4})?|[ECMP][SD]T|BST|CES?T|[+-]\d{2}(?::?\d{2})?)(?:\s*\([^()]{1,40}\))?"
_CLOCK = rf"\d{{1,2}}:\d{{2}}(?::\d{{2}}(?:[.,]\d{{1,9}})?)?(?:\s*[ap]\.?m\.?)?(?:\s*{_ZONE})?"
_FORMS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?P<year>\d{{4}})-(?P<month>\d{{2}})-(?P<day>\d{{2}})(?:(?:T|\s+){_CLOCK})?",
        r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?:T\d{4,6}Z?)?",
        r"(?P<year>\d{4})/(?P<month>\d{2})/(?P<day>\d{2})" + rf"(?:\s+{_CLOCK})?",
        rf"(?:(?P<weekday>{WEEKDAY_PATTERN}),?\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+(?P<month>{MONTH_PATTERN}),?"
        rf"[\s-]+(?P<year>\d{{4}})(?:,?\s+(?:at\s+)?{_CLOCK})?",
        rf"(?:(?P<weekday>{WEEKDAY_PATTERN}),?\s+)?(?P<month>{MONTH_PATTERN})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?"
        rf"\s+(?P<year>\d{{4}})(?:,?\s+(?:at\s+)?{_CLOCK})?",
    )
)


def read_day(words: str) -> date:
    """The day that ``words`` name, as it is written there: a time of day and its zone are read over, not applied.

    Raises:
        ValueError: the words name no day in an accepted form, a day that does not exist, or a weekday that the day is
            not. The message names the words and what is accepted.
    """
    stripped = words.strip()
    for form in _FORMS:
        if match := form.fullmatch(stripped):
            return _checked(match, words)
    raise ValueError(f"date {quoted(words)} is in no form that names one day for sure; {ACCEPTED}")


def _checked(match: re.Match[str], words: str) -> date:
    told = match.groupdict()
    try:
        day = date(int(told["year"]), month_number(told["month"]), int(told["day"]))
    except ValueError as error:
        raise ValueError(f"date {quoted(words)} is a day that does not exist ({error}); {ACCEPTED}") from error
    if day.year < _FIRST_YEAR:
        raise ValueError(f"date {quoted(words)} is before {_FIRST_YEAR}, when there were no newspapers; {ACCEPTED}")
    weekday = told.get("weekday")
    if weekday and _WEEKDAY_NAMES[day.weekday()][:3] != weekday[:3].lower():
        actual = _WEEKDAY_NAMES[day.weekday()].capitalize()
        raise ValueError(
            f"date {quoted(words)} contradicts itself: {day} is a {actual}; accepted is a weekday that fits, or none"
        )
    return day


def month_number(words: str) -> int:
    """The month, 1 to 12, that a number or an English name of any usual length stands for."""
    return int(words) if words.isdigit() else MONTHS[words[:3].lower()]
