"""``dateline show``: the report with its evidence, in one column or two."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

TEXT = "Gunmen killed two guards at a depot in Homs, and the police said that a third was [dim]hurt[/dim]."


@pytest.fixture(autouse=True)
def store(working_folder: Path, code) -> Path:
    lines = [{"id": "a1", "date": "2024-05-03", "publisher": "The Herald", "title": "Depot attacked", "text": TEXT}]
    (working_folder / "one.jsonl").write_text("\n".join(map(json.dumps, lines)))
    assert code("one.jsonl").exit_code == 0
    return working_folder / "events.db"


@pytest.fixture
def two(working_folder: Path, code) -> None:
    (working_folder / "two.jsonl").write_text(
        json.dumps({"id": "a2", "text": "Evil \x1b[31m\u202etext, nothing more."})
    )
    assert code("two.jsonl").exit_code == 0


def test_the_only_report_is_shown_with_marks_and_records(dateline) -> None:
    shown = dateline("show", "events.db", "--width", "80").stdout
    assert shown.startswith("Report a1, The Herald, 2024-05-03 (file), ")
    assert "Depot attacked\nGunmen [1 ASSAULT: killed] two guards" in shown
    assert "1 ASSAULT\n  mention            killed" in shown
    assert "[1 actor: words] marks the words that carry the actor of record 1." in shown
    assert "[dim]hurt[/dim]" in " ".join(shown.split())


def test_a_wide_terminal_has_records_beside_the_text(dateline) -> None:
    shown = dateline("show", "events.db", "--width", "140").stdout
    first = next(line for line in shown.splitlines() if line.startswith("Depot attacked"))
    assert first.rstrip().endswith("1 ASSAULT")


@pytest.mark.parametrize("width", ["40", "80", "140"])
def test_no_line_is_wider_than_asked(dateline, width: str) -> None:
    assert max(map(len, dateline("show", "events.db", "--width", width).stdout.splitlines())) <= int(width)


@pytest.mark.usefixtures("two")
def test_several_reports_are_listed(dateline) -> None:
    result = dateline("show", "events.db")
    assert result.stdout.splitlines() == [
        "a1 records: 1 2024-05-03, The Herald, Depot attacked",
        "a2 records: 0",
    ]
    assert "dateline show events.db REPORT_ID" in result.stderr
    assert [row["id"] for row in json.loads(dateline("show", "events.db", "--json").stdout)] == ["a1", "a2"]


@pytest.mark.usefixtures("two")
def test_a_report_without_records_says_so_and_cannot_act_on_the_terminal(dateline) -> None:
    shown = dateline("show", "events.db", "a2").stdout
    assert "Evil text, nothing more." in shown
    assert "No happening was found" in shown
    assert "\x1b" not in shown
    assert "\u202e" not in shown


def test_json_holds_text_and_records_whole(dateline) -> None:
    shown = json.loads(dateline("show", "events.db", "a1", "--json").stdout)
    assert shown["report"]["text"] == f"Depot attacked\n{TEXT}"
    assert shown["maker"]["component"] == "word-coder"
    (record,) = shown["records"]
    span = record["claims"][0]["evidence"][0]
    assert shown["report"]["text"][span["start"] : span["end"]] == span["text"] == "killed"


def test_a_report_that_is_not_there_is_one_line(dateline) -> None:
    result = dateline("show", "events.db", "nobody")
    assert result.exit_code == 2
    assert (
        result.stderr
        == "error: events.db holds no report 'nobody'; 'dateline show events.db' lists those that it holds.\n"
    )
