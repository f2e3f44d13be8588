"""Kinds of names put right by their own words and by the rest of the report."""

from __future__ import annotations

import pytest

from dateline.parse.names import kinds_of_names


@pytest.mark.parametrize(
    ("words", "kind", "expected"),
    [
        ("General Kassim", "GPE", "PERSON"),
        ("Mr. Okoro", "ORG", "PERSON"),
        ("Darfur Armed Forces", "GPE", "ORG"),
        ("Lagos", "GPE", "GPE"),
        ("Anna Petrova", "PERSON", "PERSON"),
        ("Friday", "DATE", "DATE"),
        ("General", "ORG", "ORG"),
        ("", "GPE", "GPE"),
    ],
)
def test_a_name_by_its_words(words: str, kind: str, expected: str) -> None:
    assert kinds_of_names([(words, kind)]) == [expected]


def test_a_surname_is_the_person_named_in_full_elsewhere() -> None:
    names = [("Karimov", "GPE"), ("Oslo", "GPE"), ("Anna Karimov", "PERSON"), ("Karimov", "ORG")]
    assert kinds_of_names(names) == ["PERSON", "GPE", "PERSON", "PERSON"]


def test_a_title_makes_the_surname_known_too() -> None:
    assert kinds_of_names([("Colonel Mbeki", "GPE"), ("Mbeki", "GPE")]) == ["PERSON", "PERSON"]


def test_one_kind_for_each_name_in_order() -> None:
    assert kinds_of_names([]) == []
    assert len(kinds_of_names([("A", "GPE")] * 5)) == 5
