"""Rows are checked against the columns of their layout, and the columns make a Table Schema."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from dateline.export.layouts.schema import Cell, problem_of, table_schema, text_of
from dateline.knowledge.crosswalks.columns import CellType, LayoutColumn


def column(kind: CellType, name: str = "cell", *, required: bool = False, codes: tuple[str, ...] = ()) -> LayoutColumn:
    return LayoutColumn(name, kind, required, codes, "", "test", "")


@pytest.mark.parametrize(
    ("checked", "cell", "problem"),
    [
        (column(CellType.TEXT, required=True), None, "cell is required and empty"),
        (column(CellType.TEXT, required=True), "", "cell is required and empty"),
        (column(CellType.TEXT), None, None),
        (column(CellType.INT), "3", "cell holds no int"),
        (column(CellType.INT), True, "cell holds no int"),
        (column(CellType.INT), 0, None),
        (column(CellType.DECIMAL), float("nan"), "cell holds no decimal"),
        (column(CellType.DECIMAL, "Latitude"), -90.5, "Latitude is beyond 90 degrees"),
        (column(CellType.DECIMAL, "ActionGeo_Long"), 181, "ActionGeo_Long is beyond 180 degrees"),
        (column(CellType.DATE), datetime(2031, 3, 4), "cell holds no date"),
        (column(CellType.DATE), "2031-03-04", "cell holds no date"),
        (column(CellType.INT, codes=("1", "2")), 3, "cell holds none of its codes"),
        (column(CellType.INT, codes=("1", "2")), 2, None),
        (column(CellType.TEXT, codes=("a",)), "A", "cell holds none of its codes"),
    ],
)
def test_a_cell_that_breaks_its_column_is_named(checked: LayoutColumn, cell: Cell, problem: str | None) -> None:
    assert problem_of([checked], {checked.name: cell}) == problem


@pytest.mark.parametrize(
    ("kind", "cell", "text"),
    [
        (CellType.TEXT, None, ""),
        (CellType.INT, 0, "0"),
        (CellType.DECIMAL, -0.45, "-0.45"),
        (CellType.DECIMAL, 5.0, "5"),
        (CellType.DECIMAL, 100.0, "100"),
        (CellType.DECIMAL, 1e-9, "0"),
        (CellType.DATE, date(2031, 3, 4), "2031-03-04"),
        (CellType.DATETIME, datetime(2031, 3, 4), "2031-03-04 00:00:00.000"),
        (CellType.BOOL, False, "false"),
    ],
)
def test_a_cell_as_text(kind: CellType, cell: Cell, text: str) -> None:
    assert text_of(column(kind), cell) == text


def test_the_table_schema_has_types_codes_and_limits() -> None:
    schema = table_schema(
        [column(CellType.INT, "kind", required=True, codes=("1", "2")), column(CellType.DECIMAL, "Lat")]
    )
    kind, lat = schema["fields"]
    assert kind["type"] == "integer"
    assert kind["constraints"] == {"required": True, "enum": [1, 2]}
    assert lat["constraints"] == {"minimum": -90, "maximum": 90}
