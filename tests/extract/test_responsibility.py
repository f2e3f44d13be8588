"""What a report says of who did it: claimed, blamed, unclaimed, or nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from dateline.extract.builtin import BuiltinCoder
from dateline.extract.gathering import Happening
from dateline.extract.responsibility import ResponsibilityTold, find_responsibility
from dateline.model import (
    Coding,
    EventType,
    Field,
    ParsedReport,
    Responsibility,
    ResponsibilityStance,
    SourceKind,
    Span,
    Stance,
    Voice,
)
from lexicon_mentions import mentions_of, told_of

Parse = Callable[..., ParsedReport]

CLAIMED, UNCLAIMED = ResponsibilityStance.CLAIMED, ResponsibilityStance.UNCLAIMED
BY_AUTHORITIES, BY_OTHER = ResponsibilityStance.BLAMED_BY_AUTHORITIES, ResponsibilityStance.BLAMED_BY_OTHER


def happening(report: ParsedReport, event_type: EventType = EventType.ASSAULT) -> Happening:
    """The first mention of the type, as a happening of its own."""
    mention = next(m for m in mentions_of(report) if m.type is event_type)
    return Happening([told_of(report, replace(mention, mode=None))])


def words(report: ParsedReport, text: str) -> Span:
    start = report.report.text.index(text)
    return report.report.span(start, start + len(text))


def told(
    report: ParsedReport, *voices: tuple[Voice, Stance], doer: Span | None = None, is_plain: bool = True
) -> ResponsibilityTold | None:
    return find_responsibility(report, happening(report), voices, doer, is_plain=is_plain)


def test_a_claim_names_the_claimant_and_rests_on_its_words(parse: Parse) -> None:
    report = parse("A bomb killed eight pilgrims in Karbala. The Red Front claimed responsibility.")
    source, cue = words(report, "The Red Front"), words(report, "claimed responsibility")
    found = told(report, (Voice(source, cue), Stance.CLAIMS_RESPONSIBILITY))
    assert found is not None
    assert found.value == Responsibility(CLAIMED, "The Red Front")
    assert found.evidence == (source, cue)


def test_a_claim_outranks_what_others_say(parse: Parse) -> None:
    report = parse("Rebels killed eight pilgrims, police said. The Red Front claimed responsibility.")
    police, front = words(report, "police"), words(report, "The Red Front")
    said, claimed = words(report, "said"), words(report, "claimed responsibility")
    found = told(
        report,
        (Voice(police, said, SourceKind.SECURITY_FORCES), Stance.ASSERTS),
        (Voice(front, claimed), Stance.CLAIMS_RESPONSIBILITY),
        doer=words(report, "Rebels"),
        is_plain=False,
    )
    assert found is not None
    assert found.value.stance is CLAIMED


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (SourceKind.OFFICIAL, BY_AUTHORITIES),
        (SourceKind.SECURITY_FORCES, BY_AUTHORITIES),
        (SourceKind.WITNESS, BY_OTHER),
        (SourceKind.NGO_OR_MONITOR, BY_OTHER),
    ],
)
def test_a_doer_told_by_sources_alone_is_blamed_by_them(
    parse: Parse, kind: SourceKind, expected: ResponsibilityStance
) -> None:
    report = parse("Rebels killed eight pilgrims in Karbala, the council said.")
    voice = Voice(words(report, "the council"), words(report, "said"), kind)
    found = told(report, (voice, Stance.ASSERTS), doer=words(report, "Rebels"), is_plain=False)
    assert found is not None
    assert found.value == Responsibility(expected, "Rebels")
    assert [span.text for span in found.evidence] == ["Rebels", "the council"]


def test_a_doer_whom_the_reporter_names_is_not_blamed(parse: Parse) -> None:
    report = parse("Rebels killed eight pilgrims in Karbala, the council said.")
    voice = Voice(words(report, "the council"), words(report, "said"))
    assert told(report, (voice, Stance.ASSERTS), doer=words(report, "Rebels"), is_plain=True) is None


def test_a_cue_of_blame_blames_also_where_the_reporter_tells_it(parse: Parse) -> None:
    report = parse("The council blamed rebels for killing eight pilgrims.")
    voice = Voice(words(report, "The council"), words(report, "blamed"))
    found = told(report, (voice, Stance.ASSERTS), doer=words(report, "rebels"), is_plain=True)
    assert found is not None
    assert found.value == Responsibility(BY_AUTHORITIES, "rebels")


def test_who_denies_blames_nobody(parse: Parse) -> None:
    report = parse("Rebels killed eight pilgrims in Karbala, the council said.")
    voice = Voice(words(report, "the council"), words(report, "said"))
    assert told(report, (voice, Stance.DENIES), doer=words(report, "Rebels"), is_plain=False) is None


@pytest.mark.parametrize(
    "text",
    [
        "A grenade wounded five shoppers in Bujumbura. No group has claimed responsibility.",
        "A grenade wounded five shoppers in Bujumbura. No one has claimed responsibility.",
        "A grenade wounded five shoppers in Bujumbura. Responsibility was not claimed.",
    ],
)
def test_words_that_nobody_claimed_it(parse: Parse, text: str) -> None:
    found = told(parse(text))
    assert found is not None
    assert found.value == Responsibility(UNCLAIMED)
    assert "claimed" in found.evidence[0].text


def test_an_unknown_doer_is_unclaimed(parse: Parse) -> None:
    report = parse("Unidentified gunmen killed a judge in Lima.")
    found = told(report, doer=words(report, "Unidentified gunmen"))
    assert found is not None
    assert found.value == Responsibility(UNCLAIMED)


def test_where_it_is_not_discussed_nothing_is_told(parse: Parse) -> None:
    report = parse("Army helicopters bombed a rebel base near Bamenda.")
    assert told(report, doer=words(report, "Army helicopters")) is None
    assert told(report) is None


def test_it_is_asked_of_harmful_acts_only(parse: Parse) -> None:
    report = parse("The presidents met in Geneva. No group has claimed responsibility.")
    met = happening(report, EventType.CONSULT)
    assert find_responsibility(report, met, (), None, is_plain=True) is None


def test_a_claim_of_something_else_is_none_of_this(parse: Parse) -> None:
    report = parse("Rebels shelled a school in Homs. No passenger has claimed the lost bag.")
    assert told(report) is None


def test_an_unclaimed_arrest_is_not_a_matter(parse: Parse) -> None:
    report = parse("Police arrested a judge in Lima. No group has claimed responsibility.")
    found = find_responsibility(report, happening(report, EventType.COERCE), (), None, is_plain=True)
    assert found is None


def test_the_coder_keeps_it_as_a_claim_on_its_words(parse: Parse) -> None:
    report = parse("A bomb killed eight pilgrims in Karbala. The Red Front claimed responsibility for the attack.")
    (coding,) = BuiltinCoder().extract([report])
    assert isinstance(coding, Coding)
    claims = [claim for record in coding.records for claim in record.of(Field.RESPONSIBILITY)]
    assert [claim.value for claim in claims] == [Responsibility(CLAIMED, "The Red Front")]


def test_a_claim_for_a_mention_of_the_same_happening_is_about_it(parse: Parse) -> None:
    report = parse("A grenade wounded five shoppers in Bujumbura. Nobody has claimed responsibility for the attack.")
    (coding,) = BuiltinCoder().extract([report])
    assert isinstance(coding, Coding)
    attack = next(r for r in coding.records if r.type is EventType.ASSAULT)
    assert attack.value(Field.RESPONSIBILITY) == Responsibility(UNCLAIMED)
