"""The built-in coder: plain cases that a person would call right or wrong at sight; settings; failures."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from dateline.errors import ConfigError
from dateline.extract import BuiltinCoder, builtin
from dateline.extract.network import Network, load_network
from dateline.model import (
    Certainty,
    Coding,
    EventRecord,
    EventType,
    Failure,
    Field,
    ParsedReport,
    Responsibility,
    ResponsibilityStance,
    Stance,
    Status,
)
from factories import parsed

Parse = Callable[..., ParsedReport]
Code = Callable[..., list[EventRecord]]


@pytest.fixture(scope="module")
def code(parse: Callable[..., ParsedReport]) -> Code:
    coder = BuiltinCoder()

    def code_text(text: str, *, title: str | None = None) -> list[EventRecord]:
        parsed = parse(text, published=date(2031, 5, 14), title=title)
        (coding,) = coder.extract([parsed])
        assert isinstance(coding, Coding), coding
        for record in coding.records:
            record.verify(parsed.report)
        return list(coding.records)

    return code_text


def only(records: list[EventRecord], event_type: EventType) -> EventRecord:
    found = [record for record in records if record.type is event_type]
    assert len(found) == 1, [(record.type, record.words(Field.MENTION)) for record in records]
    return found[0]


def test_who_did_what_to_whom_where_and_when(code: Code) -> None:
    record = only(code("Gunmen killed two guards at a depot in Garissa on Monday."), EventType.ASSAULT)
    assert record.words(Field.ACTOR) == ["Gunmen"]
    assert record.words(Field.RECIPIENT) == ["two guards"]
    assert "Garissa" in record.words(Field.PLACE)
    assert record.words(Field.TIME) == ["on Monday"]


def test_the_passive_turns_the_roles(code: Code) -> None:
    record = only(code("Three teachers were arrested by soldiers in Bamako on Sunday."), EventType.COERCE)
    assert record.words(Field.ACTOR) == ["soldiers"]
    assert record.words(Field.RECIPIENT) == ["Three teachers"]


def test_a_doer_who_is_not_told_is_empty_and_said_to_be(code: Code) -> None:
    record = only(code("Three teachers were arrested in Bamako on Sunday."), EventType.COERCE)
    absence = record.absence(Field.ACTOR)
    assert absence is not None
    assert absence.kind == "not_told"


def test_days_places_and_identities_are_left_to_the_resolvers(code: Code) -> None:
    (record,) = code("Three teachers were arrested in Bamako on Sunday.")
    left = {a.field for a in record.absences if a.kind == "not_looked_for"}
    assert left == {Field.ACTOR_IDENTITY, Field.RECIPIENT_IDENTITY, Field.LOCATION, Field.COUNTRY, Field.DAYS}


def test_a_source_vouches_and_makes_it_attributed(code: Code) -> None:
    record = only(code("Rebels killed nine villagers in Pibor on Friday, a local herder said."), EventType.ASSAULT)
    (claim,) = record.of(Field.TYPE)
    assert claim.voice is not None
    assert claim.voice.source is not None
    assert claim.voice.source.text == "a local herder"
    assert claim.stance is Stance.ASSERTS
    assert record.value(Field.CERTAINTY) is Certainty.ATTRIBUTED


def test_the_reporters_own_word_is_fact(code: Code) -> None:
    record = only(code("Rebels killed nine villagers in Pibor on Friday."), EventType.ASSAULT)
    assert record.of(Field.TYPE)[0].voice is None
    assert record.value(Field.CERTAINTY) is Certainty.FACT


def test_nobody_claimed_it(code: Code) -> None:
    text = "A car bomb killed four soldiers in Kirkuk on Friday. No group has claimed responsibility for the attack."
    record = only(code(text), EventType.ASSAULT)
    assert record.value(Field.RESPONSIBILITY) == Responsibility(ResponsibilityStance.UNCLAIMED)


def test_several_mentions_are_one_record_and_each_is_kept(code: Code) -> None:
    text = "A car bomb killed four soldiers in Kirkuk on Friday. The attack wounded six. The attack shocked the town."
    record = only(code(text), EventType.ASSAULT)
    assert len(record.of(Field.MENTION)) > len(set(record.words(Field.MENTION))) >= 2


def test_another_attack_is_another_record(code: Code) -> None:
    text = "A bombing killed four soldiers in Kirkuk on Friday. It followed another bombing in Mosul in March."
    assert len([record for record in code(text) if record.type is EventType.ASSAULT]) == 2


def test_figures_carry_their_words_and_bounds(code: Code) -> None:
    record = only(
        code("An airstrike on Taiz killed at least 12 people and wounded dozens on Monday."), EventType.ASSAULT
    )
    figures = {claim.value.kind: claim for claim in record.of(Field.CASUALTIES)}  # type: ignore[union-attr]
    killed = figures["killed"]  # type: ignore[index]
    assert (killed.value.low, killed.value.high) == (12, None)  # type: ignore[union-attr]
    assert "at least 12" in killed.evidence[0].text


def test_a_plan_is_planned_with_the_word_that_says_so(code: Code) -> None:
    record = only(code("The two presidents will meet in Quito on Friday."), EventType.CONSULT)
    (claim,) = record.of(Field.STATUS)
    assert claim.value is Status.PLANNED
    assert claim.evidence[0].text == "will"


def test_the_report_is_about_what_its_title_tells(code: Code) -> None:
    records = code(
        "Gunmen killed two guards at a depot in Garissa on Monday. Last year the mayor praised the port workers.",
        title="Two guards killed at Garissa depot",
    )
    main = [record for record in records if record.of(Field.MAIN)[0].value.is_main]  # type: ignore[union-attr]
    assert [record.type for record in main] == [EventType.ASSAULT]


@pytest.mark.parametrize(
    "text",
    [
        "The company opened a second bakery in Lyon, and sales rose by a tenth.",
        "The striker scored twice in the first half, and the crowd sang.",
    ],
)
def test_nothing_happened(code: Code, text: str) -> None:
    assert code(text) == []


def test_a_higher_threshold_keeps_fewer_and_is_another_maker(parse: Callable[..., ParsedReport]) -> None:
    parsed = parse("Gunmen killed two guards in Garissa on Monday. Officials discussed the matter.")
    plain, strict = BuiltinCoder(), BuiltinCoder(least_confidence=0.999)
    (many,), (few,) = plain.extract([parsed]), strict.extract([parsed])
    assert isinstance(many, Coding)
    assert isinstance(few, Coding)
    assert len(few.records) < len(many.records)
    assert plain.maker != strict.maker


TEXT = (
    "Gunmen killed two farmers near Bangui on Monday, a trader said. Police arrested three men on Tuesday. "
    "The killing was the second this month."
)


def coded(report: ParsedReport, coder: BuiltinCoder | None = None) -> Coding:
    (outcome,) = (coder or BuiltinCoder()).extract([report])
    assert isinstance(outcome, Coding), outcome
    return outcome


def test_records_come_in_the_order_of_the_text(parse: Parse) -> None:
    coding = coded(parse(TEXT))
    starts = [min(claim.evidence[0].start for claim in record.of(Field.MENTION)) for record in coding.records]
    assert starts == sorted(starts)
    assert [record.type for record in coding.records][:2] == [EventType.ASSAULT, EventType.COERCE]


def test_a_higher_threshold_keeps_fewer_records(parse: Parse) -> None:
    report = parse(TEXT)
    all_of_it, usual, none = (coded(report, BuiltinCoder(least_confidence=t)).records for t in (0.0, None, 1.0))
    assert len(all_of_it) >= len(usual) > len(none) == 0


def test_confidence_is_not_below_the_threshold(parse: Parse) -> None:
    threshold = load_network().thresholds["record"]
    for record in coded(parse(TEXT)).records:
        confidences = [claim.confidence for claim in record.of(Field.TYPE)]
        assert all(c is not None and threshold - 0.001 <= c <= 1 for c in confidences)


def test_the_maker_follows_threshold_and_network() -> None:
    usual = BuiltinCoder().maker
    makers = {usual, BuiltinCoder(least_confidence=0.9).maker, BuiltinCoder(network=Network(b"another", "test")).maker}
    assert len(makers) == 3
    assert BuiltinCoder().maker == usual


def test_a_network_of_its_own_is_used(parse: Parse) -> None:
    with pytest.raises(ConfigError, match="test: it cannot be opened"):
        coded(parse(TEXT), BuiltinCoder(network=Network(b"no model", "test")))


def test_a_crash_is_a_failure_with_origin_and_traceback_and_the_rest_goes_on(
    parse: Parse, monkeypatch: pytest.MonkeyPatch
) -> None:
    good, bad = parse(TEXT), parse("Rebels shelled a school in Homs.")
    find = builtin.find_mentions

    def crash(report, *given):
        if report is bad:
            raise RuntimeError("a tree without root")
        return find(report, *given)

    monkeypatch.setattr(builtin, "find_mentions", crash)
    outcomes = list(BuiltinCoder().extract([good, bad, good]))
    assert [type(outcome) for outcome in outcomes] == [Coding, Failure, Coding]
    failure = outcomes[1]
    assert isinstance(failure, Failure)
    assert (failure.stage, failure.report_id) == ("extract", bad.report.id)
    assert "RuntimeError: a tree without root" in failure.message
    assert "Traceback" in (failure.detail or "")


def test_a_report_without_tokens_has_no_records(parse: Parse) -> None:
    report = parse("Rebels fled.")
    assert coded(ParsedReport(report.report, (), ())).records == ()


def test_a_happening_is_not_the_source_of_what_it_tells() -> None:
    report = parsed("""
The     -      DET/DT   det   2
attack  -      NOUN/NN  nsubj 3
showed  show   VERB/VBD ROOT  0
that    -      SCONJ/IN mark  6
rebels  rebel  NOUN/NNS nsubj 6
killed  kill   VERB/VBD ccomp 3
farmers farmer NOUN/NNS dobj  6
""")
    for record in coded(report, BuiltinCoder(least_confidence=0.0)).records:
        voices = [claim.voice.source.text for claim in record.claims if claim.voice and claim.voice.source]
        assert not any("attack" in source for source in voices)
