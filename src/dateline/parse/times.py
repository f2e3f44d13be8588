"""Names of days and times in a parsed report: the expressions of `knowledge.times` that can date something.

What does not belong here: what they mean on the calendar (`knowledge.times`), and which happening they date
(`extract`).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.knowledge.times.finder import TimeExpression, TimeKind, find_times

TIMES = frozenset({"DATE", "TIME"})
_VAGUE = frozenset({"present", "present_adjective", "past_vague", "future_vague", "year_end"})
_STRETCHES = frozenset({"stretch", "vague_stretch", "past_unit"})
_FROM_TODAY = frozenset({"past", "last", "next", "coming", "recent", "these"})  # "in the past two days" names days


@dataclass(frozen=True, slots=True)
class TimeName:
    """A time expression as tokens ``first`` to ``last`` (exclusive), with its entity type DATE or TIME."""

    first: int
    last: int
    entity: str


def time_names(text: str, starts: Sequence[int], ends: Sequence[int]) -> tuple[TimeName, ...]:
    """The time expressions of ``text`` that can date something, as runs of its tokens.

    starts, ends: offsets of the tokens in code points, ends exclusive, in order. Durations (unless counted from today:
    "the past two days"), sets and "now", "recently" date nothing and are left out. A token that an expression only cuts
    into belongs to it, and to the first that does.
    """
    found: list[TimeName] = []
    for expression in find_times(text):
        if not _can_date(expression):
            continue
        first = max(bisect_right(ends, expression.start), found[-1].last if found else 0)
        last = bisect_left(starts, expression.end)
        if first < last:
            found.append(TimeName(first, last, "TIME" if expression.kind is TimeKind.TIME else "DATE"))
    return tuple(found)


def _can_date(expression: TimeExpression) -> bool:
    is_dated = expression.kind in (TimeKind.DATE, TimeKind.TIME) and expression.row not in _VAGUE
    is_from_today = expression.row == "past_unit" or expression.get("which") in _FROM_TODAY
    return is_dated or (expression.row in _STRETCHES and is_from_today)
