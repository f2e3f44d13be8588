"""Time expressions of news English: what they mean on the calendar.

What does not belong here: which of them dates which happening (`extract`, `resolve`).
"""

from dateline.knowledge.times.rules import resolve_date

__all__ = ["resolve_date"]
