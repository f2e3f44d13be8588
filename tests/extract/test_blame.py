"""Who is said to have done a deed, who denies it, and who claims it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.extract.blame import find_accusation, find_claimants, find_denial
from dateline.model import ParsedReport, Token

Parse = Callable[..., ParsedReport]


def word(report: ParsedReport, text: str) -> Token:
    return next(token for token in report.tokens if token.text == text)


def text(token: Token | None) -> str | None:
    return token.text if token else None


@pytest.mark.parametrize(
    ("sentence", "deed", "accused", "accuser", "is_open"),
    [
        ("The woman's lawyer accused the guards of beating her.", "beating", "guards", "lawyer", True),
        ("Police charged a man with murder.", "murder", "man", "Police", True),
        ("Officials blamed the Shabab for an ambush.", "ambush", "Shabab", "Officials", False),
        ("Ankara blamed the bombing on Kurdish rebels.", "bombing", "rebels", "Ankara", False),
        ("A raid blamed on cattle rustlers killed 23.", "raid", "rustlers", None, False),
        ("The UN held the army responsible for the killing of 30 villagers.", "killing", "army", None, False),
        ("The minister said Baloch rebels were behind the attack.", "attack", "rebels", None, False),
        ("Two men were convicted of the murder of a judge.", "murder", "men", None, False),
        ("A man accused of killing eight people fled.", "killing", "man", None, True),
    ],
)
def test_an_accusation_names_accused_and_accuser(
    parse: Parse, sentence: str, deed: str, accused: str, accuser: str | None, is_open: bool
) -> None:
    report = parse(sentence)
    found = find_accusation(report, word(report, deed))
    assert found is not None
    assert (text(found.accused), text(found.accuser), found.is_open) == (accused, accuser, is_open)


@pytest.mark.parametrize(
    ("sentence", "deed"),
    [
        ("Rebels attacked the town on Monday.", "attacked"),
        ("Ankara blamed the attack on the embassy.", "attack"),
        ("The court heard the men who killed a judge.", "killed"),
        ("They held a vigil for the killing of a judge.", "killing"),
    ],
)
def test_where_nobody_is_accused(parse: Parse, sentence: str, deed: str) -> None:
    report = parse(sentence)
    assert find_accusation(report, word(report, deed)) is None


@pytest.mark.parametrize(
    ("sentence", "deed", "denier", "of_responsibility", "rival"),
    [
        ("The army denied that it had shelled the town.", "shelled", "army", False, None),
        ("A spokesman rejected reports that troops had fired on protesters.", "fired", "spokesman", False, "reports"),
        ("Pakistan denied any involvement in the bombing of a market.", "bombing", "Pakistan", True, None),
        ("The militia denied carrying out the massacre of 30 villagers.", "massacre", "militia", True, None),
    ],
)
def test_a_denial_tells_what_it_grants(
    parse: Parse, sentence: str, deed: str, denier: str, of_responsibility: bool, rival: str | None
) -> None:
    report = parse(sentence)
    found = find_denial(report, word(report, deed))
    assert found is not None
    assert (text(found.denier), found.of_responsibility, text(found.rival)) == (denier, of_responsibility, rival)


@pytest.mark.parametrize(
    ("sentence", "deed", "claimant"),
    [
        ("The Houthis claimed a drone attack on a tanker.", "attack", "Houthis"),
        ("The attack was claimed by separatists.", "attack", "separatists"),
        ("The separatists did not claim the attack.", "attack", None),
        ("Rebels launched an attack on a tanker.", "attack", None),
    ],
)
def test_a_claim_of_the_deed_itself(parse: Parse, sentence: str, deed: str, claimant: str | None) -> None:
    report = parse(sentence)
    assert text(find_claimants(report, word(report, deed))) == claimant
