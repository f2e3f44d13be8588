"""From coded texts to examples: which words are taken for a record's, and which labels are left out."""

from __future__ import annotations

from collections.abc import Callable

from dateline.extract.coreference import find_antecedents
from dateline.extract.network import candidates
from dateline.extract.network.pieces import spans_of_windows
from dateline.learn.examples import CodedText, mentions_of, role_labels
from dateline.learn.names import IGNORED, ROLES
from dateline.learn.windows import windows
from dateline.model import ParsedReport

Parse = Callable[..., ParsedReport]
EMPTY = dict.fromkeys(("actor", "recipient", "object", "means", "place", "time", "attribution"), ())


def event(**told: object) -> dict:
    return EMPTY | {"triggers": ()} | told


def test_a_trigger_is_found_by_the_head_of_its_words(parse: Parse) -> None:
    report = parse("A car bombing killed six people.")
    (mention,) = mentions_of(CodedText(report, [event(triggers=["car bombing"])]))
    assert (mention.token.text, mention.events, mention.sure) == ("bombing", (0,), True)


def test_of_several_places_those_with_an_argument_are_sure(parse: Parse) -> None:
    report = parse("The attack was long planned. The attack on Kaya killed six. Talk of an attack went on.")
    found = mentions_of(CodedText(report, [event(triggers=["attack"], place=["Kaya"])]))
    assert [mention.sure for mention in found] == [False, True, False]


def test_a_word_of_two_records_names_both(parse: Parse) -> None:
    report = parse("Rebels attacked Homs and Hama.")
    (mention,) = mentions_of(CodedText(report, [event(triggers=["attacked"]), event(triggers=["attacked"])]))
    assert mention.events == (0, 1)


def test_the_nearest_and_fullest_phrase_fills_a_role_and_its_likes_are_left_out(parse: Parse) -> None:
    report = parse("Police in Lagos arrested a union leader. The union leader had fled.")
    each = candidates(report, find_antecedents(report))
    coded = CodedText(report, [event(triggers=["arrested"], recipient=["a union leader"], place=["Lagos"])])
    (mention,) = mentions_of(coded)
    chosen = list(range(len(each)))
    labels = dict(
        zip([each[number].words[0].text for number in chosen], role_labels(coded, mention, each, chosen), strict=True)
    )
    by_number = role_labels(coded, mention, each, chosen)
    assert by_number[[each[n].words[0].text for n in chosen].index("union leader")] == ROLES.index("recipient") + 1
    assert by_number.count(IGNORED) == 1
    assert labels["Lagos"] == ROLES.index("place") + 1
    assert labels["Police"] == 0


def test_fitting_and_reading_cut_the_same_windows() -> None:
    for count in (1, 510, 511, 900, 910, 911, 2500):
        assert windows(count) == spans_of_windows(count)
