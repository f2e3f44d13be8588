"""Who takes part in a happening, what is hit, with what, where and when, as the grammar alone reads it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.extract.happenings import find_mentions
from dateline.extract.lexicon import load_lexicon
from dateline.extract.participants import Participants, find_participants, is_date
from dateline.model import ParsedReport
from factories import parsed

Parse = Callable[..., ParsedReport]

LEXICON = load_lexicon()


def participants(report: ParsedReport, trigger: str) -> Participants:
    mention = next(m for m in find_mentions(report, LEXICON) if m.token.text == trigger)
    return find_participants(report, mention, LEXICON)


def heads(found: Participants, role: str) -> list[str]:
    return [token.text for token in getattr(found, role)]


@pytest.mark.parametrize(
    ("text", "trigger", "roles"),
    [
        ("Gunmen killed two farmers near Jos.", "killed", {"actor": ["Gunmen"], "recipient": ["farmers"]}),
        (
            "Two farmers were killed by gunmen with knives in Jos.",
            "killed",
            {"actor": ["gunmen"], "recipient": ["farmers"], "means": ["knives"], "place": ["Jos"]},
        ),
        ("Three people were killed in Jos.", "killed", {"actor": [], "recipient": ["people"]}),
        ("The army launched an attack in Homs.", "launched", {"actor": ["army"], "place": ["Homs"]}),
        ("His arrest shocked the town.", "arrest", {"actor": [], "recipient": ["His"]}),
        ("The president of Chile met with the king of Spain.", "met", {"actor": ["president", "king"]}),
        ("The president criticised the minister's plan.", "criticised", {"recipient": ["minister"]}),
        ("The union asked the mayor to resign.", "asked", {"recipient": ["mayor"]}),
        ("A drone hit a fuel depot.", "hit", {"actor": [], "means": ["drone"], "object": ["depot"]}),
        ("Soldiers shelled the camp.", "shelled", {"place": ["camp"], "recipient": []}),
        ("A bus crashed near Mombasa.", "crashed", {"actor": [], "object": ["bus"], "place": ["Mombasa"]}),
    ],
)
def test_roles_of_plain_sentences(parse: Parse, text: str, trigger: str, roles: dict[str, list[str]]) -> None:
    found = participants(parse(text), trigger)
    assert {role: heads(found, role) for role in roles} == roles


TURKISH = parsed("""
Turkish    -         ADJ/JJ    amod  2 NORP
airstrikes airstrike NOUN/NNS  nsubj 3
worried    worry     VERB/VBD  ROOT  0
doctors    doctor    NOUN/NNS  dobj  3
""")


def test_a_people_before_a_noun_does_it() -> None:
    assert heads(participants(TURKISH, "airstrikes"), "actor") == ["Turkish"]


def test_the_place_of_the_speaker_is_not_the_place_of_the_happening(parse: Parse) -> None:
    found = participants(parse("A spokesman in Geneva said that rebels had attacked a convoy in Homs."), "attacked")
    assert heads(found, "place") == ["Homs"]


def test_the_time_is_the_nearest_of_the_own_clause(parse: Parse) -> None:
    report = parse("Rebels attacked a base in Homs on Monday, and the army shelled Hama on Friday.")
    for trigger, day in (("attacked", "Monday"), ("shelled", "Friday")):
        (name,) = participants(report, trigger).time
        assert report.tokens[name.first].text == day


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["Friday"], True),
        (["last", "month"], True),
        (["30", "years", "old"], False),
        (["daily"], False),
        (["aged", "30"], False),
    ],
)
def test_ages_and_what_repeats_date_nothing(words: list[str], expected: bool) -> None:
    rows = "\n".join(f"{word} - NOUN dep 0 DATE" for word in words)
    report = parsed(rows.replace("dep 0", "ROOT 0", 1).replace("dep 0", "dep 1"))
    assert is_date(report, report.names[0]) == expected


def test_a_number_after_aged_dates_nothing() -> None:
    report = parsed("""
man    -    NOUN ROOT 0
aged   -    VERB acl  1
30     -    NUM  dobj 2 DATE
""")
    assert not is_date(report, report.names[0])


def test_an_age_is_not_taken_for_the_time(parse: Parse) -> None:
    report = parse("A 30-year-old man was killed on Friday.")
    (name,) = participants(report, "killed").time
    assert report.tokens[name.first].text == "Friday"


def test_no_word_is_named_twice_in_a_role(parse: Parse) -> None:
    report = parse("Rebels and soldiers fought rebels in Homs, in the suburbs of Homs, on Monday.")
    for mention in find_mentions(report, LEXICON):
        found = find_participants(report, mention, LEXICON)
        for role in ("actor", "recipient", "object", "means", "place"):
            indexes = [token.index for token in getattr(found, role)]
            assert len(indexes) == len(set(indexes))
