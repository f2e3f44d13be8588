"""``dateline status``, ``verify`` and ``export``: a store looked at from outside."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from pathlib import Path

import pytest

from dateline.model import Failure
from dateline.store import Store

TEXT = "Gunmen killed two guards at a depot in Homs, the police said, and the road was closed."


@pytest.fixture(autouse=True)
def store(working_folder: Path, code) -> Path:
    (working_folder / "news.jsonl").write_text(json.dumps({"id": "a1", "date": "2024-05-03", "text": TEXT}))
    assert code("news.jsonl", "missing.txt").exit_code == 3
    return working_folder / "events.db"


def test_status_counts_and_lists_what_failed(dateline) -> None:
    result = dateline("status", "events.db")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert "reports: 1" in lines
    assert "records: 1" in lines
    assert "failures: 1" in lines
    assert lines[-1].startswith("failed in read: missing.txt: there is no such file")


def test_status_for_programs(dateline) -> None:
    status = json.loads(dateline("status", "events.db", "--json").stdout)
    assert status["counts"]["records"] == 1
    assert [failure["origin"] for failure in status["failures"]] == ["missing.txt"]


def test_status_prints_tracebacks_when_asked(dateline) -> None:
    with Store.open(Path("events.db")) as opened, opened.writer() as writer:
        writer.add_failure(Failure("b.txt", "parse", "it crashed", None, "Traceback:\n  line \x1b[31m1"))
    assert "Traceback" not in dateline("status", "events.db").stdout
    assert "    Traceback:\n      line 1\n" in dateline("status", "events.db", "--details").stdout


def test_verify_finds_nothing_in_a_sound_store(dateline) -> None:
    result = dateline("verify", "events.db")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.endswith(" 0 problems.\n")
    assert json.loads(dateline("verify", "events.db", "--json").stdout)["problems"] == []


def _tamper(store: Path) -> None:
    with sqlite3.connect(store) as raw:
        for (name,) in raw.execute("select name from sqlite_master where type = 'trigger'").fetchall():
            raw.execute(f'drop trigger "{name}"')
        raw.execute("update report set text = replace(text, 'killed', 'kissed')")
    raw.close()


def test_verify_finds_a_text_that_was_changed(dateline, store: Path) -> None:
    _tamper(store)
    result = dateline("verify", "events.db")
    assert result.exit_code == 1
    assert "a1" in result.stdout
    assert len(json.loads(dateline("verify", "events.db", "--json").stdout)["problems"]) == len(
        result.stdout.splitlines()
    )


def test_export_goes_to_standard_output_or_to_a_file(dateline) -> None:
    result = dateline("export", "events.db", "--format", "codings")
    assert result.exit_code == 0
    (line,) = result.stdout.splitlines()
    assert json.loads(line)["id"] == "a1"
    assert dateline("export", "events.db", "--format", "codings", "--output", "out.jsonl").exit_code == 0
    assert Path("out.jsonl").read_text(encoding="utf-8") == result.stdout


def test_export_in_every_format(dateline) -> None:
    full = json.loads(dateline("export", "events.db", "--format", "jsonl").stdout)
    assert "killed" in json.dumps(full)
    rows = list(csv.DictReader(io.StringIO(dateline("export", "events.db", "--format", "csv").stdout)))
    assert len(rows) == 1
    assert rows[0]["type"] == "ASSAULT"


def test_an_unknown_format_is_wrong_usage_and_leaves_no_file(dateline) -> None:
    result = dateline("export", "events.db", "--format", "xls", "--output", "out.xls")
    assert result.exit_code == 2
    assert "known: 'codings', 'csv', " in result.stderr
    assert not Path("out.xls").exists()
