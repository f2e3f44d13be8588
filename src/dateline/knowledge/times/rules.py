"""The table of rules that turn one time expression of news English into days, and the way through it.

The most telling rule stands first; the first one whose pattern is found in the cleaned words decides. Conventions
follow the dateline coding guide ("Relative dates", "Conventions settled while coding"); where the guide is silent they
follow what its coders did on the training reports (figures: docs/decisions/0004-dates-and-countries.md).

What does not belong here: records, claims and evidence (`resolver`), and which words date a happening (`extract`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from dateline.knowledge.times import counted, dated
from dateline.knowledge.times.almanac import NoDayError, days, shift_days
from dateline.knowledge.times.clock import read_clock
from dateline.knowledge.times.feasts import FEASTS
from dateline.knowledge.times.standpoint import NO_ANCHOR, NO_REPORT_DAY, Standpoint, weaker
from dateline.knowledge.times.words import (
    CLOCK_MARK,
    MONTH,
    NUMBER,
    SEASON,
    UNIT,
    WEEKDAY,
    WEEKDAYS,
    YEAR,
    clean,
    number,
)
from dateline.model import DateBasis, Days, Span, Unresolved

_Rule = Callable[[re.Match[str], Standpoint], Days]


def resolve_date(
    words: Span | str, published: date | None, *, future: bool = False, anchor: Days | None = None
) -> Days | Unresolved:
    """The days that the time words ``words`` mean in a report of day ``published``.

    First and last day are inclusive. The basis is ``stated`` where the words alone tell the year, ``relative`` where
    they are counted from the report's day, and ``inferred`` where they are counted from ``anchor``, the days of the
    happening told before. A weekday or a date without a year is the nearest one on or before the report's day; with
    ``future``, on or after it. Words without a day ("recently"), with one end only ("by Friday"), impossible ones
    ("31 June"), and relative ones in a report without a day give `Unresolved` with its reason; the report's own day
    never stands in. The time of day, where the words tell one, is kept beside the days.
    """
    told = words.text if isinstance(words, Span) else words
    try:
        found = _resolve(clean(told), Standpoint(published, future, anchor))
    except NoDayError as error:
        return Unresolved(str(error))
    return replace(found, clock=read_clock(told))


def needs_anchor(words: str) -> bool:
    """Whether ``words`` are counted from another happening ("a day later", "that night", "at 2.15 p.m.")."""
    text = clean(words)
    return next((rule for pattern, rule in _RULES if pattern.search(text)), None) in _ANCHORED


def _resolve(text: str, at: Standpoint) -> Days:
    for pattern, rule in _RULES:
        if match := pattern.search(text):
            return rule(match, at)
    raise NoDayError(_why_not(text))


def _why_not(text: str) -> str:
    if re.search(r"\b(?:few|several|some|many|recent(?:ly)?|various|numerous|previous(?:ly)?|soon)\b", text):
        return f"too vague to bound: {text!r}"
    if re.search(r"\b(?:after|before|since|during|(?:day|night|hours?) (?:of|before|after)|later|earlier)\b", text):
        return NO_ANCHOR
    if re.search(rf"\b{UNIT}s?\b", text):
        return counted.LENGTH_ONLY
    return "no day, week, month or year is named"


def _refuse(reason: str) -> _Rule:
    def rule(_match: re.Match[str], _at: Standpoint) -> Days:
        raise NoDayError(reason)

    return rule


def _range(match: re.Match[str], at: Standpoint) -> Days:
    """Read "from Monday to Thursday": the end first, then the nearest beginning before it."""
    last = _resolve(match["last"], at)
    fixed = re.search(r"\b(?:today|yesterday|now|this|last)\b", match["first"]) is not None
    before = at if fixed else replace(at, published=last.last, future=False)
    first = _resolve(match["first"], before)
    if first.first > last.first and not fixed:  # "from December to January": the beginning lies in the year before
        first = _resolve(match["first"], replace(before, published=shift_days(last.first, -1)))
    return days(first.first, last.last, weaker(first.basis, last.basis) if fixed else last.basis)


def _since(match: re.Match[str], at: Standpoint) -> Days:
    start = _resolve(match["start"], replace(at, future=False))
    return days(start.first, at.today(), weaker(start.basis, DateBasis.RELATIVE))


def _since_then(_match: re.Match[str], at: Standpoint) -> Days:
    return days(at.told_before().first, at.today(), DateBasis.INFERRED)


def _bound(match: re.Match[str], at: Standpoint) -> Days:
    side = "first" if match["side"] == "after" else "last"
    try:
        found = _resolve(match["limit"], at)
    except NoDayError as error:
        raise NoDayError(f"only the {side} end is told, and not as a day") from error
    limit = found.last if side == "first" else found.first if match["side"] == "before" else found.last
    raise NoDayError(f"only the {side} end is told ({match['side']} {limit}), not both")


def _steps_from(match: re.Match[str], at: Standpoint) -> Days:
    """Read "a month before the 8 November election": counted from a date that stands beside it."""
    try:
        start = _resolve(match["start"], at)
    except NoDayError as error:
        raise NoDayError(NO_REPORT_DAY if str(error) == NO_REPORT_DAY else NO_ANCHOR) from error
    if start.first != start.last and match["unit"] not in ("month", "year", "decade"):
        raise NoDayError(NO_ANCHOR)
    sign = 1 if match["side"] == "after" else -1
    moved = counted.shifted(start.first, sign * number(match["n"]), match["unit"])
    return days(moved.first, moved.last, weaker(start.basis, DateBasis.RELATIVE), moved.precision)


_ORDINAL = r"(?:st|nd|rd|th)?\b"
_D = rf"(?P<d>\d{{1,2}}){_ORDINAL}"
_D2 = rf"(?P<d2>\d{{1,2}}){_ORDINAL}"
_M = rf"(?P<m>{MONTH})"
_W = rf"(?P<w>{WEEKDAY})"
_N = rf"\b(?P<n>{NUMBER})[ -](?:full )?(?P<unit>{UNIT})s?"
_Y = rf"(?:,? (?:of |in )?(?P<y>{YEAR})\b|,? (?:of )?(?P<ry>(?:last|this|next|that) year)\b)?"
_TO = r"\s*(?:-|to|and|or|until|till|through|&)\s*(?:the )?"
_PART = r"(?:\b(?P<part>early|mid|middle|late|end|beginning|start)(?:[- ](?:in |of |on )?(?:the )?))?"
_WHICH = r"(?:\b(?P<which>last|next|this|past|coming) )?"
_DAY_PART = r"(?:morning|afternoon|evening|night)"
# A date, weekday, month, year, or day beside the report's, as one end of a range may name it.
_END = (
    rf"(?:(?:on|in|of|the|early|late|mid|last|next|this|end|beginning|start)[ -])*"
    rf"(?:(?:{WEEKDAY},? )?(?:\d{{1,2}}{_ORDINAL} (?:of )?{MONTH}|{MONTH} \d{{1,2}}{_ORDINAL}|{MONTH})(?:,? {YEAR}\b)?|"
    rf"{WEEKDAY}(?: {_DAY_PART})?|{YEAR}\b|today|yesterday|tomorrow|\d{{4}}-\d\d-\d\d)"
)
_NAMED = "|".join(map(re.escape, sorted(FEASTS, key=len, reverse=True)))
_AGAIN = "happens again and again; no single time is told"
_COUNT = r"(?:(?P<less>less than|under) |(?P<more>more than|over|at least) )?(?:almost |nearly |about |around |some )*"

_TABLE: tuple[tuple[str, _Rule], ...] = (
    (rf"\b(?:every|each) (?:other )?(?:{WEEKDAY}|{UNIT}|{MONTH})|\b(?:daily|weekly|annually)\b", _refuse(_AGAIN)),
    (rf"^(?:on )?{WEEKDAYS}", _refuse(_AGAIN)),
    (r"\b(?:in|year|since|of) (?:\d{5,}|0+)\b|^\d{5,}$", _refuse("no calendar year; a year has up to four figures")),
    (r"(?<![-\d])(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?![-\d])(?!.*\d{4}-\d)", dated.on_iso),
    (rf"{_N} (?P<side>before|ahead of|prior to|after) (?P<start>.+)", _steps_from),
    (rf"\b{UNIT}s?(?: and a half)? since\b", _refuse(NO_ANCHOR)),
    (rf"\b{_D}{_TO}{_D2} (?:of )?{_M}{_Y}", dated.on_date_range),
    (rf"\b{_M} {_D}{_TO}{_D2}(?! {MONTH}){_Y}", dated.on_date_range),
    (rf"\b(?P<first>{_END}) (?:to|until|till|through|and) (?P<last>{_END})", _range),
    (r"\bsince then\b|^(?:ever )?since$", _since_then),
    (r"\bsince (?P<start>.+)", _since),
    (
        r"^(?P<side>by|until|till|up to|through|on or before|before|prior to|ahead of|after)"
        r"(?: (?:at )?(?:least|the latest))? (?P<limit>(?!the (?:past|last|night|day)\b).+)",
        _bound,
    ),
    (rf"\b{_D} (?:of )?{_M}{_Y}", dated.on_date),
    (rf"\b{_M} (?:the )?{_D}(?!:){_Y}", dated.on_date),
    (r"\b(?P<a>\d{1,2})/(?P<b>\d{1,2})(?:/(?P<y>\d{4}|\d\d))?\b", dated.on_numeric),
    (rf"\b(?P<name>{_NAMED}){_Y}", dated.on_feast),
    (rf"\b(?:(?P<same>same)|that) {_M}(?! (?:last|this|next) year)", dated.on_month_that_year),
    (rf"{_PART}{_WHICH}\b{_M}{_Y}", dated.on_month),
    (rf"{_WHICH}\b(?P<s>{SEASON})\b(?!-){_Y}", dated.on_season),
    (rf"\b(?P<nth>first|second|third|fourth|last) quarter(?: of)?(?: the year)?{_Y}", dated.on_quarter),
    (rf"\bq(?P<q>[1-4])\b{_Y}", dated.on_quarter),
    (rf"\b(?P<nth>first|second) half(?: of)?(?: the year)?{_Y}", dated.on_half),
    (r"(?:\b(?P<part>early|mid|late)[- ](?:the )?)?\b(?P<y>(?:1\d|20)\d0)s\b", dated.on_decade),
    (rf"\b(?P<y>{YEAR})(?:-|\s?to\s?| and |/)'?(?P<y2>{YEAR}|\d\d)\b", dated.on_years),
    (rf"\b{_W}(?: {_DAY_PART})?,? (?:of )?(?P<which>last|this|next) week\b", counted.weekday_of_week),
    (rf"{_COUNT}{_N} ago\b(?P<exact> (?:today|this (?:week|month|day)))?", counted.ago),
    (
        r"(?:\b(?P<which>last|past|this past|previous|next|coming|this coming|this|that|the following) )?"
        rf"(?:early |late )?\b{_W}(?!s)",
        counted.weekday,
    ),
    (rf"{_PART}\b(?P<y>{YEAR})\b", dated.on_year),
    (
        r"\b(?P<near>the day before yesterday|the day after tomorrow|yesterday|tomorrow|today|tonight|last night|"
        r"this (?:morning|afternoon|evening))\b",
        counted.near_today,
    ),
    (rf"\b(?:past|last|previous|preceding) {_N}\b", counted.past_stretch),
    (rf"\b(?:past|preceding) (?P<unit>{UNIT})\b", counted.past_stretch),
    (rf"\b(?:throughout|over|during|in|for) the last (?P<unit>{UNIT})\b", counted.past_stretch),
    (rf"(?P<within>\bwithin) {_N}\b", counted.coming_stretch),
    (rf"\b(?:next|coming) {_N}\b", counted.coming_stretch),
    (
        r"(?:\b(?P<part>early|earlier|late|later|mid|end|beginning|start)[- ](?:in |of )?(?:the )?)?"
        r"\b(?P<which>last|this|current|next|coming|the(?= (?:week|month|year)$)) (?P<unit>weekend|week|month|year)\b",
        counted.calendar_unit,
    ),
    (rf"{_N} (?P<side>earlier|before|previously|later|afterwards?)$", counted.anchored_steps),
    (
        r"\bthe (?P<side>following|next|previous|preceding) (?P<unit>day|morning|afternoon|evening|night)\b",
        counted.anchored_next,
    ),
    (r"\bthe (?P<side>following|previous|preceding) (?P<unit>week|month|year)\b", counted.anchored_next),
    (r"\bthe (?P<unit>day|night|week|month|year) (?P<side>before|after)$", counted.anchored_next),
    (r"\b(?:same|that) (?P<unit>day|night|evening|morning|afternoon|week|month|year)\b", counted.anchored_same),
    (
        r"\b(?:hours|minutes|moments|seconds|shortly|soon|a short (?:time|while)) "
        r"(?:later|after|earlier|before|afterwards?)$",
        counted.anchored_same,
    ),
    (r"\bovernight\b", counted.overnight),
    (r"\bweekend\b", counted.bare_weekend),
    (rf"\bin (?:about |around )?{_N}(?:'? time)?$", counted.ahead),
    (rf"{_N} (?P<now>from now)\b", counted.ahead),
    (
        rf"^(?:{CLOCK_MARK}|in|at|on|during|the|early|late|mid|later|and| )*(?:{CLOCK_MARK}|{_DAY_PART})$",
        counted.part_of_day,
    ),
)
_RULES = tuple((re.compile(pattern), rule) for pattern, rule in _TABLE)
_ANCHORED: tuple[_Rule | None, ...] = (
    _since_then,
    dated.on_month_that_year,
    counted.anchored_steps,
    counted.anchored_next,
    counted.anchored_same,
    counted.part_of_day,
)
