"""Tables of the reference pages."""

from __future__ import annotations

from collections.abc import Iterable


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A Markdown table; bars in cells are escaped."""
    listed = [list(head)]
    listed.append(["---"] * len(listed[0]))
    listed.extend(list(row) for row in rows)
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |\n" for row in listed)
