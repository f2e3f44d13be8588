from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import EvidenceError
from dateline.model import Span, content_id


@pytest.mark.parametrize(
    ("start", "end", "text"), [(-1, 2, "abc"), (2, 2, ""), (3, 1, "ab"), (0, 4, "abc"), (0, 2, "abc")]
)
def test_offsets_that_cannot_hold_the_words_are_refused(start: int, end: int, text: str) -> None:
    with pytest.raises(EvidenceError, match=rf"span {start}:{end} of report 'r' cannot hold"):
        Span("r", start, end, text)


def test_lengths_are_counted_in_code_points() -> None:
    assert Span("r", 0, 2, "😀!").text == "😀!"
    assert Span("r", 0, 2, "e\u0301").text == "e\u0301"  # an e and a combining accent


@pytest.mark.parametrize(
    ("other", "overlaps", "contains"),
    [
        (Span("r", 2, 5, "abc"), True, True),
        (Span("r", 3, 4, "b"), True, True),
        (Span("r", 4, 7, "cde"), True, False),
        (Span("r", 5, 6, "d"), False, False),
        (Span("r", 0, 2, "xy"), False, False),
        (Span("other", 2, 5, "abc"), False, False),
    ],
)
def test_how_two_spans_lie_to_each_other(other: Span, overlaps: bool, contains: bool) -> None:
    span = Span("r", 2, 5, "abc")
    assert span.overlaps(other) is overlaps
    assert other.overlaps(span) is overlaps
    assert span.contains(other) is contains


def test_an_id_is_the_same_on_every_machine() -> None:
    assert content_id("e", "report-1", 3, None) == "e-c19428e13ffff51cee51"


@given(st.lists(st.one_of(st.text(), st.integers(), st.none()), max_size=4))
def test_an_id_depends_on_every_part(parts: list[object]) -> None:
    assert content_id("e", *parts) == content_id("e", *parts)
    assert content_id("e", *parts) != content_id("e", *parts, "")
    assert content_id("e", *parts) != content_id("r", *parts)


def test_parts_are_not_run_together() -> None:
    assert content_id("e", "ab", "c") != content_id("e", "a", "bc")
    assert content_id("e", "1") != content_id("e", 1)


def test_an_id_can_be_made_of_a_text_with_a_broken_character() -> None:
    assert content_id("r", "\udcff").startswith("r-")


def test_importing_the_model_loads_no_heavy_library() -> None:
    code = "import sys, dateline.model; print({'spacy', 'pydantic', 'sqlalchemy', 'click'} & set(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert loaded.stdout.strip() == "set()"
