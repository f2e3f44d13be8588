"""The vocabulary of English time expressions: months, weekdays, units, numbers, days with names; and their cleaning.

What does not belong here: what they mean on the calendar (`rules`).
"""

from __future__ import annotations

import re

MONTH_NAMES = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTH_SHORT = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sept?", "oct", "nov", "dec")
WEEKDAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY_SHORT = ("mon", "tues?", "weds?", "thu(?:rs?)?", "fri", "sat", "sun")

MONTH = rf"(?:(?:{'|'.join((*MONTH_NAMES, *_MONTH_SHORT))})\b\.?)"
WEEKDAY = rf"(?:(?:{'|'.join((*WEEKDAY_NAMES, *_WEEKDAY_SHORT))})\b\.?)"
WEEKDAYS = rf"(?:{'|'.join(WEEKDAY_NAMES)})s\b(?!')"
UNIT = r"(?:minute|hour|day|night|week|fortnight|month|year|decade)"
SEASON = r"(?:spring|summer|autumn|fall|winter)"
YEAR = r"(?:1\d{3}|20\d\d|21\d\d)"

_NUMBER_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()
_NUMBERS = {
    **{word: value for value, word in enumerate(_NUMBER_WORDS)},
    **{"a": 1, "an": 1, "a couple of": 2, "thirty": 30, "forty": 40, "fifty": 50},
}
NUMBER = rf"(?:\d{{1,4}}|a couple of|{'|'.join(word for word in _NUMBERS if word != 'a couple of')})"

NAMED_DAYS = {
    "new year's day": (1, 1),
    "new year's eve": (12, 31),
    "valentine's day": (2, 14),
    "international women's day": (3, 8),
    "st patrick's day": (3, 17),
    "anzac day": (4, 25),
    "may day": (5, 1),
    "fourth of july": (7, 4),
    "bastille day": (7, 14),
    "halloween": (10, 31),
    "armistice day": (11, 11),
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "christmas": (12, 25),
    "boxing day": (12, 26),
}
"""Days with a name that fall on one date every year; feasts that move (Easter, Eid) are left out."""

_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-", "\u00a0": " "})
# In lower case these are words of their own ("may have", "the sun"); they date only after a word that asks for a date.
_LOWER_DOUBTFUL = re.compile(
    r"(?<!\bin )(?<!\bof )(?<!\bby )(?<!\blast )(?<!\bnext )(?<!\bthis )(?<!\bsince )(?<!\blate )(?<!\bearly )"
    r"(?<!\bto )(?<!\buntil )(?<!\bmid[- ])(?<!\bfrom )(?<!\bon )(?<!\d )(?<!\dth )(?<!\w)"
    r"(?:may|march|mar|sat|sun|wed|mon|dec)(?!\w)(?! \d)"
)
_HALF_OF_DAY = r"(?:a\.?m\b\.?|p\.?m\b\.?)"
_ABOUT = r"(?:(?:at|around|about|nearly|just|shortly|before|after|until|by|from|some time|between)\s+)*"
_ZONE = r"(?:\s*\(?(?:gmt|utc|bst|est|edt|cet|et|local time|local)\b\)?)*"
_CLOCK = re.compile(
    rf"\b{_ABOUT}(?:\d{{1,2}}(?:[:.]\d\d)?\s*(?:{_HALF_OF_DAY}|o'clock\b)|\d{{1,2}}:\d\d\b|\d{{4}}(?=\s*(?:gmt|utc)\b))"
    rf"{_ZONE}"
)
_TURN_OF_DAY = re.compile(rf"\b{_ABOUT}(?:noon|midday|midnight|dawn|dusk|daybreak|sunrise|sunset|dark|nightfall)\b")
_RANGE_MARK = re.compile(rf"\b({WEEKDAY}|{MONTH}|\d{{1,2}} {MONTH})\s*-\s*(?={WEEKDAY}|{MONTH}|\d{{1,2}} {MONTH})")
SMALL_NUMBERS = {word: value for value, word in enumerate(_NUMBER_WORDS) if value} | {
    **{"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90},
}
"""One to twenty and the tens."""
CLOCK_MARK = "@"
"""Stands in cleaned words for a time of day that was taken out."""


def clean(words: str) -> str:
    """``words`` in lower case with plain quotes, hyphens and blanks; a time of day becomes `CLOCK_MARK`."""
    text = re.sub(r"\s+", " ", words.translate(_PLAIN)).strip(" ,.;:")
    text = _LOWER_DOUBTFUL.sub("_", text).lower()
    text = _TURN_OF_DAY.sub(CLOCK_MARK, _CLOCK.sub(CLOCK_MARK, text))
    text = _RANGE_MARK.sub(r"\1 to ", text)
    return re.sub(r"\s+", " ", text).strip(" ,;")


def month_number(word: str) -> int:
    """1 to 12 for a month's name or abbreviation."""
    return [name[:3] for name in MONTH_NAMES].index(word[:3]) + 1


def weekday_number(word: str) -> int:
    """0 (Monday) to 6 for a weekday's name or abbreviation."""
    return [name[:3] for name in WEEKDAY_NAMES].index(word[:3])


def number(word: str) -> int:
    """The value of a number in figures or words."""
    return int(word) if word.isdigit() else _NUMBERS[word]


def plain(text: str) -> str:
    """``text`` in lower case with plain quotes, hyphens and blanks, every character at its old offset."""
    text = re.sub(r"\s", " ", text.translate(_PLAIN))
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def amount(words: str) -> int | float | None:
    """The value of a count such as "25", "twenty-five", "2 1/2", "a hundred"; None for a vague one ("several")."""
    words = words.replace(",", "").replace("-", " ").strip()
    if found := re.fullmatch(r"(\d+) (\d)/(\d)", words):
        return int(found[1]) + int(found[2]) / int(found[3] if found[3] != "0" else 1)
    if re.fullmatch(r"\d+(?:\.\d+)?", words):
        return float(words) if "." in words else int(words)
    if words in ("half a", "half an"):
        return 0.5
    if words in ("a couple of", "a couple", "couple of", "couple"):
        return 2
    if words.endswith(" and a half"):
        base = amount(words.removesuffix(" and a half"))
        return None if base is None else base + 0.5
    return _worded(words.split())


def _worded(parts: list[str]) -> int | None:
    values = {**SMALL_NUMBERS, "a": 1, "an": 1, "hundred": 100, "thousand": 1000, "dozen": 12}
    if not parts or any(part not in values for part in parts):
        return None
    total = 0
    for part in parts:
        total = total * values[part] if part in ("hundred", "thousand", "dozen") and total else total + values[part]
    return total
