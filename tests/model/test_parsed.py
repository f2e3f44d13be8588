from __future__ import annotations

import pytest

from dateline.model import ParsedReport
from factories import parsed

TABLE = """
Two     -       NUM   nummod  2
gunmen  gunman  NOUN  nsubj   3
fled    flee    VERB  ROOT    0
Norvik  Norvik  PROPN dobj    3   GPE
.       -       PUNCT punct   3
"""


@pytest.fixture
def report() -> ParsedReport:
    return parsed(TABLE)


def test_the_tree_is_walked_down_and_up(report: ParsedReport) -> None:
    two, gunmen, fled, norvik, _ = report.tokens
    assert [token.text for token in report.children(fled)] == ["gunmen", "Norvik", "."]
    assert list(report.children(two)) == []
    assert report.head(two) == gunmen
    assert report.head(fled) is None
    assert list(report.ancestors(two)) == [gunmen, fled]
    assert [token.text for token in report.subtree(gunmen)] == ["Two", "gunmen"]
    assert report.subtree(fled) == list(report.tokens)
    assert norvik.entity == "GPE"


def test_a_span_of_tokens_holds_the_text_between_them(report: ParsedReport) -> None:
    span = report.span(report.tokens[0], report.tokens[2])
    assert span.text == "Two gunmen fled"
    report.report.verify(span)


def test_tokens_in_a_stretch_lie_wholly_inside(report: ParsedReport) -> None:
    gunmen = report.tokens[1]
    assert report.tokens_in(gunmen.start, gunmen.end) == (gunmen,)
    assert report.tokens_in(gunmen.start + 1, gunmen.end) == ()


def test_a_quotation_must_hold_the_whole_stretch() -> None:
    report = parsed("""
    Quill  Quill  PROPN  nsubj   2
    said   say    VERB   ROOT    0
    “      -      PUNCT  punct   4
    yes    -      INTJ   dobj    2
    ”      -      PUNCT  punct   4
    """)
    (quotation,) = report.quotations
    assert report.is_quoted(quotation.start, quotation.end)
    assert report.is_quoted(quotation.start + 1, quotation.end - 1)
    assert not report.is_quoted(quotation.start - 1, quotation.end)
