"""From where time words are read: the day of the report, the side of it, and the happening told before.

What does not belong here: the rules that read them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from dateline.knowledge.times.almanac import NoDayError
from dateline.model import DateBasis, Days

NO_REPORT_DAY = "counted from the day of the report, which is unknown"
NO_ANCHOR = "counted from another happening, whose day the report does not tell"


@dataclass(frozen=True, slots=True)
class Standpoint:
    """From where time words are read.

    published: the day of the report; None when unknown. future: whether the happening lies ahead of it.
    anchor: the days of the happening that the report told before, for words such as "a day later".
    """

    published: date | None
    future: bool = False
    anchor: Days | None = None

    def today(self) -> date:
        """The day of the report, or `NoDayError`."""
        if self.published is None:
            raise NoDayError(NO_REPORT_DAY)
        return self.published

    def told_before(self) -> Days:
        """The anchor, or `NoDayError`."""
        if self.anchor is None:
            raise NoDayError(NO_ANCHOR)
        return self.anchor


def group(match: re.Match[str], name: str) -> str | None:
    """The group of a match, or None where the pattern has no such group or it is empty."""
    return match.groupdict().get(name)


def weaker(one: DateBasis, other: DateBasis) -> DateBasis:
    """Of two bases the one that rests on more than the words."""
    order = [DateBasis.STATED, DateBasis.RELATIVE, DateBasis.INFERRED, DateBasis.PUBLICATION]
    return max(one, other, key=order.index)
