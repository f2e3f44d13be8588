"""Columns of the view ``records`` in SQLite's words: what a record tells of one field. Frozen, as every step is.

In both, ``e`` is the row of the record; in what `each_told` is given, ``c`` is the claim and ``s`` its first span.
"""

from __future__ import annotations


def first_told(field: str, path: str) -> str:
    """The part at ``path`` of the first value of a field."""
    return (
        f"(SELECT json_extract(c.value, '{path}') FROM claim c"  # noqa: S608 - fixed names
        f" WHERE c.record = e.number AND c.field = '{field}' ORDER BY c.position LIMIT 1)"
    )


def each_told(field: str, told: str) -> str:
    """``told`` of each claim of a field, distinct, in order, with a bar between two."""
    return (
        f"(SELECT group_concat(told, ' | ') FROM (SELECT {told} AS told FROM claim c"  # noqa: S608 - fixed names
        " JOIN span s ON s.number = c.span"
        f" WHERE c.record = e.number AND c.field = '{field}' GROUP BY told ORDER BY min(c.position)))"
    )
