"""Words for harm that are not meant of any, and those that are."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.extract.figurative import is_figurative
from dateline.model import EventType, ParsedReport
from lexicon_mentions import mentions_of

Parse = Callable[..., ParsedReport]


def harms(report: ParsedReport) -> list[str]:
    harmful = (EventType.ASSAULT, EventType.INCIDENT)
    return [
        mention.token.text
        for mention in mentions_of(report)
        if mention.type in harmful and not is_figurative(report, mention.token, mention.type)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The striker fired a shot over the bar.",
        "The new album bombed in the charts.",
        "Critics killed her hopes of a part.",
        "The minister came under fire from voters.",
        "The film, in which a spy assassinates a dictator, is long.",
        "The vaccine attacks the virus.",
    ],
)
def test_figures_of_speech_name_no_harm(parse: Parse, text: str) -> None:
    assert harms(parse(text)) == []


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Gunmen attacked a film crew near Gao.", "attacked"),
        ("Police came under fire from gunmen near Gao.", "fire"),
        ("A striker was shot dead by police in Lima.", "shot"),
        ("A bomb killed a singer in Lima.", "killed"),
    ],
)
def test_real_harm_stays(parse: Parse, text: str, word: str) -> None:
    assert word in harms(parse(text))
