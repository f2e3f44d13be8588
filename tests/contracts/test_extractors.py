"""What every coder must do: `dateline.model.Extractor`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from contracts.parts import ids, installed, options, reports
from dateline.extract.builtin import BuiltinCoder
from dateline.extract.network import Network
from dateline.model import Coding, Extractor, Failure, Maker, ParsedReport
from dateline.parse import SpacyParser
from dateline.registry import Point
from fake_parts import WordCoder

PARTS = [*installed(Point.CODER), WordCoder]

OTHER_SETTINGS: dict[tuple[type, str], Callable[[], dict[str, Any]]] = {
    (BuiltinCoder, "least_confidence"): lambda: {"least_confidence": 0.77},
    (BuiltinCoder, "network"): lambda: {"network": Network(b"another", "test")},
}
"""For each option of a part, a way to make it with another value."""

NO_SETTINGS = {(WordCoder, "version")}


@pytest.fixture(params=PARTS, ids=lambda part: part.__name__)
def part(request: pytest.FixtureRequest) -> Callable[..., Extractor]:
    """What makes a coder, of every kind in turn."""
    return request.param


@pytest.fixture(scope="module")
def parsed(parser: SpacyParser) -> list[ParsedReport]:
    """The reports of the suites, parsed once."""
    outcomes = list(parser.parse(reports()))
    assert all(isinstance(outcome, ParsedReport) for outcome in outcomes)
    return outcomes  # type: ignore[return-value]


@cache
def made(part: Callable[..., Extractor]) -> Extractor:
    return part()


def codings(part: Callable[..., Extractor], parsed: list[ParsedReport]) -> list[Coding]:
    return [outcome for outcome in made(part).extract(parsed) if isinstance(outcome, Coding)]


def test_it_follows_the_protocol(part: Callable[..., Extractor]) -> None:
    assert isinstance(made(part), Extractor)


def test_one_outcome_for_each_report_in_input_order(part: Callable[..., Extractor], parsed: list[ParsedReport]) -> None:
    assert ids(made(part).extract(parsed)) == ids(parsed)
    assert ids(made(part).extract(reversed(parsed))) == ids(reversed(parsed))


def test_no_report_no_outcome(part: Callable[..., Extractor]) -> None:
    assert list(made(part).extract([])) == []


def test_no_outcome_is_lost_at_a_report_whose_grammar_is_out_of_step(
    part: Callable[..., Extractor], parsed: list[ParsedReport]
) -> None:
    broken = replace(parsed[0], sentences=())
    given = [parsed[0], broken, parsed[2]]
    outcomes = list(made(part).extract(given))
    assert ids(outcomes) == ids(given)
    assert isinstance(outcomes[0], Coding)
    assert isinstance(outcomes[2], Coding)
    for failure in (outcome for outcome in outcomes if isinstance(outcome, Failure)):
        assert (failure.stage, failure.origin) == ("extract", broken.report.origin)
        assert failure.message


def test_a_report_without_grammar_is_an_outcome_too(part: Callable[..., Extractor], parsed: list[ParsedReport]) -> None:
    bare = ParsedReport(parsed[0].report, (), ())
    assert ids(made(part).extract([bare])) == ["r0"]


def test_the_suite_has_records_to_look_at(part: Callable[..., Extractor], parsed: list[ParsedReport]) -> None:
    assert any(coding.records for coding in codings(part, parsed))


def test_all_evidence_stands_in_the_report(part: Callable[..., Extractor], parsed: list[ParsedReport]) -> None:
    by_id = {one.report.id: one.report for one in parsed}
    for coding in codings(part, parsed):
        for record in coding.records:
            record.verify(by_id[coding.report_id])
            assert record.report_id == coding.report_id


def test_records_have_ids_of_their_own(part: Callable[..., Extractor], parsed: list[ParsedReport]) -> None:
    each = [record.id for coding in codings(part, parsed) for record in coding.records]
    assert len(each) == len(set(each))


def test_every_value_is_made_by_the_coder(part: Callable[..., Extractor], parsed: list[ParsedReport]) -> None:
    maker = made(part).maker
    for coding in codings(part, parsed):
        assert coding.maker == maker
        assert {claim.maker for record in coding.records for claim in record.claims} <= {maker}
        assert {a.maker for record in coding.records for a in record.absences} <= {maker, None}


def test_what_is_coded_does_not_depend_on_run_or_company(
    part: Callable[..., Extractor], parsed: list[ParsedReport]
) -> None:
    alone = [outcome for one in parsed for outcome in made(part).extract([one])]
    assert list(part().extract(parsed)) == alone


def test_the_parsed_report_stays_as_it_was(part: Callable[..., Extractor], parsed: list[ParsedReport]) -> None:
    before = repr(parsed)
    list(made(part).extract(parsed))
    assert repr(parsed) == before


def test_outcomes_come_one_by_one(part: Callable[..., Extractor], parsed: list[ParsedReport]) -> None:
    taken: list[str] = []

    def source():
        for one in parsed:
            taken.append(one.report.id)
            yield one

    next(made(part).extract(source()))
    assert taken == ["r0"]


def test_the_maker_is_the_same_each_time(part: Callable[..., Extractor], parsed: list[ParsedReport]) -> None:
    maker = part().maker
    assert isinstance(maker, Maker)
    list(made(part).extract(parsed[:1]))
    assert part().maker == made(part).maker == maker


def test_the_maker_depends_on_every_setting(part: Callable[..., Extractor]) -> None:
    for option in options(part):
        if (part, option) not in NO_SETTINGS:
            assert (part, option) in OTHER_SETTINGS, f"say in OTHER_SETTINGS how {option!r} can differ"
            assert part(**OTHER_SETTINGS[part, option]()).maker.settings != part().maker.settings
