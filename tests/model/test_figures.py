"""Bounds from words, by the guide's rule and by ACLED's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.model.figures import ACLED, GUIDE, Bounds, bounds, numbers


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("three", [3]),
        ("twenty-one", [21]),
        ("two dozen", [24]),
        ("a dozen", [12]),
        ("a hundred", [100]),
        ("one hundred and five", [105]),
        ("two thousand three hundred", [2300]),
        ("1,250", [1250]),
        ("1.5 million", [1_500_000]),
        ("2 million", [2_000_000]),
        ("10 or 12", [10, 12]),
        ("five soldiers and six guards", [5, 6]),
        ("no numeral here", []),
        ("", []),
    ],
)
def test_numbers_in_figures_and_letters(words: str, found: list[int]) -> None:
    assert numbers(words) == found


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("three sailors", 3, 3),
        ("at least 12 people", 12, None),
        ("no fewer than nine", 9, None),
        ("a dozen or more", 12, None),
        ("20 or more", 20, None),
        ("more than 100", 101, None),
        ("over 40", 41, None),
        ("as many as 300", None, 300),
        ("up to six", None, 6),
        ("nearly 50", None, 50),
        ("not more than 5", None, 5),
        ("fewer than ten", None, 9),
        ("between 10 and 15", 10, 15),
        ("10 to 15", 10, 15),
        ("10-15", 10, 15),
        ("six or seven", 6, 7),
        ("dozens of people", 24, None),
        ("scores of villagers", 40, None),
        ("hundreds", 200, None),
        ("several workers", 3, None),
        ("a number of workers", 3, None),
        ("no injuries", 0, 0),
        ("nobody", 0, 0),
        ("No one", 0, 0),
    ],
)
def test_bounds_by_the_guides_rule(words: str, low: int | None, high: int | None) -> None:
    assert bounds(words) == Bounds(low, high)
    assert bounds(f"  {words.upper()} ") == Bounds(low, high)


@pytest.mark.parametrize(
    ("words", "guide", "acled"),
    [("dozens", 24, 12), ("scores", 40, 20), ("hundreds", 200, 100), ("many", 3, 10), ("several", 3, 3)],
)
def test_a_vague_word_has_the_bound_of_the_rule_named(words: str, guide: int, acled: int) -> None:
    assert bounds(words, GUIDE) == Bounds(guide, None)
    assert bounds(words, ACLED) == Bounds(acled, None)


@pytest.mark.parametrize("words", ["casualties", "the sailors", "", "fewer than zero"])
def test_words_that_set_no_bound_give_none_and_not_zero(words: str) -> None:
    assert bounds(words) is None


@given(st.integers(0, 10_000_000))
def test_a_figure_is_its_own_bounds_however_it_is_written(number: int) -> None:
    assert bounds(f"{number} people") == bounds(f"{number:,} people") == Bounds(number, number)


WORDS = (
    "at least|more than|up to|fewer than|between|and|or|to|no|nobody|a|one|three|twenty|hundred|thousand|dozen|dozens|"
    "scores|several|tens of|hundreds of|half a|12|1,200|0|3.5|-|people|wounded"
).split("|")


@given(st.one_of(st.text(), st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)))
def test_any_words_give_bounds_that_run_forward_or_none(words: str) -> None:
    found = bounds(words)
    if found is not None:
        assert found.low is not None or found.high is not None
        assert found.low is None or found.high is None or found.low <= found.high
