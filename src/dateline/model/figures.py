"""How words become numbers of people: bounds by a named rule.

The words stay in the store and the bounds are derived, so that an export with other rules (the coding guide reads
"dozens" as at least 24, ACLED as 12) derives its own. Sources: coding guide, sections 3 and 5; ACLED codebook.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_UNITS = {
    word: number
    for number, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
_TENS = {
    word: 10 * n
    for n, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000}
_VAGUE_SCALE = re.compile(
    r"\b(tens|hundreds|several|few|couple|many)(?: of)? (dozens?|hundreds?|thousands?|millions?)\b"
)
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|[a-z]+")


@dataclass(frozen=True, slots=True)
class Bounds:
    """Inclusive bounds of a number; None where the words set none."""

    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class FigureRule:
    """One way to make bounds of vague words: the least number that each vague word stands for."""

    name: str
    vague: Mapping[str, int]


GUIDE = FigureRule(
    "guide",
    {
        "dozen": 12, "dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2_000, "several": 3, "some": 3,
        "few": 3, "handful": 3, "number": 3, "many": 3, "numerous": 3, "various": 3,
    },
)  # fmt: skip
"""The coding guide's rule: "dozens" 24, "scores" 40, "several" 3."""

ACLED = FigureRule(
    "acled",
    {
        "dozen": 12, "dozens": 12, "scores": 20, "hundreds": 100, "thousands": 1_000, "several": 3, "some": 3,
        "few": 3, "handful": 3, "number": 3, "many": 10, "numerous": 10, "various": 3,
    },
)  # fmt: skip
"""ACLED's rule for vague words: "dozens" 12, "hundreds" 100, "several" 3, "many" 10."""

RULES = {rule.name: rule for rule in (GUIDE, ACLED)}

_AT_LEAST = re.compile(
    r"\b(at least|not less than|not fewer than|no fewer than|no less than|a minimum of|minimum)\b|\bor more\b|\d\+"
)
_MORE_THAN = re.compile(r"\b(more than|over|upwards of|in excess of|above|well over)\b")
_AT_MOST = re.compile(r"\b(up to|nearly|almost|close to|not more than|as many as|at most|no more than|a maximum of)\b")
_LESS_THAN = re.compile(r"\b(fewer than|less than|under|below)\b")
_BETWEEN = re.compile(r"\b(between|from)\b.+\b(and|to)\b|\d\s*(?:-|–|to|or)\s*\d|\b[a-z]+ (?:to|or) [a-z]+\b")
_NONE = re.compile(r"^(no(?! (?:fewer|less|more) than)|none|nobody|no one|zero|without)\b")


def numbers(words: str) -> list[int]:
    """The whole numbers that stand in ``words``, in figures or in letters, in order ("two dozen" is 24)."""
    found: list[int] = []
    total: int | None = None
    current: int | None = None

    def close() -> None:
        nonlocal total, current
        if total is not None or current is not None:
            found.append((total or 0) + (current or 0))
        total = current = None

    previous_end = 0
    lowered = words.lower()
    for match in _NUMBER.finditer(lowered):
        word, gap = match.group(), lowered[previous_end : match.start()]
        previous_end = match.end()
        if word[0].isdigit():
            close()
            current = int(float(word.replace(",", "")) * _following_scale(lowered, match.end()))
        elif word in _UNITS or word in _TENS:
            value = _UNITS.get(word, _TENS.get(word, 0))
            joins = current is not None and ((current % 100 == 0 and current) or (current % 10 == 0 and value < 10))
            if current is not None and not (joins and re.fullmatch(r"[\s-]*(and\s+)?", gap)):
                close()
            current = (current or 0) + value
        elif word in _SCALES and current is not None:
            if not (found_scaled := _is_scaled_figure(lowered, match.start())):
                current *= _SCALES[word]
            if not found_scaled and _SCALES[word] >= 1_000:
                total, current = (total or 0) + current, None
        elif word == "dozen" and current is not None:
            current *= 12
        elif word == "dozen" and re.search(r"\b(?:a|an|one) $", lowered[: match.start()]):
            close()
            current = 12
        elif word in ("a", "an") and re.match(r"\s+(hundred|thousand|million)\b", lowered[match.end() :]):
            close()
            current = 1
        elif word != "and":
            close()
    close()
    return found


def _following_scale(words: str, end: int) -> int:
    scale = re.match(r"\s+(hundred|thousand|million)\b", words[end:])
    return _SCALES[scale.group(1)] if scale else 1


def _is_scaled_figure(words: str, start: int) -> bool:
    return bool(re.search(r"\d\s+$", words[:start]))


def bounds(words: str, rule: FigureRule = GUIDE) -> Bounds | None:
    """The bounds that ``words`` set ("at least 12", "between 10 and 15", "dozens", "no"), or None if they set none."""
    lowered = " ".join(words.lower().split())
    if _NONE.match(lowered):
        return Bounds(0, 0)
    if scaled := _VAGUE_SCALE.search(lowered):
        return Bounds(_vague_scale(scaled, rule), None)
    found = numbers(lowered)
    if not found:
        return next((Bounds(rule.vague[w], None) for w in re.findall(r"[a-z]+", lowered) if w in rule.vague), None)
    first = found[0] // 2 if re.search(r"\bhalf (?:a|an) (?:hundred|thousand|million|dozen)\b", lowered) else found[0]
    if len(found) > 1 and _BETWEEN.search(lowered):
        return Bounds(min(found[:2]), max(found[:2]))
    if _AT_LEAST.search(lowered):
        return Bounds(first, None)
    if _AT_MOST.search(lowered):
        return Bounds(None, first)
    if _MORE_THAN.search(lowered):
        return Bounds(first + 1, None)
    if _LESS_THAN.search(lowered):
        return Bounds(None, first - 1) if first else None
    return Bounds(first, first)


def _vague_scale(match: re.Match[str], rule: FigureRule) -> int:
    """The least number of "tens of thousands" (20,000 where "dozens" is two dozen), "several dozen" and such."""
    many, scale = match.group(1), match.group(2)
    plural = scale if scale.endswith("s") else f"{scale}s"
    if many not in ("tens", "hundreds") or plural == "dozens":
        return rule.vague.get(plural, 2_000_000)
    times = rule.vague["dozens"] // 12 * 10 if many == "tens" else rule.vague["hundreds"]
    return times * {"hundreds": 100, "thousands": 1_000, "millions": 1_000_000}[plural]
