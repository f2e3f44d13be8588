"""The side of the report's day on which a time expression lies."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.knowledge.times.direction import is_ahead
from dateline.model import ParsedReport

Parse = Callable[..., ParsedReport]


@pytest.mark.parametrize(
    ("text", "words", "side"),
    [
        ("Rebels shelled the port on Friday.", "on Friday", False),
        ("The port was shelled on Friday.", "on Friday", False),
        ("The mayor will meet the strikers on Friday.", "on Friday", True),
        ("The ministers are due to meet in Velmar on Friday.", "on Friday", True),
        ("The union called a strike for Friday.", "for Friday", True),
        ("Talks planned for Friday were called off.", "for Friday", True),
        ("The government offered to meet the federation in Uyuni on Thursday.", "on Thursday", True),
        ("The general vowed on Monday to retake the port.", "on Monday", False),
        ("The army said it would attack on Monday.", "on Monday", None),
        ("Monday's raid killed two farmers.", "Monday", None),
    ],
)
def test_the_verb_tells_the_side(parse: Parse, text: str, words: str, side: bool | None) -> None:
    report = parse(text)
    start = report.report.text.index(words)
    assert is_ahead(report, report.report.span(start, start + len(words))) is side


def test_without_grammar_the_side_is_open(parse: Parse) -> None:
    report = parse("Rebels shelled the port on Friday.")
    bare = ParsedReport(report.report, (), ())
    assert is_ahead(bare, report.report.span(24, 33)) is None
