"""What every implementation of a plug-in point must do, run over all that the registry names."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from dateline.extract import BuiltinCoder
from dateline.model import Coding, Extractor, Failure, Field, ParsedReport, Parser, Report, Resolver
from dateline.parse import SpacyParser
from dateline.resolve import CountryResolver, DateResolver

TEXTS = [
    "Gunmen killed two guards at a depot in Garissa, Kenya, on Monday, police said.",
    "The bakery opened at nine.",
    "“We will not leave,” the farmers’ union said. It demanded talks with the minister before Friday.",
]


@pytest.fixture(scope="module")
def parsed(parse: Callable[..., ParsedReport]) -> list[ParsedReport]:
    return [parse(text, published=date(2031, 5, 14)) for text in TEXTS]


@pytest.mark.parametrize("make", [SpacyParser])
class TestParsers:
    def test_one_outcome_a_report_in_order(self, make: Callable[[], Parser], parsed: list[ParsedReport]) -> None:
        reports = [each.report for each in parsed]
        foreign = Report("de", "Der Ort ist leer.", "de.txt", language="de")
        outcomes = list(make().parse([reports[0], foreign, *reports[1:]]))
        assert [type(outcome) for outcome in outcomes] == [ParsedReport, Failure, ParsedReport, ParsedReport]
        assert [o.report.id for o in outcomes if isinstance(o, ParsedReport)] == [report.id for report in reports]

    def test_tokens_stand_where_they_say(self, make: Callable[[], Parser], parsed: list[ParsedReport]) -> None:
        for each in parsed:
            assert all(each.report.text[token.start : token.end] == token.text for token in each.tokens)
            assert all(token.sentence == each.tokens[token.head].sentence for token in each.tokens)
        assert make().maker == make().maker


@pytest.mark.parametrize("make", [BuiltinCoder])
class TestExtractors:
    def test_one_outcome_a_report_in_order(self, make: Callable[[], Extractor], parsed: list[ParsedReport]) -> None:
        outcomes = list(make().extract(parsed))
        assert [outcome.report_id for outcome in outcomes] == [each.report.id for each in parsed]
        assert all(isinstance(outcome, Coding) for outcome in outcomes)

    def test_every_word_stands_in_its_report(self, make: Callable[[], Extractor], parsed: list[ParsedReport]) -> None:
        for each, coding in zip(parsed, make().extract(parsed), strict=True):
            assert isinstance(coding, Coding)
            for record in coding.records:
                record.verify(each.report)

    def test_the_same_text_gives_the_same_records(
        self, make: Callable[[], Extractor], parsed: list[ParsedReport]
    ) -> None:
        assert list(make().extract(parsed)) == list(make().extract(reversed(parsed)))[::-1]

    def test_a_crash_is_a_failure_and_the_rest_goes_on(
        self, make: Callable[[], Extractor], parsed: list[ParsedReport]
    ) -> None:
        broken: Any = _Broken(parsed[0])
        outcomes = list(make().extract([broken, parsed[0]]))
        assert [type(outcome) for outcome in outcomes] == [Failure, Coding]
        assert isinstance(outcomes[0], Failure)
        assert outcomes[0].stage == "extract"
        assert outcomes[0].detail is not None


class _Broken:
    """A parsed report whose grammar cannot be read."""

    def __init__(self, whole: ParsedReport) -> None:
        self.report = whole.report

    @property
    def tokens(self) -> object:
        raise RuntimeError("the grammar is gone")


@pytest.mark.parametrize(("make", "field"), [(DateResolver, Field.DAYS), (CountryResolver, Field.COUNTRY)])
class TestResolvers:
    def test_only_its_own_field_changes(
        self, make: Callable[[], Resolver], field: Field, parsed: list[ParsedReport]
    ) -> None:
        (coding,) = BuiltinCoder().extract(parsed[:1])
        assert isinstance(coding, Coding)
        resolved = make().resolve(parsed[0], coding)
        assert len(resolved.records) == len(coding.records)
        for before, after in zip(coding.records, resolved.records, strict=True):
            assert [c for c in after.claims if c.field is not field] == list(before.claims)
            told, absence = after.of(field), after.absence(field)
            assert bool(told) != (absence is not None)
            assert absence is None or absence.kind != "not_looked_for"
            after.verify(parsed[0].report)
