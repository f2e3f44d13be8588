"""What a time expression says in TIMEX3: "1998-03-13", "1998-W12", "P2Y", "PRESENT_REF".

Conventions are those of TimeBank, as its documents show them: a weekday or a date without a year is the nearest one
before the report's day, or after it where the sentence looks ahead; weeks are ISO weeks; "two years ago" is a year.
What does not belong here: first and last days for an event record (`rules`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta

from dateline.knowledge.times.almanac import (
    NoDayError,
    day,
    shift_days,
    shift_months,
    weekday_on_or_after,
    weekday_on_or_before,
)
from dateline.knowledge.times.feasts import FEASTS
from dateline.knowledge.times.finder import TimeExpression, TimeKind, find_times
from dateline.knowledge.times.words import SMALL_NUMBERS, amount, month_number, plain, weekday_number

UNKNOWN = "XXXX-XX-XX"
_TELL_A_QUARTER = ("quarter", "quarter_code", "quarter_period")
_LETTER = {
    **{"second": "S", "minute": "M", "hour": "H", "day": "D", "night": "D", "week": "W", "weekend": "W"},
    **{"fortnight": "W", "month": "M", "quarter": "Q", "year": "Y", "decade": "E", "century": "C", "centurie": "C"},
}
_PART = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI"}
_SEASON = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
_AHEAD = re.compile(
    r"\b(?:will|'ll|shall|would|going to|scheduled|expect(?:s|ed)?|plan(?:s|ned|ning)?|due|upcoming|"
    r"is to|are to|set to|to be|intends?|aims?|hopes?|may|should|until|deadline|next|supposed to|"
    r"agreed to(?! the\b| an?\b)|as (?:soon|early) as)\b"
)
_BEHIND = re.compile(
    r"\b(?:(?:had|was|were) (?:\w+ )?(?:been )?(?:due|scheduled|expected|planned|set)|previously (?:planned|scheduled)|"
    r"said|was|were|had|did|told|been|since|met|held|went|came|took|made|began|became|gave|got|saw|sent|led|won|lost|"
    r"found|spoke|wrote|struck|broke|blew|fled|fell|rose|kept|brought|drew|threw|flew|drove|stood|"
    r"(?<!be )(?<! to )(?<! a )(?<! an )(?<! the )"
    r"(?!united|hundred|indeed|need|armed|proceed|exceed|succeed)\w{3,}ed)\b"
)


@dataclass(slots=True)
class Reading:
    """The state of reading one text: its day, and what was told before."""

    published: date | None
    low: str
    told: date | None = None
    told_at: int = 0
    told_day: bool = False
    quarter: tuple[int, int] | None = None
    ends: list[int] = field(default_factory=list)

    def today(self) -> date:
        """The day of the report, or `NoDayError`."""
        if self.published is None:
            raise NoDayError("the day of the report is unknown")
        return self.published

    def ahead(self, found: TimeExpression) -> bool:
        """Whether the clause looks ahead: the nearest sign of tense before decides, else the next after."""
        if self.low.startswith("'s ", found.end) or self.low.endswith("ended ", 0, found.start):
            return False
        start = max(self.low.rfind(mark, 0, found.start) for mark in (". ", "  ", "? ", "\n"))
        before = self.low[max(start, found.start - 160, 0) : found.start]
        stop = self.low.find(". ", found.end)
        after = self.low[found.end : min(stop if stop >= 0 else len(self.low), found.end + 60)]
        signs = [(m.start(), True) for m in _AHEAD.finditer(before)] + [
            (m.start(), False) for m in _BEHIND.finditer(before)
        ]
        if signs:
            return max(signs)[1]
        signs = [(-m.start(), True) for m in _AHEAD.finditer(after)] + [
            (-m.start(), False) for m in _BEHIND.finditer(after)
        ]
        return bool(signs) and max(signs)[1]


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression with its TIMEX3 type and value; offsets in code points, end exclusive."""

    start: int
    end: int
    type: str
    value: str


