from __future__ import annotations

from datetime import date

from tests.factories import claim, coding, record, report, voice

from dateline.model import (
    Claim,
    Coding,
    DateBasis,
    Days,
    Emptiness,
    EventRecord,
    EventType,
    Field,
    Name,
    ParsedReport,
    PublishedBasis,
    Report,
    Resolver,
    Sentence,
    Span,
    Status,
    Token,
)
from dateline.resolve import DateResolver

PUBLISHED = date(2025, 4, 25)


def plain(of: Report) -> ParsedReport:
    return ParsedReport(of, (), ())


def dated(marked: str, published: date | None = PUBLISHED) -> tuple[Report, tuple[Span, ...]]:
    basis = PublishedBasis.GIVEN if published else None
    return report(marked, published=published, published_basis=basis)


def happening(mention: Span, *times: Span, status: Status = Status.OCCURRED) -> EventRecord:
    claims = [claim(Field.TIME, span) for span in times]
    return record(EventType.ASSAULT, mention, claim(Field.STATUS, mention, value=status), *claims)


def resolved(of: Report, *records: EventRecord) -> tuple[EventRecord, ...]:
    out: Coding = DateResolver().resolve(plain(of), coding(of, *records))
    for one in out.records:
        one.verify(of)
    return out.records


def day_claims(one: EventRecord) -> list[tuple[str, str, list[str]]]:
    return [
        (str(c.value.first), str(c.value.last), [span.text for span in c.evidence])
        for c in one.of(Field.DAYS)
        if isinstance(c.value, Days)
    ]


def test_it_is_a_resolver_and_its_maker_is_stable() -> None:
    assert isinstance(DateResolver(), Resolver)
    assert DateResolver().maker == DateResolver().maker


def test_the_time_words_are_the_evidence_of_the_days() -> None:
    made, (raid, friday) = dated("A [[raid]] killed two farmers in Velmar [[on Friday]].")
    (out,) = resolved(made, happening(raid, friday))
    assert day_claims(out) == [("2025-04-25", "2025-04-25", ["on Friday"])]


def test_other_fields_stay_as_they_are() -> None:
    made, (raid, friday) = dated("A [[raid]] killed two farmers in Velmar [[on Friday]].")
    before = happening(raid, friday)
    (out,) = resolved(made, before)
    assert [c for c in out.claims if c.field is not Field.DAYS] == list(before.claims)


def test_a_planned_happening_lies_ahead() -> None:
    made, (march, monday) = dated("The [[march]] is to begin [[on Monday]].")
    (out,) = resolved(made, happening(march, monday, status=Status.PLANNED))
    assert day_claims(out)[0][0] == "2025-04-28"


def test_no_time_words_is_not_told_and_never_the_report_day() -> None:
    made, (raid,) = dated("A [[raid]] killed two farmers.")
    (out,) = resolved(made, happening(raid))
    absence = out.absence(Field.DAYS)
    assert absence is not None
    assert absence.kind is Emptiness.NOT_TOLD


def test_vague_words_are_unresolved_with_their_reason() -> None:
    made, (raid, when) = dated("A [[raid]] killed two farmers [[in recent days]].")
    (out,) = resolved(made, happening(raid, when))
    absence = out.absence(Field.DAYS)
    assert absence is not None
    assert absence.kind is Emptiness.UNRESOLVED
    assert absence.evidence == (when,)
    assert "vague" in (absence.reason or "")


def test_without_a_report_day_a_weekday_is_unresolved() -> None:
    made, (raid, friday) = dated("A [[raid]] killed two farmers [[on Friday]].", None)
    (out,) = resolved(made, happening(raid, friday))
    absence = out.absence(Field.DAYS)
    assert absence is not None
    assert "day of the report" in (absence.reason or "")


def test_words_of_one_record_narrow_each_other() -> None:
    made, (week, raid, tuesday) = dated("[[This week]] a [[raid]] killed two; it came [[on Tuesday]].")
    (out,) = resolved(made, happening(raid, week, tuesday))
    assert day_claims(out) == [("2025-04-22", "2025-04-22", ["on Tuesday", "This week"])]


def test_days_that_exclude_each_other_stay_in_view() -> None:
    made, (raid, tuesday, thursday) = dated("The [[raid]] was [[on Tuesday]], the army said; others said [[Thursday]].")
    (out,) = resolved(made, happening(raid, tuesday, thursday))
    assert [first for first, _, _ in day_claims(out)] == ["2025-04-22", "2025-04-24"]


def test_a_beginning_and_an_end_give_the_days_between() -> None:
    made, (siege, began, ended) = dated("The [[siege]] that [[began Tuesday]] was lifted; it [[ended Thursday]].")
    (out,) = resolved(made, happening(siege, began, ended))
    assert [(first, last) for first, last, _ in day_claims(out)] == [("2025-04-22", "2025-04-24")]


def test_a_day_later_is_counted_from_the_date_told_before() -> None:
    made, (raid, tuesday, talks, later) = dated("A [[raid]] came [[on Tuesday]]. [[Talks]] began [[a day later]].")
    _, out = resolved(made, happening(raid, tuesday), happening(talks, later))
    assert day_claims(out) == [("2025-04-23", "2025-04-23", ["a day later", "on Tuesday"])]
    value = out.value(Field.DAYS)
    assert isinstance(value, Days)
    assert value.basis is DateBasis.INFERRED


def test_a_day_earlier_is_not_counted_from_what_lies_ahead() -> None:
    made, (vote, ahead, raid, earlier) = dated("A [[vote]] is due [[on Tuesday]]. A [[raid]] came [[a day earlier]].")
    _, out = resolved(made, happening(vote, ahead, status=Status.PLANNED), happening(raid, earlier))
    absence = out.absence(Field.DAYS)
    assert absence is not None
    assert absence.kind is Emptiness.UNRESOLVED


def test_a_date_that_only_the_parser_found_anchors_too() -> None:
    made, (tuesday, talks, later) = dated("[[Tuesday]] was calm. [[Talks]] began [[a day later]].")
    token = Token(0, tuesday.start, tuesday.end, "Tuesday", "Tuesday", "PROPN", "NNP", "nsubj", 0, "DATE", 0)
    parsed = ParsedReport(made, (token,), (Sentence(0, 0, 1, 0, 20, 0, False),), (), (Name(0, 1, "DATE"),))
    out = DateResolver().resolve(parsed, coding(made, happening(talks, later)))
    assert day_claims(out.records[0])[0][0] == "2025-04-23"


def test_the_days_keep_the_voice_of_the_time_words() -> None:
    made, (police, said, raid, friday) = dated("[[Police]] [[said]] the [[raid]] came [[on Friday]].")
    time: Claim = claim(Field.TIME, friday, **voice(police, said))
    (out,) = resolved(made, record(EventType.ASSAULT, raid, time))
    (days,) = out.of(Field.DAYS)
    assert (days.voice, days.stance) == (time.voice, time.stance)
