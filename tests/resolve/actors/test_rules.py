"""What the words for a participant say of who it is, read alone."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.model import ActorKind, Identity, Unresolved
from dateline.resolve import Around, resolve_actor
from dateline.resolve.actors.places import PlaceLookup

PLACES = PlaceLookup()


def told(words: str, **around: object) -> tuple[str, str | None, str]:
    found = resolve_actor(words, around=Around(places=PLACES, **around))  # type: ignore[arg-type]
    assert isinstance(found, Identity), found
    return found.kind.value, found.country, "/".join(found.sectors)


@pytest.mark.parametrize(
    ("words", "country", "sector"),
    [
        ("Israeli soldiers", "ISR", "MIL"),
        ("the Syrian government", "SYR", "GOV"),
        ("Tokyo", "JPN", "GOV"),
        ("Norway", "NOR", "GOV"),
        ("two policemen in Karachi", "PAK", "COP"),
        ("Chadian rebels", "TCD", "REB"),
        ("gunmen", None, "UAF"),
        ("hundreds of protesters", None, "CVL"),
        ("the Kenyan Ministry of Health", "KEN", "GOV"),
        ("residents of Homs", "SYR", "CVL"),
        ("the Taliban", "AFG", "REB"),
        ("the Pentagon", "USA", "MIL"),
        ("the United Nations", None, "UNO"),
        ("Doctors Without Borders", None, "NGO"),
        ("a Peruvian judge", "PER", "JUD"),
        ("French lawmakers", "FRA", "LEG"),
        ("local journalists", None, "JRN"),
        ("striking miners", None, "LAB"),
    ],
)
def test_country_and_first_sector(words: str, country: str | None, sector: str) -> None:
    _, found, sectors = told(words)
    assert (found, sectors.split("/")[0]) == (country, sector)


def test_a_name_of_the_lists_has_the_same_id_under_every_alias() -> None:
    ids = {found.id for words in ("Hezbollah", "Hizbullah") if isinstance(found := resolve_actor(words), Identity)}
    assert len(ids) == 1


def test_acronyms_are_found_in_capitals_only() -> None:
    assert isinstance(resolve_actor("NATO"), Identity)
    who = resolve_actor("who")
    assert isinstance(who, Unresolved) or who.name is None


def test_a_person_of_whom_nothing_is_known_is_not_made_up() -> None:
    outcome = resolve_actor("Mara Quill")
    assert isinstance(outcome, Unresolved)
    assert "'Mara Quill'" in outcome.reason


def test_a_title_tells_a_role_and_nothing_of_the_country() -> None:
    found = resolve_actor("Lt. Gen. Ansel Brack")
    assert isinstance(found, Identity)
    assert (found.kind, found.country, [str(each) for each in found.sectors]) == (ActorKind.INDIVIDUAL, None, ["MIL"])


def test_the_country_around_is_taken_with_the_reason_and_for_bodies_of_a_country_only() -> None:
    found = resolve_actor("police", around=Around(country="KEN", because="the report names it most"))
    assert isinstance(found, Identity)
    assert found.country == "KEN"
    assert "as the report names it most" in found.reason
    other = resolve_actor("gunmen", around=Around(country="KEN"))
    assert isinstance(other, Identity)
    assert other.country is None


def test_the_role_is_the_one_of_the_day() -> None:
    def role(day: date) -> str | None:
        found = resolve_actor("Vladimir Putin", on=day)
        assert isinstance(found, Identity)
        return found.role

    assert role(date(2010, 1, 1)) == "prime minister of Russia"
    assert role(date(2015, 1, 1)) == "president of Russia"


@pytest.mark.parametrize(
    "words", ["", " ", "???", "“", "’s", "a", "的军队", "of of of", "x" * 5000, "A, B and C " * 300]
)
def test_odd_words_do_not_crash(words: str) -> None:
    assert isinstance(resolve_actor(words), Identity | Unresolved)
