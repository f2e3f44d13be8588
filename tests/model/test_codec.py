"""Records to JSON and back without loss, and the schema that describes them."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.model import (
    Absence,
    Casualties,
    CasualtyKind,
    CasualtyRole,
    Claim,
    Country,
    Days,
    Emptiness,
    EventRecord,
    EventType,
    Field,
    Identity,
    Location,
    Main,
    Maker,
    Mode,
    Report,
    Responsibility,
    ResponsibilityStance,
    SourceKind,
    Span,
    Stance,
    Value,
    Voice,
    Words,
    modes_of,
)
from dateline.model.codec import record_from_json, record_schema, record_to_json, value_from_json, value_to_json
from dateline.model.record import VALUE_TYPES
from factories import record, report
from value_strategies import days, identities, locations

VALIDATOR = jsonschema.Draft202012Validator(record_schema())

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40).filter(str.strip)
MAKERS = st.builds(Maker, st.text(max_size=8), st.text(max_size=3), st.text(max_size=8))


@st.composite
def spans(draw: st.DrawFn, of: Report) -> Span:
    start = draw(st.integers(0, len(of.text) - 1))
    return of.span(start, draw(st.integers(start + 1, len(of.text))))


@st.composite
def voices(draw: st.DrawFn, of: Report, depth: int = 2) -> Voice:
    source = draw(st.none() | spans(of))
    cue = draw(spans(of)) if source is None else draw(st.none() | spans(of))
    via = draw(st.none() | voices(of, depth - 1)) if depth else None
    return Voice(source, cue, draw(st.sampled_from(SourceKind)), via)


@st.composite
def casualties(draw: st.DrawFn) -> Casualties:
    low, high = sorted(draw(st.tuples(st.integers(0, 10**6), st.integers(0, 10**6))))
    bounds = draw(st.sampled_from([(low, high), (low, None), (None, high)]))
    kind, role = draw(st.sampled_from(CasualtyKind)), draw(st.sampled_from(CasualtyRole))
    return Casualties(kind, *bounds, "guide", role, draw(st.none() | st.dates()))


def values(field: Field, event_type: EventType, evidence: Span) -> st.SearchStrategy[Any]:
    kind = VALUE_TYPES[field]
    if kind is EventType:
        return st.just(event_type)
    if kind is Words:
        return st.just(Words(evidence.text))
    made: dict[type, st.SearchStrategy[Any]] = {
        Mode: st.sampled_from(modes_of(event_type) or ("",)).map(Mode),
        Country: st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=3, max_size=3).map(Country),
        Days: days(),
        Location: locations(),
        Identity: identities(evidence.text),
        Casualties: casualties(),
        Responsibility: st.builds(
            Responsibility, st.sampled_from(ResponsibilityStance), st.sampled_from([None, evidence.text])
        ),
        Main: st.builds(Main, st.booleans()),
    }
    return made[kind] if kind in made else st.sampled_from(list(kind))


@st.composite
def claims(draw: st.DrawFn, of: Report, field: Field, event_type: EventType) -> Claim:
    evidence = draw(st.lists(spans(of), min_size=1, max_size=3))
    voice = draw(st.none() | voices(of))
    return Claim(
        field,
        draw(values(field, event_type, evidence[0])),
        tuple(evidence),
        draw(MAKERS),
        voice,
        draw(st.sampled_from(Stance)) if voice else None,
        draw(st.none() | st.floats(0, 1)),
    )


@st.composite
def absences(draw: st.DrawFn, of: Report, field: Field) -> Absence:
    kind = draw(st.sampled_from(Emptiness))
    evidence = tuple(draw(st.lists(spans(of), min_size=1, max_size=2))) if kind is Emptiness.UNRESOLVED else ()
    return Absence(field, kind, draw(st.none() | MAKERS), evidence, draw(st.none() | st.text(max_size=9)))


@st.composite
def records(draw: st.DrawFn) -> EventRecord:
    of = Report("r", draw(TEXTS), "test")
    event_type = draw(st.sampled_from(EventType))
    possible = [field for field in Field if field is not Field.MODE or modes_of(event_type)]
    told = {Field.TYPE, Field.MENTION, *draw(st.sets(st.sampled_from(possible)))}
    made = [draw(claims(of, field, event_type)) for field in told for _ in range(draw(st.integers(1, 2)))]
    empty = draw(st.sets(st.sampled_from(Field))) - told
    return EventRecord(of.id, tuple(made), tuple(draw(absences(of, field)) for field in empty))


@given(records())
@settings(max_examples=150, deadline=None)
def test_a_record_comes_back_from_json_and_follows_the_schema(made: EventRecord) -> None:
    data = json.loads(json.dumps(record_to_json(made)))
    assert record_from_json(data) == made
    assert data["id"] == made.id
    VALIDATOR.validate(data)


def test_the_schema_is_a_valid_schema() -> None:
    VALIDATOR.check_schema(record_schema())


def test_json_is_in_plain_words() -> None:
    made, (_, killed) = report("[[Gunmen]] [[killed]] two.")
    data = record_to_json(record(EventType.ASSAULT, killed))
    assert data["type"] == "ASSAULT"
    assert data["claims"][1]["field"] == "mention"
    assert data["claims"][1]["value"] == {"text": "killed"}
    assert data["claims"][1]["evidence"] == [{"start": 7, "end": 13, "text": "killed"}]
    assert made.text[7:13] == "killed"


def an_example() -> dict[str, Any]:
    _, (killed, three) = report("Gunmen [[killed]] [[three]].")
    number = Casualties(CasualtyKind.KILLED, 3, 3, "guide")
    made = record(EventType.ASSAULT, killed)
    told = Claim(Field.CASUALTIES, number, (three,), Maker("test-maker", "1", "0"))
    return copy.deepcopy(record_to_json(made.with_fields({Field.CASUALTIES: (told,)})))


def without_evidence(data: dict[str, Any]) -> None:
    data["claims"][0]["evidence"] = []


def of_an_unknown_type(data: dict[str, Any]) -> None:
    data["type"] = data["claims"][0]["value"] = "BATTLE"


def of_an_unknown_stance(data: dict[str, Any]) -> None:
    data["claims"][0]["stance"] = "insists"


def with_another_fields_value(data: dict[str, Any]) -> None:
    data["claims"][1]["value"] = {"alpha3": "NOR"}


def with_an_empty_span(data: dict[str, Any]) -> None:
    data["claims"][1]["evidence"][0] = {"start": 4, "end": 4, "text": ""}


def of_an_unknown_kind_of_casualties(data: dict[str, Any]) -> None:
    data["claims"][2]["value"]["kind"] = "startled"


BROKEN: list[Callable[[dict[str, Any]], None]] = [
    without_evidence,
    of_an_unknown_type,
    of_an_unknown_stance,
    with_another_fields_value,
    with_an_empty_span,
    of_an_unknown_kind_of_casualties,
]


def test_the_example_is_sound_before_it_is_broken() -> None:
    VALIDATOR.validate(an_example())
    assert record_from_json(an_example()).id == an_example()["id"]


@pytest.mark.parametrize("broken", BROKEN)
def test_a_broken_record_is_refused_by_the_types(broken: Callable[[dict[str, Any]], None]) -> None:
    data = an_example()
    broken(data)
    with pytest.raises(ValueError):
        record_from_json(data)


@pytest.mark.parametrize("broken", BROKEN)
def test_a_broken_record_is_refused_by_the_schema(broken: Callable[[dict[str, Any]], None]) -> None:
    data = an_example()
    broken(data)
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate(data)


@pytest.mark.parametrize("key", ["claims", "absences", "report_id"])
def test_a_missing_key_is_refused(key: str) -> None:
    data = an_example()
    del data[key]
    with pytest.raises(KeyError, match=key):
        record_from_json(data)
    with pytest.raises(jsonschema.ValidationError, match=key):
        VALIDATOR.validate(data)


@pytest.mark.parametrize(
    ("field", "value", "data"),
    [
        (Field.TYPE, EventType.AID, "AID"),
        (Field.COUNTRY, Country("NOR"), {"alpha3": "NOR"}),
        (Field.MAIN, Main(False), {"is_main": False}),
    ],
)
def test_a_value_alone_goes_to_json_and_back(field: Field, value: Value, data: Any) -> None:
    assert value_to_json(field, value) == data
    assert value_from_json(field, data) == value


def test_a_value_of_another_field_is_refused() -> None:
    with pytest.raises(ValueError, match="alpha3"):
        value_from_json(Field.COUNTRY, {"text": "Norvik"})
