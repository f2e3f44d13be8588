from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

import pytest

from dateline.errors import EvidenceError
from dateline.model import PublishedBasis, Report, Span, report_id, text_hash


def make(**facts: Any) -> Report:
    return Report(**{"id": "r", "text": "Norvik\nCalm at sea.", "origin": "harbour.txt"} | facts)


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"id": ""}, r"harbour\.txt: a report needs an id"),
        ({"text": ""}, r"harbour\.txt: the text of report 'r' is empty"),
        ({"text": " \n\t"}, r"text of report 'r' is empty"),
        ({"body_start": 3}, r"body_start 3 of report 'r' follows no line break"),
        ({"body_start": 300}, r"body_start 300"),
        ({"published": date(2031, 3, 4)}, r"needs both a day of publication and its basis"),
        ({"published_basis": PublishedBasis.GIVEN}, r"needs both a day of publication and its basis"),
    ],
)
def test_facts_that_cannot_be_are_refused(facts: dict[str, Any], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        make(**facts)


def test_the_title_is_the_first_line_where_there_is_one() -> None:
    assert make(body_start=7).title == "Norvik"
    assert make().title is None


def test_a_span_of_a_report_holds_what_stands_there() -> None:
    assert make().span(7, 11) == Span("r", 7, 11, "Calm")


@pytest.mark.parametrize(("start", "end"), [(7, 100), (7, 7), (-3, 2), (40, 44)])
def test_a_span_outside_the_text_is_refused(start: int, end: int) -> None:
    with pytest.raises(EvidenceError):
        make().span(start, end)


def test_words_that_stand_where_the_span_says_are_verified() -> None:
    make().verify(Span("r", 7, 11, "Calm"))


@pytest.mark.parametrize(
    ("span", "told"),
    [
        (Span("r", 8, 12, "Calm"), r"report 'r' reads 'alm ' at 8:12, not 'Calm'"),
        (Span("r", 90, 94, "Calm"), r"reads '' at 90:94"),
        (Span("other", 7, 11, "Calm"), r"span of report 'other' was checked against report 'r'"),
    ],
)
def test_words_that_do_not_stand_there_are_refused(span: Span, told: str) -> None:
    with pytest.raises(EvidenceError, match=told):
        make().verify(span)


def test_the_hash_is_that_of_the_text_in_utf8() -> None:
    report = make(text="Şırnak 😀")
    assert report.text_hash == text_hash("Şırnak 😀") == hashlib.sha256("Şırnak 😀".encode()).hexdigest()


def test_an_id_made_from_the_text_is_the_same_every_time() -> None:
    assert report_id("Calm at sea.") == report_id("Calm at sea.")
    assert report_id("Calm at sea.") != report_id("Calm at sea!")
