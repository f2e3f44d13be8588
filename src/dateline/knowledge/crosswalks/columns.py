"""The columns of a layout, as its publishers name them, with what dateline puts into each, or why it puts nothing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from dateline.knowledge.crosswalks.tables import either, read_table


class CellType(StrEnum):
    """What a cell holds, where it is not empty."""

    TEXT = "text"
    INT = "int"
    DECIMAL = "decimal"
    DATE = "date"
    DATETIME = "datetime"
    BOOL = "bool"


@dataclass(frozen=True, slots=True)
class LayoutColumn:
    """One column of a layout.

    codes: the values that it may hold, as text; empty where it is free. is_required: whether every row fills it.
    filled: what dateline puts there; "" where it is left empty, and then ``empty`` says why.
    """

    name: str
    type: CellType
    is_required: bool
    codes: tuple[str, ...]
    meaning: str
    filled: str
    empty: str


@cache
def load_columns(layout: str) -> tuple[LayoutColumn, ...]:
    """The columns of ``layout``, in order; those that dateline adds of its own stand last."""
    return tuple(
        LayoutColumn(
            name=row["column"],
            type=CellType(row["type"]),
            is_required=row["required"] == "yes",
            codes=_codes(row["codes"]),
            meaning=row["meaning"],
            filled=row["filled"],
            empty=row["empty"],
        )
        for row in read_table(f"{layout}_columns")
    )


def _codes(cell: str) -> tuple[str, ...]:
    """The codes that a cell lists, or those of the table that it names: ``@table.column``, ``@gtd_codes.variable``."""
    if not cell.startswith("@"):
        return either(cell)
    table, _, column = cell[1:].partition(".")
    if table == "gtd_codes":
        found = (row["code"] for row in read_table(table) if row["variable"] == column)
    elif table == "regions":
        found = (row["region"] for row in read_table(table) if row["scheme"] == column)
    else:
        found = (row[column] for row in read_table(table))
    return tuple(dict.fromkeys(code for code in found if code))
