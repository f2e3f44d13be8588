"""Whatever the model can hold comes back equal: records made at random."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.model import (
    Absence,
    Casualties,
    CasualtyKind,
    CasualtyRole,
    Certainty,
    Claim,
    Coding,
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
    Status,
    Value,
    Voice,
    Words,
    modes_of,
)
from dateline.model.record import VALUE_TYPES
from dateline.store import Store
from value_strategies import days, identities, locations

_TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=2, max_size=40).filter(
    lambda text: text.strip()
)
_MAKERS = st.builds(Maker, st.sampled_from(["coder", "dates", "person:é"]), st.sampled_from("12"), st.just("0f"))
_DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))


@st.composite
def _spans(draw: st.DrawFn, report: Report) -> Span:
    start = draw(st.integers(0, len(report.text) - 1))
    return report.span(start, draw(st.integers(start + 1, len(report.text))))


@st.composite
def _voices(draw: st.DrawFn, report: Report, depth: int = 3) -> Voice:
    source = draw(st.none() | _spans(report))
    cue = draw(_spans(report) if source is None else st.none() | _spans(report))
    via = draw(st.none() | _voices(report, depth - 1)) if depth else None
    return Voice(source, cue, draw(st.sampled_from(SourceKind)), via)


@st.composite
def _casualties(draw: st.DrawFn) -> Casualties:
    low = draw(st.none() | st.integers(0, 10**20))
    high = draw(st.integers(low or 0, 10**21)) if low is None else draw(st.none() | st.integers(low, 10**21))
    rule, role = draw(st.sampled_from(["at least", "dozens"])), draw(st.sampled_from(CasualtyRole))
    return Casualties(draw(st.sampled_from(CasualtyKind)), low, high, rule, role, draw(st.none() | _DAYS))


def _values(field: Field, event_type: EventType, evidence: tuple[Span, ...]) -> st.SearchStrategy[Value]:
    by_type: dict[type, st.SearchStrategy[Value]] = {
        Words: st.just(Words(evidence[0].text)),
        EventType: st.just(event_type),
        Mode: st.sampled_from(modes_of(event_type) or ("",)).map(Mode),
        Country: st.sampled_from(["TCD", "NER"]).map(Country),
        Days: days(),
        Location: locations(),
        Identity: identities(evidence[0].text),
        Casualties: _casualties(),
        Status: st.sampled_from(Status),
        Certainty: st.sampled_from(Certainty),
        Main: st.booleans().map(Main),
        Responsibility: st.builds(
            Responsibility,
            st.sampled_from(ResponsibilityStance),
            st.none() | st.sampled_from([span.text for span in evidence]),
        ),
    }
    return by_type[VALUE_TYPES[field]]


@st.composite
def _claims(draw: st.DrawFn, report: Report, event_type: EventType, field: Field) -> Claim:
    evidence = tuple(draw(st.lists(_spans(report), min_size=1, max_size=3)))
    voice = draw(st.none() | _voices(report))
    return Claim(
        field,
        draw(_values(field, event_type, evidence)),
        evidence,
        draw(_MAKERS),
        voice,
        draw(st.sampled_from(Stance)) if voice else None,
        draw(st.none() | st.floats(0, 1)),
    )


@st.composite
def _absences(draw: st.DrawFn, report: Report, field: Field) -> Absence:
    kind = draw(st.sampled_from(Emptiness))
    unresolved = kind is Emptiness.UNRESOLVED
    evidence = tuple(draw(st.lists(_spans(report), min_size=1, max_size=3))) if unresolved else ()
    return Absence(field, kind, draw(st.none() | _MAKERS), evidence, draw(st.none() | _TEXTS) if unresolved else None)


@st.composite
def _records(draw: st.DrawFn, report: Report) -> EventRecord:
    event_type = draw(st.sampled_from(EventType))
    open_fields = [field for field in Field if field not in (Field.TYPE, Field.MENTION)]
    if not modes_of(event_type):
        open_fields.remove(Field.MODE)
    told = draw(st.sets(st.sampled_from(open_fields)))
    fields = [Field.TYPE, Field.MENTION, *sorted(told)]
    fields += draw(st.lists(st.sampled_from(fields), max_size=3))
    empty = draw(st.sets(st.sampled_from(open_fields))) - told
    claims = tuple(draw(_claims(report, event_type, field)) for field in fields)
    return EventRecord(report.id, claims, tuple(draw(_absences(report, field)) for field in sorted(empty)))


@st.composite
def _codings(draw: st.DrawFn) -> tuple[Report, Coding]:
    report = Report("r1", draw(_TEXTS), "test")
    records = draw(st.lists(_records(report), max_size=3, unique_by=lambda record: record.id))
    return report, Coding("r1", draw(_MAKERS), tuple(records))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(_codings())
def test_every_coding_comes_back_equal(empty_store: Path, both: tuple[Report, Coding]) -> None:
    report, coding = both
    with TemporaryDirectory() as folder, Store.open(shutil.copy(empty_store, Path(folder) / "events.db")) as store:
        with store.writer() as writer:
            assert writer.add_coding(report, coding)
            assert not writer.add_coding(report, coding)
            assert list(store.codings()) == [both]
            assert store.report("r1") == report
            assert list(store.verify()) == []
            assert writer.add_coding(report, replace(coding, maker=Maker("another", "1", "")))
        assert store.coding("r1", coding.maker) == coding