def timexes(text: str, published: date | None) -> tuple[Timex, ...]:
    """The time expressions of ``text`` with their TIMEX3 values, read from a report of day ``published``.

    An expression that the calendar cannot hold ("31 June"), or that needs the unknown day of the report, keeps its
    span and type and has the value "XXXX-XX-XX".
    """
    reading = Reading(published, plain(text))
    found = []
    for expression in find_times(text):
        kind, value = timex_value(expression, reading)
        found.append(Timex(expression.start, expression.end, kind, value))
    return tuple(found)


def timex_value(found: TimeExpression, reading: Reading) -> tuple[str, str]:
    """Type and value of one expression; remembers its day for those that are counted from it."""
    try:
        read = _READERS[found.row](found, reading)
    except NoDayError:
        return found.kind, UNKNOWN
    kind, value = read if isinstance(read, tuple) else (found.kind, read)
    if kind in (TimeKind.DATE, TimeKind.TIME):
        if exact := re.match(r"(\d{4})-(\d\d)-(\d\d)", value):
            reading.told = date(*(int(part) for part in exact.groups()))
            reading.told_at, reading.told_day = found.end, True
        elif year := re.fullmatch(r"([12]\d{3})(?:-(\d\d))?", value):
            reading.told = date(int(year[1]), int(year[2] or 1), 1)
            reading.told_at, reading.told_day = found.end, False
        if found.row in _TELL_A_QUARTER and (quarter := re.fullmatch(r"(\d{4})-Q(\d)", value)):
            reading.quarter = int(quarter[1]), int(quarter[2])
    return kind, value


def _year(words: str, today: date | None) -> int:
    if words.startswith("'"):
        latest = (today or date(2030, 1, 1)).year + 5  # two figures name the latest such year, a few ahead at most
        return latest - (latest - int(words[1:])) % 100
    if words.isdigit():
        return int(words) if len(words) == 4 else _year("'" + words, today)
    if words.startswith("two thousand"):
        return 2000
    rest = words.split(maxsplit=1)[1].replace("-", " ").split()
    return 1900 + sum(SMALL_NUMBERS.get(one, 0) for one in rest)


def _relative_year(words: str, reading: Reading) -> int:
    if words.startswith(("that", "the same")):
        return (reading.told or reading.today()).year
    return reading.today().year + {"last": -1, "this": 0, "next": 1}[words.split(maxsplit=1)[0]]


def _own_year(found: TimeExpression, reading: Reading) -> int | None:
    for name in ("y", "yb"):
        if words := found.get(name):
            return _year(words, reading.published)
    for name in ("ry", "ryb"):
        if words := found.get(name):
            return _relative_year(words, reading)
    return None


def _clocked(at: date, found: TimeExpression) -> str:
    return f"{at}{_clock(found)}"


def _clock(found: TimeExpression) -> str:
    if turn := found.get("turn"):
        return "T24:00" if turn == "midnight" else "T12:00"
    if words := found.get("h24"):
        return f"T{int(words):02}:{found.get('mi24')}"
    if words := found.get("mil"):
        return f"T{words[:2]}:{words[2:]}"
    if words := found.get("h"):
        half = found.get("half") or ""
        late = half.startswith("p") or half.endswith(("afternoon", "evening", "night"))
        hour = int(words) % 12 + 12 if late else int(words) % 12 if half.startswith("a") else int(words)
        return f"T{hour:02}:{found.get('mi') or '00'}"
    part = found.get("part") or (found.get("part_before") or "").split(" ")[-1].removeprefix("mid-")
    return _PART.get(part, "")


def _iso(found: TimeExpression, _reading: Reading) -> str:
    return _clocked(day(int(found.get("y") or 0), int(found.get("mm") or 0), int(found.get("d") or 0)), found)


def _numeric(found: TimeExpression, reading: Reading) -> str:
    month, number = int(found.get("mm") or 0), int(found.get("d") or 0)
    if month > 12:
        month, number = number, month
    return str(day(_year(found.get("y") or "", reading.published), month, number))


