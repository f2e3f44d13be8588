"""Cells that no spreadsheet runs, and numbers that stay numbers."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.export.cells import csv_line, guarded, tsv_line


@pytest.mark.parametrize(
    "cell", ["=1+1", "+cmd|'/c'!A1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "-", "-1.5.2"]
)
def test_a_formula_gets_an_apostrophe(cell: str) -> None:
    assert guarded(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "-0.45", "-13", "12", "1e-07", "-1.5e-07", "a=b", "'x", "12..19"])
def test_a_number_and_plain_text_stay(cell: str) -> None:
    assert guarded(cell) == cell


@given(cells=st.lists(st.text(), min_size=2, max_size=5))
def test_csv_cells_come_back_guarded(cells: list[str]) -> None:
    (row,) = csv.reader(io.StringIO(csv_line(cells), newline=""), strict=True)
    assert row == [guarded(cell) for cell in cells]


@given(cells=st.lists(st.text(), min_size=2, max_size=5))
def test_a_line_with_tabs_has_as_many_cells_as_were_given_and_one_line(cells: list[str]) -> None:
    line = tsv_line(cells)
    assert len(line.splitlines()) == 1
    assert line.endswith("\n")
    found = line[:-1].split("\t")
    assert len(found) == len(cells)
    assert not any(cell.startswith(("=", "+", "@")) for cell in found)


def test_a_line_with_tabs_keeps_the_words() -> None:
    assert tsv_line(["two\nlines", " =a\tb ", "-1.5"]) == "two lines\t'=a b\t-1.5\n"
