"""``hxl``: tags in the second row, and nothing made up."""

from __future__ import annotations

import csv
import io
import re

from dateline.export.hxl import HXL_COLUMNS, HxlExporter
from layout_codings import full, tricky
from rich_report import Rich

TAG = re.compile(r"#[a-z][a-z0-9]*(\+[a-z][a-z0-9_]*)*")
"""HXL 1.1: a hashtag, then attributes."""


def rows_of(*codings) -> list[list[str]]:
    return list(csv.reader(io.StringIO("".join(HxlExporter().export(codings)), newline=""), strict=True))


def test_the_second_row_has_a_tag_for_every_column() -> None:
    head, tags = rows_of()
    assert len(head) == len(tags) == len(HXL_COLUMNS)
    assert all(TAG.fullmatch(tag) for tag in tags)
    assert len(set(tags)) == len(tags)


def test_cells_of_a_rich_record(rich: Rich) -> None:
    _, tags, row = rows_of((rich.report, rich.coding))
    told = dict(zip(tags, row, strict=True))
    expected = {
        "#date+occurred": "2031-03-03",
        "#event+type": "ASSAULT",
        "#group+name+first": "",
        "#group+name+second": "three sailors",
        "#affected+killed+min": "3",
        "#affected+killed": "",
        "#affected+killed+max": "",
        "#affected+injured": "",
        "#country+name": "Norway",
        "#country+code+v_iso3": "NOR",
        "#geo+lat": "70.5",
        "#geo+precision": "near",
        "#status+certainty": "unknown",
    }
    assert {tag: told[tag] for tag in expected} == expected
    assert "struck" in told["#description"]


def test_a_figure_with_both_bounds_is_the_best_one() -> None:
    _, tags, row, *_ = rows_of(full(1))
    assert dict(zip(tags, row, strict=True))["#affected+killed"] == "3"


def test_no_cell_is_a_formula() -> None:
    for row in rows_of(tricky(2)):
        assert not [cell for cell in row if cell.startswith(("=", "+", "@"))]
