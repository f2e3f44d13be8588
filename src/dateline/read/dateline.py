"""The line head of a dispatch: "RABAT, May 3 (Agency) —", "KYIV, Ukraine (AP) -", "25 April 2025 —".

How it is told from a first sentence: a dash (or what agencies put in its place) closes it within 150 characters, a
sentence begins after the dash, and what stands before it is nothing but a place, a date and an agency. A place in
capitals needs no more; one in small letters needs a date or a known agency beside it, since "Aleppo - City of ..." may
be anything. A colon closes only what has a date or an agency: of seven bare ones in 1,400 American texts, six were
labels ("LOOK:"), so "LAHORE: Police said" is left to the first sentence. Known to go wrong: a headline of up to three
words in capitals before a dash is taken for a place.

What does not belong here: where the place lies (`resolve`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from dateline.model import Dateline, Span
from dateline.read.days import MONTH_PATTERN, WEEKDAY_PATTERN, month_number

_LONGEST = 150
_LONGEST_TITLE = 250

# \x96 and \x97 are the dashes of Windows-1252 where a publisher declared Latin-1.
_CLOSER = re.compile(
    r"--+|—|(?<=\s)[–\x96\x97-](?=\s)|(?<=[\s)])\x97|/(?P<slashed>[A-Z][A-Za-z .]{1,30})/\.?(?=\s)|:(?=\s)"
)
_OPENS_SENTENCE = re.compile(r"\s*[\"'“‘«„(\[]*[^\W_]")
_DATE = re.compile(
    rf"(?:^|[\s,(])\s*(?:{WEEKDAY_PATTERN},?\s+)?"
    rf"(?:(?P<month>{MONTH_PATTERN})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+(?P<year>\d{{4}}|\d{{2}}))?"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month2>{MONTH_PATTERN})(?:,?\s+(?P<year2>\d{{4}}|\d{{2}}))?"
    r"|(?P<year3>\d{4})-(?P<month3>\d{2})-(?P<day3>\d{2}))$"
    rf"|(?:,\s*|\(\s*){WEEKDAY_PATTERN}$",
    re.IGNORECASE,
)
_AGENCY = re.compile(r"\s*\((?P<name>[^()\n]{2,60})\)$")
_KNOWN_AGENCY = re.compile(
    r"(?:AP|AFP|UPI|dpa|ANSA|EFE|TASS|Tass|Reuters|Xinhua|Interfax|Bloomberg|Kyodo|Yonhap|Anadolu|Associated Press)\b"
    r"|.*\b(?:News|Agency|Press|Wire|Newswire|Times|Post|Herald|Tribune|Dispatch|Service|Report|Media|Radio|Foundation)",
)
_CONNECTORS = frozenset(
    "al am and at da de del der des di do dos du e el en es in la las le los of on sur the upon y".split()
)
_SENTENCE_OPENERS = frozenset(
    "a after all an and as at because before but by during even for from he her his how i if in it its just last more "
    "most no not now on one only our since some that their then there these they this those though to two under "
    "until we what when where which while who why with you".split()
)
_NO_PLACES = frozenset(
    "ADVISORY ALERT ANALYSIS BACKGROUND BREAKING BRIEF CHRONOLOGY COLUMN COMMENT COMMENTARY CORRECTED CORRECTION "
    "DEVELOPING EDITORIAL EXCLUSIVE EXPLAINER FACTBOX FEATURE FLASH GRAPHIC HIGHLIGHTS INSIGHT INTERVIEW "
    "INVESTIGATION JUST LATEST LIVE NEWS NEWSMAKER NOTE OBITUARY OPINION "
    "PHOTO PHOTOS PICTURES POLL PROFILE RECAP REFILE REPORT REVIEW SNAPSHOT "
    "SPECIAL SUMMARY TIMELINE TOP UPDATE UPDATED UPDATES URGENT VIDEO WATCH WITNESS WRAPUP "
    "ARMY COURT GOVERNMENT MINISTER MINISTRY POLICE PRESIDENT HOST MODERATOR QUESTION ANSWER "
    "AIDS BBC CIA CNN COVID ECOWAS FBI HAMAS IMF ISIL ISIS NASA NATO NGO NGOS OPEC OSCE UNESCO UNHCR "
    "UNICEF WFP WHO".split()
)
# A full stop belongs to the place ("N.Y.", "Calif.") unless it follows a date or a bracket.
_FILLER = re.compile(r"(?:[\s,]|(?<=[\d)])\.)+$")


@dataclass(frozen=True, slots=True)
class _Head:
    """A line head, with the offsets of its place words."""

    end: int
    place: tuple[int, int] | None
    day: date | None


@dataclass(frozen=True, slots=True)
class _Parts:
    """A line head taken apart. has_date: any date is told; day: only where day, month and year are."""

    place: str
    day: date | None
    has_date: bool
    agency: str | None


def parse_dateline(text: str, report_id: str, body_start: int = 0) -> Dateline | None:
    """The dateline of ``text``, or None.

    It is looked for at the beginning of the body; then at the beginnings of its next three lines, as long as the lines
    before are short ones (a title, a byline); then, for a place in capitals, after a title that ends with a full stop
    on the first line. Offsets are code points into ``text``; the span of the place carries ``report_id``.
    """
    for start, is_certain_place in _starts(text, body_start):
        head = _read_head(text, start)
        if head is not None and (is_certain_place or _is_in_capitals(text, head)):
            place = Span(report_id, *head.place, text[slice(*head.place)]) if head.place else None
            return Dateline(start, head.end, place, head.day)
    return None


def begins_with_dateline(text: str) -> bool:
    """Whether the first characters of ``text`` are a dateline."""
    return _read_head(text, 0) is not None


def _starts(text: str, body_start: int) -> Iterator[tuple[int, bool]]:
    """Where a dateline may begin, and whether a place in small letters will do there."""
    lines = list(re.finditer(r"\S[^\n]*", text[: body_start + 4 * _LONGEST_TITLE][body_start:]))[:4]
    for line in lines:
        yield body_start + line.start(), True
        if len(line.group()) > _LONGEST_TITLE:
            break
    if lines:
        first = lines[0].group()[:_LONGEST_TITLE]
        for gap in re.finditer(r"[.!?][\"'”’]*\s+(?=[^\W\d_]{3})", first):
            yield body_start + lines[0].start() + gap.end(), False


def _is_in_capitals(text: str, head: _Head) -> bool:
    if head.place is None:
        return False
    return _is_capital_place(text[slice(*head.place)].partition(",")[0])


def _read_head(text: str, start: int) -> _Head | None:
    """The line head that begins at ``start``."""
    line = text[start : start + _LONGEST].partition("\n")[0]
    closer = next((found for found in _CLOSER.finditer(line) if not _is_in_brackets(line, found.start())), None)
    if closer is None or not _sentence_follows(text, start + closer.end()):
        return None
    parts = _split_head(_FILLER.sub("", line[: closer.start()]))
    if parts is None:
        return None
    parts = replace(parts, agency=closer.group("slashed") or parts.agency)
    end = start + closer.end()
    is_bare = not (parts.has_date or parts.agency)
    if is_bare and (closer.group() == ":" or _is_shouted(text, end)):
        return None
    if not (_is_dateline(parts) if parts.place else _stands_without_place(parts)):
        return None
    return _Head(end, (start, start + len(parts.place)) if parts.place else None, parts.day)


def _is_in_brackets(line: str, at: int) -> bool:
    return line.count("(", 0, at) > line.count(")", 0, at)


def _split_head(head: str) -> _Parts | None:
    """The parts of a line head; date and agency stand in either order after the place."""
    day: date | None = None
    has_date = False
    agency: str | None = None
    for _ in range(3):
        in_brackets = _AGENCY.search(head)
        inner = in_brackets.group("name").strip() if in_brackets else ""
        if in_brackets and (dated := _DATE.search("," + inner)) and dated.start() == 0 and not has_date:
            day, has_date, head = _day(dated), True, head[: in_brackets.start()]
        elif in_brackets and agency is None:
            agency, head = inner, head[: in_brackets.start()]
        elif not has_date and (dated := _DATE.search(head)):
            day, has_date, head = _day(dated), True, head[: dated.start()]
        else:
            break
        head = _FILLER.sub("", head)
    return _Parts(head, day, has_date, agency)


def _day(match: re.Match[str]) -> date | None:
    """The day, where day, month and a year of four digits are told and it exists."""
    told = match.groupdict()
    for suffix in ("", "2", "3"):
        year, month, day = (told[name + suffix] for name in ("year", "month", "day"))
        if year and len(year) == 4:
            try:
                return date(int(year), month_number(month), int(day))
            except ValueError:
                return None
    return None


def _stands_without_place(parts: _Parts) -> bool:
    return _is_known(parts.agency) or parts.day is not None or (parts.has_date and parts.agency is not None)


def _is_known(agency: str | None) -> bool:
    return agency is not None and _KNOWN_AGENCY.match(agency) is not None


def _is_dateline(parts: _Parts) -> bool:
    """Whether the place words are a place, as far as form tells, and have beside them what their form asks for."""
    in_brackets = _AGENCY.search(parts.place)
    named = parts.place[: in_brackets.start()] + "," + in_brackets.group("name") if in_brackets else parts.place
    first, *regions = (part.strip() for part in named.split(","))
    if len(regions) > 2 or not all(_is_name(region) for region in regions):
        return False
    if _is_capital_place(first):
        return parts.has_date or parts.agency is not None or bool(regions) or len(first.split()) <= 3
    if not _is_name(first) or first.split()[0].lower() in _SENTENCE_OPENERS:
        return False
    return parts.has_date or _is_known(parts.agency)


def _is_capital_place(words: str) -> bool:
    """Whether ``words`` are a name in capitals of at least three letters: "NEW YORK", "N'DJAMENA", "AMMAN/BEIRUT"."""
    parts = re.split(r"[\s/]+", words.strip())
    if not 1 <= len(parts) <= 6 or any(part.strip(".'’-") in _NO_PLACES for part in parts[:2]):
        return False
    letters = sum(map(str.isalpha, words))
    return letters >= 3 and parts[0] not in _CONNECTORS and all(_is_capital_word(part) for part in parts)


def _is_capital_word(word: str) -> bool:
    bare = re.sub(r"^(?:Mc|Mac|St\.)", "", word)
    return word in _CONNECTORS or (
        re.fullmatch(r"[^\W\d_][^\W\d_.'’-]*(?:['’.-][^\W\d_]*)*", word) is not None
        and (bare.isupper() or word == "St.")
    )


def _is_name(words: str) -> bool:
    """Whether ``words`` are up to six words that a name can be made of, the first with a capital."""
    parts = words.split()
    if not 1 <= len(parts) <= 6 or not parts[0][0].isupper():
        return False
    return all(
        part in _CONNECTORS or (re.fullmatch(r"[^\W\d_][\w.'’-]*", part) is not None and part[0].isupper())
        for part in parts
    )


def _sentence_follows(text: str, at: int) -> bool:
    match = _OPENS_SENTENCE.match(text, at, at + 10)
    return match is not None and (match.group()[-1].isupper() or not match.group()[-1].islower())


def _is_shouted(text: str, at: int) -> bool:
    """Whether the rest of the line is in capitals, too: then it is a headline, not a place before a sentence."""
    rest = text[at : at + 200].partition("\n")[0]
    return rest.isupper() or len(rest.split()) < 4
