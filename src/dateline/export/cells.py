"""Cells and lines of tables: the one place where text of strangers becomes a cell.

A spreadsheet runs a cell that begins with ``=`` or the like as a formula, and these cells come from strangers' texts.
Such a cell gets an apostrophe in front (`guarded`); a number stays a number, also a negative one. Every table that
dateline writes goes through `csv_line` or `tsv_line`. What does not belong here: what a cell tells.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

SEPARATOR = " | "
"""Stands between several values in one cell."""

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")
"""First characters at which spreadsheets may run a cell. Source: OWASP, "CSV Injection"; some programs drop a NUL, and
read the wide forms of East Asian text as the plain ones."""

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?(e[-+]?[0-9]+)?")
_BREAKS = re.compile(r"[\s\x00-\x1f\x7f\x85\u2028\u2029]+")


def guarded(cell: str) -> str:
    """``cell``, with an apostrophe in front where a spreadsheet would take it for a formula."""
    if cell.startswith(_FORMULA_STARTS) and not _NUMBER.fullmatch(cell):
        return f"'{cell}"
    return cell


def csv_line(cells: Iterable[str]) -> str:
    """One row by RFC 4180, each cell `guarded`; ends with CR LF, and cells may hold line breaks."""
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator="\r\n").writerow([guarded(cell) for cell in cells])
    return written.getvalue()


def tsv_line(cells: Iterable[str]) -> str:
    """One row with tabs between its cells, each `guarded` and without quoting.

    Tabs, line breaks and other control characters in a cell become one blank, because this form has no way to write
    them.
    """
    return "\t".join(guarded(_BREAKS.sub(" ", cell).strip()) for cell in cells) + "\n"