def _date(found: TimeExpression, reading: Reading) -> str:
    month = month_number(found.get("m") or "")
    words = found.get("d")
    number = int(words) if words else _ORDINALS.index(found.get("dw") or "") + 1
    year = _own_year(found, reading)
    if year is not None:
        return _clocked(day(year, month, number), found)
    today = reading.today()
    near = [date(y, month, number) for y in range(today.year - 4, today.year + 5) if _is_day(y, month, number)]
    if not near:
        day(today.year, month, number)
    ahead = reading.ahead(found)
    side = [one for one in near if (one >= today if ahead else one <= today)] or near
    best = min(side, key=lambda one: abs((one - today).days))
    nearest = min(near, key=lambda one: abs((one - today).days))
    is_end = reading.low.endswith("ended ", 0, found.start)
    return _clocked(nearest if not is_end and abs((nearest - today).days) < _NEAR_DAYS else best, found)


def _is_day(year: int, month: int, number: int) -> bool:
    try:
        date(year, month, number)
    except ValueError:
        return False
    return True


_NEAR_LETTERS = 300  # a clock time belongs to a day told this close before it, else to the day of the report
_NEAR_DAYS = 100  # within it a date without a year is the nearest one, whatever the tense (TimeBank)
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth"
).split()


def _month(found: TimeExpression, reading: Reading) -> str:
    month = month_number(found.get("m") or "")
    year = _own_year(found, reading)
    if year is None:
        today = reading.today()
        which = found.get("which") or ""
        year = today.year
        if which in ("last", "past", "this past", "the previous"):
            year -= month >= today.month
        elif which == "next":
            year += month <= today.month
        elif which in ("that", "the same", "the following") and reading.told:
            year = reading.told.year
        elif re.search(r"\b(?:by|through|until) $", reading.low[max(0, found.start - 9) : found.start]):
            year += (today.month - month + 6) // 12  # an end is the nearest such month
        elif which != "this":
            ahead = reading.ahead(found)
            year += (month < today.month) if ahead else -(month > today.month)
    return f"{year}-{month:02}"


def _weekday(found: TimeExpression, reading: Reading) -> str:
    index, which, today = weekday_number(found.get("w") or ""), found.get("which") or "", reading.today()
    if found.get("parts"):
        return f"XXXX-WXX-{index + 1}{_clock(found)}"
    if which in ("last", "past", "this past", "the previous"):
        at = weekday_on_or_before(shift_days(today, -1), index)
    elif which in ("next", "coming", "this coming"):
        at = weekday_on_or_after(shift_days(today, 1), index)
    elif which == "the following":
        at = weekday_on_or_after(shift_days(reading.told or today, 1), index)
    elif today.weekday() == index or not reading.ahead(found):
        at = weekday_on_or_before(today, index)
    else:
        at = weekday_on_or_after(today, index)
    return _clocked(at, found)


def _weekday_of_week(found: TimeExpression, reading: Reading) -> str:
    offset = {"last": -7, "this": 0, "next": 7}[found.get("which") or "this"]
    monday = shift_days(reading.today(), offset - reading.today().weekday())
    return _clocked(shift_days(monday, weekday_number(found.get("w") or "")), found)


def _weekday_set(found: TimeExpression, _reading: Reading) -> str:
    return f"XXXX-WXX-{weekday_number(found.get('w') or found.get('w2') or '') + 1}{_clock(found)}"


def _near(found: TimeExpression, reading: Reading) -> str | tuple[str, str]:
    near = found.get("near") or ""
    offset = {"yesterday": -1, "tomorrow": 1}.get(near, -2 if "before" in near else 2 if "after" in near else 0)
    at = shift_days(reading.today(), offset)
    return (TimeKind.TIME, f"{at}TNI") if near == "tonight" else _clocked(at, found)


def _near_part(found: TimeExpression, reading: Reading) -> str:
    at = shift_days(reading.today(), -1 if found.get("which") == "last" else 0)
    return _clocked(at, found)


def _day_told(found: TimeExpression, reading: Reading) -> str:
    is_told = (found.get("which") or "").startswith(("that", "the same"))
    return str((reading.told if is_told and reading.told else None) or reading.today())


def _next_part(found: TimeExpression, reading: Reading) -> tuple[str, str]:
    step = -1 if found.get("which") == "the previous" else 1
    part = _PART.get(found.get("unit") or "", "")
    return (TimeKind.TIME if part else TimeKind.DATE), f"{shift_days(reading.told or reading.today(), step)}{part}"


