"""Which mentions name one happening: by links made here and, on clear cases, by the network that ships."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import cast

import pytest

from dateline.extract.dating import Dating
from dateline.extract.gathering import Filling, Happening, Told, content_words, gather
from dateline.extract.network import Reading
from dateline.model import EventType, ParsedReport, Token
from lexicon_mentions import mentions_of, reading_of, told_of

Parse = Callable[..., ParsedReport]


class Links:
    """A reading that says of each two mentions how likely they name the same."""

    def __init__(self, likely: float, *apart: set[str]) -> None:
        self.likely, self.apart = likely, apart

    def same(self, one: Token, other: Token) -> float:
        return 0.01 if {one.lower, other.lower} in self.apart else self.likely


def tellings(report: ParsedReport) -> list[Told]:
    return [told_of(report, mention) for mention in mentions_of(report)]


def gathered(report: ParsedReport, reading: Reading, each: list[Told], threshold: float) -> list[Happening]:
    return gather(report, reading, Dating(report, reading), each, threshold)


def joined(report: ParsedReport, links: Links) -> list[list[str]]:
    happenings = gathered(report, cast("Reading", links), tellings(report), 0.5)
    return [[told.mention.words.text for told in one.told] for one in happenings]


ALWAYS, NEVER = Links(0.99), Links(0.01)
TWICE = "Rebels shelled a school in Homs. The attack lasted an hour."


def test_likely_links_join_and_others_part(parse: Parse) -> None:
    report = parse(TWICE)
    assert joined(report, ALWAYS) == [["shelled", "attack"]]
    assert joined(report, NEVER) == [["shelled"], ["attack"]]


def test_every_telling_is_in_one_happening_in_the_order_of_the_text(parse: Parse) -> None:
    report = parse(
        "Police arrested a man in Lagos. Rebels shelled a school in Homs. The arrest and the attack shocked many."
    )
    each = tellings(report)
    for links in (ALWAYS, NEVER, Links(0.9, {"shelled", "arrest"}, {"arrested", "attack"}), reading_of(report)):
        happenings = gathered(report, cast("Reading", links), each, 0.5)
        named = [told for one in happenings for told in one.told]
        assert sorted(map(id, named)) == sorted(map(id, each))
        firsts = [one.told[0].mention.token.index for one in happenings]
        assert firsts == sorted(firsts)


def test_a_misfit_is_outvoted_by_the_rest_of_the_group(parse: Parse) -> None:
    report = parse("Rebels shelled Homs. The shelling went on. The attack ended. The assault was over.")
    assert len(joined(report, Links(0.9, {"shelled", "assault"}))) == 1
    assert len(joined(report, Links(0.6, {"shelled", "assault"}, {"shelling", "assault"}))) == 2


def test_the_type_is_the_one_that_the_mentions_make_likeliest(parse: Parse) -> None:
    report = parse("A blast shook the market in Jos. The bombing was the second this year.")
    (happening,) = gathered(report, cast("Reading", ALWAYS), tellings(report), 0.5)
    blast, bombing = happening.told
    assert (blast.mention.type, bombing.mention.type) == (EventType.INCIDENT, EventType.ASSAULT)
    assert Happening([replace(blast, probability=0.5), replace(bombing, probability=0.9)]).type is EventType.ASSAULT
    assert Happening([replace(blast, probability=0.9), replace(bombing, probability=0.5)]).type is EventType.INCIDENT


@pytest.mark.parametrize(
    "text",
    [
        "Rebels attacked a school in Homs. Another attack was reported from Hama.",
        "Rebels attacked a school in Homs. A separate attack was reported from Hama.",
        "Amina Sesay was murdered in Freetown. Omar Diallo was murdered in Conakry.",
    ],
)
def test_what_the_words_part_no_link_joins(parse: Parse, text: str) -> None:
    assert len(joined(parse(text), ALWAYS)) == 2


def test_another_within_the_phrase_of_the_same_happening_does_not_part(parse: Parse) -> None:
    report = parse("A priest was killed in a similar attack.")
    assert joined(report, ALWAYS) == [["killed", "attack"]]


def test_the_same_victim_is_not_parted(parse: Parse) -> None:
    assert len(joined(parse("Amina Sesay was murdered in Freetown. Sesay was killed at night."), ALWAYS)) == 1


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("A bomb exploded in a market in Peshawar on Friday. The blast killed six people.", 1),
        ("Police arrested a union leader in Harare on Monday. The arrest drew protests.", 2),
    ],
)
def test_the_network_on_clear_cases(parse: Parse, text: str, count: int) -> None:
    report = parse(text)
    assert len(gathered(report, reading_of(report), tellings(report), 0.5)) == count


def test_the_clearest_mention_is_the_likeliest_and_of_equals_the_first(parse: Parse) -> None:
    one, other = (replace(told, probability=0.5) for told in tellings(parse(TWICE)))
    assert Happening([one, other]).by_clarity == [one, other]
    likelier = replace(other, probability=0.9)
    assert Happening([one, likelier]).by_clarity == [likelier, one]
    assert Happening([one, likelier]).probability == 0.9


def test_content_words_leave_out_articles_and_possessives() -> None:
    assert content_words("the mayor’s two sons of Kano") == {"mayor", "two", "sons", "kano"}


def test_a_filling_is_its_first_words(parse: Parse) -> None:
    report = parse("Rebels fled.").report
    assert Filling((report.span(0, 6), report.span(7, 11))).text == "Rebels"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Rebels shelled the port on Monday. The shelling on Monday killed two dockers.", 1),
        ("Rebels shelled the port on Monday. They shelled it again on Thursday.", 2),
        ("Gunmen shot two guards on Friday, a week after a shooting at the same depot.", 2),
    ],
)
def test_times_of_their_own_set_mentions_apart(parse: Parse, text: str, count: int) -> None:
    report = parse(text, published=date(2025, 4, 26))
    each = [
        told
        for told in tellings(report)
        if told.mention.token.lemma.lower() in ("shell", "shelling", "shoot", "shooting")
    ]
    assert len(each) == 2
    assert len(gathered(report, cast("Reading", ALWAYS), each, 0.5)) == count
