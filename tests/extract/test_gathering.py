from __future__ import annotations

from collections.abc import Callable

from dateline.extract.coreference import find_antecedents
from dateline.extract.gathering import Happening, content_words, gather
from dateline.extract.happenings import find_mentions
from dateline.extract.lexicon import load_lexicon
from dateline.extract.telling import tell
from dateline.extract.weights import load_weights
from dateline.model import EventType, ParsedReport

Parse = Callable[[str], ParsedReport]


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


def test_other_types_never_join(parse: Parse) -> None:
    report = parse("Police arrested the rebels after the rebels attacked the base.")
    happenings = gathered(report, EventType.COERCE, EventType.ASSAULT)
    assert all(len({told.mention.type for told in happening.told}) == 1 for happening in happenings)


def test_content_words_leave_out_the_small_ones() -> None:
    assert content_words("The minister’s car") == {"minister", "car"}
