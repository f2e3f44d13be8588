"""What a layout makes of a happening, for the tests of single layouts."""

from __future__ import annotations

from typing import Any

from dateline.export.happening import Happening
from dateline.export.layouts.layout import BaseLayout, LeftOut, Rows
from dateline.export.layouts.schema import problem_of


def rows(layout: BaseLayout, happening: Happening) -> Rows:
    """The rows, each of which keeps the layout's schema but for the columns that the writing adds."""
    found = layout.rows(happening)
    assert isinstance(found, Rows), found
    own = {column.name: column for column in layout.columns if not column.name.startswith("dateline_")}
    for row in found.rows:
        assert problem_of(own.values(), row.cells) is None
        assert set(row.cells) <= set(own)
        left_empty = {name for name, column in own.items() if column.empty}
        assert not {name for name in left_empty if row.cells.get(name) not in (None, "")}
    return found


def only(layout: BaseLayout, happening: Happening) -> dict[str, Any]:
    """The cells of the one row."""
    (row,) = rows(layout, happening).rows
    return dict(row.cells)


def flags(layout: BaseLayout, happening: Happening) -> tuple[str, ...]:
    """The flags of the first row."""
    return rows(layout, happening).rows[0].flags


def reason(layout: BaseLayout, happening: Happening) -> str:
    """Why there is no row."""
    found = layout.rows(happening)
    assert isinstance(found, LeftOut), found
    return found.reason
