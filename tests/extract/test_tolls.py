"""Which casualty figures are those of one happening."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.extract.casualties import find_casualties, load_casualty_lexicon
from dateline.extract.tolls import figures_of
from dateline.model import ParsedReport

Parse = Callable[..., ParsedReport]


def figures(report: ParsedReport, *mentions: str) -> list[tuple[str, int | None, int | None]]:
    tokens = [token for token in report.tokens if token.text in mentions]
    found = figures_of(report, tokens, find_casualties(report, load_casualty_lexicon()))
    return [(figure.kind.value, figure.low, figure.high) for figure in found]


@pytest.mark.parametrize(
    ("text", "mention", "expected"),
    [
        ("A bomb killed six people.", "killed", [("killed", 6, 6)]),
        ("An attack on a base left four soldiers dead.", "attack", [("killed", 4, 4)]),
        ("A bombing of a market that killed six people shook Kabul.", "bombing", [("killed", 6, 6)]),
        ("After the attack that killed six people, Chad ordered a strike.", "strike", []),
        ("More than 1,200 people have been killed in the province since March.", "killed", []),
        ("A bomb exploded outside a court. There were no injuries.", "exploded", [("injured", 0, 0)]),
        ("A bomb exploded outside a court. Six people died in a crash.", "exploded", []),
    ],
)
def test_a_happening_has_its_own_figures(
    parse: Parse, text: str, mention: str, expected: list[tuple[str, int | None, int | None]]
) -> None:
    assert figures(parse(text), mention) == expected
