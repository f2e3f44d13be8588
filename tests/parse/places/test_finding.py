"""Which words of a report name places: the parser's names put right by the gazetteer and by context."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest

from dateline.knowledge.gazetteer import Gazetteer
from dateline.model import ParsedReport
from dateline.parse.places import find_places, with_places

GAZETTEER = Gazetteer()
Parse = Callable[..., ParsedReport]


def found(parsed: ParsedReport) -> list[str]:
    return [parsed.report.text[one.start : one.end] for one in find_places(parsed, GAZETTEER)]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Shells fell on Homs and Aleppo in northern Syria.", ["Homs", "Aleppo", "Syria"]),
        ("The fire began in Springfield, Ill., and spread to Decatur.", ["Springfield", "Ill.", "Decatur"]),
        ("The clerk of Brevard County resigned.", ["Brevard County"]),
        ("A barge sank in the Black Sea near Odessa.", ["Black Sea", "Odessa"]),
        ("Ministers from Chad, Niger and Mali met.", ["Chad", "Niger", "Mali"]),
    ],
)
def test_places_are_found_with_their_bounds(parse: Parse, text: str, places: list[str]) -> None:
    told = found(parse(text))
    assert [place for place in places if place in told] == places


def test_the_name_of_a_people_is_a_modifier(parse: Parse) -> None:
    parsed = parse("Syrian troops shelled the port.")
    (one,) = find_places(parsed, GAZETTEER)
    assert (parsed.report.text[one.start : one.end], one.is_modifier) == ("Syrian", True)


def test_a_place_in_a_longer_name_is_embedded(parse: Parse) -> None:
    parsed = parse("The University of Nairobi closed its gates on Monday.")
    embedded = [one for one in find_places(parsed, GAZETTEER) if one.is_embedded]
    assert [parsed.report.text[one.start : one.end] for one in embedded] == ["Nairobi"]


@pytest.mark.parametrize(
    "text",
    ["Mara Lincoln spoke. Lincoln said that the vote was fair.", "He may march in august company.", "The cat slept."],
)
def test_surnames_and_common_words_are_no_places(parse: Parse, text: str) -> None:
    assert found(parse(text)) == []


def test_names_and_tokens_of_a_report_are_put_right_together(parse: Parse) -> None:
    parsed = with_places(parse("Rebels shelled Deir ez-Zor on Friday."), GAZETTEER)
    assert all(
        {parsed.tokens[index].entity for index in range(name.first, name.last)} == {name.entity}
        for name in parsed.names
    )
    assert with_places(parsed, GAZETTEER) == parsed


def test_mentions_never_overlap_and_stand_in_order(parse: Parse) -> None:
    text = "New York City, New York; Paris, Texas; York, North Yorkshire: all in The New York Times of New York."
    places = find_places(parse(text), GAZETTEER)
    assert places
    assert all(one.end <= other.start for one, other in itertools.pairwise(places))


@pytest.mark.parametrize("text", ["???", "IN OR ME", "São Tomé — Príncipe!", "x" * 300, "A, B, C, and D."])
def test_odd_texts_do_not_crash(parse: Parse, text: str) -> None:
    found(parse(text))
