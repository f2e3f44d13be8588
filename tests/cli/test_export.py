"""``dateline export --layout``: the file, its loss report, and what is refused."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from dateline.store import Store
from layout_codings import full, tricky


@pytest.fixture
def store(working_folder: Path) -> Path:
    """A store with two reports of rich records."""
    path = working_folder / "events.db"
    with Store.open(path) as opened, opened.writer() as writer:
        for report, coding in (full(1), tricky(2)):
            writer.add_report(report)
            writer.add_coding(report, coding)
    return path


def test_a_layout_is_written_with_its_loss_report_beside_it(dateline, store: Path) -> None:
    result = dateline("export", "events.db", "--layout", "acled", "--output", "acled.csv")
    assert result.exit_code == 0, result.stderr
    assert result.stderr.startswith("acled: 5 records, 2 rows (2 exact, 0 narrowed, 0 widened); 3 left out (")
    rows = list(csv.DictReader(io.StringIO(Path("acled.csv").read_bytes().decode(), newline="")))
    assert [row["dateline_report"] for row in rows] == ["r1", "'=r2"]
    losses = json.loads(Path("acled.csv.losses.json").read_bytes())
    assert (losses["records"], losses["rows"], losses["left_out"]) == (5, 2, 3)


def test_to_standard_output_the_loss_report_goes_where_it_is_told_to(dateline, store: Path) -> None:
    result = dateline("export", "events.db", "--layout", "ged", "--output", "-", "--loss-report", "lost.json")
    assert result.exit_code == 0
    assert result.stdout.startswith("id,relid,year")
    assert json.loads(Path("lost.json").read_bytes())["layout"] == "ged"
    quiet = dateline("export", "events.db", "--layout", "ged")
    assert quiet.stdout == result.stdout
    assert {path.name for path in store.parent.iterdir() if path.suffix != ".db"} - {"lost.json"} <= {
        "events.db-wal",
        "events.db-shm",
    }


def test_one_of_format_and_layout_is_needed(dateline, store: Path) -> None:
    for arguments in ([], ["--format", "csv", "--layout", "acled"], ["--format", "csv", "--loss-report", "x.json"]):
        result = dateline("export", "events.db", *arguments)
        assert result.exit_code == 2
        assert "--layout" in result.stderr


def test_an_unknown_layout_lists_the_known(dateline, store: Path) -> None:
    result = dateline("export", "events.db", "--layout", "icews", "--output", "out.csv")
    assert result.exit_code == 2
    assert (
        "no layout named 'icews'; known: 'acled', 'gdelt', 'gdelt-mentions', 'ged', 'gtd', 'polecat'" in result.stderr
    )
    assert not Path("out.csv").exists()


def test_a_loss_report_that_cannot_be_written_is_one_line(dateline, store: Path) -> None:
    result = dateline("export", "events.db", "--layout", "gtd", "--output", "g.csv", "--loss-report", "no/such/x.json")
    assert result.exit_code == 1
    assert "no/such/x.json: it cannot be written" in result.stderr


def test_a_folder_is_made_whole(dateline, store: Path) -> None:
    result = dateline("export", "events.db", "--format", "datapackage", "--output", "package")
    assert result.exit_code == 0
    assert {"datapackage.json", "records.csv"} <= {path.name for path in Path("package").iterdir()}


@pytest.mark.parametrize("output", [[], ["--output", "-"], ["--output", "events.db"], ["--output", "full"]])
def test_a_folder_is_never_written_over_and_needs_a_name(dateline, store: Path, output: list[str]) -> None:
    Path("full").mkdir()
    Path("full/mine.txt").write_text("mine")
    before = store.read_bytes()
    result = dateline("export", "events.db", "--format", "datapackage", *output)
    assert result.exit_code == 2
    assert "--output" in result.stderr
    assert store.read_bytes() == before
    assert [path.name for path in Path("full").iterdir()] == ["mine.txt"]


def test_an_empty_folder_may_be_filled(dateline, store: Path) -> None:
    Path("package").mkdir()
    assert dateline("export", "events.db", "--format", "datapackage", "--output", "package").exit_code == 0
    assert Path("package/datapackage.json").is_file()