def _clock_alone(found: TimeExpression, reading: Reading) -> str:
    is_near = reading.told_day and found.start - reading.told_at < _NEAR_LETTERS
    return _clocked((reading.told if is_near else None) or reading.today(), found)


_ENDED = re.compile(r" (?:that )?(?:ended|ending|ends)\b")


def _week(at: date) -> str:
    year, week, _ = at.isocalendar()
    return f"{year}-W{week:02}"


def _unit(found: TimeExpression, reading: Reading) -> str | tuple[str, str]:
    which, unit, today = found.get("which") or "", (found.get("unit") or "").split(" ")[-1], reading.today()
    back = which in ("last", "this past", "the previous", "the prior", "the last", "the preceding", "previous")
    step = -1 if back else 1 if which in ("next", "this coming", "the coming", "the next", "the following") else 0
    told = which in ("the following", "the same", "that", "that same", "the previous", "the preceding", "previous")
    base = reading.told if told and reading.told else today
    if which == "the past":
        return TimeKind.DURATION, _length(1, unit)
    if unit in ("year", "month", "week") and which == "the" and _ENDED.match(reading.low, found.end):
        return TimeKind.DURATION, f"P1{_LETTER[unit]}"
    if unit == "week":
        return _week(shift_days(base, 7 * step))
    if unit == "weekend":
        is_over = base.weekday() < 5 and step < 1 and (which != "this" or not reading.ahead(found))
        behind = 7 if is_over and (base.weekday() < 2 or not reading.ahead(found)) else 0
        return f"{_week(shift_days(base, -behind + (7 * step if step > 0 else 0)))}-WE"
    if unit == "month":
        at = shift_months(base.replace(day=1), step)
        return f"{at.year}-{at.month:02}"
    if unit == "quarter":
        return _quarter_value(*_step_quarter(reading, step, which))
    if unit == "decade":
        return str(base.year // 10 + step)
    if unit == "century":
        return str(base.year // 100 + step)
    return f"{base.year + step:04}"


def _step_quarter(reading: Reading, step: int, which: str) -> tuple[int, int]:
    today = reading.today()
    now = today.year * 4 + (today.month - 1) // 3
    if which in ("the", "the latest", "that", "the same", "that same", "the full"):
        return reading.quarter or divmod_quarter(now - 1)
    return divmod_quarter(now + step)


def divmod_quarter(index: int) -> tuple[int, int]:
    """Year and quarter (1 to 4) of a running number of quarters."""
    return index // 4, index % 4 + 1


def _quarter_value(year: int, quarter: int) -> str:
    return f"{year}-Q{quarter}"


def _season(found: TimeExpression, reading: Reading) -> str:
    name, which = found.get("s") or "", found.get("which") or ""
    year = _own_year(found, reading)
    if year is None:
        today = reading.today()
        start = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}[name]
        year = today.year
        if which in ("last", "this past"):
            year -= start + 2 >= today.month or name == "winter"
        elif which == "next":
            year += start <= today.month
        elif which != "this":
            year -= start > today.month and not reading.ahead(found)
    return f"{year}-{_SEASON[name]}"


def _quarter(found: TimeExpression, reading: Reading) -> str:
    nth = found.get("nth") or found.get("q") or ""
    index = int(nth) if nth.isdigit() else {"f": 1, "1": 1, "s": 2, "2": 2, "t": 3, "3": 3, "l": 4, "4": 4}[nth[0]]
    index = 4 if nth.startswith("fourth") else index
    year = _own_year(found, reading)
    if year is None:
        today = reading.today()
        begun = (today.month - 1) // 3 + 1
        year = today.year - (index > begun and not reading.ahead(found)) - bool(found.get("back"))
    return _quarter_value(year, index)


def _quarter_back(found: TimeExpression, reading: Reading) -> str:
    year, index = reading.quarter or (0, 0)
    return _quarter_value(year - 1, index) if year else f"{reading.today().year - 1}"


def _quarter_period(found: TimeExpression, reading: Reading) -> str:
    year, index = _step_quarter(reading, -1, "the")
    return _quarter_value(int(found.get("y") or year), index)


def _half(found: TimeExpression, reading: Reading) -> str:
    year = _own_year(found, reading)
    return f"{reading.today().year if year is None else year}-H{1 if found.get('nth') == 'first' else 2}"


def _decade(found: TimeExpression, reading: Reading) -> str:
    return f"{str(_year(found.get('y') or '', reading.published))[:3]}{'' if found.get('the') else 'X'}"


def _decade_word(found: TimeExpression, _reading: Reading) -> str:
    tens = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")
    return f"19{tens.index(found.get('tens') or '') + 2}"


def _century(found: TimeExpression, _reading: Reading) -> str:
    nth = found.get("nth") or ""
    index = int(nth) if nth.isdigit() else 21 if nth == "twenty-first" else _ORDINALS.index(nth) + 1
    return f"{index - 1:02}"


def _year_alone(found: TimeExpression, reading: Reading) -> str:
    return f"{_year(found.get('y') or '', reading.published):04}"


def _ago(found: TimeExpression, reading: Reading) -> str | tuple[str, str]:
    count, unit = amount(found.get("n") or "many"), found.get("unit") or ""
    if count is None:
        return "PAST_REF"
    if unit == "year" and count == 1 and reading.quarter:
        return _quarter_value(reading.quarter[0] - 1, reading.quarter[1])
    return _moved(reading.today(), -count, unit)


def _moved(base: date, count: float, unit: str) -> str:
    whole = int(count)
    if unit == "year":
        return f"{_in_calendar(base.year + whole):04}"
    if unit == "decade":
        return str(_in_calendar(base.year + 10 * whole) // 10)
    if unit.startswith("centur"):
        return f"{_in_calendar(base.year + 100 * whole) // 100:02}"
    if unit in ("month", "quarter"):
        at = shift_months(base.replace(day=1), whole * (3 if unit == "quarter" else 1))
        return f"{at.year}-{at.month:02}"
    if unit in ("week", "fortnight", "weekend"):
        return _week(shift_days(base, whole * (14 if unit == "fortnight" else 7)))
    if unit in ("day", "night"):
        return str(shift_days(base, whole))
    return str(base)


def _in_calendar(year: int) -> int:
    if not 1 <= year <= 9999:
        raise NoDayError(f"year {year} lies outside the calendar")
    return year


def _steps(found: TimeExpression, reading: Reading) -> str | tuple[str, str]:
    count, unit = amount(found.get("n") or ""), found.get("unit") or ""
    if count is None:
        return TimeKind.DURATION, f"PX{_LETTER[unit]}"
    if unit == "year" and count == 1 and reading.quarter:
        return _quarter_value(reading.quarter[0] - 1, reading.quarter[1])
    sign = 1 if found.get("side") == "later" else -1
    if unit in ("second", "minute", "hour"):
        return TimeKind.DURATION, _length(count, unit)
    return _moved(reading.told or reading.today(), sign * count, unit)


def _from_now(found: TimeExpression, reading: Reading) -> str:
    count = amount(found.get("n") or "")
    return "FUTURE_REF" if count is None else _moved(reading.today(), count, found.get("unit") or "")


def _length(count: float | None, unit: str) -> str:
    letter = _LETTER[unit]
    time = "T" if letter in "SH" or unit == "minute" else ""
    if count is None:
        return f"P{time}X{letter}"
    if unit in ("decade",) or unit.startswith("centur"):
        return f"P{int(count * (10 if unit == 'decade' else 100))}Y"
    if unit == "fortnight":
        count *= 2
    whole, part = int(count), count - int(count)
    if not part:
        return f"P{time}{whole}{letter}"
    below = {"year": (12, "M"), "hour": (60, "M"), "minute": (60, "S"), "day": (24, "H"), "week": (7, "D")}.get(unit)
    if below is None:
        return f"P{time}{count:g}{letter}"
    rest = f"{'T' if unit == 'day' else ''}{round(part * below[0])}{below[1]}"
    return f"P{time}{f'{whole}{letter}' if whole else ''}{rest}"


def _duration(found: TimeExpression, _reading: Reading) -> str:
    count = amount(found.get("n") or "")
    if count is not None and found.get("half"):
        count += 0.5
    return _length(count, found.get("unit") or "")


def _stretch(found: TimeExpression, _reading: Reading) -> str:
    words = found.get("n")
    return _length(amount(words) if words else None, found.get("unit") or "")


def _past_unit(found: TimeExpression, _reading: Reading) -> str:
    return _length(1, found.get("unit") or "")


def _vague_stretch(found: TimeExpression, _reading: Reading) -> str | tuple[str, str]:
    if found.get("which") == "these":
        return TimeKind.DATE, "PRESENT_REF"
    return _length(None, found.get("unit") or "")


def _plural(found: TimeExpression, _reading: Reading) -> str:
    return _length(None, found.get("unit") or (found.get("cut") or "years")[:-1])


def _year_end(found: TimeExpression, reading: Reading) -> str:
    return f"{reading.today().year}"


def _set_every(found: TimeExpression, _reading: Reading) -> str:
    unit, other = found.get("unit") or "", found.get("other")
    if unit in _PART:
        return f"XXXX-XX-XX{_PART[unit]}"
    return _length(2 if other in ("other", "second") else 3 if other == "third" else amount(other or "one"), unit)


def _set_adverb(found: TimeExpression, _reading: Reading) -> str:
    return {
        **{"hourly": "PT1H", "daily": "P1D", "nightly": "P1D", "weekly": "P1W", "monthly": "P1M", "quarterly": "P3M"},
        **{"annually": "P1Y", "yearly": "P1Y"},
    }[found.get("often") or ""]


def _feast(found: TimeExpression, reading: Reading) -> str:
    name, which = found.get("feast") or "", found.get("which") or ""
    year = _own_year(found, reading)
    if year is not None:
        return _feast_value(name, year)
    today = reading.today()
    near = [one for y in (-1, 0, 1) if (one := FEASTS[name](today.year + y)) is not None]
    ahead = which in ("next", "coming", "this coming") or (which not in ("last", "this past") and reading.ahead(found))
    side = [one for one in near if (one[1] >= today if ahead else one[0] <= today)]
    if not side:
        raise NoDayError(f"no {name} near {today} is known")
    return _feast_value(name, (side[0] if ahead else side[-1])[0].year)


def _feast_value(name: str, year: int) -> str:
    found = FEASTS[name](year)
    if found is None:
        raise NoDayError(f"no {name} of {year} is known")
    first, last = found
    length = (last - first) // timedelta(days=1)
    return str(first) if length < 5 else _week(first) if length < 7 else f"{first.year}-{first.month:02}"


_READERS = {
    **{"iso": _iso, "numeric": _numeric, "date": _date, "month": _month, "weekday": _weekday, "near": _near},
    **{"weekday_week": _weekday_of_week, "weekday_set": _weekday_set, "weekday_nights": _weekday_set},
    **{"month_set": lambda found, _: f"XXXX-{month_number(found.get('m') or ''):02}", "near_part": _near_part},
    **{"day_told": _day_told, "next_part": _next_part, "clock": _clock_alone, "unit": _unit, "season": _season},
    **{"quarter": _quarter, "quarter_code": _quarter, "quarter_back": _quarter_back, "quarter_period": _quarter_period},
    **{"half": _half, "decade": _decade, "decade_word": _decade_word, "century": _century, "century_word": _century},
    **{"year": _year_alone, "ago": _ago, "steps": _steps, "from_now": _from_now, "stretch": _stretch},
    **{"past_unit": _past_unit, "vague_stretch": _vague_stretch, "duration": _duration, "an_additional": _past_unit},
    **{"plural": _plural, "day_long": _past_unit, "year_end": _year_end, "set_every": _set_every},
    **{"set_adverb": _set_adverb, "set_per": _past_unit, "feast": _feast},
    **{"present": lambda *_: "PRESENT_REF", "present_adjective": lambda *_: "PRESENT_REF"},
    **{"past_vague": lambda *_: "PAST_REF", "future_vague": lambda *_: "FUTURE_REF", "vague_length": lambda *_: "PXX"},
}
