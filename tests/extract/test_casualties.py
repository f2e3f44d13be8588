"""Casualty figures: which people are counted, by which words, within which bounds."""

from __future__ import annotations

from functools import cache

import pytest

from dateline.extract.casualties import CasualtyFigure, find_casualties, load_casualty_lexicon
from dateline.model import CasualtyRole, ParsedReport, Report
from dateline.parse import SpacyParser


@cache
def parser() -> SpacyParser:
    return SpacyParser()


def parsed(text: str) -> ParsedReport:
    outcome = next(iter(parser().parse([Report("r", text, "test")])))
    assert isinstance(outcome, ParsedReport)
    return outcome


def figures(text: str) -> tuple[CasualtyFigure, ...]:
    return find_casualties(parsed(text), load_casualty_lexicon())


def told(text: str) -> set[tuple[str, int | None, int | None, str]]:
    """The whole figures (no parts) as kind, low, high, words."""
    return {(f.kind.value, f.low, f.high, f.words.text) for f in figures(text) if not f.is_part}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebels killed three soldiers near the dam.", {("killed", 3, 3, "three soldiers")}),
        ("At least 12 people were killed in Tarrow.", {("killed", 12, None, "At least 12 people")}),
        ("Between 10 and 15 people died in the fire.", {("killed", 10, 15, "Between 10 and 15 people")}),
        ("Up to 500 people were killed.", {("killed", None, 500, "Up to 500 people")}),
        ("The deaths of five miners shocked the town.", {("killed", 5, 5, "five miners")}),
        ("The death toll rose to 19 on Friday.", {("killed", 19, 19, "19")}),
        ("The death toll rose from 12 to 19.", {("killed", 19, 19, "19")}),
        ("The toll has passed 100.", {("killed", 101, None, "100")}),
        (
            "The attack claimed the lives of as many as 20 soldiers.",
            {("killed", None, 20, "as many as 20 soldiers")},
        ),
        ("The floods have claimed 14 lives.", {("killed", 14, 14, "14 lives")}),
        ("Officials said that 14 people had lost their lives.", {("killed", 14, 14, "14 people")}),
        ("The army lost 20 soldiers.", {("killed", 20, 20, "20 soldiers")}),
        ("Several people were hurt.", {("injured", 3, None, "Several people")}),
        ("Seven people were reported missing.", {("missing", 7, 7, "Seven people")}),
        ("Three women were abducted by gunmen.", {("abducted", 3, 3, "Three women")}),
        ("Police arrested 40 people on Monday.", {("arrested", 40, 40, "40 people")}),
        ("About 3,000 people were displaced by the fighting.", {("displaced", 3000, 3000, "About 3,000 people")}),
        ("Ten killed in bus crash", {("killed", 10, 10, "Ten")}),
        (
            "The blast left five people dead and 30 others wounded.",
            {("killed", 5, 5, "five people"), ("injured", 30, 30, "30 others")},
        ),
        (
            "A car bomb exploded in the city, killing 12 and wounding dozens more.",
            {("killed", 12, 12, "12"), ("injured", 24, None, "dozens more")},
        ),
        ("Five dead, 12 injured in market blast", {("killed", 5, 5, "Five"), ("injured", 12, 12, "12")}),
    ],
)
def test_numbers_with_their_words(text: str, expected: set[tuple[str, int | None, int | None, str]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A soldier was killed on the bridge.", "A soldier"),
        ("Karim Daou, 45, was shot dead outside his home.", "Karim Daou"),
        ("A 45-year-old man was killed.", "A 45-year-old man"),
        ("He died at the age of 80.", "died"),
        ("He took his own life.", "took"),
    ],
)
def test_one_person_counts_one(text: str, words: str) -> None:
    assert told(text) == {("killed", 1, 1, words)}


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("There were no injuries.", {"injured"}),
        ("No one was killed or injured.", {"killed", "injured"}),
        ("Nobody was hurt in the crash.", {"injured"}),
        ("No casualties were reported.", {"killed", "injured"}),
    ],
)
def test_none_is_told_as_zero(text: str, kinds: set[str]) -> None:
    assert {(f.kind.value, f.low, f.high) for f in figures(text)} == {(kind, 0, 0) for kind in kinds}


