"""Quotations of any style of mark, and the marks that are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.parse import find_quotations


def quoted(text: str) -> list[str]:
    return [text[q.start : q.end] for q in find_quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"They fled," he said, "at dawn."', ['"They fled,"', '"at dawn."']),
        ("“They fled,” he said.", ["“They fled,”"]),
        ("„They fled“, he said.", ["„They fled“"]),
        ("«They fled», he said.", ["«They fled»"]),
        ("‘They fled,’ he said.", ["‘They fled,’"]),
        ("He called it 'a trap' twice.", ["'a trap'"]),
        ("“He told me ‘run’ and I ran,” she said.", ["“He told me ‘run’ and I ran,”"]),
    ],
)
def test_marks_of_any_style_are_kept_with_their_words(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The minister's car and the guards' hut burned.",
        "The rebels’ camp wasn’t empty.",
        'A pipe 6" wide burst.',
        "He said “nothing was left.",
        "“Never closed here.\n\nThe next paragraph has no mark.",
    ],
)
def test_apostrophes_inches_and_marks_never_closed_open_nothing(text: str) -> None:
    assert quoted(text) == []


def test_an_apostrophe_inside_a_single_quotation_does_not_close_it() -> None:
    assert quoted("‘They don’t know,’ he said.") == ["‘They don’t know,’"]


def test_a_quotation_over_paragraphs_is_one_for_each() -> None:
    text = "“We saw them come.\n\n“Then we ran,” she said."
    assert quoted(text) == ["“We saw them come.", "“Then we ran,”"]


@given(st.text(alphabet="ab .,'\"“”‘’«»„\n", max_size=80))
def test_quotations_are_in_order_and_apart(text: str) -> None:
    end = 0
    for quotation in find_quotations(text):
        assert end <= quotation.start < quotation.end <= len(text)
        end = quotation.end
