"""Words to days: what a time expression of a news report means, counted from the day of the report.

What does not belong here: finding the time expressions (`extract`).
"""

from dateline.resolve.dates.resolver import DateResolver
from dateline.resolve.dates.rules import resolve_date

__all__ = ["DateResolver", "resolve_date"]
