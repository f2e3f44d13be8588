"""``dateline code``: what it says, where it says it, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.store import Store

TEXT = "RABAT, May 3, 2024 (Agency) - Gunmen killed two guards at a depot, the police said."


@pytest.fixture(autouse=True)
def file(working_folder: Path) -> Path:
    path = working_folder / "a.txt"
    path.write_text(TEXT)
    return path


def _kept(path: Path = Path("events.db")) -> list[str]:
    with Store.open(path, create=False) as store:
        return [report.text for report, _ in store.codings()]


def test_talk_goes_to_standard_error_and_nothing_to_standard_output(code) -> None:
    result = code("a.txt")
    assert result.exit_code == 0
    assert result.stdout == ""
    assert result.stderr == "1 report coded, 1 record found, 0 unchanged, 0 failed; kept in events.db.\n"
    assert _kept() == [TEXT]


def test_the_same_again_changes_nothing(code) -> None:
    code("a.txt")
    result = code("a.txt")
    assert result.exit_code == 0
    assert "0 reports coded, 0 records found, 1 unchanged" in result.stderr
    assert _kept() == [TEXT]


def test_figures_for_programs(code) -> None:
    result = code("a.txt", "missing.txt", "--json")
    assert result.exit_code == 3
    assert json.loads(result.stdout) == {
        "reports": 1,
        "coded": 1,
        "unchanged": 0,
        "records": 1,
        "failures": 1,
        "interrupted": False,
    }


def test_standard_input(code) -> None:
    result = code("-", given=TEXT.encode())
    assert result.exit_code == 0
    assert _kept() == [TEXT]


def test_facts_that_are_given_are_kept(code) -> None:
    code("a.txt", "--date", "2024-05-04", "--publisher", "The Herald", "--language", "en")
    with Store.open(Path("events.db"), create=False) as store:
        (report,) = store.reports()
    assert (str(report.published), report.publisher, report.language) == ("2024-05-04", "The Herald", "en")


@pytest.mark.parametrize("day", ["2024-02-30", "04.05.2024", "20240504", "2024-W18-6", "today", "", "2024-5-4"])
def test_a_day_that_is_none_is_wrong_usage_and_names_the_form(code, day: str) -> None:
    result = code("a.txt", "--date", day)
    assert result.exit_code == 2
    assert "YYYY-MM-DD" in result.stderr
    assert not Path("events.db").exists()


@pytest.mark.parametrize("language", ["english", "EN", ""])
def test_a_language_that_is_none_is_wrong_usage(code, language: str) -> None:
    result = code("a.txt", "--language", language)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"error: language {language!r}")


@pytest.mark.parametrize(("flag", "told"), [("--coder", "known: 'builtin'"), ("--parser", "known: 'bare', 'spacy'")])
def test_a_part_that_is_not_there_is_wrong_usage(dateline, small_parts, flag: str, told: str) -> None:
    result = dateline("code", "a.txt", "--store", "events.db", flag, "nobody")
    assert result.exit_code == 2
    assert "nobody" in result.stderr
    assert told in result.stderr
    assert not Path("events.db").exists()


def test_a_spacy_pipeline_that_is_not_there_is_wrong_usage(dateline) -> None:
    result = dateline("code", "a.txt", "--store", "events.db", "--pipeline", "en_missing_sm")
    assert result.exit_code == 2
    assert "en_missing_sm" in result.stderr
    assert result.stderr.count("error: ") == 1


def test_a_report_without_a_day_is_coded_and_said(code) -> None:
    Path("a.txt").write_text("Gunmen killed two guards at a depot, the police said.")
    result = code("a.txt")
    assert result.exit_code == 0
    assert "note: a.txt: no day of publication" in result.stderr
    assert "give --date" in result.stderr


def test_what_failed_is_told_at_once_and_how_to_list_it(code) -> None:
    result = code("missing.txt", "a.txt")
    assert result.exit_code == 3
    first, *_, last = result.stderr.splitlines()
    assert first.startswith("failed: missing.txt: there is no such file")
    assert last == "1 did not get through; 'dateline status events.db' lists them."
    assert _kept() == [TEXT]


def test_many_failures_are_told_in_part_and_kept_in_full(code, dateline) -> None:
    result = code(*[f"missing-{number:02}.txt" for number in range(30)])
    assert result.stderr.count("failed: ") == 20
    assert "and 10 more failed" in result.stderr
    assert dateline("status", "events.db").stdout.count("failed in read: ") == 30


def test_a_name_of_a_file_cannot_act_on_the_terminal(code) -> None:
    result = code("evil\x1b]0;owned\x07.txt")
    assert "\x1b" not in result.stderr
    assert "\x07" not in result.stderr


def test_no_progress_bar_where_no_terminal_is(code) -> None:
    assert "\x1b" not in code("a.txt").stderr


def test_the_built_in_parts_code_a_report(dateline) -> None:
    result = dateline("code", "a.txt", "--store", "events.db")
    assert result.exit_code == 0, result.stderr
    with Store.open(Path("events.db"), create=False) as store:
        ((report, coding),) = store.codings()
    for record in coding.records:
        record.verify(report)
    assert coding.maker.component == "builtin-coder"
