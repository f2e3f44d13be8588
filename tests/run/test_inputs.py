"""Paths and standard input as one stream of outcomes."""

from __future__ import annotations

import io
from pathlib import Path

from dateline.model import Failure, Report
from dateline.read import ReadOptions
from dateline.run import count_inputs, read_inputs

TEXT = "Gunmen killed two guards at a depot on the edge of the town, the police said."


def test_files_and_standard_input_come_in_the_order_given(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT + " First.")
    paths = ["-", str(tmp_path / "a.txt"), str(tmp_path / "missing.txt")]
    outcomes = list(read_inputs(paths, ReadOptions(), io.BytesIO(TEXT.encode())))
    assert [type(outcome) for outcome in outcomes] == [Report, Report, Failure]
    assert [outcome.origin for outcome in outcomes] == ["standard input", *map(str, paths[1:])]


def test_a_text_that_stands_twice_is_given_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    outcomes = list(read_inputs([str(tmp_path / "a.txt"), "-"], ReadOptions(), io.BytesIO(TEXT.encode())))
    assert len(outcomes) == 1


def test_standard_input_counts_as_one_file(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(TEXT)
    assert count_inputs([str(tmp_path), "-"]) == 3
