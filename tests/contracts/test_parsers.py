"""What every parser must do: `dateline.model.Parser`."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from contracts.parts import ids, installed, options, reports
from dateline.knowledge.gazetteer import Gazetteer
from dateline.model import Failure, Maker, ParsedReport, Parser
from dateline.parse import SpacyParser
from dateline.registry import Point
from fake_parts import BareParser
from small_gazetteer import make_gazetteer

PARTS = [*installed(Point.PARSER), BareParser]

OTHER_SETTINGS: dict[tuple[type, str], Callable[[Path], dict[str, Any]]] = {
    (SpacyParser, "pipeline"): lambda _: {"pipeline": "another_pipeline"},
    (SpacyParser, "gazetteer"): lambda folder: {"gazetteer": Gazetteer(make_gazetteer(folder / "own.sqlite"))},
}
"""For each option of a part, a way to make it with another value."""

NO_SETTINGS = {(BareParser, "crash"), (BareParser, "version")}


@pytest.fixture(params=PARTS, ids=lambda part: part.__name__)
def part(request: pytest.FixtureRequest) -> Callable[..., Parser]:
    """What makes a parser, of every kind in turn."""
    return request.param


@cache
def made(part: Callable[..., Parser]) -> Parser:
    return part()


def test_it_follows_the_protocol(part: Callable[..., Parser]) -> None:
    assert isinstance(made(part), Parser)


def test_one_outcome_for_each_report_in_input_order(part: Callable[..., Parser]) -> None:
    given = reports()
    assert ids(made(part).parse(given)) == [report.id for report in given]
    assert ids(made(part).parse(reversed(given))) == [report.id for report in reversed(given)]


def test_no_report_no_outcome(part: Callable[..., Parser]) -> None:
    assert list(made(part).parse([])) == []


def test_the_same_report_twice_is_parsed_twice(part: Callable[..., Parser]) -> None:
    first = reports()[0]
    one, other = made(part).parse([first, first])
    assert one == other


def test_what_is_parsed_does_not_depend_on_run_or_company(part: Callable[..., Parser]) -> None:
    given = reports()
    alone = [outcome for report in given for outcome in made(part).parse([report])]
    assert list(part().parse(given)) == alone


def test_a_report_is_handed_on_as_it_was(part: Callable[..., Parser]) -> None:
    given = reports()
    for report, outcome in zip(given, made(part).parse(given), strict=True):
        assert isinstance(outcome, Failure) or outcome.report == report


def test_tokens_sentences_names_and_quotations_stand_in_the_text_in_order(part: Callable[..., Parser]) -> None:
    for outcome in made(part).parse(reports()):
        if isinstance(outcome, Failure):
            continue
        text, tokens = outcome.report.text, outcome.tokens
        assert all(text[t.start : t.end] == t.text for t in tokens)
        assert [t.index for t in tokens] == list(range(len(tokens)))
        for each in (tokens, outcome.sentences, outcome.quotations):
            places = [(one.start, one.end) for one in each]
            assert places == sorted(places)
            assert all(0 <= start < end <= len(text) for start, end in places)
        assert all(0 <= n.first < n.last <= len(tokens) for n in outcome.names)
        assert all(tokens[t.head].sentence == t.sentence for t in tokens)
        assert all(s.in_title == (s.start < outcome.report.body_start) for s in outcome.sentences)


def test_every_token_leads_up_to_a_root(part: Callable[..., Parser]) -> None:
    for outcome in made(part).parse(reports()):
        if isinstance(outcome, ParsedReport):
            assert all(len(list(outcome.ancestors(token))) <= len(outcome.tokens) for token in outcome.tokens)


def test_a_failure_names_stage_origin_and_report(part: Callable[..., Parser]) -> None:
    given = reports()
    for report, outcome in zip(given, made(part).parse(given), strict=True):
        if isinstance(outcome, Failure):
            assert (outcome.stage, outcome.origin, outcome.report_id) == ("parse", report.origin, report.id)
            assert outcome.message


def test_the_maker_is_the_same_each_time(part: Callable[..., Parser]) -> None:
    maker = part().maker
    assert isinstance(maker, Maker)
    assert maker == part().maker
    list(made(part).parse(reports()[:1]))
    assert made(part).maker == maker


def test_the_maker_depends_on_every_setting(part: Callable[..., Parser], tmp_path: Path) -> None:
    for option in options(part):
        if (part, option) not in NO_SETTINGS:
            assert (part, option) in OTHER_SETTINGS, f"say in OTHER_SETTINGS how {option!r} can differ"
            assert part(**OTHER_SETTINGS[part, option](tmp_path)).maker.settings != part().maker.settings
