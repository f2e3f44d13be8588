"""Participants of records: one actor under all its words, and what the report around it tells."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.model import Claim, Emptiness, EventRecord, EventType, Field, Identity, ParsedReport, Span
from dateline.resolve import ActorResolver
from factories import claim, coding, record

RESOLVER = ActorResolver()
Parse = Callable[..., ParsedReport]


def span(parsed: ParsedReport, words: str, nth: int = 0) -> Span:
    text, at = parsed.report.text, -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    return parsed.report.span(at, at + len(words))


def resolved(parsed: ParsedReport, *records: EventRecord) -> tuple[EventRecord, ...]:
    out = RESOLVER.resolve(parsed, coding(parsed.report, *records)).records
    for one in out:
        one.verify(parsed.report)
    return out


def happening(
    parsed: ParsedReport, trigger: str, actors: tuple[Span, ...], recipients: tuple[Span, ...] = ()
) -> EventRecord:
    parts = [claim(Field.ACTOR, one) for one in actors] + [claim(Field.RECIPIENT, one) for one in recipients]
    return record(EventType.ASSAULT, span(parsed, trigger), *parts)


def identity(made: Claim) -> Identity:
    assert isinstance(made.value, Identity)
    return made.value


def test_name_title_and_noun_are_one_actor(parse: Parse) -> None:
    parsed = parse("Gen. Ansel Brack attacked the depot. Brack denied nothing. The general fired again on the town.")
    words = (span(parsed, "Gen. Ansel Brack"), span(parsed, "Brack", 1), span(parsed, "The general"))
    (first,) = resolved(parsed, happening(parsed, "attacked", words))
    ids = {identity(each).id for each in first.of(Field.ACTOR_IDENTITY)}
    assert len(ids) == 1
    assert all([str(sector) for sector in identity(each).sectors] == ["MIL"] for each in first.of(Field.ACTOR_IDENTITY))


def test_two_generals_stay_two(parse: Parse) -> None:
    parsed = parse("Gen. Ansel Brack attacked the depot of Gen. Ivo Marsh.")
    words = (span(parsed, "Gen. Ansel Brack"), span(parsed, "Gen. Ivo Marsh"))
    (first,) = resolved(parsed, happening(parsed, "attacked", words))
    assert len({identity(each).id for each in first.of(Field.ACTOR_IDENTITY)}) == 2


def test_an_acronym_told_in_brackets_is_the_name_before_it(parse: Parse) -> None:
    parsed = parse("The Lorn Dockers Union (LDU) attacked a depot. The LDU burned two trucks.")
    words = (span(parsed, "The Lorn Dockers Union"), span(parsed, "The LDU"))
    (first,) = resolved(parsed, happening(parsed, "attacked", words))
    assert len({identity(each).id for each in first.of(Field.ACTOR_IDENTITY)}) == 1


def test_police_are_of_the_country_that_leads_with_its_words_as_evidence(parse: Parse) -> None:
    parsed = parse("Police attacked marchers in Nairobi, and Kenya mourned.")
    (first,) = resolved(parsed, happening(parsed, "attacked", (span(parsed, "Police"),)))
    (made,) = first.of(Field.ACTOR_IDENTITY)
    assert identity(made).country == "KEN"
    assert made.evidence[0].text == "Police"
    assert {"Nairobi", "Kenya"} & {each.text for each in made.evidence[1:]}


def test_unknown_people_stay_words(parse: Parse) -> None:
    parsed = parse("Mara Quill attacked a clerk.")
    (first,) = resolved(parsed, happening(parsed, "attacked", (span(parsed, "Mara Quill"),)))
    absence = first.absence(Field.ACTOR_IDENTITY)
    assert absence is not None
    assert absence.kind is Emptiness.UNRESOLVED
    assert [each.text for each in absence.evidence] == ["Mara Quill"]
    recipients = first.absence(Field.RECIPIENT_IDENTITY)
    assert recipients is not None
    assert recipients.kind is Emptiness.NOT_TOLD


def test_an_unknown_one_beside_a_known_one_has_an_identity_that_says_nothing(parse: Parse) -> None:
    parsed = parse("Mara Quill and Israeli soldiers attacked a clerk.")
    words = (span(parsed, "Mara Quill"), span(parsed, "Israeli soldiers"))
    (first,) = resolved(parsed, happening(parsed, "attacked", words))
    unknown, known = map(identity, first.of(Field.ACTOR_IDENTITY))
    assert (unknown.kind.value, unknown.country, unknown.sectors, unknown.name) == ("unknown", None, (), None)
    assert known.country == "ISR"


@pytest.mark.parametrize("text", ["Gunmen killed two.", "A clerk spoke."])
def test_no_records_stay_no_records(parse: Parse, text: str) -> None:
    parsed = parse(text)
    assert resolved(parsed) == ()
