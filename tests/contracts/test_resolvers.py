"""What every resolver must do: `dateline.model.Resolver`."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from contracts.parts import installed, options, reports
from dateline.extract.builtin import BuiltinCoder
from dateline.knowledge.gazetteer import Gazetteer
from dateline.model import Coding, Emptiness, EventRecord, Field, Maker, ParsedReport, Resolver
from dateline.parse import SpacyParser
from dateline.registry import Point
from dateline.resolve import ActorResolver, PlaceResolver
from small_gazetteer import make_gazetteer

PARTS = installed(Point.RESOLVER)

OTHER_SETTINGS: dict[tuple[type, str], Callable[[Path], dict[str, Any]]] = {
    (PlaceResolver, "gazetteer"): lambda folder: {"gazetteer": Gazetteer(make_gazetteer(folder / "own.sqlite"))},
    (ActorResolver, "gazetteer"): lambda folder: {"gazetteer": Gazetteer(make_gazetteer(folder / "own.sqlite"))},
    (ActorResolver, "actors"): lambda folder: {"actors": own_actors(folder)},
}
"""For each option of a part, a way to make it with another value."""


def own_actors(folder: Path) -> Path:
    """A user's own list of one invented group."""
    path = folder / "actors.csv"
    head = "id,name,aliases,kind,country,sectors,from,to,reference"
    path.write_text(f"{head}\nlorn-front,Lorn Front,,armed_group,NOR,REB,,,https://example.org/lorn\n")
    return path


@pytest.fixture(params=PARTS, ids=lambda part: part.__name__)
def part(request: pytest.FixtureRequest) -> Callable[..., Resolver]:
    """What makes a resolver, of every kind in turn."""
    return request.param


@pytest.fixture(scope="module")
def coded(parser: SpacyParser) -> list[tuple[ParsedReport, Coding]]:
    """The reports of the suites, parsed and coded once."""
    parsed = [outcome for outcome in parser.parse(reports()) if isinstance(outcome, ParsedReport)]
    return [(p, c) for p, c in zip(parsed, BuiltinCoder().extract(parsed), strict=True) if isinstance(c, Coding)]


Coded = list[tuple[ParsedReport, Coding]]


@cache
def made(part: Callable[..., Resolver]) -> Resolver:
    return part()


def content(record: EventRecord, field: Field) -> tuple[object, object]:
    return record.of(field), record.absence(field)


def pairs(part: Callable[..., Resolver], coded: Coded) -> list[tuple[EventRecord, EventRecord]]:
    """Every record before and after."""
    found = []
    for report, coding in coded:
        found += zip(coding.records, made(part).resolve(report, coding).records, strict=True)
    return found


def changed(part: Callable[..., Resolver], coded: Coded) -> set[Field]:
    return {f for before, after in pairs(part, coded) for f in Field if content(before, f) != content(after, f)}


def test_it_follows_the_protocol(part: Callable[..., Resolver]) -> None:
    assert isinstance(made(part), Resolver)


def test_it_resolves_fields_that_nobody_looked_for_before_and_leaves_the_others_alone(
    part: Callable[..., Resolver], coded: Coded
) -> None:
    fields = changed(part, coded)
    assert fields, "the suite has nothing that this resolver resolves"
    for before, _ in pairs(part, coded):
        kinds = {absence.field: absence.kind for absence in before.absences}
        assert {kinds.get(field) for field in fields} == {Emptiness.NOT_LOOKED_FOR}


def test_it_leaves_none_of_its_fields_without_a_word(part: Callable[..., Resolver], coded: Coded) -> None:
    for _, after in pairs(part, coded):
        for field in changed(part, coded):
            absence = after.absence(field)
            assert absence is None or absence.kind is not Emptiness.NOT_LOOKED_FOR
            assert absence is None or absence.kind is not Emptiness.UNRESOLVED or absence.reason


def test_report_coder_and_records_stay_the_same(part: Callable[..., Resolver], coded: Coded) -> None:
    for report, coding in coded:
        resolved = made(part).resolve(report, coding)
        assert (resolved.report_id, resolved.maker) == (coding.report_id, coding.maker)
        assert [record.id for record in resolved.records] == [record.id for record in coding.records]


def test_what_it_is_given_is_not_changed(part: Callable[..., Resolver], coded: Coded) -> None:
    before = repr(coded)
    for report, coding in coded:
        made(part).resolve(report, coding)
    assert repr(coded) == before


def test_no_records_stay_no_records(part: Callable[..., Resolver], coded: Coded) -> None:
    report, coding = coded[0]
    empty = Coding(coding.report_id, coding.maker, ())
    assert made(part).resolve(report, empty) == empty


def test_all_evidence_stands_in_the_report(part: Callable[..., Resolver], coded: Coded) -> None:
    for report, coding in coded:
        for record in made(part).resolve(report, coding).records:
            record.verify(report.report)


def test_what_it_adds_is_signed_by_it(part: Callable[..., Resolver], coded: Coded) -> None:
    for _, after in pairs(part, coded):
        for field in changed(part, coded):
            absence = after.absence(field)
            assert {claim.maker for claim in after.of(field)} <= {made(part).maker}
            assert absence is None or absence.maker == made(part).maker


def test_the_same_coding_is_resolved_the_same(part: Callable[..., Resolver], coded: Coded) -> None:
    other = part()
    for report, coding in coded:
        once = made(part).resolve(report, coding)
        assert once == other.resolve(report, coding)
        assert once == made(part).resolve(report, once), "a second time over changes nothing"


def test_resolvers_may_come_in_any_order(part: Callable[..., Resolver], coded: Coded) -> None:
    for other in PARTS:
        for report, coding in coded:
            one_way = made(other).resolve(report, made(part).resolve(report, coding))
            assert one_way == made(part).resolve(report, made(other).resolve(report, coding))


def test_the_maker_is_the_same_each_time(part: Callable[..., Resolver]) -> None:
    assert isinstance(part().maker, Maker)
    assert part().maker == made(part).maker


def test_the_maker_depends_on_every_setting(part: Callable[..., Resolver], tmp_path: Path) -> None:
    for option in options(part):
        assert (part, option) in OTHER_SETTINGS, f"say in OTHER_SETTINGS how {option!r} can differ"
        assert part(**OTHER_SETTINGS[part, option](tmp_path)).maker.settings != part().maker.settings


def test_makers_of_different_parts_differ() -> None:
    assert len({made(each).maker.component for each in PARTS}) == len(PARTS)