@pytest.mark.parametrize(
    "text",
    [
        "The bomb could have killed hundreds.",
        "If the dam bursts, 200 people will be killed.",
        "They tried to kill 12 people.",
        "The strike did not kill 12 people.",
        "The company killed the project.",
        "The attack killed 30 cows.",
        "Villagers were killed.",
        "The talks died after three days.",
        "The ship was lost for 12 hours.",
        "Rebels fired 12 rockets at the base in 2016.",
    ],
)
def test_no_figure(text: str) -> None:
    assert figures(text) == ()


@pytest.mark.parametrize(
    "text", ["He was killed in 2016.", "He was killed 20 miles away.", "A man, aged 45, was killed."]
)
def test_years_distances_and_ages_count_nobody(text: str) -> None:
    assert {(f.low, f.high) for f in figures(text)} == {(1, 1)}


def test_a_list_gives_the_sum_and_its_parts() -> None:
    found = figures("Two policemen and a civilian died.")
    assert {(f.words.text, f.low, f.high, f.is_part) for f in found} == {
        ("Two policemen and a civilian", 3, 3, False),
        ("Two policemen", 2, 2, True),
        ("a civilian", 1, 1, True),
    }


def test_two_words_for_one_person_count_once() -> None:
    assert told("The film-maker and activist was killed.") == {("killed", 1, 1, "The film-maker")}


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("At least 12 people, including three children, were killed.", "three children"),
        ("Police arrested 40 people, among them two journalists.", "two journalists"),
    ],
)
def test_parts_of_another_figure_are_marked(text: str, part: str) -> None:
    assert [f.words.text for f in figures(text) if f.is_part] == [part]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("More than 1,200 people have been killed since March.", "since March"),
        ("More than 400,000 people have died in the eight-year war.", "in the eight-year war"),
        ("Seven people were killed in the market.", None),
    ],
)
def test_totals_over_a_period(text: str, period: str | None) -> None:
    (figure,) = figures(text)
    assert (figure.period.text if figure.period else None) == period
    assert figure.is_total == (period is not None)


def test_one_number_for_two_harms_is_an_upper_bound_of_each() -> None:
    assert told("The bombing killed or wounded 30 people.") == {
        ("killed", None, 30, "30 people"),
        ("injured", None, 30, "30 people"),
    }
    assert told("The bombing killed or wounded at least 30 people.") == set()


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("The attacker died.", CasualtyRole.PERPETRATOR),
        ("Five civilians died.", CasualtyRole.CIVILIAN),
        ("Five soldiers died.", CasualtyRole.UNKNOWN),
    ],
)
def test_roles(text: str, role: CasualtyRole) -> None:
    assert [f.role for f in figures(text)] == [role]


def test_figures_point_to_their_tokens_and_words() -> None:
    report = parsed("Talks went on. Gunmen killed six people and wounded 14.")
    found = find_casualties(report, load_casualty_lexicon())
    assert [report.tokens[f.head].text for f in found] == ["people", "14"]
    assert [report.tokens[f.governor].text for f in found] == ["killed", "wounded"]
    assert [f.sentence for f in found] == [1, 1]
    for figure in found:
        report.report.verify(figure.words)


def test_a_report_without_harm_has_no_figures() -> None:
    assert figures("Ministers of 12 countries met in Ostrava on Friday.") == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The attack did not kill anyone.", {("killed", 0, 0, "not kill anyone")}),
        ("A bomb went off without any injuries.", {("injured", 0, 0, "without any injuries")}),
        ("Captives were murdered in their thousands.", {("killed", 2000, None, "thousands")}),
        ("The number of dead rose to 267.", {("killed", 267, 267, "267")}),
        (
            "The raid left three dead and a dozen injured.",
            {("killed", 3, 3, "three dead"), ("injured", 12, 12, "a dozen")},
        ),
        ("Two pupils were stabbed in the arm.", {("injured", 2, 2, "Two pupils")}),
        ("Two pupils were stabbed to death.", {("killed", 2, 2, "Two pupils")}),
        (
            "Gunmen shot dead the broadcaster Peter Mwangi and his driver.",
            {("killed", 2, 2, "the broadcaster Peter Mwangi and his driver")},
        ),
    ],
)
def test_nobody_crowds_and_names(text: str, expected: set[tuple[str, int | None, int | None, str]]) -> None:
    assert told(text) == expected


def test_a_week_that_one_happening_can_fill_makes_no_total() -> None:
    (figure,) = figures("More than 40 people have been killed since Sunday.")
    assert not figure.is_total
