"""Time expressions of news English: where they stand, and what they mean on the calendar.

What does not belong here: which of them dates which happening (`extract`, `resolve`).
"""

from dateline.knowledge.times.finder import TimeExpression, TimeKind, find_times
from dateline.knowledge.times.rules import resolve_date
from dateline.knowledge.times.values import Timex, timexes

__all__ = ["TimeExpression", "TimeKind", "Timex", "find_times", "resolve_date", "timexes"]
