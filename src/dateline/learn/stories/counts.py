"""Words of a toll to its bounds, by the coding guide's rules.

"At least 12" is low 12; "more than 100" low 101; "as many as 300" high 300; "scores" low 40, "dozens" low 24, "several"
and "a number of" low 3; "no injuries" 0 and 0. Words that hold no number or two that are no range are refused: there
the author gives the bounds. The reader of the product (`extract`) is left out on purpose: gold must not follow it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_NUMBERS = (
    {word: value for value, word in enumerate(_ONES)}
    | {word: 10 * value for value, word in enumerate(_TENS, 2)}
    | {f"{ten}-{one}": 10 * t + o for t, ten in enumerate(_TENS, 2) for o, one in enumerate(_ONES[1:10], 1)}
    | {"dozen": 12}
)
_VAGUE = {"dozens": 24, "scores": 40, "several": 3, "number": 3}
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d+|[a-z]+(?:-[a-z]+)?")
_NONE = re.compile(r"\b(?:no|none|nobody|unhurt|unharmed)\b")
_LOW = re.compile(r"\b(?:at least|no fewer than|not fewer than|a minimum of|or more)\b")
_ABOVE = re.compile(r"\b(?:more than|over|upwards of)\b")
_ROUGH = re.compile(r"\b(?:some|about|around|nearly|almost|roughly|fewer than|less than|half)\b")
_HIGH = re.compile(r"\b(?:as many as|up to|at most|no more than|not more than)\b")


class CountError(ValueError):
    """Words whose bounds the rules do not give."""


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people as told: bounds, inclusive, None where open, and the words they rest on."""

    low: int | None
    high: int | None
    text: str


def count(words: str) -> Count:
    """The bounds of ``words``.

    Raises:
        CountError: the rules give no bounds for them.
    """
    low = words.lower().replace("no one", "nobody")
    numbers = [_number(found) for found in _NUMBER.findall(low)]
    exact = [number for number in numbers if number is not None]
    if len(exact) == 2 and exact[0] < exact[1] and re.search(r"\bto\b|\band\b|\bor\b|-|–", low):
        return Count(exact[0], exact[1], words)
    if len(exact) > 1:
        raise CountError(f"{words!r} holds {len(exact)} numbers; give {{ low = .., high = .., text = .. }}")
    if exact:
        return _bounded(exact[0], low, words)
    vague = [_VAGUE[word] for word in low.split() if word in _VAGUE]
    if vague:
        return Count(vague[0], None, words)
    if _NONE.search(low):
        return Count(0, 0, words)
    raise CountError(f"{words!r} holds no number that the rules know; give {{ low = .., high = .., text = .. }}")


def _bounded(number: int, low: str, words: str) -> Count:
    if _LOW.search(low):
        return Count(number, None, words)
    if _HIGH.search(low):
        return Count(None, number, words)
    if _ABOVE.search(low):
        return Count(number + 1, None, words)
    if _ROUGH.search(low):
        raise CountError(f"{words!r} is not exact; give {{ low = .., high = .., text = .. }}")
    return Count(number, number, words)


def _number(word: str) -> int | None:
    if word[0].isdigit():
        return int(word.replace(",", ""))
    return _NUMBERS.get(word)
