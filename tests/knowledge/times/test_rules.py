from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.knowledge.times import resolve_date
from dateline.knowledge.times.rules import needs_anchor
from dateline.model import DateBasis, DatePrecision, Days, Span, Unresolved

FRIDAY = date(2025, 4, 25)


def found(words: str, published: date | None = FRIDAY, **facts: object) -> str:
    """The first and last day in one word, or why there are none."""
    outcome = resolve_date(words, published, **facts)  # type: ignore[arg-type]
    if isinstance(outcome, Unresolved):
        return f"- {outcome.reason}"
    same = outcome.first == outcome.last
    return str(outcome.first) if same else f"{outcome.first}..{outcome.last}"


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("2025-04-25", "2025-04-25"),
        ("on April 25, 2015", "2015-04-25"),
        ("on the 25th of April 2015", "2015-04-25"),
        ("Sept. 11, 2012", "2012-09-11"),
        ("at 8:40 a.m. on Dec. 4, 2015", "2015-12-04"),
        ("3-5 May 2019", "2019-05-03..2019-05-05"),
        ("May 3 to 5, 2019", "2019-05-03..2019-05-05"),
        ("the night of 3 to 4 May 2019", "2019-05-03..2019-05-04"),
        ("between 28 April and 3 May 2019", "2019-04-28..2019-05-03"),
        ("from June 2005 to October 2008", "2005-06-01..2008-10-31"),
        ("in February 2024", "2024-02-01..2024-02-29"),
        ("in early March 2015", "2015-03-01..2015-03-10"),
        ("late August 2017", "2017-08-21..2017-08-31"),
        ("at the end of October 2017", "2017-10-25..2017-10-31"),
        ("in 2014", "2014-01-01..2014-12-31"),
        ("late 2017", "2017-10-01..2017-12-31"),
        ("in mid-2016", "2016-06-01..2016-07-31"),
        ("2013-15", "2013-01-01..2015-12-31"),
        ("in 2011 and 2012", "2011-01-01..2012-12-31"),
        ("the 1990s", "1990-01-01..1999-12-31"),
        ("the summer of 2010", "2010-06-01..2010-08-31"),
        ("winter 2010", "2010-12-01..2011-02-28"),
        ("the first quarter of 2015", "2015-01-01..2015-03-31"),
        ("Q3 2018", "2018-07-01..2018-09-30"),
        ("on 25/4/2015", "2015-04-25"),
        ("9/11", "2001-09-11"),
    ],
)
def test_words_that_tell_the_year_need_no_report_day(words: str, days: str) -> None:
    assert found(words, None) == days
    assert isinstance(outcome := resolve_date(words, FRIDAY), Days)
    assert outcome.basis is DateBasis.STATED


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("on Friday", "2025-04-25"),
        ("on Saturday night", "2025-04-19"),
        ("early Sunday", "2025-04-20"),
        ("before dawn on Monday", "2025-04-21"),
        ("last Friday", "2025-04-18"),
        ("last Monday", "2025-04-21"),
        ("this Friday", "2025-04-25"),
        ("next Monday", "2025-04-28"),
        ("Tuesday of last week", "2025-04-15"),
        ("on Tuesday, February 4", "2025-02-04"),
        ("25 April", "2025-04-25"),
        ("26 April", "2024-04-26"),
        ("29 February", "2024-02-29"),
        ("in December", "2024-12-01..2024-12-31"),
        ("last April", "2024-04-01..2024-04-30"),
        ("in May last year", "2024-05-01..2024-05-31"),
        ("on 25 February last year", "2024-02-25"),
        ("today", "2025-04-25"),
        ("this morning", "2025-04-25"),
        ("last night", "2025-04-24"),
        ("the day before yesterday", "2025-04-23"),
        ("overnight", "2025-04-24..2025-04-25"),
        ("over the weekend", "2025-04-19..2025-04-20"),
        ("this week", "2025-04-21..2025-04-25"),
        ("last week", "2025-04-14..2025-04-20"),
        ("last month", "2025-03-01..2025-03-31"),
        ("earlier this month", "2025-04-01..2025-04-25"),
        ("this year", "2025-01-01..2025-12-31"),
        ("late last year", "2024-10-01..2024-12-31"),
        ("two days ago", "2025-04-23"),
        ("three weeks ago", "2025-04-04"),
        ("two months ago", "2025-02-01..2025-02-28"),
        ("a year ago", "2024-04-01..2024-04-30"),
        ("four years ago", "2021-01-01..2021-12-31"),
        ("seven years ago today", "2018-04-25"),
        ("less than a year ago", "2024-04-25..2025-04-25"),
        ("over the past eight weeks", "2025-02-28..2025-04-25"),
        ("in the past 24 hours", "2025-04-24..2025-04-25"),
        ("in the past year", "2024-04-25..2025-04-25"),
        ("since March", "2025-03-01..2025-04-25"),
        ("since the beginning of the year", "2025-01-01..2025-04-25"),
        ("from Monday to Thursday", "2025-04-21..2025-04-24"),
        ("from December to January", "2024-12-01..2025-01-31"),
        ("between 3 and 5 May", "2024-05-03..2024-05-05"),
        ("last autumn", "2024-09-01..2024-11-30"),
        ("a month before the Nov. 8 election", "2024-10-01..2024-10-31"),
        ("before\xa0dawn on “Monday”", "2025-04-21"),
    ],
)
def test_relative_words_count_back_from_the_report(words: str, days: str) -> None:
    assert found(words) == days
    assert isinstance(outcome := resolve_date(words, FRIDAY), Days)
    assert outcome.basis is DateBasis.RELATIVE
    assert found(words, None).startswith("- counted from the day of the report")


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("on Friday", "2025-04-25"),
        ("on Thursday", "2025-05-01"),
        ("26 April", "2025-04-26"),
        ("24 April", "2026-04-24"),
        ("in December", "2025-12-01..2025-12-31"),
        ("this week", "2025-04-25..2025-04-27"),
        ("over the weekend", "2025-04-26..2025-04-27"),
        ("next week", "2025-04-28..2025-05-04"),
        ("next month", "2025-05-01..2025-05-31"),
        ("this summer", "2025-06-01..2025-08-31"),
        ("tomorrow night", "2025-04-26"),
        ("in three days", "2025-04-28"),
        ("within a month", "2025-04-25..2025-05-25"),
        ("in the next two weeks", "2025-04-25..2025-05-09"),
        ("from Monday to Thursday", "2025-04-28..2025-05-01"),
        ("last week", "2025-04-14..2025-04-20"),
    ],
)
def test_a_planned_happening_is_counted_forward(words: str, days: str) -> None:
    assert found(words, future=True) == days


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("in recent days", "too vague"),
        ("recently", "too vague"),
        ("a few months ago", "too vague"),
        ("for months", "a length of time"),
        ("in three days", "a length of time"),
        ("31 June", "no year has a day 31 in month 6"),
        ("February 30, 2014", "the calendar has no day 30"),
        ("2014-02-30", "the calendar has no day 30"),
        ("in 20255", "no calendar year"),
        ("in the year 0", "no calendar year"),
        ("9000 years ago", "lie outside the calendar"),
        ("by Friday", "only the last end is told (by 2025-04-25)"),
        ("after 1979", "only the first end is told (after 1979-12-31)"),
        ("more than a year ago", "only the last possible day is told"),
        ("every Friday", "again and again"),
        ("on Mondays", "again and again"),
        ("after the raid", "only the first end is told, and not as a day"),
        ("a day later", "counted from another happening"),
        ("at 8.15pm", "a time of day, without the day"),
        ("on 3/4/2015", "day and month cannot be told apart"),
        ("3/4", "two numbers without a year"),
        ("they may march under the sun", "no day"),
        ("", "no day"),
        ("?!", "no day"),
    ],
)
def test_words_without_days_say_why(words: str, reason: str) -> None:
    assert found(words).startswith("- ")
    assert reason in found(words)


