"""Checking rows against the columns of a layout, and the same columns as a Table Schema (Frictionless).

A row that breaks its schema is not written; what broke it is told in the loss report. Source: Frictionless Data,
Table Schema, https://specs.frictionlessdata.io/table-schema/.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from dateline.knowledge.crosswalks.columns import CellType, LayoutColumn

Cell = str | int | float | bool | date | None
"""What a layout puts into a cell; None is empty."""

_TYPES: Mapping[CellType, tuple[type, ...]] = {
    CellType.TEXT: (str,),
    CellType.INT: (int,),
    CellType.DECIMAL: (int, float),
    CellType.DATE: (date,),
    CellType.DATETIME: (datetime,),
    CellType.BOOL: (bool,),
}
_TABLE_SCHEMA = {
    CellType.TEXT: {"type": "string"},
    CellType.INT: {"type": "integer"},
    CellType.DECIMAL: {"type": "number"},
    CellType.DATE: {"type": "date"},
    CellType.DATETIME: {"type": "datetime", "format": "%Y-%m-%d %H:%M:%S.%f"},
    CellType.BOOL: {"type": "boolean"},
}
_LATITUDE = re.compile(r"lat(itude)?$", re.IGNORECASE)
_LONGITUDE = re.compile(r"long(itude)?$", re.IGNORECASE)


def problem_of(columns: Iterable[LayoutColumn], cells: Mapping[str, Cell]) -> str | None:
    """What is wrong with the cells of a row, or None; the first problem in the order of the columns."""
    for column in columns:
        cell = cells.get(column.name)
        if cell is None or cell == "":
            if column.is_required:
                return f"{column.name} is required and empty"
            continue
        if not _is_of(column.type, cell):
            return f"{column.name} holds no {column.type}"
        if column.codes and text_of(column, cell) not in column.codes:
            return f"{column.name} holds none of its codes"
        limit = _limit(column)
        if limit is not None and isinstance(cell, int | float) and abs(cell) > limit:
            return f"{column.name} is beyond {limit} degrees"
    return None


def _is_of(kind: CellType, cell: Cell) -> bool:
    if isinstance(cell, bool) and kind is not CellType.BOOL:
        return False
    if isinstance(cell, datetime) and kind is CellType.DATE:
        return False
    if isinstance(cell, float) and not math.isfinite(cell):
        return False
    return isinstance(cell, _TYPES[kind])


def _limit(column: LayoutColumn) -> int | None:
    if column.type is not CellType.DECIMAL:
        return None
    return 90 if _LATITUDE.search(column.name) else 180 if _LONGITUDE.search(column.name) else None


def text_of(column: LayoutColumn, cell: Cell) -> str:
    """The cell as it stands in the file: "" for None, days by ISO 8601, numbers with a point."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, datetime):
        return cell.strftime("%Y-%m-%d %H:%M:%S.") + f"{cell.microsecond // 1000:03d}"
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float):
        return f"{cell:.6f}".rstrip("0").rstrip(".") if column.type is CellType.DECIMAL else str(cell)
    return str(cell)


def table_schema(columns: Iterable[LayoutColumn]) -> dict[str, Any]:
    """The columns as a Table Schema: types, code lists, what is required, and what dateline puts there."""
    return {"fields": [_field(column) for column in columns], "missingValues": [""]}


def _field(column: LayoutColumn) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if column.is_required else {}
    if column.codes:
        numeric = column.type is CellType.INT
        constraints["enum"] = [int(code) if numeric else code for code in column.codes]
    limit = _limit(column)
    if limit is not None:
        constraints |= {"minimum": -limit, "maximum": limit}
    described = column.filled or f"left empty: {column.empty}"
    field = {"name": column.name, **_TABLE_SCHEMA[column.type], "description": described}
    return field | ({"constraints": constraints} if constraints else {})
