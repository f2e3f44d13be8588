"""Which time expressions become names, and on which tokens they lie."""

import re
from itertools import pairwise

import pytest

from dateline.parse.times import time_names


def named(text: str) -> list[tuple[str, str]]:
    spans = [match.span() for match in re.finditer(r"\w+|[^\w\s]", text)]
    found = time_names(text, [start for start, _ in spans], [end for _, end in spans])
    return [(text[spans[one.first][0] : spans[one.last - 1][1]], one.entity) for one in found]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("A mill burned in Oldport on 3 June 2019.", [("3 June 2019", "DATE")]),
        ("The ferry sank on Tuesday and sailors rowed home on Friday.", [("Tuesday", "DATE"), ("Friday", "DATE")]),
        ("Guards fired at 5 p.m. on Sunday.", [("5 p.m. on Sunday", "TIME")]),
        ("Shells fell over the past two days.", [("the past two days", "DATE")]),
    ],
)
def test_words_that_date_become_names(text: str, names: list[tuple[str, str]]) -> None:
    assert named(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "The siege lasted two years.",
        "Buses run every day.",
        "The town is quiet now.",
        "Workers recently walked out.",
        "A girl, 12 years old, was hurt.",
        "He waited another three weeks.",
    ],
)
def test_words_that_date_nothing_become_none(text: str) -> None:
    assert named(text) == []


def test_a_token_belongs_to_one_expression() -> None:
    text = "Raids of 2019/2020 went on."
    found = time_names(text, [0, 6, 9, 19, 24, 26], [5, 8, 18, 23, 26, 27])
    assert all(one.last <= other.first for one, other in pairwise(found))
