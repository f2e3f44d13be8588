"""Which words mean the same, and which events are pairs; the expected figures are worked out by hand."""

from __future__ import annotations

import pytest

from dateline.evaluate.coded import ROLES, CodedEvent
from dateline.evaluate.matching import count_overlapping, pair_events, words_overlap
from dateline.model import EventType

TEXT = "Dockers walked out at Port Ellery. Later police fired on the crowd. The firing killed a docker."


def event(event_type: EventType, *triggers: str, **arguments: tuple[str, ...]) -> CodedEvent:
    return CodedEvent(event_type, triggers, {role: arguments.get(role, ()) for role in ROLES})


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("the harbour police", "Police", True),
        ("two masked gunmen on a ferry", "gunmen", True),
        ("harbour police of Ellery", "police chief of Norvik town", False),
        ("the", "The ", True),
        ("the", "a", False),
        ("£5 coin", "£5", True),
    ],
)
def test_half_of_the_shorter_wording_must_be_shared(one: str, other: str, expected: bool) -> None:
    assert words_overlap(one, other) is expected
    assert words_overlap(other, one) is expected


def test_each_wording_takes_one_partner() -> None:
    assert count_overlapping(["police", "harbour police"], ["the police"]) == 1
    assert count_overlapping(["police", "harbour police"], ["police", "police"]) == 2


def test_triggers_that_touch_make_a_pair_whatever_the_type() -> None:
    gold, predicted = [event(EventType.ASSAULT, "fired")], [event(EventType.COERCE, "police fired on")]
    assert pair_events(TEXT, gold, predicted) == [(0, 0)]


def test_triggers_in_sentences_apart_make_no_pair() -> None:
    gold, predicted = [event(EventType.PROTEST, "walked out")], [event(EventType.PROTEST, "killed")]
    assert pair_events(TEXT, gold, predicted) == []


def test_the_first_trigger_counts_for_the_sentence_and_a_later_one_alone_does_not() -> None:
    first = [event(EventType.ASSAULT, "fired", "killed")]
    assert pair_events(TEXT, first, [event(EventType.ASSAULT, "crowd")]) == [(0, 0)]
    later_both = [event(EventType.ASSAULT, "walked", "docker.")]
    assert pair_events(TEXT, first, later_both) == []


def test_the_right_type_outweighs_touching_triggers() -> None:
    gold = [event(EventType.ASSAULT, "fired")]
    predicted = [event(EventType.COERCE, "fired"), event(EventType.ASSAULT, "crowd")]
    assert pair_events(TEXT, gold, predicted) == [(0, 1)]


def test_shared_arguments_decide_between_equal_events() -> None:
    gold = [event(EventType.ASSAULT, "fired", actor=("police",))]
    predicted = [event(EventType.ASSAULT, "fired", actor=("the police",)), event(EventType.ASSAULT, "fired")]
    assert pair_events(TEXT, gold, predicted) == [(0, 0)]


def test_of_equal_pairs_the_last_is_taken_first() -> None:
    twins = [event(EventType.ASSAULT, "fired"), event(EventType.ASSAULT, "fired")]
    assert pair_events(TEXT, twins, twins) == [(1, 1), (0, 0)]


def test_words_that_stand_nowhere_pair_with_nothing() -> None:
    absent = [event(EventType.ASSAULT, "bombed"), event(EventType.ASSAULT), event(EventType.ASSAULT, " ")]
    assert pair_events(TEXT, absent, [event(EventType.ASSAULT, "fired")]) == []
    assert pair_events(TEXT, absent, absent) == []


def test_shared_arguments_beyond_three_do_not_outweigh_touching_triggers() -> None:
    shared = dict.fromkeys(ROLES, ("police",))
    gold = [event(EventType.ASSAULT, "fired", **shared)]
    predicted = [event(EventType.ASSAULT, "fired"), event(EventType.ASSAULT, "crowd", **shared)]
    assert pair_events(TEXT, gold, predicted) == [(0, 0)]


def test_the_end_of_a_sentence_counts_as_in_it() -> None:
    gold, predicted = [event(EventType.ASSAULT, "walked")], [event(EventType.ASSAULT, " Later police")]
    assert pair_events(TEXT, gold, predicted) == [(0, 0)]
