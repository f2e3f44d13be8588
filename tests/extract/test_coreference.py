"""What pronouns, short names and short descriptions stand for within one report."""

from __future__ import annotations

from functools import cache

import pytest

from dateline.extract.coreference import find_antecedents
from dateline.model import ParsedReport, Report
from dateline.parse import SpacyParser


@cache
def parser() -> SpacyParser:
    return SpacyParser()


def parsed(text: str) -> ParsedReport:
    outcome = next(iter(parser().parse([Report("r", text, "test")])))
    assert isinstance(outcome, ParsedReport)
    return outcome


def antecedent(text: str, word: str, occurrence: int = 0) -> str | None:
    """The words that the given occurrence of ``word`` stands for."""
    report = parsed(text)
    token = [token for token in report.tokens if token.text == word][occurrence]
    found = find_antecedents(report).of(token)
    return None if found is None else report.span(report.tokens[found[0]], report.tokens[found[1] - 1]).text


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("President Robert Hale met ministers on Monday. He left at noon.", "He", "President Robert Hale"),
        ("Maria Costa met Robert Hale on Monday. She praised the deal.", "She", "Maria Costa"),
        ("Maria Costa met Robert Hale on Monday. He praised the deal.", "He", "Robert Hale"),
        ("The rebels attacked the town on Friday. They killed three soldiers.", "They", "The rebels"),
        ("The army said that it had shelled the port.", "it", "The army"),
        ("The gunman shot the guard and fled. Police arrested him on Sunday.", "him", "The gunman"),
        ("Robert Hale said his troops had left.", "his", "Robert Hale"),
        ("Police arrested a man who attacked a nurse.", "who", "a man"),
    ],
)
def test_pronouns(text: str, word: str, expected: str) -> None:
    assert antecedent(text, word) == expected


def test_a_short_name_stands_for_the_full_one() -> None:
    text = "General Robert Hale was killed on Friday. Officers said Hale had no guard."
    assert antecedent(text, "Hale", 1) == "General Robert Hale"


def test_a_possessive_name_gives_the_name_alone() -> None:
    text = "Robert Hale's party lost the vote. He resigned on Sunday."
    assert antecedent(text, "He") == "Robert Hale"


def test_a_description_stands_for_the_name_it_came_with() -> None:
    text = "General Robert Hale was killed on Friday. Two men shot the general outside a shop."
    assert antecedent(text, "general") == "General Robert Hale"


def test_an_apposition_is_one_person_under_the_name() -> None:
    text = "The defence minister, Robert Hale, visited the base. He thanked the soldiers."
    assert antecedent(text, "He") == "Robert Hale"


def test_a_pronoun_is_not_what_stands_beside_it_under_the_same_verb() -> None:
    text = "Robert Hale spoke first. Peter Novak attacked him."
    assert antecedent(text, "him") == "Robert Hale"


def test_words_quoted_do_not_call_their_speaker_he() -> None:
    text = "Robert Hale resigned on Monday. “He is a coward,” said Peter Novak."
    assert antecedent(text, "He") == "Robert Hale"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("He left at noon.", "He"),
        ("It was raining in the capital.", "It"),
        ("Maria Costa spoke on Monday. It was reported that the road was closed.", "It"),
        ("The bridge was closed on Monday. She left at noon.", "She"),
        ("Robert Hale arrived. I saw the fire.", "I"),
    ],
)
def test_nothing_is_given_where_nothing_fits(text: str, word: str) -> None:
    assert antecedent(text, word) is None


def test_antecedents_always_stand_earlier() -> None:
    report = parsed(
        "Robert Hale met Maria Costa in Ostrava. He told her that the army had left its base. "
        "Hale said they would meet again. The minister, who leads the party, thanked him."
    )
    found = find_antecedents(report).ranges
    assert found
    assert all(first < last <= index for index, (first, last) in found.items())
