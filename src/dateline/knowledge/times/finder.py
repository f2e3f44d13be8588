"""Finds the time expressions of a news text, in one pass over its words and without a parser.

What does not belong here: what they mean (`values` for TIMEX3, `rules` for days), and which of them dates what.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from dateline.knowledge.times.patterns import FIRST_WORDS, PATTERNS
from dateline.knowledge.times.words import plain


class TimeKind(StrEnum):
    """The four types of TIMEX3."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """One time expression.

    start, end: offsets in code points, end exclusive. words: the text between them. kind: its TIMEX3 type.
    row: the row of the table that found it; parts: the groups of that row that the words fill, in lower case.
    """

    start: int
    end: int
    words: str
    kind: TimeKind
    row: str
    parts: tuple[tuple[str, str], ...]

    def get(self, part: str) -> str | None:
        """The words that fill a part of the row, or None."""
        return dict(self.parts).get(part)


_WORD = re.compile(r"(?<![\w.,/$€£%-])(?:\d[\w]*|'\d\ds?|[a-z]+\d?)|(?<=-)(?:third|second|first|fourth)(?=-quarter)")
_DURATIONS = frozenset("stretch past_unit duration an_additional plural day_long vague_length vague_stretch".split())
_SETS = frozenset("month_set weekday_set weekday_nights set_every set_adverb set_per".split())


def find_times(text: str) -> tuple[TimeExpression, ...]:
    """The time expressions of ``text``, in order and without overlap; ages are none, and "may" is no month."""
    low = plain(text)
    found: list[TimeExpression] = []
    at = 0
    for word in _WORD.finditer(low):
        if word.start() < at or not (word[0] in FIRST_WORDS or not word[0][0].isalpha()):
            continue
        best = _longest(low, word.start())
        if best is None or not _allowed(text, low, best[1]):
            continue
        expression = _expression(text, *best)
        found.append(expression)
        at = expression.end
    return tuple(found)


def _longest(low: str, start: int) -> tuple[str, re.Match[str]] | None:
    best: tuple[str, re.Match[str]] | None = None
    for pattern in PATTERNS:
        match = pattern.regex.match(low, start)
        if match and _whole(low, match) and (best is None or match.end() > best[1].end()):
            best = pattern.name, match
    return best


def _whole(low: str, match: re.Match[str]) -> bool:
    """Whether the match ends where a word ends."""
    end = match.end()
    return end == len(low) or not low[end].isalnum() or not low[end - 1].isalnum()


_AGE = re.compile(r"[- ](?:years?|months?|weeks?|days?)[- ]old\b|[- ]old\b|[- ]olds\b")
_MONEY_BEFORE = re.compile(r"(?:[$€£]|\b(?:no|room|route|flight|channel|section|chapter|page|article)\.? )$")
_BARE_YEAR_AFTER = re.compile(
    r"\s?(?:%|percent|per cent|people|men|women|dollars|troops|soldiers|points|shares|meters|metres|miles|feet|"
    r"tons|tonnes|civilians|deaths|jobs|homes|euros|pounds|million|billion|yards|km|kilometers|workers|students|others|"
    r"members|police|officers|residents|families|migrants|refugees|protesters|cases|votes|times)\b"
)


def _allowed(text: str, low: str, match: re.Match[str]) -> bool:
    """Whether the words around do not speak against a time: ages, verbs, sums, figures of people."""
    start, end = match.span()
    words = match[0]
    if _AGE.match(low, end) or _MONEY_BEFORE.search(low, max(0, start - 10), start):
        return False
    groups = match.groupdict()
    if groups.get("unit") and _is_title(text[match.start("unit") : match.end("unit")], text[start:end]):
        return False
    if groups.get("unit") in ("quarter", "second") and re.match(r"an?\b|three\b|three-", words) and "ago" not in words:
        return False  # a share of something, or "another"
    month = groups.get("m")
    if month in ("may", "march", "mar", "dec", "jan") and not _is_month(text, low, match):
        return False
    if words in ("fall", "spring", "second", "winter", "the fall", "the second"):
        return words == "winter" or bool(
            re.search(r"\b(?:in|last|this|next|by|since|until|during) (?:the )?$", low[:start])
        )
    if groups.get("w") and re.fullmatch(r"(?:sun|sat|mon|fri|wed|tue)\.", words):
        return text[start].isupper()
    if re.fullmatch(r"\d{4}", words):
        return not _BARE_YEAR_AFTER.match(low, end) and _is_year(low, start, end)
    return not (re.fullmatch(r"'\d\d", words) and not re.search(r"\b(?:in|of|since|from|by|class of) $", low[:start]))


def _is_title(unit: str, words: str) -> bool:
    """Whether the words are a name ("This Week", "60 Minutes"): the unit has a capital of its own."""
    return unit[0].isupper() and not unit.isupper() and words != unit


def _is_year(low: str, start: int, end: int) -> bool:
    """A figure of four places is a year after a preposition or comma; elsewhere between 1900 and 2099."""
    return 1900 <= int(low[start:end]) <= 2099 or bool(
        re.search(
            r"\b(?:in|of|since|from|by|until|to|and|year|before|after|circa|around|between) $",
            low[max(0, start - 9) : start],
        )
    )


def _is_month(text: str, low: str, match: re.Match[str]) -> bool:
    """Whether "may", "march" are months: with a capital, after a word that asks for one or with a figure."""
    month_at = match.start("m")
    if not text[month_at].isupper():
        return False
    groups = match.groupdict()
    if groups.get("d") or groups.get("dw") or groups.get("y") or groups.get("ry") or match.start() != month_at:
        return True
    before = re.search(r"([\w,-]+) $", low[max(0, month_at - 15) : month_at])
    return before is not None and before[1] in _MONTH_INTRODUCERS


_MONTH_INTRODUCERS = frozenset(
    "in since by until till of from to for last next this during through before after between and or mid early late "
    "around about on, past, and,".split()
)


def _expression(text: str, row: str, match: re.Match[str]) -> TimeExpression:
    start, end = match.span("span") if "span" in match.re.groupindex else match.span()
    words = text[start:end]
    parts = tuple((name, value) for name, value in match.groupdict().items() if value)
    return TimeExpression(start, end, words, _kind(row, dict(parts)), row, parts)


def _kind(row: str, parts: dict[str, str]) -> TimeKind:
    if row in _SETS or parts.get("parts"):
        return TimeKind.SET
    if row in _DURATIONS:
        return TimeKind.DURATION
    has_clock = any(parts.get(name) for name in ("h", "h24", "mil", "turn", "part", "part_before"))
    return TimeKind.TIME if has_clock or row in ("clock", "near_part") else TimeKind.DATE
