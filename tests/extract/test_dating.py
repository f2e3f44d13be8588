"""Which time expression dates which happening."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from dateline.extract import BuiltinCoder
from dateline.model import Coding, Field, ParsedReport

Parse = Callable[..., ParsedReport]
WEDNESDAY = date(2025, 4, 23)


def times(parse: Parse, text: str) -> dict[str, list[str]]:
    """The time words of each record, by the record's clearest mention."""
    (coding,) = BuiltinCoder().extract([parse(text, published=WEDNESDAY)])
    assert isinstance(coding, Coding)
    return {record.words(Field.MENTION)[0]: record.words(Field.TIME) for record in coding.records}


@pytest.mark.parametrize(
    ("text", "mention", "words"),
    [
        ("Gunmen killed two guards at a depot on Friday.", "killed", ["on Friday"]),
        ("On March 3, 2019, a bomb killed nine people in a market.", "bomb", ["On March 3, 2019"]),
        ("Gunmen killed two guards at a depot in the hills.", "killed", []),
    ],
)
def test_a_time_in_its_clause_dates_a_happening(parse: Parse, text: str, mention: str, words: list[str]) -> None:
    assert times(parse, text)[mention] == words


def test_each_of_two_happenings_has_its_own_time(parse: Parse) -> None:
    found = times(parse, "Rebels shelled the port on Monday, and police arrested two men on Tuesday.")
    assert found["shelled"] == ["on Monday"]
    assert found["arrested"] == ["on Tuesday"]


def test_the_confidence_of_a_time_is_a_probability(parse: Parse) -> None:
    (coding,) = BuiltinCoder().extract([parse("Gunmen killed two guards on Friday.", published=WEDNESDAY)])
    assert isinstance(coding, Coding)
    told = [claim.confidence for record in coding.records for claim in record.of(Field.TIME)]
    assert told
    assert all(confidence is not None and 0.3 < confidence <= 1.0 for confidence in told)
