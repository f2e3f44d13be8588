from __future__ import annotations

import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.knowledge.times import find_times, timexes

WEDNESDAY = date(2025, 4, 23)


def read(text: str, published: date | None = WEDNESDAY) -> list[tuple[str, str, str]]:
    return [(text[one.start : one.end], one.type, one.value) for one in timexes(text, published)]


@pytest.mark.parametrize(
    ("text", "words", "kind", "value"),
    [
        ("Gunmen attacked the depot on Friday.", "Friday", "DATE", "2025-04-18"),
        ("The envoy will land on Friday.", "Friday", "DATE", "2025-04-25"),
        ("The bridge fell on March 3, 2019.", "March 3, 2019", "DATE", "2019-03-03"),
        ("The mill shut last week.", "last week", "DATE", "2025-W16"),
        ("The mill shut two years ago.", "two years ago", "DATE", "2023"),
        ("Miners walked out for three days.", "three days", "DURATION", "P3D"),
        ("Sales fell in the third quarter of 2018.", "the third quarter of 2018", "DATE", "2018-Q3"),
        ("The ferry sails every month.", "every month", "SET", "P1M"),
        ("The road is now open.", "now", "DATE", "PRESENT_REF"),
        ("The road was recently paved.", "recently", "DATE", "PAST_REF"),
        ("A shell hit the yard at 9:30 p.m. Monday.", "9:30 p.m. Monday", "TIME", "2025-04-21T21:30"),
        ("Shops closed during Ramadan 2024.", "Ramadan 2024", "DATE", "2024-03"),
        ("Pilgrims met on Easter Monday 2024.", "Easter Monday 2024", "DATE", "2024-04-01"),
        ("The dam broke on 31 June.", "31 June", "DATE", "XXXX-XX-XX"),
    ],
)
def test_an_expression_has_its_span_type_and_value(text: str, words: str, kind: str, value: str) -> None:
    assert read(text) == [(words, kind, value)]


@pytest.mark.parametrize(
    "text",
    [
        "A 44-year-old baker was hurt.",
        "He may march again.",
        "A second convoy came.",
        "The raid killed 2014 people.",
    ],
)
def test_ages_verbs_and_figures_are_no_times(text: str) -> None:
    assert find_times(text) == ()


def test_without_the_day_of_the_report_relative_words_keep_no_value() -> None:
    assert read("Gunmen attacked the depot on Friday.", None) == [("Friday", "DATE", "XXXX-XX-XX")]


_PIECES = st.sampled_from(
    "on last next this the a two 31 30 0 June February 2014 20255 99999 Friday weeks years ago later early of Ramadan "
    "Easter quarter 1990s '80s every noon 25:61 p.m. - , . İ century decade earlier first".split()
)


@given(st.lists(_PIECES, max_size=10).map(" ".join), st.none() | st.dates())
def test_any_words_are_read_without_an_error(text: str, published: date | None) -> None:
    found = find_times(text)
    assert all(text[one.start : one.end] == one.words for one in found)
    assert all(one.end <= two.start for one, two in itertools.pairwise(found))
    assert len(timexes(text, published)) == len(found)
