"""Stretches of time between two happenings of a report, and the days that follow from them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from tests.factories import claim, coding, record

from dateline.model import Days, EventRecord, EventType, Field, ParsedReport
from dateline.resolve import DateResolver
from dateline.resolve.gaps import find_gaps

Parse = Callable[..., ParsedReport]
FRIDAY = date(2025, 4, 25)


def records_of(report: ParsedReport, *mentions: tuple[str, str | None]) -> tuple[EventRecord, ...]:
    """A record for each word, with the time words that are given."""

    def span(words: str):  # type: ignore[no-untyped-def]
        start = report.report.text.index(words)
        return report.report.span(start, start + len(words))

    return tuple(
        record(EventType.ASSAULT, span(mention), *([claim(Field.TIME, span(when))] if when else []))
        for mention, when in mentions
    )


@pytest.mark.parametrize(
    ("text", "mentions", "days"),
    [
        (
            "A muleteer was killed on Tuesday, a week after the bombing of an army lorry.",
            [("killed", "on Tuesday"), ("bombing", None)],
            ["2025-04-22", "2025-04-15"],
        ),
        (
            "Police arrested two men two days after gunmen killed six people.",
            [("arrested", None), ("killed", None)],
            [None, None],
        ),
        (
            "Police arrested two men two days after gunmen killed six people on Sunday.",
            [("arrested", None), ("killed", "on Sunday")],
            ["2025-04-22", "2025-04-20"],
        ),
        (
            "The bridge was mined on Monday, the day before a convoy was ambushed there.",
            [("mined", "on Monday"), ("ambushed", None)],
            ["2025-04-21", "2025-04-22"],
        ),
    ],
)
def test_a_gap_carries_the_day_of_one_happening_to_the_other(
    parse: Parse, text: str, mentions: list[tuple[str, str | None]], days: list[str | None]
) -> None:
    report = parse(text, published=FRIDAY)
    out = DateResolver().resolve(report, coding(report.report, *records_of(report, *mentions)))
    found = [one.value(Field.DAYS) for one in out.records]
    assert [str(one.first) if isinstance(one, Days) else None for one in found] == days


def test_the_words_of_the_gap_and_of_the_known_day_are_the_evidence(parse: Parse) -> None:
    report = parse("A muleteer was killed on Tuesday, a week after the bombing of a lorry.", published=FRIDAY)
    each = records_of(report, ("killed", "on Tuesday"), ("bombing", None))
    out = DateResolver().resolve(report, coding(report.report, *each))
    (told,) = out.records[1].of(Field.DAYS)
    assert [span.text for span in told.evidence] == ["a week after the bombing", "on Tuesday"]


def test_days_that_are_told_stay(parse: Parse) -> None:
    report = parse("On Monday two men were arrested, a day after the bombing on Thursday.", published=FRIDAY)
    each = records_of(report, ("arrested", "On Monday"), ("bombing", "on Thursday"))
    out = DateResolver().resolve(report, coding(report.report, *each))
    found = [one.value(Field.DAYS) for one in out.records]
    assert [str(one.first) for one in found if isinstance(one, Days)] == ["2025-04-21", "2025-04-24"]


@pytest.mark.parametrize(
    "text", ["After the bombing two men were arrested.", "Six days of bombing; two were arrested."]
)
def test_no_stretch_is_no_gap(parse: Parse, text: str) -> None:
    report = parse(text, published=FRIDAY)
    assert not list(find_gaps(report, records_of(report, ("bombing", None), ("arrested", None))))
