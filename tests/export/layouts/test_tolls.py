"""Tolls: by voice, by policy, by rule; unknown is never zero."""

from __future__ import annotations

import pytest

from dateline.export.layouts.tolls import Toll, by_role, extremes, first_voice, is_vague, lowest
from dateline.model import CasualtyKind, CasualtyRole, Stance
from dateline.model.figures import ACLED, GUIDE, RULES, bounds
from happenings import attack, killed

KILLED = CasualtyKind.KILLED
POLICE = {"voice": "police", "stance": Stance.ASSERTS}
HOSPITAL = {"voice": "the hospital", "stance": Stance.ASSERTS}


def test_nothing_told_is_no_number() -> None:
    quiet = attack(figures=())
    assert lowest(quiet, KILLED, ACLED) is None
    assert first_voice(quiet, KILLED, GUIDE) is None
    assert extremes(quiet, KILLED, GUIDE) == (None, None)
    assert first_voice(attack(), CasualtyKind.INJURED, GUIDE) is None


def test_told_to_be_none_is_zero() -> None:
    assert lowest(attack(figures=(killed(0, 0, "no deaths"),)), KILLED, ACLED) == Toll(0, 0)


def test_voices_that_differ() -> None:
    told = attack(figures=(killed(15, 15, "15", **HOSPITAL), killed(12, 12, "12", **POLICE)))
    assert lowest(told, KILLED, ACLED) == Toll(12, 12)
    assert first_voice(told, KILLED, GUIDE) == Toll(15, 15)
    assert extremes(told, KILLED, GUIDE) == (12, 15)


def test_a_smaller_figure_of_the_same_voice_is_a_part_and_not_the_lowest() -> None:
    told = attack(figures=(killed(12, 12, "12 people", **POLICE), killed(3, 3, "three children", **POLICE)))
    assert lowest(told, KILLED, ACLED) == Toll(12, 12)


def test_a_figure_that_revises_takes_the_place_of_the_earlier() -> None:
    later = {"voice": "police", "stance": Stance.REVISES}
    told = attack(figures=(killed(12, 12, "12", **POLICE), killed(14, 14, "14", **later)))
    assert lowest(told, KILLED, ACLED) == Toll(14, 14)


@pytest.mark.parametrize("stance", [Stance.DENIES, Stance.DOUBTS, Stance.CANNOT_VERIFY, Stance.RETRACTS])
def test_a_figure_that_is_disputed_does_not_count(stance: Stance) -> None:
    told = attack(figures=(killed(90, 90, "90", voice="rebels", stance=stance), killed(5, 5, "five", **POLICE)))
    assert extremes(told, KILLED, GUIDE) == (5, 5)
    assert first_voice(told, KILLED, GUIDE) == Toll(5, 5)


def test_parts_by_role_are_added_where_no_total_is_told() -> None:
    civilians = killed(3, 3, "three", role=CasualtyRole.CIVILIAN)
    attacker = killed(1, 1, "one attacker", role=CasualtyRole.PERPETRATOR)
    assert first_voice(attack(figures=(civilians, attacker)), KILLED, GUIDE) == Toll(4, 4)
    assert by_role(attack(figures=(civilians, attacker)), KILLED, CasualtyRole.PERPETRATOR, GUIDE) == Toll(1, 1)


def test_a_total_without_a_role_holds_its_parts_unless_they_are_more() -> None:
    attacker = killed(1, 1, "the attacker", role=CasualtyRole.PERPETRATOR)
    assert first_voice(attack(figures=(killed(4, 4, "four"), attacker)), KILLED, GUIDE) == Toll(4, 4)
    many = killed(9, 9, "nine fighters", role=CasualtyRole.SIDE_B)
    assert first_voice(attack(figures=(killed(4, 4, "four"), many)), KILLED, GUIDE) == Toll(9, 9)


@pytest.mark.parametrize(
    ("words", "acled", "guide"), [("dozens", 12, 24), ("hundreds of people", 100, 200), ("several", 3, 3)]
)
def test_vague_words_follow_the_rule_and_are_flagged(words: str, acled: int, guide: int) -> None:
    made = bounds(words, GUIDE)
    assert made is not None
    told = attack(figures=(killed(made.low, made.high, words),))
    assert lowest(told, KILLED, ACLED) == Toll(acled, None, is_vague=True)
    assert first_voice(told, KILLED, GUIDE) == Toll(guide, None, is_vague=True)
    assert list(Toll(acled, None, is_vague=True).flags()) == ["vague_number"]


def test_an_upper_bound_alone_gives_no_number() -> None:
    told = attack(figures=(killed(None, 20, "up to 20"),))
    toll = lowest(told, KILLED, ACLED)
    assert toll == Toll(None, 20)
    assert toll is not None
    assert list(toll.flags()) == ["upper_bound_only"]
    assert extremes(told, KILLED, GUIDE) == (None, 20)


@pytest.mark.parametrize(
    ("words", "expected"),
    [("dozens", True), ("several hundred", True), ("two dozen", False), ("some 30", False), ("no one", False)],
)
def test_what_is_vague(words: str, expected: bool) -> None:
    assert is_vague(words) is expected


def test_both_rules_know_the_same_words() -> None:
    assert len({frozenset(rule.vague) for rule in RULES.values()}) == 1
