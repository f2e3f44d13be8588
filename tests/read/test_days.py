import contextlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.read.days import read_day

APRIL_25 = date(2025, 4, 25)


@pytest.mark.parametrize(
    "words",
    [
        "2025-04-25",
        " 2025-04-25 ",
        "2025-04-25T10:30:00Z",
        "2025-04-25T23:59:59.123+02:00",
        "2025-04-25 08:15:26.3403-05",
        "20250425",
        "2025/04/25",
        "25 April 2025",
        "25 Apr 2025",
        "25th April, 2025",
        "25-Apr-2025",
        "April 25, 2025",
        "Apr. 25, 2025 10:30 p.m. EST",
        "Friday, 25 April 2025",
        "Fri, 25 Apr 2025 10:30:00 +0000",
        "Fri, 25 Apr 2025 10:30:00 GMT",
        "Fri Apr 25 2025 10:30:00 GMT+0000 (Coordinated Universal Time)",
    ],
)
def test_the_day_is_read_as_it_is_written(words):
    assert read_day(words) == APRIL_25


@pytest.mark.parametrize("words", ["2025-02-30", "30 February 2025", "20250230", "0000-01-01", "2025-13-01"])
def test_a_day_that_does_not_exist_is_refused_with_its_words(words):
    with pytest.raises(ValueError, match="does not exist") as caught:
        read_day(words)
    assert repr(words) in str(caught.value)
    assert "accepted are" in str(caught.value)


@pytest.mark.parametrize(
    "words",
    ["20255", "20255-01-01", "2025", "April 2025", "25/04/2025", "yesterday", "Friday", "1745570000", "25 April 25"],
)
def test_words_that_do_not_name_one_day_for_sure_are_refused(words):
    with pytest.raises(ValueError, match="in no form that names one day"):
        read_day(words)


def test_a_year_before_newspapers_is_a_typing_error():
    with pytest.raises(ValueError, match="before 1600"):
        read_day("0205-05-03")


def test_a_weekday_that_the_day_is_not_is_refused():
    with pytest.raises(ValueError, match="2025-04-25 is a Friday"):
        read_day("Monday, 25 April 2025")


def test_long_words_are_cut_in_the_message():
    with pytest.raises(ValueError) as caught:
        read_day("x" * 10_000)
    assert len(str(caught.value)) < 400


@given(st.dates(min_value=date(1600, 1, 1)))
def test_every_day_is_read_in_all_its_forms(day):
    for form in ("%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%A, %d %b %Y"):
        assert read_day(day.strftime(form)) == day


@given(st.text(max_size=40))
def test_any_words_give_a_day_or_a_value_error(words):
    with contextlib.suppress(ValueError):
        assert isinstance(read_day(words), date)
