"""The table of time expressions that `find_times` knows: one row a class, with its TIMEX3 type where that is fixed.

A row's named groups are what `values` reads. Patterns run on lower-case words with plain quotes and blanks
(`words.plain`). Which vague words stand in the table follows how often annotators of news marked them (at least every
second time in TimeBank and AQUAINT: "now", "currently", "recently"; not "then", "previously", "soon", "annual").

What does not belong here: what an expression means on the calendar (`values`, `rules`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dateline.knowledge.times.feasts import FEASTS
from dateline.knowledge.times.words import MONTH_NAMES, SMALL_NUMBERS, WEEKDAY_NAMES


@dataclass(frozen=True, slots=True)
class Pattern:
    """One row: its name, and the words it takes."""

    name: str
    regex: re.Pattern[str]


_MONTH = rf"(?:{'|'.join(MONTH_NAMES)}|(?:jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\b\.?)"
_WEEKDAY = rf"(?:{'|'.join(WEEKDAY_NAMES)}|(?:mon|tues?|weds?|thurs?|thu|fri|sat|sun)\b\.)"
_YEAR = r"(?:1[4-9]\d\d|20\d\d|'\d\d)(?![\d,]*\d)"
_SAID_YEAR = r"nineteen (?:hundred|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ]\w+)?)|two thousand"
_PART = r"(?:morning|afternoon|evening|night)"
_SEASON = r"(?:spring|summer|autumn|fall|winter)"
_UNIT = r"(?:second|minute|hour|day|night|week|fortnight|weekend|month|quarter|year|decade|century|centurie)"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_WORD = "|".join(word for word in SMALL_NUMBERS if word not in _TENS.split("|"))
_COUNT = (
    rf"(?:\d+ \d/\d|\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?|(?:{_TENS})(?:[- ](?:{_WORD}))?|"
    rf"(?:a|one|two|three|several|many) (?:hundred|thousand|dozen)|(?:{_WORD})(?: and a half)?)"
)
_SOME = r"(?:a few|several|a couple of|a couple|a number of|many|some|dozens of|a dozen|half a|half an|an?)"
_N = rf"(?P<n>{_COUNT}|{_SOME})"
_ABOUT = (
    r"(?:(?P<mod>nearly|almost|more than|less than|fewer than|at least|at most|up to|no more than|over|under|"
    r"just over|just under)\s)?"
)
_ZONE = r"(?:\s\(?(?P<zone>gmt|utc|est|edt|et|cst|cdt|pst|pdt|bst|cet|ist|local time|eastern(?: time)?)\b\)?)?"
_HALF = r"(?:a\.m\.?|p\.m\.?|am\b|pm\b)"
_CLOCK = (
    rf"(?:(?P<h>\d{{1,2}})(?:[:.](?P<mi>\d\d))?\s?(?P<half>{_HALF}|o'clock\b|in the {_PART})|"
    rf"(?P<h24>\d{{1,2}}):(?P<mi24>[0-5]\d)(?::\d\d)?(?![\d:])|(?P<mil>\d{{4}})(?=\s(?:gmt|utc))|"
    rf"(?P<turn>noon|midday|midnight))"
)
_D = r"(?P<d>[0-3]?\d)(?:st|nd|rd|th)?(?![\d%]|,\d{3}|:\d|\.\d|-year)"
_D_WORD = (
    r"(?P<dw>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|"
    r"fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth)\b"
)
_EDGE = r"(?:(?P<edge>early|earlier|late|later|mid)[ -](?:on )?)?"
_BOUND = r"(?:(?:the )?(?P<bound>end|beginning|start|middle|early part|late part|rest|remainder|close) of )"
_WHICH = r"(?:(?P<which>last|next|this past|this coming|this|past|coming|the following|the previous|that|the same) )"
_OLD = r"(?![- ](?:old|olds|long-)\b|[- ]?year-old)"


def _timed(core: str) -> str:
    """A day, with a clock before it or a part of the day beside it."""
    return (
        rf"(?:(?:around |about )?{_CLOCK}{_ZONE},? (?:on )?|(?P<part_before>(?:late |early |mid-)?{_PART}) (?:on )?)?"
        rf"(?:{core})(?: (?P<part>{_PART})(?P<parts>s)?\b)?"
    )


_ROWS: tuple[tuple[str, str], ...] = (
    ("iso", r"(?P<y>\d{4})-(?P<mm>\d\d)-(?P<d>\d\d)(?:t(?P<h24>\d\d):(?P<mi24>\d\d)(?::\d\d)?)?(?![-\d])"),
    ("numeric", r"(?P<mm>\d{1,2})[/](?P<d>\d{1,2})[/](?P<y>\d{4}|\d\d)(?![/\d])"),
    (
        "date",
        _timed(
            rf"{_EDGE}(?:on )?(?:(?P<w>{_WEEKDAY}),? )?(?P<m>{_MONTH}) (?:the )?(?:{_D}|{_D_WORD})"
            rf"(?:\s?(?:-|to|through|and)\s?(?P<d2>[0-3]?\d)(?![\d:%]))?"
            rf"(?:,? (?P<y>{_YEAR}|{_SAID_YEAR})|,? (?P<ry>(?:last|this|next) year))?"
        ),
    ),
    (
        "date",
        _timed(
            rf"(?:(?P<w>{_WEEKDAY}),? )?(?:(?:the )?night of )?(?:the )?{_D}"
            rf"(?:\s?(?:-|to|through|and)\s?(?P<d2>[0-3]?\d)(?:st|nd|rd|th)?)?(?: of)? (?P<m>{_MONTH})"
            rf"(?:,? (?P<y>{_YEAR})|,? (?P<ry>(?:last|this|next) year))?"
        ),
    ),
    (
        "month",
        rf"(?:{_EDGE}|{_BOUND}){_WHICH}?(?P<m>{_MONTH})"
        rf"(?:(?:,? | of )(?P<y>{_YEAR}|{_SAID_YEAR})| (?:of )?(?P<ry>(?:last|this|next|that|the same) year))?",
    ),
    ("month_set", rf"(?:each|every) (?P<m>{_MONTH})"),
    ("weekday", _timed(rf"{_EDGE}{_WHICH}?(?P<w>{_WEEKDAY})")),
    (
        "weekday_week",
        rf"(?P<w>{_WEEKDAY})(?: (?P<part>{_PART}))?,? (?:of )?(?P<which>last|this|next) week",
    ),
    ("weekday_set", rf"(?:(?:each|every) (?:other )?(?P<w>{_WEEKDAY})|(?P<w2>{'|'.join(WEEKDAY_NAMES)})s(?! '))"),
    ("weekday_nights", rf"(?P<w>{_WEEKDAY}) (?P<part>{_PART})s\b"),
    (
        "near",
        _timed(
            rf"{_EDGE}(?P<near>the day before yesterday|the day after tomorrow|day before yesterday|"
            r"day after tomorrow|today|yesterday|tomorrow|tonight)"
        ),
    ),
    ("near_part", rf"{_EDGE}(?P<which>this|last) (?P<part>{_PART})"),
    (
        "day_told",
        rf"(?:{_EDGE}|(?:earlier|later) in )(?P<which>that same|the same|that|the) day(?!s| (?:of|before|after))",
    ),
    (
        "next_part",
        rf"(?P<which>the next|the following|the previous) (?P<unit>day|{_PART})\b",
    ),
    ("clock", rf"(?:(?:around|about|nearly) )?{_CLOCK}{_ZONE}"),
    (
        "unit",
        rf"(?:{_EDGE}|{_BOUND}|(?:earlier|later|early|late) in )"
        r"(?P<which>last|next|this past|this coming|this|the past|the coming|the current|current|the last|the next|"
        r"the previous|the prior|the following|the same|that same|that|the latest|the preceding|previous|the full|the) "
        r"(?P<unit>fiscal year|calendar year|financial year|week|weekend|month|quarter|year|decade|century)(?![-\w])",
    ),
    ("season", rf"(?:{_EDGE}|{_BOUND}){_WHICH}?(?:the )?(?P<s>{_SEASON})(?: (?:of )?(?P<y>{_YEAR}|{_SAID_YEAR}))?\b"),
    (
        "quarter",
        rf"(?:(?:{_BOUND})|(?P<edge2>early|late) )?(?:the )?(?:(?P<yb>{_YEAR}) |(?P<ryb>last|this|next) year's |"
        r"(?P<back>year-ago|year-earlier) )?"
        r"(?:fiscal[- ])?(?P<nth>first|second|third|fourth|last|1st|2nd|3rd|4th)[- ](?:fiscal[- ])?quarter\b"
        rf"(?:,? (?:of |in )?(?:fiscal )?(?:(?P<y>{_YEAR})|(?P<ry>last|this|next) year)| of the year)?",
    ),
    ("quarter_code", rf"q(?P<q>[1-4])(?: (?:of )?(?P<y>{_YEAR}))?\b"),
    (
        "quarter_back",
        r"(?:the (?:year-earlier|year-ago|prior-year) (?:period|quarter)|(?:year-earlier|year-ago|prior-year))\b",
    ),
    ("quarter_period", r"the (?:latest |same |(?P<y>\d{4}) )(?:period|quarter)\b"),
    (
        "half",
        rf"(?:the )?(?P<nth>first|second|last|latter)[- ]half(?: of (?:the year|(?P<y>{_YEAR})|(?P<ry>last|this|"
        rf"next) year))",
    ),
    ("decade", rf"(?P<the>the )?{_EDGE}(?P<y>(?:1[4-9]|20)\d0|'\d0)'?s\b"),
    (
        "decade_word",
        r"the (?:(?P<edge>early|late|mid)[ -])?(?P<tens>twenties|thirties|forties|fifties|sixties|seventies|"
        r"eighties|nineties)",
    ),
    ("century", r"(?:the )?(?:(?:early|late|mid)[- ])?(?P<nth>\d{1,2})(?:st|nd|rd|th)[- ]century"),
    (
        "century_word",
        r"(?:the )?(?:(?:early|late|mid)[- ])?(?P<nth>twentieth|nineteenth|eighteenth|seventeenth|sixteenth|"
        r"twenty-first)[- ]century",
    ),
    (
        "year",
        rf"(?:{_EDGE}|{_BOUND}|post-|pre-)(?:(?P<fiscal>fiscal(?: year)?|fy)[- ]?)?"
        rf"(?:(?:the )?year )?(?P<y>{_YEAR}|{_SAID_YEAR})(?! (?:period|quarter)\b)",
    ),
    (
        "ago",
        rf"{_ABOUT}(?:{_N}[- ])?(?:full )?(?P<unit>{_UNIT})s?(?: or so| or more)?[- ]ago(?P<exact> (?:today|"
        rf"this (?:week|month)))?\b",
    ),
    (
        "steps",
        rf"{_ABOUT}{_N} (?P<unit>{_UNIT})s? (?P<side>earlier|later|before(?= *[,.;]))(?! than)",
    ),
    ("from_now", rf"{_ABOUT}{_N} (?P<unit>{_UNIT})s? from now"),
    (
        "stretch",
        rf"(?:at least )?(?:the )?(?P<which>past|last|next|first|coming|final|previous|preceding|following|latest|"
        rf"another|additional) (?P<n>{_COUNT}|few|several|couple of|couple|many|\d+ to \d+)? ?(?:more |full |trading )?"
        rf"(?P<unit>{_UNIT})s\b{_OLD}",
    ),
    ("past_unit", r"(?:the )?past (?P<unit>day|week|month|year|decade|century|quarter)\b"),
    (
        "vague_stretch",
        r"(?P<which>recent|coming|future|past|these|those) (?P<unit>day|week|month|quarter|year|decade|centurie)s\b",
    ),
    (
        "duration",
        rf"{_ABOUT}(?:(?:the|these|those) (?={_COUNT} ))?(?:(?P<low>{_COUNT})(?: to |-| or ))?{_N}(?:[ -]or[ -]so)?"
        rf"[ -](?:(?:more|full|trading|additional|consecutive|straight|long|working|business) )?"
        rf"(?P<unit>{_UNIT})s?(?P<half> and a half)?(?:-long| long)?\b{_OLD}",
    ),
    ("an_additional", rf"an (?:additional|entire|extra) (?P<unit>{_UNIT})\b"),
    (
        "plural",
        r"(?:(?P<cut>decades|years|months|weeks|days|hours)-long|(?P<unit>day|week|month|year|decade|centurie|"
        r"hour|minute)s)\b(?!-)",
    ),
    ("day_long", r"(?P<unit>day|week|month|year)-?long\b"),
    ("year_end", r"(?:(?:the|around) )?year[- ]end\b"),
    (
        "set_every",
        rf"(?:every|each) (?:(?P<other>other|second|third|{_COUNT}) )?(?P<unit>{_UNIT}|{_PART})s?\b",
    ),
    ("set_adverb", r"(?P<often>hourly|daily|nightly|weekly|monthly|annually|yearly)\b"),
    ("set_per", r"(?:once|twice|times|hours|days) (?P<span>an? (?P<unit>hour|day|week|month|year))\b"),
    ("present", r"(?:now|currently|nowadays|presently|these days|at present|right now)\b"),
    ("present_adjective", r"current\b(?! (?:account|affairs|events))"),
    ("past_vague", r"(?:(?:more |most )?recently|recent|the (?:recent )?past|the distant past)\b"),
    ("future_vague", r"(?:the (?:near |foreseeable |not-too-distant )?future|as soon as possible)\b"),
    ("vague_length", r"a (?:long |short |little )?while\b(?! ago)"),
    (
        "feast",
        rf"(?:{_WHICH}|"
        rf"the )?(?P<feast>{'|'.join(sorted(FEASTS, key=len, reverse=True))})(?:,? (?:of )?(?P<y>{_YEAR})|"
        rf" (?P<ry>last|this|next) year)?\b",
    ),
)
PATTERNS = tuple(Pattern(name, re.compile(regex)) for name, regex in _ROWS)
"""The rows, each once compiled. Where several fit at one place the longest wins, then the first."""

FIRST_WORDS = frozenset(
    (
        "a an the this that these those last next past coming early earlier late later mid each every nearly almost "
        "more less fewer at up no over under just approximately roughly about around first second third fourth final "
        "previous preceding following latest another additional recent future current currently now nowadays "
        "presently "
        "right recently most end beginning start middle rest remainder close today yesterday tomorrow tonight day days "
        "week weeks month months year years decade decades centuries hours hour minutes minute night nights noon "
        "midday midnight morning afternoon evening spring summer autumn fall winter fiscal fy post pre daily hourly "
        "nightly weekly monthly quarterly annually yearly once twice times as half several many some dozens prior "
        "nineteen two q1 q2 q3 q4 weekend quarter twentieth"
    ).split()
    + [*MONTH_NAMES, *"jan feb mar apr jun jul aug sept sep oct nov dec".split()]
    + [*WEEKDAY_NAMES, *(f"{name}s" for name in WEEKDAY_NAMES), *"mon tue tues wed weds thu thurs fri sat sun".split()]
    + list(SMALL_NUMBERS)
    + _TENS.split("|")
    + [name.split(maxsplit=1)[0].split("'")[0] for name in FEASTS]
)
"""The words with which an expression may begin (or a figure, or an apostrophe before figures)."""
