"""The time of day in a time expression: "9:30 p.m. GMT", "from 9 a.m. to 5 p.m.", "1430 GMT", "at noon".

A part of the day ("morning", "dawn") has no minute and is none. What does not belong here: the day (`rules`).
"""

from __future__ import annotations

import re
from datetime import time

from dateline.knowledge.times.words import plain
from dateline.model import Clock

_HALF = r"(?P<{0}half>a\.?m\b\.?|p\.?m\b\.?)"
_HOUR = r"(?P<{0}hour>\d{{1,2}})(?:[:.](?P<{0}minute>[0-5]\d))?"
_ZONE = r"(?:\s*\(?(?P<zone>gmt|utc|bst|cest|cet|eet|est|edt|cst|cdt|mst|mdt|pst|pdt|et|local time|local)\b)?"
_TO = r"\s*(?:-|to|and|until|till)\s*"
_TWO = re.compile(
    rf"\b{_HOUR.format('a')}\s*(?:{_HALF.format('a')})?{_TO}{_HOUR.format('b')}\s*{_HALF.format('b')}{_ZONE}"
)
_ONE = re.compile(rf"\b{_HOUR.format('')}\s*(?:{_HALF.format('')}|o'clock\b){_ZONE}")
_OF_24 = re.compile(rf"\b(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)\b{_ZONE}")
_MILITARY = re.compile(r"\b(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)\s*\(?(?P<zone>gmt|utc)\b")
_TURN = re.compile(rf"\b(?P<turn>noon|midday)\b{_ZONE}")


def read_clock(words: str) -> Clock | None:
    """The time of day that ``words`` tell, with its zone as worded; None where they tell none.

    "Midnight" is left out: it ends one day and begins another, and the words do not say which.
    """
    text = plain(words)
    if match := _TWO.search(text):
        last = _time(match["bhour"], match["bminute"], match["bhalf"])
        first = _time(match["ahour"], match["aminute"], match["ahalf"] or match["bhalf"])
        return Clock(first, last, _zone(words, match)) if first and last and first <= last else None
    for pattern in (_ONE, _OF_24, _MILITARY):
        if match := pattern.search(text):
            at = _time(match["hour"], match["minute"], match.groupdict().get("half"))
            return Clock(at, at, _zone(words, match)) if at else None
    if match := _TURN.search(text):
        return Clock(time(12), time(12), _zone(words, match))
    return None


def _time(hour: str, minute: str | None, half: str | None) -> time | None:
    number = int(hour)
    if half:
        if not 1 <= number <= 12:
            return None
        number = number % 12 + (12 if half.startswith("p") else 0)
    return time(number, int(minute or 0)) if number < 24 else None


def _zone(words: str, match: re.Match[str]) -> str | None:
    """The words for the zone as they stand."""
    return words[match.start("zone") : match.end("zone")] if match["zone"] else None
