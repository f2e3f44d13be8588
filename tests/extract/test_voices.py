"""From attribution relations to the voices of a happening, on relations built by hand and on parsed sentences."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dateline.extract.attribution import Act, Attribution, find_attributions, load_attribution_lexicon
from dateline.extract.happenings import Mention
from dateline.extract.voices import (
    hedge_of,
    innermost_voice,
    is_unverified,
    same_source,
    unverified,
    voice_of,
    voices_of,
)
from dateline.model import ParsedReport, SourceKind, Span, Stance, Voice
from factories import report
from lexicon_mentions import mentions_of

Parse = Callable[..., ParsedReport]

MADE, (POLICE, SAID, AGENCY, REPORTEDLY) = report("[[police]] [[said]] [[the agency]] [[reportedly]] rebels attacked")
ATTACKED = 6


def relation(source: Span | None, cue: Span | None, **rest: Any) -> Attribution:
    usual: dict[str, Any] = {
        "source_words": source,
        "pronoun": None,
        "content": ((ATTACKED - 1, ATTACKED + 1),),
        "stance": Stance.ASSERTS,
        "act": Act.SAY,
        "negated": False,
        "kind": SourceKind.UNKNOWN,
        "source_head": None,
        "cue_head": None,
        "via": None,
        "is_quoted": False,
        "in_quotation": False,
    }
    return Attribution(source=source, cue=cue, **usual | rest)


def test_a_voice_carries_those_that_pass_it_on_innermost_first() -> None:
    outer = relation(AGENCY, None, kind=SourceKind.OTHER_MEDIA)
    inner = relation(POLICE, SAID, kind=SourceKind.SECURITY_FORCES, via=1)
    voice = voice_of(inner, (inner, outer))
    assert [(one.source, one.cue, one.kind) for one in voice.chain()] == [
        (POLICE, SAID, SourceKind.SECURITY_FORCES),
        (AGENCY, None, SourceKind.OTHER_MEDIA),
    ]


def test_relations_that_pass_each_other_on_end() -> None:
    one, other = relation(POLICE, SAID, via=1), relation(AGENCY, None, via=0)
    assert len(list(voice_of(one, (one, other)).chain())) == 2


def test_a_relation_without_words_is_left_out_of_the_chain() -> None:
    silent = relation(None, None)
    inner = relation(POLICE, SAID, via=1)
    assert len(list(voice_of(inner, (inner, silent)).chain())) == 1


def test_a_source_more_fully_named_is_the_same() -> None:
    _, (short, full, other) = report("[[Sesay]] [[the mayor Amina Sesay]] [[Diallo]]")
    assert same_source(Voice(short, None), Voice(full, None))
    assert same_source(Voice(full, None), Voice(short, None))
    assert not same_source(Voice(short, None), Voice(other, None))


def test_a_voice_without_a_source_is_the_same_as_none_with_one() -> None:
    assert not same_source(Voice(None, SAID), Voice(POLICE, SAID))
    assert same_source(Voice(None, SAID), Voice(None, REPORTEDLY))


def test_the_reports_own_doubt_has_a_cue_and_no_source() -> None:
    assert is_unverified(relation(None, SAID, stance=Stance.CANNOT_VERIFY))
    assert not is_unverified(relation(POLICE, SAID, stance=Stance.CANNOT_VERIFY))
    assert not is_unverified(relation(None, SAID))


def test_a_negated_saying_vouches_for_nothing() -> None:
    assert innermost_voice(ATTACKED, (relation(POLICE, SAID, negated=True),)) is None


def test_a_figure_outside_the_content_is_the_reporters() -> None:
    assert innermost_voice(ATTACKED + 3, (relation(POLICE, SAID),)) is None
    found = innermost_voice(ATTACKED, (relation(POLICE, SAID),))
    assert found is not None
    assert found[0].source == POLICE


def read(parsed: ParsedReport, trigger: str) -> tuple[Mention, tuple[Attribution, ...]]:
    mention = next(m for m in mentions_of(parsed) if trigger in m.words.text)
    return mention, find_attributions(parsed, load_attribution_lexicon())


def sources(parsed: ParsedReport, trigger: str, doers: set[str] = frozenset()) -> list[tuple[str | None, Stance]]:  # type: ignore[assignment]
    mention, relations = read(parsed, trigger)
    return [(v.source.text if v.source else None, stance) for v, stance in voices_of(mention, relations, doers)]


def test_the_source_of_a_sentence_vouches_for_what_it_tells(parse: Parse) -> None:
    assert sources(parse("Rebels shelled a school in Homs, a local chief said."), "shelled") == [
        ("a local chief", Stance.ASSERTS)
    ]


def test_what_the_reporter_tells_has_no_voice(parse: Parse) -> None:
    assert sources(parse("Rebels shelled a school in Homs."), "shelled") == []


def test_who_denies_does_so(parse: Parse) -> None:
    assert (("Turkey", Stance.DENIES)) in sources(parse("Turkey denied shelling the town of Afrin."), "shelling")


def test_a_relation_passed_on_comes_once(parse: Parse) -> None:
    text = "The state news agency quoted the health ministry as saying that a bomb killed nine people in Homs."
    found = sources(parse(text), "killed")
    assert len(found) == 1
    mention, relations = read(parse(text), "killed")
    ((voice, _),) = voices_of(mention, relations, ())
    assert [one.source.text for one in voice.chain() if one.source] == ["the health ministry", "The state news agency"]


def test_a_doer_vouches_not_for_its_own_speech_act(parse: Parse) -> None:
    parsed = parse("The union said that it rejected the offer.")
    assert sources(parsed, "rejected", {"union"}) == []


def test_a_hedge_is_a_cue_without_a_source(parse: Parse) -> None:
    parsed = parse("A drone reportedly hit a fuel depot near Bryansk.")
    mention, relations = read(parsed, "hit")
    hedge = hedge_of(parsed, mention.token, relations)
    assert hedge is not None
    assert hedge.text == "reportedly"
    parsed = parse("A drone hit a fuel depot near Bryansk, police said.")
    mention, relations = read(parsed, "hit")
    assert hedge_of(parsed, mention.token, relations) is None


def test_a_noun_that_a_hedged_clause_takes_for_granted_is_not_hedged(parse: Parse) -> None:
    parsed = parse("The militia reportedly left Orvale over the killing of a driver.")
    mention, relations = read(parsed, "killing")
    assert hedge_of(parsed, mention.token, relations) is None


def test_nobody_is_in_a_position_to_know_what_has_not_happened(parse: Parse) -> None:
    parsed = parse("Police said that gunmen had killed two guards.")
    mention, relations = read(parsed, "killed")
    assert [stance for _, stance in voices_of(mention, relations, ())] == [Stance.CONFIRMS]
    assert [stance for _, stance in voices_of(mention, relations, (), is_real=False)] == [Stance.ASSERTS]


def test_what_could_not_be_verified_is_found(parse: Parse) -> None:
    text = "A rebel spokesman said that fighters had killed 20 soldiers. The claim could not be independently verified."
    mention, relations = read(parse(text), "killed")
    found = unverified(mention, relations)
    assert found is not None
    voice, stance = found
    assert (voice.source, stance) == (None, Stance.CANNOT_VERIFY)
    mention, relations = read(parse("Rebels killed 20 soldiers, a spokesman said."), "killed")
    assert unverified(mention, relations) is None
