"""Which casualty figures are those of one happening."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.extract.casualties import find_casualties, load_casualty_lexicon
from dateline.extract.tolls import Bearer, share_out
from dateline.model import EventType, ParsedReport

Parse = Callable[..., ParsedReport]


def figures(report: ParsedReport, *mentions: str) -> list[tuple[str, int | None, int | None]]:
    tokens = tuple(token for token in report.tokens if token.text in mentions)
    found = find_casualties(report, load_casualty_lexicon())
    (share,) = share_out(report, [Bearer(EventType.ASSAULT, tokens)], found)
    return [(figure.kind.value, figure.low, figure.high) for figure in share]


@pytest.mark.parametrize(
    ("text", "mention", "expected"),
    [
        ("A bomb killed six people.", "killed", [("killed", 6, 6)]),
        ("An attack on a base left four soldiers dead.", "attack", [("killed", 4, 4)]),
        ("A bombing of a market that killed six people shook Kabul.", "bombing", [("killed", 6, 6)]),
        ("After the attack that killed six people, Chad ordered a strike.", "strike", []),
        ("More than 1,200 people have been killed in the province since March.", "killed", []),
        ("A bomb exploded outside a court. There were no injuries.", "exploded", [("injured", 0, 0)]),
        ("A bomb hit a bus. Six people were killed and nine hurt.", "hit", [("killed", 6, 6), ("injured", 9, 9)]),
        ("A bomb killed six people and injured more than 20.", "killed", [("killed", 6, 6), ("injured", 21, None)]),
        ("A bomb hit a bus. Its driver was charged. A judge sat. Six people were killed.", "hit", []),
    ],
)
def test_a_happening_has_its_own_figures(
    parse: Parse, text: str, mention: str, expected: list[tuple[str, int | None, int | None]]
) -> None:
    assert figures(parse(text), mention) == expected


def test_a_number_beside_another_happening_is_not_given_to_the_one_before(parse: Parse) -> None:
    report = parse("A bomb exploded outside a court. Six people died in a crash.")
    bomb, crash = (
        Bearer(kind, tuple(token for token in report.tokens if token.text == word))
        for kind, word in ((EventType.ASSAULT, "exploded"), (EventType.INCIDENT, "crash"))
    )
    shares = share_out(report, [bomb, crash], find_casualties(report, load_casualty_lexicon()))
    assert [len(share) for share in shares] == [0, 1]
