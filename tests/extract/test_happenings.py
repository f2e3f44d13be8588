from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.extract.happenings import find_mentions
from dateline.extract.lexicon import load_lexicon
from dateline.model import EventType, ParsedReport

Parse = Callable[[str], ParsedReport]


@pytest.mark.parametrize(
    ("text", "words", "event_type", "mode"),
    [
        ("Police arrested the editor.", "arrested", EventType.COERCE, "arrest"),
        ("A suicide bombing hit the market.", "suicide bombing", EventType.ASSAULT, "suicide-attack"),
        ("Warplanes bombed the village.", "bombed", EventType.ASSAULT, "aerial"),
        ("The union called for talks.", "called for talks", EventType.REQUEST, "meet"),
        ("The union called for the minister to resign.", "called for", EventType.REQUEST, "change"),
        ("Troops withdrew from the border.", "withdrew from", EventType.RETREAT, "withdraw"),
        ("Voters took to the streets.", "took to", EventType.PROTEST, "demo"),
        ("Gunmen opened fire.", "opened fire", EventType.ASSAULT, "firearms"),
        ("The state imposed sanctions on the bank.", "imposed sanctions", EventType.SANCTION, "discontinue"),
    ],
)
def test_words_name_a_type_and_a_mode(
    parse: Parse, text: str, words: str, event_type: EventType, mode: str | None
) -> None:
    found = [(m.words.text, m.type, m.mode) for m in find_mentions(parse(text), load_lexicon())]
    assert (words, event_type, mode) in found


def test_the_word_that_tells_the_mode_is_its_evidence(parse: Parse) -> None:
    (mention,) = [
        m for m in find_mentions(parse("A sniper killed the guard."), load_lexicon()) if m.token.pos == "VERB"
    ]
    assert (mention.mode, mention.mode_words.text) == ("firearms", "sniper")


def test_an_object_of_another_class_is_another_happening(parse: Parse) -> None:
    def types(text: str) -> set[EventType]:
        return {mention.type for mention in find_mentions(parse(text), load_lexicon())}

    assert EventType.MOBILIZE in types("The state deployed troops to the coast.")
    assert EventType.SANCTION in types("The minister fired the director.")
    assert EventType.ASSAULT in types("Rebels fired rockets at the port.")


def test_no_word_names_two_happenings(parse: Parse) -> None:
    mentions = find_mentions(
        parse("Militants launched an attack and killed two soldiers in an ambush."), load_lexicon()
    )
    starts = [mention.token.index for mention in mentions]
    assert len(starts) == len(set(starts))
    spans = sorted((mention.words.start, mention.words.end) for mention in mentions)
    assert all(first[1] <= second[0] for first, second in zip(spans, spans[1:], strict=False))
