"""What every layout must do: `dateline.model.Layout`."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable

import pytest

from contracts.parts import options
from dateline.knowledge.crosswalks import load_columns
from dateline.model import Coding, Layout, Losses, Report
from dateline.registry import Point, load, plugins
from layout_codings import full, tricky

PARTS = [(plugin.name, load(Point.LAYOUT, plugin.name)) for plugin in plugins(Point.LAYOUT)]
CODINGS = [full(1), tricky(2), full(3)]


@pytest.fixture(params=[part for _, part in PARTS], ids=[name for name, _ in PARTS])
def part(request: pytest.FixtureRequest) -> Callable[[], Layout]:
    """What makes a layout, of every kind in turn."""
    return request.param


def test_it_follows_the_protocol(part: Callable[[], Layout]) -> None:
    assert isinstance(part(), Layout)
    assert options(part) == []


def test_its_name_is_the_one_it_is_asked_for_by() -> None:
    assert [made().name for _, made in PARTS] == [name for name, _ in PARTS]


def written(part: Callable[[], Layout], codings: list[tuple[Report, Coding]]) -> tuple[list[str], Losses]:
    losses = Losses()
    return list(part().lay_out(codings, losses)), losses


def test_every_record_is_a_row_or_counted_as_left_out(part: Callable[[], Layout]) -> None:
    lines, losses = written(part, CODINGS)
    assert losses.records == sum(len(coding.records) for _, coding in CODINGS)
    head = len(written(part, [])[0])
    assert len(lines) - head == losses.rows.total() > 0
    assert not losses.invalid
    assert losses.left_out.total() > 0
    assert all(count > 0 for count in losses.left_out.values())


def test_the_loss_report_tells_view_rules_and_dropped_fields(part: Callable[[], Layout]) -> None:
    _, losses = written(part, CODINGS)
    report = json.loads(json.dumps(losses.to_json()))
    assert report["layout"] == part().name
    assert report["counted_from"] == "record"
    assert report["counting_view"] in ("record", "record-dyad", "mention")
    assert report["rules"]
    assert sum(report["rows_by_fit"].values()) == report["rows"] == sum(report["rows_by_rule"].values())
    assert all(row["why"] and row["records"] >= 0 for row in report["fields_dropped"])
    assert len(report["crosswalks"]) == 64
    assert losses.summary().startswith(f"{losses.records} records, {losses.rows.total()} row")


def test_the_same_codings_give_the_same_lines(part: Callable[[], Layout]) -> None:
    assert written(part, CODINGS)[0] == written(part, CODINGS)[0]


def test_lines_are_written_as_codings_come(part: Callable[[], Layout]) -> None:
    taken = []

    def source():
        for number in range(5):
            taken.append(number)
            yield full(number)

    lines = part().lay_out(source(), Losses())
    next(lines)
    next(lines)
    assert len(taken) <= 2


def test_no_text_of_a_stranger_is_a_formula_or_breaks_a_line(part: Callable[[], Layout]) -> None:
    lines, _ = written(part, CODINGS)
    for row in rows_of(lines):
        assert len(row) == len(load_columns(part().name))
        for cell in row:
            assert not cell.startswith(("=", "+", "@", "\t", "\r", "\n")), cell
            assert not cell.startswith("-") or float(cell) < 0


def rows_of(lines: list[str]) -> list[list[str]]:
    text = "".join(lines)
    if all(line.endswith("\r\n") for line in lines):
        return list(csv.reader(io.StringIO(text, newline=""), strict=True))
    return [line.split("\t") for line in text.splitlines()]


def test_nothing_given_is_a_head_row_at_most(part: Callable[[], Layout]) -> None:
    lines, losses = written(part, [])
    assert len(lines) <= 1
    assert losses.to_json()["rows"] == 0
