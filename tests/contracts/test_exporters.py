"""What every exporter must do: `dateline.model.Exporter`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from contracts.parts import options
from dateline.model import Coding, EventType, Exporter, Field, Report
from dateline.registry import Point, load, plugins
from factories import coding, record, report
from rich_report import Rich, rich_report

PARTS = [
    (plugin.name, made)
    for plugin in plugins(Point.EXPORTER)
    if hasattr(made := load(Point.EXPORTER, plugin.name), "export") and plugin.name != "ftm"
]
"""All but ``ftm``, which writes statements about actors and not records; its own tests say what it must do."""


PARTIAL = {"hxl": "HXL has no tags for things, means and time words"}
"""Formats that hold a part of a record by what they are for."""


@pytest.fixture(params=[part for _, part in PARTS], ids=[name for name, _ in PARTS])
def part(request: pytest.FixtureRequest) -> Callable[[], Exporter]:
    """What makes an exporter, of every kind in turn."""
    return request.param


@pytest.fixture(scope="module")
def rich() -> Rich:
    """One report with a record that tells nearly every field."""
    return rich_report()


def named(number: int, word: str) -> tuple[Report, Coding]:
    """A report with one record, named by ``word``."""
    made, (span,) = report(f"Rebels [[{word}]] on Monday.", id=f"r{number}")
    return made, coding(made, record(EventType.ASSAULT, span))


def test_it_follows_the_protocol(part: Callable[[], Exporter]) -> None:
    assert isinstance(part(), Exporter)


def test_its_name_is_the_one_it_is_asked_for_by() -> None:
    assert [made().name for _, made in PARTS] == [name for name, _ in PARTS]


def test_it_is_made_without_options(part: Callable[[], Exporter]) -> None:
    assert options(part) == []


def test_every_piece_ends_with_its_line_break(part: Callable[[], Exporter], rich: Rich) -> None:
    pieces = list(part().export([(rich.report, rich.coding)]))
    assert pieces
    assert all(piece.endswith("\n") and piece.strip() for piece in pieces)


def test_codings_come_in_input_order_and_none_is_lost(part: Callable[[], Exporter]) -> None:
    given = [named(1, "stormed"), named(2, "shelled"), named(3, "burned")]
    text = "".join(part().export(given))
    places = [text.index(word) for word in ("stormed", "shelled", "burned")]
    assert places == sorted(places)
    backwards = "".join(part().export(reversed(given)))
    assert backwards.index("burned") < backwards.index("stormed")


def test_records_come_in_the_order_of_the_coding(part: Callable[[], Exporter]) -> None:
    made, (first, second) = report("Rebels [[stormed]] a fort and [[burned]] a mill.")
    both = coding(made, record(EventType.ASSAULT, first), record(EventType.ASSAULT, second))
    text = "".join(part().export([(made, both)]))
    assert text.index("stormed") < text.index("burned")


def test_the_same_codings_give_the_same_bytes(part: Callable[[], Exporter], rich: Rich) -> None:
    given = [(rich.report, rich.coding), named(2, "shelled")]
    assert list(part().export(given)) == list(part().export(given))


def test_a_piece_does_not_depend_on_its_company(part: Callable[[], Exporter], rich: Rich) -> None:
    one, other = (rich.report, rich.coding), named(2, "shelled")
    nothing, alone, together = (list(part().export(given)) for given in ([], [one], [one, other]))
    end = 1 if len(nothing) > 1 and nothing[-1] == alone[-1] else 0  # of a format that closes what it opened
    kept = len(alone) - end
    assert together[:kept] == alone[:kept]
    assert together[len(together) - end :] == alone[kept:]


def test_pieces_are_written_as_codings_come(part: Callable[[], Exporter], rich: Rich) -> None:
    taken = []

    def source():
        for number in range(5):
            taken.append(number)
            yield named(number, "stormed") if number else (rich.report, rich.coding)

    pieces = part().export(source())
    next(pieces)
    next(pieces)
    assert len(taken) <= 3


def test_the_words_of_the_record_are_in_the_file(part: Callable[[], Exporter], rich: Rich) -> None:
    if part().name in PARTIAL:
        pytest.skip(PARTIAL[part().name])
    text = "".join(part().export([(rich.report, rich.coding)]))
    for field in (Field.MENTION, Field.OBJECT, Field.MEANS, Field.PLACE, Field.TIME):
        for words in rich.coding.records[0].words(field):
            assert words in text, field


def test_a_coding_without_records_does_no_harm(part: Callable[[], Exporter], rich: Rich) -> None:
    empty = replace(rich.coding, records=())
    made, other = named(2, "shelled")
    text = "".join(part().export([(rich.report, empty), (made, other)]))
    assert "shelled" in text


def test_nothing_given_is_a_file_that_can_be_read(part: Callable[[], Exporter]) -> None:
    assert all(piece.endswith("\n") for piece in part().export([]))


def test_words_in_any_script_stay_as_they_are(part: Callable[[], Exporter]) -> None:
    text = "".join(part().export([named(1, "стреляли 🎉 é")]))
    assert "стреляли 🎉 é" in text
    assert text.encode("utf-8").decode("utf-8") == text
