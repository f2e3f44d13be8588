"""``dateline attribute``: text for people, JSON for programs, failures listed."""

from __future__ import annotations

import json
from pathlib import Path

TEXT = (
    "Anna Keller, a farmer from Dorn, fled with her sons. “We left at dawn,” she said. Police said the road was open."
)


def test_each_relation_with_its_words(dateline) -> None:
    result = dateline("attribute", "-", given=TEXT.encode())
    assert result.exit_code == 0, result.stderr
    lines = result.stdout.splitlines()
    assert lines[0].endswith("standard input: 2 relations")
    assert lines[1].startswith("1 she [Anna Keller")
    assert lines[3:] == [
        "2 Police (security forces), “said”: asserts",
        f"  {TEXT.index('the road')}-{len(TEXT) - 1} the road was open",
    ]


def test_json_has_spans_and_chain(dateline) -> None:
    Path("a.txt").write_text("The ministry said that rebels had shelled the town, state television reported.")
    result = dateline("attribute", "a.txt", "--json")
    assert result.exit_code == 0, result.stderr
    (report,) = json.loads(result.stdout)
    inner = report["relations"][0]
    assert inner["source"] == {"start": 0, "end": 12, "text": "The ministry"}
    assert inner["outer"]["source"]["text"] == "state television"
    assert inner["outer"]["outer"] is None


def test_a_report_that_cannot_be_read_is_told_and_the_others_are_shown(dateline) -> None:
    rows = [{"id": "a", "text": "Police said so."}, {"id": "b", "text": "Police said so.", "date": "2024-02-30"}]
    Path("a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    result = dateline("attribute", "a.jsonl")
    assert result.exit_code == 3
    assert "2024-02-30" in result.stderr
    assert result.stdout.startswith("Report a, ")


def test_nothing_in_a_text_acts_on_the_terminal(dateline) -> None:
    result = dateline("attribute", "-", given=b"Police said the road\x1b[2J was open.")
    assert "\x1b" not in result.stdout


def test_a_missing_file_is_one_line(dateline) -> None:
    result = dateline("attribute", "missing.txt")
    assert result.exit_code in (1, 3)
    assert "missing.txt" in result.stderr
    assert result.stderr.count("\n") == 1
