"""Which mentions name one happening, by weights made here and, on clear cases, by those that ship."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from dateline.extract.coreference import find_antecedents
from dateline.extract.gathering import Filling, Happening, Told, are_kin, content_words, gather, pair_features
from dateline.extract.happenings import find_mentions
from dateline.extract.lexicon import load_lexicon
from dateline.extract.telling import tell
from dateline.extract.weights import Weights, load_weights
from dateline.model import EventType, ParsedReport

Parse = Callable[..., ParsedReport]

LEXICON = load_lexicon()
ALWAYS = Weights({}, {}, {"bias": 5.0})
NEVER = Weights({}, {}, {"bias": -5.0})


def tellings(report: ParsedReport) -> list[Told]:
    mentions, antecedents = find_mentions(report, LEXICON), find_antecedents(report)
    return [tell(report, each, mentions, LEXICON, antecedents, load_weights(), 0.5) for each in mentions]


def joined(report: ParsedReport, weights: Weights) -> list[list[str]]:
    return [[told.mention.words.text for told in one.told] for one in gather(report, tellings(report), weights)]


TWICE = "Rebels shelled a school in Homs. The attack lasted an hour."


def test_the_weights_join_or_part(parse: Parse) -> None:
    report = parse(TWICE)
    assert joined(report, ALWAYS) == [["shelled", "attack"]]
    assert joined(report, NEVER) == [["shelled"], ["attack"]]


def test_every_telling_is_in_one_happening_in_the_order_of_the_text(parse: Parse) -> None:
    report = parse(
        "Police arrested a man in Lagos. Rebels shelled a school in Homs. The arrest and the attack shocked many."
    )
    each = tellings(report)
    for weights in (ALWAYS, NEVER, load_weights()):
        happenings = gather(report, each, weights)
        gathered = [told for one in happenings for told in one.told]
        assert sorted(map(id, gathered)) == sorted(map(id, each))
        firsts = [one.told[0].mention.token.index for one in happenings]
        assert firsts == sorted(firsts)


def test_mentions_of_other_types_never_join(parse: Parse) -> None:
    report = parse("Police arrested a man in Lagos. Rebels shelled a school in Lagos.")
    assert len(joined(report, ALWAYS)) == 2


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (EventType.ASSAULT, EventType.ASSAULT, True),
        (EventType.ASSAULT, EventType.INCIDENT, True),
        (EventType.INCIDENT, EventType.ASSAULT, True),
        (EventType.ASSAULT, EventType.COERCE, False),
        (EventType.INCIDENT, EventType.COERCE, False),
    ],
)
def test_kin(one: EventType, other: EventType, expected: bool) -> None:
    assert are_kin(one, other) is expected


def test_an_attack_also_called_a_blast_is_an_attack(parse: Parse) -> None:
    report = parse("A blast shook the market in Jos. The bombing was the second this year.")
    (happening,) = gather(report, tellings(report), ALWAYS)
    assert {told.mention.type for told in happening.told} == {EventType.INCIDENT, EventType.ASSAULT}
    assert happening.type is EventType.ASSAULT


@pytest.mark.parametrize(
    "text",
    [
        "Rebels attacked a school in Homs. Another attack was reported from Hama.",
        "Rebels attacked a school in Homs. A separate attack was reported from Hama.",
        "Amina Sesay was murdered in Freetown. Omar Diallo was murdered in Conakry.",
    ],
)
def test_what_the_words_part_no_weight_joins(parse: Parse, text: str) -> None:
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
        ("Gunmen killed a priest in Owerri on Monday. In Jos, another attack wounded nine traders on Tuesday.", 2),
    ],
)
def test_shipped_weights_on_clear_cases(parse: Parse, text: str, count: int) -> None:
    assert len(joined(parse(text), load_weights())) == count


@pytest.mark.xfail(strict=True, reason="killings of different people in different places are joined")
def test_shipped_weights_part_happenings_that_share_only_their_word(parse: Parse) -> None:
    text = "Gunmen killed a priest in Owerri. Police arrested a suspect. Another gunman killed a nun in Jos."
    assert joined(parse(text), load_weights()) == [["killed"], ["arrested"], ["killed"]]


@pytest.mark.xfail(strict=True, reason="attacks by other doers on other days in other places are joined")
def test_shipped_weights_part_happenings_that_differ_in_all_that_is_told(parse: Parse) -> None:
    text = "Rebels attacked the base in Homs on Monday. The army attacked Idlib on Friday."
    assert len(joined(parse(text), load_weights())) == 2


def names(report: ParsedReport) -> set[str]:
    one, other = tellings(report)
    return set(pair_features(report, one, other))


def test_pair_features_compare_words_roles_and_distance(parse: Parse) -> None:
    found = names(parse("Rebels attacked a school in Homs. The attack by the rebels lasted an hour."))
    assert {"type=ASSAULT", "same-word=True:False", "actor=shared", "place=one", "second-determiner=the"} <= found
    assert "distance=1" in found


def test_pair_features_tell_differing_roles(parse: Parse) -> None:
    found = names(parse("Rebels attacked a school in Homs on Monday. Soldiers shelled Hama on Friday."))
    assert {"actor=different", "time=different", "same-word=False:True"} <= found


def test_the_clearest_mention_is_the_likeliest_and_of_equals_the_first(parse: Parse) -> None:
    one, other = tellings(parse(TWICE))
    assert Happening([one, other]).by_clarity == [one, other]
    likelier = replace(other, probability=0.9)
    assert Happening([one, likelier]).by_clarity == [likelier, one]
    assert Happening([one, likelier]).probability == 0.9


def test_content_words_leave_out_articles_and_possessives() -> None:
    assert content_words("the mayor’s two sons of Kano") == {"mayor", "two", "sons", "kano"}


def test_a_filling_is_its_first_words(parse: Parse) -> None:
    report = parse("Rebels fled.").report
    assert Filling((report.span(0, 6), report.span(7, 11))).text == "Rebels"


def gathered(report: ParsedReport, *types: EventType) -> list[Happening]:
    lexicon, weights = load_lexicon(), load_weights()
    mentions = find_mentions(report, lexicon)
    antecedents = find_antecedents(report)
    told = [tell(report, m, mentions, lexicon, antecedents, weights, 0.9) for m in mentions if m.type in types]
    return gather(report, told, weights)


def words(happenings: list[Happening]) -> list[set[str]]:
    return [{told.mention.token.lower for told in happening.told} for happening in happenings]


def test_the_same_word_for_the_same_act_joins(parse: Parse) -> None:
    report = parse("A bombing killed two people in Kirkuk. The bombing destroyed a market.")
    assert any({"bombing", "killed"} <= group for group in words(gathered(report, EventType.ASSAULT)))


def test_another_act_stands_apart(parse: Parse) -> None:
    report = parse("A bombing hit Kirkuk on Friday. It followed another bombing in Mosul.")
    assert words(gathered(report, EventType.ASSAULT)) == [{"bombing", "hit"}, {"bombing"}]


def test_the_death_of_somebody_else_stands_apart(parse: Parse) -> None:
    report = parse("Gunmen killed Ilya Torvald on Friday. Soldiers killed Marta Quist in April.")
    assert words(gathered(report, EventType.ASSAULT)) == [{"killed"}, {"killed"}]


def test_an_explosion_that_was_an_attack_is_the_attack(parse: Parse) -> None:
    report = parse("A car bombing killed a general in Vasra on Friday. The explosion in Vasra shattered windows.")
    happenings = gathered(report, EventType.ASSAULT, EventType.INCIDENT)
    joined = [h for h in happenings if "explosion" in {told.mention.token.lower for told in h.told}]
    assert [happening.type for happening in joined] == [EventType.ASSAULT]


def test_other_types_never_join_by_shipped_weights(parse: Parse) -> None:
    report = parse("Police arrested the rebels after the rebels attacked the base.")
    happenings = gathered(report, EventType.COERCE, EventType.ASSAULT)
    assert all(len({told.mention.type for told in happening.told}) == 1 for happening in happenings)