def test_a_weekday_beside_a_date_picks_the_year() -> None:
    assert found("on Friday, February 7", date(2025, 1, 10)) == "2025-02-07"
    assert found("on Wednesday, February 7", date(2025, 1, 10)) == "2024-02-07"


def test_a_sunday_report_calls_the_seven_days_before_it_last_week() -> None:
    assert found("last week", date(2025, 4, 27)) == "2025-04-20..2025-04-26"


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("a day later", "2025-04-17"),
        ("two days earlier", "2025-04-14"),
        ("the following day", "2025-04-17"),
        ("later that day", "2025-04-16"),
        ("hours later", "2025-04-16"),
        ("at 8.15pm", "2025-04-16"),
        ("that month", "2025-04-01..2025-04-30"),
        ("the following year", "2026-01-01..2026-12-31"),
        ("in July that year", "2025-07-01..2025-07-31"),
        ("the following Monday", "2025-04-21"),
        ("since then", "2025-04-16..2025-04-25"),
    ],
)
def test_words_counted_from_another_happening_need_its_day(words: str, days: str) -> None:
    told = Days(date(2025, 4, 16), date(2025, 4, 16), DatePrecision.DAY, DateBasis.RELATIVE)
    assert found(words, anchor=told) == days
    assert isinstance(outcome := resolve_date(words, FRIDAY, anchor=told), Days)
    assert outcome.basis is DateBasis.INFERRED
    assert found(words).startswith("- ")


def test_only_words_that_hang_on_another_happening_need_an_anchor() -> None:
    assert needs_anchor("a day later")
    assert not needs_anchor("on Friday at 8.15pm")


def test_a_span_reads_like_its_words() -> None:
    assert resolve_date(Span("r", 3, 12, "on Friday"), FRIDAY) == resolve_date("on Friday", FRIDAY)


@pytest.mark.parametrize(
    ("words", "precision"),
    [
        ("on Friday", DatePrecision.DAY),
        ("over the weekend", DatePrecision.DAYS),
        ("last week", DatePrecision.WEEK),
        ("three weeks ago", DatePrecision.WEEK),
        ("in December", DatePrecision.MONTH),
        ("in 2014", DatePrecision.MONTHS),
    ],
)
def test_precision_follows_the_words(words: str, precision: DatePrecision) -> None:
    assert isinstance(outcome := resolve_date(words, FRIDAY), Days)
    assert outcome.precision is precision


_PIECES = st.sampled_from(
    "on in last next this the a two 31 30 4 June February 2014 99999 0 Friday weeks months years ago later since from "
    "to between and by before after early late mid- end of week weekend today that day 9/11 3-5 1990s -".split()
)


@given(st.lists(_PIECES, max_size=8).map(" ".join), st.none() | st.dates(), st.booleans())
def test_any_words_give_an_outcome_and_never_raise(words: str, published: date | None, future: bool) -> None:
    outcome = resolve_date(words, published, future=future)
    assert isinstance(outcome, Days | Unresolved)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("during Ramadan", "2025-03-01", "2025-03-29"),
        ("on Easter Monday", "2025-04-21", "2025-04-21"),
        ("on Easter Monday 2024", "2024-04-01", "2024-04-01"),
        ("over Christmas", "2024-12-25", "2024-12-25"),
        ("Eid al-Adha 2024", "2024-06-16", "2024-06-19"),
    ],
)
def test_feasts_fall_where_the_calendar_has_them(words: str, first: str, last: str) -> None:
    found = resolve_date(words, date(2025, 4, 25))
    assert isinstance(found, Days)
    assert (str(found.first), str(found.last)) == (first, last)


def test_a_feast_ahead_is_the_next_one() -> None:
    found = resolve_date("at Easter", date(2025, 4, 25), future=True)
    assert isinstance(found, Days)
    assert str(found.first) == "2026-04-05"


def test_a_feast_beyond_the_calendar_is_unresolved_with_its_reason() -> None:
    found = resolve_date("Ramadan 2150", date(2025, 4, 25))
    assert isinstance(found, Unresolved)
    assert "'ramadan' falls in the year 2150" in found.reason


@pytest.mark.parametrize(
    ("words", "first", "last", "zone"),
    [
        ("at 9:30 p.m. GMT on Friday", "21:30", "21:30", "GMT"),
        ("at 9 am on Friday", "09:00", "09:00", None),
        ("12 a.m. Friday", "00:00", "00:00", None),
        ("Friday at 14:05 local time", "14:05", "14:05", "local time"),
        ("1430 GMT on Friday", "14:30", "14:30", "GMT"),
        ("between 2 and 4 p.m. on Friday", "14:00", "16:00", None),
        ("at noon on Friday", "12:00", "12:00", None),
    ],
)
def test_a_time_of_day_is_kept_beside_the_day(words: str, first: str, last: str, zone: str | None) -> None:
    found = resolve_date(words, date(2025, 4, 25))
    assert isinstance(found, Days)
    assert str(found.first) == "2025-04-25"
    assert found.clock is not None
    assert (f"{found.clock.first:%H:%M}", f"{found.clock.last:%H:%M}", found.clock.zone) == (first, last, zone)


@pytest.mark.parametrize(
    "words", ["on Friday", "Friday night", "at dawn on Friday", "at midnight Friday", "13 p.m. Friday"]
)
def test_no_minute_is_no_clock(words: str) -> None:
    found = resolve_date(words, date(2025, 4, 25))
    assert isinstance(found, Unresolved) or found.clock is None
